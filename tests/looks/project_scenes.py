"""The production project and its report, and what the start gate shows of it; of `scenes`."""

from __future__ import annotations

from datetime import date

from data.exchange.project_part import PART
from data.record.journey.project import (
    ProjectAgreed,
    ProjectSubmitted,
    ReportChecked,
    ReportCounted,
    ReportDeclared,
)
from data.rules.step import Fact
from epa_tui.journeys import open_journey
from screens.journey import JourneyScreen
from screens.prepare import PrepareScreen
from tests.looks.stage import Shown, Stage, scene

SUBMITTED = ProjectSubmitted(1, "2026-05-15", "2026-05-12", 3)
COUNTED = ReportCounted(
    name="Report of the mill.docx",
    digest="5f3a" * 16,
    form="docx",
    words=3412,
    tokens=3431,
    in_tables=96,
    least=2700,
    most=3300,
    counted=("38 (before the first heading)", "912 Pre-production", "1604 Two shooting days"),
    left_out=("61 table of contents", "118 references", "2950 appendices"),
    until="Appendix A: Schedule",
    codes=("K4", "K5", "S1", "S2"),
)


@scene()
def prepare_report_late(stage: Stage) -> Shown:
    acted = stage.act("M1")
    assert acted.record.flush()
    words = "submitted 3 days late; 3,412 words, 112 over"
    return PrepareScreen(
        acted.record,
        acted.ticker,
        acted.loaded,
        free=lambda: 85 * 10**9,
        known=(Fact("Report", words, "warn"),),
    )


@scene("right")
def journey_project(stage: Stage) -> Shown:
    acted = stage.act("M1")
    assert acted.record.flush()
    record = open_journey(acted.store, acted.record.assessment.id)
    record.add(
        acted.ticker(),
        ProjectAgreed(
            "The mill at night",
            "Pre-production and two shooting days",
            "A short drama",
            "drama",
            "Gwen Example",
            "2026-02-10",
        ),
        SUBMITTED,
        COUNTED,
        ReportChecked(("plan", "resourcing", "schedule", "requirements", "monitoring"), True),
        ReportDeclared("apprentice", "Demo Sample", "2026-05-15"),
        changes={"gateway_on": date(2026, 2, 17).isoformat()},
    )
    return JourneyScreen(record, acted.ticker, (PART,), {})
