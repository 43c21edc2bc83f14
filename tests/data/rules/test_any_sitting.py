"""Whatever a sitting comes to by what the guards allow, some things always hold."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from data.record.chain import verify
from data.record.entries import Deviation, Mark, Undone
from data.record.fold import fold
from data.rules import adjourning, clock_guards, prepare_guards, undoing
from data.rules.incident_words import describe_incident
from data.rules.pause_reasons import PRESET, reason_pause
from data.rules.refused import QUESTION_IN_OVERTIME, Refused
from data.rules.talk_guards import amend, ask, incident, mark, note, park
from tests.data.rules.acting import Acting, made_up

_STEPS = st.lists(
    st.tuples(st.integers(0, 22), st.integers(0, 40), st.booleans(), st.integers(0, 9)),
    max_size=45,
)
_CASES = st.sampled_from(["M1", "M2", "A", "B", "C"])


def _acting(method: str) -> Acting:
    standard = None if method.startswith("M") else made_up()
    return Acting(method, "1" if standard is None else "a", standard)


def _step(sitting: Acting, what: int, flag: bool, number: int) -> None:
    """Call one guard with arguments that are sometimes right."""
    reason = "a reason" if flag else ""
    notes = [*sitting.state.notes, 0]
    seq = notes[number % len(notes)]
    code = ("P1", "D1", "K1", "K3", "S1")[number % 5]
    calls = (
        lambda: sitting.do(clock_guards.start_phase, deviation=reason),
        lambda: sitting.do(clock_guards.end_phase, reason),
        lambda: sitting.do(clock_guards.pause, PRESET if flag else "", number * 15_000),
        lambda: sitting.do(clock_guards.resume),
        lambda: sitting.do(clock_guards.extend, reason),
        lambda: sitting.do(ask, "Why?", main=number > 4, deviation=reason),
        lambda: sitting.do(ask, "Why?", main=True, deviation=reason),
        lambda: sitting.do(ask, planned=number),
        lambda: sitting.do(note, "words", (Mark(code),) if flag else ()),
        lambda: sitting.do(amend, seq, f"words {number}"),
        lambda: sitting.do(mark, code, "+", seq if flag else None),
        lambda: sitting.do(park),
        lambda: sitting.do(incident),
        lambda: sitting.do(clock_guards.judge_gap, number * 20_000, not flag, "closed", reason),
        lambda: sitting.do(prepare_guards.plan_question, "Why?", (code,) if flag else ()),
        lambda: sitting.do(prepare_guards.set_recording, number),
        lambda: sitting.do(undoing.undo),
        lambda: sitting.do(clock_guards.end_sitting, "completed" if flag else "no-show"),
        lambda: sitting.checked(),
        lambda: sitting.do(reason_pause, clock_guards.REASONS[number % 5]),
        lambda: sitting.do(describe_incident, _incident(sitting), "a fire drill" if flag else ""),
        lambda: sitting.do(adjourning.adjourn, reason),
        lambda: sitting.do(adjourning.take_up, deviation=reason),
    )
    calls[what]()


def _incident(sitting: Acting) -> int:
    """Return the newest incident, or an entry that is none."""
    return sitting.state.incidents[-1].seq if sitting.state.incidents else 1


def _played(method: str, steps: list[tuple[int, int, bool, int]]) -> Acting:
    """Play steps, leaving out what is refused."""
    sitting = _acting(method)
    if steps and steps[0][2]:
        sitting.asking()
    for what, minutes, flag, number in steps:
        sitting.wait(minutes)
        try:
            _step(sitting, what, flag, number)
        except Refused as refused:
            assert refused.sentence.endswith(".")
    return sitting


@settings(max_examples=150, deadline=None)
@given(_CASES, _STEPS)
def test_whatever_was_allowed_folds_to_the_same_state_and_chain(
    method: str, steps: list[tuple[int, int, bool, int]]
) -> None:
    sitting = _played(method, steps)
    verify(sitting.entries)
    assert fold(sitting.standard, sitting.entries) == sitting.state


@settings(max_examples=150, deadline=None)
@given(_CASES, _STEPS)
def test_no_main_question_in_overtime_is_without_its_deviation(
    method: str, steps: list[tuple[int, int, bool, int]]
) -> None:
    sitting = _played(method, steps)
    for question in sitting.state.questions:
        clock = sitting.state.phases[question.phase]
        assert not sitting.state.method.phase(question.phase).silent
        if question.main and question.clock_ms > clock.allotted:
            before = sitting.entries[question.seq - 2].body
            assert isinstance(before, Deviation)
            assert before.rule == QUESTION_IN_OVERTIME


@settings(max_examples=100, deadline=None)
@given(_CASES, _STEPS)
def test_every_phase_past_its_ceiling_has_a_deviation_and_undo_takes_no_entry_twice(
    method: str, steps: list[tuple[int, int, bool, int]]
) -> None:
    sitting = _played(method, steps)
    over = [c for c in sitting.state.phases.values() if c.ended and c.elapsed(c.ended) > c.ceiling]
    told = [r for r in sitting.state.deviations if r.rule == "over ceiling"]
    assert len(told) == len(over)
    targets = [e.body.target for e in sitting.entries if isinstance(e.body, Undone)]
    assert len(targets) == len(set(targets))
