"""Judgements that a command is to make: as they were typed, or as a file says.

A file is TOML or JSON: one table for each descriptor, called by its code, with `met` and, where
they are wanted, `rationale`, `notes` and `feedback`.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from data.record.entries import Body
from data.record.instant import Instant
from data.record.state import SittingState
from data.rules import judging
from data.rules.demands import demand_descriptor
from data.rules.refused import Refused
from data.standards.bounds import Unbounded, nested_deeper, read_bounded
from data.standards.errors import printable
from epa_tui.commands.acting import as_typed

if TYPE_CHECKING:
    from epa_tui.commands.acting import Acting, Rule

MAX_BYTES = 1_000_000
"""Size of the largest file that is read: forty rationales of a page each are a tenth of it."""

MAX_NESTING = 4
"""Deepest nesting that is parsed; judgements need three."""


class NotAFile(Exception):
    """A file cannot be read as judgements; the text says where and what to do."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One judgement that is to be made."""

    code: str
    met: bool | None
    """None takes the judgement back."""
    rationale: str | None = None
    """None keeps the one that is there, where the judgement stays as it is."""
    notes: tuple[int, ...] | None = None
    """Sequence numbers; None for the notes that carry the code or one of its KSBs."""
    feedback: str | None = None
    """None leaves the feedback as it is."""


def read_file(path: Path) -> list[Wanted]:
    """Read a file of judgements.

    Args:
        path: TOML where its name ends so, else JSON.

    Raises:
        NotAFile: It cannot be read, or says something else than judgements.
    """
    try:
        text = read_bounded(path.expanduser(), MAX_BYTES).decode("utf-8-sig")
        if nested_deeper(text, MAX_NESTING) is not None:
            raise Unbounded(f"is nested deeper than {MAX_NESTING} levels")
        load: Callable[[str], object] = (
            tomllib.loads if path.suffix.lower() == ".toml" else json.loads
        )
        raw = load(text)
    except (OSError, ValueError, RecursionError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise NotAFile(printable(f"{path}: cannot be read ({reason}). Mend it.", 900)) from error
    if not isinstance(raw, dict) or not raw:
        raise NotAFile(f'{path}: it must hold a table for each descriptor: {{"P1": {{...}}}}.')
    return [_wanted(path, code, table) for code, table in raw.items()]


_FIELDS: dict[str, tuple[str, Callable[[object], bool]]] = {
    "met": ("true or false", lambda value: isinstance(value, bool)),
    "rationale": ("a text", lambda value: isinstance(value, str)),
    "feedback": ("a text", lambda value: isinstance(value, str)),
    "notes": (
        "a list of numbers of notes",
        lambda value: isinstance(value, list) and all(type(number) is int for number in value),
    ),
}


def _wanted(path: Path, code: str, table: object) -> Wanted:
    """Return what the file says of one descriptor."""
    where = printable(f"{path}: {code}", 300)
    if not isinstance(table, dict) or "met" not in table:
        raise NotAFile(f"{where}: say whether it is met: true or false.")
    for name, value in table.items():
        if name not in _FIELDS:
            known = ", ".join(_FIELDS)
            raise NotAFile(f"{where}: {printable(name, 60)} is not known. Known are {known}.")
        meaning, fits = _FIELDS[name]
        if not fits(value):
            raise NotAFile(f"{where}: {name} must be {meaning}.")
    notes = table.get("notes")
    return Wanted(
        code,
        table["met"],
        table.get("rationale"),
        None if notes is None else tuple(notes),
        table.get("feedback"),
    )


def rules_of(opened: Acting, wanted: list[Wanted]) -> list[Rule]:
    """Return the rules to ask, in order; every refusal of a judgement is told, not only the first.

    Args:
        opened: The sitting.
        wanted: The judgements.

    Raises:
        Refused: By one or more.
    """
    during, now, told = opened.settings.judge_during, opened.clock(), list[str]()
    rules: list[Rule] = []
    for one in wanted:
        asked: list[Rule] = [partial(_judged, one, during=during)]
        if one.feedback is not None:
            asked.append(partial(_fed_back, one))
        try:
            opened.prepare(now, *asked)
        except Refused as refused:
            told.append(refused.sentence)
        rules += asked
    if told:
        raise Refused("\n".join(dict.fromkeys(told)))
    return rules


def _judged(wanted: Wanted, state: SittingState, now: Instant, *, during: bool) -> tuple[Body, ...]:
    code = as_typed(state, wanted.code)
    notes = wanted.notes
    if notes is None:
        found = judging.supporting(state, demand_descriptor(state, code))
        notes = tuple(note.seq for note in found)
    rationale = _rationale(state, code, wanted)
    return judging.judge(state, now, code, wanted.met, rationale, notes, during=during)


def _rationale(state: SittingState, code: str, wanted: Wanted) -> str:
    """Return why: as it was said, else as it stands where the judgement does not change."""
    before = state.judgements.get(code)
    if wanted.rationale is not None or before is None or state.seals:
        return wanted.rationale or ""
    return before.rationale if before.met == wanted.met else ""


def _fed_back(wanted: Wanted, state: SittingState, now: Instant) -> tuple[Body, ...]:
    code = as_typed(state, wanted.code)
    return judging.give_feedback(state, now, code, wanted.feedback or "")
