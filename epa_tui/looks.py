"""What all screens look like together: themes, frames, the scroll bar, and terminals with less.

`docs/looks.md` tells the language. A terminal without colours, without UTF-8 or with
its own sixteen colours is served here, at the last door before it, so that no screen has to know.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.color import Color as RichColor
from rich.segment import Segment, Segments
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter, Monochrome, NoColor
from textual.scrollbar import ScrollBar, ScrollBarRender

from epa_tui.covered import CoveredApp
from epa_tui.glyphs import in_ascii
from epa_tui.themes import THEMES

FRAME = """
SearchIcon { display: none; }
ToastRack { align: center bottom; margin-bottom: 3; }
Toast { width: auto; max-width: 90%; }
CommandPalette > Vertical { margin-top: 1; max-width: 100; background: $surface; }
CommandPalette #--input, CommandPalette #--input.--list-visible {
    border: none; border-bottom: solid $accent; background: $surface; height: 2;
}
CommandPalette #--input Label { margin-top: 0; }
CommandPalette CommandInput, CommandPalette CommandInput:focus { border: none; padding: 0 2; }
CommandPalette CommandList, CommandPalette CommandList.--visible { border: none; }
CommandPalette LoadingIndicator { display: none; }
RowList:nocolor > .row-list--cursor, RowList:ansi > .row-list--cursor
    { background: transparent; text-style: underline; }
RowList:nocolor:focus > .row-list--cursor, RowList:ansi:focus > .row-list--cursor
    { background: transparent; text-style: reverse; }
OptionList:nocolor > .option-list--option-highlighted { text-style: reverse; }
TopLine:nocolor, TopLine:ansi, Heading:nocolor, Heading:ansi { text-style: underline; }
"""
"""Styles of what Textual brings along, and of everything where there are no colours."""


_PLAIN = RichColor.default()


class Thumb(ScrollBarRender):
    """A scroll bar of two glyphs that every terminal has, with or without colours."""

    @classmethod
    def render_bar(
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,
        back_color: RichColor = _PLAIN,
        bar_color: RichColor = _PLAIN,
    ) -> Segments:
        """Draw the bar: a line, and a block for what is seen."""
        begin, end = _thumb(size, virtual_size, window_size, position)
        line, block = ("│", "█") if vertical else ("─", "█")
        thin = Style.from_color(bar_color, back_color)
        width = thickness if vertical else 1
        cells = []
        for place in range(size):
            seen = begin <= place < end
            up = "scroll_up" if place < begin else "scroll_down"
            meta = {"@mouse.down": "grab"} if seen else {"@mouse.up": up}
            text = (block if seen else line) * width
            cells.append(Segment(text, thin + Style.from_meta(meta)))
        return Segments(cells, new_lines=vertical)


def _thumb(size: int, whole: float, seen: float, position: float) -> tuple[int, int]:
    """Return where the block of a scroll bar begins and ends, in cells."""
    if not size or whole <= seen:
        return 0, 0
    length = max(1, round(size * seen / whole))
    begin = round((size - length) * position / (whole - seen))
    return begin, begin + length


class Ascii(LineFilter):
    """Draw every glyph with a character of ASCII, cell for cell."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Write what the terminal has in place of what it has not."""
        if all(segment.control or segment.text.isascii() for segment in segments):
            return segments
        return [
            segment
            if segment.control
            else Segment(in_ascii(segment.text), segment.style, segment.control)
            for segment in segments
        ]


class Dressed(CoveredApp):
    """An application in the looks of this house."""

    CSS = FRAME

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._ascii = Ascii(enabled=False)
        ScrollBar.renderer = Thumb
        for theme in THEMES:
            self.register_theme(theme)

    def dress(self, theme: str, *, ascii_only: bool) -> None:
        """Take on a theme, and the characters of the terminal.

        Args:
            theme: The name of one of ours.
            ascii_only: True for a terminal that has no others.
        """
        self.theme = theme
        self._ascii.enabled = ascii_only

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Leave no grey where no colour is wanted, and no glyph that the terminal has not."""
        # Textual turns colours to greys: who sets NO_COLOR wants the terminal's own two.
        filters = [one for one in super().get_line_filters() if not isinstance(one, Monochrome)]
        if self.no_color:
            filters.append(NoColor())
        return [*filters, self._ascii] if self._ascii.enabled else filters
