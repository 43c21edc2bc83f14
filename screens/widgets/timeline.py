"""The record as a list of lines: every entry with its times, the undone ones struck through.

Nothing is left out and nothing is folded together; a filter of typed words narrows what is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from textual.content import Content

from data.record import entries as e
from data.record.entries import Entry
from data.record.fold import fold, then
from data.record.state import SittingState
from screens.widgets.columns import MUTED, fitted
from screens.widgets.recording_words import in_recording
from screens.widgets.row_list import Row
from screens.widgets.times import span, wall
from screens.widgets.wording import kind_word, sentence
from screens.wording import day_heading, local

_STYLES: dict[type[e.Body], str] = {
    e.Noted: "$foreground",
    e.QuestionAsked: "bold $foreground",
    e.Deviation: "bold $text-warning",
    e.Unwatched: "$text-warning",
    e.GapJudged: "$text-warning",
    e.ClockJumped: "$text-warning",
    e.Incident: "$text-warning",
    e.PhaseStarted: "bold $text-accent",
    e.PhaseEnded: "bold $text-accent",
    e.Sealed: "bold $text-success",
    e.Reopened: "bold $text-warning",
    e.HandedOver: "bold $text-warning",
    e.TakenOver: "bold $text-warning",
    e.TakenBack: "bold $text-warning",
    e.Judged: "$foreground",
}
"""Styles of the kinds that are looked for; every other is quiet."""

NARROW = 60
"""Below this many cells the number and the phase clock are left out."""


@dataclass(frozen=True)
class Line:
    """One entry as the timeline shows it."""

    entry: Entry
    kind: str
    text: str
    """One sentence, without numbers and times."""
    clock_ms: int | None
    """Phase clock at the entry; None outside a phase."""
    undone: bool

    @property
    def key(self) -> str:
        """Key of its row."""
        return str(self.entry.seq)

    def plain(self) -> str:
        """Return the whole line as it is copied."""
        clock = "" if self.clock_ms is None else f"[{span(self.clock_ms)}] "
        undone = "undone: " if self.undone else ""
        at = local(self.entry.at.wall).strftime("%Y-%m-%d %H:%M:%S")
        return f"{self.entry.seq}  {at}  {clock}{undone}{self.kind}: {self.text}"


def timeline(state: SittingState) -> tuple[Line, ...]:
    """Return every entry of a sitting as a line, in order."""
    clocks = _clocks(state)
    return tuple(
        Line(
            entry,
            kind_word(entry.body),
            _told(entry, state),
            clocks.get(entry.seq),
            entry.seq in state.undone,
        )
        for entry in state.entries
    )


def _told(entry: Entry, state: SittingState) -> str:
    """Return what an entry says; a note also where it is, of several recordings."""
    note = state.notes.get(entry.seq)
    where = in_recording(state, note) if note and state.segments > 1 else ""
    told = sentence(entry, state)
    return f"{told}  ({where})" if where else told


def _clocks(state: SittingState) -> dict[int, int]:
    """Return the phase clock after each entry, in milliseconds, where a phase was under way.

    What was undone is left out on the way, as the fold does: it never moved the clock.
    """
    clocks: dict[int, int] = {}
    started = (x.seq - 1 for x in state.entries if isinstance(x.body, e.PhaseStarted))
    began = next(started, len(state.entries))
    so_far = fold(state.standard, state.entries[:began])
    for entry in state.entries[began:]:
        before = so_far.current
        if entry.seq not in state.undone and not isinstance(entry.body, e.Undone):
            so_far = then(so_far, entry)
        kept = getattr(entry.body, "clock_ms", None)
        clock = so_far.phases.get(so_far.current or before or "")
        if clock is not None:
            clocks[entry.seq] = clock.elapsed(entry.at) if kept is None else kept
    return clocks


def matching(lines: Sequence[Line], typed: str) -> tuple[Line, ...]:
    """Return the lines that hold every typed word, in the kind, the text or as `undone`.

    Args:
        lines: The timeline.
        typed: Words with blanks between; case does not matter.
    """
    words = typed.casefold().split()
    return tuple(
        line
        for line in lines
        if all(
            word in f"{line.kind} {line.text} {'undone' * line.undone}".casefold() for word in words
        )
    )


def timeline_rows(lines: Sequence[Line], width: int, today: date) -> list[Row]:
    """Return rows for a list of `width` cells, with a heading for each day.

    Args:
        lines: What is shown.
        width: Cells of the list.
        today: The day that is called today.
    """
    rows: list[Row] = []
    shown: date | None = None
    for line in lines:
        day = local(line.entry.at.wall).date()
        if day != shown:
            rows.append(Row(f"day {day}", Content(f" {day_heading(day, today)}"), heading=True))
            shown = day
        rows.append(Row(line.key, _row(line, width)))
    return rows


def _row(line: Line, width: int) -> Content:
    """Return one line in its columns: number, time, phase clock, kind, text."""
    clock = "" if line.clock_ms is None else span(line.clock_ms)
    parts: list[Content] = []
    if width >= NARROW:
        parts += [Content(f"{line.entry.seq:>4}").stylize(MUTED)]
    parts += [Content(wall(line.entry.at.wall)).stylize(MUTED)]
    if width >= NARROW:
        parts += [Content(f"{clock:>7}")]
    style = _STYLES.get(type(line.entry.body), MUTED)
    parts += [fitted(line.kind, 9).stylize(style), _text(line, style)]
    return Content(" ").join([Content(""), *parts])


def _text(line: Line, style: str) -> Content:
    """Return the text on one line; an undone one says so and is struck through."""
    text = Content(" ".join(line.text.split("\n"))).stylize(style)
    if not line.undone:
        return text
    return Content.assemble(("undone ", "bold $text-warning"), text.stylize(f"strike {MUTED}"))
