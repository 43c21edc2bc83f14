"""The report of a sitting can be read by a person, and drives no terminal."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.exchange.report import STAND_IN, plain_report
from data.record import entries as e
from data.record.state import SittingState
from data.record.text import clean
from data.standards.loader import LoadedStandard
from data.standards.own_holidays import OwnHolidays
from tests.data.exchange.building import (
    ASSESSMENT,
    BEGAN,
    MADE_UP,
    SHIPPED,
    Record,
    heard,
    judged,
    opened,
    overall_of,
    sealed,
    sitting_of,
)


def report(state: SittingState, *, demonstration: bool = False) -> str:
    return plain_report(
        state,
        ASSESSMENT,
        sitting_of(state),
        state.last.at,
        overall=overall_of(state),
        demonstration=demonstration,
    )


@pytest.mark.parametrize(
    ("loaded", "method", "option"),
    [(SHIPPED, "M1", "1"), (SHIPPED, "M2", "2"), (MADE_UP, "B", "a")],
)
def test_it_answers_what_a_stranger_asks(loaded: LoadedStandard, method: str, option: str) -> None:
    state = sealed(loaded, method, option)
    told = report(state)

    assert "Example, Testa, ULN 1000159800" in told
    assert f"{loaded.standard.reference} version {loaded.standard.version}" in told
    assert "+25 %, breaks 3 x 5 min, RA-0001" in told
    assert "Grade       distinction:" in told
    assert "(provisional)" in told
    assert "question in overtime: asked late" in told
    assert "\u201cwe overspent\u201d @7 @r12" in told
    for descriptor in state.criteria:
        assert re.search(rf"^  {descriptor.code} +met ", told, re.MULTILINE)
        assert descriptor.text.splitlines()[0] in told


def test_phases_are_told_with_their_pauses_and_extensions() -> None:
    told = report(sealed(SHIPPED, "M1", "1"))

    assert "used 1:39 of 25:00, at the most 27:30" in told
    assert "back-dated 0:20: technical failure" in told
    assert "extended: last point" in told
    assert "closed 0:03, left out" in told
    assert "QUESTIONS (10 main of at least 6, 10 more)" in told


def test_statements_that_stand_in_are_marked() -> None:
    assert report(sealed(SHIPPED, "M2", "2")).count(STAND_IN) == 10
    assert STAND_IN not in report(sealed(SHIPPED, "M2", "1"))


def test_a_fail_is_told_in_the_words_of_the_plan() -> None:
    told = report(judged(heard(SHIPPED, "M1", "1"), failed="P3").seal())

    assert re.search(r"^  P3 +NOT MET ", told, re.MULTILINE)
    assert re.search(r"^Grade +fail: .*P3", told, re.MULTILINE)


def test_a_sitting_that_has_hardly_begun_has_a_report() -> None:
    record = Record(SHIPPED, opened(SHIPPED, "M1", "1"))
    record.add(e.PhaseStarted("presentation"))

    told = report(record.state)

    assert "Questioning: not held" in told
    assert "Sealed      no" in told
    assert "QUESTIONS (0 main of at least 6, 0 more)\n  none" in told
    assert "Grade       none yet" in told
    assert "Result due" not in told


def test_the_result_is_due_by_the_users_own_holidays() -> None:
    state = sealed(SHIPPED, "M1", "1")
    own = OwnHolidays(removed=frozenset({date(2026, 5, 25)}))

    told = plain_report(state, ASSESSMENT, sitting_of(state), state.last.at, holidays=own)

    assert "Result due  29 May 2026" in told


def test_a_demonstration_says_so() -> None:
    state = sealed(SHIPPED, "M1", "1")
    assert "DEMONSTRATION" in report(state, demonstration=True)
    assert "DEMONSTRATION" not in report(state)


@settings(max_examples=30, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_nothing_that_was_typed_drives_the_terminal_or_poses_as_a_heading(text: str) -> None:
    state = sealed(SHIPPED, "M1", "1", f"x{text}\nGRADES\x1b]52;c;AAAA\x07")
    told = plain_report(
        state,
        replace(ASSESSMENT, family_name=f"x{text}\x1b[2J\nSealed"),
        sitting_of(state),
        BEGAN,
    )

    assert clean(told, lines=True) == told
    lines = told.splitlines()
    assert not any(line.startswith("GRADES") for line in lines)
    assert sum(line.startswith("Sealed") for line in lines) == 1
