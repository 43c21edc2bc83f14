"""The assessor's record form: everything that somebody else needs to judge the judgement.

One part for each sitting, in the order in which it was held: who and under which conditions, the
times with proof, what was asked and said, what was judged and why, what departed from the plan.
"""

from __future__ import annotations

from collections.abc import Iterator

from data.exchange.handovers import assessor_of
from data.exchange.papers import record_course, record_findings
from data.exchange.papers.case import Case, Held, paper_on
from data.exchange.papers.model import Block, Facts, Heading, Notice, Paper, Paragraph
from data.exchange.papers.quality_facts import quality_of
from data.exchange.papers.words import (
    NOT_RECORDED,
    attempt,
    day,
    extra_time,
    moment,
    moment_of,
    zone,
)
from data.record.journey.adjusting import Consideration
from data.record.state import SittingState
from data.rules.arrangements import arrangements_written
from data.rules.grading import method_grade


def record_form(case: Case) -> Paper:
    """Return the record form of every sitting that has begun."""
    return paper_on(
        case,
        "Assessor's record",
        (_sitting(case, held) for held in case.held),
        Notice("Nothing recorded yet", "No sitting of this assessment has begun."),
        "Assessment record. Confidential: holds personal data.",
    )


def _sitting(case: Case, held: Held) -> Iterator[Block]:
    state = held.state
    yield Heading(held.name)
    yield Facts(tuple(_facts(case, held)))
    yield Paragraph(f"Times are local: {zone(state.last.at)}.", quiet=True)
    yield from record_course.blocks(held, case.now)
    yield from record_findings.blocks(held)
    yield from _signed(state)
    yield from _afterwards(case, held)


def _facts(case: Case, held: Held) -> Iterator[tuple[str, str]]:
    state, opened, assessment = held.state, held.state.opened, case.assessment
    option = state.standard.option(opened.option)
    yield "Standard", f"{opened.reference} version {opened.version}, {state.standard.title}"
    if option:
        yield "Option", f"{option.code}: {option.title}"
    yield "Attempt", attempt(opened.attempt, opened.number)
    if opened.exceptional:
        yield "Exceptional", opened.exceptional
    yield "Assessor", assessor_of(state) or assessment.assessor or NOT_RECORDED
    yield "Booked for", moment_of(held.sitting.scheduled_at)
    yield "Place or platform", held.sitting.place or NOT_RECORDED
    yield "Adjustment", _adjustment(state)
    if state.standard.criteria_status(opened.method, opened.option) == "statements":
        yield "Criteria", state.standard.criteria_gaps.get(opened.option or "", "")


def _adjustment(state: SittingState) -> str:
    """Return the effect of an adjustment and its reference, never its reason."""
    opened = state.opened
    extra, reference = extra_time(opened.extra_per_mille), opened.adjustment_reference
    parts = [f"{extra} time"] if extra else []
    parts += arrangements_written(opened.breaks)
    parts += [f"reference {reference}"] if reference else []
    return ", ".join(parts) or "none"


def _signed(state: SittingState) -> Iterator[Block]:
    yield Heading("Declaration of the assessor", 2)
    seal = state.sealed
    if seal is None:
        yield Paragraph("Not signed off.")
        return
    declaration = getattr(seal.body, "declaration", "")
    grade = method_grade(state)
    rows = [
        ("Grade of the method", f"{grade.grade or 'none'}: {grade.reason}"),
        ("Declared", declaration),
        ("Signed off", moment(seal.at)),
        ("By", assessor_of(state) or NOT_RECORDED),
    ]
    yield Facts(tuple(rows))


def _afterwards(case: Case, held: Held) -> Iterator[Block]:
    """Return what became of it after the seal, as far as it is recorded."""
    yield Heading("Afterwards", 2)
    yield Facts(tuple(_since(case, held)))
    last = held.state.last
    text = (
        f"{last.seq} entries. Hash of the last one: {last.hash}. Each entry holds the "
        "hash of the one before it, so that a changed or missing entry shows."
    )
    yield Notice("The record behind this form", text)


def _since(case: Case, held: Held) -> Iterator[tuple[str, str]]:
    state, journey = held.state, case.view.state
    if state.reopenings:
        yield "Seal broken", "; ".join(state.reopenings)
    if state.withdrawn:
        yield "Result withdrawn", moment(state.withdrawn.at)
    published = journey.results.publication(held.sitting.id, state.last.hash)
    by = f", by {published.by}" if published and published.by else ""
    yield "Result published", f"{day(published.on)}{by}" if published else NOT_RECORDED
    if journey.conduct.held:
        yield "Result held", f"since {day(journey.conduct.held_since)}"
    yield "Quality assurance", _assured(case, held)
    considered = [one for one in journey.adjusting.considerations if _about(one, state)]
    for one in considered:
        told = one.outcome or "asked for"
        yield "Special consideration", ", ".join(p for p in (told, one.effect, one.reference) if p)
    for appeal in journey.conduct.appeals:
        yield (
            f"Appeal {appeal.number}",
            f"lodged {day(appeal.on)}, {appeal.at} {day(appeal.last_on)}",
        )
    for complaint in journey.conduct.complaints:
        yield (
            f"Complaint {complaint.number}",
            f"received {day(complaint.on)}, {complaint.at} {day(complaint.last_on)}",
        )
    yield "Assessment stands", case.view.at_name


def _about(one: Consideration, state: SittingState) -> bool:
    return one.method in ("", state.method.code)


def _assured(case: Case, held: Held) -> str:
    """Return whether the sitting was sampled, and what came of it."""
    found = quality_of(case, held)
    if found.outcome:
        changed = [one.code for one in found.compared if one.decided not in ("", one.first)]
        told = f"{found.outcome}, by {found.outcome_by} on {day(found.outcome_on)}"
        return f"{told}; changed: {', '.join(changed)}" if changed else told
    return f"sampled on {day(found.sampled_on)}" if found.sampled_on else "not sampled"
