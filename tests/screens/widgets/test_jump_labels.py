"""A letter in front of each line in sight, and one key goes there."""

from __future__ import annotations

from textual.content import Content

from screens.widgets.jump_labels import labels
from screens.widgets.row_list import Row, RowList
from tests.screens.widgets.showing import showing


def rows(count: int) -> list[Row]:
    return [Row(str(number), Content(f"row {number} here")) for number in range(count)]


def test_labels_are_different_and_the_home_row_comes_first() -> None:
    assert labels(4) == ["f", "j", "d", "k"]
    for count in (0, 1, 26, 27, 60, 676):
        made = labels(count)
        assert len(set(made)) == count
        assert len({len(label) for label in made}) <= 1, "none is the beginning of another"


async def test_a_letter_goes_to_its_row_and_nothing_moves() -> None:
    made = [Row("h", Content("Heading"), heading=True), *rows(30)]
    shown_rows = RowList(made)
    async with showing(shown_rows, size=(40, 6)) as shown:
        shown_rows.focus()
        await shown.press("pagedown")
        before = shown.lines
        await shown.press("apostrophe")
        assert [line[:1] for line in shown.lines] == ["f", "j", "d", "k", "s", "l"]
        assert [line[1:] for line in shown.lines] == [line[1:] for line in before]
        await shown.press("d")
        assert shown_rows.key == before[2].split()[1]
        assert shown.lines == before, "the labels are gone"
        for other in ("escape", "1", "down"):
            key = shown_rows.key
            await shown.press("apostrophe", other)
            assert not shown_rows.jumping
            assert shown_rows.key == key, "any other key takes the labels away, and does no more"


async def test_beyond_the_alphabet_two_letters_are_typed() -> None:
    shown_rows = RowList(rows(40))
    async with showing(shown_rows, size=(40, 30)) as shown:
        shown_rows.focus()
        await shown.press("apostrophe", "j")
        assert shown.lines[26].startswith("fow 26"), "one letter is left to type"
        assert shown.lines[0].startswith("row 0"), "what cannot be meant any more has no label"
        await shown.press("f")
        assert shown_rows.key == "26"


async def test_without_a_cursor_it_scrolls_there() -> None:
    shown_rows = RowList(rows(30), cursor=False)
    async with showing(shown_rows, size=(40, 6)) as shown:
        shown_rows.focus()
        await shown.press("apostrophe", "k")
        assert shown.lines[0].startswith("row 3")
