"""Writing behind the assessor's back: in order, nothing dropped, and the truth about it shown."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.record.entries import Noted
from data.store.errors import StoreError
from data.store.rows import Draft
from data.store.store import Store
from data.store.writer import Append, SaveState, Writer
from tests.data.store.building import LIVE, NOON, OPENED, a_record, a_sitting, notes
from tests.data.store.killing import in_a_process, run_out_of_space

SITTING = "sitting-0"
PATIENCE = 120.0


class Watched:
    """A writer, and what it said."""

    def __init__(self, store: Store) -> None:
        self.said: queue.Queue[SaveState] = queue.Queue()
        self.writer = Writer(store, self.said.put)

    def expect(self, state: SaveState) -> None:
        while self.said.get(timeout=PATIENCE) is not state:
            pass


@pytest.fixture
def watched(store: Store) -> Iterator[Watched]:
    made = Watched(store)
    yield made
    made.writer.close(0.1)


def _draft(text: str) -> Draft:
    return Draft(text, len(text), NOON if text else None, NOON)


def test_what_was_submitted_is_written_in_order(store: Store, watched: Watched) -> None:
    record = notes(50)
    for entry in record:
        watched.writer.submit(Append(SITTING, (entry,), LIVE))
    assert watched.writer.flush(PATIENCE)
    assert store.entries(SITTING) == record
    assert watched.writer.state is SaveState.SAVED
    assert watched.writer.problem == ""


def test_it_says_saving_before_and_saved_after(store: Store, watched: Watched) -> None:
    watched.writer.submit(Append(SITTING, notes(1), LIVE))
    assert watched.said.get(timeout=PATIENCE) is SaveState.SAVING
    assert watched.said.get(timeout=PATIENCE) is SaveState.SAVED
    assert store.entries(SITTING) == notes(1)


def test_of_drafts_the_newest_is_kept(store: Store, watched: Watched) -> None:
    for length in range(200):
        watched.writer.submit_draft(SITTING, _draft("x" * length))
    assert watched.writer.flush(PATIENCE)
    assert store.draft(SITTING) == _draft("x" * 199)


def test_a_saved_note_does_not_come_back_as_a_draft(store: Store, watched: Watched) -> None:
    record = notes(40)
    for entry in record:
        watched.writer.submit_draft(SITTING, _draft("half a no"))
        watched.writer.submit(Append(SITTING, (entry,), LIVE, drop_draft=True))
    assert watched.writer.flush(PATIENCE)
    assert store.draft(SITTING) is None
    watched.writer.submit_draft(SITTING, _draft("the next"))
    assert watched.writer.flush(PATIENCE)
    assert store.draft(SITTING) == _draft("the next")


# Each step: type something, save a note, or wait for the disk.
@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(st.sampled_from(["type", "save", "wait"]), max_size=30))
def test_whatever_the_order_the_disk_ends_up_as_if_nothing_was_in_the_background(
    store: Store, steps: list[str]
) -> None:
    number = len(store.sittings("assessment-0")) + 1
    name = f"sitting-{number}"
    store.save_sitting(a_sitting(number, assessment_id="assessment-0"))
    record = a_record([OPENED, *(Noted(step) for step in steps)])
    writer = Writer(store, lambda state: None)
    line: Draft | None = None
    saved = 0
    for count, step in enumerate(steps):
        if step == "type":
            line = _draft(f"typed {count}")
            writer.submit_draft(name, line)
        elif step == "save":
            line = None
            writer.submit(Append(name, (record[saved],), LIVE, drop_draft=True))
            saved += 1
        else:
            assert writer.flush(PATIENCE)
    assert writer.close(PATIENCE)
    assert store.draft(name) == line
    assert store.entries(name) == record[:saved]


def test_a_write_that_fails_is_shown_kept_and_tried_again(store: Store, watched: Watched) -> None:
    record = notes(2)
    watched.writer.submit(Append("sitting-9", record[:1], LIVE))  # not booked yet: cannot be stored
    watched.expect(SaveState.NOT_SAVED)
    assert "choose again" in watched.writer.problem
    watched.writer.submit_draft("sitting-9", _draft("typed meanwhile"))
    watched.writer.submit(Append("sitting-9", record[1:], LIVE))
    assert not watched.writer.flush(0.05)
    assert watched.writer.state is SaveState.NOT_SAVED

    store.save_sitting(a_sitting(9, assessment_id="assessment-0"))

    assert watched.writer.flush(PATIENCE)
    watched.expect(SaveState.SAVED)
    assert watched.writer.problem == ""
    assert store.entries("sitting-9") == record
    assert store.draft("sitting-9") == _draft("typed meanwhile")


def test_it_is_tried_again_without_anybody_asking(store: Store, watched: Watched) -> None:
    watched.writer.submit(Append("sitting-9", notes(1), LIVE))
    watched.expect(SaveState.NOT_SAVED)
    store.save_sitting(a_sitting(9, assessment_id="assessment-0"))
    watched.expect(SaveState.SAVED)
    assert store.entries("sitting-9") == notes(1)


def test_the_note_line_is_not_forgotten_while_its_note_is_not_saved(
    store: Store, watched: Watched
) -> None:
    # On the disk stands the note as a draft; were it overwritten, a crash would lose it.
    store.keep_draft(SITTING, _draft("the note"))
    misfit = notes(3)[2]
    watched.writer.submit(Append(SITTING, (misfit,), LIVE, drop_draft=True))
    watched.writer.submit_draft(SITTING, _draft("the next note"))
    watched.expect(SaveState.NOT_SAVED)
    assert not watched.writer.flush(0.05)
    assert store.draft(SITTING) == _draft("the note")


def test_closing_says_whether_all_was_saved(store: Store) -> None:
    good, bad = Watched(store), Watched(store)
    good.writer.submit(Append(SITTING, notes(3), LIVE))
    bad.writer.submit(Append("nowhere", notes(3), LIVE))
    assert good.writer.close(PATIENCE)
    assert not bad.writer.close(0.05)


def test_nothing_is_taken_that_nobody_would_write(store: Store, watched: Watched) -> None:
    assert watched.writer.close(PATIENCE)
    with pytest.raises(StoreError, match="Open it again"):
        watched.writer.submit(Append(SITTING, notes(1), LIVE))
    with pytest.raises(StoreError, match="Open it again"):
        watched.writer.submit_draft(SITTING, _draft("x"))


def test_a_lamp_that_breaks_does_not_stop_the_writing(store: Store) -> None:
    def broken(state: SaveState) -> None:
        raise RuntimeError("the screen is gone")

    writer = Writer(store, broken)
    for entry in notes(3):
        writer.submit(Append(SITTING, (entry,), LIVE))
        assert writer.flush(PATIENCE)
    assert writer.close(PATIENCE)
    assert store.entries(SITTING) == notes(3)


def test_a_full_disk_is_told_and_what_waited_lands_after_relief(store: Store, home: Path) -> None:
    store.close()

    told = in_a_process(run_out_of_space, home)

    assert told.pop("problem").startswith("NOT SAVED. ")
    acknowledged, submitted = told["acknowledged"], told["submitted"]
    assert 0 < acknowledged < submitted
    assert told["saved at last"]
    with Store.open(home) as again:
        assert len(again.entries(SITTING)) == submitted
        draft = again.draft(SITTING)
    assert draft is not None
    assert draft.text == "typed on the full disk"


def test_a_close_that_is_refused_ends_nothing_and_can_be_repeated(
    store: Store, watched: Watched
) -> None:
    with store._turns.saving():  # as a disk that does not answer
        watched.writer.submit(Append(SITTING, notes(2), LIVE))
        assert not watched.writer.close(0.05)
        watched.writer.submit_draft(SITTING, _draft("typed after the refusal"))
    assert watched.writer.close(PATIENCE)
    assert len(store.entries(SITTING)) == 2
    draft = store.draft(SITTING)
    assert draft is not None and draft.text == "typed after the refusal"
    with pytest.raises(StoreError):
        watched.writer.submit(Append(SITTING, (), LIVE))
