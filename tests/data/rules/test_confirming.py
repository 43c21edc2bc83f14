"""A grade is confirmed by a named person, over what is sealed, and holds no longer than that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from data.record.body import Undone
from data.record.journey.again import Excepted
from data.record.journey.conduct import Conducted
from data.record.journey.results import FailConfirmed, GradeConfirmed
from data.rules.certificate import refuse_to_claim
from data.rules.confirming import confirm, to_confirm
from data.rules.publishing import refuse_to_publish
from data.rules.refused import Refused
from data.rules.results import derived, holds
from tests.data.rules.acting import shipped
from tests.data.rules.after import HEARD, After, sat

ORGANISATION = "Ingrid Invented"


@pytest.mark.parametrize(("first", "second"), product(("fail", "pass", "distinction"), repeat=2))
def test_the_grade_follows_from_the_table_of_the_specification(first: str, second: str) -> None:
    wanted = "fail" if "fail" in (first, second) else "distinction"
    wanted = "pass" if wanted != "fail" and "pass" in (first, second) else wanted
    after = After(sat("M1", first), sat("M2", second)).do(confirm, ORGANISATION, HEARD)
    told = after.view.state.results.confirmation
    assert told is not None
    assert told.grade == wanted
    assert f"M1 {first}, M2 {second}" in told.rule
    assert after.view.at == ("failed" if wanted == "fail" else "confirmed")
    assert isinstance(told, FailConfirmed if wanted == "fail" else GradeConfirmed)


def test_a_second_attempt_is_capped_unless_circumstances_were_exceptional() -> None:
    sittings = sat("M1", "fail"), sat("M1", "distinction", 2), sat("M2", "distinction")
    capped = After(*sittings).do(confirm, ORGANISATION, HEARD).view.state.results.confirmation
    assert capped is not None
    assert (capped.grade, capped.capped) == ("pass", True)
    assert "capped at pass" in capped.rule
    lifted = sittings[0], replace(sittings[1], exceptional="EC-1"), sittings[2]
    whole = After(*lifted).do(confirm, ORGANISATION, HEARD).view.state.results.confirmation
    assert whole is not None
    assert (whole.grade, whole.capped) == ("distinction", False)


def test_nothing_is_confirmed_before_every_method_is_sealed() -> None:
    assert "M2 is not sealed" in After(sat("M1"), sat("M2", None)).refused(to_confirm)
    assert "M1 and M2 are not sealed" in After().refused(to_confirm)
    # A fail is decided by one method, and is still not confirmed without the other.
    assert "M2 is not sealed" in After(sat("M1", "fail")).refused(to_confirm)
    # What counts is the newest attempt.
    waiting = After(sat("M1", "fail"), sat("M2"), sat("M1", None, 2))
    assert "M1 is not sealed" in waiting.refused(to_confirm)
    assert derived(waiting.view) is None


def test_who_confirms_is_named_and_told_where_it_is_the_assessor() -> None:
    after = After(sat("M1"), sat("M2"))
    assert "by name" in after.refused(confirm, "  ", HEARD)
    after.do(confirm, "pat  PRETEND", HEARD)
    told = after.view.state.results.confirmation
    assert told is not None
    assert told.by_assessor
    other = After(sat("M1"), sat("M2")).do(confirm, ORGANISATION, HEARD)
    assert other.view.state.results.confirmation is not None
    assert not other.view.state.results.confirmation.by_assessor


def test_another_grade_than_the_records_give_is_not_confirmed() -> None:
    after = After(sat("M1"), sat("M2"))
    assert "give pass, not distinction" in after.refused(
        confirm, ORGANISATION, HEARD, "distinction"
    )
    assert after.do(confirm, ORGANISATION, HEARD, "pass").view.at == "confirmed"


def test_the_day_lies_between_the_seal_and_today() -> None:
    after = After(sat("M1"), sat("M2"), today=HEARD + timedelta(days=3))
    assert "lies ahead" in after.refused(confirm, ORGANISATION, date(2026, 5, 24))
    assert "was sealed" in after.refused(confirm, ORGANISATION, date(2026, 5, 19))


def test_it_holds_only_for_the_records_as_they_were_sealed() -> None:
    after = After(sat("M1"), sat("M2")).do(confirm, ORGANISATION, HEARD)
    assert holds(after.view)
    assert "no record has changed" in after.refused(confirm, ORGANISATION, HEARD)
    after.change("M1", grade=None, head="reopened")
    assert not holds(after.view)
    assert after.view.at == "assessing"
    after.change("M1", grade="fail", head="sealed anew")
    assert after.view.at == "graded"
    assert not holds(after.view)
    after.do(confirm, ORGANISATION, HEARD)
    assert after.view.at == "failed"
    assert holds(after.view)


def test_a_confirmation_can_be_taken_back() -> None:
    after = After(sat("M1"), sat("M2")).do(confirm, ORGANISATION, HEARD)
    after.keep(Undone(after.entries[-1].seq))
    assert after.view.at == "graded"
    assert after.view.state.results.confirmation is None


def test_a_result_that_is_held_is_not_confirmed() -> None:
    view = After(sat("M1"), sat("M2")).view
    suspected = replace(view, state=replace(view.state, conduct=Conducted(held=True)))
    for rule in (to_confirm, refuse_to_publish, refuse_to_claim):
        with pytest.raises(Refused, match="held for a suspicion"):
            rule(suspected)


def test_circumstances_that_were_determined_later_lift_the_cap() -> None:
    sittings = sat("M1", "fail"), sat("M1", "distinction", 2), sat("M2", "distinction")
    excepted = Excepted("EC-1", "Ingrid Invented", "2026-05-19", "M1", 2)
    overall = derived(After(*sittings).keep(excepted).view)
    assert overall is not None
    assert (overall.grade, overall.capped) == ("distinction", False)


def test_every_method_of_the_standard_counts() -> None:
    assert {method.code for method in shipped().methods} == {"M1", "M2"}
