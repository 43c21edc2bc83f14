"""The clock of the phase: time left, big, and when it ends.

A widget that shows values; what they are is worked out in `clock_facts`.
"""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from data.record.phase_clock import ClockState
from screens.widgets.clock_facts import ClockFacts
from screens.widgets.fitting import NARROW, asked_beside, asked_in, fitted, pair
from screens.widgets.times import big

STATE_STYLES = {
    ClockState.WAITING: "$text-muted",
    ClockState.RUNNING: "bold $text-success",
    ClockState.PAUSED: "bold reverse $accent",
    ClockState.OVERTIME: "bold reverse $warning",
    ClockState.OVER_CEILING: "bold reverse $error",
    ClockState.ENDED: "$text-muted",
}
"""How each state word looks; the word itself always says it too."""

DIGIT_STYLES = {
    ClockState.RUNNING: "bold $foreground",
    ClockState.PAUSED: "$text-muted",
    ClockState.OVERTIME: "bold $text-warning",
    ClockState.OVER_CEILING: "bold $text-error",
}

TINY = 10
"""Lines of a terminal that is too low for the whole screen."""

SLIM = 36
"""Cells of a terminal that is too narrow for the whole screen."""


class PhasePanel(Widget):
    """Shows the clock in three lines, and in two where the terminal is too small."""

    DEFAULT_CSS = """
    PhasePanel { height: 3; padding: 0 1; }
    """

    facts: reactive[ClockFacts | None] = reactive(None)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Take the whole width."""
        return container.width

    def render(self) -> Content:
        """Write digits on the left and facts on the right."""
        facts = self.facts
        if facts is None:
            return Content("")
        if self.screen.size.height < TINY or self.screen.size.width < SLIM:
            return self._tiny(facts)
        digits = big(facts.left)
        width = max(17, len(digits[0]) + 2)
        lines = self._beside(facts, self.size.width - width)
        return Content("\n").join(
            Content.assemble((digit.ljust(width), _digit_style(facts)), line)
            for digit, line in zip(digits, lines, strict=True)
        )

    def _tiny(self, facts: ClockFacts) -> Content:
        """Return the clock alone, and what to do about the terminal."""
        word = (f" {facts.state} ", STATE_STYLES[facts.state])
        clock = Content.assemble((facts.left, _digit_style(facts)), " ", word)
        small = Content("too small: 40x12").stylize("$text-warning")
        return Content("\n").join(
            line.truncate(self.size.width, ellipsis=True) for line in (clock, small)
        )

    def _beside(self, facts: ClockFacts, room: int) -> list[Content]:
        """Return the three lines beside the digits, as wide as `room`."""
        word = Content.assemble((f" {facts.state} ", STATE_STYLES[facts.state]))
        ends = _ends(facts, room)
        if room < 44:
            # In one column with the lines below, also where the word has no ground of its own.
            start = word if "reverse" in STATE_STYLES[facts.state] else word[1:]
            head = Content.assemble(start, " ", facts.phase)
            last = _banner(facts, "", room) if facts.banner else self._asked(facts, room)
            return [line.truncate(room, ellipsis=True) for line in (head, ends, last)]
        # The title gives way, never the state word.
        title = Content(facts.phase).stylize("bold")
        others = word.cell_length + cell_len(facts.beside) + 4
        title = title.truncate(max(8, room - others), ellipsis=True)
        head = Content.assemble(title, "  ", word)
        discretion = Content(facts.discretion).stylize("$text-muted")
        below = pair(discretion, Content(facts.asked), room)
        return [
            pair(head, Content(facts.beside), room),
            pair(ends, Content(""), room),
            _banner(facts, facts.asked, room) if facts.banner else below,
        ]

    def _asked(self, facts: ClockFacts, room: int) -> Content:
        """Return the questions, and the pace where it has no place beside the codes."""
        pace = facts.pace
        if not pace.whole or self.screen.size.width >= NARROW:
            return Content(asked_in(facts.asked, room))
        asked, said = asked_beside(facts.asked, (pace.short, pace.least), room)
        style = "bold $text-warning" if pace.behind else "$text-muted"
        between = " " * (room - cell_len(asked + said))
        return Content.assemble(asked, between, (said, style))


def _digit_style(facts: ClockFacts) -> str:
    if facts.state is ClockState.RUNNING and facts.soon:
        return "bold $text-warning"
    return DIGIT_STYLES.get(facts.state, "$text-muted")


def _banner(facts: ClockFacts, beside: str, room: int) -> Content:
    """Return the whole line as one band: seen from the corner of the eye, and it stands still."""
    line = pair(Content(f" {facts.banner}"), Content(f"{beside} " if beside else ""), room)
    return line.stylize("bold reverse $warning")


def _ends(facts: ClockFacts, room: int) -> Content:
    """Return when the phase and the discretion end, as long as fits into `room` cells.

    In the last minutes and after them the end of the discretion is the moment that binds.
    """
    if not facts.ceiling:
        return Content(fitted(facts.ends, room))
    ends, ceiling = facts.ends, facts.ceiling
    late = facts.state in (ClockState.OVERTIME, ClockState.OVER_CEILING)
    if not late and not facts.soon:
        ways = (f"ends {ends}   discretion ends {ceiling}", f"ends {ends} / {ceiling}")
        return Content(next((way for way in ways if len(way) <= room), f"{ends} / {ceiling}"))
    over = facts.state is ClockState.OVER_CEILING
    stop = f"{'had to' if over else 'must'} stop {ceiling}"
    stop = stop if len(stop) <= room else f"stop {ceiling}"
    start = f"{'ended' if late else 'ends'} {ends}   "
    bound = (stop, "bold reverse $error" if over else "bold reverse $warning")
    return Content.assemble(start if len(start) + len(stop) <= room else "", bound)
