"""What is written is there, whole, once, and cannot be changed behind the record's back."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.record.chain import link, verify
from data.record.cipher import IN_CLEAR
from data.record.entries import KINDS, Body, Entry, Noted
from data.record.instant import Instant
from data.store import transactions
from data.store.errors import NotFound, RecordConflict, StoreError, StoreUnwritable
from data.store.rows import Document, Draft, Sitting, Summary
from data.store.store import Store
from tests.data.record.strategies import bodies_of, instants
from tests.data.store.building import (
    BOOKED,
    LIVE,
    NOON,
    OPENED,
    a_record,
    a_sitting,
    an_assessment,
    notes,
)

SITTING = "sitting-0"
A_DRAFT = Draft("we overspe", 10, NOON, NOON.later(900))


def a_document(revision: int = 1, body: bytes = b"{}") -> Document:
    digest = hashlib.sha256(body).hexdigest()
    return Document(f"document-{revision}", SITTING, revision, None, digest, body, NOON.wall)


def test_opening_loads_nothing_heavy() -> None:
    script = (
        "import sys, data.store.store\n"
        "heavy = {'sqlmodel', 'sqlalchemy', 'pydantic', 'alembic', 'textual', 'rich'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert said.stdout == "[]\n"


def test_opening_and_reading_an_existing_store_loads_nothing_heavy(home: Path) -> None:
    with Store.open(home) as store:
        store.save_bookings([an_assessment()], [a_sitting()])
        store.append(SITTING, notes(3), LIVE)
    script = (
        "import sys, pathlib\n"
        "from data.store.store import Store\n"
        "store = Store.open(pathlib.Path(sys.argv[1]))\n"
        "print(len(store.agenda(0)), store.search('exa').total, len(store.entries('sitting-0')))\n"
        "print(sorted({'sqlmodel', 'sqlalchemy', 'pydantic', 'alembic'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", script, str(home)], capture_output=True, text=True)
    assert said.stdout == "1 1 3\n[]\n"


def test_a_brand_new_store_reads_as_empty_and_is_not_ready(home: Path) -> None:
    with Store.open(home) as store:
        assert not store.ready
        assert store.agenda(0) == ()
        assert store.search("") == store.search("exa")
        assert store.search("").total == 0
        assert not (store.entries(SITTING) or store.documents(SITTING) or store.sittings("x"))
        assert store.draft(SITTING) is None
        with pytest.raises(NotFound):
            store.assessment("assessment-0")


def test_threads_that_make_it_ready_at_once_migrate_it_once(home: Path) -> None:
    with Store.open(home) as store:
        threads = [threading.Thread(target=store.make_ready) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert store.ready
        store.save_assessment(an_assessment())


def test_what_was_saved_is_there_after_closing(home: Path) -> None:
    # All that a person can type into the fields, accents and line feeds included.
    assessment = an_assessment(family_name="Éxample-Ólafs", option=None, epa_ends_on="2026-12-31")
    with Store.open(home) as store:
        store.save_bookings([assessment], [a_sitting(place="https://call.example/1")])
        store.append(SITTING, notes(5), LIVE, digest="d" * 64, draft=A_DRAFT, document=a_document())
    with Store.open(home) as store:
        assert store.assessment(assessment.id) == assessment
        assert store.entries(SITTING) == notes(5)
        assert store.draft(SITTING) == A_DRAFT
        assert store.documents(SITTING) == (a_document(),)
        sitting = store.sitting(SITTING)
    assert (sitting.stage, sitting.digest, sitting.entries) == ("live", "d" * 64, 5)
    assert (sitting.head, sitting.updated_at) == (notes(5)[-1].hash, notes(5)[-1].at.wall)


@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    bodies=st.lists(
        st.sampled_from(sorted(KINDS)).flatmap(lambda kind: bodies_of(KINDS[kind])), min_size=1
    ),
    at=instants,
)
def test_entries_of_every_kind_come_back_as_they_were(
    store: Store, bodies: list[Body], at: Instant
) -> None:
    entries: list[Entry] = []
    for body in bodies:
        entries.append(
            link(body, at, f"e{len(entries)}", entries[-1] if entries else None, IN_CLEAR)
        )
    number = len(store.sittings("assessment-0")) + 1
    sitting = a_sitting(number, assessment_id="assessment-0")
    store.save_sitting(sitting)

    store.append(sitting.id, entries, LIVE)

    assert store.entries(sitting.id) == tuple(entries)
    verify(store.entries(sitting.id))


def test_every_kind_of_entry_is_among_those_that_were_tried() -> None:
    assert {kind.kind for kind in Body.__subclasses__() if kind.kind} == set(KINDS)


def test_appending_again_changes_nothing(store: Store) -> None:
    record = notes(4)
    store.append(SITTING, record, LIVE)
    store.append(SITTING, record, LIVE)
    store.append(SITTING, record[:2], BOOKED)  # an old write that is tried again, late

    assert store.entries(SITTING) == record
    sitting = store.sitting(SITTING)
    assert (sitting.entries, sitting.head, sitting.stage) == (4, record[-1].hash, "live")


def test_half_of_a_write_that_is_tried_again_was_there_already(store: Store) -> None:
    record = notes(4)
    store.append(SITTING, record[:2], LIVE)
    store.append(SITTING, record, LIVE)
    assert store.entries(SITTING) == record


def test_another_entry_in_the_same_place_is_refused_and_nothing_of_that_write_stays(
    store: Store,
) -> None:
    record = notes(3)
    store.append(SITTING, record, LIVE)
    other = link(Noted("something else"), NOON, "other", record[1], IN_CLEAR)

    with pytest.raises(RecordConflict, match="Nothing was overwritten"):
        store.append(SITTING, [other], Summary("sealed", "pass", None), draft=A_DRAFT)

    assert store.entries(SITTING) == record
    assert store.sitting(SITTING).stage == "live"
    assert store.draft(SITTING) is None


@pytest.mark.parametrize("which", ["gap", "broken link", "first of another record"])
def test_an_entry_that_does_not_follow_is_refused(store: Store, which: str) -> None:
    record = notes(5)
    store.append(SITTING, record[:2], LIVE)
    misfit = {
        "gap": record[3],
        "broken link": replace(record[2], prev="0" * 64),
        "first of another record": a_record([OPENED], "f")[0],
    }[which]
    with pytest.raises(RecordConflict):
        store.append(SITTING, [misfit], LIVE)
    assert store.entries(SITTING) == record[:2]


def test_a_sitting_that_is_not_there_cannot_be_written_to(store: Store) -> None:
    writes: tuple[Callable[[], None], ...] = (
        lambda: store.append("nowhere", notes(1), BOOKED),
        lambda: store.keep_draft("nowhere", A_DRAFT),
        lambda: store.save_sitting(a_sitting(assessment_id="nobody")),
    )
    for write in writes:
        with pytest.raises(NotFound):
            write()
    with pytest.raises(NotFound):
        store.sitting("nowhere")


def test_a_booking_can_be_moved_and_its_record_stays(store: Store) -> None:
    store.append(SITTING, notes(2), LIVE, digest="d" * 64)
    store.save_sitting(a_sitting(scheduled_at=NOON.wall + 5, place="elsewhere"))
    sitting = store.sitting(SITTING)
    assert (sitting.place, sitting.stage, sitting.entries) == ("elsewhere", "live", 2)
    assert sitting.digest == "d" * 64


def test_what_lifts_the_cap_can_be_determined_until_the_first_phase(store: Store) -> None:
    lifted = a_sitting(attempt="re-take", exceptional="EX-1")
    store.append(SITTING, notes(1), Summary("preparing", None, None))
    store.save_sitting(lifted)
    assert store.sitting(SITTING).exceptional == "EX-1"
    store.append(SITTING, notes(2), LIVE)
    for changed in (replace(lifted, exceptional=""), replace(lifted, attempt="re-sit")):
        with pytest.raises(RecordConflict):
            store.save_sitting(changed)
    assert store.sitting(SITTING).exceptional == "EX-1"


def test_the_method_can_be_corrected_until_the_record_begins(store: Store) -> None:
    store.save_sitting(a_sitting(method="M2"))
    store.append(SITTING, notes(1), BOOKED)
    with pytest.raises(RecordConflict):
        store.save_sitting(a_sitting(method="M1"))
    assert store.sitting(SITTING).method == "M2"


def test_saving_a_booking_cannot_forge_a_grade(store: Store) -> None:
    store.save_sitting(
        a_sitting(7, assessment_id="assessment-0", stage="sealed", grade="pass", entries=9)
    )
    sitting: Sitting = store.sitting("sitting-7")
    assert (sitting.stage, sitting.grade, sitting.entries) == ("booked", None, 0)


def test_bookings_are_saved_all_or_none(store: Store) -> None:
    with pytest.raises(NotFound):
        store.save_bookings([an_assessment(5)], [a_sitting(6)])
    with pytest.raises(NotFound):
        store.assessment("assessment-5")


def test_a_draft_is_replaced_and_forgotten(store: Store) -> None:
    store.keep_draft(SITTING, A_DRAFT)
    later = Draft("we overspent", 12, NOON, NOON.later(1500))
    store.keep_draft(SITTING, later)
    assert store.draft(SITTING) == later
    store.append(SITTING, notes(2), LIVE, drop_draft=True)
    assert store.draft(SITTING) is None


def test_a_document_is_kept_once_and_never_replaced(store: Store) -> None:
    store.append(SITTING, notes(1), BOOKED, document=a_document())
    store.append(SITTING, (), BOOKED, document=a_document())
    with pytest.raises(RecordConflict):
        store.append(SITTING, (), BOOKED, document=a_document(body=b'{"grade":"other"}'))
    assert store.documents(SITTING) == (a_document(),)


def test_the_log_is_carried_over_by_and_by(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transactions, "COMMITS_BETWEEN_CHECKPOINTS", 20)
    log = store.path.with_name("store.db-wal")
    sizes = []
    for number in range(200):
        store.keep_draft(SITTING, Draft("x" * 50, number, NOON, NOON))
        sizes.append(log.stat().st_size)
    assert max(sizes) == max(sizes[:60]), "the log grows for ever"
    assert store.trouble == ""


def test_a_closed_store_refuses_with_a_sentence(home: Path) -> None:
    store = Store.open(home)
    store.make_ready()
    store.close()
    with pytest.raises(StoreUnwritable):
        store.save_assessment(an_assessment())
    with pytest.raises(StoreError):
        store.agenda(0)


def test_errors_carry_no_personal_data(store: Store) -> None:
    person = an_assessment(family_name="Testa-Canary", employer="Canary Films")
    store.save_assessment(person)
    broken = replace(person, extra_per_mille="much")  # type: ignore[arg-type]  # a wrong type is the case
    with pytest.raises(StoreError) as refused:
        store.save_assessment(broken)
    told = "".join(map(repr, (refused.value, refused.value.__cause__, person)))
    assert "Canary" not in told + str(refused.value) + str(refused.value.__cause__)


def test_a_backup_is_a_whole_store_of_its_own(store: Store, tmp_path: Path) -> None:
    store.append(SITTING, notes(3), LIVE)
    first, second = store.back_up("hand"), store.back_up("hand")
    assert (first.name, second.name) == (
        "000001-hand.db.unchecked",
        "000002-hand.db.unchecked",
    )
    restored = tmp_path / "restored"
    restored.mkdir()
    first.rename(restored / "store.db")
    with Store.open(restored) as again:
        assert again.entries(SITTING) == notes(3)
        again.save_assessment(an_assessment(1))
