"""The form of internal quality assurance: sampling, second marking, comparison and outcome.

What is recorded is filled in; what is not is a line to be filled in by hand.
"""

from __future__ import annotations

from collections.abc import Iterator

from data.exchange.papers.case import Case, Held, paper_on
from data.exchange.papers.model import (
    Blank,
    Block,
    Choices,
    Facts,
    Heading,
    Notice,
    Paper,
    Paragraph,
    Table,
)
from data.exchange.papers.quality_facts import QualityFacts, quality_of
from data.exchange.papers.words import attempt, day
from data.rules.blindness import apart, blind_words
from data.rules.grading import method_grade
from data.rules.sample_outcome import AGREED, NOT_AGREED, REMARKS
from data.rules.sealing import not_completed

OUTCOMES = (AGREED, REMARKS, NOT_AGREED)
"""What the quality assurance of a sitting can come to."""


def quality_form(case: Case) -> Paper:
    """Return the form, one part for each sitting that was signed off."""
    sealed = [held for held in case.held if held.state.sealed and not not_completed(held.state)]
    return paper_on(
        case,
        "Internal quality assurance",
        (_sitting(case, held) for held in sealed),
        Notice("Nothing to assure yet", "No sitting of this assessment is signed off."),
        "For internal quality assurance. Confidential.",
    )


def _sitting(case: Case, held: Held) -> Iterator[Block]:
    found, opened = quality_of(case, held), held.state.opened
    yield Heading(held.name)
    rows = [
        ("Attempt", attempt(opened.attempt, opened.number)),
        ("Assessor", opened.assessor or case.assessment.assessor),
        ("Grade as judged", method_grade(held.state).grade or ""),
        ("Record", f"{held.state.last.seq} entries, head {held.state.last.hash[:16]}"),
    ]
    yield Facts(tuple((name, told) for name, told in rows if told))
    yield Paragraph("Not for the second marker: it shows what the assessor judged.", quiet=True)
    yield from _sampling(found)
    yield from _second(found)
    yield from _comparison(held, found)
    yield from _outcome(found)


def _sampling(found: QualityFacts) -> Iterator[Block]:
    yield Heading("Sampling", 2)
    if not found.sampled_on:
        yield Choices("Sampled", ("yes", "no"))
        yield from (Blank("By"), Blank("On"), Blank("Why"))
        return
    reasons = ", ".join(found.reasons) or "chosen by hand"
    rows = (("Sampled by", found.sampled_by), ("On", day(found.sampled_on)), ("Why", reasons))
    yield Facts(rows)


def _second(found: QualityFacts) -> Iterator[Block]:
    yield Heading("Second marking", 2)
    yield Paragraph(
        "On the same notes, without the tags and judgements of the assessor.", quiet=True
    )
    if not found.marker:
        yield from (Blank("Second marker"), Choices("Blind", ("yes", "no")))
        yield from (Blank("Grade that follows"), Blank("On"))
        return
    grade = found.second_grade or "told once both are compared"
    rows = (
        ("Second marker", found.marker),
        ("Blind", blind_words(found.not_blind)),
        ("Grade that follows", grade),
    )
    yield Facts(rows)


def _comparison(held: Held, found: QualityFacts) -> Iterator[Block]:
    yield Heading("Comparison, descriptor by descriptor", 2)
    if not found.descriptors:
        yield _to_compare(held)
        return
    agreement = f"{found.agreed} of {found.descriptors} descriptors"
    told = apart(agreement, found.not_blind)
    yield Facts((("Both said the same", told), ("Cohen's kappa", found.kappa)))
    if not found.compared:
        yield Paragraph("The two differ on no descriptor.")
        return
    rows = tuple(
        (one.code, one.first, one.second, one.decided or "open", _why(one.by, one.reason))
        for one in found.compared
    )
    heads = ("Code", "Assessor", "Second marker", "Decided", "By whom and why")
    yield Table(heads, rows, (9, 13, 19, 14, 45))


def _why(by: str, reason: str) -> str:
    return ": ".join(part for part in (by, reason) if part)


def _to_compare(held: Held) -> Table:
    """Return the table to be filled in by hand: the second column is the assessor's."""
    words = {True: "met", False: "not met", None: ""}
    judged = held.state.judgements
    rows = tuple(
        (d.code, words[judged[d.code].met if d.code in judged else None], "", "", "")
        for d in held.state.criteria
    )
    heads = ("Code", "Assessor", "Second marker", "Decided", "By whom and why")
    return Table(heads, rows, (9, 13, 19, 14, 45))


def _outcome(found: QualityFacts) -> Iterator[Block]:
    yield Heading("Outcome", 2)
    yield Choices("Outcome", OUTCOMES, (found.outcome,) if found.outcome else ())
    if not found.outcome:
        yield from (Blank("Remarks and changes", 3), Blank("By"), Blank("On"), Blank("Signature"))
        return
    rows = [
        ("Remarks", found.remarks),
        ("By", found.outcome_by),
        ("On", day(found.outcome_on)),
    ]
    yield Facts(tuple((name, told) for name, told in rows if told))
