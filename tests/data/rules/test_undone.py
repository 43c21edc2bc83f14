"""What was undone never happened: every fact is that of a record without it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from data.record.entries import ClockJumped, Mark, Undone
from data.record.fold import fold
from data.record.instant import Instant
from data.record.state import SittingState
from data.rules import clock_guards, undoing
from data.rules.coverage import coverage
from data.rules.crediting import credit, credits_given, slots
from data.rules.doorway import doors, doorway
from data.rules.grading import method_grade
from data.rules.horizon import horizon
from data.rules.judging import judge, proposal, unattached
from data.rules.pace import pace
from data.rules.planning import ground
from data.rules.probing import over_probed
from data.rules.refused import Refused
from data.rules.talk_guards import ask, mark, note
from data.standards.bank import Bank
from tests.data.rules.acting import Acting

_LIVE = st.lists(
    st.tuples(st.integers(0, 10), st.integers(0, 9), st.integers(0, 6)), min_size=3, max_size=30
)
_AFTER = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9)), max_size=12)
_BANK = Bank((), {("P3", "D3"): "And then?", ("P4", "D1"): "Which one?"}, ())


def facts(state: SittingState, now: Instant) -> dict[str, object]:
    """Return what the screens tell of a sitting."""
    return {
        "coverage": [(grade.grade, grade.open) for grade in coverage(state).grades],
        "doors": doors(state, _BANK),
        "doorway": doorway(state, _BANK),
        "horizon": horizon(state, now),
        "pace": pace(state, now),
        "plan": ground(state),
        "slots": slots(state),
        "credits": credits_given(state),
        "probed": over_probed(state),
        "judgements": state.judgements,
        "grade": method_grade(state),
        "proposed": [proposal(state, descriptor) for descriptor in state.criteria],
        "loose": unattached(state),
    }


def as_if_never(sitting: Acting) -> SittingState:
    """Return the state of the record with nothing in the places of what was undone."""
    undone = sitting.state.undone
    nothing = ClockJumped(0, 0)  # no fact in here knows of it; the numbers of entries stay
    never = [
        replace(e, body=nothing) if e.seq in undone or isinstance(e.body, Undone) else e
        for e in sitting.entries
    ]
    return fold(sitting.standard, never)


def _live(sitting: Acting, what: int, number: int) -> None:
    code = sitting.state.criteria[number % len(sitting.state.criteria)].code
    sign = ("", "+", "?", "-")[number % 4]
    calls = (
        lambda: sitting.do(ask, "Why?", main=True, aims=(code,)),
        lambda: sitting.do(ask, "And?", main=False),
        lambda: sitting.do(note, "she said so", (Mark(code, sign),)),
        lambda: sitting.do(mark, code, sign),
        lambda: sitting.do(credit, number),
        lambda: sitting.do(clock_guards.pause, "welfare"),
        lambda: sitting.do(clock_guards.resume),
    )
    calls[what]() if what < len(calls) else sitting.do(undoing.undo)


def _after(sitting: Acting, what: int, number: int) -> None:
    code = sitting.state.criteria[number % len(sitting.state.criteria)].code
    if what == 3:
        sitting.do(undoing.undo)
    else:
        sitting.do(judge, code, (True, False, None)[what], "because" if number % 3 else "")


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(["M1", "M2"]), _LIVE, _AFTER)
def test_every_fact_is_that_of_a_record_in_which_it_never_happened(
    method: str, live: list[tuple[int, int, int]], after: list[tuple[int, int]]
) -> None:
    sitting = Acting(method).asking()
    for what, number, minutes in live:
        sitting.wait(minutes / 2)
        _allowed(_live, sitting, what, number)
    assert facts(sitting.state, sitting.now) == facts(as_if_never(sitting), sitting.now)
    _allowed(lambda one, *_: one.do(clock_guards.resume), sitting)
    sitting.do(clock_guards.end_phase, "it was enough")
    for what, number in after:
        _allowed(_after, sitting, what, number)
    assert facts(sitting.state, sitting.now) == facts(as_if_never(sitting), sitting.now)


def _allowed(step: Callable[[Acting, int, int], object], acting: Acting, *said: int) -> None:
    """Do a step, or leave it where it is refused: then nothing has changed."""
    with suppress(Refused):
        step(acting, *said)
