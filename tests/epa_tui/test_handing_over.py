"""A sitting goes from laptop to laptop: nothing is lost, and two that both go on show."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from data.exchange.errors import FolderMissing
from data.exchange.handover_contents import MOST_ENTRIES, entries_of, from_bytes, to_bytes
from data.exchange.handover_errors import HandoverDamaged, HandoverTooLong, Invented, TwoSittings
from data.record.chain import verify
from data.record.entries import Body, HandedOver, TakenBack, TakenOver
from data.rules import clock_guards, gate, handover, judging, sealing, talk_guards
from data.rules.refused import Refused
from data.rules.unwatched import judge_open_gap, open_gap
from data.standards.library import Library
from data.standards.loader import LoadedStandard, load_standard
from data.store.errors import OtherApprenticeKey, RecordConflict, StoreError, TextErased
from data.store.handed import Handed
from data.store.rows import Draft, JourneySummary
from data.store.sitting_record import SittingRecord
from data.store.verifying import verify_store
from epa_tui.giving import HELD, Given, keep_given, write_handover
from epa_tui.results import make_document
from epa_tui.taking import take
from tests.data.store.building import NOON, a_sitting, an_assessment
from tests.epa_tui.laptops import MINUTE, SITTING, Laptop, World, read
from tests.screens.acted import shipped

SHIPPED = shipped()


class Two:
    """Two laptops, and the time that goes by for both; on the first a sitting can be `begun`."""

    def __init__(self, folder: Path, loaded: LoadedStandard = SHIPPED) -> None:
        self.loaded, self.stick, self.world = loaded, folder / "stick", World()
        self.first = Laptop(folder / "first", self.world, "boot-one", 5_000_000)
        self.second = Laptop(folder / "second", self.world, "boot-two", 77)

    def begun(self) -> Two:
        """Book a sitting, and hear ten minutes of it."""
        loaded, standard = self.loaded, self.loaded.standard
        self.second.store.make_ready()
        assessment = replace(
            an_assessment(), reference=standard.reference, version=standard.version
        )
        method = standard.methods[-1].code
        self.first.store.save_bookings([assessment], [a_sitting(method=method)])
        sitting = self.first.store.sitting(SITTING)
        record = SittingRecord.begin(self.first.store, sitting, assessment, loaded, self.first())
        assert record.close()
        with self.first.opened(loaded) as record:
            for check in gate.CHECKS:
                detail = "passport" if check.name == "identity" else ""
                self.does(record, self.first, gate.check, check.name, True, detail)
            self.does(record, self.first, clock_guards.start_phase)
            self.world.wait(10)
            self.does(record, self.first, talk_guards.note, "compared three quotes")
            record.keep_draft("picked the mid", 14, self.first())
        return self

    def does(
        self,
        record: SittingRecord,
        laptop: Laptop,
        guard: Callable[..., tuple[Body, ...]],
        *more: object,
    ) -> None:
        now = laptop()
        record.add(now, *guard(record.state, now, *more))

    def given(self) -> Given:
        return self.first.gives(self.loaded, self.stick)

    def whole(self, laptop: Laptop) -> bool:
        verify(laptop.store.lines(SITTING))
        return verify_store(laptop.store).findings == ()

    def close(self) -> None:
        self.first.store.close()
        self.second.store.close()


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two laptops as they were left after ten minutes; never written to."""
    folder = tmp_path_factory.mktemp("left") / "two"
    Two(folder).begun().close()
    return folder


@pytest.fixture
def two(left: Path, tmp_path: Path) -> Iterator[Two]:
    made = Two(copytree(left, tmp_path / "two"))
    made.world.wait(10)
    yield made
    made.close()


def elapsed(record: SittingRecord, laptop: Laptop) -> float:
    clock = record.state.clock
    assert clock is not None
    return clock.elapsed(laptop()) / MINUTE


def test_there_and_back_in_a_running_phase(two: Two) -> None:
    there = two.given()
    assert two.first.store.sitting(SITTING).stage == "handed over"
    two.world.wait(1.5)
    taken = two.second.takes(there, "Sam Second")
    assert taken is not None and open_gap(taken) is not None
    with two.second.opened(two.loaded) as record:
        began = two.first().later(int(-1.5 * MINUTE))
        assert record.line == Draft("picked the mid", 14, began, two.second())
        assert [note.text for note in record.state.notes.values()] == ["compared three quotes"]
        gap = open_gap(record.state)
        assert gap is not None and gap.length == 1.5 * MINUTE
        two.does(record, two.second, judge_open_gap, gap)
        two.world.wait(5)
        assert elapsed(record, two.second) == 16.5
        two.does(record, two.second, talk_guards.note, "picked the middle one")
    back = two.second.gives(two.loaded, two.stick, "well again")
    two.world.wait(0.5)
    before = len(two.first.store.lines(SITTING))
    assert two.first.takes(back) is not None
    assert two.whole(two.first) and two.whole(two.second)
    lines = two.first.store.lines(SITTING)
    assert lines[: len(two.second.store.lines(SITTING))] == two.second.store.lines(SITTING)
    assert len(lines) > before
    with two.first.opened(two.loaded) as record:
        gap = open_gap(record.state)
        assert gap is not None
        two.does(record, two.first, judge_open_gap, gap, "the call was cut")
        two.world.wait(3)
        assert elapsed(record, two.first) == 19.5
        assert len(record.state.notes) == 2
        sealed(two, record)
        document = make_document(
            two.first.store, record.state, record.assessment, record.sitting, demonstration=True
        )
    data = json.loads(document.body)["data"]
    assert data["assessor"] == {"name": "Sam Second"}
    ways, one, other = data["handovers"], two.first.store.device(), two.second.store.device()
    kinds = ["handed-over", "taken-over"] * 2
    devices = [one.name, other.name, other.name, one.name]
    assert [(way["what"], way["device"]) for way in ways] == list(zip(kinds, devices, strict=True))
    assert b"ask about P4" not in document.body


def sealed(two: Two, record: SittingRecord) -> None:
    clock = record.state.clock
    assert clock is not None
    two.world.wait(clock.remaining(two.first()) / MINUTE)
    for note in record.state.notes:
        two.does(record, two.first, judging.set_aside, note)
    two.does(record, two.first, clock_guards.end_phase)
    two.does(record, two.first, clock_guards.end_sitting, "completed")
    for descriptor in record.state.criteria:
        two.does(record, two.first, judging.judge, descriptor.code, True)
    two.does(record, two.first, sealing.record_deviation, "minimum questions", "cut short")
    two.does(record, two.first, sealing.seal, "mine")
    assert record.flush()


REFUSED_ELSEWHERE: tuple[tuple[Callable[..., tuple[Body, ...]], tuple[str, ...]], ...] = (
    (talk_guards.note, ("one more",)),
    (clock_guards.pause, ("welfare",)),
    (clock_guards.end_sitting, ("abandoned", "ill")),
    (sealing.seal, ("mine",)),
    (handover.hand_over, ("once more",)),
)


def test_what_was_given_is_closed_here_until_it_is_taken_back_with_a_reason(two: Two) -> None:
    two.given()
    with two.first.opened(two.loaded) as record:
        for guard, more in REFUSED_ELSEWHERE:
            with pytest.raises(Refused, match="continues on another laptop"):
                two.does(record, two.first, guard, *more)
        entries = record.state.entries
        again = replace(record.assessment, extra_per_mille=250)
        assert not record.follow(record.sitting, again, two.loaded, two.first())
        assert record.state.entries == entries
        with pytest.raises(Refused, match="needs a reason"):
            two.does(record, two.first, handover.take_back, " ")
        two.world.wait(2)
        two.does(record, two.first, handover.take_back, "the stick is lost")
        gap = open_gap(record.state)
        assert gap is not None and gap.length == 2 * MINUTE
        two.does(record, two.first, judge_open_gap, gap)
        assert elapsed(record, two.first) == 12
        two.does(record, two.first, talk_guards.note, "goes on")
    assert two.first.store.sitting(SITTING).stage == "live"


def test_taking_twice_does_nothing_and_after_an_erasure_nothing_comes_back(two: Two) -> None:
    one, another = two.given(), two.given()
    assert one.path != another.path and one.passphrase != another.passphrase
    assert two.second.takes(one) is not None
    kept = two.second.store.lines(SITTING)
    assert two.second.takes(one) is None
    assert two.first.takes(one) is None
    assert two.second.store.lines(SITTING) == kept
    for laptop in (two.first, two.second):
        laptop.store.erase("assessment-0", laptop(), "retention")
        assert two.whole(laptop)
        with pytest.raises(TextErased):
            laptop.takes(one)


def test_what_was_decided_here_after_gateway_stays_when_a_sitting_comes_back(two: Two) -> None:
    assert two.second.takes(two.given()) is not None
    here = two.first.store.assessment("assessment-0")
    decided = replace(here, extra_per_mille=250, adjustment_reference="RA-2", employer="Old Films")
    two.first.store.save_bookings([decided], [])
    there = replace(here, breaks="1 x 5 min", employer="New Films")
    two.second.store.save_bookings([there], [])
    two.first.takes(two.second.gives(two.loaded, two.stick))
    kept = two.first.store.assessment("assessment-0")
    assert (kept.extra_per_mille, kept.breaks, kept.adjustment_reference) == (250, "", "RA-2")
    assert kept.employer == "New Films"


def test_two_laptops_that_both_went_on_are_told(two: Two) -> None:
    there = two.given()
    two.second.takes(there)
    with two.first.opened(two.loaded) as record:
        two.does(record, two.first, handover.take_back, "nobody came")
    back = two.second.gives(two.loaded, two.stick)
    kept = two.first.store.lines(SITTING)
    with pytest.raises(TwoSittings, match="both laptops went on") as told:
        two.first.takes(back)
    shared = len(read(there).lines)
    assert told.value.seq == shared + 1
    assert two.first.store.lines(SITTING) == kept
    assert kept[shared].kind == TakenBack.kind
    assert two.second.store.lines(SITTING)[shared].kind == TakenOver.kind
    assert two.whole(two.first) and two.whole(two.second)


def test_its_own_standard_comes_with_it_and_no_new_sitting_begins_under_it(tmp_path: Path) -> None:
    own = tmp_path / "first" / "standards" / "own.toml"
    own.parent.mkdir(parents=True)
    own.write_bytes(SHIPPED.path.read_bytes() + b"\n# ours\n")
    loaded = load_standard(own)
    two = Two(tmp_path, loaded).begun()
    two.second.takes(two.given())
    library = Library(two.second.home / "standards")
    reference, version = loaded.standard.reference, loaded.standard.version
    found = library.by_digest(reference, version, loaded.digest)
    assert found.path.parent.name == "taken" and found.path.stat().st_mode & 0o777 == 0o600
    assert library.find(reference, version).digest == SHIPPED.digest
    assert two.whole(two.second)
    two.close()


def test_a_sitting_that_left_a_result_or_ended_otherwise_stays(two: Two) -> None:
    with two.first.opened(two.loaded) as record:
        for reason in ("", "  "):
            with pytest.raises(Refused, match="needs a reason"):
                two.does(record, two.first, handover.hand_over, reason)
        with pytest.raises(Refused, match="was not handed over"):
            two.does(record, two.first, handover.take_back, "why not")
        sealed(two, record)
        with pytest.raises(Refused, match="sealed"):
            two.does(record, two.first, handover.hand_over, "ill")
        two.does(record, two.first, sealing.reopen, "a slip")
        with pytest.raises(Refused, match="corrected here"):
            two.does(record, two.first, handover.hand_over, "ill")


def test_that_the_result_is_held_goes_along_for_the_other_assessor_to_know(two: Two) -> None:
    two.stick.mkdir()
    store = two.first.store
    with two.first.opened(two.loaded) as record:
        whose = record.assessment.id
        store.keep_journey(JourneySummary(whose, "assessing", True), (), ())
        one = write_handover(store, record, two.loaded, two.first(), "ill", "Ask on.", two.stick)
    handed = one.prepared.entries[-1].body
    assert isinstance(handed, HandedOver) and handed.note == f"Ask on. {HELD}"


def test_where_the_file_cannot_be_written_or_is_not_whole_the_sitting_stays(two: Two) -> None:
    def write(loaded: LoadedStandard = two.loaded) -> Given:
        return write_handover(two.first.store, record, loaded, two.first(), "ill", "", two.stick)

    with two.first.opened(two.loaded) as record:
        with pytest.raises(FolderMissing):
            write()
        two.stick.mkdir()
        with pytest.raises(StoreError, match="was changed while"):
            write(replace(two.loaded, digest="0" * 64))
        one = write()
        two.does(record, two.first, talk_guards.note, "a word in between")
        with pytest.raises(RecordConflict):
            keep_given(record, one)
        assert not list(two.stick.iterdir())
        assert record.state.handed is None


CHANGES: list[Callable[[Handed], Handed]] = [
    lambda handed: replace(handed, lines=handed.lines[:-1]),
    lambda handed: replace(handed, lines=(*handed.lines[:3], *handed.lines[4:])),
    lambda handed: replace(handed, secret=bytes(32)),
    lambda handed: replace(handed, secret=b"short"),
    lambda handed: replace(handed, head=replace(handed.head, seq=3)),
    lambda handed: replace(handed, head=replace(handed.head, signature="AAAA")),
    lambda handed: replace(handed, sitting=replace(handed.sitting, id="../../etc")),
    lambda handed: replace(handed, assessment=replace(handed.assessment, id="another")),
    # The type of the day is wrong: that is the case.
    lambda handed: replace(handed, assessment=replace(handed.assessment, gateway_on=7)),  # type: ignore[arg-type]
    lambda handed: replace(handed, assessment=replace(handed.assessment, epa_ends_on="soon")),
    lambda handed: replace(handed, suffix="/../x.toml"),
    lambda handed: replace(handed, sitting=replace(handed.sitting, scheduled_at=2**63)),
    lambda handed: replace(handed, draft=Draft("", 10**30, None, NOON)),
    lambda handed: replace(handed, draft=Draft("", 0, None, replace(NOON, wall=-1))),
]


def test_only_what_belongs_together_is_taken(two: Two) -> None:
    handed = read(two.given())
    assert from_bytes(to_bytes(handed)) == handed
    for change in CHANGES:
        with pytest.raises(HandoverDamaged):
            entries_of(from_bytes(to_bytes(change(handed))))
    with pytest.raises(Invented):
        take_in(two, replace(handed, demonstration=True))
    with pytest.raises(HandoverDamaged):
        take_in(two, replace(handed, standard=b"[standard]"))
    two.second.store.save_assessment(an_assessment())
    with pytest.raises(OtherApprenticeKey, match="a folder of its own"):
        take_in(two, handed)
    assert two.second.store.lines(SITTING) == ()
    assert two.second.store.sittings("assessment-0") == ()


def test_a_record_longer_than_any_sitting_is_neither_given_nor_read(two: Two) -> None:
    handed = read(two.given())
    raw = json.loads(to_bytes(handed))
    raw["entries"] = raw["entries"][:1] * (MOST_ENTRIES + 1)
    with pytest.raises(HandoverTooLong, match="20,000 entries"):
        from_bytes(json.dumps(raw).encode())
    with pytest.raises(HandoverTooLong):
        to_bytes(replace(handed, lines=handed.lines[:1] * (MOST_ENTRIES + 1)))


def take_in(two: Two, handed: Handed) -> object:
    return take(two.second.store, handed, entries_of(handed), two.second())
