"""What is told of a project: in a line, at the start gate, and in full."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from data.record.body import Body
from data.record.journey.project import (
    PresentationChecked,
    ProjectAgreed,
    ProjectDeadlineAgreed,
    ProjectMissing,
    ProjectSubmitted,
    ReportChecked,
    ReportCounted,
    ReportDeclared,
)
from data.rules.journey_view import JourneyView
from data.rules.project_facts import facts, gate_fact, line
from tests.data.rules.projects import DUE, TODAY, m1, project_view, without_project

AGREED = ProjectAgreed("The mill", "Two days", "A drama", "drama", "Gwen Example", "2026-01-30")
IN_TIME = ProjectSubmitted(1, "2026-04-20", "2026-04-27")
LATE = ProjectSubmitted(1, "2026-04-28", "2026-04-27", 1)
COUNTED = ReportCounted(
    "a.docx", "ab" * 32, "docx", 3000, 3010, 40, 2700, 3300, ("1200 One", "1800 Two"),
    ("900 appendices",), "Appendix A", ("K6", "S7"),
)  # fmt: skip
LONG, SHORT = replace(COUNTED, words=3301), replace(COUNTED, words=2600)


@pytest.mark.parametrize(
    ("bodies", "today", "told"),
    [
        ((), TODAY, None),
        ((AGREED,), DUE, None),
        ((AGREED,), TODAY, ("no submission recorded, due 27 Apr 2026", "warn")),
        ((ProjectMissing(1, "2026-05-01"),), TODAY, ("NOT SUBMITTED, due 27 Apr 2026", "loud")),
        ((IN_TIME,), TODAY, ("submitted 20 Apr 2026; words not counted", "good")),
        ((LATE,), TODAY, ("submitted 1 day late; words not counted", "warn")),
        ((IN_TIME, COUNTED), TODAY, ("submitted 20 Apr 2026; 3,000 words", "good")),
        ((IN_TIME, LONG), TODAY, ("submitted 20 Apr 2026; 3,301 words, 1 over", "warn")),
        ((LATE, SHORT), TODAY, ("submitted 1 day late; 2,600 words, 100 under", "warn")),
    ],
)
def test_what_is_told_at_the_start(
    bodies: tuple[Body, ...], today: date, told: tuple[str, str] | None
) -> None:
    fact = gate_fact(project_view(*bodies, today=today), 1)
    assert (fact and (fact.words, fact.tone)) == told


def test_at_a_re_sit_its_own_report_is_told_of() -> None:
    second = ProjectSubmitted(2, "2026-05-18", "2026-05-18")
    view = project_view(LATE, COUNTED, second, attempts=(m1(1, "fail"), m1(2)))
    fact = gate_fact(view, 2)
    assert fact is not None and fact.words == "submitted 18 May 2026; words not counted"


def test_a_line_says_where_a_project_stands() -> None:
    assert line(without_project()).words == "none in this standard"
    assert line(project_view(gateway_on=None)).words == "not recorded"
    assert line(project_view(AGREED, gateway_on=None)).words == "title agreed"
    assert line(project_view(today=DUE)).words == "report due 27 Apr 2026"
    assert line(project_view(LATE)).tone == "warn"


def test_no_report_is_waited_for_once_its_sitting_has_begun() -> None:
    assert line(project_view(attempts=[m1(1, "pass")])).words == "not recorded"
    failed, again = m1(1, "fail"), "report due 10 Jun 2026"
    assert line(project_view(attempts=[failed, m1(2)], rework="2026-06-10")).words == again
    passed = project_view(attempts=[failed, m1(2, "pass")], rework="2026-06-10")
    assert line(passed).words == "not recorded"


def told(view: JourneyView) -> dict[str, str]:
    found = {fact.label: fact.words for fact in facts(view)}
    assert all(len(label) <= 22 for label in found)
    return found


def test_everything_that_is_known_is_told() -> None:
    view = project_view(
        AGREED,
        ProjectDeadlineAgreed(1, "2026-05-11", "Ill", "Gwen Example"),
        replace(LATE, reason="Wrong file"),
        COUNTED,
        ReportChecked(("plan", "schedule"), False),
        ReportDeclared("employer", "Gwen Example", "2026-04-21"),
        PresentationChecked(1, ("approach", "resources", "risks", "lessons")),
    )
    assert told(view) == {
        "Title": "The mill",
        "Scope": "Two days",
        "Subject": "A drama",
        "Genre": "drama",
        "Approved": "by Gwen Example on 30 Jan 2026",
        "Time": "typically 84 hours within 12 weeks",
        "Start": "2 Feb 2026, the day of gateway",
        "Deadline": "11 May 2026, agreed by Gwen Example: Ill",
        "Submitted": "28 Apr 2026, 1 day after 27 Apr 2026",
        "In place of another": "Wrong file",
        "Words": "3,000 (2,700 to 3,300 are allowed)",
        "Counted": "1,200 One; 1,800 Two; 40 of them in tables",
        "Left out": "900 appendices; counting ended at: Appendix A",
        "File": "a.docx, SHA-256 abababababababab",
        "Outputs": "2 of 7; missing: resourcing, communication, requirements, regulation, "
        "monitoring",
        "KSB mapping": "appendix MISSING",
        "Codes in appendices": "2 of 24 codes occur; not found: K1 K2 K4 K5 K7 K8 K9 K11 K12 K19 "
        "K25 K26 K28 K34 S1 S2 S3 S5 S6 S10 S24 B3",
        "Own work declared": "apprentice: not yet; employer (Gwen Example, 21 Apr 2026)",
        "Presentation": "4 of 4",
    }


def test_what_is_not_known_is_told_as_that() -> None:
    found = told(project_view(gateway_on=None))
    assert found["Title, scope, subject"] == "not recorded as agreed"
    assert found["Deadline"] == "none yet: it follows from the start"
    again = told(project_view(IN_TIME, LONG, attempts=(m1(1, "fail"),)))
    assert again["Deadline"] == "none yet: it is agreed with the re-sit"
    assert again["Earlier report"] == "attempt 1: submitted 20 Apr 2026; 3,301 words, 1 over"
    assert told(without_project()) == {"Project": "This standard has none."}
