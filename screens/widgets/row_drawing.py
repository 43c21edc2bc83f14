"""How one row of a list becomes strips: wrapped or cut, with its later lines set in.

The inner half of `row_list`, which decides what is drawn where.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions
from textual.widget import Widget

NARROWEST = 16
"""Cells that must be left beside what later lines are set in by; with fewer they begin at 0."""


@dataclass(frozen=True)
class Row:
    """One row: a key and what is written on it."""

    key: str
    content: Content
    heading: bool = False
    """A heading cannot be chosen."""
    indent: int = 0
    """Cells by which the second line and the later ones are set in, where the row is wrapped; as
    many characters at its start must be one cell wide."""


@dataclass(frozen=True)
class Drawing:
    """How rows are drawn."""

    width: int
    """Cells of a line."""
    wrap: bool
    get_style: Callable[[str | Style], Style]

    def height(self, row: Row) -> int:
        """Return how many lines a row takes."""
        if not self.wrap:
            return 1
        indent = self._indent(row)
        return max(1, row.content[indent:].get_height({}, max(1, self.width - indent)))

    def lines(self, row: Row, content: Content, lines: int, style: Style) -> list[Strip]:
        """Return the lines of a row, each as wide as the list.

        Args:
            row: The row.
            content: What is written: that of the row, or the same in other colours.
            lines: How many there shall be.
            style: What lies below.
        """
        width, indent = max(1, self.width), self._indent(row)
        if not self.wrap:
            content = content.truncate(width, ellipsis=True)
        strips = self._strips(content[indent:], width - indent, lines, style)
        if indent:
            before = self._strips(content[:indent], indent, 1, style)[0]
            blank = Strip.blank(indent, style.rich_style)
            starts = [before.extend_cell_length(indent, style.rich_style)]
            starts += [blank] * (len(strips) - 1)
            strips = [Strip.join(pair) for pair in zip(starts, strips, strict=True)]
        strips += [Strip.blank(width, style.rich_style)] * (lines - len(strips))
        return [
            strip.extend_cell_length(width, style.rich_style).crop(0, width) for strip in strips
        ]

    def _indent(self, row: Row) -> int:
        """Return by how much the later lines of a row are set in; 0 where it has only one."""
        fits = row.content.cell_length <= self.width
        narrow = self.width - row.indent < NARROWEST
        return 0 if fits or narrow or not self.wrap else row.indent

    def _strips(self, content: Content, width: int, lines: int, style: Style) -> list[Strip]:
        options = RenderOptions(self.get_style, RulesMap())
        return content.render_strips(max(1, width), lines, style, options)


def component_style(widget: Widget, name: str) -> Style:
    """Return the style of a part of a widget, reversed where it says so: Textual leaves that out.

    Args:
        widget: Has the part.
        name: Its component class.
    """
    style = widget.get_visual_style(name)
    reverse = widget.get_component_styles(name).text_style.reverse
    return style + Style(reverse=True) if reverse else style


def choosable(rows: Sequence[Row], place: int, step: int, before: int) -> int:
    """Return the place of the next row that is no heading.

    Args:
        rows: All rows.
        place: Where to begin.
        step: In which direction: positive is down.
        before: What to return where there is none; 0 where that is no place either.
    """
    found = place
    while 0 <= found < len(rows) and rows[found].heading:
        found += 1 if step > 0 else -1
    if 0 <= found < len(rows):
        return found
    return before if 0 <= before < len(rows) else 0
