"""When a report is due, how late it is, and what may be recorded of a project."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.record.body import Undone
from data.record.journey.machine import STATES
from data.record.journey.project import (
    PresentationChecked,
    ProjectDeadlineAgreed,
    ProjectMissing,
    ProjectStarted,
    ProjectSubmitted,
    ReportChecked,
    ReportCounted,
    ReportDeclared,
)
from data.rules import project
from data.rules.journey_view import JourneyView
from data.rules.refused import Refused
from data.rules.standing import Attempt
from data.standards.journey import ProjectRules
from tests.data.rules.projects import DUE, ENDS, GATEWAY, TODAY, m1, project_view, without_project

DAY = timedelta(days=1)
COUNTED = ReportCounted("a.docx", "0" * 64, "docx", 3000, 3010, 0, 2700, 3300, ("3000 All",), ())


def test_the_tolerance_is_a_tenth_of_three_thousand_words() -> None:
    assert project.word_range(project_view().journey.project) == (2700, 3300)


@given(st.integers(0, 20_000), st.integers(0, 1000))
def test_the_tolerance_holds_exactly_what_differs_by_no_more(words: int, per_mille: int) -> None:
    least, most = project.word_range(ProjectRules(words=words, words_per_mille=per_mille))
    assert (words - least) * 1000 <= words * per_mille < (words - least + 1) * 1000
    assert (most - words) * 1000 <= words * per_mille < (most - words + 1) * 1000


def test_every_number_of_words_is_within_or_off_by_as_much_as_it_is() -> None:
    for words in range(2600, 3401):
        off = ReportCounted("a", "0", "txt", words, words, 0, 2700, 3300, (), ()).off
        assert off == (words - 2700 if words < 2700 else words - 3300 if words > 3300 else 0)
    assert {w: off_of(w) for w in (2699, 2700, 3300, 3301)} == {2699: -1, 2700: 0, 3300: 0, 3301: 1}


def off_of(words: int) -> int:
    return ReportCounted("a", "0", "txt", words, words, 0, 2700, 3300, (), ()).off


def test_the_report_is_due_twelve_weeks_after_the_start_or_after_gateway() -> None:
    assert project.due_on(project_view(), 1) == DUE == GATEWAY + timedelta(days=84)
    started = project_view(ProjectStarted("2026-02-16"))
    assert project.due_on(started, 1) == DUE + 14 * DAY
    assert project.due_on(project_view(gateway_on=None), 1) is None


def test_a_start_before_gateway_needs_a_reason() -> None:
    view = project_view()
    with pytest.raises(Refused, match="after gateway, which was on 2 Feb 2026"):
        project.start(view, GATEWAY - DAY, "")
    assert project.start(view, GATEWAY - DAY, "Shot early").reason == "Shot early"
    assert project.start(view, GATEWAY, "").on == "2026-02-02"


@given(st.integers(-84, 23))
def test_how_late_a_report_is_is_counted_in_days_from_its_deadline(days: int) -> None:
    body = project.submit(project_view(), DUE + days * DAY, "")
    assert (body.late_days, body.due_on, body.attempt) == (max(0, days), DUE.isoformat(), 1)


def test_a_report_comes_neither_before_the_start_nor_tomorrow() -> None:
    view = project_view()
    with pytest.raises(Refused, match="started on 2 Feb 2026"):
        project.submit(view, GATEWAY - DAY, "")
    with pytest.raises(Refused, match="21 May 2026 lies ahead"):
        project.submit(view, TODAY + DAY, "")
    assert project.submit(project_view(gateway_on=None), TODAY, "").due_on == ""


def test_a_later_deadline_is_agreed_before_the_report_comes_and_within_the_period() -> None:
    view = project_view()
    for day, told in ((DUE, "agree a later day"), (ENDS + DAY, "a day within it")):
        with pytest.raises(Refused, match=told):
            project.agree_deadline(view, day, "Ill", "Gwen Example")
    body = project.agree_deadline(view, DUE + 7 * DAY, "Ill", "Gwen Example")
    later = project_view(body)
    assert project.due_on(later, 1) == DUE + 7 * DAY
    assert project.submit(later, DUE + 8 * DAY, "").late_days == 1
    with pytest.raises(Refused, match="there already"):
        project.agree_deadline(project_view(submitted()), ENDS, "Ill", "Gwen Example")


def submitted(attempt: int = 1, on: str = "2026-04-20", reason: str = "") -> ProjectSubmitted:
    return ProjectSubmitted(attempt, on, DUE.isoformat(), 0, reason)


def test_that_none_came_is_recorded_after_the_deadline_and_a_late_one_may_follow() -> None:
    with pytest.raises(Refused, match="may still come"):
        project.miss(project_view(today=DUE), DUE, "")
    with pytest.raises(Refused, match="may still come"):
        project.miss(project_view(), DUE, "")
    view = project_view(project.miss(project_view(), TODAY, "No answer"))
    assert view.state.project.missed(1) is not None
    after = project_view(ProjectMissing(1, "2026-05-01"), project.submit(view, TODAY, ""))
    assert after.state.project.missed(1) is None
    with pytest.raises(Refused, match="was submitted"):
        project.miss(after, TODAY, "")


def test_another_report_of_the_same_attempt_needs_a_reason_and_both_stay() -> None:
    view = project_view(submitted(), COUNTED)
    with pytest.raises(Refused, match="Say why this one takes its place"):
        project.submit(view, TODAY, "")
    after = project_view(submitted(), COUNTED, project.submit(view, TODAY, "Wrong file"))
    first, second = after.state.project.submissions
    assert first.count == COUNTED and second.count is None
    assert after.state.project.submission(1) == second


@pytest.mark.parametrize(
    ("attempts", "number"),
    [
        ((), 1),
        ((m1(1),), 1),
        ((m1(1, "fail"),), 2),
        ((m1(1, "fail"), m1(2)), 2),
        ((m1(1, "fail"), m1(2, "fail")), 3),
        ((m1(1, "pass"),), 1),
    ],
)
def test_for_which_attempt_a_report_is(attempts: tuple[Attempt, ...], number: int) -> None:
    assert project.attempt_now(project_view(attempts=attempts)) == number


def test_a_reworked_report_has_the_deadline_that_was_agreed_with_the_re_sit() -> None:
    failed = (m1(1, "fail"), m1(2))
    assert project.due_on(project_view(attempts=failed), 2) is None
    view = project_view(submitted(), COUNTED, attempts=failed, rework="2026-05-18")
    assert project.due_on(view, 2) == date(2026, 5, 18)
    body = project.submit(view, TODAY, "")
    assert (body.attempt, body.late_days) == (2, 2)
    after = project_view(submitted(), COUNTED, body, attempts=failed, rework="2026-05-18")
    assert [one.submitted.attempt for one in after.state.project.submissions] == [1, 2]
    first = after.state.project.submission(1)
    assert first is not None and first.count == COUNTED


def test_a_method_that_is_passed_takes_no_other_report() -> None:
    for grade in ("pass", "distinction"):
        view = project_view(attempts=(m1(1, grade),))
        assert project.closed_to_reports(view) == "M1 is passed: its report stands."
        with pytest.raises(Refused, match="its report stands"):
            project.submit(view, TODAY, "Better")


def test_what_was_found_belongs_to_the_newest_report_and_is_gone_with_it() -> None:
    found = (
        COUNTED,
        ReportChecked(("plan",), True),
        ReportDeclared("apprentice", "Demo Sample", "2026-04-20"),
        ReportDeclared("employer", "Gwen Example", "2026-04-21"),
        ReportDeclared("apprentice", "Demo Sample", "2026-04-22"),
        PresentationChecked(1, ("risks",)),
    )
    report = project_view(submitted(), *found).state.project.submission(1)
    assert report is not None and report.count == COUNTED
    assert [one.on for one in report.declared] == ["2026-04-21", "2026-04-22"]
    undone = project_view(submitted(), *found, Undone(2)).state.project
    assert undone.submissions == () and undone.presentation(1) is not None


def test_nothing_is_recorded_where_there_is_no_project_or_the_assessment_ended() -> None:
    assert "no project" in project.closed(without_project())
    ended = {at for at in STATES if project.closed(at_state(at))}
    assert ended == {"withdrawn", "claimed", "certificated"}
    assert project.closed_without_report(project_view()).startswith("Record first")


def at_state(at: str) -> JourneyView:
    view = project_view()
    return replace(view, state=replace(view.state, at=at))


def test_which_codes_of_the_method_occur() -> None:
    found, missing = project.mapped_codes(project_view(), ("K6", "S7", "K3"))
    assert found == ["K6", "S7"] and "K3" not in missing and len(missing) == 22


def test_a_deadline_that_was_agreed_counts_for_its_attempt_only() -> None:
    agreed = ProjectDeadlineAgreed(1, "2026-05-11", "Ill", "Gwen Example")
    view = project_view(agreed, attempts=(m1(1, "fail"),), rework="2026-06-10")
    assert project.due_on(view, 1) == date(2026, 5, 11)
    assert project.due_on(view, 2) == date(2026, 6, 10)
