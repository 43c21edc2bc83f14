"""The top line of the live screen: who is assessed in what, and whether everything is saved."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

ROOMY = 60
"""Cells from which on the line has room for whole sentences."""

LONG, CUT = 20, 8
"""A fact of so many cells is cut where only the second number of cells is left; no shorter one."""


@dataclass(frozen=True)
class Lamp:
    """What the right end of the line says."""

    saved: str = "saved"
    """`saved`, `saving` or the sentence of what is wrong."""
    failed: bool = False
    problem: str = ""
    """What is wrong and what to do, while something is not saved."""
    trouble: str = ""
    """What is wrong and what to do although everything is saved: a full disk, a damaged page."""
    recording: str = ""
    """Counter of the recording, where it was set."""
    waiting: int = 0
    """Results that have not left yet."""
    recording_off: bool = False
    """True where the recording was said to have stopped."""


class TopLine(Widget):
    """Shows facts about the sitting on the left and the state of the record on the right."""

    DEFAULT_CSS = """
    TopLine { dock: top; height: 1; background: $panel; color: $foreground; padding: 0 1; }
    TopLine.-elsewhere { background: $warning; color: $background; }
    TopLine.-failed { background: $error; color: $background; }
    """

    facts: reactive[tuple[str, ...]] = reactive(())
    """The name first; what does not fit is left out from the end."""
    lamp: reactive[Lamp] = reactive(Lamp())
    keys_here: reactive[bool] = reactive(True)
    """False while another window has the keyboard."""

    def watch_keys_here(self, here: bool) -> None:
        """Say in colour and words that keys go elsewhere."""
        self.set_class(not here, "-elsewhere")

    def watch_lamp(self, lamp: Lamp) -> None:
        """Show loudly that something is not saved."""
        self.set_class(lamp.failed, "-failed")

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Take the whole line."""
        return container.width

    def render(self) -> Content:
        """Write as many facts as the line holds beside the lamp; in trouble, what to do."""
        right = self._right()
        room = self.size.width - right.cell_length - 2
        written = Content(self.facts[0] if self.facts else "").stylize("bold")
        written = written.truncate(max(4, room), ellipsis=True)
        wrong = self.lamp.problem if self.lamp.failed else self.lamp.trouble
        for fact in (wrong,) if wrong else self.facts[1:]:
            cells, free = cell_len(fact), room - written.cell_length - 2
            # A long fact is words, and may be cut: that tells of more. A short one has figures.
            if cells > free and not wrong and (cells < LONG or free < CUT):
                break
            written = Content.assemble(written, "  ", fact)
        written = written.truncate(max(4, room), ellipsis=True)
        gap = max(1, self.size.width - written.cell_length - right.cell_length)
        return Content.assemble(written, " " * gap, right)

    def _elsewhere(self) -> str:
        """Return that keys go elsewhere, as long as the line can hold it beside a name."""
        return "KEYS GO TO ANOTHER WINDOW" if self.size.width >= ROOMY else "KEYS ELSEWHERE"

    def _right(self) -> Content:
        lamp = self.lamp
        elsewhere = "" if self.keys_here else self._elsewhere()
        if lamp.failed:
            unsaved = (" NOT SAVED ", "bold reverse")
            return Content.assemble(unsaved, "  " if elsewhere else "", elsewhere)
        if elsewhere:
            return Content(elsewhere).stylize("bold")
        recording = _recording(lamp)
        # Who sits there matters more than what has not left: a narrow line has no room for both.
        counted = lamp.waiting and self.size.width >= ROOMY
        waiting = (f"{lamp.waiting} to send   ", "$text-muted") if counted else ""
        style = "$text-success" if lamp.saved == "saved" else "$text-warning"
        glyph = "●" if lamp.saved == "saved" else "○"
        if lamp.trouble:
            style, glyph = "bold $text-warning", "!"
        return Content.assemble(waiting, *recording, (f"{glyph} {lamp.saved}", style))


def _recording(lamp: Lamp) -> tuple[tuple[str, str], ...]:
    """Return the counter of the recording, quietly, or loudly that none runs."""
    if lamp.recording_off:
        return (" REC OFF ", "bold reverse $text-warning"), ("   ", "")
    return ((f"rec {lamp.recording}   ", "$text-muted"),) if lamp.recording else ()
