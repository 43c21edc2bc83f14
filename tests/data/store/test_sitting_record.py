"""The record that screens hold: at once on the screen, soon on the disk, whole after a kill."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.record.chain import verify
from data.record.entries import (
    Body,
    Judged,
    Noted,
    Opened,
    PhaseEnded,
    PhaseStarted,
    Reopened,
    Sealed,
    SittingEnded,
    Undone,
)
from data.record.errors import BrokenChain
from data.record.fold import fold
from data.record.instant import Instant
from data.store.connection import connect
from data.store.errors import NotFound, RecordConflict
from data.store.recode import recode_all
from data.store.sitting_record import SittingRecord
from data.store.store import Store
from data.store.writer import SaveState
from tests.data.record.sittings import made_up, shipped
from tests.data.store.building import NOON, a_sitting, an_assessment
from tests.faults.checking import Heard
from tests.faults.kills import kill_after
from tests.faults.opening import KEY, SITTING, opened


@pytest.fixture
def record(store: Store) -> Iterator[SittingRecord]:
    begun = SittingRecord.begin(store, store.sitting(SITTING), an_assessment(), shipped(), NOON)
    yield begun
    begun.close()


def _reopened(store: Store) -> SittingRecord:
    return SittingRecord.open(store, SITTING, shipped().standard)


def test_beginning_writes_what_is_assessed_and_under_which_file(store: Store) -> None:
    store.save_assessment(
        an_assessment(extra_per_mille=250, breaks="3 x 5 min", adjustment_reference="RA-1")
    )
    store.save_sitting(a_sitting(attempt="re-sit", number=2, exceptional="EC-7"))
    loaded = shipped()

    begun = SittingRecord.begin(
        store, store.sitting(SITTING), store.assessment("assessment-0"), loaded, NOON
    )

    (entry,) = store.entries(SITTING)
    assert entry == begun.state.last
    assert entry.body == Opened(
        "ST0792", "1.1", loaded.digest, "M1", "1", "re-sit", 2, 250, "3 x 5 min", "RA-1",
        "EC-7", "Pat Pretend",
    )  # fmt: skip
    assert begun.sitting.digest == loaded.digest
    assert begun.saved is SaveState.SAVED
    begun.close()


def test_a_sitting_begins_once(store: Store, record: SittingRecord) -> None:
    with pytest.raises(RecordConflict):
        SittingRecord.begin(store, record.sitting, record.assessment, shipped(), NOON)
    assert len(store.entries(SITTING)) == 1


def test_a_sitting_that_has_not_begun_cannot_be_opened(store: Store) -> None:
    with pytest.raises(NotFound):
        _reopened(store)


def test_what_is_added_shows_at_once_and_is_there_after_reopening(
    store: Store, record: SittingRecord
) -> None:
    state = record.add(NOON.later(10), PhaseStarted("presentation"), Noted("first"))
    assert state is record.state
    assert [note.text for note in state.notes.values()] == ["first"]
    record.add(NOON.later(20), Noted("second"))
    record.add(NOON.later(30), Undone(record.state.last.seq))
    assert record.close()

    again = _reopened(store)
    assert again.state == record.state
    assert again.state == fold(shipped().standard, store.entries(SITTING))
    again.close()


def test_nothing_is_kept_of_an_addition_that_cannot_be(store: Store, record: SittingRecord) -> None:
    with pytest.raises(KeyError):
        record.add(NOON, Noted("before"), PhaseStarted("no such phase"))
    assert len(record.state.entries) == 1
    record.add(NOON, Noted("after"))
    assert record.flush()
    assert [entry.body for entry in store.entries(SITTING)][1:] == [Noted("after")]


def test_lists_follow_the_record(store: Store, record: SittingRecord) -> None:
    def shown(*bodies: Body) -> tuple[str, str | None]:
        record.add(NOON.later(1000), *bodies)
        assert record.flush()
        sitting = store.sitting(SITTING)
        assert (sitting.entries, sitting.head) == (
            len(record.state.entries),
            record.state.last.hash,
        )
        return sitting.stage, sitting.grade

    phases = [phase.code for phase in record.state.method.phases]
    assert shown(PhaseStarted(phases[0])) == ("live", None)
    assert shown(PhaseEnded(phases[0]), PhaseStarted(phases[1])) == ("live", None)
    assert shown(PhaseEnded(phases[1]), SittingEnded()) == ("judging", None)
    met = [Judged(descriptor.code, True) for descriptor in record.state.criteria]
    top = shipped().standard.grades[-1]
    assert shown(*met) == ("judging", None), "a grade shows only once it is sealed"
    assert shown(Sealed(top)) == ("sealed", top)
    assert shown(Reopened("a note was left out")) == ("judging", None)


def test_a_standard_of_other_methods_is_kept_the_same_way(store: Store) -> None:
    loaded = made_up()
    store.save_assessment(an_assessment(option="a"))
    store.save_sitting(a_sitting(method="A"))
    begun = SittingRecord.begin(
        store, store.sitting(SITTING), store.assessment("assessment-0"), loaded, NOON
    )
    begun.add(NOON.later(5), PhaseStarted(loaded.standard.method("A").phases[0].code))
    assert begun.close()
    again = SittingRecord.open(store, SITTING, loaded.standard)
    assert again.state == begun.state
    again.close()


def test_the_draft_keeps_when_it_was_begun(store: Store, record: SittingRecord) -> None:
    for place, text in enumerate(["w", "we", "we o"]):
        record.keep_draft(text, len(text), NOON.later(1000 * place))
    assert record.first_key == NOON
    record.seen(NOON.later(9000))
    assert record.close()

    again = _reopened(store)
    assert again.draft is not None
    assert (again.draft.text, again.draft.cursor) == ("we o", 4)
    assert (again.draft.first_key, again.draft.seen) == (NOON, NOON.later(9000))
    again.keep_draft("we ov", 5, NOON.later(60_000))
    assert again.first_key == NOON, "a draft that was found again is still the same note"
    again.close()


def test_emptying_the_line_begins_a_new_note(record: SittingRecord) -> None:
    record.keep_draft("x", 1, NOON)
    record.keep_draft("", 0, NOON.later(10))
    assert record.first_key is None
    record.keep_draft("y", 1, NOON.later(20))
    assert record.first_key == NOON.later(20)


def test_a_saved_note_leaves_an_empty_line_and_a_sign_of_life(
    store: Store, record: SittingRecord
) -> None:
    record.keep_draft("the note", 8, NOON)
    record.add(NOON.later(70), Noted("the note"), drop_draft=True)
    assert record.flush()
    draft = store.draft(SITTING)
    assert draft is not None
    assert (draft.text, draft.first_key, draft.seen) == ("", None, NOON.later(70))


@pytest.mark.parametrize(
    ("note_at", "seen_at", "last"), [(5, 3, 5), (3, 5, 5), (5, None, 5)], ids=str
)
def test_it_is_known_when_the_program_last_lived(
    store: Store, record: SittingRecord, note_at: int, seen_at: int | None, last: int
) -> None:
    if seen_at is not None:
        record.seen(NOON.later(seen_at))
    record.add(NOON.later(note_at), Noted("x"))
    assert record.close()
    again = _reopened(store)
    assert again.last_seen == NOON.later(last)
    again.close()


def test_a_record_that_was_changed_in_the_file_is_not_opened(
    store: Store, home: Path, record: SittingRecord
) -> None:
    record.add(NOON, Noted("as it was said"), Noted("x"))
    assert record.close()
    store.close()
    raw = connect(home / "store.db")
    raw.execute("DROP TRIGGER entry_stays")
    raw.execute("UPDATE entry SET ciphertext = x'00' WHERE seq = 2")
    raw.close()
    with Store.open(home) as changed, pytest.raises(BrokenChain) as found:
        _reopened(changed)
    assert found.value.seq == 2


@pytest.fixture
def begun(store: Store, home: Path, record: SittingRecord) -> Path:
    record.close()
    store.close()
    return home


def test_after_a_kill_the_sitting_goes_on_where_it_was(begun: Path) -> None:
    recode_all(begun, None, KEY)
    heard = kill_after(begun, "none", 30, Heard())
    with opened(begun) as store:
        again = _reopened(store)
        assert len(again.state.entries) >= heard.entries
        assert again.last_seen.since(Instant(NOON.wall, NOON.tick, NOON.boot)) > 0
        again.add(again.state.last.at.later(1), Noted("and on"))
        assert again.close()
        verify(store.entries(SITTING))
