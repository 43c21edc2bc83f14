"""What a file would change: shown whole, and never what the record or the plan forbids."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from data.exchange.incoming.bookings import DAY_FIRST
from data.exchange.incoming.plan import Kind
from data.standards.loader import load_standard
from data.store.rows import Assessment, Sitting
from tests.data.exchange.building import SHIPPED
from tests.data.exchange.incoming.building import ROW, after, bad, known, planned, table
from tests.data.standards.hostile import KITE_TEXT
from tests.data.store.building import a_sitting, an_assessment

WHOSE = an_assessment(uln="1000159801", gateway_on=None)
BOOKED = a_sitting(
    place="", scheduled_at=int(datetime(2026, 11, 24, 10, tzinfo=UTC).timestamp()) * 1000
)
THERE = known((WHOSE, [BOOKED]))
SEALED = {"stage": "sealed", "entries": 9, "digest": "0" * 64}


def there(sitting: dict[str, Any], **changes: Any) -> Any:
    """Return a store with one assessment and one sitting of it."""
    return known((an_assessment(uln="1000159801", **changes), [a_sitting(**sitting)]))


def test_a_new_apprentice_with_two_sittings() -> None:
    made = planned(table(ROW, {**ROW, "method": "m2", "time": "14:00"}))
    assert made.whole
    assert [(step.of, step.kind) for step in made.steps] == [
        ("assessment", Kind.NEW),
        ("sitting", Kind.NEW),
        ("sitting", Kind.NEW),
    ]
    (whose,) = made.assessments
    assert whose == Assessment(
        *("new-1", "Example", "Testa", "1000159801", "", "", "ST0792", "1.1", "1"),
        *(0, "", "", None, None, "Pat Pretend"),
    )
    assert made.sittings[1] == Sitting(
        *("new-3", whose.id, "M2", "first", 1),
        int(datetime(2026, 11, 24, 14, tzinfo=UTC).timestamp()) * 1000,
        *("", ""),
    )


def test_an_apprentice_without_a_booking() -> None:
    made = planned(table({**ROW, "method": "", "date": "", "time": ""}))
    assert made.whole and len(made.assessments) == 1 and not made.sittings


def test_what_is_there_already_is_the_same() -> None:
    made = planned(table(ROW), THERE)
    assert made.whole and made.empty
    assert [step.kind for step in made.steps] == [Kind.SAME, Kind.SAME]


def test_what_changes_is_named_field_by_field() -> None:
    made = planned(table({**ROW, "employer": "Other Films", "time": "11:00"}), THERE)
    told = [
        (step.of, change.name, change.old, change.new)
        for step in made.steps
        for change in step.changes
    ]
    at = BOOKED.scheduled_at
    assert at is not None and told == [
        ("assessment", "employer", "Fictional Films", "Other Films"),
        ("sitting", "scheduled_at", at, at + 3_600_000),
    ]
    assert made.assessments[0].id == WHOSE.id and made.sittings[0].id == BOOKED.id
    assert made.assessments[0].provider == WHOSE.provider, "an empty cell erases nothing"


def test_an_empty_cell_erases_nothing() -> None:
    only = {"uln": ROW["uln"], "standard": "st0792", "method": "M1"}
    assert planned(table(only), THERE).empty


@pytest.mark.parametrize(("reference", "late"), [("RA-1", True), ("", True), ("RA-2", False)])
@pytest.mark.parametrize("gateway", ["2026-04-01", "2026-12-01"])
def test_after_gateway_the_adjustment_changes_by_a_decision_of_its_own(
    gateway: str, reference: str, late: bool
) -> None:
    before = there({}, gateway_on=gateway, adjustment_reference="RA-1")
    row = {**ROW, "extra_time": "25", "adjustment_reference": reference}
    made = planned(table({**row, "method": "", "date": "", "time": ""}), before)
    refused = [("row 2", "adjustment_reference", Kind.REFUSED)]
    assert bad(made) == (refused if late and gateway < "2026-11-23" else [])


def test_the_end_of_the_period_follows_from_the_gateway() -> None:
    made = planned(table({**ROW, "gateway_on": "2026-08-31"}))
    assert made.assessments[0].epa_ends_on == "2027-02-28"


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"uln": "100015980"}, "uln"),
        ({"uln": ""}, "uln"),
        ({"standard": ""}, "standard"),
        ({"standard": "ST9999"}, "standard"),
        ({"version": "1"}, "version"),
        ({"option": "9"}, "option"),
        ({"option": ""}, "option"),
        ({"family_name": ""}, "family_name"),
        ({"assessor": ""}, "assessor"),
        ({"extra_time": "25"}, "adjustment_reference"),
        ({"breaks": "3 x 5 min"}, "adjustment_reference"),
        ({"gateway_on": "2026-02-01", "epa_ends_on": "2026-01-01"}, "epa_ends_on"),
        ({"gateway_on": "2026-12-01"}, "date"),
        ({"gateway_on": "2062-02-01"}, "gateway_on"),
        ({"gateway_on": "2016-02-01"}, "gateway_on"),
        ({"gateway_on": "2026-11-02", "epa_ends_on": "2028-06-02"}, "epa_ends_on"),
        ({"date": "24/11/2029"}, "date"),
        ({"method": "M9"}, "method"),
        ({"method": ""}, "method"),
        ({"time": ""}, "date"),
        ({"date": ""}, "time"),
        ({"date": "46350"}, "date"),
        ({"date": "29/03/2026", "time": "1:30"}, "time"),
        ({"attempt": "third"}, "attempt"),
        ({"attempt": "re-sit"}, "attempt"),
        ({"number": "2"}, "attempt"),
        ({"attempt": "first", "number": "2"}, "number"),
        ({"attempt": "re-sit", "number": "1"}, "number"),
        ({"exceptional": "EX-1"}, "exceptional"),
        ({"employer": "x" * 201}, "employer"),
    ],
)
def test_a_row_that_is_wrong_is_refused_by_its_column(changes: dict[str, str], column: str) -> None:
    good = {**ROW, "uln": "1000159802"}
    made = planned(table({**ROW, **changes}, good))
    assert bad(made) == [("row 2", column, Kind.REFUSED)]
    assert not made.whole
    assert [sitting.assessment_id for sitting in made.sittings] == [
        whose.id for whose in made.assessments if whose.uln == good["uln"]
    ]
    for step in made.steps:
        for problem in step.problems:
            assert not any(v in problem.sentence for v in changes.values() if len(v) > 7)


def test_everything_that_is_wrong_with_a_row_is_said_at_once() -> None:
    made = planned(table({**ROW, "uln": "1e9", "date": "1/13/2026", "extra_time": "0.25"}))
    assert {column for _, column, _ in bad(made)} == {"uln", "date", "extra_time"}


@pytest.mark.parametrize(
    ("sitting", "changes", "column"),
    [
        ({**SEALED, "stage": "live"}, {"time": "11:00"}, "date"),
        (SEALED, {"place": "elsewhere"}, "place"),
        ({"stage": "preparing", "entries": 3}, {"exceptional": "EX-1"}, "exceptional"),
        (SEALED, {"option": "2"}, "option"),
    ],
)
def test_what_the_record_says_already_is_a_conflict(
    sitting: dict[str, Any], changes: dict[str, str], column: str
) -> None:
    at = {"scheduled_at": BOOKED.scheduled_at, "place": ""}
    made = planned(table({**ROW, **changes}), there({**at, **sitting}, gateway_on=None))
    assert bad(made) == [("row 2", column, Kind.CONFLICT)]


def test_before_its_first_phase_a_sitting_can_be_moved() -> None:
    preparing = there({"stage": "preparing", "entries": 3, "place": ""})
    made = planned(table({**ROW, "time": "15:00"}), preparing)
    assert made.whole and len(made.sittings) == 1


def test_the_uln_of_somebody_else_does_not_rename_them() -> None:
    other = {**ROW, "family_name": "Sample", "given_names": "Otto"}
    assert bad(planned(table(other), THERE)) == [("row 2", "uln", Kind.CONFLICT)]
    married = planned(table({**ROW, "family_name": "Sample"}), THERE)
    assert married.whole and married.assessments[0].family_name == "Sample"


def test_rows_that_contradict_each_other_are_a_conflict_and_neither_is_taken() -> None:
    made = planned(table(ROW, {**ROW, "time": "11:00"}))
    assert bad(made) == [("row 2 (and 1 more of the same)", "date", Kind.CONFLICT)]
    assert not made.sittings
    named = planned(table(ROW, {**ROW, "method": "M2", "family_name": "Sample"}))
    assert [kind for _, _, kind in bad(named)] == [Kind.CONFLICT] and named.empty


def test_a_row_that_stands_twice_is_taken_once() -> None:
    made = planned(table(ROW, ROW))
    assert made.whole and len(made.sittings) == 1
    assert "row 3 says the same as row 2." in made.notices


def test_a_resit_follows_a_failed_attempt_alone() -> None:
    resit = {**ROW, "attempt": "re-sit"}
    failed = there({**SEALED, "grade": "fail"}, gateway_on=None)
    made = planned(table(resit), failed)
    assert made.whole and (made.sittings[0].attempt, made.sittings[0].number) == ("re-sit", 2)
    again = planned(table(resit), after(made, failed))
    assert again.whole and again.empty
    passed = planned(table(resit), there({**SEALED, "grade": "pass"}, gateway_on=None))
    assert bad(passed) == [("row 2", "attempt", Kind.REFUSED)]
    assert not any("pass" in p.sentence for step in passed.steps for p in step.problems)
    wrong = planned(table({**resit, "number": "3"}), failed)
    assert bad(wrong) == [("row 2", "number", Kind.REFUSED)]


def test_after_a_no_show_the_first_attempt_is_booked_again_under_the_next_number() -> None:
    missed = there({"stage": "no-show", "entries": 2}, gateway_on=None)
    moved = {**ROW, "date": "2026-12-01", "attempt": "first"}
    assert bad(planned(table(moved), missed)) == [("row 2", "date", Kind.CONFLICT)]
    made = planned(table({**moved, "number": "2"}), missed)
    assert made.whole and (made.sittings[0].attempt, made.sittings[0].number) == ("first", 2)
    again = planned(table(moved), after(made, missed))
    assert again.whole and again.empty


def test_an_adjourned_sitting_is_moved_to_another_day_and_keeps_its_attempt() -> None:
    broken_off = there({"stage": "adjourned", "entries": 20}, gateway_on=None)
    moved = {**ROW, "date": "2026-12-01"}
    made = planned(table(moved), broken_off)
    assert made.whole and made.sittings[0].stage == "adjourned"
    again = {**moved, "attempt": "re-sit"}
    assert bad(planned(table(again), broken_off)) == [("row 2", "attempt", Kind.REFUSED)]


def test_a_date_after_the_period_is_told_and_for_a_second_attempt_refused() -> None:
    late = {**ROW, "epa_ends_on": "2026-10-01"}
    assert "row 2: the date is after the EPA period." in planned(table(late)).notices
    failed = there({**SEALED, "grade": "fail"}, gateway_on=None)
    resit = {**late, "attempt": "re-sit"}
    assert bad(planned(table(resit), failed)) == [("row 2", "date", Kind.REFUSED)]
    assert planned(table({**resit, "exceptional": "EX-1"}), failed).whole


def test_how_dates_were_read_is_told() -> None:
    assert DAY_FIRST in planned(table({**ROW, "date": "03/02/2026"})).notices
    assert DAY_FIRST not in planned(table({**ROW, "date": "2026-02-03"})).notices
    twice = planned(table({**ROW, "date": "25/10/2026", "time": "1:30"}))
    assert twice.whole and any("show this time twice" in told for told in twice.notices)


def test_a_check_digit_that_does_not_fit_is_told_and_taken() -> None:
    made = planned(table({**ROW, "uln": "1000000044"}))
    assert made.whole and any("check digit" in told for told in made.notices)
    assert "1000000044" not in str(made.notices)


def test_whoever_was_erased_does_not_come_back() -> None:
    erased = known(erased=["assessment-0"])
    whose = {**{k: v for k, v in ROW.items() if k not in ("date", "time", "method")}}
    assessments = [{**whose, "id": "assessment-0"}]
    made = planned(json.dumps({"format": 1, "assessments": assessments}), erased)
    assert bad(made) == [("assessment 1", "id", Kind.CONFLICT)] and made.empty
    assessments[0] |= {"uln": "", "family_name": "(erased)"}
    passed_over = planned(json.dumps({"format": 1, "assessments": assessments}), erased)
    assert passed_over.whole and passed_over.empty and passed_over.notices


def test_two_assessments_of_one_uln_are_told_apart_by_version_or_not_at_all() -> None:
    first, second = (an_assessment(n, uln="1000159801", gateway_on=None) for n in (0, 1))
    made = planned(table(ROW), known((first, []), (second, [])))
    assert bad(made) == [("row 2", "uln", Kind.CONFLICT)]
    old = replace(first, version="1.0")
    told_apart = planned(table(ROW), known((old, []), (second, [])))
    assert told_apart.whole and told_apart.sittings[0].assessment_id == second.id


def test_the_newest_version_is_taken_where_none_is_named(tmp_path: Any) -> None:
    (tmp_path / "kite.toml").write_text(KITE_TEXT, "utf-8")
    kite = load_standard(tmp_path / "kite.toml").standard
    row = {**ROW, "standard": kite.reference, "version": "", "option": "", "method": ""}
    row |= {"date": "", "time": "", "option": kite.options[0].code if kite.options else ""}
    made = planned(table(row), known(standards=[SHIPPED.standard, kite]))
    assert made.whole and made.assessments[0].version == kite.version
