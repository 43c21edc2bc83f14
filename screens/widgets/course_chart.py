"""Coverage over time as a small chart: what was heard, the questions, pauses and overtime.

Lines of text from a `Course`; every one of them begins with a word for what it shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from data.rules.course import Course, Leg
from screens.widgets.columns import MUTED
from screens.widgets.times import span

LABEL = 18
"""Cells of the words on the left."""

_GREEN = "$text-success"
"""The style of what was heard."""

LOW, HIGH = 3, 7
"""Lines of the area in a low and in a high terminal."""

HIGH_FROM = 36
"""Lines of a terminal in which the area may be high."""

APART = 14
"""Cells between two times on the line of a phase at the least."""

_STEPS_MS = tuple(minutes * 60_000 for minutes in (5, 10, 15, 20, 30, 60))
"""How far apart times may stand, in milliseconds."""


def chart(course: Course, width: int, height: int) -> list[Content]:
    """Return the lines of the chart.

    Args:
        course: The sitting.
        width: Cells of a line.
        height: Lines of the area; four lines more stand below it, five with pauses.
    """
    room = max(10, width - LABEL)
    scale = _Scale(course, room)
    lines = list(_area(scale, height))
    lines += _counts(scale)
    lines.append(_labelled("questions", Content(_ticks(scale, course.questions))))
    if course.rests:
        marks = Content(_ticks(scale, [rest.at_ms for rest in course.rests], "p"))
        lines.append(_labelled(_rested(course), marks, "$text-warning"))
    lines.append(_labelled("", _axis(scale)))
    return lines


class _Scale:
    """Where a moment of the sitting stands on a line of the chart."""

    def __init__(self, course: Course, cells: int) -> None:
        self.course, self.cells = course, cells
        self.gone = max(
            (leg.gone_ms for leg in course.legs if leg.elapsed_ms is not None), default=0
        )

    def cell(self, at_ms: int) -> int:
        """Return the cell of a moment."""
        whole = max(1, self.course.whole_ms)
        return min(self.cells - 1, at_ms * self.cells // whole)

    def until(self, cell: int) -> int:
        """Return the last moment of a cell."""
        return (cell + 1) * self.course.whole_ms // self.cells - 1

    @property
    def shown(self) -> int:
        """How many cells lie before the present."""
        return self.cell(self.gone) + 1 if self.course.begun else 0


def _area(scale: _Scale, height: int) -> Iterator[Content]:
    """Yield the lines of the lowest grade: heard as a light area, sufficient as a solid one."""
    grade, total = scale.course.grades[0]
    last = scale.course.points[-1]
    labels = [
        _key("", f"{grade} {last.heard[0]}/{total}", "bold"),
        _key("▒", f" only heard {last.heard[0] - last.sufficient[0]}"),
        _key("█", f" sufficient {last.sufficient[0]}"),
    ]
    points = [scale.course.at(scale.until(cell)) for cell in range(scale.shown)]
    for line in reversed(range(height)):
        cells = [
            _cell(point.heard[0], point.sufficient[0], total, height, line) for point in points
        ]
        place = height - 1 - line
        label = labels[place] if place < len(labels) else Content("")
        yield _beside(label, Content("".join(cells)).stylize(_GREEN))


def _key(sign: str, words: str, style: str = MUTED) -> Content:
    """Return a word with the sign that it explains, in the colour of the area."""
    return Content.assemble((sign, _GREEN), (words, style))


def _cell(heard: int, sufficient: int, total: int, height: int, line: int) -> str:
    """Return one cell of the area; whatever was heard at all is seen."""
    halves = -(-heard * 2 * height // total) - 2 * line
    if halves <= 0:
        return " "
    if halves == 1:
        return "▄"
    return "█" if -(-sufficient * height // total) > line else "▒"


def _counts(scale: _Scale) -> Iterator[Content]:
    """Yield a line for each higher grade: the count, where it changed."""
    for place, (grade, total) in enumerate(scale.course.grades[1:], start=1):
        cells, before = ["·"] * scale.shown, 0
        for point in scale.course.points:
            if point.heard[place] != before:
                before = point.heard[place]
                cells[scale.cell(point.at_ms)] = str(before)[-1]
        yield _labelled(f"{grade} {before}/{total}", Content("".join(cells)), "$text-accent")


def _ticks(scale: _Scale, moments: Sequence[int], sign: str = "|") -> str:
    """Return a mark for each moment, and a number where several share a cell."""
    counted = Counter(scale.cell(at) for at in moments)
    return "".join(
        " " if not number else sign if number == 1 else str(min(number, 9))
        for number in (counted.get(cell, 0) for cell in range(scale.cells))
    ).rstrip()


def _rested(course: Course) -> str:
    """Return for how long the clock stood in all."""
    return f"paused {span(sum(rest.length_ms for rest in course.rests))}"


def _axis(scale: _Scale) -> Content:
    """Return the phases with their times; what ran over the allotted time is a double line."""
    parts = []
    for leg in scale.course.legs:
        begin, end = scale.cell(leg.begins_ms), scale.cell(leg.ends_ms)
        last = leg is scale.course.legs[-1]  # the end of the way lies in its last cell
        parts.append(_phase(leg, end - begin + last))
    return Content("").join(parts)


def _phase(leg: Leg, cells: int) -> Content:
    over = max(0, (leg.elapsed_ms or 0) - leg.allotted_ms)
    double = -(-over * cells // leg.length_ms) if over else 0
    title, told = (
        f"├ {leg.title} ",
        f" overtime {span(over)} " if over else f" {span(leg.length_ms)}",
    )
    line = cells - len(title) - double
    if line >= len(told):
        between = _marked(leg, cells, len(title), line - len(told))
        return Content(title + between + told + "═" * double)
    if line >= 0:
        return Content(title + "─" * line + "═" * double)
    return Content(title).truncate(cells, ellipsis=True, pad=True)


def _marked(leg: Leg, cells: int, begins: int, length: int) -> str:
    """Return a piece of a phase's line with the times that it has room for.

    Args:
        leg: The phase.
        cells: As wide as the whole of it is drawn.
        begins: At which cell the piece begins.
        length: Cells of the piece.
    """
    step = next((each for each in _STEPS_MS if each * cells >= APART * leg.length_ms), 0)
    drawn = ""
    for at_ms in range(step, leg.length_ms, step) if step else ():
        bare = at_ms * cells // leg.length_ms - begins - len(drawn)
        mark = f"┼ {span(at_ms)} "
        if bare > 0 and len(drawn) + bare + len(mark) < length:
            drawn += "─" * bare + mark
    return drawn + "─" * (length - len(drawn))


def _labelled(label: str, line: Content, style: str = "") -> Content:
    """Return a line with quiet words on its left."""
    return _beside(Content(label).stylize(MUTED), line.stylize(style) if style else line)


def _beside(label: Content, line: Content) -> Content:
    """Return a line behind a label that is cut or filled up."""
    return label.truncate(LABEL - 1, ellipsis=True, pad=True) + " " + line


class CourseChart(Widget):
    """Shows how a sitting went; nothing before its first clock has run."""

    DEFAULT_CSS = """
    CourseChart { height: auto; padding: 0 1; }
    """

    course: reactive[Course | None] = reactive(None, layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Take the whole width."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Take what the chart needs."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Draw the chart."""
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        if self.course is None or not self.course.begun or not self.course.grades:
            return []
        high = self.screen.size.height >= HIGH_FROM
        return chart(self.course, width, HIGH if high else LOW)
