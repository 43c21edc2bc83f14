"""Days of the forms that can only be typing errors are refused at their field."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date

import pytest

from data.store.rows import Assessment
from screens.entered import read_assessment, read_times
from screens.filling import Wrong
from tests.data.store.building import an_assessment
from tests.screens.acted import shipped

TODAY = date(2026, 5, 20)
WHOSE = an_assessment()


def entered(old: Assessment | None, gateway: str, ends: str) -> dict[str, str]:
    """Return what is said of the days, by field; nothing where they are taken."""
    typed = {key: str(value or "") for key, value in asdict(WHOSE).items()}
    typed |= {"extra": "", "gateway_on": gateway, "epa_ends_on": ends}
    try:
        read_assessment(typed, shipped().standard, "1", "assessment-0", TODAY, old)
    except Wrong as wrong:
        return dict(wrong.problems)
    return {}


@pytest.mark.parametrize(
    ("gateway", "ends", "field", "said"),
    [
        ("1/5/2062", "", "gateway_on", "more than 2 years ahead"),
        ("1/5/2006", "", "gateway_on", "more than 10 years ago"),
        ("1/5/2026", "1/11/2062", "epa_ends_on", "more than 2 years ahead"),
        ("1/5/2026", "2/11/2027", "epa_ends_on", "more than 12 months after 1 Nov 2026"),
        ("", "1/11/2062", "epa_ends_on", "Look at the year."),
    ],
)
def test_a_wrong_year_is_said_at_its_field(gateway: str, ends: str, field: str, said: str) -> None:
    wrong = entered(None, gateway, ends)
    assert said in wrong[field]


def test_what_may_be_meant_is_taken_and_what_stands_is_left_alone() -> None:
    assert entered(None, "1/5/2026", "1/11/2027") == entered(None, "1/5/2026", "") == {}
    long = replace(WHOSE, gateway_on="2012-05-01", epa_ends_on="2015-01-01")
    assert entered(long, "1/5/2012", "1/1/2015") == {}
    assert list(entered(long, "1/5/2012", "1/1/2014")) == ["epa_ends_on"]


def taken(old: Assessment, gateway: str, ends: str) -> tuple[str | None, str | None]:
    """Return the days that are kept."""
    typed = {key: str(value or "") for key, value in asdict(old).items()}
    typed |= {"extra": "", "gateway_on": gateway, "epa_ends_on": ends}
    kept = read_assessment(typed, shipped().standard, "1", "assessment-0", TODAY, old)
    return kept.gateway_on, kept.epa_ends_on


def test_an_end_that_was_counted_from_the_gateway_goes_with_it() -> None:
    old = replace(WHOSE, gateway_on="2026-05-01", epa_ends_on="2026-11-01")
    assert taken(old, "", "1/11/2026") == taken(old, "", "") == (None, None)
    assert taken(old, "11/5/2026", "1/11/2026") == ("2026-05-11", "2026-11-11")
    assert taken(old, "11/5/2026", "20/11/2026") == ("2026-05-11", "2026-11-20")
    assert taken(old, "1/5/2026", "1/11/2026") == ("2026-05-01", "2026-11-01")


def test_an_end_that_somebody_set_is_asked_for_when_the_gateway_is_emptied() -> None:
    old = replace(WHOSE, gateway_on="2026-05-01", epa_ends_on="2026-12-01")
    assert "Empty its end as well" in entered(old, "", "1/12/2026")["epa_ends_on"]
    assert taken(old, "11/5/2026", "1/12/2026") == ("2026-05-11", "2026-12-01")
    assert taken(old, "", "") == (None, None)


def test_why_something_is_arranged_is_not_taken() -> None:
    typed = {key: str(value or "") for key, value in asdict(WHOSE).items()}
    typed |= {"extra": "", "breaks": "3 x 5 min because of X", "adjustment_reference": "RA-1"}
    with pytest.raises(Wrong) as wrong:
        read_assessment(typed, shipped().standard, "1", "assessment-0", TODAY)
    assert "never why" in wrong.value.problems["breaks"]


def test_a_sitting_is_booked_on_a_day_that_can_be_meant() -> None:
    assert read_times({"when": "24/11/2026 10:00"}, "", TODAY)["when"]
    with pytest.raises(Wrong) as wrong:
        read_times({"when": "24/11/2062 10:00"}, "", TODAY)
    assert "24 Nov 2062 is more than 2 years ahead" in wrong.value.problems["when"]
