"""The line that names the parts of a screen, the one in sight marked, and a word on the right."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from screens.widgets.columns import MUTED


class PartLine(Widget):
    """Names of parts beside each other; where they do not fit, only the one in sight."""

    DEFAULT_CSS = """
    PartLine { height: 2; padding: 1 1 0 1; }
    """

    def __init__(self, parts: tuple[str, ...], at: int = 0, beside: str = "") -> None:
        super().__init__()
        self._parts, self._at, self._beside = parts, at, beside
        self._urgent = False

    def show(
        self,
        at: int,
        beside: str = "",
        parts: tuple[str, ...] | None = None,
        *,
        urgent: bool = False,
    ) -> None:
        """Mark another part, and write another word beside.

        Args:
            at: Which part is in sight.
            beside: The word on the right.
            parts: Other names; None leaves them.
            urgent: The word stands out, and where there is little room the names of the other
                parts give way to it.
        """
        self._at, self._beside, self._urgent = at, beside, urgent
        self._parts = parts or self._parts
        self.refresh()

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Take the whole line."""
        return container.width

    def render(self) -> Content:
        """Write the names, and the word as far as it fits."""
        width = self.size.width
        names = [self._written(place) for place in range(len(self._parts))]
        line, beside = Content("   ").join(names), Content(self._beside)
        needed = beside.cell_length + 2 if self._urgent else 0
        if line.cell_length + needed > width:
            of = f"  {self._at + 1} of {len(names)}" if len(names) > 1 else ""
            line = (names[self._at] + Content(of)).truncate(width, ellipsis=True)
        room = width - line.cell_length - beside.cell_length
        if room < 2:
            return line
        style = "bold $text-warning" if self._urgent else MUTED
        return line.pad_right(room) + beside.stylize(style)

    def _written(self, place: int) -> Content:
        if place == self._at:
            return Content.assemble((self._parts[place], "bold $accent underline"))
        return Content.assemble((self._parts[place], MUTED))
