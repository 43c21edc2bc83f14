"""Calendar files: read back by a library and held against RFC 5545 by a check of our own."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from data.exchange.calendar_file import Event, calendar_file, read_back, revised

NOW = datetime(2026, 5, 20, 10, tzinfo=UTC)
DAY = timedelta(days=1)
SITTING = Event("a@epa-tui", "EPA M2", NOW + DAY, NOW, 120, "Talk.\nAt most 132 min.", "room 1")

_LINE = re.compile(rb"[A-Z][A-Z0-9-]*(?:;[A-Z-]+=[^:;]+)*:[^\r\n]*")


def lines_of(content: bytes) -> list[bytes]:
    """Return the unfolded lines of a file, each of which obeys RFC 5545, 3.1."""
    assert content.endswith(b"\r\n")
    folded = content.split(b"\r\n")[:-1]
    for line in folded:
        assert line and len(line) <= 75, line
        line.decode()  # never folded within a character
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line), line
    lines: list[bytes] = []
    for line in folded:
        if line[:1] == b" ":
            lines[-1] += line[1:]
        else:
            lines.append(line)
    for line in lines:
        assert _LINE.fullmatch(line), line
    return lines


TEXT = st.text(max_size=120)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))
EVENTS = st.builds(
    Event,
    st.uuids().map(lambda name: f"{name}@epa-tui"),
    TEXT,
    st.one_of(MOMENTS.map(lambda at: at.replace(microsecond=0)), st.dates(date(2020, 1, 1))),
    MOMENTS.map(lambda at: at.replace(microsecond=0)),
    st.integers(1, 600),
    TEXT,
    TEXT,
    st.integers(0, 50),
    st.one_of(st.none(), st.integers(0, 10_000)),
    st.booleans(),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(EVENTS, max_size=4, unique_by=lambda event: event.uid))
def test_whatever_is_written_is_rfc_5545_and_reads_back(events: list[Event]) -> None:
    content = calendar_file(events)
    lines = lines_of(content)
    assert lines[0] == b"BEGIN:VCALENDAR" and lines[-1] == b"END:VCALENDAR"
    assert lines.count(b"BEGIN:VEVENT") == len(events)
    assert len(Calendar.from_ical(content).walk("VEVENT")) == len(events)
    found = read_back(content)
    assert found is not None and found[1].keys() == {event.uid for event in events}
    for event in events:
        kept = found[1][event.uid]
        assert (kept.start, kept.sequence, kept.cancelled) == (
            event.start,
            event.sequence,
            event.cancelled,
        )
        if isinstance(event.start, datetime):
            assert kept.minutes == event.minutes
    # What was read back and has not changed is written again byte for byte.
    assert calendar_file(revised(found[1].values(), found[1], NOW)) == content


def test_a_sitting_is_a_moment_in_utc_with_an_end_and_no_table_of_summer_times() -> None:
    london = timezone(timedelta(hours=1))
    event = replace(SITTING, start=datetime(2026, 6, 1, 11, tzinfo=london), alarm_minutes=30)
    lines = lines_of(calendar_file([event]))
    for line in (
        b"DTSTART:20260601T100000Z",
        b"DTEND:20260601T120000Z",
        b"DTSTAMP:20260520T100000Z",
        b"SEQUENCE:0",
        b"STATUS:CONFIRMED",
        b"TRIGGER:-PT30M",
        b"DESCRIPTION:Talk.\\nAt most 132 min.",
    ):
        assert line in lines
    assert b"BEGIN:VTIMEZONE" not in lines


def test_what_is_due_is_a_whole_day_that_takes_no_time() -> None:
    lines = lines_of(calendar_file([replace(SITTING, start=date(2026, 12, 31))]))
    assert b"DTSTART;VALUE=DATE:20261231" in lines and b"DTEND;VALUE=DATE:20270101" in lines
    assert b"TRANSP:TRANSPARENT" in lines


def last(events: tuple[Event, ...]) -> dict[str, Event]:
    found = read_back(calendar_file(events))
    assert found is not None
    return found[1]


def test_a_sitting_that_moves_keeps_its_uid_and_its_sequence_grows() -> None:
    later, written = NOW + timedelta(hours=1), last((SITTING,))
    same = revised([replace(SITTING, stamped=later)], written, later)
    assert same == (SITTING,)
    moved = replace(SITTING, start=SITTING.start + DAY, stamped=later)
    [once] = revised([moved], written, later)
    assert (once.uid, once.sequence, once.stamped) == (SITTING.uid, 1, later)
    [back] = revised([replace(SITTING, stamped=later)], last((once,)), later)
    assert back.sequence == 2 and back.start == SITTING.start
    [booked_often] = revised([replace(moved, sequence=7)], written, later)
    assert booked_often.sequence == 7


def test_other_words_are_a_new_stamp_and_no_new_sequence() -> None:
    later = NOW + timedelta(hours=1)
    [told] = revised([replace(SITTING, title="EPA M2: Testa Example")], last((SITTING,)), later)
    assert (told.sequence, told.stamped) == (0, later)


def test_what_is_no_longer_booked_is_cancelled_once_until_it_is_over() -> None:
    later, written = NOW + timedelta(hours=1), last((SITTING,))
    [gone] = revised([], written, later)
    assert gone.cancelled and gone.sequence == 1
    assert revised([], last((gone,)), later + DAY) == (gone,)
    assert revised([], written, NOW + 30 * DAY) == ()
    [again] = revised([SITTING], last((gone,)), later)
    assert not again.cancelled and again.sequence == 2


def test_a_calendar_that_is_not_ours_is_known_as_such() -> None:
    ours = calendar_file([SITTING], "assessment one")
    found = read_back(ours)
    assert found is not None and found[0] == "assessment one"
    for foreign in (
        b"",
        b"not a calendar",
        b"\xff\x00\xfe",
        ours.replace(b"epa-tui", b"another", 1),
        ours.replace(b"DTSTART:", b"DTSTART:x"),
        ours[:-40],
    ):
        assert read_back(foreign) is None
