"""How the codes stand: from every mark that holds to what the marks of a code come to.

Used by `data.record.effects` alone. The marks are kept one by one, because a note that is amended
takes back just its own: what other notes and ticks said of the code stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Any

from data.record.entries import Mark
from data.record.state import Note, SittingState, Standing, Telling

Changes = dict[str, Any]

_UNHEARD = Standing("", 0)


def marked(state: SittingState, marks: Sequence[Mark], seq: int, note: int | None) -> Changes:
    """Return the change that new marks make.

    Args:
        state: The state before.
        marks: What was heard.
        seq: Sequence number of the entry that says so.
        note: Sequence number of the note that carries them; None for a tick.
    """
    if not marks:
        return {}
    tellings, standings = dict(state.tellings), dict(state.standings)
    for mark in marks:
        telling = Telling(seq, mark.sign, note)
        tellings[mark.code] = (*tellings.get(mark.code, ()), telling)
        standings[mark.code] = _with(standings.get(mark.code, _UNHEARD), telling)
    return {"tellings": tellings, "standings": standings}


def remarked(state: SittingState, mark: Mark, seq: int, note: int) -> Changes:
    """Return the change where a mark takes the place of what a note said of the same code."""
    others = _of_others(state, mark.code, note)
    return _changed(state, {mark.code: (*others, Telling(seq, mark.sign, note))})


def amended(state: SittingState, note: Note, marks: Sequence[Mark]) -> Changes:
    """Return the change where a note has other marks than before.

    A correction is no new evidence: its marks keep the place in the record that the note had.
    """
    told: dict[str, tuple[Telling, ...]] = {}
    for code in dict.fromkeys(mark.code for mark in (*note.marks, *marks)):
        own = [t.seq for t in state.tellings.get(code, ()) if t.note == note.seq]
        seq = own[-1] if own else note.seq
        corrected = [Telling(seq, mark.sign, note.seq) for mark in marks if mark.code == code]
        both = (*_of_others(state, code, note.seq), *corrected)
        told[code] = tuple(sorted(both, key=lambda telling: telling.seq))
    return _changed(state, told)


def _of_others(state: SittingState, code: str, note: int) -> tuple[Telling, ...]:
    return tuple(t for t in state.tellings.get(code, ()) if t.note != note)


def _changed(state: SittingState, told: dict[str, tuple[Telling, ...]]) -> Changes:
    """Return the change where some codes were told in another way than before."""
    tellings, standings = {**state.tellings, **told}, dict(state.standings)
    for code, marks in told.items():
        if marks:
            standings[code] = reduce(_with, marks, _UNHEARD)
        else:
            del tellings[code]
            standings.pop(code, None)
    return {"tellings": tellings, "standings": standings}


def _with(before: Standing, telling: Telling) -> Standing:
    """Return how a code stands after one mark more."""
    notes = before.notes
    if telling.note is not None and telling.note not in notes:
        notes = (*notes, telling.note)
    return Standing(telling.sign or before.sign, before.marks + 1, notes)
