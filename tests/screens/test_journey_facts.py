"""What the screen of the journey writes: rows that fit, and a timeline that people can read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from data.record.journey.machine import CERTIFICATED, PERIOD_OVER, WITHDRAWN
from data.rules import again_part, gateway_part
from data.rules.days import sentence
from data.rules.journey_undoing import undo, undo_told
from data.store.journey_record import JourneyRecord
from data.store.store import Store
from screens.journey_facts import (
    part_page,
    part_rows,
    period_words,
    standing_line,
    timeline_page,
)
from screens.step_answers import read_given
from screens.widgets.page import BLANK
from tests.data.rules.journeys import view_of
from tests.data.store.building import a_sitting, an_assessment
from tests.screens.acted import shipped
from tests.screens.ticking import NOON

PARTS = (gateway_part.PART, again_part.PART)
SUBMIT = gateway_part.PART.steps[0]


@pytest.fixture
def record(tmp_path: Path) -> Iterator[JourneyRecord]:
    with Store.open(tmp_path) as store:
        store.save_bookings([an_assessment(gateway_on=None)], [a_sitting()])
        record = JourneyRecord.open(store, "assessment-0", shipped().standard)
        typed = {"on": "1/5/2026", "by": "Imaginary College"}
        given = read_given(SUBMIT.asks(record.view(NOON)), typed, NOON.local().date())
        record.do(SUBMIT, given, NOON)
        yield record


def test_the_timeline_says_days_in_words_and_what_was_taken_back(record: JourneyRecord) -> None:
    assert undo_told(record.view(NOON)).startswith("Gateway submitted on 1 May 2026")
    record.add(NOON, *undo(record.view(NOON)))
    told = [paragraph.text.plain for paragraph in timeline_page(record)]
    submitted = "Gateway submitted on 1 May 2026 by Imaginary College"
    assert told[-2:] == [f"{submitted} (taken back)", f"Taken back: {submitted}"]


def test_a_narrow_row_gives_its_room_to_where_the_part_stands(record: JourneyRecord) -> None:
    view = record.view(NOON)
    wide, narrow = (
        [row.content.plain.rstrip() for row in part_rows(PARTS, view, width)] for width in (70, 36)
    )
    assert wide[1] == " Re-sits and re-takes  nothing was failed"
    assert narrow[1] == " Re-sits  nothing was failed"


def test_while_a_sitting_is_on_another_laptop_that_is_said_in_the_first_line(
    record: JourneyRecord,
) -> None:
    view = record.view(NOON)
    away = replace(view, attempts=(replace(view.attempts[0], stage="handed over"),))
    assert "laptop" not in standing_line(view, 80).plain
    said = "M1 is on another laptop: record nothing here"
    assert standing_line(away, 80).plain.endswith(said)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("asked for on 2026-05-01, by Pat", "Asked for on 1 May 2026, by Pat"),
        ("held since 2026-05-01T09:30: it", "Held since 1 May 2026 09:30: it"),
        ("reference 2026-05-01", "Reference 2026-05-01"),
        ("typed on 2026-02-31", "Typed on 2026-02-31"),
        ("", ""),
    ],
)
def test_only_days_are_put_into_words(words: str, read: str) -> None:
    assert sentence(words) == read


@pytest.mark.parametrize(
    ("at", "days", "words"),
    [
        ("", 3, "3 days left"),
        (PERIOD_OVER, -2, "2 days ago"),
        (WITHDRAWN, 3, "EPA period to"),
        (CERTIFICATED, -2, "EPA period to"),
    ],
)
def test_days_of_the_period_are_counted_while_they_matter(at: str, days: int, words: str) -> None:
    view = view_of()
    view = replace(view, epa_ends_on=view.today + timedelta(days=days))
    view = replace(view, state=replace(view.state, at=at or view.state.at))
    told = period_words(view)
    assert words in told
    assert ("left" in told or "ago" in told) == (not words.startswith("EPA"))


def test_what_cannot_be_done_now_says_so_in_words_and_not_by_colour_alone(
    record: JourneyRecord,
) -> None:
    page = part_page(again_part.PART, record.view(NOON))
    told = [one.text.plain for one in page[page.index(BLANK) :]]
    assert any(line.startswith("Not now: ") for line in told)
