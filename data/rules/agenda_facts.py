"""What is known of an assessment beside each line of its planning meeting's agenda.

Names of lines that are not known here have nothing beside them: the agenda is data of the standard.
"""

from __future__ import annotations

from data.rules.journey_view import JourneyView
from data.rules.moments import day_said, moment_said
from data.rules.sitting_length import length_of, length_said, minutes_said
from data.standards.model import Method


def agenda_facts(view: JourneyView) -> dict[str, str]:
    """Return what to say beside the lines of the agenda, by their names."""
    return {
        "assessor": view.assessor or "nobody is named yet",
        "dates": booked_words(view),
        "timings": "; ".join(_short_timing(view, method) for method in view.standard.methods),
        "requirements": _requirements(view),
        "preparation": _preparation(view),
        "cancellation": _cancellation(view),
        "certification": _certification(view),
    }


def booked_words(view: JourneyView) -> str:
    """Return what is booked of each method: `M1 Tue 24 Nov 2026 10:00; M2 not booked`."""
    return "; ".join(f"{m.code} {booking_of(view, m.code)}" for m in view.standard.methods)


def booking_of(view: JourneyView, method: str) -> str:
    """Return when the newest attempt at a method is booked, in words, wherever it was booked."""
    newest = view.newest.get(method)
    return moment_said(newest.scheduled_at) if newest and newest.scheduled_at else "not booked"


def timings(view: JourneyView) -> list[str]:
    """Return how long each method takes, the adjustment included."""
    extra = view.extra_per_mille
    said = [
        f"{method.code} {length_said(length_of(method, extra))}" for method in view.standard.methods
    ]
    return [*said, f"+{extra / 10:g} % extra time included"] if extra else said


def _short_timing(view: JourneyView, method: Method) -> str:
    """Return how long a method takes in few words: `M1 20 + 40 min, 66 at most`."""
    length = length_of(method, view.extra_per_mille)
    phases = " + ".join(
        minutes_said(phase.allotted).removesuffix(" min") for phase in length.phases
    )
    most = minutes_said(length.ceiling).removesuffix(" min")
    return f"{method.code} {phases} min, {most} at most"


def _requirements(view: JourneyView) -> str:
    project, portfolio = view.journey.project, view.journey.portfolio
    said = []
    if project.method and project.words:
        either_way = project.words * project.words_per_mille // 1000
        least, most = project.words - either_way, project.words + either_way
        said.append(f"{project.method} report {least:,}-{most:,} words")
    if portfolio.method and portfolio.pieces:
        listed = len(view.state.portfolio.pieces)
        said.append(f"{portfolio.method} portfolio {listed}/{portfolio.pieces} pieces")
    return "; ".join(said)


def _preparation(view: JourneyView) -> str:
    project = view.journey.project
    if not project.weeks:
        return ""
    return f"project of {project.hours} hours, typically, in {project.weeks} weeks"


def _cancellation(view: JourneyView) -> str:
    if view.epa_ends_on is None:
        return "the end of the EPA period is not recorded"
    left = (view.epa_ends_on - view.today).days
    ends = f"EPA period ends {day_said(view.epa_ends_on)}"
    return f"{ends}, {left} days left" if left >= 0 else f"{ends}: it is over"


def _certification(view: JourneyView) -> str:
    due = view.standard.deadlines
    return (
        f"result in {due.result_working_days} working days, claim in {due.claim_working_days} from "
        "its upload"
    )
