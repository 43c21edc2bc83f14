"""What a bundle is about, for people who never saw the program: results, and the appeals so far."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from data.exchange.papers.case import Case, Held
from data.exchange.papers.texts import one_line
from data.exchange.papers.words import day
from data.record.journey.cases import Case as Appeal
from data.record.journey.cases import Dealing
from data.rules.grading import method_grade
from data.rules.results import holds


def matter(case: Case) -> str:
    """Return the results and the appeals of an assessment as plain text.

    Args:
        case: The assessment, masked where the bundle is.
    """
    told = ["THE RESULTS", "", *map(_paragraph, _results(case)), ""]
    appeals = case.view.state.conduct.appeals
    for appeal in appeals:
        told += [f"APPEAL {appeal.number}", "", *map(_paragraph, _appeal(appeal)), ""]
    if not appeals:
        told += ["No appeal is recorded.", ""]
    return "\n".join(told)


def _paragraph(text: str) -> str:
    return fill(one_line(text), 96, subsequent_indent="  ")


def _results(case: Case) -> Iterator[str]:
    for held in case.held:
        yield f"{held.name}: {_result(case, held)}"
    confirmed = case.view.state.results.confirmation
    if confirmed and holds(case.view):
        on = day(confirmed.on)
        yield f"Overall: {confirmed.grade}, confirmed on {on} by {confirmed.by} ({confirmed.rule})"
    if case.view.state.conduct.held:
        yield f"Held since {day(case.view.state.conduct.held_since)}: no result leaves."
    if left := case.view.state.conduct.withdrawn:
        yield f"The assessment was withdrawn on {day(left.on)}."
    if not case.held:
        yield "No sitting of this assessment has begun."


def _result(case: Case, held: Held) -> str:
    state = held.state
    if state.outcome not in (None, "completed"):
        return f"no grade, the sitting ended as {state.outcome}"
    if state.sealed is None:
        return "not signed off"
    grade = method_grade(state)
    published = case.view.state.results.publication(held.sitting.id, state.last.hash)
    # What was published elsewhere, or before the journey was kept here, is recorded nowhere.
    told = f"published on {day(published.on)}" if published else "no publication is recorded"
    return f"{grade.grade or 'no grade'} ({grade.reason}), {told}"


def _appeal(appeal: Appeal) -> Iterator[str]:
    against = f" against the result of {day(appeal.result_on)}" if appeal.result_on else ""
    yield f"Lodged on {day(appeal.on)} by {appeal.by}{against}: {appeal.about}"
    yield from map(_dealing, appeal.dealt)


def _dealing(dealt: Dealing) -> str:
    people = " with ".join(filter(None, (dealt.by, dealt.independent)))
    words = f": {dealt.words}" if dealt.words else ""
    return f"{dealt.at.capitalize()} on {day(dealt.on)}, by {people}{words}"
