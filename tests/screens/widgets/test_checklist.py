"""The checklist shows how every KSB stands, finds them by words, and posts what is ticked."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from data.rules import prepare_guards, talk_guards
from screens.widgets.checklist import Checklist
from tests.screens.acted import HOSTILE, Acted, made_up
from tests.screens.living import closing
from tests.screens.widgets.showing import Shown, showing


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    with closing(Acted(tmp_path, "M1").asking()) as made:
        yield made


@contextlib.asynccontextmanager
async def listing(acted: Acted, size: tuple[int, int] = (80, 40)) -> AsyncIterator[Shown]:
    checklist = Checklist()
    async with showing(checklist, size=size) as shown:
        checklist.enter(acted.record.state)
        await shown.pilot.pause()
        yield shown


def line(shown: Shown, code: str) -> str:
    return next(line.strip() for line in shown.lines if f" {code} " in line[:14])


async def test_each_state_has_its_glyph(acted: Acted) -> None:
    acted.noted("rates", ("P2", ""), ("P3", "+"), ("P4", "?"), ("P5", "-"))
    async with listing(acted) as shown:
        glyphs = [line(shown, f"P{number}")[0] for number in range(1, 6)]
        assert glyphs == [".", "h", "+", "?", "-"]


async def test_what_the_report_evidences_has_its_letter(tmp_path: Path) -> None:
    with closing(Acted(tmp_path, "M1").do(prepare_guards.mark_report, "P1", True)) as acted:
        async with listing(acted) as shown:
            assert line(shown, "P1").startswith("r P1")


async def test_the_heading_counts_what_is_left(acted: Acted) -> None:
    async with listing(acted) as shown:
        before = shown.lines[0]
        assert "10 descriptors" in before
        acted.do(talk_guards.mark, "P1", "")
        shown.app.query_one(Checklist).show(acted.record.state)
        await shown.pilot.pause()
        assert "9 descriptors" in shown.lines[0]
        assert line(shown, "P1").startswith("h P1")


async def test_one_that_is_left_is_counted_as_one(acted: Acted) -> None:
    for descriptor in acted.record.state.criteria[:-1]:
        acted.do(talk_guards.mark, descriptor.code, "")
    async with listing(acted) as shown:
        assert "1 descriptor and" in shown.lines[0]


async def test_pass_comes_before_distinction_and_each_has_its_ksbs(acted: Acted) -> None:
    async with listing(acted, (80, 60)) as shown:
        codes = [row.key for row in shown.app.query_one(Checklist).rows.rows]
        descriptors = [code for code in codes if "/" not in code]
        assert descriptors == [d.code for d in acted.record.state.criteria]
        first = acted.record.state.criteria[0]
        assert codes[1 : len(first.ksbs) + 1] == [f"{first.code}/{code}" for code in first.ksbs]


@pytest.mark.parametrize(
    ("key", "sign"), [("enter", ""), ("x", ""), ("plus", "+"), ("minus", "-"), ("z", "?")]
)
async def test_one_key_posts_a_tick(acted: Acted, key: str, sign: str) -> None:
    async with listing(acted) as shown:
        await shown.press("down", key)
        (ticked,) = shown.posted(Checklist.Ticked)
        assert ticked.code == acted.record.state.criteria[0].ksbs[0]
        assert ticked.sign == sign


async def test_a_tick_is_taken_back_and_a_note_is_not(acted: Acted) -> None:
    acted.noted("rates", ("P1", "")).do(talk_guards.mark, "P2", "+")
    async with listing(acted) as shown:
        await shown.press("enter")
        assert [ticked.code for ticked in shown.posted(Checklist.Ticked)] == ["P1"]
        shown.app.query_one(Checklist).rows.move_to("P2")
        await shown.press("enter")
        assert [unticked.code for unticked in shown.posted(Checklist.Unticked)] == ["P2"]


async def test_filtering_shows_and_hides_and_the_cursor_follows(acted: Acted) -> None:
    async with listing(acted) as shown:
        checklist = shown.app.query_one(Checklist)
        await shown.press("end", "slash", "p", "4")
        assert [row.key for row in checklist.rows.rows if "/" not in row.key] == ["P4"]
        assert checklist.rows.key == "P4"
        assert checklist.filtering
        await shown.press("enter")
        assert not checklist.filtering
        assert 'of "p4"' in shown.lines[0]
        await shown.press("c")
        assert len(checklist.rows.rows) > 20
        assert not shown.posted(Checklist.Closed)
        await shown.press("c")
        assert shown.posted(Checklist.Closed)


async def test_an_emptied_filter_goes_away_with_enter(acted: Acted) -> None:
    async with listing(acted) as shown:
        await shown.press("slash", "p", "backspace", "enter", "c")
        assert not shown.app.query_one(Checklist).has_class("-filtering")
        assert shown.posted(Checklist.Closed)


async def test_words_that_are_nowhere_say_what_to_do(acted: Acted) -> None:
    async with listing(acted) as shown:
        await shown.press("slash", *"zzzz")
        assert "Nothing matches" in shown.lines[1]
        await shown.press("enter", "enter", "d")
        assert not shown.posted(Checklist.Ticked)


async def test_a_filter_with_brackets_is_text(acted: Acted) -> None:
    async with listing(acted) as shown:
        shown.app.query_one(Checklist).query_one("Input").value = HOSTILE  # type: ignore[attr-defined]  # an Input
        await shown.pilot.pause()
        assert "[K1] Ada [/x]" in shown.lines[0]
        assert "\x1b" not in shown.lines[0]


async def test_a_made_up_standard_is_listed_with_all_its_grades(tmp_path: Path) -> None:
    with closing(Acted(tmp_path, "A", "a", made_up()).asking()) as acted:
        async with listing(acted) as shown:
            listed = [row.key for row in shown.app.query_one(Checklist).rows.rows]
            assert [key for key in listed if "/" not in key] == [
                descriptor.code for descriptor in acted.record.state.criteria
            ]
