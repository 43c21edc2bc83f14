"""What is recorded around the sittings is kept whole or not at all, and a change of it is found."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from data.record.body import Undone
from data.record.errors import BrokenChain
from data.record.journey.gateway import GatewayAccepted, GatewayChecked, GatewaySubmitted
from data.record.journey.machine import ACCEPTED, AT_GATEWAY
from data.rules.agenda_facts import booking_of
from data.rules.step import Booking
from data.store.backup import approve, check
from data.store.connection import DriverError, connect
from data.store.difference import difference
from data.store.erasing import erase_in_copies
from data.store.errors import RecordConflict, StoreDamaged, TextErased
from data.store.journey_record import JourneyRecord
from data.store.store import Store
from data.store.verifying import verify_store
from tests.data.record.sittings import shipped
from tests.data.store.attacking import attack
from tests.data.store.building import NOON, a_sitting, an_assessment
from tests.data.store.canaries import fill, readable, words
from tests.faults.processes import forking

NAME = "assessment-0"
SUBMITTED = GatewaySubmitted("2026-04-01", "Imaginary College")
ACCEPT = GatewayAccepted("2026-04-08", "Pat Pretend", "2026-10-08")
CHANGES = {"gateway_on": "2026-04-08", "epa_ends_on": "2026-10-08"}


def _open(store: Store) -> JourneyRecord:
    return JourneyRecord.open(store, NAME, shipped().standard)


@pytest.fixture
def kept(store: Store) -> JourneyRecord:
    """Book somebody who is still on programme."""
    store.save_assessment(an_assessment(gateway_on=None))
    return _open(store)


def test_the_time_of_a_sitting_is_known_wherever_it_was_booked(store: Store) -> None:
    sitting = a_sitting()
    store.save_bookings([an_assessment(gateway_on=None)], [sitting])
    at = datetime.fromtimestamp((sitting.scheduled_at or 0) / 1000, UTC).astimezone()
    assert booking_of(_open(store).view(NOON), sitting.method).endswith(f"2026 {at:%H:%M}")


def test_what_was_recorded_is_there_again_with_all_that_changed(
    store: Store, kept: JourneyRecord
) -> None:
    kept.add(NOON, SUBMITTED)
    assert store.journey(NAME) and kept.view(NOON).at == AT_GATEWAY
    day = datetime(2026, 6, 1, 10)
    kept.add(NOON.later(1), ACCEPT, changes=CHANGES, bookings=[Booking("M2", at=day)])
    again = _open(store)
    assert again.state == kept.state and again.view(NOON) == kept.view(NOON)
    assert (again.view(NOON).at, again.assessment.epa_ends_on) == (ACCEPTED, "2026-10-08")
    booked = [(sitting.method, sitting.scheduled_at) for sitting in store.sittings(NAME)]
    assert booked[1:] == [("M2", int(day.astimezone().timestamp()) * 1000)]
    again.add(NOON.later(2), bookings=[Booking("M2", at=day.replace(day=2))])
    assert [s.id for s in store.sittings(NAME)] == [s.id for s in kept.sittings]
    listed = store.journey(NAME)
    assert listed and (listed.state, listed.entries) == (ACCEPTED, 3)


def test_an_undone_line_stays_and_has_no_effect(store: Store, kept: JourneyRecord) -> None:
    kept.add(NOON, SUBMITTED)
    kept.add(NOON, Undone(2))
    assert (kept.view(NOON).at, len(_open(store).state.entries)) == ("on programme", 3)


def test_a_sitting_that_has_begun_is_not_booked_anew_and_nothing_is_kept(
    store: Store, kept: JourneyRecord
) -> None:
    fill(store)
    with pytest.raises(RecordConflict):
        _open(store).add(NOON, SUBMITTED, bookings=[Booking("M1")])
    assert store.journey_lines(NAME) == ()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journey_entry SET ciphertext = x'00' WHERE seq = 2",
        "DELETE FROM journey_entry WHERE seq = 3",
        "INSERT INTO journey_entry SELECT assessment_id, 9, id, at_wall, at_tick, at_boot, kind, "
        "ciphertext, hash, hash FROM journey_entry WHERE seq = 3",
    ],
)
def test_mistakes_are_refused(store: Store, kept: JourneyRecord, home: Path, sql: str) -> None:
    kept.add(NOON, SUBMITTED, GatewayChecked("maths", True))
    store.close()
    connection = connect(home / "store.db")
    with pytest.raises(DriverError):
        connection.execute(sql)
    connection.close()


@pytest.mark.parametrize(
    ("sql", "seq", "said"),
    [
        ("UPDATE journey_entry SET kind = 'gateway-accepted' WHERE seq = 2", 2, "was changed"),
        ("UPDATE journey_entry SET ciphertext = x'0102' WHERE seq = 3", 3, "was changed"),
        ("DELETE FROM journey_entry WHERE seq = 3", 3, "is missing"),
        ("DELETE FROM journey", None, "has no summary"),
    ],
)
def test_what_was_changed_behind_the_program_is_found_and_named(
    store: Store, kept: JourneyRecord, home: Path, sql: str, seq: int | None, said: str
) -> None:
    kept.add(NOON, SUBMITTED, GatewayChecked("maths", True))
    assert verify_store(store).findings == ()
    store.close()
    attack(home, sql)
    with Store.open(home) as changed:
        (found,) = verify_store(changed).findings
        assert (found.sitting, found.seq) == (NAME, seq) and said in found.sentence
        if seq:
            with pytest.raises(BrokenChain):
                _open(changed)


def test_a_backup_tells_what_of_it_would_be_lost_and_is_checked(store: Store, home: Path) -> None:
    kept = _open(store)
    kept.add(NOON, SUBMITTED)
    copy = approve(store.back_up("hand"))
    kept.add(NOON, GatewayChecked("maths", True), GatewayChecked("English", True))
    told = list(difference(store.readable(), check(copy, None)).lines())
    assert told == ["Testa Example, journey: entries 3 to 4 only in the store (lost by restoring)"]
    store.close()
    attack(home, "UPDATE journey_entry SET prev = 'x' WHERE seq = 3")
    with Store.open(home) as changed, pytest.raises(StoreDamaged, match="entry 3"):
        check(changed.back_up("hand"), None)


def test_an_erased_apprentice_is_in_no_byte_of_it(home: Path) -> None:
    with Store.open(home) as store:
        fill(store)
        record = JourneyRecord.open(store, NAME, shipped().standard)
        record.add(NOON, GatewaySubmitted("2026-04-01", words()["provider"]))
        record.add(NOON, GatewayChecked("employer", True, words()["note"]))
        approve(store.back_up("hand"))
        store.erase(NAME, NOON, "retention")
        assert erase_in_copies(home, None, [(NAME, NOON.wall)]) == []
        assert verify_store(store).findings == ()
        with pytest.raises(TextErased):
            record.add(NOON, GatewayChecked("maths", True))
    assert readable(home) == set()


def _travel(home: Path, pipe: Connection) -> None:
    """Accept and take back without end, and tell what is durable."""
    with Store.open(home) as store:
        record = _open(store)
        for number in range(10_000):
            day = f"20{26 + number % 60:02d}-04-08"
            accept = replace(ACCEPT, on=day)
            record.add(NOON, SUBMITTED, accept, changes={"gateway_on": day})
            pipe.send(len(record.state.entries))


def _killed(work: Callable[[Path, Connection], None], home: Path, after: int) -> int:
    """Run `work`, kill it when it has told so much; return the last that it told."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process: Any = forking().Process(target=work, args=(home, theirs))
    process.start()
    theirs.close()
    told = 0
    while told < after:
        told = ours.recv()
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    while ours.poll():
        try:
            told = ours.recv()
        except EOFError:
            break
    ours.close()
    process.close()
    return told


@pytest.mark.parametrize("after", [3, 17, 40])
def test_a_kill_loses_nothing_that_was_told_and_splits_no_step(
    store: Store, home: Path, after: int
) -> None:
    store.close()
    told = _killed(_travel, home, after)
    with Store.open(home) as left:
        assert verify_store(left).findings == ()
        record = _open(left)
        entries = record.state.entries
        assert len(entries) >= told and len(entries) % 2 == 1
        assert isinstance(entries[-1].body, GatewayAccepted)
        assert record.assessment.gateway_on == entries[-1].body.on
        listed = left.journey(NAME)
        assert listed and (listed.entries, listed.head) == (len(entries), entries[-1].hash)
