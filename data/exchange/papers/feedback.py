"""Feedback for the apprentice and the employer: strengths, what was not met, what happens next.

In the words of the plan and of the assessor. It tells no grade before the result is released, and
nothing of notes, tags, second markers or other apprentices at any time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from data.exchange.days import assessed_on
from data.exchange.papers.case import Case, Held, who
from data.exchange.papers.model import (
    Block,
    Facts,
    Heading,
    Notice,
    Paper,
    Paragraph,
    Point,
    Points,
)
from data.exchange.papers.release import released
from data.exchange.papers.words import attempt, day
from data.rules.deadlines import result_due
from data.rules.grading import method_grade
from data.standards.model import Descriptor, Standard

HELD_BACK = "[held back until the result is published: it names a grade]"
"""What stands for feedback that would tell the grade too early."""
STAND_IN = "Statement of the standard; the text of the descriptor is not available."


def feedback_paper(case: Case) -> Paper:
    """Return the feedback on the newest attempt at each method."""
    told = bool(case.newest) and all(released(case, held) for held in case.newest)
    notice = () if told else (_draft(),)
    blocks = [block for held in case.newest for block in _method(case, held)]
    return Paper(
        "Feedback on the assessment",
        case.subtitle,
        case.reference,
        who(case, numbered=False),
        (*notice, *blocks, *_next(case)),
        case.made,
        case.now.wall,
        "For the apprentice and the employer. Confidential.",
    )


def _draft() -> Notice:
    return Notice(
        "Draft: not to be sent yet",
        "The results have not been published. Until they are, this paper is for the organisation "
        "only. Make it again once they are published.",
    )


def _method(case: Case, held: Held) -> Iterator[Block]:
    state = held.state
    opened, told = state.opened, released(case, held)
    yield Heading(held.name)
    rows = [("Attempt", attempt(opened.attempt, opened.number))]
    if state.live_over:
        rows.append(("Assessed on", day(assessed_on(state, state.last.at))))
    if told:
        rows.append(("Grade", method_grade(state).grade or ""))
    yield Facts(tuple(rows))
    if state.outcome not in (None, "completed"):
        yield Paragraph(f"This sitting ended as {state.outcome}. There is nothing to feed back.")
    elif state.sealed is None or state.withdrawn:
        yield Paragraph("The judgements on this method are not signed off. Feedback follows.")
    else:
        yield from _found(held, told=told)


def _found(held: Held, *, told: bool) -> Iterator[Block]:
    """Return what was met and what was not, with the assessor's words."""
    state = held.state
    if whole := state.feedback.get("", ""):
        yield Heading("From the assessor", 2)
        yield Paragraph(_kept(whole, state.standard, told=told))
    verdicts = {code: judged.met for code, judged in state.judgements.items()}
    met = [d for d in state.criteria if verdicts.get(d.code)]
    not_met = [d for d in state.criteria if verdicts.get(d.code) is False]
    yield from _listed("Strengths: descriptors that were met", met, held, told=told)
    if not told:
        yield from _listed("Descriptors that were not met", not_met, held, told=told)
        return
    for grade in state.standard.grades[1:]:
        missed = [d for d in not_met if d.grade == grade]
        yield from _listed(
            f"{grade.capitalize()} descriptors that were not met", missed, held, told=told
        )


def _listed(
    title: str, descriptors: list[Descriptor], held: Held, *, told: bool
) -> Iterator[Block]:
    if not descriptors:
        return
    yield Heading(title, 2)
    yield Points(tuple(_point(descriptor, held, told=told) for descriptor in descriptors))
    if any(descriptor.statement for descriptor in descriptors):
        yield Paragraph(STAND_IN, quiet=True)


def _point(descriptor: Descriptor, held: Held, *, told: bool) -> Point:
    said = held.state.feedback.get(descriptor.code, "")
    return Point(descriptor.text, descriptor.code, _kept(said, held.state.standard, told=told))


def _kept(text: str, standard: Standard, *, told: bool) -> str:
    """Return the assessor's words, unless they would tell the grade before it is published."""
    names = "|".join(re.escape(grade) for grade in (*standard.grades, "grade"))
    named = re.search(rf"(?i)\b(?:{names})(?:d|s|ed|es|ing|ure)?\b", text)
    return HELD_BACK if named and not told else text


def _next(case: Case) -> Iterator[Block]:
    """Return what happens next, in the words of the specification."""
    yield Heading("What happens next")
    rules, standard = case.view.journey.papers, case.standard
    told = [held for held in case.newest if released(case, held)]
    points = [_due(case, held) for held in case.newest if held not in told]
    points += [rules.results] if points and rules.results else []
    failed = [held for held in told if method_grade(held.state).grade == standard.fail]
    if failed:
        points += [f"To be taken again: {', '.join(held.name for held in failed)}."]
        points += [*rules.again, *(standard.resit.rule or "").strip().split("\n")]
        points += [*_agreed(case, failed), *_until(case)]
    elif told and len(told) == len(standard.methods):
        points += [rules.claim] if rules.claim else []
    points += [text for text in (rules.appeals,) if text]
    yield Points(tuple(Point(text) for text in points if text))


def _due(case: Case, held: Held) -> str:
    state = held.state
    if not state.live_over or state.outcome not in (None, "completed"):
        return ""
    due = result_due(case.standard, assessed_on(state, state.last.at), case.view.holidays)
    return f"{held.name}: the result is to be published by {day(due)}."


def _agreed(case: Case, failed: list[Held]) -> Iterator[str]:
    """Return what was agreed on the next attempt, with its days."""
    for held in failed:
        number = held.state.opened.number + 1
        if (again := case.view.state.again.agreement(held.state.method.code, number)) is None:
            continue
        rework = f" The reworked project is due on {day(again.rework_due_on)}."
        due = rework if again.rework_due_on else ""
        yield f"{held.name}: a {again.attempt} was agreed on {day(again.on)}.{due}"


def _until(case: Case) -> list[str]:
    last = case.view.epa_ends_on
    return [f"The EPA period ends on {day(last)}."] if last else []
