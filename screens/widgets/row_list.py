"""A list of rows, drawn line by line: only what is seen is rendered, whatever its length.

Home, checklist, judgements and timeline are made of it. A row that changes repaints its own lines
and nothing else.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from operator import is_
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from screens.actions import LIST, bindings
from screens.widgets.jump_labels import Jumping
from screens.widgets.row_drawing import Drawing, choosable, component_style
from screens.widgets.row_drawing import Row as Row


class RowList(Jumping, can_focus=True):
    """Rows with a cursor.

    Args:
        wrap: Wrap long rows onto more lines; otherwise cut them with an ellipsis.
        cursor: Show a cursor that the arrow keys move; without it they scroll.
        empty: What to say where there are no rows.
        name: The id that styles and queries use.
    """

    DEFAULT_CSS = """
    RowList {
        height: 1fr; scrollbar-size-vertical: 1; scrollbar-gutter: stable; overflow-x: hidden;
    }
    RowList > .row-list--cursor { background: $primary 30%; }
    RowList:focus > .row-list--cursor { background: $primary; color: $text; }
    RowList > .row-list--heading { color: $text-muted; text-style: bold; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--cursor", "row-list--heading"}
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(LIST)]

    at: reactive[int] = reactive(0, repaint=False)
    """Index of the row at the cursor."""

    @dataclass
    class Moved(Message):
        """The cursor came to another row."""

        row_list: RowList
        key: str

        @property
        def control(self) -> RowList:
            """The list, so that `@on` can select by id."""
            return self.row_list

    @dataclass
    class NearEnd(Message):
        """The cursor is close to the last row: more may be read."""

        row_list: RowList

        @property
        def control(self) -> RowList:
            """The list, so that `@on` can select by id."""
            return self.row_list

    def __init__(
        self,
        rows: Sequence[Row] = (),
        *,
        wrap: bool = False,
        cursor: bool = True,
        empty: str = "",
        name: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=name, classes=classes)
        self._rows = list(rows)
        self._wrap = wrap
        self._shows_cursor = cursor
        self._empty = empty
        self._starts: list[int] = [0]
        self._drawn: dict[tuple[int, bool], list[Strip]] = {}
        self.set_reactive(RowList.at, self._choosable(0, 1))

    @property
    def rows(self) -> Sequence[Row]:
        """The rows as they are now."""
        return self._rows

    @property
    def key(self) -> str | None:
        """Key of the row at the cursor; None where there is none."""
        row = self._rows[self.at] if 0 <= self.at < len(self._rows) else None
        return row.key if row and not row.heading else None

    def show(self, rows: Sequence[Row], *, keep: bool = True) -> None:
        """Show other rows.

        Args:
            rows: The rows, from the top.
            keep: Keep the cursor on the row with the same key, where it is still there.
        """
        key = self.key if keep else None
        self._rows = list(rows)
        places = {row.key: place for place, row in enumerate(rows)}
        place = places.get(key, min(self.at, len(rows) - 1) if keep else 0) if key else 0
        self._measure()
        self.set_reactive(RowList.at, self._choosable(max(0, place), 1))
        self._reveal()
        self.refresh()

    def extend(self, rows: Sequence[Row]) -> None:
        """Add rows at the end."""
        self._rows.extend(rows)
        for place in range(len(self._rows) - len(rows), len(self._rows)):
            self._starts.append(self._starts[-1] + self._drawing.height(self._rows[place]))
        self.virtual_size = Size(self.scrollable_content_region.width, self._starts[-1])
        self.refresh()

    def update_rows(self, rows: Sequence[Row]) -> bool:
        """Show rows of which most are shown already; rows that stay must be the same objects.

        Returns:
            True when something changed.
        """
        same = len(self._rows) <= len(rows) and all(map(is_, self._rows, rows))
        if same and len(rows) == len(self._rows):
            return False
        if same and self._measured:
            self.extend(rows[len(self._rows) :])
        else:
            self.show(rows)
        return True

    def replace(self, key: str, content: Content) -> None:
        """Write something else on the row `key`, and repaint only that row."""
        place = self._place(key)
        if place is None:
            return
        self._rows[place] = replace(self._rows[place], content=content)
        before = self._starts[place + 1] - self._starts[place] if self._measured else 1
        self._drawn.pop((place, False), None)
        self._drawn.pop((place, True), None)
        if self._drawing.height(self._rows[place]) != before:
            self._measure()
            self.refresh()
        else:
            self._repaint(place)

    def move_to(self, key: str) -> None:
        """Put the cursor on the row `key`."""
        place = self._place(key)
        if place is not None:
            self.at = place

    def _place(self, key: str) -> int | None:
        return next((place for place, row in enumerate(self._rows) if row.key == key), None)

    def show_end(self) -> None:
        """Scroll to the last row."""
        self.scroll_to(y=max(0, self.virtual_size.height - self.size.height), animate=False)

    def action_move(self, step: int) -> None:
        """Move the cursor by one row, over headings."""
        if not self._shows_cursor:
            self.scroll_relative(y=step, animate=False)
            return
        self.at = self._choosable(self.at + step, step)

    def action_page(self, direction: int) -> None:
        """Move the cursor by one screenful."""
        step = direction * max(1, self.size.height - 1)
        if not self._shows_cursor:
            self.scroll_relative(y=step, animate=False)
            return
        self.at = self._choosable(min(max(0, self.at + step), len(self._rows) - 1), direction)

    def action_first(self) -> None:
        """Move the cursor to the first row."""
        self.at = self._choosable(0, 1)
        self.scroll_home(animate=False)

    def action_last(self) -> None:
        """Move the cursor to the last row."""
        self.at = self._choosable(len(self._rows) - 1, -1)
        if not self._shows_cursor:
            self.show_end()

    def watch_at(self, before: int, after: int) -> None:
        """Repaint the two rows, keep the cursor in sight and tell the screen."""
        self._repaint(before)
        self._repaint(after)
        self._reveal()
        if self.key is not None:
            self.post_message(self.Moved(self, self.key))
        if after >= len(self._rows) - 20:
            self.post_message(self.NearEnd(self))

    def on_resize(self) -> None:
        """Break the rows anew for another width."""
        self._measure()
        self._reveal()

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        super().notify_style_update()
        self._drawn.clear()

    def draw_line(self, y: int) -> Strip:
        """Draw one line of what is in sight."""
        width = self.scrollable_content_region.width
        if not self._rows:
            return self._blank(self._empty if y == 0 else "", width)
        line = y + self.scroll_offset.y
        if line >= self._starts[-1]:
            return self._blank("", width)
        place = bisect_right(self._starts, line) - 1
        return self._strips(place)[line - self._starts[place]]

    @property
    def _measured(self) -> bool:
        return len(self._starts) == len(self._rows) + 1

    def _blank(self, text: str, width: int) -> Strip:
        content = Content(text or " ").stylize("$foreground-muted")
        return Drawing(width, False, self._get_style).lines(
            Row("", content), content, 1, self.visual_style
        )[0]

    def _measure(self) -> None:
        """Work out on which line each row begins."""
        self._drawn.clear()
        self._starts = [0, *accumulate(map(self._drawing.height, self._rows))]
        self.virtual_size = Size(self.scrollable_content_region.width, self._starts[-1])
        self._scroll_update(self.virtual_size)  # Textual does not where the size stays the same

    @property
    def _drawing(self) -> Drawing:
        return Drawing(self.scrollable_content_region.width, self._wrap, self._get_style)

    def _strips(self, place: int) -> list[Strip]:
        """Return the lines of one row, drawn once."""
        chosen = self._shows_cursor and place == self.at
        strips = self._drawn.get((place, chosen))
        if strips is None:
            strips = self._draw(place, chosen)
            self._drawn[place, chosen] = strips
        return strips

    def _draw(self, place: int, chosen: bool) -> list[Strip]:
        row = self._rows[place]
        style, content = self.visual_style, row.content
        if row.heading:
            style += self.get_visual_style("row-list--heading")
        elif chosen:
            style += component_style(self, "row-list--cursor")
            if self.has_focus:
                # Colours made for the plain background may not be legible on the cursor's.
                content = Content(content.plain)
        height = self._starts[place + 1] - self._starts[place]
        return self._drawing.lines(row, content, height, style)

    def _repaint(self, place: int) -> None:
        """Repaint the lines of one row, where they are in sight."""
        if not self._measured or not 0 <= place < len(self._rows):
            return
        top = self._starts[place] - self.scroll_offset.y
        height = self._starts[place + 1] - self._starts[place]
        width = self.scrollable_content_region.width
        if top + height > 0 and top < self.size.height:
            self.refresh(Region(0, max(0, top), width, height))

    def _reveal(self) -> None:
        """Scroll so that the row at the cursor is in sight, with no room left empty for nothing."""
        if not self._shows_cursor or not self._measured or not self._rows:
            return
        top, bottom = self._starts[self.at], self._starts[self.at + 1]
        first, height = self.scroll_offset.y, max(1, self.scrollable_content_region.height)
        if top < first or (self.at <= 1 and bottom <= height):
            self.scroll_to(y=0 if self.at <= 1 else top, animate=False)
        elif bottom > first + height:
            # Of a row that is higher than the list the beginning is shown, never its end alone.
            self.scroll_to(y=min(top, bottom - height), animate=False)
        elif first > (least := max(0, self._starts[-1] - height)):
            self.scroll_to(y=least, animate=False)

    def _choosable(self, place: int, step: int) -> int:
        """Return the next row from `place` on that is no heading; the one at the cursor else."""
        return choosable(self._rows, place, step, getattr(self, "at", 0))
