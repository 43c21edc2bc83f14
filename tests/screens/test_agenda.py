"""The rows of the home screen."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from data.rules.stage import Stage
from screens import agenda
from screens.agenda import agenda_rows, next_first
from tests.screens.booked import a_row, at
from tests.screens.ticking import NOON

STAGES = st.sampled_from([str(stage) for stage in Stage])
TIMES = st.none() | st.integers(at(-40, 0), at(400, 0))


def test_the_words_for_stages_are_those_of_the_rules() -> None:
    names = ("BOOKED", "PREPARING", "LIVE", "INTERRUPTED", "JUDGING", "SEALED", "NO_SHOW")
    for name in (*names, "HANDED_OVER", "WITHDRAWN", "ABANDONED", "ADJOURNED"):
        assert getattr(agenda, name) == Stage[name]
    assert len(names) + 4 == len(Stage)


@given(st.lists(st.tuples(TIMES, STAGES), max_size=12), st.text(max_size=80), st.integers(1, 200))
def test_every_sitting_has_one_row_within_the_width(
    sittings: list[tuple[int | None, str]], name: str, width: int
) -> None:
    booked = [a_row(n, when, stage, family_name=name) for n, (when, stage) in enumerate(sittings)]
    rows = [row for row in agenda_rows(booked, NOON, width) if not row.heading]
    assert sorted(row.key for row in rows) == sorted(row.sitting.id for row in booked)
    assert len({row.content.cell_length for row in rows}) <= 1
    assert all(row.content.cell_length <= max(width, 50) for row in rows)


@given(st.lists(st.tuples(TIMES, STAGES), min_size=1, max_size=6))
def test_what_is_opened_has_something_left_to_do_where_anything_has(
    sittings: list[tuple[int | None, str]],
) -> None:
    mine = tuple(a_row(n, when, stage).sitting for n, (when, stage) in enumerate(sittings))
    ordered = next_first(mine)
    assert sorted(s.id for s in ordered) == sorted(s.id for s in mine)
    left = [sitting for sitting in mine if sitting.stage not in agenda.FINISHED]
    assert (ordered[0] in left) == bool(left)
    assert next_first(()) == ()


def test_an_adjourned_sitting_says_what_is_left_and_waits_for_its_day() -> None:
    before, booked = a_row(0, at(-1, 9), "adjourned"), a_row(1, at(3, 9), "adjourned")
    rows = [
        replace(row, sitting=replace(row.sitting, outcome="28:15 left")) for row in (before, booked)
    ]
    lines = [row.content.plain for row in agenda_rows(rows, NOON, 80)]
    assert lines[0] == agenda.ADJOURNED_BEFORE
    assert "adjourned 28:15 left" in lines[1]
    assert lines[3].startswith("Sat 23 May")
    assert "adjourned 28:15 left" in lines[4]


def test_what_was_handed_over_stands_by_itself_before_the_days() -> None:
    rows = [a_row(0, at(0, 9), "handed over"), a_row(1, at(0, 8), "live"), a_row(2, at(0, 10))]
    lines = [row.content.plain for row in agenda_rows(rows, NOON, 80)]
    assert lines.index(agenda.UNDER_WAY) < lines.index(agenda.HANDED) == 3
    assert "handed over" in lines[4] and lines[6].startswith("Today")


def test_a_withdrawn_sitting_says_so_is_not_overdue_and_shows_no_grade() -> None:
    yesterday = a_row(0, at(-1, 9), "withdrawn")
    lines = [row.content.plain for row in agenda_rows([yesterday], NOON, 80)]
    assert agenda.OVERDUE not in lines
    assert "withdrawn" in lines[-1] and "sealed" not in lines[-1]
