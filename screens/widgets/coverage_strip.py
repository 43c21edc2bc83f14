"""What has not been heard yet, how fast the rest must go, and the next planned question."""

from __future__ import annotations

from dataclasses import dataclass, replace

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from screens.widgets.code_runs import codes_written, runs
from screens.widgets.fitting import NARROW
from screens.widgets.next_line import next_line

TINY = 16
"""Lines of a screen that has no room for what comes next."""

WIDE_ENOUGH = 64
"""Cells from which on the pace stands beside the codes."""


Ways = tuple[Content, ...]
"""The same in as many lengths as it can be said, the longest first."""


@dataclass(frozen=True)
class GradeFacts:
    """The descriptors of one grade."""

    grade: str
    heard: int
    total: int
    open: tuple[str, ...]
    """Codes not heard yet."""
    from_report: tuple[str, ...] = ()
    """Codes that only the written report evidences."""
    digits: tuple[str, ...] = ()
    """By open code: the digit that credits it; empty for none."""


@dataclass(frozen=True)
class StripFacts:
    """What the strip shows."""

    grades: tuple[GradeFacts, ...] = ()
    """The lowest grade first."""
    sufficient: int = 0
    pace: str = ""
    behind: bool = False
    following: str = ""
    """The next planned question, or what was parked."""
    aims: str = ""
    """Open codes that this question reaches."""
    why: tuple[str, str] = ("", "")
    """Why it is proposed, in a few words and in fewer."""
    parked: str = ""
    """How many parked questions wait; empty for none."""
    pace_short: str = ""
    """The pace in fewer words, for a line with less room."""
    pace_rest: str = ""
    """What the fewer words leave out; it stands before the room for questions, where that fits."""
    room: str = ""
    """How many more questions fit; empty where none can be asked."""


class CoverageStrip(Widget):
    """Shows coverage in a line for each grade, and a line for what comes next."""

    DEFAULT_CSS = """
    CoverageStrip { height: auto; padding: 0 1; }
    """

    facts: reactive[StripFacts] = reactive(StripFacts())

    def watch_facts(self, before: StripFacts, after: StripFacts) -> None:
        """Take another height only where another standard has more grades."""
        if len(before.grades) != len(after.grades):
            self.refresh(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Take the whole width."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Take a line for each grade, and one more where the screen is not tiny."""
        return len(self.facts.grades) + (viewport.height > TINY)

    def render(self) -> Content:
        """Write the counts, the open codes and what comes next."""
        room = self.size.width
        lines = self._lines(room)
        if self.size.height > len(lines):
            lines.append(self._following(room))
        return Content("\n").join(lines)

    def _lines(self, room: int) -> list[Content]:
        """Return the lines of the grades: pace and horizon at their right ends, the pace first."""
        waiting = self._waiting()
        written: list[Content] = []
        last = len(self.facts.grades) - 1
        for place, grade in enumerate(self.facts.grades):
            ways = waiting[0] if waiting else ()
            if place == last and len(waiting) > 1:
                ways = _joined(*waiting)
            line, beside = _fitted(grade, ways, room)
            written.append(_pair(line, beside, room) if beside else line)
            if beside:
                waiting.pop(0)
                if self.facts.pace_rest and beside.plain == self.facts.pace_short:
                    rest = Content(self.facts.pace_rest).stylize("$text-muted")
                    waiting = [_joined((rest,), way)[:1] + way for way in waiting]
        return written

    def _waiting(self) -> list[Ways]:
        """Return what is to stand beside the codes: the pace, and what fits or is sufficient."""
        facts = self.facts
        style = "bold $text-warning" if facts.behind else "$text-muted"
        narrow = self.screen.size.width < NARROW  # there it stands beside the questions
        said = () if narrow else (facts.pace, facts.pace_short)
        pace = tuple(Content(way).stylize(style) for way in said if way)
        other = Content(facts.room or f"{facts.sufficient} sufficient").stylize("$text-muted")
        return [ways for ways in (pace, (other,)) if ways]

    def _following(self, room: int) -> Content:
        """Return the next question, and how many were parked."""
        facts = self.facts
        return next_line(facts.following, room, aims=facts.aims, why=facts.why, parked=facts.parked)


def _joined(first: Ways, second: Ways) -> Ways:
    """Return the ways to say two things on one line, and after them those to say the first."""
    between = Content(", ").stylize("$text-muted")
    return (*(between.join([way, second[0]]) for way in first), *first)


def _fitted(grade: GradeFacts, beside: Ways, room: int) -> tuple[Content, Content | None]:
    """Return the line of a grade and what stands beside it, as widely as the room allows.

    Digits that credit come before what is beside them and before the word open, and the codes come
    before the digits.
    """
    wide, plain = room >= WIDE_ENOUGH, replace(grade, digits=())
    gaps = ("  ", " ") if wide else (" ",)
    lines = [_grade(grade, wide, gap) for gap in gaps]
    lines += [_grade(grade, wide, " ", short=True), _grade(grade, wide, " ", True, label="")]
    lines += [_grade(plain, wide, " "), _grade(plain, wide, " ", short=True)]
    for way in beside:
        for line in lines[: len(gaps)]:
            if line.cell_length + 2 + way.cell_length <= room:
                return line, way
    fits = (line for line in lines if line.cell_length <= room)
    return next(fits, lines[-1].truncate(room, ellipsis=True)), None


def _grade(
    grade: GradeFacts, wide: bool, gap: str, short: bool = False, label: str = "open  "
) -> Content:
    """Return how much of a grade was heard, and which codes are open.

    Args:
        grade: The facts.
        wide: Write words beside the figures.
        gap: What stands between two codes.
        short: Write the codes with as few letters as can be read.
        label: What stands before them where there is room for words.
    """
    whole = grade.heard == grade.total
    counts = f"{grade.heard}/{grade.total} {grade.grade}"
    count = Content.assemble(
        ("heard  " if wide else "", "$text-muted"),
        (counts.ljust(18 if wide else 16), "bold $text-success" if whole else "bold $foreground"),
    )
    if not grade.open and not grade.from_report:
        return Content.assemble(count, ("all heard", "$text-success"))
    report = f"report {gap.join(runs(grade.from_report))}" if grade.from_report else ""
    if not grade.open:
        start = ("none open   " if wide else "", "$text-success")
        return Content.assemble(count, start, (report, "$text-muted"))
    codes = codes_written(grade.open, grade.digits, gap, short=short)
    rest = (f"   {report}" if report else "", "$text-muted")
    return Content.assemble(count, (label if wide else "", "$text-muted"), codes, rest)


def _pair(start: Content, end: Content, room: int) -> Content:
    """Return two texts at the two ends of a line; the second gives way."""
    gap = room - start.cell_length - end.cell_length
    if gap < 2:
        return start.truncate(room, ellipsis=True)
    return Content.assemble(start, " " * gap, end)
