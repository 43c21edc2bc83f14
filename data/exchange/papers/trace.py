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
from data.exchange.papers.record_findings import SIGNS, VERDICTS, minute, notes
from data.exchange.papers.release import overall_facts
from data.exchange.papers.words import moment
from data.record.state import Question
from data.rules.grading import method_grade
from data.rules.judging import pointing_to, supporting
from data.rules.pointing import ONLY_POINTS
from data.rules.sealing import not_completed
from data.standards.model import Descriptor


def trace_paper(case: Case) -> Paper:
    """Return the trace of every sitting that was heard to its end."""
    heard = [held for held in case.held if held.state.live_over and not not_completed(held.state)]
    return paper_on(
        case,
        "Trace from grade to minute",
        ([*(overall_facts(case) if held is heard[0] else ()), *_sitting(held)] for held in heard),
        Notice("Nothing to trace yet", "No sitting of this assessment was heard to its end."),
        "Part of an appeal bundle. Confidential: holds personal data.",
    )


def _sitting(held: Held) -> Iterator[Block]:
    state = held.state
    grade = method_grade(state)
    yield Heading(held.name)
    signed = moment(state.sealed.at) if state.sealed else "not signed off"
    yield Facts((("Grade", grade.grade or "none yet"), ("Why", grade.reason), ("Signed", signed)))
    yield Paragraph(SIGNS, quiet=True)
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
    cited, report = supporting(state, descriptor), state.report.get(descriptor.code)
    if cited or not report:
        yield from notes(state, cited)
    if report:
        yield Paragraph("The report of the project evidences it.")
    if only := pointing_to(state, descriptor):
        yield Paragraph(f"No evidence: what follows {ONLY_POINTS}.")
        yield from notes(state, only)
    codes = {descriptor.code, *descriptor.ksbs}
    asked = [one for one in state.questions if codes & set(one.aims)]
    if asked:
        yield Points(tuple(Point(_asked(held, one)) for one in asked))


def _asked(held: Held, question: Question) -> str:
    at = minute(held.state, question.phase, question.clock_ms)
    return f"Asked at {at}: {question.text or 'not written down'}"
