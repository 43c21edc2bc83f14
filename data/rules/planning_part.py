"""The planning meeting as a part of the journey: where it stands, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data.record.journey.planning import Meeting
from data.rules import meeting as rules
from data.rules.agenda_facts import booking_of, timings
from data.rules.journey_view import JourneyView
from data.rules.moments import day_said, moment_said
from data.rules.step import Ask, Choice, Fact, Part, Step

_HERE = "a link or a room"


def _line(view: JourneyView) -> Fact:
    planning = view.state.planning
    meeting = planning.open or planning.held
    if meeting is None:
        return Fact("", _nothing(view), "muted")
    return Fact("", _where(meeting), "good" if meeting.held else "")


def _nothing(view: JourneyView) -> str:
    meetings = view.state.planning.meetings
    if not meetings:
        return "not recorded"
    return "missed: book a new one" if meetings[-1].missed else "cancelled: book a new one"


def _where(meeting: Meeting) -> str:
    """Return where a meeting stands, in a few words."""
    if meeting.held:
        return f"held {held_day(meeting)}"
    if meeting.started:
        return f"under way since {meeting.started.local():%H:%M}"
    return f"booked {moment_said(meeting.at)}" if meeting.at else "being prepared"


def held_day(meeting: Meeting) -> str:
    """Return the day on which a meeting was held, in words; empty where it was not."""
    if meeting.held_on:
        return day_said(date.fromisoformat(meeting.held_on))
    begun = meeting.started or meeting.ended
    return day_said(begun.local().date()) if begun else ""


def _facts(view: JourneyView) -> Sequence[Fact]:
    facts = [fact for meeting in view.state.planning.meetings for fact in _of(view, meeting)]
    for method in view.standard.methods:
        booked = booking_of(view, method.code)
        facts.append(Fact(f"Sitting {method.code}", booked, "muted" if "not" in booked else ""))
    facts += [Fact("Timings" if not n else "", said) for n, said in enumerate(timings(view))]
    return facts or [Fact("Meeting", "not recorded", "muted")]


def _of(view: JourneyView, meeting: Meeting) -> list[Fact]:
    """Return what is known of one meeting."""
    label = f"Meeting {meeting.number}"
    if meeting.missed:
        at = meeting.missed.at or meeting.at
        when = moment_said(at) if at else ""
        charge = view.journey.planning.missed or ""
        facts = [Fact(label, f"{when}: {meeting.missed.who} did not come".lstrip(": "), "loud")]
        facts += [Fact("Told", meeting.missed.excuse)] if meeting.missed.excuse else []
        return [*facts, Fact("Charge", charge, "warn")] if charge else facts
    if meeting.cancelled:
        return [Fact(label, f"cancelled: {meeting.cancelled}", "warn")]
    facts = [Fact(label, _where(meeting), "good" if meeting.held else "")]
    if meeting.place:
        facts.append(Fact("Place", meeting.place))
    if meeting.present:
        facts.append(Fact("Present", meeting.present))
    return [*facts, _agenda(view, meeting)] if view.journey.planning.agenda else facts


def _agenda(view: JourneyView, meeting: Meeting) -> Fact:
    names = [line.name for line in view.journey.planning.agenda]
    left = [name for name in names if name not in meeting.ticked]
    words = f"{len(names) - len(left)} of {len(names)}"
    if not left:
        return Fact("Agenda", f"{words} ticked", "good")
    return Fact("Agenda", f"{words} ticked; not {', '.join(left)}", "warn" if meeting.held else "")


def _booking(view: JourneyView) -> Sequence[Ask]:
    meeting = view.state.planning.open
    return (
        Ask("at", "Date and time", "moment", "e.g. 24/11/2026 10:00", ahead=True),
        Ask("place", "Place", hint=_HERE, needed=False, value=meeting.place if meeting else ""),
    )


def _cancelling(view: JourneyView) -> Sequence[Ask]:
    del view
    return (Ask("reason", "Why"),)


def _missing(view: JourneyView) -> Sequence[Ask]:
    del view
    return (
        Ask("who", "Who did not come", hint="the provider, the employer, a name"),
        Ask("at", "Given up at", "moment", "left out: now", needed=False, since="gateway"),
        Ask("told", "What was told", hint="any reason that was given", needed=False),
    )


def _topics(view: JourneyView) -> tuple[Choice, ...]:
    return tuple(Choice(line.name, line.text) for line in view.journey.planning.agenda)


def _ticking(view: JourneyView) -> Sequence[Ask]:
    return (
        Ask("topic", "Line of the agenda", "choice", choices=_topics(view)),
        Ask("back", "Take the tick back", "yes", needed=False),
    )


def _holding(view: JourneyView) -> Sequence[Ask]:
    meeting = view.state.planning.open
    # What was ticked while its clock ran is not asked again; where that is all, it is shown.
    ticked = meeting.ticked if meeting else {}
    left = tuple(topic for topic in _topics(view) if topic.code not in ticked)
    topics, value = (left, "") if left else (_topics(view), " ".join(ticked))
    return (
        Ask("present", "Who was present", hint="e.g. apprentice, employer, provider"),
        Ask("topics", "Talked about", "many", needed=False, choices=topics, value=value),
        Ask("on", "Held on", "day", "where its clock did not run", needed=False, since="gateway"),
    )


def _sitting(view: JourneyView) -> Sequence[Ask]:
    methods = tuple(Choice(method.code, method.short) for method in view.standard.methods)
    booked = {code for code, attempt in view.newest.items() if attempt.scheduled_on}
    dayless = (method.code for method in methods if method.code not in booked)
    return (
        Ask("method", "Method", "choice", choices=methods, value=next(dayless, "")),
        Ask("at", "Date and time", "moment", "e.g. 24/11/2026 10:00", ahead=True),
        Ask("place", "Place", hint=_HERE, needed=False),
        Ask("reason", "Reason", hint="of a day outside the period", needed=False),
    )


PART = Part(
    "planning",
    "Planning meeting",
    _line,
    _facts,
    (
        Step(
            "planning.book",
            "Book meeting",
            "Book the planning meeting, or move the one that is booked.",
            _booking,
            rules.book,
            rules.closed_when_begun,
        ),
        Step(
            "planning.sitting",
            "Book sitting",
            "Give the sitting of a method its day, time and place.",
            _sitting,
            rules.book_sitting,
            rules.closed_to_sittings,
        ),
        Step(
            "planning.start",
            "Begin meeting",
            "Begin the meeting: its clock counts from now.",
            lambda view: (),
            rules.start,
            rules.closed_when_begun,
        ),
        Step(
            "planning.tick",
            "Tick agenda",
            "Tick a line of the agenda that was talked about.",
            _ticking,
            rules.tick,
            rules.closed_unless_begun,
        ),
        Step(
            "planning.hold",
            "Meeting held",
            "End the meeting, or record one that was held without its clock.",
            _holding,
            rules.hold,
            rules.closed,
        ),
        Step(
            "planning.miss",
            "Somebody did not come",
            "Record who did not come to the meeting; a new one can be booked.",
            _missing,
            rules.miss,
            rules.closed_without_meeting,
        ),
        Step(
            "planning.cancel",
            "Cancel meeting",
            "Cancel the meeting that is booked, or break off the one that is under way.",
            _cancelling,
            rules.cancel,
            rules.closed_without_meeting,
        ),
    ),
)
"""The planning meeting."""


def step_of(verb: str) -> Step:
    """Return a step of this part by the second word of its command."""
    return next(step for step in PART.steps if step.verb == verb)
