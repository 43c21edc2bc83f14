"""The steps of a project: what they ask for, and what they keep of a report."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.exchange.project_part import PART
from data.record.journey.project import ReportCounted
from data.rules.journey_view import JourneyView
from data.rules.refused import Refused
from data.rules.step import Outcome, Step
from tests.data.exchange.reading_report.reports import as_text, made
from tests.data.rules.projects import project_view, without_project

DAY = date(2026, 4, 20)


def step(verb: str) -> Step:
    return next(step for step in PART.steps if step.verb == verb)


def do(view: JourneyView, verb: str, **given: Any) -> Outcome:
    asked = {ask.name: {"text": "", "many": ()}.get(ask.kind) for ask in step(verb).asks(view)}
    assert set(given) <= set(asked)
    return step(verb).do(view, {**asked, **given})


STEPS: Mapping[str, Mapping[str, Any]] = {
    "agree": {
        "title": "The mill",
        "scope": "Two days",
        "subject": "A drama",
        "by": "Gwen",
        "on": DAY,
    },
    "start": {"on": date(2026, 2, 16)},
    "deadline": {"on": date(2026, 6, 1), "reason": "Ill", "by": "Gwen Example"},
    "submit": {"on": DAY},
    "check": {"outputs": ("plan", "schedule"), "mapping": True},
    "declare": {"who": "employer", "by": "Gwen Example", "on": DAY},
    "presentation": {"contents": ("risks",)},
}


def test_a_project_goes_from_its_title_to_its_presentation() -> None:
    view = project_view()
    bodies: list[Any] = []
    for verb, given in STEPS.items():
        assert step(verb).closed(view) == "", verb
        bodies += do(view, verb, **given).bodies
        view = project_view(*bodies)
    state = view.state.project
    assert state.agreed and state.agreed.title == "The mill"
    report = state.submission(1)
    assert report and report.check and report.check.outputs == ("plan", "schedule")
    assert [one.by for one in report.declared] == ["Gwen Example"]
    assert state.presentation(1)


def test_what_is_asked_for_has_the_same_names_whatever_the_assessment() -> None:
    for one in PART.steps:
        assert [(ask.name, ask.kind) for ask in one.asks(project_view())] == [
            (ask.name, ask.kind) for ask in one.asks(without_project())
        ]
        assert one.closed(without_project()) == "This standard has no project."


def test_of_a_report_numbers_are_kept_and_no_text_and_no_folder(tmp_path: Path) -> None:
    folder = tmp_path / "Testa Example"
    folder.mkdir()
    path = folder / "report.txt"
    path.write_bytes(as_text(made(2700)))
    view = project_view(*do(project_view(), "submit", on=DAY).bodies)
    outcome = do(view, "report", file=path)
    (body,) = outcome.bodies
    assert isinstance(body, ReportCounted)
    assert (body.words, body.least, body.most, body.off) == (2700, 2700, 3300, 0)
    assert body.digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert body.left_out == ("8 references", "13 appendices")
    assert body.counted[0].endswith(" Introduction")
    assert body.codes == ("K1", "S4", "S5", "S6", "B2")
    assert "Testa" not in repr(vars(body)) and "schedule for" not in repr(vars(body))
    assert "“Introduction Text " in outcome.told and "Appendix A: Schedule" in outcome.told
    assert body.told == f"report counted: 2,700 words in report.txt (SHA-256 {body.digest[:12]})"


def test_of_very_many_sections_the_last_are_put_together(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("\n\n".join(f"PART {number}\n\nTwo words." for number in range(100)))
    (body,) = do(project_view(), "report", file=path).bodies
    assert isinstance(body, ReportCounted) and len(body.counted) == 41
    assert body.counted[-1] == "240 (60 further sections)"
    assert sum(int(one.partition(" ")[0]) for one in body.counted) == body.words == 400


def test_a_report_that_cannot_be_counted_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("Few words.")
    with pytest.raises(Refused, match="begins with the heading that was named"):
        do(project_view(), "report", file=path, until="Nowhere")
    with pytest.raises(Refused, match=r"save it as \.docx"):
        do(project_view(), "report", file=path.rename(tmp_path / "report.odt"))


def test_what_is_found_needs_a_report() -> None:
    for verb in ("report", "check", "declare"):
        assert step(verb).closed(project_view()) == "Record first that the report was submitted."


def test_days_that_are_to_come_are_refused_and_a_late_report_is_told() -> None:
    to_come = {**STEPS["agree"], "on": date(2027, 1, 1)}
    with pytest.raises(Refused, match="lies ahead"):
        do(project_view(), "agree", **to_come)
    assert do(project_view(), "submit", on=date(2026, 4, 30)).told == "3 days late."
    assert do(project_view(), "submit", on=DAY).told == "In time."
    told = do(project_view(), "start", on=date(2026, 2, 16)).told
    not_agreed = " Title, scope and subject are not recorded as agreed yet."
    assert told == "The report is due 12 weeks later, on 11 May 2026." + not_agreed
    agreed = do(project_view(), "agree", **STEPS["agree"]).bodies
    assert do(project_view(*agreed), "start", on=date(2026, 2, 16)).told in told
    late = do(project_view(*agreed), "start", on=date(2026, 6, 1)).told
    assert late.endswith("That is after the EPA period, which ends 1 Aug 2026.")
