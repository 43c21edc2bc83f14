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
from data.exchange.papers.release import overall_facts, released
from data.exchange.papers.words import attempt, day, moment_of
from data.rules.deadlines import result_due
from data.rules.grading import method_grade
from data.standards.model import Descriptor, Standard

HELD_BACK = "[held back until the result is published: it names a grade]"
"""What stands for feedback that would tell the grade too early."""
_ENDED = {
    "no-show": "Nobody came to this sitting.",
    "abandoned": "This sitting was broken off and not completed.",
}
"""Sittings that end without a grade, by their outcome."""
STAND_IN = "Statement of the standard; the text of the descriptor is not available."


def feedback_paper(case: Case) -> Paper:
    """Return the feedback on the newest attempt at each method."""
    blocks = [block for held in case.newest for block in _method(case, held)]
    return Paper(
        "Feedback on the assessment",
        case.subtitle,
        case.reference,
        who(case, numbered=False),
        (*_noticed(case), *overall_facts(case), *blocks, *_next(case)),
        case.made,
        case.now.wall,
        "For the apprentice and the employer. Confidential.",
    )


def _noticed(case: Case) -> Iterator[Notice]:
    """Return what must be known before anything else is read."""
    if left := case.view.state.conduct.withdrawn:
        text = f"The assessment was withdrawn on {day(left.on)} and does not go on."
        yield Notice("Withdrawn", text)
    elif not case.newest:
        yield Notice("Nothing to feed back yet", "No sitting of this assessment has begun.")
    waiting = [held.state.method.code for held in case.newest if _awaited(case, held)]
    if waiting:
        text = (
            f"Results not published: {', '.join(waiting)}. Until all are, this paper is for the "
            "organisation only. Make it again then."
        )
        yield Notice("Draft: not to be sent yet", text)


def _awaited(case: Case, held: Held) -> bool:
    """Tell whether a result is to be published yet; one that is held comes later, if at all."""
    ended = held.state.outcome in _ENDED and not case.view.state.conduct.held
    return not ended and not released(case, held)


def _method(case: Case, held: Held) -> Iterator[Block]:
    state = held.state
    opened, told = state.opened, released(case, held)
    yield Heading(held.name)
    rows = [("Attempt", attempt(opened.attempt, opened.number))]
    ended = _ENDED.get(state.outcome or "", "")
    if state.live_over and not ended:
        rows.append(("Assessed on", day(assessed_on(state, state.last.at))))
    elif ended:
        rows.append(("Booked for", moment_of(held.sitting.scheduled_at)))
    if told:
        rows += [("Grade", method_grade(state).grade or ""), *_published(case, held)]
    yield Facts(tuple(rows))
    if ended:
        yield Paragraph(f"{ended} There is nothing to feed back.")
    elif state.sealed is None or state.withdrawn:
        yield Paragraph("The judgements on this method are not signed off. Feedback follows.")
    else:
        yield from _found(held, told=told)


def _published(case: Case, held: Held) -> Iterator[tuple[str, str]]:
    """Return the day of the result: an appeal counts from it."""
    head = held.state.last.hash
    if published := case.view.state.results.publication(held.sitting.id, head):
        yield "Result published", day(published.on)


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
    """Return what happens next: the days that are known, then the words of the specification."""
    yield Heading("What happens next")
    following = () if case.view.state.conduct.withdrawn else _following(case)
    points = (*following, case.view.journey.papers.appeals)
    yield Points(tuple(Point(text) for text in points if text))


def _following(case: Case) -> Iterator[str | None]:
    rules, standard = case.view.journey.papers, case.standard
    told = [held for held in case.newest if released(case, held)]
    failed = [held for held in told if method_grade(held.state).grade == standard.fail]
    if dues := [due for held in case.newest if held not in told and (due := _due(case, held))]:
        yield from (*dues, rules.results)
    yield from _coming(case)
    if failed:
        yield f"To be taken again: {', '.join(held.name for held in failed)}."
        yield from (*_agreed(case, failed), *_until(case), *rules.again)
        yield from (standard.resit.rule or "").strip().split("\n")
    elif told and len(told) == len(standard.methods):
        yield rules.claim


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
        at = _booked(case, held.state.method.code, number)
        yield f"{held.name}: a {again.attempt} was agreed on {day(again.on)}.{due}{at}"


def _coming(case: Case) -> Iterator[str]:
    """Return the days of the methods that were not sat yet, where they are booked."""
    for method in case.standard.methods:
        mine = [one for one in case.view.attempts if one.method == method.code]
        if len(mine) == 1 and not mine[0].begun and mine[0].scheduled_on:
            yield f"{method.code} {method.title} is booked for {day(mine[0].scheduled_on)}."


def _booked(case: Case, method: str, number: int) -> str:
    """Return on which day the next attempt is, where it is booked and has not begun."""
    mine = (one for one in case.view.attempts if (one.method, one.number) == (method, number))
    on = next((one.scheduled_on for one in mine if not one.begun), "")
    return f" It is booked for {day(on)}." if on else ""


def _until(case: Case) -> list[str]:
    last = case.view.epa_ends_on
    return [f"The EPA period ends on {day(last)}."] if last else []
