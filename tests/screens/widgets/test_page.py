from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from screens.widgets.page import (
    BESIDE,
    COLUMN,
    GUTTER,
    Paragraph,
    set_page,
    set_paragraphs,
    stored,
)

words = st.lists(st.text("abcK1[]/é漢", min_size=1, max_size=9), min_size=1, max_size=30)
paragraphs = st.builds(
    lambda text, label, margin, indent: Paragraph(
        Content(" ".join(text)), Content(label), margin, indent
    ),
    words,
    st.text("P0123456789 ", max_size=12).map(str.strip),
    st.sampled_from((6, 9)),
    st.integers(0, 4),
)


@given(st.lists(paragraphs, min_size=1, max_size=5), st.integers(24, 120))
def test_no_line_is_wider_than_the_page_and_no_word_is_lost(
    given_paragraphs: list[Paragraph], width: int
) -> None:
    page = set_paragraphs(given_paragraphs, width)
    assert all(line.cell_length <= width for line in page.split("\n", allow_blank=True))
    shown = "".join(page.plain.split())
    for paragraph in given_paragraphs:
        assert "".join(paragraph.text.plain.split()) in shown
        assert "".join(paragraph.label.plain.split()) in shown


def test_the_text_hangs_beside_its_label() -> None:
    page = set_paragraphs([Paragraph(Content("one two three four five"), Content("P4"), 4)], 24)
    assert page.plain.split("\n") == ["P4  one two three four", "    five"]


def test_a_label_too_long_for_its_margin_stands_on_a_line_of_its_own() -> None:
    page = set_paragraphs([Paragraph(Content("text"), Content("1:23:45"), 4)], 40)
    assert page.plain.split("\n") == ["1:23:45", "    text"]


def test_stored_text_is_never_markup() -> None:
    assert stored("[K1] Ada [/x]\nline\x1b[2J", "bold").plain == "[K1] Ada [/x]\nline\u241b[2J"


def test_two_columns_stand_side_by_side_where_both_have_room() -> None:
    page = [
        Paragraph(Content("what is demanded")),
        Paragraph(Content("more of it")),
        BESIDE,
        Paragraph(Content("what was heard")),
    ]
    wide = set_page(page, 2 * COLUMN + GUTTER).plain.split("\n")
    assert wide == ["what is demanded".ljust(COLUMN + GUTTER) + "what was heard", "more of it"]
    narrow = set_page(page, 2 * COLUMN).plain.split("\n")
    assert narrow == ["what is demanded", "more of it", "", "what was heard"]
