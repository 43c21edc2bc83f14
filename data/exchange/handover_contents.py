"""What stands in a handover file, as JSON: all of one sitting, and its assessment's own record.

Read back, it is checked as if a stranger had written it: kinds of values, ids, the chain to its
head, the signature of the laptop that gave it, every text with the apprentice's key.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import asdict
from datetime import date
from typing import Any, TypeVar, get_args, get_type_hints

from data.exchange.handover_errors import HandoverDamaged, HandoverNewer, HandoverTooLong
from data.record.body import Entry, Erased, Line
from data.record.chain import read_line, verify
from data.record.cipher import ApprenticeKey
from data.record.entries import HandedOver
from data.record.errors import BrokenChain, Unreadable
from data.record.head import SignedHead
from data.record.instant import Instant
from data.record.journey.kinds import KINDS
from data.record.journey.opening import AssessmentOpened
from data.store.handed import Carried, Handed
from data.store.rows import Assessment, Draft, Sitting

Made = TypeVar("Made")
Json = dict[str, Any]

_ALONE, _WITH_JOURNEY = 1, 2
"""Formats: of a sitting alone, as every version reads it, and with its assessment's own record. One
that does not know the second refuses it: it would go on without knowing of a held result."""
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,99}")
"""An id ends up in names of files."""

MOST_ENTRIES = 20_000
"""Most entries of a sitting that goes to another laptop; one of two hours has some 500."""

MOST_BOOKINGS = 100
"""Most further sittings that are read; an assessment has two methods, and some are tried again."""

_SUFFIXES = (".toml", ".json")
_LARGEST = 253_402_214_400_000
"""Milliseconds to the last day but one of the year 9999: beyond it no calendar tells the day."""


def to_bytes(handed: Handed) -> bytes:
    """Return a sitting as the contents of a file.

    Raises:
        HandoverTooLong: No laptop would take it.
    """
    carried = handed.journey.lines if handed.journey else ()
    if max(len(handed.lines), len(carried)) > MOST_ENTRIES:
        raise HandoverTooLong
    whole = {
        "format": _WITH_JOURNEY if handed.journey else _ALONE,
        "demonstration": handed.demonstration,
        "assessment": asdict(handed.assessment),
        "sitting": asdict(handed.sitting),
        "secret": _text(handed.secret),
        "entries": [_line(line) for line in handed.lines],
        "draft": _draft(handed.draft) if handed.draft else None,
        "standard": {"suffix": handed.suffix, "bytes": _text(handed.standard)},
        "head": asdict(handed.head),
        "bookings": [asdict(booked) for booked in handed.bookings],
    }
    if handed.journey:
        whole["journey"] = _carried(handed.journey)
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def from_bytes(contents: bytes) -> Handed:
    """Read a sitting back.

    Raises:
        HandoverNewer: A newer epa_tui wrote it.
        HandoverTooLong: It has more entries than any sitting, or assessment.
        HandoverDamaged: It holds something that cannot be.
    """
    try:
        raw = json.loads(contents)
        json.dumps(raw, ensure_ascii=False).encode()  # half a surrogate pair has no bytes
        if raw["format"] not in (_ALONE, _WITH_JOURNEY):
            raise HandoverNewer
        if len(raw["entries"]) > MOST_ENTRIES:
            raise HandoverTooLong
        return Handed(
            assessment=_made(Assessment, raw["assessment"]),
            sitting=_made(Sitting, raw["sitting"]),
            secret=_raw(raw["secret"]),
            lines=tuple(_read_line(line) for line in raw["entries"]),
            draft=_read_draft(raw["draft"]) if raw["draft"] else None,
            standard=_raw(raw["standard"]["bytes"]),
            suffix=str(raw["standard"]["suffix"]),
            demonstration=bool(raw["demonstration"]),
            head=_made(SignedHead, raw["head"]),
            journey=_read_carried(raw["journey"]) if raw["format"] == _WITH_JOURNEY else None,
            bookings=tuple(_made(Sitting, one) for one in raw.get("bookings", ())[:MOST_BOOKINGS]),
            earlier="bookings" not in raw,
        )
    except (AttributeError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise HandoverDamaged from error


def entries_of(handed: Handed) -> tuple[Entry, ...]:
    """Return the whole record of a sitting that another laptop gives, checked and deciphered.

    Raises:
        HandoverDamaged: Something in it does not belong together.
        data.record.errors.UnreadableEntry: This version cannot read an entry.
    """
    try:
        verify(handed.lines)
        cipher = ApprenticeKey(handed.secret)
        entries = tuple(read_line(line, cipher) for line in handed.lines)
    except (BrokenChain, Unreadable) as error:
        raise HandoverDamaged from error
    if not (entries and _belongs(handed, entries[-1])):
        raise HandoverDamaged
    return entries


def journey_of(handed: Handed) -> tuple[Entry, ...]:
    """Return the own record of the assessment that came with a sitting, checked and deciphered.

    Returns:
        Nothing where none came.

    Raises:
        HandoverDamaged: Something in it does not belong together.
        data.record.errors.UnreadableEntry: This version cannot read an entry.
    """
    if handed.journey is None:
        return ()
    try:
        verify(handed.journey.lines)
        cipher = ApprenticeKey(handed.secret)
        entries = tuple(read_line(line, cipher, KINDS) for line in handed.journey.lines)
    except (BrokenChain, Unreadable) as error:
        raise HandoverDamaged from error
    if not (entries and _of_the_assessment(handed, handed.journey.head, entries)):
        raise HandoverDamaged
    return entries


def standard_digest(handed: Handed) -> str:
    """Return the SHA-256 of the standard's file that came with a sitting."""
    return hashlib.sha256(handed.standard).hexdigest()


def _belongs(handed: Handed, last: Entry) -> bool:
    """Tell whether everything beside the chain speaks of the same sitting as the chain."""
    sitting, head = handed.sitting, handed.head
    ids = (sitting.id, sitting.assessment_id)
    return (
        isinstance(last.body, HandedOver)
        and (head.sitting, head.seq, head.hash) == (sitting.id, last.seq, last.hash)
        and head.genuine()
        and sitting.assessment_id == handed.assessment.id
        and all(_ID.fullmatch(name) for name in ids)
        and handed.suffix in _SUFFIXES
        and all(_booked(one, sitting) for one in handed.bookings)
        and all(map(_is_day, (handed.assessment.gateway_on, handed.assessment.epa_ends_on)))
    )


def _is_day(text: str | None) -> bool:
    """Tell whether a text is a day of a calendar, or nothing."""
    try:
        return not text or bool(date.fromisoformat(text))
    except ValueError:
        return False


def _booked(one: Sitting, beside: Sitting) -> bool:
    """Tell whether a booking is one of the same assessment, and nothing but a booking."""
    own = one.assessment_id == beside.assessment_id and one.id != beside.id
    unbegun = (one.stage, one.entries) == ("booked", 0)
    return own and unbegun and _ID.fullmatch(one.id) is not None


def _of_the_assessment(handed: Handed, head: SignedHead, entries: tuple[Entry, ...]) -> bool:
    """Tell whether a record is that of the assessment, and the same laptop gave it.

    What was erased never comes back: nobody gives such a record, and none is taken.
    """
    last = entries[-1]
    return (
        isinstance(entries[0].body, AssessmentOpened)
        and not any(isinstance(entry.body, Erased) for entry in entries)
        and (head.sitting, head.seq, head.hash) == (handed.assessment.id, last.seq, last.hash)
        and head.device_key == handed.head.device_key
        and head.genuine()
    )


def _carried(journey: Carried) -> Json:
    return {"entries": [_line(line) for line in journey.lines], "head": asdict(journey.head)}


def _read_carried(raw: Json) -> Carried:
    if len(raw["entries"]) > MOST_ENTRIES:
        raise HandoverTooLong
    lines = tuple(_read_line(line) for line in raw["entries"])
    return Carried(lines, _made(SignedHead, raw["head"]))


def _line(line: Line) -> list[object]:
    at = [line.at.wall, line.at.tick, line.at.boot]
    return [line.seq, line.id, at, line.kind, _text(line.ciphertext), line.prev, line.hash]


def _read_line(raw: list[Any]) -> Line:
    seq, name, at, kind, ciphertext, prev, true = raw
    of_text = [name, kind, prev, true]
    if not _is_whole(seq) or any(type(value) is not str for value in of_text):
        raise TypeError(raw)
    return Line(seq, name, _instant(at), kind, _raw(ciphertext), prev, true)


def _instant(raw: list[Any]) -> Instant:
    wall, tick, boot = raw
    if not _is_whole(wall) or not _is_whole(tick, -_LARGEST) or type(boot) is not str:
        raise TypeError(raw)
    return Instant(wall, tick, boot)


def _is_whole(value: object, least: int = 0) -> bool:
    """Tell whether a value is a whole number that a store and a calendar can hold."""
    return type(value) is int and least <= value <= _LARGEST


def _draft(draft: Draft) -> Json:
    first, seen = draft.first_key, draft.seen
    return {
        "text": draft.text,
        "cursor": draft.cursor,
        "first_key": [first.wall, first.tick, first.boot] if first else None,
        "seen": [seen.wall, seen.tick, seen.boot],
    }


def _read_draft(raw: Json) -> Draft:
    text, cursor = raw["text"], raw["cursor"]
    if type(text) is not str or not _is_whole(cursor):
        raise TypeError(raw)
    first = _instant(raw["first_key"]) if raw["first_key"] else None
    return Draft(text, cursor, first, _instant(raw["seen"]))


def _made(kind: type[Made], raw: Json) -> Made:
    """Return a row of a kind whose fields are texts, whole numbers or nothing."""
    hints = get_type_hints(kind)
    if raw.keys() != hints.keys():
        raise TypeError(kind)
    for name, value in raw.items():
        if type(value) not in (get_args(hints[name]) or (hints[name],)):
            raise TypeError(name)
        if type(value) is int and not _is_whole(value):
            raise ValueError(name)
    return kind(**raw)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _raw(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
