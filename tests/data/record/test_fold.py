from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given

from data.record import entries as e
from data.record.entries import Body, Entry
from data.record.errors import ForeignStandard, NoOpening
from data.record.fold import fold, then, without_effect
from data.record.instant import Instant
from data.record.phase_clock import allotted_ms
from data.record.state import SittingState
from data.standards.loader import LoadedStandard
from tests.data.record.sittings import START, Sitting, chained, opening, shipped
from tests.data.record.strategies import records

Record = tuple[LoadedStandard, list[tuple[Instant, Body]]]


def bare(state: SittingState) -> SittingState:
    """Return a state without the record it came from, to compare all the rest."""
    return state.having(entries=(), undone=frozenset())


def holds(seq: int, entries: Sequence[Entry]) -> bool:
    """Whether an entry has effect: no entry that has effect itself undoes it."""
    return seq == 1 or not any(
        isinstance(later.body, e.Undone)
        and later.body.target == seq
        and later.seq > seq
        and holds(later.seq, entries)
        for later in entries
    )


@given(records())
def test_one_entry_more_comes_to_the_same_as_all_at_once(record: Record) -> None:
    loaded, bodies = record
    entries = chained(bodies)
    state = fold(loaded.standard, entries[:1])
    for count, entry in enumerate(entries[1:], start=2):
        before = state
        kept = dict(before.__dict__)
        state = then(state, entry)
        assert state == fold(loaded.standard, entries[:count])
        assert before.__dict__ == kept, "the state before is never changed"


@given(records())
def test_what_was_undone_never_happened(record: Record) -> None:
    loaded, bodies = record
    entries = chained(bodies)
    state = fold(loaded.standard, entries)
    left = [x for x in entries if holds(x.seq, entries) and not isinstance(x.body, e.Undone)]
    assert state.undone == {x.seq for x in entries if not holds(x.seq, entries)}
    assert state.entries == tuple(entries), "the record itself keeps everything"
    assert bare(state) == bare(fold(loaded.standard, left))


@given(records())
def test_every_state_is_sound(record: Record) -> None:
    loaded, bodies = record
    state = fold(loaded.standard, chained(bodies))
    now = bodies[-1][0]
    going = [clock.phase for clock in state.phases.values() if not clock.ended]
    assert going == ([state.current] if state.current else [])
    assert all(clock.elapsed(now) >= 0 and clock.discretion >= 0 for clock in state.phases.values())
    assert set(state.standings) == set(state.tellings)
    for standing in state.standings.values():
        assert standing.marks >= max(1, len(standing.notes))
        assert set(standing.notes) <= set(state.notes)
    for note in state.notes.values():
        assert all(note.seq in state.standings[mark.code].notes for mark in note.marks)
    assert state.sealed is None or state.sealed in state.entries
    assert state.main_asked + state.followups_asked == len(state.questions)


@given(records())
def test_a_sitting_is_held_under_the_last_opening_before_its_first_phase(record: Record) -> None:
    loaded, bodies = record
    entries = chained(bodies)
    state = fold(loaded.standard, entries)
    under: list[Body] = []
    for entry in entries:
        if isinstance(entry.body, e.PhaseStarted) and entry.seq not in state.undone:
            break
        if isinstance(entry.body, e.Opened) and entry.seq not in state.undone:
            under.append(entry.body)
    assert state.opened == under[-1]
    assert state.criteria == loaded.standard.criteria(state.opened.method, state.opened.option)
    for clock in state.phases.values():
        extra = state.opened.extra_per_mille
        assert clock.allotted == allotted_ms(state.method.phase(clock.phase), extra)


def test_another_option_asks_for_its_check_again_and_keeps_what_was_prepared() -> None:
    sitting = Sitting(shipped(), "M2", "1")
    for name in ("standard and option", "alone"):
        sitting.add(e.Checked(name, True))
    sitting.add(e.QuestionPlanned(1, "How did you plan?"))
    sitting.add(opening(shipped(), "M2", "1", 250))
    assert set(sitting.state.checks) == {"standard and option", "alone"}, "the same plan"
    sitting.add(opening(shipped(), "M2", "2", 250))
    state = sitting.state
    assert set(state.checks) == {"alone"}
    assert list(state.plan) == [1]
    assert (state.opened.option, state.opened.extra_per_mille) == ("2", 250)
    assert state.criteria == shipped().standard.criteria("M2", "2")


def test_a_record_can_go_over_to_another_standard_before_its_first_phase() -> None:
    sitting = Sitting(shipped(), "M1", "1")
    sitting.add(e.Checked("standard and option", True))
    newer = shipped().standard.model_copy(update={"version": "1.2"})
    sitting.add(replace(opening(shipped(), "M1", "1"), version="1.2"))
    state = fold(newer, sitting.entries)
    assert (state.opened.version, dict(state.checks)) == ("1.2", {})


def test_an_undo_can_be_undone_and_that_again() -> None:
    sitting = Sitting(shipped(), "M1", "1")
    note = sitting.add(e.Noted("compared three quotes"))
    undo = sitting.add(e.Undone(note))
    assert not sitting.state.notes
    redo = sitting.add(e.Undone(undo))
    assert list(sitting.state.notes) == [note]
    assert sitting.state.undone == {undo}
    sitting.add(e.Undone(redo))
    assert not sitting.state.notes


def test_undoing_twice_is_undoing_once() -> None:
    sitting = Sitting(shipped(), "M1", "1")
    note = sitting.add(e.Noted("compared three quotes"))
    first = sitting.add(e.Undone(note))
    sitting.add(e.Undone(note))
    sitting.add(e.Undone(first))
    assert not sitting.state.notes, "the second undo still holds"


def test_the_opening_itself_and_the_future_cannot_be_undone() -> None:
    sitting = Sitting(shipped(), "M1", "1")
    for target in (1, 0, -1, 2, 3, 4, 5, 6, 7, 8, 9, 99):
        sitting.add(e.Undone(target))
    note = sitting.add(e.Noted("still here"))
    assert note == 14
    assert note in sitting.state.notes
    assert 1 not in sitting.state.undone
    assert without_effect(sitting.entries) == sitting.state.undone
    # Undone(5) at place 6 and the like undid one another, and nothing else.
    assert sitting.state.undone <= set(range(2, note))


def test_undoing_a_pause_gives_the_clock_back_the_time() -> None:
    sitting = Sitting(shipped(), "M1", "1")
    sitting.add(e.PhaseStarted("presentation"))
    sitting.wait(60_000)
    pause = sitting.add(e.Paused("other"))
    sitting.wait(5_000)
    sitting.add(e.Undone(pause))
    clock = sitting.state.clock
    assert clock
    assert clock.elapsed(sitting.now) == 65_000
    assert clock.pauses == ()


def test_undoing_a_seal_leaves_the_sitting_unsealed() -> None:
    sitting = Sitting(shipped(), "M1", "1")
    seal = sitting.add(e.Sealed("pass"))
    assert sitting.state.sealed is sitting.entries[-1]
    sitting.add(e.Undone(seal))
    after = sitting.state
    assert (after.sealed, after.seals) == (None, 0)


@pytest.mark.parametrize("bodies", [[], [e.Noted("too early")]])
def test_a_record_begins_with_the_opening(bodies: list[Body]) -> None:
    entries = chained([(START, body) for body in bodies])
    with pytest.raises(NoOpening, match="does not begin with the entry that opens"):
        fold(shipped().standard, entries)


def test_a_standard_that_does_not_know_the_method_or_phase_is_not_guessed_around() -> None:
    standard = shipped().standard
    with pytest.raises(ForeignStandard, match="M9"):
        fold(standard, chained([(START, opening(shipped(), "M9"))]))
    entries = chained([(START, opening(shipped(), "M1")), (START, e.PhaseStarted("viva"))])
    with pytest.raises(ForeignStandard, match="viva"):
        fold(standard, entries)
    with pytest.raises(ForeignStandard, match="viva"):
        then(fold(standard, entries[:1]), entries[1])


def test_the_state_knows_the_criteria_of_its_method_and_option() -> None:
    standard = shipped().standard
    state = Sitting(shipped(), "M2", "1").state
    assert state.criteria == standard.criteria("M2", "1")
    assert state.criteria != Sitting(shipped(), "M2", "2").state.criteria
