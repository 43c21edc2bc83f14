"""A list shows what is in sight, keeps its cursor, and repaints no more than it must."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from screens.widgets.row_drawing import choosable
from screens.widgets.row_list import Row, RowList
from tests.screens.widgets.showing import showing


def rows(count: int, words: str = "row") -> list[Row]:
    return [Row(str(number), Content(f"{words} {number}")) for number in range(count)]


async def test_the_cursor_moves_over_headings_and_stays_in_sight() -> None:
    made = [Row("h", Content("Heading"), heading=True), *rows(30)]
    shown_rows = RowList(made)
    async with showing(shown_rows, size=(40, 6)) as shown:
        shown_rows.focus()
        assert shown_rows.key == "0"
        await shown.press("up")
        assert shown_rows.key == "0"
        await shown.press("pagedown", "down")
        assert shown_rows.key == "6"
        assert any("row 6" in line for line in shown.lines)
        await shown.press("end")
        assert shown.lines[-1].startswith("row 29")
        await shown.press("home")
        assert "Heading" in shown.lines[0]
        assert [moved.key for moved in shown.posted(RowList.Moved)][-1] == "0"


async def test_without_a_cursor_the_keys_scroll() -> None:
    shown_rows = RowList(rows(30), cursor=False)
    async with showing(shown_rows, size=(40, 6)) as shown:
        shown_rows.focus()
        await shown.press("down")
        assert shown.lines[0].startswith("row 1")
        await shown.press("end")
        assert shown.lines[-1].startswith("row 29")
        await shown.press("home")
        assert shown.lines[0].startswith("row 0")


async def test_a_wrapped_row_goes_on_below_its_words() -> None:
    row = Row("a", Content("  1:00  Q1   " + "word " * 12), indent=13)
    async with showing(RowList([row], wrap=True, cursor=False), size=(40, 6)) as shown:
        first, second, third, *_ = shown.lines
        assert first.startswith("  1:00  Q1   word")
        assert second.startswith(" " * 13 + "word")
        assert third.startswith(" " * 13 + "word")
        assert sum(line.count("word") for line in shown.lines) == 12


async def test_a_list_too_narrow_for_the_indent_wraps_from_the_edge() -> None:
    row = Row("a", Content("  1:00  Q1   " + "word " * 4), indent=13)
    async with showing(RowList([row], wrap=True, cursor=False), size=(20, 6)) as shown:
        assert shown.lines[1].startswith("word")


async def test_what_does_not_wrap_is_cut() -> None:
    async with showing(RowList([Row("a", Content("word " * 20))]), size=(20, 3)) as shown:
        assert shown.lines[0].endswith("…")
        assert shown.lines[1] == ""


async def test_brackets_are_text() -> None:
    async with showing(RowList([Row("a", Content("[K1] Ada [/x] [bold]b"))])) as shown:
        assert shown.lines[0] == "[K1] Ada [/x] [bold]b"


async def test_an_empty_list_says_so() -> None:
    async with showing(RowList(empty="Nothing yet.")) as shown:
        assert shown.lines[0] == "Nothing yet."


async def test_the_cursor_stays_on_its_row_when_others_come() -> None:
    shown_rows = RowList(rows(5))
    async with showing(shown_rows, size=(40, 6)) as shown:
        shown_rows.focus()
        await shown.press("down", "down")
        shown_rows.show([Row("new", Content("new")), *rows(5)])
        assert shown_rows.key == "2"
        shown_rows.move_to("4")
        assert shown_rows.key == "4"
        shown_rows.show(rows(2))
        assert shown_rows.key == "1"


async def test_rows_that_stay_are_not_made_again() -> None:
    made = rows(3)
    shown_rows = RowList(made)
    async with showing(shown_rows, size=(40, 6)) as shown:
        assert not shown_rows.update_rows(list(made))
        assert shown_rows.update_rows([*made, Row("3", Content("row 3"))])
        await shown.pilot.pause()
        assert shown.lines[3].startswith("row 3")
        assert shown_rows.update_rows(made[:1])
        await shown.pilot.pause()
        assert shown.lines[1] == ""


@pytest.mark.parametrize("words", ["short", "a longer text that needs a second line for its end"])
async def test_one_row_is_written_anew(words: str) -> None:
    shown_rows = RowList(rows(3), wrap=True)
    async with showing(shown_rows, size=(40, 6)) as shown:
        shown_rows.replace("1", Content(words))
        shown_rows.replace("nowhere", Content("x"))
        await shown.pilot.pause()
        assert shown.lines[1].startswith(words[:20])
        assert any(line.startswith("row 2") for line in shown.lines)


async def test_another_width_breaks_the_rows_anew() -> None:
    shown_rows = RowList([Row("a", Content("word " * 10)), *rows(1)], wrap=True)
    async with showing(shown_rows, size=(80, 6)) as shown:
        assert shown.lines[1].startswith("row 0")
        await shown.pilot.resize_terminal(20, 6)
        await shown.pilot.pause()
        assert shown.lines[1].startswith("word")


async def test_the_end_of_a_long_list_is_announced() -> None:
    shown_rows = RowList(rows(60))
    async with showing(shown_rows, size=(40, 6)) as shown:
        shown_rows.focus()
        await shown.press("pagedown")
        assert not shown.posted(RowList.NearEnd)
        await shown.press("end")
        assert shown.posted(RowList.NearEnd)


@given(st.lists(st.booleans()), st.integers(-3, 30), st.sampled_from([-1, 1]), st.integers(-1, 30))
def test_the_cursor_never_comes_to_a_heading_it_was_not_on(
    headings: list[bool], place: int, step: int, before: int
) -> None:
    made = [Row(str(n), Content(""), heading=heading) for n, heading in enumerate(headings)]
    found = choosable(made, place, step, before)
    assert 0 <= found < max(1, len(made))
    if found not in (before, 0):
        assert not made[found].heading


async def test_a_list_that_became_short_begins_at_its_top_and_has_no_scroll_bar() -> None:
    shown_rows = RowList(rows(30))
    async with showing(shown_rows, size=(40, 6)) as shown:
        shown_rows.focus()
        await shown.press("end")
        assert shown_rows.show_vertical_scrollbar
        shown_rows.show(rows(30)[24:])
        await shown.press("up")
        assert shown.lines[0].startswith("row 24")
        assert not shown_rows.show_vertical_scrollbar
