"""What may be recorded of the production project, and when its report is due.

Specification, "What happens during Gateway?" (84 hours, 12 weeks) and "Assessment Method 1
Component 1" (3,000 words +/- 10 %); the figures are data of the journey. Counting weeks from the
day of gateway where no other start was recorded is our convention.
"""

from __future__ import annotations

from datetime import date, timedelta

from data.record.journey.machine import CLOSED, PERIOD_OVER
from data.record.journey.project import (
    ProjectDeadlineAgreed,
    ProjectMissing,
    ProjectStarted,
    ProjectSubmitted,
    ReportDeclared,
    Submission,
)
from data.rules.dated import refuse_coming
from data.rules.days import day_written, iso_written
from data.rules.journey_view import JourneyView
from data.rules.refused import REASON, Refused
from data.standards.journey import ProjectRules


def word_range(rules: ProjectRules) -> tuple[int, int]:
    """Return the fewest and the most words that a report may have: 2,700 and 3,300.

    Args:
        rules: Say how many, and by how many thousandths the number may differ.
    """
    least = -(rules.words * (1000 - rules.words_per_mille) // -1000)
    return least, rules.words * (1000 + rules.words_per_mille) // 1000


def attempt_now(view: JourneyView) -> int:
    """Return the attempt at the project's method that a report would be for: 1 for the first."""
    newest = view.newest.get(view.journey.project.method or "")
    if newest is None:
        return 1
    return newest.number + (newest.grade == view.standard.fail)


def starts_on(view: JourneyView) -> date | None:
    """Return the day on which the project starts; that of gateway where none was recorded."""
    started = view.state.project.started
    return date.fromisoformat(started.on) if started else view.gateway_on


def ruled_due_on(view: JourneyView, attempt: int) -> date | None:
    """Return the day that the rules give for a report; None where there is none yet.

    Args:
        view: The assessment.
        attempt: 1 for the first attempt: weeks after the start. For another: what was agreed with
            the re-sit or re-take (specification, "Re-sits and Re-takes": three weeks).
    """
    if attempt > 1:
        agreed = view.state.again.agreement(view.journey.project.method or "", attempt)
        due = agreed.rework_due_on if agreed else ""
        return date.fromisoformat(due) if due else None
    start, weeks = starts_on(view), timedelta(weeks=view.journey.project.weeks)
    return start + weeks if start and weeks else None


def due_on(view: JourneyView, attempt: int) -> date | None:
    """Return the last day for a report: the one that was agreed, or else that of the rules."""
    agreed = view.state.project.agreed_deadline(attempt)
    return date.fromisoformat(agreed.due_on) if agreed else ruled_due_on(view, attempt)


def doubts(view: JourneyView, due: date) -> str:
    """Return what is doubtful of the day on which a report is due; empty where nothing is.

    Args:
        view: The assessment.
        due: The last day for the report.
    """
    told = []
    if view.epa_ends_on and due > view.epa_ends_on:
        told.append(f"That is after the EPA period, which ends {day_written(view.epa_ends_on)}.")
    if view.state.project.agreed is None:
        told.append("Title, scope and subject are not recorded as agreed yet.")
    return " ".join(told)


def closed(view: JourneyView) -> str:
    """Return why nothing can be recorded of a project; empty where it can."""
    if view.journey.project.method is None:
        return "This standard has no project."
    return f"{view.at_said}: the project stays as it is." if view.at in CLOSED else ""


def closed_to_reports(view: JourneyView) -> str:
    """Return why no report can be submitted; empty where one can."""
    if view.at == PERIOD_OVER:
        return "The EPA period is over: the entire EPA, with its project, has to be taken again."
    return closed(view) or _passed(view)


def _passed(view: JourneyView) -> str:
    """Return that the project's method is passed; empty where it is not."""
    method = view.journey.project.method or ""
    newest = view.newest.get(method)
    if newest and newest.grade not in (None, view.standard.fail):
        return f"{method} is passed: its report stands."
    return ""


def closed_to_deadlines(view: JourneyView) -> str:
    """Return why no other deadline can be agreed; empty where one can."""
    if reason := closed_to_reports(view):
        return reason
    there = view.state.project.submission(attempt_now(view))
    return "The report is there already: a deadline is agreed before it comes." if there else ""


def closed_to_missing(view: JourneyView) -> str:
    """Return why it cannot be said that no report came; empty where it can."""
    if reason := closed(view) or _passed(view):
        return reason
    attempt = attempt_now(view)
    due = due_on(view, attempt)
    if view.state.project.submission(attempt):
        return "The report was submitted. Take that back first where it is not so."
    if due and view.today <= due:
        return f"The report may still come: it is due on {day_written(due)}."
    return ""


def closed_without_report(view: JourneyView) -> str:
    """Return why nothing can be found of a report; empty where one was submitted."""
    if reason := closed(view):
        return reason
    return "" if newest_report(view) else "Record first that the report was submitted."


def newest_report(view: JourneyView) -> Submission | None:
    """Return the newest report, of whatever attempt; None where none was submitted."""
    submissions = view.state.project.submissions
    return submissions[-1] if submissions else None


def start(view: JourneyView, on: date, reason: str) -> ProjectStarted:
    """Record on which day the project starts.

    Args:
        view: The assessment.
        on: The day; may be to come.
        reason: Why it is before gateway; empty where it is not.

    Raises:
        Refused: It is before gateway and there is no reason, or after the EPA period.
    """
    if view.gateway_on and on < view.gateway_on and not reason:
        raise Refused(
            f"The project starts after gateway, which was on {day_written(view.gateway_on)}. "
            "Give that day or a later one, or the reason why it began before.",
            REASON,
            about="on",
        )
    if view.epa_ends_on and on > view.epa_ends_on:
        raise Refused(
            f"The EPA period ends on {day_written(view.epa_ends_on)}: choose a day within it.",
            about="on",
        )
    return ProjectStarted(on.isoformat(), reason)


def agree_deadline(view: JourneyView, on: date, reason: str, by: str) -> ProjectDeadlineAgreed:
    """Record that a later day was agreed for the report.

    Raises:
        Refused: It is no later than the deadline, is outside the EPA period, or the report is
            there already.
    """
    if reason_not := closed_to_deadlines(view):
        raise Refused(reason_not)
    attempt = attempt_now(view)
    due = due_on(view, attempt)
    if due and on <= due:
        raise Refused(f"The report is due on {day_written(due)}: agree a later day.", about="on")
    begun = starts_on(view)
    if begun and on < begun:
        raise Refused(
            f"The project starts on {day_written(begun)}: agree a day after that.", about="on"
        )
    if view.epa_ends_on and on > view.epa_ends_on:
        raise Refused(
            f"The EPA period ends on {day_written(view.epa_ends_on)}: agree a day within it.",
            about="on",
        )
    return ProjectDeadlineAgreed(attempt, on.isoformat(), reason, by)


def submit(view: JourneyView, on: date, reason: str) -> ProjectSubmitted:
    """Record that the report was submitted, and how late.

    Args:
        view: The assessment.
        on: The day on which it came.
        reason: Why it takes the place of one that came before it; empty where none did.

    Raises:
        Refused: The day is to come or before the start, or a report of this attempt is there and
            there is no reason for another.
    """
    refuse_coming(view.today, on)
    if reason_not := closed_to_reports(view):
        raise Refused(reason_not)
    begun, attempt = starts_on(view), attempt_now(view)
    if begun and on < begun:
        raise Refused(
            f"The project started on {day_written(begun)}: no report comes before that.", about="on"
        )
    agreed = view.state.again.agreement(view.journey.project.method or "", attempt)
    if agreed and on.isoformat() < agreed.on:
        raise Refused(
            f"The next attempt was agreed on {iso_written(agreed.on)}: its report comes later.",
            about="on",
        )
    if view.state.project.submission(attempt) and not reason:
        raise Refused(
            "A report of this attempt is there already. Say why this one takes its place; the "
            "earlier one stays in the record.",
            REASON,
            about="reason",
        )
    due = due_on(view, attempt)
    late = max(0, (on - due).days) if due else 0
    return ProjectSubmitted(attempt, on.isoformat(), due.isoformat() if due else "", late, reason)


def miss(view: JourneyView, on: date, reason: str) -> ProjectMissing:
    """Record that the report was not there.

    Raises:
        Refused: It was submitted, it is not due yet, or the day is to come.
    """
    refuse_coming(view.today, on)
    if reason_not := closed_to_missing(view):
        raise Refused(reason_not)
    attempt = attempt_now(view)
    due = due_on(view, attempt)
    if due and on <= due:
        raise Refused(f"The report may still come: it is due on {day_written(due)}.")
    return ProjectMissing(attempt, on.isoformat(), due.isoformat() if due else "", reason)


def declare(view: JourneyView, declaration: str, by: str, on: date) -> ReportDeclared:
    """Record that somebody declared that the work is the apprentice's own.

    Raises:
        Refused: The day is to come.
    """
    refuse_coming(view.today, on)
    return ReportDeclared(declaration, by, on.isoformat())


def mapped_codes(view: JourneyView, found: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Return the method's KSB codes that occur in the appendices, and those that do not.

    Args:
        view: Says which KSBs the project has to evidence.
        found: Codes that occur there.
    """
    method = view.journey.project.method or ""
    codes = [ksb.code for ksb in view.standard.statements(method, view.option)]
    return [code for code in codes if code in found], [code for code in codes if code not in found]
