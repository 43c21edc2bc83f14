from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.record.entries import Judged
from data.record.state import SittingState
from data.rules.grading import method_grade, overall
from data.standards.model import Resit
from tests.data.rules.acting import Acting, made_up, shipped

F, P, M, D = "fail", "pass", "merit", "distinction"


def _with(state: SittingState, met: dict[str, bool]) -> SittingState:
    return state.having(judgements={code: Judged(code, value) for code, value in met.items()})


def _all(state: SittingState, *failed: str) -> SittingState:
    return _with(state, {d.code: d.code not in failed for d in state.criteria})


@pytest.mark.parametrize(("method", "option"), [("M1", "1"), ("M2", "1"), ("M2", "2")])
def test_everything_met_is_the_highest_grade(method: str, option: str) -> None:
    state = Acting(method, option).state
    found = method_grade(_all(state))
    assert (found.grade, found.undecided) == (D, ())


@pytest.mark.parametrize(("method", "option"), [("M1", "1"), ("M2", "1"), ("M2", "2")])
def test_one_descriptor_not_met_decides_by_its_level(method: str, option: str) -> None:
    state = Acting(method, option).state
    for descriptor in state.criteria:
        found = method_grade(_all(state, descriptor.code))
        assert found.grade == (F if descriptor.grade == P else P)
        assert descriptor.code in found.reason


def test_nothing_judged_is_no_grade_and_lists_all() -> None:
    state = Acting("M1").state
    found = method_grade(state)
    assert found.grade is None
    assert found.undecided == tuple(d.code for d in state.criteria)


def test_a_fail_is_known_while_others_are_undecided() -> None:
    state = _with(Acting("M1").state, {"P4": False})
    found = method_grade(state)
    assert found.grade == F
    assert "P4" in found.reason
    assert len(found.undecided) == 9


def test_a_distinction_descriptor_alone_decides_nothing() -> None:
    assert method_grade(_with(Acting("M1").state, {"D1": False})).grade is None


@pytest.mark.parametrize(
    ("failed", "grade"),
    [((), D), (("D1",), M), (("M1",), P), (("M1", "D1"), P), (("P2",), F), (("P1", "D1"), F)],
)
def test_levels_build_upon_each_other(failed: tuple[str, ...], grade: str) -> None:
    assert method_grade(_all(Acting("A", "a", made_up()).state, *failed)).grade == grade


@pytest.mark.parametrize(("failed", "grade"), [((), D), (("D1",), P), (("P1",), F)])
def test_a_level_without_descriptors_is_passed_over(failed: tuple[str, ...], grade: str) -> None:
    assert method_grade(_all(Acting("C", "a", made_up()).state, *failed)).grade == grade


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["A", "B", "C"]),
    st.lists(st.sampled_from([True, False, None]), min_size=4, max_size=4),
)
def test_a_grade_is_given_exactly_when_every_completion_agrees(
    method: str, answers: list[bool | None]
) -> None:
    state = Acting(method, "a", made_up()).state
    codes = [d.code for d in state.criteria]
    given_ = {c: a for c, a in zip(codes, answers, strict=False) if a is not None}
    rest = [code for code in codes if code not in given_]
    outcomes = {
        method_grade(_with(state, given_ | dict(zip(rest, values, strict=True)))).grade
        for values in product((True, False), repeat=len(rest))
    }
    found = method_grade(_with(state, given_))
    assert found.undecided == tuple(rest)
    assert found.grade == (outcomes.pop() if len(outcomes) == 1 else None)


def test_every_pair_of_the_shipped_table() -> None:
    for one, two in product((F, P, D), repeat=2):
        expected = F if F in (one, two) else D if (one, two) == (D, D) else P
        found = overall(shipped(), {"M1": one, "M2": two}, second_attempt=False)
        assert (found.grade, found.capped) == (expected, False)
        assert expected in found.rule


@pytest.mark.parametrize(
    ("exceptional", "grade", "capped"), [("", P, True), ("  ", P, True), ("EC-12", D, False)]
)
def test_a_second_attempt_is_capped_unless_exceptional(
    exceptional: str, grade: str, capped: bool
) -> None:
    both = {"M1": D, "M2": D}
    found = overall(shipped(), both, second_attempt=True, exceptional=exceptional)
    assert (found.grade, found.capped) == (grade, capped)
    assert ("capped" in found.rule) is capped


@pytest.mark.parametrize(("one", "expected"), [(F, F), (P, P)])
def test_the_cap_never_raises_and_leaves_lower_grades_alone(one: str, expected: str) -> None:
    found = overall(shipped(), {"M1": one, "M2": D}, second_attempt=True)
    assert (found.grade, found.capped) == (expected, False)


def test_a_standard_without_a_cap_caps_nothing() -> None:
    free = shipped().model_copy(update={"resit": Resit()})
    assert overall(free, {"M1": D, "M2": D}, second_attempt=True).grade == D


def test_a_fail_need_not_wait_for_the_other_method() -> None:
    assert overall(shipped(), {"M1": F, "M2": None}, second_attempt=False).grade == F
    assert overall(shipped(), {"M2": F}, second_attempt=False).grade == F


@pytest.mark.parametrize("one", [None, P, D])
def test_what_can_still_turn_out_differently_waits(one: str | None) -> None:
    found = overall(shipped(), {"M1": one}, second_attempt=False)
    assert found.grade is None
    assert "M2" in found.rule


def _made_up_table(a: str, b: str, c: str) -> str:
    """Return what the made-up table says, written down a second time."""
    if F in (a, b, c):
        return F
    if (a, b) == (D, D):
        return D
    return P if P in (a, b) else M


@pytest.mark.parametrize("second", [False, True])
def test_all_of_the_made_up_table_read_from_the_top_and_its_cap(second: bool) -> None:
    for a, b, c in product((F, P, M, D), repeat=3):
        expected = _made_up_table(a, b, c)
        found = overall(made_up(), {"A": a, "B": b, "C": c}, second_attempt=second)
        assert found.capped == (second and expected == D)
        assert found.grade == (M if found.capped else expected)


@pytest.mark.parametrize("second", [False, True])
def test_every_partial_result_is_decided_exactly_when_all_completions_agree(second: bool) -> None:
    levels = (F, P, M, D)
    for grades in product((None, *levels), repeat=3):
        given_ = dict(zip("ABC", grades, strict=True))
        choices = [levels if grade is None else (grade,) for grade in grades]
        outcomes = {
            overall(made_up(), dict(zip("ABC", whole, strict=True)), second_attempt=second).grade
            for whole in product(*choices)
        }
        found = overall(made_up(), given_, second_attempt=second).grade
        assert found == (outcomes.pop() if len(outcomes) == 1 else None)


def test_unknown_methods_and_grades_are_errors() -> None:
    with pytest.raises(KeyError):
        overall(shipped(), {"M3": P}, second_attempt=False)
    with pytest.raises(ValueError, match="merit"):
        overall(shipped(), {"M1": M}, second_attempt=False)
