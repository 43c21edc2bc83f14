"""The planning meeting and the portfolio, as far as they have come."""

from __future__ import annotations

from data.exchange.portfolio_part import PART as PORTFOLIO
from data.rules.planning_part import PART as PLANNING
from screens.meeting import MeetingScreen
from screens.portfolio import PortfolioScreen
from tests.looks.stage import Shown, Stage, scene
from tests.screens.planned import Planned

_PIECES = (
    ("Call sheet and unit list for a two-day shoot", "document", "K3 K10 K13 S4 S8"),
    ("Budget tracker with three supplier quotes compared", "document", "K14 K20 S9"),
    ("Pitch to the commissioning editor", "presentation", "K21 K22 S11 B1"),
    ("Recce of the harbour location", "video", "K23 S17 S18"),
    ("Voice note: how the weather day was rescheduled", "audio", "K24 S19 S20 S21 S22 S23 B2 B4"),
    ("Risk assessment for night work on the water, with the insurer's reply", "document", ""),
    ("Release forms and where they are kept", "document", "K27 K41"),
    ("Post-production schedule, first and last version", "document", "K42 S25 S26"),
    ("Wrap report", "document", "S28 S35 B5 B6"),
    ("Feedback round after the wrap", "other", "S36 S37 S38"),
)


def _planned(stage: Stage, **changes: str) -> Planned:
    planned = Planned(stage.folder / "planned", "M1", "M2", **changes)
    stage.also(planned.store)
    return planned


def _listed(stage: Stage) -> Planned:
    planned = _planned(stage)
    for number, (title, kind, ksbs) in enumerate(_PIECES, start=1):
        typed = {"number": str(number), "title": title, "kind": kind, "ksbs": ksbs}
        planned.do(PORTFOLIO, "keep", **typed, link=f"https://example.org/{number}")
    return planned


def _begun(stage: Stage) -> Planned:
    planned = _planned(stage)
    planned.do(PLANNING, "book", at="20/05/2026 12:00", place="https://call.example/plan")
    planned.do(PLANNING, "start").wait(3).do(PLANNING, "tick", topic="assessor")
    planned.do(PLANNING, "sitting", method="M1", at="24/06/2026 11:00", place="studio 2")
    return planned.wait(6).do(PLANNING, "tick", topic="dates").wait(2)


@scene()
def meeting(stage: Stage) -> Shown:
    planned = _begun(stage)
    return MeetingScreen(planned.record, planned.ticker)


@scene()
def meeting_over(stage: Stage) -> Shown:
    planned = _begun(stage).wait(36.4)
    return MeetingScreen(planned.record, planned.ticker)


@scene("down", "down", "down", "down")
def portfolio(stage: Stage) -> Shown:
    planned = _listed(stage)
    return PortfolioScreen(planned.record, planned.ticker)
