"""The table of the machine: nothing hangs in the air, and its drawing shows what it says."""

from __future__ import annotations

import pytest

from data.record.journey import machine
from data.record.journey.cases import (
    APPEAL_MOVES,
    COMPLAINT_MOVES,
    LODGED,
    OVER,
    RECEIVED,
    case_after,
)
from data.record.journey.conduct import AssessmentWithdrawn
from data.record.journey.fold import fold_journey
from data.record.journey.machine import (
    ACCEPTED,
    BEGIN,
    CERTIFICATED,
    CLAIMED,
    MOVES,
    OF_THE_SITTINGS,
    ON_PROGRAMME,
    PERIOD_OVER,
    STATES,
    WITHDRAWN,
    Move,
    after,
    by_sittings,
)
from tests.data.record.journey.drawn import _name, page
from tests.data.rules.acting import ROOT
from tests.data.rules.journeys import recorded

WITHDRAWAL = AssessmentWithdrawn("Olga Officer", "2026-05-20", "employer")


def _reached(moves: tuple[Move, ...], begin: str) -> set[str]:
    found = {begin}
    while more := {m.after for m in moves if m.before in found} - found:
        found |= more
    return found


def test_every_state_can_be_reached_and_every_name_is_a_state() -> None:
    assert _reached(MOVES, ON_PROGRAMME) == set(STATES)
    assert {m.before for m in MOVES} | {m.after for m in MOVES} == set(STATES)


def test_a_move_leads_to_one_state_only() -> None:
    pairs = [(m.before, m.name) for m in MOVES]
    assert len(pairs) == len(set(pairs))


def test_only_ends_have_no_way_on() -> None:
    shut = {state for state in STATES if state not in {move.before for move in MOVES}}
    assert shut == {CERTIFICATED, WITHDRAWN}
    assert [move.name for move in MOVES if move.before == PERIOD_OVER] == ["agree again"]


def test_what_the_standard_describes_needs_no_unusual_move() -> None:
    usual = tuple(m for m in MOVES if m.usual)
    assert _reached(usual, ON_PROGRAMME) == set(STATES)


def test_a_sitting_can_begin_wherever_nothing_has_ended() -> None:
    ended = {CLAIMED, CERTIFICATED, WITHDRAWN, PERIOD_OVER, "assessing"}
    assert {state for state in STATES if not after(state, BEGIN)} == ended


def test_sittings_alone_lead_nowhere_that_a_person_decides() -> None:
    for state in STATES:
        gone = set(by_sittings(state)) - {state}
        assert gone <= {"assessing", "graded"}
    assert by_sittings(WITHDRAWN) == (WITHDRAWN,)
    assert {"begin", "grade", "reopen"} == OF_THE_SITTINGS


def test_the_drawing_of_the_docstring_names_every_state_and_move() -> None:
    drawn = machine.__doc__ or ""
    assert [state for state in STATES if state not in drawn] == []
    assert [m.name for m in MOVES if m.name not in drawn] == []


@pytest.mark.parametrize(("moves", "begin"), [(COMPLAINT_MOVES, RECEIVED), (APPEAL_MOVES, LODGED)])
def test_every_case_ends(moves: tuple[Move, ...], begin: str) -> None:
    reached = _reached(moves, begin)
    assert {state for state in reached if all(m.before != state for m in moves)} == OVER
    for state in reached - OVER:
        assert _reached(moves, state) & OVER
    assert case_after(moves, begin, "close") is None


def test_a_gateway_that_an_import_brings_later_counts() -> None:
    assert fold_journey((), "2026-04-01").at == ACCEPTED
    assert fold_journey(recorded(), "2026-04-01").at == ACCEPTED
    assert fold_journey(recorded()).at == ON_PROGRAMME


def test_what_came_before_is_kept_for_the_drawing() -> None:
    state = fold_journey(recorded(WITHDRAWAL), "2026-04-01")
    assert (state.at, state.been) == (WITHDRAWN, (ACCEPTED,))


def test_a_second_withdrawal_changes_nothing() -> None:
    state = fold_journey(recorded(WITHDRAWAL, WITHDRAWAL))
    assert (state.at, state.been) == (WITHDRAWN, (ON_PROGRAMME,))


def test_the_page_about_the_states_is_that_of_the_table() -> None:
    kept = (ROOT / "docs/journey/states.md").read_text("utf-8")
    assert kept == page(), "python -m tests.data.record.journey.drawn > docs/journey/states.md"
    assert all(f"    {_name(m.before)} --> {_name(m.after)}: " in kept for m in MOVES)
