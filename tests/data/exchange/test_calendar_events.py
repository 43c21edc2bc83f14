"""What of an assessment goes into a calendar, and what never does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from data.exchange.calendar_events import Subject, events_of
from data.exchange.calendar_file import Event, calendar_file
from data.record.journey.conduct_kinds import Suspected
from data.rules.planning_part import PART
from data.rules.standing import Attempt
from data.store.rows import Sitting
from tests.data.rules.planned import OnTheWay
from tests.data.store.building import a_sitting, an_assessment

AT = 1_780_000_000_000


def subject(way: OnTheWay, *sittings: Sitting, names: bool = True, **more: int) -> Subject:
    assessment = an_assessment(1, given_names="Testa", family_name="Example", breaks="3 x 5 min")
    way.more |= more
    return Subject(way.view, assessment, sittings, way.now.utc, names)


def sittings() -> tuple[Sitting, ...]:
    return (
        a_sitting(1, method="M1", scheduled_at=AT, place="studio 2"),
        a_sitting(2, method="M2", scheduled_at=AT),
        a_sitting(3, method="M2", scheduled_at=None),
    )


def only(events: Iterable[Event], part: str) -> Event:
    [found] = [event for event in events if part in event.title]
    return found


def timed(whose: Subject) -> list[Event]:
    """Return what takes place at a time, without the days on which something is due."""
    return [event for event in events_of(whose) if isinstance(event.start, datetime)]


def test_each_sitting_with_a_time_lasts_as_long_as_its_phases() -> None:
    events = timed(subject(OnTheWay(PART), *sittings(), extra_per_mille=250))
    first, second = only(events, "M1"), only(events, "M2")
    assert len(events) == 2
    assert (first.minutes, second.minutes) == (75, 150)
    assert "82:30 min at most" in first.description and "165 min at most" in second.description
    assert first.start == datetime.fromtimestamp(AT / 1000, UTC) and first.place == "studio 2"


def test_the_sequence_grows_with_each_booking_made_in_the_planning() -> None:
    way = OnTheWay(PART)
    tomorrow = datetime.combine(way.today, datetime.min.time()) + timedelta(days=1)
    for hours in (9, 10, 11):
        way.do("sitting", method="M1", at=tomorrow + timedelta(hours=hours))
    sitting = a_sitting(1, method="M1", scheduled_at=AT)
    assert only(events_of(subject(way, sitting)), "M1").sequence == 2


def test_the_meeting_is_there_with_its_agenda_moved_and_cancelled() -> None:
    way = OnTheWay(PART)
    tomorrow = datetime.combine(way.today, datetime.min.time()) + timedelta(days=1, hours=9)
    way.do("book", at=tomorrow, place="https://example.org/room")
    [meeting] = timed(subject(way))
    assert meeting.minutes == 45 and "Information on appeals" in meeting.description
    assert meeting.place == "https://example.org/room"
    way.do("book", at=tomorrow + timedelta(hours=1))
    [moved] = timed(subject(way))
    assert (moved.uid, moved.sequence) == (meeting.uid, 1) and moved.start > meeting.start
    way.do("cancel", reason="ill")
    [gone] = timed(subject(way))
    assert gone.uid == meeting.uid and gone.cancelled and gone.sequence == 2
    way.do("book", at=tomorrow)
    assert len({event.uid for event in timed(subject(way))}) == 2


def test_no_more_of_a_person_goes_out_than_an_invitation_needs() -> None:
    way = OnTheWay(PART)
    whole = subject(way, *sittings(), extra_per_mille=250)
    person = whole.assessment
    for names in (True, False):
        told = calendar_file(events_of(replace(whole, names=names))).decode().replace("\r\n ", "")
        assert ("Testa Example" in told) == names
        for kept in (person.uln, person.employer, person.provider, person.breaks, "extra", "25 %"):
            assert kept not in told


def test_a_day_on_which_something_is_due_is_a_day_of_the_calendar() -> None:
    way = OnTheWay(PART)
    ends = way.view.epa_ends_on
    [due] = [event for event in events_of(subject(way)) if event.start == ends]
    assert due.title == "EPA due: end of the EPA period: Testa Example"
    assert due.uid == "assessment-1-due-period@epa-tui"


def test_the_calendar_says_of_a_result_that_it_is_held_as_home_does() -> None:
    way = OnTheWay(PART)
    heard = way.today.isoformat()
    way.attempts["M1", 1] = Attempt("s-1", "M1", "first", 1, True, None, heard_on=heard)
    free = only(events_of(subject(way)), "publish")
    way.add(Suspected("Pat Pretend", f"{heard} 10:00", "Another voice read the answers out."))
    held = only(events_of(subject(way)), "publish")
    assert free.title == "EPA due: publish the result of M1: Testa Example"
    assert held == replace(free, title="EPA due: publish the result of M1, HELD: Testa Example")
    assert "HELD" not in only(events_of(subject(way)), "EPA period").title


def test_a_meeting_that_was_held_on_another_day_leaves_its_place_in_the_calendar() -> None:
    way = OnTheWay(PART)
    tomorrow = datetime.combine(way.today, datetime.min.time()) + timedelta(days=1, hours=9)
    way.do("book", at=tomorrow)
    [booked] = timed(subject(way))
    way.do("start")
    way.do("hold", present="Robin Specimen")
    [held] = timed(subject(way))
    assert held.cancelled and (held.uid, held.sequence) == (booked.uid, booked.sequence + 1)
