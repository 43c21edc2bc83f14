"""Calendar files (iCalendar, RFC 5545): events as bytes that any calendar takes, and back.

Times are written in UTC, without a `VTIMEZONE`. An event here is one moment and never recurs, so
UTC says all there is: every calendar shows it in the time of its own place, and no table of summer
times in the file can be wrong or grow old.

Importing a file again updates what was imported before: an event keeps its UID for ever, and its
SEQUENCE grows whenever its time or status changes (RFC 5546, 3.2). What was written last is the
memory of that: `revised` compares with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from data.record.text import clean

if TYPE_CHECKING:
    from icalendar import Calendar
    from icalendar import Event as Component

PRODUCT = "-//epa-tui//assessments//EN"
"""By which a file of ours is known."""

_SCOPE = "x-epa-tui-scope"
"""Property that says whose events the file holds: all, or one assessment."""

MAX_BYTES = 8_000_000
"""Size of the largest file that is read back: some 10,000 events."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a calendar."""

    uid: str
    """The same for ever; tells nothing about people."""
    title: str
    start: datetime | date
    """With a time zone; a date alone for something that is due on a day."""
    stamped: datetime
    """When this was last changed, with a time zone."""
    minutes: int = 0
    """How long it takes; of no meaning for a date."""
    description: str = ""
    place: str = ""
    sequence: int = 0
    """How often its time or status changed."""
    alarm_minutes: int | None = None
    """How long before it a reminder comes; None for none."""
    cancelled: bool = False


def calendar_file(events: Sequence[Event], scope: str = "all") -> bytes:
    """Return events as a calendar file.

    Args:
        events: In any order; no UID twice.
        scope: What is read back by `read_back`.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add(_SCOPE, clean(scope))
    for event in sorted(events, key=lambda one: (_order(one.start), one.uid)):
        calendar.add_component(_component(event))
    written: bytes = calendar.to_ical()
    return written


def read_back(content: bytes) -> tuple[str, dict[str, Event]] | None:
    """Return whose events a file of ours holds, and these by UID; None for any other file.

    Args:
        content: At the most `MAX_BYTES`.
    """
    from icalendar import Calendar

    try:
        calendar = Calendar.from_ical(content)
        if str(calendar.get("prodid")) != PRODUCT:
            return None
        return str(calendar.get(_SCOPE, "")), _events_in(calendar)
    except (ValueError, KeyError, AttributeError, TypeError, IndexError):
        return None


def revised(
    events: Iterable[Event], earlier: Mapping[str, Event], now: datetime
) -> tuple[Event, ...]:
    """Return events as they are to be written after others were.

    What has not changed keeps its stamp, so that the same file is written again. What is no longer
    there is cancelled as long as it is not over.

    Args:
        events: As they are now.
        earlier: What was written last, by UID.
        now: The present, with a time zone.
    """
    there = {event.uid: event for event in events}
    kept = [_revised(event, earlier.get(event.uid), now) for event in there.values()]
    gone = [old for uid, old in earlier.items() if uid not in there and not _over(old, now)]
    return (*kept, *(_cancelled(old, now) for old in gone))


def _revised(event: Event, old: Event | None, now: datetime) -> Event:
    if old is None:
        return event
    same = replace(event, sequence=old.sequence, stamped=old.stamped)
    if same == old and event.sequence <= old.sequence:
        return old
    moved = _timing(event) != _timing(old)
    least = old.sequence + 1 if moved else old.sequence
    return replace(event, sequence=max(event.sequence, least), stamped=now)


def _timing(event: Event) -> tuple[object, ...]:
    """Return what makes an event another one for those who were invited."""
    return event.start, event.minutes, event.cancelled


def _cancelled(old: Event, now: datetime) -> Event:
    if old.cancelled:
        return old
    # Its UID says which it is: nobody's name has to stay in the file for that.
    title = old.title.partition(": ")[0]
    return replace(old, title=title, cancelled=True, sequence=old.sequence + 1, stamped=now)


def _over(event: Event, now: datetime) -> bool:
    if isinstance(event.start, datetime):
        return event.start + timedelta(minutes=event.minutes) < now
    return event.start < now.astimezone().date()


def _order(start: datetime | date) -> str:
    return start.astimezone(UTC).isoformat() if isinstance(start, datetime) else start.isoformat()


# --- Components ----------------------------------------------------------------------------------


def _component(event: Event) -> Component:
    from icalendar import Event as Component

    made = Component()
    made.add("uid", clean(event.uid))
    made.add("dtstamp", _whole(event.stamped))
    made.add("sequence", event.sequence)
    made.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    made.add("summary", clean(event.title))
    _add_times(made, event)
    if event.description:
        made.add("description", clean(event.description, lines=True))
    if event.place:
        made.add("location", clean(event.place))
    if event.alarm_minutes is not None and not event.cancelled:
        _add_alarm(made, event)
    return made


def _add_times(made: Component, event: Event) -> None:
    if isinstance(event.start, datetime):
        start = _whole(event.start)
        made.add("dtstart", start)
        made.add("dtend", start + timedelta(minutes=event.minutes))
        return
    made.add("dtstart", event.start)
    made.add("dtend", event.start + timedelta(days=1))
    made.add("transp", "TRANSPARENT")  # a day on which something is due is not taken by it


def _add_alarm(made: Component, event: Event) -> None:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", clean(event.title))
    alarm.add("trigger", -timedelta(minutes=event.alarm_minutes or 0))
    made.add_component(alarm)


def _whole(moment: datetime) -> datetime:
    """Return a moment in UTC, to the second: the format knows no fraction of one."""
    return moment.astimezone(UTC).replace(microsecond=0)


def _events_in(calendar: Calendar) -> dict[str, Event]:
    return {event.uid: event for event in map(_event, calendar.walk("VEVENT"))}


def _event(made: Any) -> Event:
    start, end, stamped = (made.decoded(name) for name in ("dtstart", "dtend", "dtstamp"))
    if not (isinstance(start, date) and isinstance(stamped, datetime)):
        raise ValueError("a time that is none")  # it is handed on as the text that it was
    timed = isinstance(start, datetime)
    alarms = [alarm.decoded("trigger") for alarm in made.walk("VALARM")]
    return Event(
        str(made["uid"]),
        str(made["summary"]),
        start,
        stamped,
        round((end - start).total_seconds() / 60) if timed else 0,
        str(made.get("description", "")),
        str(made.get("location", "")),
        int(made.get("sequence", 0)),
        round(-alarms[0].total_seconds() / 60) if alarms else None,
        str(made.get("status", "")) == "CANCELLED",
    )
