"""The planning meeting from its booking to its end, and the sittings that are booked in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from data.record.journey.machine import ACCEPTED, ON_PROGRAMME, PLANNED
from data.record.journey.planning import Meeting
from data.rules.agenda_facts import agenda_facts
from data.rules.booking_days import unusual
from data.rules.meeting import undo_newest
from data.rules.planning_part import PART
from data.rules.refused import Refused
from data.standards.own_holidays import OwnHolidays
from tests.data.rules.acting import MINUTE
from tests.data.rules.planned import DAY, OnTheWay

CHARGE = "The provider will incur a charge for nonattendance of a planning meeting"


def on_the_way(**more: str) -> OnTheWay:
    return OnTheWay(PART, **more)


def at(way: OnTheWay, days: int, hour: int = 10) -> datetime:
    return datetime.combine(way.today + days * DAY, datetime.min.time()) + timedelta(hours=hour)


def open_meeting(way: OnTheWay) -> Meeting:
    meeting = way.state.planning.open
    assert meeting is not None
    return meeting


def test_a_meeting_is_booked_begun_ticked_and_held_and_plans_the_assessment() -> None:
    way = on_the_way()
    way.do("book", at=at(way, 0), place="https://example.org/room")
    assert way.view.at == ACCEPTED and open_meeting(way).place == "https://example.org/room"
    way.do("start")
    way.wait(3).do("tick", topic="assessor")
    way.wait(2).do("tick", topic="dates")
    way.do("hold", present="Casey Fiction (employer)", topics=("appeals",))
    held = way.state.planning.held
    assert way.view.at == PLANNED and held is not None
    assert list(held.ticked) == ["assessor", "dates", "appeals"]
    assert held.present == "Casey Fiction (employer)" and held.number == 1
    assert way.state.planning.open is None


def test_what_was_not_talked_about_or_booked_is_told_and_does_not_hinder() -> None:
    way = on_the_way()
    told = way.do("hold", present="Casey Fiction", topics=("assessor", "dates")).told
    assert "Not ticked: timings, requirements" in told and "Not booked yet: M1, M2." in told
    assert way.view.at == PLANNED
    assert "not timings" in way.facts()["Agenda"]


def test_the_clock_of_a_meeting_is_its_two_entries_and_nothing_else() -> None:
    way = on_the_way()
    way.do("start")
    way.wait(12)
    meeting = open_meeting(way)  # the state is folded anew: as after a restart
    assert meeting.elapsed(way.now) == 12 * MINUTE
    way.do("hold", present="Casey Fiction")
    way.wait(500)
    held = way.state.planning.held
    assert held is not None and held.elapsed(way.now) == 12 * MINUTE


def test_a_restart_of_the_machine_does_not_stop_the_clock() -> None:
    way = on_the_way()
    way.do("start")
    later = replace(way.now.later(20 * MINUTE), tick=3, boot="another")
    assert open_meeting(way).elapsed(later) == 20 * MINUTE


def test_a_tick_can_be_taken_back_and_undone() -> None:
    way = on_the_way()
    with pytest.raises(Refused):
        undo_newest(way.state)
    way.do("start")
    way.do("tick", topic="dates")
    way.do("tick", topic="dates", back=True)
    assert not open_meeting(way).ticked
    way.add(undo_newest(way.state))
    assert list(open_meeting(way).ticked) == ["dates"]
    way.add(undo_newest(way.state))
    assert not open_meeting(way).ticked
    way.add(undo_newest(way.state))
    assert way.state.planning.open is None, "the begin as well, where it was a mistake"
    way.do("start")
    assert "no such line" in way.refused("tick", topic="lunch")


def test_undo_does_not_reach_into_a_meeting_that_is_over() -> None:
    way = on_the_way()
    way.do("start")
    way.do("tick", topic="dates")
    way.do("hold", present="Casey Fiction")
    with pytest.raises(Refused):
        undo_newest(way.state)


def test_who_did_not_come_is_recorded_with_the_charge_and_a_new_one_is_booked() -> None:
    way = on_the_way()
    way.do("book", at=at(way, 0))
    told = way.do("miss", who="the provider", at=at(way, 0, 11), told="no answer").told
    assert told.startswith(CHARGE)
    facts = way.facts()
    assert "the provider did not come" in facts["Meeting 1"] and CHARGE in facts.values()
    assert PART.line(way.view).words.startswith("missed")
    way.do("book", at=at(way, 3))
    assert [meeting.number for meeting in way.state.planning.meetings] == [1, 2]
    assert "yet to come" in way.refused("miss", who="the provider")


def test_moving_a_meeting_keeps_it_and_cancelling_ends_it() -> None:
    way = on_the_way()
    way.do("book", at=at(way, 2), place="room 1")
    way.do("book", at=at(way, 3), place="room 1")
    assert open_meeting(way).moved == 1
    way.do("cancel", reason="the employer is ill")
    last = way.state.planning.meetings[-1]
    assert last.cancelled == "the employer is ill" and last.moved == 2 and not last.open
    assert "No planning meeting" in way.refused("cancel", reason="again")


def test_nothing_is_planned_before_gateway_and_nothing_runs_twice() -> None:
    early = on_the_way(gateway_on="")
    assert early.view.at == ON_PROGRAMME
    for verb, given in (
        ("book", {"at": at(early, 1)}),
        ("start", {}),
        ("hold", {"present": "x"}),
        ("sitting", {"method": "M1", "at": at(early, 1)}),
    ):
        assert "gateway" in early.refused(verb, **given)
    way = on_the_way()
    way.do("start")
    for verb, given in (("start", {}), ("book", {"at": at(way, 1)})):
        assert "under way" in way.refused(verb, **given)
    way.do("cancel", reason="the line broke down")
    assert way.state.planning.open is None


def test_a_second_meeting_is_held_without_a_second_move() -> None:
    way = on_the_way()
    way.do("hold", present="Casey Fiction")
    way.do("hold", present="Casey Fiction, Testa Example", on=way.today)
    assert [body.kind for body in (e.body for e in way.entries)].count("planning-done") == 1
    assert way.view.at == PLANNED


@pytest.mark.parametrize("days", [-400, -1])
def test_the_past_is_refused(days: int) -> None:
    way = on_the_way()
    assert "is over" in way.refused("book", at=at(way, days))
    assert "is over" in way.refused("sitting", method="M1", at=at(way, days), reason="why not")


def test_a_day_outside_the_period_needs_a_reason_which_is_kept() -> None:
    way = on_the_way()
    assert "after the EPA period" in way.refused("sitting", method="M2", at=at(way, 300))
    way.do("sitting", method="M2", at=at(way, 300), reason="exceptional circumstances EC-1")
    assert way.entries[-1].body.__dict__["reason"] == "exceptional circumstances EC-1"
    way.do("sitting", method="M1", at=at(way, 10), reason="not needed")
    assert way.entries[-1].body.__dict__["reason"] == ""


def test_two_methods_on_one_day_are_told_and_booked() -> None:
    way = on_the_way()
    assert "as well" not in way.do("sitting", method="M1", at=at(way, 9)).told
    assert (
        "M1 is booked for that day as well." in way.do("sitting", method="M2", at=at(way, 9)).told
    )
    assert "as well" not in way.do("sitting", method="M2", at=at(way, 10)).told


def test_a_sitting_is_booked_moved_and_left_alone_once_it_has_begun() -> None:
    way = on_the_way()
    way.do("sitting", method="M1", at=at(way, 9), place="studio 2")
    way.do("sitting", method="M1", at=at(way, 10))
    first, second = way.booked
    assert (first.method, first.kind, first.number) == ("M1", "first", 1)
    assert second.at == at(way, 10) and second.place == "studio 2"
    assert way.state.planning.sittings["M1", 1].times == 2
    way.attempts["M1", 1] = replace(way.attempts["M1", 1], begun=True)
    assert "has begun" in way.refused("sitting", method="M1", at=at(way, 11))


def test_a_resit_that_waits_for_its_day_keeps_its_number_and_its_circumstances() -> None:
    way = on_the_way()
    way.do("sitting", method="M1", at=at(way, 9))
    resit = replace(way.attempts["M1", 1], kind="re-sit", number=2, exceptional="EC-7")
    way.attempts["M1", 2] = resit
    way.do("sitting", method="M1", at=at(way, 20))
    booked = way.booked[-1]
    assert (booked.kind, booked.number, booked.exceptional) == ("re-sit", 2, "EC-7")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 5, 23), "weekend"),
        (date(2026, 5, 25), "bank holiday"),
        (date(2026, 6, 3), "bank holiday"),
        (date(2026, 5, 26), ""),
    ],
)
def test_weekends_and_holidays_are_told_and_booked(day: date, said: str) -> None:
    way = on_the_way()
    way.more["holidays"] = OwnHolidays(frozenset({date(2026, 6, 3)}))
    assert said in unusual(way.view, day)
    told = way.do("sitting", method="M2", at=datetime(day.year, day.month, day.day, 9)).told
    assert (said in told) and bool(said) == ("is on a" in told or "is a" in told)


def test_the_agenda_shows_the_facts_of_this_assessment() -> None:
    way = on_the_way()
    way.more["extra_per_mille"] = 250
    way.do("sitting", method="M2", at=at(way, 10))
    facts = agenda_facts(way.view)
    names = {line.name for line in way.view.journey.planning.agenda}
    assert facts.keys() <= names
    assert facts["assessor"] == "Pat Pretend"
    assert "M1 not booked" in facts["dates"] and "2026 10:00" in facts["dates"]
    assert facts["timings"] == "M1 25 + 50 min, 82:30 at most; M2 150 min, 165 at most"
    assert facts["requirements"] == "M1 report 2,700-3,300 words; M2 portfolio 0/15 pieces"
    assert "7 working days" in facts["certification"] and "15" in facts["certification"]
    assert "days left" in facts["cancellation"]


def test_without_entries_nothing_is_claimed() -> None:
    way = on_the_way()
    assert PART.line(way.view).words == "not recorded"
    assert way.facts()["Sitting M1"] == "not booked"
