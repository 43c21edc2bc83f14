"""What was said in a sitting, as the rows of the live screen: each is made once."""

from __future__ import annotations

from textual.content import Content

from data.record.entries import Mark
from data.record.state import Note, Question, Remark, SittingState
from data.rules.crediting import Credit, credits_given
from data.rules.parked import waiting
from screens.widgets.mark_words import signed
from screens.widgets.row_list import Row
from screens.widgets.times import span

Said = Question | Note | Remark | Credit
"""What has a row of its own."""

_NO_MORE = 4
"""Kind of a row of something parked that was asked or dropped since."""

_INDENT = 13
"""Cells of time and label; what does not fit on the first line goes on below its words."""


class TalkRows:
    """The rows of what was said, made once for each question, note, remark and credit."""

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
        for credit in credits_given(state):
            rows[credit.seq] = self._row(credit, credit.seq, 0)
        for remark in set(state.parked) - set(waiting(state)):
            rows[remark.seq] = self._row(remark, remark.seq, _NO_MORE)
        return [rows[seq] for seq in sorted(rows)]

    def _row(self, what: Said, seq: int, number: int) -> Row:
        made = self._made.get(seq)
        if made is None or made[0] != (what, number):
            row = Row(str(seq), _written(what, number), indent=_INDENT)
            self._made[seq] = ((what, number), row)
            return row
        return made[1]


def _written(what: Said, number: int) -> Content:
    """Return the line of one thing that was said."""
    time = f"{span(what.clock_ms):>7}  "
    if isinstance(what, Credit):
        surprise = (", unexpected", "bold $secondary") if what.unexpected else ""
        credited = Content.assemble(("credited", "$text-muted"), surprise)
        return Content.assemble(
            (time, "$text-muted"), "    ", _marks_written((what.mark,)), credited
        )
    if isinstance(what, Question):
        return _asked(what, number)
    if isinstance(what, Note):
        quote = '"' if what.verbatim else ""
        evidence = "".join(f"  @{pointer}" for pointer in what.evidence)
        return Content.assemble(
            (time, "$text-muted"),
            "    ",
            _marks_written(what.marks),
            f"{quote}{what.text}{quote}",
            (evidence, "$text-muted"),
            (f"  moved {signed(what.shifted_ms)}" if what.shifted_ms else "", "$text-muted"),
        )
    word = {1: "incident", 2: "ask later", 3: "deviation", _NO_MORE: "parked"}[number]
    rule = f"{what.rule}: " if what.rule else ""
    style = {2: "bold $secondary", _NO_MORE: "$text-muted"}.get(number, "bold $text-warning")
    shown = time if number != 3 else " " * len(time)
    return Content.assemble((shown, "$text-muted"), (f"{word}  ", style), f"{rule}{what.text}")


def _asked(asked: Question, number: int) -> Content:
    """Return the line of a question; the tenth one is as far from its words as the first."""
    label = f"Q{number}" if asked.main else "+"
    text = asked.text or ("main question" if asked.main else "follow-up")
    return Content.assemble(
        (f"{span(asked.clock_ms):>7} ", "$text-muted"),
        (f"{label:>3}  ", "bold $accent"),
        text,
        (_aims(asked.aims), "$text-muted"),
    )


def _aims(aims: tuple[str, ...]) -> str:
    """Return the codes that a question is aimed at, to be put behind it."""
    return f"  → {' '.join(aims)}" if aims else ""


def _marks_written(marks: tuple[Mark, ...]) -> Content:
    """Return the tags of a note, each with its sign."""
    if not marks:
        return Content("")
    styles = {"+": "bold $text-success", "-": "bold $text-error", "?": "bold $text-warning"}
    parts = [
        Content.assemble((f"{mark.code}{mark.sign}", styles.get(mark.sign, "bold $secondary")))
        for mark in marks
    ]
    return Content.assemble(Content(" ").join(parts), "  ")
