"""What goes into a calendar: sittings that are booked, planning meetings, and whatever is due.

An event is made by a source: a function that gives the events of one assessment. To add a kind of
event, write such a function in a module beside this one (a day on which something is due is an
`Event` with a date as its start) and add it to `SOURCES`; its UIDs begin with the id of the
assessment or of a sitting, end with `@epa-tui`, and never change.

No more of a person goes out than an invitation needs: the name of the apprentice, and not even that
where `names` is False. Never the ULN, an employer, or that and why there is more time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import TypeAlias

from data.exchange.calendar_file import Event
from data.exchange.calendar_subject import Subject as Subject
from data.exchange.due_events import due_days
from data.record.journey.machine import WITHDRAWN
from data.record.journey.planning import Meeting
from data.record.phase_clock import MINUTE
from data.rules.moments import moment_read
from data.rules.sitting_length import length_of, length_said

Source: TypeAlias = Callable[[Subject], Iterable[Event]]


def events_of(subject: Subject) -> tuple[Event, ...]:
    """Return every event of an assessment."""
    return tuple(event for source in SOURCES for event in source(subject))


def sittings(subject: Subject) -> Iterator[Event]:
    """Give each sitting that has a time: as long as its phases, with the ceiling in words."""
    view = subject.view
    begun = {attempt.sitting_id for attempt in view.attempts if attempt.begun}
    for sitting in subject.sittings:
        if sitting.scheduled_at is None:
            continue
        method = view.standard.method(sitting.method)
        length = length_of(method, view.extra_per_mille)
        booked = view.state.planning.sittings.get((sitting.method, sitting.number))
        attempt = "" if sitting.attempt == "first" else f" ({sitting.attempt})"
        yield Event(
            f"{sitting.id}@epa-tui",
            subject.titled(f"EPA {method.code} {method.short}{attempt}"),
            datetime.fromtimestamp(sitting.scheduled_at // 1000, UTC),
            subject.now,
            -(-length.allotted // MINUTE),
            f"{method.title}\n{length_said(length).capitalize()}.",
            sitting.place,
            booked.times - 1 if booked else 0,
            subject.alarm_minutes,
            view.at == WITHDRAWN and sitting.id not in begun,
        )


def meetings(subject: Subject) -> Iterator[Event]:
    """Give each planning meeting that was booked, cancelled ones too."""
    view = subject.view
    for meeting in view.state.planning.meetings:
        if not meeting.at:
            continue
        agenda = [line.text for line in view.journey.planning.agenda]
        yield Event(
            f"{subject.assessment.id}-meeting-{meeting.number}@epa-tui",
            subject.titled("EPA planning meeting"),
            moment_read(meeting.at),
            subject.now,
            view.journey.planning.meeting_minutes,
            "\n".join(f"- {text}" for text in agenda),
            meeting.place,
            meeting.moved + _on_another_day(meeting),
            subject.alarm_minutes,
            bool(meeting.cancelled)
            or _on_another_day(meeting)
            or (meeting.open and view.at == WITHDRAWN),
        )


def _on_another_day(meeting: Meeting) -> bool:
    """Tell whether a meeting was held on another day than booked: nobody comes on that one."""
    held_on = meeting.held_on
    if meeting.started and not held_on:
        held_on = meeting.started.local().date().isoformat()
    booked_for = moment_read(meeting.at).astimezone().date().isoformat()
    return bool(held_on) and held_on != booked_for


SOURCES: tuple[Source, ...] = (sittings, meetings, due_days)
"""Where events come from."""
