"""What one key does to the last note: move it, give it the tags of another, say whose words it has.

Pure functions of the state and the present, each giving the entries to append or refusing.
"""

from __future__ import annotations

from data.record.entries import Body, Mark, NoteAmended, NoteShifted, TagsRepeated
from data.record.instant import Instant
from data.record.state import Note, SittingState
from data.rules.demands import before_live, demand_unsealed
from data.rules.refused import Refused

STEP_MS = 15_000
"""How far one key moves a note, in milliseconds. Our convention."""


def last_note(state: SittingState) -> Note | None:
    """Return the newest note that was not undone; None where there is none."""
    return state.notes[max(state.notes)] if state.notes else None


def _demand_last(state: SittingState) -> Note:
    demand_unsealed(state)
    note = last_note(state)
    if note is None:
        raise Refused("There is no note yet. Write one first.")
    return note


def shift(state: SittingState, now: Instant, by_ms: int) -> tuple[Body, ...]:
    """Move the last note, as far as its phase goes.

    Args:
        state: The sitting.
        now: The present.
        by_ms: How far: negative is earlier.

    Raises:
        Refused: There is no note, it was made outside of a phase, or it is already where the phase
            began or at this moment.
    """
    note = _demand_last(state)
    clock = state.phases.get(note.phase or "")
    if clock is None:
        raise Refused("The last note was made outside of a phase: it has no minute to move.")
    moved = min(max(0, note.clock_ms + by_ms), max(note.clock_ms, clock.elapsed(now)))
    if moved == note.clock_ms:
        bound = "where the phase began" if by_ms < 0 else "now"
        raise Refused(f"The last note is {bound} already. It cannot be moved further.")
    return (NoteShifted(note.seq, moved - note.clock_ms),)


def last_tags(state: SittingState) -> tuple[Mark, ...]:
    """Return the tags of the newest note that has some: what `#=` in the next one repeats."""
    tagged = _tagged(state)
    return tagged.marks if tagged else ()


def _tagged(state: SittingState, before: Note | None = None) -> Note | None:
    """Return the newest note that has tags, before another one; None where there is none."""
    for note in reversed(tuple(state.notes.values())):
        if note.marks and (before is None or note.seq < before.seq):
            return note
    return None


def repeat_tags(state: SittingState, now: Instant) -> tuple[Body, ...]:
    """Give the last note the tags of the newest earlier note that has some, signs included.

    What it has of its own stays as it is.

    Raises:
        Refused: There is no note, no earlier one with tags, the last one has them already, or it
            was made about a portfolio that is not marked.
    """
    note = _demand_last(state)
    like = _tagged(state, note)
    if like is None:
        raise Refused("No earlier note has tags to repeat. Tag the last note itself.")
    if before_live(state, note) and not state.method.report_is_evidence:
        raise Refused("What is read beforehand is not marked here. Leave the tags out.")
    had = {mark.code for mark in note.marks}
    added = tuple(mark for mark in like.marks if mark.code not in had)
    if not added:
        raise Refused("The last note has these tags already. Tag it to give it another.")
    return (TagsRepeated(note.seq, added, like.seq),)


def turn_verbatim(state: SittingState, now: Instant) -> tuple[Body, ...]:
    """Say that the last note has the apprentice's own words, or that it has not after all.

    Raises:
        Refused: There is no note.
    """
    note = _demand_last(state)
    return (NoteAmended(note.seq, note.text, note.marks, not note.verbatim, note.evidence),)
