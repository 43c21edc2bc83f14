"""The rows of planned questions before a sitting, how many of them are needed, and of the bank.

Pure functions from the state of a sitting to lines of text; `screens.prepare` shows them.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from data.record.entries import QuestionPlanned
from data.record.state import SittingState
from data.rules.asked_before import locked
from data.rules.bank_questions import not_planned
from data.rules.counts import counted
from data.rules.planning import Plan
from data.standards.bank import Bank, BankQuestion
from screens.keys_now import key_for
from screens.prepare_rows import READING, gap_row, text_row, title_row
from screens.widgets.code_runs import runs
from screens.widgets.columns import MUTED
from screens.widgets.page import Paragraph, set_paragraphs, stored
from screens.widgets.row_list import Row

NEW = "new"
"""Key of the row that adds a question."""
BANKED = "bank "
"""How the keys of rows begin that are questions of the bank."""

_NEEDED = "*"
"""Stands beside the questions that the plan needs."""


def question_rows(state: SittingState, width: int, plan: Plan | None, bank: Bank) -> list[Row]:
    """Return the planned questions, a row that adds one, and what the bank holds besides.

    Args:
        state: The sitting.
        width: Cells of one line.
        plan: The fewest of the questions that are needed; None where none is planned.
        bank: The user's questions for this method and option.
    """
    told = [_read("plan", plan_words(state, plan), width), gap_row("plan")]
    needed, out = {*plan.first, *plan.further} if plan else set[int](), locked(state)
    planned = [
        _planned_row(question, number in needed, out.get(number, ""), width)
        for number, question in state.plan.items()
    ]
    plus = Content(" +").stylize("bold $accent")
    add = text_row(NEW, plus, Content("Add a question of your own"), width)
    return [*told, *planned, add, *_bank_rows(state, bank, width), *_told_rows(bank.told, width)]


def _planned_row(question: QuestionPlanned, needed: bool, attempt: str, width: int) -> Row:
    mark = Content(_NEEDED if needed else " ").stylize("bold $accent")
    label = Content.assemble(Content(f"{question.number:>2}").stylize("bold"), " ", mark)
    aims = "  ".join(question.aims) or "aimed at nothing"
    return _question_row(
        str(question.number), label, question.text, (aims, question.origin), attempt, width
    )


def _question_row(
    key: str, label: Content, text: str, facts: Iterable[str], attempt: str, width: int
) -> Row:
    """Return a question with what belongs to it; greyed where it was asked before."""
    asked = f"asked at the {attempt}" if attempt else ""
    beside = "   ".join(fact for fact in (asked, *facts) if fact)
    return text_row(key, label, stored(text, MUTED if attempt else ""), width, codes=beside)


def _bank_rows(state: SittingState, bank: Bank, width: int) -> list[Row]:
    """Return what of the bank is not planned yet."""
    left = not_planned(state, bank.questions)
    if not left:
        return []
    free = sum(not attempt for _, attempt in left)
    every, one = key_for("prepare.bank"), key_for("prepare.answer")
    title = f"In your question bank: {every} takes {counted(free, 'question')}, {one} one"
    if not free:
        title = "In your question bank"
    rows = [_banked_row(question, attempt, width) for question, attempt in left]
    return [gap_row("bank"), title_row(title), *rows]


def _banked_row(question: BankQuestion, attempt: str, width: int) -> Row:
    label = Content("  -" if attempt else f"  {key_for('prepare.bank')}").stylize(MUTED)
    aims = "  ".join(question.aims)
    return _question_row(
        f"{BANKED}{question.id}", label, question.text, (aims, question.id), attempt, width
    )


def _told_rows(told: tuple[str, ...], width: int) -> list[Row]:
    if not told:
        return []
    rows = [_read(f"told {n}", sentence, width, "$text-warning") for n, sentence in enumerate(told)]
    return [gap_row("told"), title_row("What could not be used"), *rows]


def _read(key: str, text: str, width: int, style: str = "") -> Row:
    """Return a row that is only read."""
    paragraph = Paragraph(stored(text, style), indent=1)
    return Row(f"{READING}{key}", set_paragraphs([paragraph], width), True)


def plan_words(state: SittingState, plan: Plan | None) -> str:
    """Say how many of the planned questions are needed, and what none of them reaches."""
    if plan is None:
        return "No question is planned yet."
    if not plan.ground.codes:
        return "The report evidences every descriptor: no question is needed."
    said = _reached(plan, state.standard.grades[1:])
    said = f"{said[0].upper()}{said[1:]}. " if said else ""
    if plan.unreached:
        said += f"No question reaches {' '.join(runs(plan.unreached))}. "
    if not plan.proved:
        said += "Fewer may do: not every choice was tried."
    return said.strip()


def _reached(plan: Plan, grades: tuple[str, ...]) -> str:
    """Say how many questions reach how much, grade by grade; empty where none reaches anything."""
    ground, missing = plan.ground, set(plan.unreached)
    low, high = (len(set(codes) - missing) for codes in (ground.lowest, ground.higher))
    above = grades[1] if len(grades) == 2 else "higher"
    lowest = _share(low, len(ground.lowest), grades[0]) if low else ""
    higher = _share(high, len(ground.higher), above) if high else ""
    if low and high and plan.further:
        more = f"{len(plan.further)} more {_reach(len(plan.further))} {higher}"
        return f"{_of_yours(len(plan.first), ground.questions)} {lowest}; {more}"
    both = " and ".join(part for part in (lowest, higher) if part)
    chosen = len(plan.first) or len(plan.further)
    return f"{_of_yours(chosen, ground.questions)} {both}" if both else ""


def _of_yours(chosen: int, questions: int) -> str:
    if questions == 1:
        return "your one question reaches"
    many = f"all {chosen} of your" if chosen == questions else f"{chosen} of your {questions}"
    return f"{many} questions {_reach(chosen)}"


def _reach(count: int) -> str:
    return "reaches" if count == 1 else "reach"


def _share(reached: int, total: int, grade: str) -> str:
    """Return how many descriptors of a grade: `all 7 pass descriptors`, `2 of 3 ...`."""
    if total == 1:
        return f"the open {grade} descriptor"
    count = f"all {total}" if reached == total else f"{reached} of {total}"
    return f"{count} open {grade} descriptors"
