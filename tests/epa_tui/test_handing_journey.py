"""The own record of an assessment goes along with a sitting, and is never overwritten."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from shutil import copytree

import pytest

from data.exchange.bundle_check import check_bundle
from data.exchange.handover_contents import entries_of, from_bytes, journey_of, to_bytes
from data.exchange.handover_errors import HandoverDamaged, HandoverNewer
from data.record.body import Body, Erased, Line
from data.record.chain import link
from data.record.cipher import ApprenticeKey
from data.record.journey.adjusting import AdjustingApproved, AdjustingRequested
from data.record.journey.again import Excepted
from data.record.journey.conduct_kinds import ComplaintMade, Suspected
from data.record.journey.gateway import GatewayAccepted, GatewaySubmitted
from data.record.journey.planning import SittingBooked
from data.record.journey.project import ProjectStarted
from data.record.journey.quality_kinds import SecondJudged, SecondMarkingBegun
from data.rules.journey_undoing import given_back, undo
from data.rules.step import Booking
from data.standards.loader import load_standard
from data.store.due_counting import DueCounting
from data.store.errors import TextErased
from data.store.handed import Carried, Fit, Handed
from data.store.journey_record import JourneyRecord
from data.store.rows import DueRow
from data.store.sitting_record import SittingRecord
from data.store.store import Store
from epa_tui.bundle.dossier import read_dossier
from epa_tui.bundle.making import make
from epa_tui.bundle.writing import write
from epa_tui.commands.taken_journey import journey_told, timeline
from epa_tui.giving import HELD, Given
from epa_tui.journey_parts import parts
from epa_tui.journeys import open_journey
from epa_tui.taking import Taken, take
from epa_tui.taking_journey import Joined
from tests.data.store.attacking import attack
from tests.epa_tui.laptops import Laptop, read
from tests.epa_tui.test_handing_over import SHIPPED, Two

WHOSE = "assessment-0"
ASKED = AdjustingRequested("2026-05-18", "more time", "Imaginary College")
SUSPECTED = Suspected("Pat Pretend", "2026-05-18T10:00", "a second voice")
COMPLAINT = ComplaintMade("Testa Example", "2026-05-19", "the room was loud")
APPROVED = AdjustingApproved("2026-05-20", "Robin Sample", "RA-7", extra_per_mille=250)
GIVEN_MORE = {"extra_per_mille": 250, "adjustment_reference": "RA-7"}


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two laptops, on the first a sitting under way and a record of its assessment."""
    folder = tmp_path_factory.mktemp("left") / "two"
    two = Two(folder).begun()
    records(two.first, ASKED, bookings=[Booking("M1", at=datetime(2026, 6, 1, 10))])
    two.close()
    return folder


@pytest.fixture
def two(left: Path, tmp_path: Path) -> Iterator[Two]:
    made = Two(copytree(left, tmp_path / "two"))
    made.world.wait(10)
    yield made
    made.close()


def opened(laptop: Laptop) -> JourneyRecord:
    return open_journey(laptop.store, WHOSE)


def records(laptop: Laptop, *bodies: Body, **more: object) -> None:
    opened(laptop).add(laptop(), *bodies, **more)  # type: ignore[arg-type]


def takes(laptop: Laptop, one: Given) -> Taken:
    handed = read(one)
    return take(laptop.store, handed, entries_of(handed), laptop())


def kinds(laptop: Laptop) -> list[str]:
    return [line.kind for line in laptop.store.journey_lines(WHOSE)]


def told(laptop: Laptop, joined: Joined) -> str:
    return "\n".join(journey_told(laptop.store, WHOSE, joined))


def test_it_is_there_with_what_is_booked_due_and_held_and_goes_on(two: Two, tmp_path: Path) -> None:
    records(two.first, SUSPECTED, ProjectStarted("2026-04-02"))
    there = two.given()
    assert "With it go 4 entries of the assessment" in there.words()
    assert HELD not in there.words()
    taken = takes(two.second, there)
    assert "4 entries added here" in told(two.second, taken.journey)
    assert two.second.store.journey_lines(WHOSE) == two.first.store.journey_lines(WHOSE)
    listed, there_listed = (one.store.journey(WHOSE) for one in (two.second, two.first))
    assert listed == there_listed and listed is not None and listed.held
    there_booked, booked = (one.store.sittings(WHOSE)[0] for one in (two.first, two.second))
    assert booked == there_booked and booked.stage == "booked"
    assert opened(two.second).state == opened(two.first).state
    assert dues(two.second) == dues(two.first) != []
    assert two.whole(two.second)
    in_a_bundle(two.second, tmp_path / "out")
    records(two.second, COMPLAINT)
    assert kinds(two.second)[-1] == COMPLAINT.kind and two.whole(two.second)


def dues(laptop: Laptop) -> list[DueRow]:
    DueCounting(laptop.store).count(laptop())
    return [owed.due for owed in laptop.store.dues("9999-12-31")]


def in_a_bundle(laptop: Laptop, folder: Path) -> None:
    """Assert that all of it is in a bundle, and in order."""
    (row,) = laptop.store.search("").rows
    files = make(read_dossier(laptop.store, row, laptop()), (), ("md",))
    write(folder, files)
    assert check_bundle(folder).findings == ()
    held = {one.path for one in files if one.path.startswith("records/")}
    assert held == {f"records/{WHOSE}.jsonl", "records/sitting-0.jsonl"}


def test_only_what_is_new_comes_back_and_a_decision_brings_its_change(two: Two) -> None:
    takes(two.second, two.given())
    records(two.second, APPROVED, changes=GIVEN_MORE)
    moved = datetime(2026, 6, 8, 9)
    records(two.second, bookings=[Booking("M1", at=moved)])
    back = two.second.gives(two.loaded, two.stick)
    taken = takes(two.first, back)
    assert [entry.kind for entry in taken.journey.new] == [APPROVED.kind]
    assert two.first.store.journey_lines(WHOSE) == two.second.store.journey_lines(WHOSE)
    here = two.first.store.assessment(WHOSE)
    assert (here.extra_per_mille, here.adjustment_reference) == (250, "RA-7")
    at = int(moved.astimezone().timestamp()) * 1000
    assert [one.scheduled_at for one in two.first.store.sittings(WHOSE)][:1] == [at]
    assert two.whole(two.first)


def test_a_file_twice_does_nothing_a_newer_one_adds_and_an_older_one_takes_nothing_back(
    two: Two,
) -> None:
    one = two.given()
    takes(two.second, one)
    assert takes(two.second, one).journey.fits is Fit.HERE
    records(two.first, APPROVED, SUSPECTED, changes=GIVEN_MORE)
    newer = takes(two.second, two.given())
    assert newer.state is None and [entry.seq for entry in newer.journey.new] == [3, 4]
    listed, kept = two.second.store.journey(WHOSE), two.second.store.journey_lines(WHOSE)
    assert listed is not None and listed.held and two.whole(two.second)
    late = takes(two.second, one)
    assert late.state is None and "2 entries further here" in told(two.second, late.journey)
    assert two.second.store.journey_lines(WHOSE) == kept
    assert two.second.store.assessment(WHOSE).extra_per_mille == 250


def test_two_that_both_recorded_are_told_and_nothing_is_overwritten(two: Two) -> None:
    takes(two.second, two.given())
    records(two.second, SUSPECTED)
    records(two.first, APPROVED, COMPLAINT, changes=GIVEN_MORE)
    kept = two.first.store.journey_lines(WHOSE)
    taken = takes(two.first, two.second.gives(two.loaded, two.stick))
    assert taken.state is not None and taken.journey.fits is Fit.DIFFERS
    assert two.first.store.journey_lines(WHOSE) == kept
    assert two.first.store.assessment(WHOSE).adjustment_reference == "RA-7"
    words = told(two.first, taken.journey)
    for part in ("NOT TAKEN: from entry 3 on", "RA-7", "room was loud", "second voice", "HELD"):
        assert part in words
    assert two.whole(two.first) and two.whole(two.second)


def test_one_that_was_changed_stays_behind_and_the_sitting_goes(two: Two) -> None:
    records(two.first, SUSPECTED)
    two.first.store.close()
    attack(two.first.home, "UPDATE journey_entry SET kind = 'other' WHERE seq = 2")
    two.first.store = Store.open(two.first.home)
    one = two.given()
    assert "The record of the assessment stays here. Entry 2" in one.words()
    assert HELD in str(one.prepared.state.last.body)
    assert takes(two.second, one).journey.fits is None and kinds(two.second) == []
    assert two.whole(two.second)


def test_what_was_begun_beside_it_stays_and_is_named(two: Two) -> None:
    store, whose = two.first.store, two.first.store.assessment(WHOSE)
    booked = next(one for one in store.sittings(WHOSE) if one.stage == "booked")
    assert SittingRecord.begin(store, booked, whose, two.loaded, two.first()).close()
    one = two.given()
    assert read(one).bookings == () and "M1 stays here" in one.words()
    with pytest.raises(HandoverDamaged):
        entries_of(replace(read(one), bookings=(store.sitting(booked.id),)))


def test_under_a_standard_that_only_came_along_the_journey_goes_on(tmp_path: Path) -> None:
    own = tmp_path / "first" / "standards" / "own.toml"
    own.parent.mkdir(parents=True)
    text = SHIPPED.path.read_text("utf-8")
    own.write_text(text.replace('version = "1.1"', 'version = "7.7"', 1), "utf-8")
    two = Two(tmp_path, load_standard(own)).begun()
    records(two.first, ASKED)
    assert takes(two.second, two.given()).journey.new
    assert opened(two.second).standard == opened(two.first).standard
    counting = DueCounting(two.second.store)
    assert counting.count(two.second()) == 1 and counting.problems == ()
    two.close()


def test_nothing_comes_back_after_an_erasure(two: Two) -> None:
    one = two.given()
    takes(two.second, one)
    two.second.store.erase(WHOSE, two.second(), "retention")
    kept = two.second.store.journey_lines(WHOSE)
    with pytest.raises(TextErased):
        takes(two.second, one)
    assert two.second.store.journey_lines(WHOSE) == kept and two.whole(two.second)


def test_how_somebody_marked_a_second_time_is_told_nowhere_before_it_is_compared(two: Two) -> None:
    begun = SecondMarkingBegun("sitting-0", "Sam Second", "0" * 64)
    judged = SecondJudged("sitting-0", "Sam Second", "P1", met=False, rationale="no quotes named")
    records(two.first, begun, judged)
    takes(two.second, two.given())
    record, now = opened(two.second), two.second()
    facts = [fact.words for part in parts() for fact in part.facts(record.view(now))]
    shown = "\n".join(timeline(record.state.entries))
    assert "Second marking by Sam Second: P1" in shown
    assert "no quotes named" not in shown + "\n".join(facts)


CHANGES: list[Callable[[Carried], Carried]] = [
    lambda one: replace(one, lines=one.lines[:-1]),
    lambda one: replace(one, lines=one.lines[1:]),
    lambda one: replace(one, lines=()),
    lambda one: replace(one, lines=(one.lines[0], replace(one.lines[1], kind="other"))),
    lambda one: replace(one, head=replace(one.head, signature="AAAA")),
    lambda one: replace(one, head=replace(one.head, sitting="sitting-0")),
]


def test_only_a_record_that_belongs_to_the_assessment_is_read(two: Two) -> None:
    handed = read(two.given())
    assert handed.journey is not None and from_bytes(to_bytes(handed)) == handed
    erased = _with_one_more(two, handed, Erased("retention"))
    elsewhere = two.second.store.device()
    foreign = elsewhere.sign_head(WHOSE, handed.journey.head.seq, handed.journey.head.hash)
    changed = [change(handed.journey) for change in CHANGES]
    for journey in (*changed, erased, replace(handed.journey, head=foreign)):
        with pytest.raises(HandoverDamaged):
            journey_of(from_bytes(to_bytes(replace(handed, journey=journey))))
    begun = replace(handed.bookings[0], stage="live")
    for booked in (begun, replace(begun, id="../x"), replace(handed.sitting, entries=0)):
        with pytest.raises(HandoverDamaged):
            entries_of(replace(handed, bookings=(booked,)))
    _by_format(handed)


def _with_one_more(two: Two, handed: Handed, body: Body) -> Carried:
    """Return a record to which whoever has the key and the device added an entry."""
    assert handed.journey is not None
    lines = handed.journey.lines
    new = link(body, two.first(), "x", lines[-1], ApprenticeKey(handed.secret))
    line = Line(new.seq, new.id, new.at, new.kind, new.ciphertext, new.prev, new.hash)
    return Carried((*lines, line), two.first.store.device().sign_head(WHOSE, new.seq, new.hash))


def _by_format(handed: Handed) -> None:
    """Assert that a file without a record is as it ever was, and that older ones refuse others."""
    assert json.loads(to_bytes(handed))["format"] == 2
    old = json.loads(to_bytes(replace(handed, journey=None, bookings=())))
    assert old.pop("bookings") == [] and old["format"] == 1 and "journey" not in old
    assert from_bytes(json.dumps(old).encode()) == replace(handed, journey=None, bookings=())
    with pytest.raises(HandoverNewer):
        from_bytes(json.dumps({**old, "format": 3}).encode())
    for wrong in ({"assessment": [1]}, {"bookings": ["x"]}, {"format": 2, "journey": "x"}):
        with pytest.raises(HandoverDamaged):
            from_bytes(json.dumps({**old, **wrong}).encode())


def test_a_booking_taken_back_on_the_other_laptop_goes_here_too(two: Two) -> None:
    booked = SittingBooked("M1", 2, "2026-06-02T10:00", before=("", "", "", ""))
    records(two.first, booked, bookings=[Booking("M1", "re-sit", 2, datetime(2026, 6, 2, 10))])
    takes(two.second, two.given())
    there, now = opened(two.second), two.second()
    there.add(now, *undo(there.view(now)), **given_back(there.view(now)))
    two.world.wait(1)
    takes(two.first, two.second.gives(SHIPPED, two.stick))
    for laptop in (two.first, two.second):
        assert [(one.method, one.number) for one in laptop.store.sittings(WHOSE)] == [
            ("M1", 1),
            ("M2", 1),
        ]


@pytest.mark.parametrize("begun", [True, False])
def test_a_booking_that_went_on_here_meanwhile_stays(two: Two, begun: bool) -> None:
    store = two.first.store
    takes(two.second, two.given())
    if begun:  # and the other laptop has moved it, with a record that goes on
        records(two.second, COMPLAINT)
        there = two.second.store
        there.save_sitting(replace(there.sittings(WHOSE)[0], place="studio 3"))
        one, person = store.sittings(WHOSE)[0], store.assessment(WHOSE)
        assert SittingRecord.begin(store, one, person, SHIPPED, two.first()).close()
    else:  # and the other laptop has none
        store.save_sitting(replace(store.sittings(WHOSE)[0], place="studio 2"))
    here = store.sittings(WHOSE)[0]
    two.world.wait(1)
    takes(two.first, two.second.gives(SHIPPED, two.stick))
    assert store.sittings(WHOSE)[0] == here
    assert kinds(two.first) == kinds(two.second)


def test_a_period_that_was_extended_there_ends_later_here_too(two: Two) -> None:
    period = {"gateway_on": "2026-05-04", "epa_ends_on": "2026-11-04"}
    bodies = (
        GatewaySubmitted("2026-05-04", "Imaginary College"),
        GatewayAccepted("2026-05-04", "Robin Sample", "2026-11-04"),
    )
    records(two.first, *bodies, changes=period)
    takes(two.second, two.given())
    later = {"epa_ends_on": "2026-12-04"}
    excepted = Excepted("EX-1", "Robin Sample", "2026-05-18", ends_on="2026-12-04")
    records(two.second, excepted, changes=later)
    two.world.wait(1)
    takes(two.first, two.second.gives(SHIPPED, two.stick))
    assert two.first.store.assessment(WHOSE).epa_ends_on == "2026-12-04"
