"""What the service would refuse, or would take although it is wrong, is told before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.exchange.assessment_service.apprentice import Apprentice
from data.exchange.assessment_service.checks import problems
from data.exchange.assessment_service.history import history
from data.exchange.assessment_service.problems import Problem
from data.record.instant import Instant
from data.rules.learner import TEST_NUMBERS
from tests.data.exchange.assessment_service.sat import NOW, STANDARD, apprentice, wall
from tests.data.exchange.building import MADE_UP

PASSED = ("M1 pass 2026-05-20", "M2 pass 2026-05-27")
AGAIN = ("M1 fail 2026-05-20", "M1 distinction 2026-06-30 re-sit", "M2 distinction 2026-07-02")


def found(someone: Apprentice, now: Instant = NOW) -> tuple[Problem, ...]:
    return problems(someone, history(someone.standard, someone.attempts), now)


def hindering(someone: Apprentice, now: Instant = NOW) -> list[str]:
    return [problem.code for problem in found(someone, now) if problem.hinders]


def doubtful(someone: Apprentice) -> list[str]:
    return [problem.code for problem in found(someone) if not problem.hinders]


def test_what_is_in_order_has_no_problem() -> None:
    assert found(apprentice(*PASSED)) == ()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"uln": ""}, "uln"),
        ({"uln": "927630868"}, "uln"),
        ({"uln": "92763086860"}, "uln"),
        ({"uln": "0276308686"}, "uln"),
        ({"uln": "\u0661234567890"}, "uln"),
        ({"family_name": ""}, "family-name"),
        ({"family_name": "  "}, "family-name"),
        ({"family_name": " Example"}, "family-name-spaces"),
        ({"family_name": "Example "}, "family-name-spaces"),
        ({"family_name": "De  Example"}, "family-name-spaces"),
        ({"family_name": "De\u00a0Example"}, "family-name-spaces"),
        ({"family_name": "De\tExample"}, "family-name-spaces"),
        ({"family_name": "Exa\u200bmple"}, "family-name-characters"),
        ({"family_name": "Exa\x00mple"}, "family-name-characters"),
        ({"uln": "1000159800"}, "test-learner"),
        ({"option": None}, "option"),
        ({"option": "3"}, "option"),
    ],
)
def test_what_the_service_would_refuse_of_a_learner(changes: dict[str, Any], code: str) -> None:
    someone = apprentice(*PASSED, **changes)
    assert hindering(someone) == [code]


@pytest.mark.parametrize("family_name", ["de Example", "O'Example", "Exämple-Ñandú", "例", "e x"])
def test_a_name_of_any_script_is_left_as_it_is(family_name: str) -> None:
    assert found(apprentice(*PASSED, family_name=family_name)) == ()


def test_a_check_digit_that_does_not_fit_only_warns() -> None:
    someone = apprentice(*PASSED, uln="9276308687")
    assert (hindering(someone), doubtful(someone)) == ([], ["uln-check-digit"])


def test_the_number_of_learners_without_one_only_warns() -> None:
    assert doubtful(apprentice(*PASSED, uln="9999999999")) == ["uln-placeholder"]


@pytest.mark.parametrize("uln", sorted(TEST_NUMBERS))
def test_a_test_learner_goes_under_its_number_and_is_told(uln: str) -> None:
    someone = apprentice(*PASSED, uln=uln, family_name=uln)
    assert (hindering(someone), doubtful(someone)) == ([], ["test-learner"])


@pytest.mark.parametrize(
    ("change", "code"), [({"lars_code": None}, "standard-code"), ({"options": ()}, "")]
)
def test_what_a_standard_lacks(change: dict[str, Any], code: str) -> None:
    standard = STANDARD.model_copy(update=change)
    assert hindering(apprentice(*PASSED, standard=standard)) == ([code] if code else [])


def test_an_option_without_the_wording_of_the_service() -> None:
    bare = [option.model_copy(update={"service_title": None}) for option in STANDARD.options]
    standard = STANDARD.model_copy(update={"options": tuple(bare)})
    (problem,) = found(apprentice(*PASSED, standard=standard))
    assert (problem.code, problem.where) == ("option-title", "learningDetails.courseOption")
    assert "service_title" in problem.sentence and "ST0792" in problem.sentence


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        (("M1 fail 2026-05-20 re-sit",), ["history-incomplete"]),
        (("M1 fail 2026-05-20", "M1 fail 2026-06-20"), ["second-attempt"]),
        ((*PASSED, "M2 distinction 2026-06-20 re-sit"), ["second-attempt"]),
        (("M1 fail 2026-05-20", "M1 fail 2026-05-20 re-sit"), ["attempt-days"]),
        (("M1 fail 2026-05-20", "M1 fail 2026-05-19 re-sit"), ["attempt-days"]),
        (("M1 fail 2016-12-31",), ["date-too-early"]),
        (("M1 fail 2017-01-01",), []),
        (("M1 fail 2026-11-25",), ["date-to-come"]),
        (("M1 fail 2026-11-24T23:30",), []),
    ],
)
def test_a_history_that_the_service_must_not_be_given(
    written: Iterable[str], codes: list[str]
) -> None:
    assert hindering(apprentice(*written)) == codes


def test_a_sitting_just_after_midnight_in_summer_waits_an_hour() -> None:
    someone = apprentice("M1 pass 2026-07-01", "M2 pass 2026-07-14T23:30")
    at_once = Instant(wall("2026-07-14T23:40"), 0, "boot")
    (problem,) = found(someone, at_once)
    assert (problem.code, problem.where) == ("date-to-come", "epaDetails.epas[0].epaDate")
    assert found(someone, at_once.later(20 * 60_000)) == ()


def test_a_grade_above_the_cap_is_pointed_at() -> None:
    lifted = apprentice(*AGAIN, exceptional="EX-1")
    assert (hindering(lifted), doubtful(lifted)) == ([], ["cap-lifted"])
    assert found(apprentice(*AGAIN)) == ()


def test_a_grade_that_the_service_does_not_know() -> None:
    grades = ("fail", "pass", "excellent")
    rows = [
        row.model_copy(update={"overall": row.overall.replace("distinction", "excellent")})
        for row in STANDARD.overall
    ]
    better = [
        row.model_copy(
            update={"methods": {m: g.replace("distinction", "excellent") for m, g in pairs}}
        )
        for row in rows
        for pairs in [row.methods.items()]
    ]
    standard = STANDARD.model_copy(update={"grades": grades, "overall": tuple(better)})
    someone = apprentice("M1 excellent 2026-05-20", "M2 excellent 2026-05-27", standard=standard)
    assert hindering(someone) == ["grade"]


def test_another_standard_is_checked_by_its_own_file() -> None:
    someone = apprentice(
        "A merit 2026-05-20", "B merit 2026-05-20", "C merit 2026-05-20", standard=MADE_UP.standard
    )
    assert hindering(replace(someone, assessment=replace(someone.assessment, option="a"))) == [
        "standard-code"
    ]


@given(st.text(min_size=1), st.text(alphabet="0123456789 x\u0662", max_size=12))
def test_no_sentence_holds_what_it_is_about(family_name: str, uln: str) -> None:
    name = f"Zq{family_name}zQ"
    told = " ".join(p.sentence for p in found(apprentice(*PASSED, family_name=name, uln=uln)))
    assert name not in told
    assert len(uln.strip()) < 3 or uln not in told
