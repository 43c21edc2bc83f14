"""From entries to the state of a sitting: all at once, or one entry more.

Both ways agree for every record (a property test). Undo is an entry: the fold leaves its target
out, so what was undone never happened as far as clock, counts and grade are concerned.
"""

from __future__ import annotations

from collections.abc import Sequence

from data.record.effects import EFFECTS
from data.record.entries import Entry, Opened, PhaseStarted, Undone
from data.record.errors import ForeignStandard, NoOpening
from data.record.state import SittingState
from data.standards.model import Method, Standard


def fold(standard: Standard, entries: Sequence[Entry]) -> SittingState:
    """Compute where a sitting stands.

    Args:
        standard: The standard that the sitting was opened under.
        entries: The whole record; the first entry is `Opened`.

    Raises:
        NoOpening: The record is empty or does not begin with `Opened`.
        ForeignStandard: The standard does not know the method, or a phase: it is not the one that
            the sitting was opened under.
    """
    if not entries or not isinstance(entries[0].body, Opened):
        raise NoOpening
    gone = without_effect(entries)
    under = last_opened(entries, gone)
    state = SittingState(
        standard=standard,
        opened=entries[0].body,
        method=_method(standard, under.method),
        criteria=standard.criteria(under.method, under.option),
        entries=tuple(entries),
        undone=gone,
    )
    for entry in entries[1:]:
        if entry.seq not in gone and not isinstance(entry.body, Undone):
            # The state is still ours alone: nobody has seen it, so it may be filled in place.
            state.__dict__.update(EFFECTS[type(entry.body)](state, entry, entry.body))
    return state


def _method(standard: Standard, code: str) -> Method:
    try:
        return standard.method(code)
    except KeyError as error:
        raise ForeignStandard(f"the method {code[:40]!r}") from error


def last_opened(entries: Sequence[Entry], gone: frozenset[int] = frozenset()) -> Opened:
    """Return what the sitting is held under: the last opening before its first phase.

    Args:
        entries: The record; the first entry is `Opened`.
        gone: Sequence numbers of the entries that were undone.
    """
    held = [entry.body for entry in entries if entry.seq not in gone]
    began = (place for place, body in enumerate(held) if isinstance(body, PhaseStarted))
    return [body for body in held[: next(began, len(held))] if isinstance(body, Opened)][-1]


def without_effect(entries: Sequence[Entry]) -> frozenset[int]:
    """Return the sequence numbers of the entries that were undone.

    From the end to the begin: an `Undone` that was itself undone has no effect either. The entry
    that opens the sitting cannot be undone, nor can anything that is yet to come.
    """
    gone: set[int] = set()
    for entry in reversed(entries):
        if not isinstance(entry.body, Undone) or entry.seq in gone:
            continue
        if 1 < entry.body.target < entry.seq:
            gone.add(entry.body.target)
    return frozenset(gone)


def then(state: SittingState, entry: Entry) -> SittingState:
    """Return the state after one entry more; the same as folding the longer record.

    Raises:
        ForeignStandard: The standard does not know a phase, as in `fold`.
    """
    entries = (*state.entries, entry)
    if isinstance(entry.body, Undone | Opened):
        return fold(state.standard, entries)
    return state.having(entries=entries, **EFFECTS[type(entry.body)](state, entry, entry.body))
