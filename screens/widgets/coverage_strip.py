"""What has not been heard yet, how fast the rest must go, and the next planned question."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from screens.widgets.next_line import next_line

TINY = 16
"""Lines of a screen that has no room for what comes next."""

WIDE_ENOUGH = 64
"""Cells from which on the pace stands beside the codes."""

LONGEST_LISTED = 3
"""Codes in a row that are listed one by one; longer runs are written as from and to."""


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
        lines = self._beside([_grade(grade, room) for grade in self.facts.grades], room)
        if self.size.height > len(lines):
            lines.append(self._following(room))
        return Content("\n").join(lines)

    def _beside(self, lines: list[Content], room: int) -> list[Content]:
        """Put pace and count at the right ends of lines that have room; the pace comes first."""
        facts = self.facts
        style = "bold $text-warning" if facts.behind else "$text-muted"
        waiting = [Content(facts.pace).stylize(style)] if facts.pace else []
        waiting.append(Content(f"{facts.sufficient} sufficient").stylize("$text-muted"))
        written: list[Content] = []
        for line in lines:
            fits = room >= WIDE_ENOUGH and waiting
            if fits and line.cell_length + 2 + waiting[0].cell_length <= room:
                written.append(_pair(line, waiting.pop(0), room))
            else:
                written.append(line.truncate(room, ellipsis=True))
        return written

    def _following(self, room: int) -> Content:
        """Return the next question, and how many were parked."""
        facts = self.facts
        return next_line(facts.following, room, aims=facts.aims, why=facts.why, parked=facts.parked)


def _grade(grade: GradeFacts, room: int) -> Content:
    """Return how much of a grade was heard, and which codes are open."""
    whole = grade.heard == grade.total
    count = f"{grade.heard}/{grade.total} {grade.grade}"
    wide = room >= WIDE_ENOUGH
    label = Content.assemble(
        ("heard  " if wide else "", "$text-muted"),
        (count.ljust(18 if wide else 16), "bold $text-success" if whole else "bold $foreground"),
    )
    if not grade.open and not grade.from_report:
        return Content.assemble(label, ("all heard", "$text-success"))
    between = "  " if wide else " "
    report = f"report {between.join(runs(grade.from_report))}" if grade.from_report else ""
    if not grade.open:
        start = ("none open   " if wide else "", "$text-success")
        return Content.assemble(label, start, (report, "$text-muted"))
    codes = (between.join(runs(grade.open)), "bold $accent")
    rest = (f"   {report}" if report else "", "$text-muted")
    return Content.assemble(label, ("open  " if wide else "", "$text-muted"), codes, rest)


def runs(codes: tuple[str, ...]) -> list[str]:
    """Return codes with long runs written as from and to: `P2-P13`.

    Args:
        codes: In the order of the standard, for example `P1 P2 P3 P4 O1`.
    """
    written: list[str] = []
    run: list[str] = []
    for code in (*codes, ""):
        if run and not _follows(run[-1], code):
            written += [f"{run[0]}-{run[-1]}"] if len(run) > LONGEST_LISTED else run
            run = []
        run.append(code)
    return written


def _follows(before: str, code: str) -> bool:
    """Tell whether a code is the next one of the same letters."""
    letters, number = before.rstrip("0123456789"), before[len(before.rstrip("0123456789")) :]
    return bool(number) and code == f"{letters}{int(number) + 1}"


def _pair(start: Content, end: Content, room: int) -> Content:
    """Return two texts at the two ends of a line; the second gives way."""
    gap = room - start.cell_length - end.cell_length
    if gap < 2:
        return start.truncate(room, ellipsis=True)
    return Content.assemble(start, " " * gap, end)
