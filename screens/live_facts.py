"""What the live screen says about a sitting: pure functions from state and time to words."""

from __future__ import annotations

from textual.content import Content

from data.record.entries import Mark
from data.record.instant import Instant
from data.record.state import Note, Question, Remark, SittingState
from data.record.text import clean
from data.rules.coverage import coverage
from data.rules.pace import pace
from data.rules.parked import waiting
from screens.widgets.coverage_strip import GradeFacts, StripFacts
from screens.widgets.mark_words import signed
from screens.widgets.row_list import Row
from screens.widgets.times import left, span

BEHIND_MS = 60_000
"""So far behind an even plan, in milliseconds, the pace changes its colour. Our convention."""

ATTEMPTS = {"first": "1st attempt", "re-sit": "re-sit", "re-take": "re-take"}
"""Attempts as the top line says them."""


def top_facts(state: SittingState, name: str) -> tuple[str, ...]:
    """Return who is assessed in what; an adjustment as its effect, never its reason.

    Args:
        state: The sitting.
        name: The apprentice's name.

    Returns:
        The facts, the most important first.
    """
    opened = state.opened
    extra = f"+{opened.extra_per_mille / 10:g}%" if opened.extra_per_mille else ""
    facts = (
        clean(name),
        opened.method,
        f"option {opened.option}" if opened.option else "",
        extra,
        ATTEMPTS.get(opened.attempt, opened.attempt),
        f"{opened.reference} {opened.version}",
        f"breaks {opened.breaks}" if opened.breaks else "",
    )
    return tuple(fact for fact in facts if fact)


def strip_facts(state: SittingState, now: Instant) -> StripFacts:
    """Return counts, open codes, pace and what comes next."""
    grades = coverage(state).grades
    behind, words = _pace(state, now)
    parked = waiting(state)
    # A single one stands there itself, where no question is planned.
    alone = int(next_planned(state) is None)
    return StripFacts(
        grades=tuple(
            GradeFacts(
                part.grade,
                part.heard,
                part.total,
                tuple(descriptor.code for descriptor in part.open),
                tuple(descriptor.code for descriptor in part.from_report),
            )
            for part in grades
        ),
        sufficient=sum(part.sufficient for part in grades),
        pace=words,
        behind=behind,
        following=following(state),
        parked=f"k  {len(parked)} parked" if len(parked) > alone and not state.live_over else "",
    )


def _pace(state: SittingState, now: Instant) -> tuple[bool, str]:
    """Return whether the assessor is behind an even plan, and the pace in words."""
    found = pace(state, now)
    if found is None or found.each_ms is None:
        return False, ""
    if not found.left_ms:
        return True, f"{found.open} not heard in the time"
    return found.ahead_ms <= -BEHIND_MS, f"{span(found.each_ms)} each, {_ahead(found.ahead_ms)}"


def _ahead(milliseconds: int) -> str:
    """Return how far from an even plan: `2:05 ahead`, `on plan`, `0:40 behind`."""
    if abs(milliseconds) < 1000:
        return "on plan"
    return f"{span(abs(milliseconds))} {'ahead' if milliseconds > 0 else 'behind'}"


def following(state: SittingState) -> str:
    """Return the next planned question, or what was parked; nothing once nothing can be asked."""
    if state.live_over:
        return ""
    number = next_planned(state)
    if number is not None:
        planned = state.plan[number]
        return f"w  {number}  {planned.text}{_aims(planned.aims)}"
    if parked := waiting(state):
        return f"k  {parked_words(parked[0])}"
    return ""


def next_planned(state: SittingState) -> int | None:
    """Return the number of the next planned question that was not asked."""
    asked = {question.planned for question in state.questions}
    return next((n for n in state.plan if n not in asked), None)


def parked_words(remark: Remark) -> str:
    """Return what was parked, with its time."""
    return f"parked at {span(remark.clock_ms)}  {remark.text or 'ask about this'}"


def window_title(state: SittingState, now: Instant, *, hidden: bool = False) -> str:
    """Return the window's title: clock and counts, and nothing about a person.

    Args:
        state: The sitting.
        now: The present.
        hidden: Leave the counts out.
    """
    clock = state.clock
    if clock is None:
        return f"epa-tui  {state.clock_state(now)}"
    shown = f"{left(clock.remaining(now))} {clock.state(now)}"
    if hidden:
        return shown
    lowest = next(iter(coverage(state).grades), None)
    heard = f"  heard {lowest.heard}/{lowest.total}" if lowest else ""
    return f"{shown}  Q {state.main_asked}{heard}"


_NO_MORE = 4
"""Kind of a row of something parked that was asked or dropped since."""

INDENT = 13
"""Cells of time and label; what does not fit on the first line goes on below its words."""


class TalkRows:
    """The rows of what was said, made once for each question, note and remark."""

    def __init__(self) -> None:
        self._made: dict[int, tuple[object, Row]] = {}

    def of(self, state: SittingState) -> list[Row]:
        """Return the rows in the order in which things were said."""
        number = 0
        rows: dict[int, Row] = {}
        for question in state.questions:
            number += question.main
            rows[question.seq] = self._row(question, question.seq, number)
        for note in state.notes.values():
            rows[note.seq] = self._row(note, note.seq, 0)
        for kind, remarks in ((1, state.incidents), (2, state.parked), (3, state.deviations)):
            for remark in remarks:
                rows[remark.seq] = self._row(remark, remark.seq, kind)
        for remark in set(state.parked) - set(waiting(state)):
            rows[remark.seq] = self._row(remark, remark.seq, _NO_MORE)
        return [rows[seq] for seq in sorted(rows)]

    def _row(self, what: Question | Note | Remark, seq: int, number: int) -> Row:
        made = self._made.get(seq)
        if made is None or made[0] != (what, number):
            row = Row(str(seq), _written(what, number), indent=INDENT)
            self._made[seq] = ((what, number), row)
            return row
        return made[1]


def _written(what: Question | Note | Remark, number: int) -> Content:
    """Return the line of one thing that was said."""
    time = f"{span(what.clock_ms):>7}  "
    if isinstance(what, Question):
        label = f"Q{number}" if what.main else " +"
        aims = _aims(what.aims)
        text = what.text or ("main question" if what.main else "follow-up")
        return Content.assemble(
            (time, "$text-muted"), (f"{label:<4}", "bold $accent"), text, (aims, "$text-muted")
        )
    if isinstance(what, Note):
        quote = '"' if what.verbatim else ""
        evidence = "".join(f"  @{pointer}" for pointer in what.evidence)
        return Content.assemble(
            (time, "$text-muted"),
            "    ",
            marks_written(what.marks),
            f"{quote}{what.text}{quote}",
            (evidence, "$text-muted"),
            (f"  moved {signed(what.shifted_ms)}" if what.shifted_ms else "", "$text-muted"),
        )
    word = {1: "incident", 2: "ask later", 3: "deviation", _NO_MORE: "parked"}[number]
    rule = f"{what.rule}: " if what.rule else ""
    style = {2: "bold $secondary", _NO_MORE: "$text-muted"}.get(number, "bold $text-warning")
    shown = time if number != 3 else " " * len(time)
    return Content.assemble((shown, "$text-muted"), (f"{word}  ", style), f"{rule}{what.text}")


def _aims(aims: tuple[str, ...]) -> str:
    """Return the codes that a question is aimed at, to be put behind it."""
    return f"  → {' '.join(aims)}" if aims else ""


def marks_written(marks: tuple[Mark, ...]) -> Content:
    """Return the tags of a note, each with its sign."""
    if not marks:
        return Content("")
    styles = {"+": "bold $text-success", "-": "bold $text-error", "?": "bold $text-warning"}
    parts = [
        Content.assemble((f"{mark.code}{mark.sign}", styles.get(mark.sign, "bold $secondary")))
        for mark in marks
    ]
    return Content.assemble(Content(" ").join(parts), "  ")
