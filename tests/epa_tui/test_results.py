from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from data.exchange.errors import NoResult, NotWritten
from data.rules import clock_guards
from data.store.rows import Summary
from epa_tui.results import make_document, overall_of, write_document
from tests.data.exchange.building import LAPTOP
from tests.data.store.building import OPENED, a_record, a_sitting
from tests.screens.acted import Acted


@pytest.fixture
def sealed(tmp_path: Path) -> Iterator[Callable[..., Acted]]:
    made: list[Acted] = []

    def make(method: str, *failed: str) -> Acted:
        made.append(Acted(tmp_path / str(len(made)), method).heard().sealed(*failed))
        made[-1].record.flush()
        return made[-1]

    yield make
    for acted in made:
        acted.close()


def result(acted: Acted) -> Any:
    record = acted.record
    return make_document(
        acted.store,
        record.state,
        record.assessment,
        record.sitting,
        demonstration=True,
    )


def test_the_same_seal_gives_the_same_document(sealed: Callable[..., Acted]) -> None:
    acted = sealed("M1")
    first = result(acted)
    acted.record.keep(acted.record.prepare(acted.ticker.now), document=first)
    assert acted.record.flush()
    assert result(acted) == first
    assert acted.store.documents("sitting-0") == (first,)


_OWN = '[[remove]]\nday = 2026-05-25\nname = "Spring bank holiday"\n'


def test_a_result_counts_its_days_by_the_holidays_of_its_home(
    sealed: Callable[..., Acted],
) -> None:
    acted = sealed("M1")
    (acted.store.path.parent / "holidays.toml").write_text(_OWN)
    told = json.loads(result(acted).body)["data"]["deadlines"]
    assert (told["result_due"], told["holidays"]) == ("2026-05-29", [])


def test_a_result_that_was_made_keeps_its_bytes_when_the_holidays_change(
    sealed: Callable[..., Acted],
) -> None:
    acted = sealed("M1")
    first = result(acted)
    acted.record.keep(acted.record.prepare(acted.ticker.now), document=first)
    assert acted.record.flush()
    (acted.store.path.parent / "holidays.toml").write_text(_OWN)
    assert result(acted) == first
    assert "holidays" not in json.loads(first.body)["data"]["deadlines"]


def test_a_fail_in_one_method_decides_the_whole(sealed: Callable[..., Acted]) -> None:
    acted = sealed("M1", "P3")
    both = overall_of(acted.store, acted.loaded.standard, acted.record.sitting, "fail")
    assert both.grade == "fail"


@pytest.mark.parametrize(
    ("attempt", "exceptional", "expected"),
    [("first", "", "distinction"), ("re-sit", "", "pass"), ("re-sit", "EX-1", "distinction")],
)
def test_a_second_attempt_caps_the_overall_grade_alone(
    sealed: Callable[..., Acted], attempt: str, exceptional: str, expected: str
) -> None:
    acted = sealed("M1")
    other = replace(
        a_sitting(1, method="M2", assessment_id="assessment-0"),
        attempt=attempt,
        number=1 if attempt == "first" else 2,
        exceptional=exceptional,
    )
    acted.store.save_sitting(other)
    both = overall_of(acted.store, acted.loaded.standard, other, "distinction")
    assert both.grade == expected


@pytest.mark.parametrize("seen_from", ["first", "re-sit", "other"])
def test_the_newest_attempt_at_each_method_counts_wherever_it_is_seen_from(
    sealed: Callable[..., Acted], seen_from: str
) -> None:
    acted = sealed("M1", "P3")
    sittings = {"first": acted.record.sitting}
    for number, (name, method, attempt) in enumerate(
        [("re-sit", "M1", "re-sit"), ("other", "M2", "first")], start=1
    ):
        booked = a_sitting(number, method=method, assessment_id="assessment-0")
        booked = replace(booked, attempt=attempt, number=2 if attempt == "re-sit" else 1)
        acted.store.save_sitting(booked)
        acted.store.append(booked.id, a_record([OPENED], name), Summary("sealed", "pass", None))
        sittings[name] = acted.store.sitting(booked.id)
    grade = acted.store.sitting(sittings[seen_from].id).grade
    assert grade == ("fail" if seen_from == "first" else "pass")
    both = overall_of(acted.store, acted.loaded.standard, sittings[seen_from], grade)
    assert both.grade == "pass"
    assert both.rule.startswith("M1 pass, M2 pass: pass")


@pytest.mark.parametrize("outcome", ["no-show", "abandoned"])
def test_what_was_not_completed_has_no_result_and_is_booked_again(
    tmp_path: Path, outcome: str
) -> None:
    acted = Acted(tmp_path).do(clock_guards.end_sitting, outcome, "taken ill")
    with pytest.raises(NoResult) as told:
        result(acted)
    acted.close()
    assert outcome in str(told.value)
    assert "Book another sitting" in str(told.value) and "seal" not in str(told.value)


def test_a_folder_is_made_for_the_results(sealed: Callable[..., Acted], tmp_path: Path) -> None:
    receipt = write_document(result(sealed("M1")), tmp_path / "a" / "b", LAPTOP)
    assert receipt.path.read_bytes().startswith(b"{")
    assert not receipt.already_there


def test_a_folder_that_cannot_be_made_is_told(sealed: Callable[..., Acted], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NotWritten) as told:
        write_document(result(sealed("M1")), tmp_path / "file" / "results", LAPTOP)
    assert "folder" in str(told.value)
