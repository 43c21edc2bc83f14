"""Feedback says what is to be said and no more: no grade too early, and nobody's notes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from data.exchange.papers.as_markdown import markdown
from data.exchange.papers.case import Case
from data.exchange.papers.feedback import HELD_BACK, feedback_paper
from data.record import entries as e
from data.record.journey.again import Again, AgainAgreed
from data.record.journey.conduct import AssessmentWithdrawn, Conducted
from data.record.journey.results import GradeConfirmed, ResultPublished, Results
from data.rules.grading import method_grade
from tests.data.exchange.building import SHIPPED, Record, heard, judged, opened
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


def with_state(case: Case, **parts: Any) -> Case:
    return replace(case, view=replace(case.view, state=replace(case.view.state, **parts)))


def test_the_overall_grade_is_told_once_it_is_confirmed_and_still_holds() -> None:
    case = case_of(state_of("M1"), state_of("M2"), released=True)
    heads = tuple(attempt.head for attempt in case.view.attempts)
    confirmed = GradeConfirmed("pass", "M1 pass: pass", True, heads, "Quinn Q", "2026-06-02")
    for results, held, shown in (
        (Results(heads=heads, confirmation=confirmed), False, True),
        (Results(heads=heads, confirmation=confirmed), True, False),
        (Results(heads=heads), False, False),
        (Results(heads=("another",), confirmation=confirmed), False, False),
    ):
        told = text_of(with_state(case, results=results, conduct=Conducted(held=held)))
        assert ("Overall grade" in told and "Confirmed\n2 June 2026" in told) == shown
        assert "Quinn" not in told


def test_the_day_of_a_result_is_told_because_an_appeal_counts_from_it() -> None:
    case = case_of(state_of("M1"))
    held = case.held[0]
    told = (held.sitting.id, "M1", 1, "distinction", held.state.last.hash, "2026-06-01")
    results = Results(published=(ResultPublished(*told),))
    assert "Result published\n1 June 2026" in text_of(with_state(case, results=results))


def test_what_was_agreed_stands_before_the_rules() -> None:
    case = case_of(state_of("M1", failed="P4"), released=True)
    agreed = AgainAgreed("M1", "re-sit", 2, "Robin S", "2026-06-03", "", "2026-06-24")
    again = Again(agreed=(agreed,))
    next_one = replace(case.view.attempts[0], number=2, begun=False, scheduled_on="2026-06-30")
    view = replace(case.view, attempts=(*case.view.attempts, next_one))
    told = text_of(with_state(replace(case, view=view), again=again))
    words = "a re-sit was agreed on 3 June 2026. The reworked project is due on 24 June 2026."
    assert f"{words} It is booked for 30 June 2026." in told
    assert told.index(words) < told.index(case.view.journey.papers.again[0])


def test_a_method_that_is_booked_is_told_with_its_day() -> None:
    case = case_of(state_of("M1"), released=True)
    booked = replace(case.view.attempts[0], method="M2", begun=False, scheduled_on="2026-06-30")
    for attempts, shown in (((*case.view.attempts, booked), True), (case.view.attempts, False)):
        told = text_of(replace(case, view=replace(case.view, attempts=attempts)))
        assert ("portfolio of evidence is booked for 30 June 2026." in told) == shown


def test_a_sitting_that_nobody_came_to_was_not_assessed_and_awaits_no_result() -> None:
    record = Record(SHIPPED, opened(SHIPPED, "M1", "1"))
    record.add(e.SittingEnded("no-show", "nobody came"))
    told = text_of(case_of(record.state))
    assert "Nobody came to this sitting." in told and "Booked for" in told
    assert "Assessed on" not in told and "seven working days" not in told
    assert "Draft" not in told
    assert "Draft" in text_of(with_state(case_of(record.state), conduct=Conducted(held=True)))


def test_a_withdrawn_assessment_says_so_and_nothing_follows() -> None:
    left = AssessmentWithdrawn("Invented College", "2026-06-01", "employer")
    told = text_of(with_state(case_of(), conduct=Conducted(withdrawn=left)))
    assert "was withdrawn on 1 June 2026 and does not go on" in told
    assert "Draft" not in told and "Nothing to feed back yet" not in told
