"""From each grade to the minute: grade, descriptor, judgement, notes, and where they were said."""

from __future__ import annotations

from collections.abc import Iterator

from data.exchange.papers.case import Case, Held, paper_on
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
from data.exchange.papers.record_findings import VERDICTS, notes
from data.exchange.papers.words import moment
from data.rules.grading import method_grade
from data.rules.judging import pointing_to, supporting
from data.rules.pointing import ONLY_POINTS
from data.standards.model import Descriptor


def trace_paper(case: Case) -> Paper:
    """Return the trace of every sitting that was heard to its end."""
    return paper_on(
        case,
        "Trace from grade to minute",
        (_sitting(held) for held in case.held if held.state.live_over),
        Notice("Nothing to trace yet", "No sitting of this assessment is over."),
        "Part of an appeal bundle. Confidential: holds personal data.",
    )


def _sitting(held: Held) -> Iterator[Block]:
    state = held.state
    grade = method_grade(state)
    yield Heading(held.name)
    signed = moment(state.sealed.at) if state.sealed else "not signed off"
    yield Facts((("Grade", grade.grade or "none yet"), ("Why", grade.reason), ("Signed", signed)))
    for descriptor in state.criteria:
        yield from _descriptor(held, descriptor)


def _descriptor(held: Held, descriptor: Descriptor) -> Iterator[Block]:
    state = held.state
    judged = state.judgements.get(descriptor.code)
    verdict = VERDICTS[judged.met if judged else None]
    yield Heading(f"{descriptor.code}: {verdict}", 2)
    yield Paragraph(descriptor.text)
    yield Paragraph(f"{descriptor.grade} descriptor; {', '.join(descriptor.ksbs)}", quiet=True)
    if judged and judged.rationale:
        yield Facts((("Why", judged.rationale),))
    yield from notes(state, supporting(state, descriptor))
    if only := pointing_to(state, descriptor):
        yield Paragraph(f"No evidence: what follows {ONLY_POINTS}.")
        yield from notes(state, only)
    codes = {descriptor.code, *descriptor.ksbs}
    asked = [one for one in state.questions if codes & set(one.aims)]
    if asked:
        yield Points(tuple(Point(f"Asked: {one.text or 'not written down'}") for one in asked))
