"""Compares what lists show of a sitting with its record, and with the results that are kept here.

Lists are quick because they never read the record; nothing chains them. Used by
`data.store.verifying` alone, which says where something differs; no personal data leaves here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

from data.record.entries import Entry, Opened, Rechained, Reopened, Sealed, SittingEnded, Withdrawn
from data.record.errors import NoOpening
from data.record.fold import fold, last_opened, without_effect
from data.record.head import SignedHead
from data.record.script_entries import Adjourned, TakenUp
from data.rules.stage import Stage
from data.standards.errors import StandardError
from data.standards.library import Library
from data.store.rows import Assessment, Document, Sitting, Summary
from data.store.sitting_record import summary_of

_UNBEGUN = {**asdict(Summary(Stage.BOOKED.value, None, None)), "digest": None}
_OPENED = ("digest", "method", "attempt", "number", "exceptional")
_NAMED = ("family_name", "given_names", "uln")
_CLOSED = (Stage.SEALED, Stage.WITHDRAWN, Stage.NO_SHOW, Stage.ABANDONED)
"""The stages that follow from a record without its standard."""

_WORDS = {
    "digest": "standard",
    "exceptional": "reference of exceptional circumstances",
    "family_name": "family name",
    "given_names": "given names",
    "uln": "ULN",
}
"""How a column is called for the user, where its name is not the word."""


class Left(NamedTuple):
    """What a kept result says that can be compared."""

    head: SignedHead | None
    """None where it was made before heads were signed."""
    apprentice: dict[str, object]
    """Empty in a document that takes a result back."""


def unlike_record(sitting: Sitting, entries: Sequence[Entry], library: Library) -> tuple[str, ...]:
    """Return what lists show of a sitting in another way than its record, in words.

    Args:
        sitting: As lists have it.
        entries: Its whole record; may be empty.
        library: Where the standard's file is looked for; without it, what needs it is left out.

    Raises:
        NoOpening: The record does not begin with the entry that opens the sitting.
    """
    return _unlike(sitting, _recorded(sitting, entries, library) if entries else _UNBEGUN)


def unlike_result(assessment: Assessment, apprentice: dict[str, object]) -> tuple[str, ...]:
    """Return what lists show of a person in another way than a result, in words.

    Args:
        assessment: As lists have it.
        apprentice: Who it is in the result.
    """
    return _unlike(assessment, {name: apprentice.get(name) for name in _NAMED})


def as_left(document: Document) -> Left | None:
    """Return what a kept result says; None where it is not as it was when it was kept."""
    if hashlib.sha256(document.body).hexdigest() != document.sha256:
        return None
    try:
        raw = json.loads(document.body)
        data = raw["data"]
        if (raw["id"], raw["subject"], data["revision"], data["supersedes"]) != (
            document.id,
            document.sitting_id,
            document.revision,
            document.supersedes,
        ):
            return None
        head = head_in(raw) if "signature" in data["record"] else None
        return Left(head, dict(data.get("apprentice", {})))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def head_in(document: dict[str, Any]) -> SignedHead:
    """Return the signed head of a result document.

    Raises:
        KeyError: It holds none.
    """
    record = document["data"]["record"]
    return SignedHead(
        str(document["subject"]),
        int(record["sequence"]),
        str(record["head"]),
        str(record["device_key"]),
        str(record["signature"]),
    )


def _unlike(shown: Sitting | Assessment, told: dict[str, Any]) -> tuple[str, ...]:
    names = [name for name in told if getattr(shown, name) != told[name]]
    return tuple(_WORDS.get(name, name) for name in names)


def _recorded(sitting: Sitting, entries: Sequence[Entry], library: Library) -> dict[str, Any]:
    """Return what lists have to show, by column."""
    if not isinstance(entries[0].body, Opened):
        raise NoOpening
    gone = without_effect(entries)
    opened = last_opened(entries, gone)
    # A chain that was made anew says so in an entry of which lists know nothing.
    written = entries[:-1] if isinstance(entries[-1].body, Rechained) else entries
    # What was agreed since is taken over when the sitting is opened next, before it begins.
    open_still = (
        {"attempt", "exceptional"} if sitting.stage in (Stage.BOOKED, Stage.PREPARING) else set()
    )
    fixed = {name: getattr(opened, name) for name in _OPENED if name not in open_still}
    try:
        loaded = library.by_digest(opened.reference, opened.version, opened.digest)
        return {**fixed, **asdict(summary_of(fold(loaded.standard, written)))}
    except (StandardError, KeyError):
        held = [entry for entry in written if entry.seq not in gone]
        return {**fixed, **_without_standard(sitting, held)}


def _adjourned(held: Sequence[Entry]) -> bool:
    """Tell whether the sitting was adjourned and not taken up since."""
    turns = [entry.body for entry in held if isinstance(entry.body, Adjourned | TakenUp)]
    return bool(turns) and isinstance(turns[-1], Adjourned)


def _without_standard(sitting: Sitting, held: Sequence[Entry]) -> dict[str, Any]:
    """Return what follows from the entries that hold alone; the stage only where it is closed."""
    signed = Sealed | Reopened | Withdrawn
    seals = [entry.body for entry in held if isinstance(entry.body, signed)]
    withdrawn = bool(seals) and isinstance(seals[-1], Withdrawn)
    seals = [body for body in seals if not isinstance(body, Withdrawn)]
    ends = [entry.body.outcome for entry in held if isinstance(entry.body, SittingEnded)]
    outcome = ends[-1] if ends else None
    told: dict[str, Any] = {"grade": None, "outcome": outcome}
    if outcome is None and _adjourned(held):
        del told["outcome"]  # what is left of the time only the standard says
    stage = outcome if outcome in _CLOSED else None
    if seals and isinstance(seals[-1], Sealed):
        told["grade"] = None if withdrawn else seals[-1].grade or None
        stage = Stage.WITHDRAWN.value if withdrawn else Stage.SEALED.value
    if stage or sitting.stage in _CLOSED:
        told["stage"] = stage
    return told
