"""Feedback says what is to be said and no more: no grade too early, and nobody's notes."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from data.exchange.papers.as_markdown import markdown
from data.exchange.papers.case import Case
from data.exchange.papers.feedback import HELD_BACK, feedback_paper
from data.record import entries as e
from data.record.journey.conduct import Conducted
from data.record.journey.results import ResultPublished, Results
from data.rules.grading import method_grade
from tests.data.exchange.building import SHIPPED, heard, judged
from tests.data.exchange.papers.papered import case_of, state_of
from tests.data.exchange.papers.reading import of_markdown

GRADE = re.compile(r"(?i)\b(pass|fail|distinction|grade)")


def text_of(case: Case) -> str:
    return of_markdown(markdown(feedback_paper(case)))


@pytest.mark.parametrize("failed", ["", "P4", "D1"])
def test_before_publication_no_word_tells_a_grade(failed: str) -> None:
    words = "You passed. This fails the plan; a Distinction was near. The grades are good."
    for text in (words, "Sound work."):
        told = text_of(case_of(state_of("M1", text, failed=failed), state_of("M2", text)))
        assert not GRADE.search(told.replace(HELD_BACK, ""))
        assert (HELD_BACK in told) == (text == words)
        assert "Draft: not to be sent yet" in told


def test_once_it_is_published_the_method_has_its_grade_and_the_rules_follow() -> None:
    told = text_of(case_of(state_of("M1", failed="P4"), state_of("M2"), released=True))
    assert "Draft" not in told
    assert "Grade\nfail" in told and "Grade\ndistinction" in told
    assert "Pass descriptors that were not met" in told
    journey, standard = case_of(state_of("M1")).view.journey, SHIPPED.standard
    for words in (*journey.papers.again, journey.papers.appeals, "To be taken again: M1"):
        assert words and words in told
    for line in (standard.resit.rule or "").strip().split("\n"):
        assert line in told
    assert "The EPA period ends on 1 August 2026" in told


def test_a_published_result_is_told_until_the_record_changes_or_a_suspicion_holds_it() -> None:
    case = case_of(state_of("M1"))
    held = case.held[0]
    told = ResultPublished(
        held.sitting.id, "M1", 1, "distinction", held.state.last.hash, "2026-06-01"
    )
    for published, suspected, shown in (
        (told, False, True),
        (told, True, False),
        (replace(told, head="another"), False, False),
    ):
        state = replace(
            case.view.state,
            results=Results(published=(published,)),
            conduct=Conducted(held=suspected),
        )
        text = text_of(replace(case, view=replace(case.view, state=state)))
        assert ("Grade\ndistinction" in text) == shown == ("Draft" not in text)


def test_whoever_passed_reads_of_the_certificate_and_of_no_re_sit() -> None:
    told = text_of(case_of(state_of("M1"), state_of("M2"), released=True))
    assert "certificate claim" in told and "re-sit" not in told.replace("resit/retake", "")


def test_it_holds_the_assessors_feedback_and_nothing_that_was_noted() -> None:
    record = judged(heard(SHIPPED, "M1", "1", "QQNOTEQQ"), "QQSAIDQQ", failed="P2")
    record.add(e.NoteSetAside(min(record.state.notes), "QQASIDEQQ"))
    told = text_of(case_of(record.seal(), released=True))
    assert told.count("QQSAIDQQ") == len(record.state.criteria) + 1
    assert "QQNOTEQQ" not in told and "QQASIDEQQ" not in told
    assert "1000159800" not in told and "P4+" not in told
    for descriptor in record.state.criteria:
        assert descriptor.text.split("\n")[0] in told


def test_what_is_not_signed_off_says_so_and_tells_nothing() -> None:
    state = state_of("M1", "QQSAIDQQ", seal=False)
    told = text_of(case_of(state))
    assert "not signed off" in told and "QQSAIDQQ" not in told
    assert method_grade(state).grade


def test_the_day_of_the_result_is_counted_in_working_days() -> None:
    assert "published by 1 June 2026" in text_of(case_of(state_of("M1")))
