"""A row is drawn on as many lines as it was measured for, each as wide as the list."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content
from textual.style import Style

from screens.widgets.row_drawing import Drawing, Row

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=120)


def drawing(width: int, wrap: bool) -> Drawing:
    return Drawing(width, wrap, lambda style: style if isinstance(style, Style) else Style())


@given(TEXT, st.integers(1, 100), st.booleans(), st.sampled_from([0, 13]))
def test_every_line_is_as_wide_as_the_list(text: str, width: int, wrap: bool, indent: int) -> None:
    row = Row("a", Content(" " * indent + text), indent=indent)
    made = drawing(width, wrap)
    height = made.height(row)
    strips = made.lines(row, row.content, height, Style())
    assert len(strips) == height
    assert {strip.cell_length for strip in strips} == {width}


@given(st.lists(st.text("abc", min_size=1, max_size=9), max_size=40), st.integers(30, 100))
def test_no_word_is_lost_by_wrapping(words: list[str], width: int) -> None:
    row = Row("a", Content("  1:00  Q1   " + " ".join(words)), indent=13)
    made = drawing(width, wrap=True)
    strips = made.lines(row, row.content, made.height(row), Style())
    drawn = " ".join("".join(segment.text for segment in strip) for strip in strips).split()
    assert drawn == ["1:00", "Q1", *words]
