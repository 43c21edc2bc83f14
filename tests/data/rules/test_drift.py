"""Drift over the day and over months: numbers always, claims only where there are enough."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

from data.rules.drift import LEAST, Drift, drift
from data.rules.sealed_facts import SealedFacts
from tests.data.rules.assured import START, facts


def _series(found: Drift, name: str) -> dict[str, int]:
    groups = next(series.groups for series in found.series if series.name == name)
    return {group.name: group.n for group in groups}


def _days(number: int, per_day: int) -> list[SealedFacts]:
    """Return some days with so many sittings each, three hours apart, stricter each time."""
    return [
        facts(
            day * 10 + place,
            began=START + timedelta(days=day, hours=3 * place),
            met=16 - 4 * place,
            extended=int(place == 0),
        )
        for day in range(number)
        for place in range(per_day)
    ]


def test_shares_times_and_extensions_are_counted_by_place_in_the_day() -> None:
    (found,) = drift(_days(LEAST, 3))
    places = next(series.groups for series in found.series if series.name == "place in the day")
    assert [group.met for group in places] == [Fraction(4, 5), Fraction(3, 5), Fraction(2, 5)]
    assert [group.extended for group in places] == [1, 0, 0]
    assert all(group.ms_per_question == 720_000 for group in places)
    assert _series(found, "time of day") == {"morning": LEAST, "afternoon": 2 * LEAST}
    assert (found.whole.n, found.whole.met) == (15, Fraction(3, 5))


def test_below_the_least_number_only_the_number_is_given() -> None:
    (found,) = drift(_days(LEAST - 1, 2))
    for series in found.series:
        for group in series.groups:
            if group.n < LEAST:
                assert group.too_few
                nothing = (group.met, group.grades, group.ms_per_question, group.extended)
                assert nothing == (None, (), None, None)
    assert _series(found, "place in the day") == {
        "first of the day": 4,
        "second of the day": 4,
        "third of the day or later": 0,
    }


def test_the_fourth_sitting_of_a_day_counts_with_the_third() -> None:
    (found,) = drift(_days(1, 5))
    assert _series(found, "place in the day")["third of the day or later"] == 3


def test_months_stand_in_their_order() -> None:
    sittings = [facts(n, began=START + timedelta(days=20 * n)) for n in range(6)]
    (found,) = drift(sittings)
    assert list(_series(found, "month")) == ["2026-01", "2026-02", "2026-03", "2026-04"]


def test_methods_options_and_assessors_are_never_mixed() -> None:
    sittings = [
        facts(1),
        facts(2, method="M1"),
        facts(3, option="2"),
        facts(4, assessor="Kit Example"),
        facts(5, assessor="EXAMPLE, Kit"),
    ]
    found = drift(sittings)
    assert [(one.assessor, one.method, one.option, one.whole.n) for one in found] == [
        ("EXAMPLE, Kit", "M2", "1", 2),
        ("Pat Pretend", "M1", "1", 1),
        ("Pat Pretend", "M2", "1", 1),
        ("Pat Pretend", "M2", "2", 1),
    ]


def test_one_assessor_is_asked_for_and_a_place_in_the_day_counts_all_methods() -> None:
    day = [facts(1, method="M1"), facts(2, began=START + timedelta(hours=2))]
    found = drift(day, "pat pretend")
    assert _series(found[1], "place in the day")["second of the day"] == 1
    assert drift(day, "Nobody Here") == ()


def test_what_is_not_sealed_any_more_is_not_counted() -> None:
    (found,) = drift([facts(1), facts(2, holds=False)])
    assert found.whole.n == 1


def test_a_sitting_without_questions_has_no_minutes_for_each() -> None:
    (found,) = drift([facts(n, main_questions=0) for n in range(LEAST)])
    assert found.whole.ms_per_question is None
    assert found.whole.met == Fraction(1, 2)
