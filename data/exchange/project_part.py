"""The production project as a part of the journey: what can be recorded of it, and its report.

On this floor because one of its steps reads a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

from data.exchange.reading_report.counting import Count
from data.exchange.reading_report.errors import UncountableReport
from data.exchange.reading_report.reading import Counted, count_report
from data.record.journey.project import (
    PresentationChecked,
    ProjectAgreed,
    ReportChecked,
    ReportCounted,
)
from data.rules import project
from data.rules.counts import counted
from data.rules.dated import refuse_coming
from data.rules.days import day_written
from data.rules.journey_view import JourneyView
from data.rules.project_facts import facts, line
from data.rules.refused import Refused
from data.rules.step import Ask, Choice, Given, Outcome, Part, Step
from data.standards.journey import Demand, ProjectRules

_MOST_SECTIONS = 40
"""Sections of a report that are kept."""


def _agree(view: JourneyView, given: Given) -> Outcome:
    refuse_coming(view.today, given["on"])
    on = given["on"].isoformat()
    title, scope, subject = given["title"], given["scope"], given["subject"]
    return Outcome((ProjectAgreed(title, scope, subject, given["genre"], given["by"], on),))


def _agree_asks(view: JourneyView) -> Sequence[Ask]:
    agreed = view.state.project.agreed
    return (
        Ask("title", "Title", value=agreed.title if agreed else ""),
        Ask("scope", "Scope", hint="phases and tasks", value=agreed.scope if agreed else ""),
        Ask("subject", "Subject", value=agreed.subject if agreed else ""),
        Ask(
            "genre",
            "Genre",
            hint=f"e.g. {', '.join(view.journey.project.genres[:3])}",
            needed=False,
            value=agreed.genre if agreed else "",
        ),
        Ask("by", "Approved by", hint="for the organisation"),
        Ask("on", "Approved on", "day"),
    )


def _start(view: JourneyView, given: Given) -> Outcome:
    body = project.start(view, given["on"], given["reason"])
    weeks = view.journey.project.weeks
    due = given["on"] + timedelta(weeks=weeks)
    told = f"The report is due {weeks} weeks later, on {day_written(due)}."
    return Outcome((body,), told=" ".join(filter(None, (told, project.doubts(view, due)))))


def _start_asks(view: JourneyView) -> Sequence[Ask]:
    value = view.gateway_on.isoformat() if view.gateway_on else ""
    return (
        Ask("on", "Starts on", "day", value=value, ahead=True),
        Ask("reason", "Why before gateway", hint="only where it was", needed=False),
    )


def _deadline(view: JourneyView, given: Given) -> Outcome:
    asked = (given["on"], given["reason"], given["by"])
    body = project.agree_deadline(view, *asked)
    return Outcome((body,), told=project.doubts(view, given["on"]))


def _submit(view: JourneyView, given: Given) -> Outcome:
    body = project.submit(view, given["on"], given["reason"])
    late = f"{counted(body.late_days, 'day')} late." if body.late_days else "In time."
    return Outcome((body,), told=late if body.due_on else "No deadline is known.")


def _miss(view: JourneyView, given: Given) -> Outcome:
    return Outcome((project.miss(view, given["on"], given["reason"]),))


def _count(view: JourneyView, given: Given) -> Outcome:
    rules = view.journey.project
    try:
        counted = count_report(given["file"], rules, given["until"])
    except UncountableReport as error:
        raise Refused(str(error)) from error
    return Outcome((body_of(counted, rules),), told=_told(counted))


def body_of(counted: Counted, rules: ProjectRules) -> ReportCounted:
    """Return what is kept of a count: numbers, headings and codes, no text and no folder.

    Args:
        counted: The report.
        rules: Say how many words are allowed.
    """
    count = counted.count
    return ReportCounted(
        counted.name,
        counted.digest,
        counted.form,
        count.words,
        count.tokens,
        count.in_tables,
        *project.word_range(rules),
        tuple(_sections(count)),
        tuple(f"{number} {why}" for why, number in count.left_out),
        count.until,
        count.codes,
        counted.notices,
    )


def _sections(count: Count) -> Iterator[str]:
    """Go through the sections that were counted; of very many, the last are put together."""
    counted = [one for one in count.sections if not one.why]
    yield from (f"{one.words} {one.heading}" for one in counted[:_MOST_SECTIONS])
    if rest := counted[_MOST_SECTIONS:]:
        yield f"{sum(one.words for one in rest)} ({len(rest)} further sections)"


def _told(counted: Counted) -> str:
    """Say what was counted; the words of the report in here are shown once and not kept."""
    count = counted.count
    until = f"up to the heading “{count.until}”"
    end = until if count.until else "to the end: no heading ended it"
    return (
        f"{count.words:,} words were counted, from “{count.first}” to “{count.last}”, {end}. "
        "Check that this is the summary."
    )


def _check(view: JourneyView, given: Given) -> Outcome:
    return Outcome((ReportChecked(given["outputs"], given["mapping"]),))


def _check_asks(view: JourneyView) -> Sequence[Ask]:
    newest = project.newest_report(view)
    known = newest.check if newest else None
    outputs = _choices(view.journey.project.outputs)
    return (
        _many("outputs", "Outputs that are there", outputs, known.outputs if known else ()),
        Ask("mapping", "KSB mapping appendix", "yes"),
    )


def _declare(view: JourneyView, given: Given) -> Outcome:
    return Outcome((project.declare(view, given["who"], given["by"], given["on"]),))


def _declare_asks(view: JourneyView) -> Sequence[Ask]:
    return (
        Ask("who", "Declared by", "choice", choices=_choices(view.journey.project.declarations)),
        Ask("by", "Name"),
        Ask("on", "Signed on", "day"),
    )


def _present(view: JourneyView, given: Given) -> Outcome:
    return Outcome((PresentationChecked(project.attempt_now(view), given["contents"]),))


def _present_asks(view: JourneyView) -> Sequence[Ask]:
    noted = view.state.project.presentation(project.attempt_now(view))
    contents = _choices(view.journey.project.presentation)
    return (_many("contents", "What it contained", contents, noted.contents if noted else ()),)


def _many(name: str, label: str, choices: tuple[Choice, ...], known: Sequence[str]) -> Ask:
    hint, value = "those that are there", " ".join(known)
    return Ask(name, label, "many", hint, needed=False, choices=choices, value=value)


def _choices(demands: Sequence[Demand]) -> tuple[Choice, ...]:
    return tuple(Choice(demand.name, demand.text) for demand in demands)


def _asking(*asks: Ask) -> Callable[[JourneyView], Sequence[Ask]]:
    return lambda view: asks


_STEPS = (
    Step(
        "project.agree",
        "Agree the project",
        "Record the title, scope and subject that were agreed at gateway, and who approved them.",
        _agree_asks,
        _agree,
        project.closed_to_reports,
    ),
    Step(
        "project.start",
        "Start the project",
        "Record on which day the project starts; the deadline is counted from it.",
        _start_asks,
        _start,
        project.closed_to_reports,
    ),
    Step(
        "project.deadline",
        "Agree a later deadline",
        "Record a later day for the report, with the reason.",
        _asking(
            Ask("on", "Due on", "day", ahead=True), Ask("reason", "Reason"), Ask("by", "Agreed by")
        ),
        _deadline,
        project.closed_to_deadlines,
    ),
    Step(
        "project.submit",
        "Record the submission",
        "Record the day on which the report came; how late it is follows.",
        _asking(
            Ask("on", "Submitted on", "day"),
            Ask("reason", "Why another", hint="only where a report came before", needed=False),
        ),
        _submit,
        project.closed_to_reports,
    ),
    Step(
        "project.missing",
        "Record that none came",
        "Record that no report was there after its deadline; one may still come, late.",
        _asking(
            Ask("on", "Looked for on", "day", value="today"),
            Ask("reason", "What is known", needed=False),
        ),
        _miss,
        project.closed_to_missing,
    ),
    Step(
        "project.report",
        "Count the words",
        "Count the words of the report, up to its appendices; the text itself is not kept.",
        _asking(
            Ask("file", "Report", "file", ".docx, .pdf, .md or .txt"),
            Ask("until", "Appendices begin at", hint="heading, if another", needed=False),
        ),
        _count,
        project.closed_without_report,
    ),
    Step(
        "project.check",
        "Check the outputs",
        "Record which outputs the report brings along, and whether an appendix maps the KSBs.",
        _check_asks,
        _check,
        project.closed_without_report,
    ),
    Step(
        "project.declare",
        "Record a declaration",
        "Record who declared that the submitted work is the apprentice's own.",
        _declare_asks,
        _declare,
        project.closed_without_report,
    ),
    Step(
        "project.presentation",
        "Note the presentation",
        "Record which of the demanded contents the presentation had.",
        _present_asks,
        _present,
        project.closed,
    ),
)

PART = Part("project", "Project", line, facts, _STEPS)
"""The production project."""
