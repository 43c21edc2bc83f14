"""A page of text with labels in a margin of their own: it scrolls, and breaks anew on a resize.

The pane of a descriptor and the trace are pages. A label hangs before its text, so that codes and
times stand in one column whatever the length of what follows them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from data.record.text import clean
from screens.widgets.columns import MUTED

LONGEST_LINE = 96
"""Cells of a line of text at the most: longer ones are hard to read."""

NOTHING = Content("")
"""No label."""


@dataclass(frozen=True)
class Paragraph:
    """Text, and what stands in the margin before its first line."""

    text: Content
    label: Content = NOTHING
    margin: int = 0
    """Width of the margin in cells; a longer label gets a line of its own."""
    indent: int = 0
    """Cells to the left of the margin."""


BLANK = Paragraph(Content(""))
"""An empty line."""

BESIDE = Paragraph(Content(""))
"""What follows stands beside what is before, where there is room; else an empty line parts them."""

ACROSS = Paragraph(Content(""))
"""An empty line; what follows goes over the whole width again, and may have two columns anew."""

COLUMN, GUTTER = 56, 4
"""Cells of one of two columns at the least, and between them."""


def stored(text: str, style: str = "") -> Content:
    """Return stored text as it was typed, never as markup; its own line feeds are kept."""
    content = Content(clean(text, lines=True))
    return content.stylize(style) if style else content


def heading(text: str, beside: str = "") -> Paragraph:
    """Return the heading of a part of the page."""
    return Paragraph(
        Content.assemble((text, "bold $accent"), (f"  {beside}" if beside else "", MUTED))
    )


def set_page(paragraphs: Sequence[Paragraph], width: int, least: int = COLUMN) -> Content:
    """Break paragraphs into lines, in two columns where there is room for both.

    Args:
        paragraphs: With `BESIDE` among them where a second column may begin, and `ACROSS` where
            both end.
        width: Cells that there are.
        least: Cells that a column must have.
    """
    parts: list[list[Paragraph]] = [[]]
    for paragraph in paragraphs:
        parts[-1].append(paragraph)
        if paragraph is ACROSS:
            parts.append([])
    return Content("\n").join(_set_part(part, width, least) for part in parts if part)


def _set_part(paragraphs: Sequence[Paragraph], width: int, least: int) -> Content:
    place = next((place for place, one in enumerate(paragraphs) if one is BESIDE), 0)
    column = min((width - GUTTER) // 2, LONGEST_LINE)
    if not place or column < least:
        return set_paragraphs(paragraphs, min(width, LONGEST_LINE))
    halves = paragraphs[:place], paragraphs[place + 1 :]
    left, right = ([line for one in half for line in _lines(one, column)] for half in halves)
    nothing = Content("")
    return Content("\n").join(
        one.pad_right(column + GUTTER - one.cell_length) + other if other else one
        for one, other in zip_longest(left, right, fillvalue=nothing)
    )


def set_paragraphs(paragraphs: Sequence[Paragraph], width: int) -> Content:
    """Break paragraphs into lines of at most `width` cells."""
    lines: list[Content] = []
    for paragraph in paragraphs:
        lines += _lines(paragraph, width)
    return Content("\n").join(lines)


def _lines(paragraph: Paragraph, width: int) -> list[Content]:
    # A margin that would leave no room for the text is given up.
    indent, margin = paragraph.indent, paragraph.margin
    if width - indent - margin < 16:
        indent, margin = 0, min(margin, 2)
    label = paragraph.label
    text = paragraph.text.wrap(max(2, width - indent - margin)) or [Content("")]
    if not margin:
        return [line.pad_left(indent) for line in text]
    own_line = [label.pad_left(indent)] if label.cell_length >= margin else []
    first = Content("") if own_line else label
    hung = [first.pad_right(margin - first.cell_length) + text[0]]
    hung += [line.pad_left(margin) for line in text[1:]]
    return [*own_line, *(line.pad_left(indent) for line in hung)]


class Page(VerticalScroll, can_focus=False):
    """Shows paragraphs; the screen scrolls it by a key while a list keeps the cursor.

    Args:
        name: The id that styles and queries use.
        least: Cells that each of two columns must have.
    """

    DEFAULT_CSS = """
    Page { padding: 0 1; scrollbar-size-vertical: 1; }
    Page > Static { width: 100%; height: auto; }
    """

    def __init__(self, *, name: str | None = None, least: int = COLUMN) -> None:
        super().__init__(id=name)
        self._least = least
        self._paragraphs: tuple[Paragraph, ...] = ()
        self._set_for = 0

    def compose(self) -> ComposeResult:
        """Lay out the one text that is broken into lines here."""
        yield Static(Content(""))

    def show(self, paragraphs: Sequence[Paragraph], *, top: bool = True) -> None:
        """Show other paragraphs.

        Args:
            paragraphs: From the top.
            top: Begin at the top again; otherwise stay where the page was scrolled to.
        """
        self._paragraphs = tuple(paragraphs)
        self._set(self._room)
        if top:
            self.scroll_home(animate=False)

    def on_resize(self) -> None:
        """Break the lines anew for another width."""
        if self._room != self._set_for:
            self._set(self._room)

    def turn(self, direction: int) -> None:
        """Scroll by most of a screenful: 1 down, -1 up."""
        self.scroll_relative(y=direction * max(1, self.size.height - 2), animate=False)

    @property
    def _room(self) -> int:
        # One cell is kept for the scroll bar, so that its coming does not break the lines anew.
        return max(2, self.size.width - 1)

    def _set(self, width: int) -> None:
        resized, self._set_for = width != self._set_for, width
        if self.is_mounted and self.size.width:  # before it has a width it would break each word
            text = self.query_one(Static)
            text.update(set_page(self._paragraphs, width, self._least))
            if resized:
                # The layout under way has measured the lines that were there before.
                self.call_after_refresh(text.refresh, layout=True)
