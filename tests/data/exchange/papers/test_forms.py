"""The record form holds the field set of a defensible record, the quality form its parts."""

from __future__ import annotations

from dataclasses import replace

from data.exchange.papers import quality_form as form
from data.exchange.papers.as_markdown import markdown
from data.exchange.papers.case import Case
from data.exchange.papers.making import KINDS
from data.exchange.papers.model import Blank, Choices, Paper
from data.exchange.papers.quality_facts import Compared, QualityFacts
from data.exchange.papers.words import moment_of
from data.record import entries as e
from data.record.journey import quality_kinds as q
from data.record.journey.quality import Marking, Quality
from data.rules.pointing import ONLY_POINTS
from tests.data.exchange.building import (
    ASSESSMENT,
    SHIPPED,
    SITTING,
    Record,
    heard,
    judged,
    opened,
)
from tests.data.exchange.papers.papered import case_of, state_of
from tests.data.exchange.papers.reading import of_markdown


def text_of(paper: Paper) -> str:
    return of_markdown(markdown(paper))


def full() -> Case:
    record = judged(heard(SHIPPED, "M1", "1", over_ms=60_000), failed="D2")
    record.add(e.Deviation("minimum questions", "the line was lost"))
    record.seal()
    record.add(e.Reopened("one rationale was on the wrong line"))
    return case_of(record.seal(), released=True)


def test_a_stranger_finds_every_field_of_a_record_form() -> None:
    told = text_of(KINDS["record-form"].make(full()))
    for field in (
        ASSESSMENT.uln,
        ASSESSMENT.employer,
        ASSESSMENT.provider,
        "Testa Example",
        "ST0792 version 1.1",
        "1: Film, TV, Commercial",
        "M1 Production project",
        "first attempt",
        "Assa Sample",
        "room 1",
        moment_of(SITTING.scheduled_at),
        "+25 % time, breaks 3 x 5 min, reference RA-0001",
        "passport",
        "its counter showed 2:13",
        "Over the allotted",
        "technical failure, back-dated by 0:20",
        "last point",
        "follow-up",
        "10 main questions of at least 6",
        "\u201cwe overspent\u201d",
        "report, page 12",
        "portfolio evidence 7",
        "P4+",
        "NOT MET",
        "was told in full",
        "question in overtime: asked late",
        "minimum questions: the line was lost",
        "their line dropped",
        "I judged this myself.",
        "A sound piece of work.",
        "pass: all pass descriptors are met; not met: D2",
        "one rationale was on the wrong line",
        "Result published",
    ):
        assert field in told, field
    for descriptor in full().held[0].state.criteria:
        assert f"{descriptor.grade}; {', '.join(descriptor.ksbs)}" in told


def test_a_trace_leads_from_the_grade_to_each_minute() -> None:
    told = text_of(KINDS["trace"].make(full()))
    assert told.index("pass") < told.index("P1: met") < told.index("D2: NOT MET")
    assert "Questioning 0:03" in told and "told how" in told and ": How?" in told


def test_a_stranger_reads_no_conflict_and_no_minute_of_the_wrong_phase() -> None:
    record = heard(SHIPPED, "M1", "1")
    record.add(e.Checked("conflict of interest", ok=True))
    told = text_of(KINDS["record-form"].make(case_of(judged(record).seal())))
    assert "Are you free of any interest in the apprentice, the employer and the provider?" in told
    assert "conflict of interest" not in told
    assert "Notes at Questioning 0:03" in told and "- speaks against it" in told


def test_a_sitting_that_was_not_completed_lists_no_descriptor_as_undecided() -> None:
    record = Record(SHIPPED, opened(SHIPPED, "M1", "1"))
    record.add(e.SittingEnded("no-show", "nobody came"))
    told = text_of(KINDS["record-form"].make(case_of(record.state)))
    assert "Nothing is judged: the sitting was not completed." in told and "undecided" not in told
    assert "Nothing to trace yet" in text_of(KINDS["trace"].make(case_of(record.state)))


def test_what_only_points_at_the_portfolio_is_told_as_no_evidence() -> None:
    held = case_of(judged(heard(SHIPPED, "M2", "1", "see piece 7")).seal())
    trace = text_of(KINDS["trace"].make(held))
    assert f"No evidence: what follows {ONLY_POINTS}." in trace
    record = text_of(KINDS["record-form"].make(held))
    assert "No note supports it." in record and f"a note {ONLY_POINTS}." in record
    said = case_of(judged(heard(SHIPPED, "M2", "1")).seal())
    assert "No evidence" not in text_of(KINDS["trace"].make(said))


def test_a_quality_form_without_a_record_is_to_be_filled_in_by_hand() -> None:
    paper = form.quality_form(full())
    labels = [block.label for block in paper.blocks if isinstance(block, Blank)]
    assert {"Second marker", "Signature", "Remarks and changes"} <= set(labels)
    ticks = [block for block in paper.blocks if isinstance(block, Choices)]
    assert ticks[-1].options == form.OUTCOMES and ticks[-1].chosen == ()


def test_a_quality_form_says_what_two_said_and_a_third_decided() -> None:
    facts = QualityFacts(
        "2026-05-21",
        "Quinn Quality",
        ("first of an assessor",),
        "Sam Second",
        "pass",
        9,
        10,
        "0.615",
        (Compared("P4", "met", "not met", "met", "Tess Third", "shown at 12:10"),),
        "agreed with remarks",
        "Quinn Quality",
        "2026-05-28",
        "one rationale is thin",
    )
    blocks = (*form._sampling(facts), *form._second(facts), *form._outcome(facts))
    compared = tuple(form._comparison(full().held[0], facts))
    paper = replace(form.quality_form(full()), blocks=(*blocks, *compared))
    told = text_of(paper)
    for words in ("Sam Second", "9 of 10 descriptors", "0.615", "Tess Third: shown at 12:10"):
        assert words in told
    assert "21 May 2026" in told and "one rationale is thin" in told
    assert not any(isinstance(block, Blank) for block in paper.blocks)


def assured(*, compared: bool) -> Case:
    case = full()
    name, head = case.held[0].sitting.id, case.held[0].state.last.hash
    done = q.SecondMarkingDone(name, "Sam Second", "fail")
    both = q.MarkingsCompared(
        name, "Assa Sample", "Sam Second", head, "pass", "fail", 10, 9, "0.615", ("P4",), ("P4",)
    )
    decided = q.Adjudicated(name, "P4", "Tess Third", False, False, "no figure was named", head)
    begun = q.SecondMarkingBegun(name, "Sam Second", head)
    marking = Marking(begun, 3, done=done)
    outcomes: tuple[q.SampleOutcome, ...] = ()
    if compared:
        marking = replace(marking, compared=both, adjudicated={"P4": decided})
        outcomes = (q.SampleOutcome(name, "Quinn", "2026-05-29", "not agreed", "regrade"),)
    sampled = (q.SittingSampled(name, "Quinn", "2026-05-21", ("fails",)),)
    quality = Quality(sampled, (), (marking,), outcomes)
    return replace(case, view=replace(case.view, state=replace(case.view.state, quality=quality)))


def test_the_second_markers_judgements_are_told_once_both_are_compared() -> None:
    before, after = (text_of(form.quality_form(assured(compared=c))) for c in (False, True))
    assert "Sam Second" in before and "told once both are compared" in before
    assert "Grade that follows\nfail" in after and "9 of 10" in after
    assert "Tess Third: no figure was named" in after
    record = text_of(KINDS["record-form"].make(assured(compared=True)))
    assert "not agreed, by Quinn on 29 May 2026; changed: P4" in record
    told = text_of(KINDS["feedback"].make(assured(compared=True)))
    assert not any(name in told for name in ("Sam Second", "Tess Third", "Quinn", "0.615"))


def test_nothing_begun_makes_papers_that_say_so() -> None:
    for kind in KINDS.values():
        assert text_of(kind.make(case_of())).strip()
    undone = case_of(state_of("M1", seal=False))
    assert "No sitting of this assessment is signed off" in text_of(form.quality_form(undone))
