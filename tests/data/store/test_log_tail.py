"""A commit that the log held and nobody can read any more is told; a mere kill is not."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

from data.record.errors import RecordError
from data.store.errors import StoreError
from data.store.log_tail import lost_commits
from data.store.store import Store
from tests.data.store.canaries import KEY, add_notes, fill
from tests.data.store.damaging import flip
from tests.data.store.dying import dies_within, note_for_ever, note_for_ever_encrypted

LOG_FLIPS = int(os.environ.get("EPA_TUI_LOG_FLIPS", "120"))
KILLS = int(os.environ.get("EPA_TUI_KILLS", "12"))
SITTING = "sitting-0"
PAGE, FRAME_HEADER, HEADER = 4096, 24, 32


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> bytes | None:
    chosen: bytes | None = request.param
    return chosen


def _left_open(home: Path, aside: Path, key: bytes | None, notes: int = 12) -> Path:
    """Copy a store as a kill would leave it: 4 entries in its file, and `notes` in its log."""
    with Store.open(home, key) as store:
        fill(store)
    with Store.open(home, key) as store:
        add_notes(store)
        store.checkpoint()  # the log begins anew over what it held
        for _ in range(notes - 1):
            add_notes(store)
        shutil.copytree(home, aside)
    return aside


def _silent_loss(home: Path, key: bytes | None, acknowledged: int) -> bool:
    """Tell whether entries are missing and nothing says so."""
    try:
        with Store.open(home, key) as store:
            return store.lost_commits == 0 and len(store.entries(SITTING)) < acknowledged
    except (StoreError, RecordError):
        return False


def test_a_flipped_bit_anywhere_in_the_log_is_never_a_silent_loss(
    home: Path, tmp_path: Path, key: bytes | None
) -> None:
    killed = _left_open(home, tmp_path / "killed", key)
    size = (killed / "store.db-wal").stat().st_size
    silent = []
    for number, bit in enumerate(random.Random(2).sample(range(size * 8), LOG_FLIPS)):
        trial = tmp_path / f"trial {number}"
        shutil.copytree(killed, trial)
        flip(trial / "store.db-wal", bit)
        if _silent_loss(trial, key, 16):
            silent.append(bit)
        shutil.rmtree(trial)
    assert silent == []


def test_a_flipped_bit_in_the_head_of_the_last_commit_is_told(home: Path, tmp_path: Path) -> None:
    killed = _left_open(home, tmp_path / "killed", None)
    log = killed / "store.db-wal"
    size = log.stat().st_size
    last = size - PAGE - FRAME_HEADER
    with Store.open(shutil.copytree(killed, tmp_path / "sound")) as store:
        assert len(store.entries(SITTING)) == 16
    silent = []
    for bit in range(last * 8, (last + FRAME_HEADER) * 8):
        trial = shutil.copytree(killed, tmp_path / "trial")
        flip(trial / "store.db-wal", bit)
        if _silent_loss(trial, None, 16):
            silent.append(bit - last * 8)
        shutil.rmtree(trial)
    assert silent == []


def test_how_many_were_lost_is_counted(home: Path, tmp_path: Path) -> None:
    killed = _left_open(home, tmp_path / "killed", None)
    flip(killed / "store.db-wal", (HEADER + FRAME_HEADER + 100) * 8)
    with Store.open(killed) as store:
        missing = 16 - len(store.entries(SITTING))
        assert store.lost_commits == missing > 1


def test_a_mere_kill_is_no_loss(home: Path, key: bytes | None) -> None:
    with Store.open(home, key) as store:
        fill(store)
    for kill in range(KILLS):
        work = note_for_ever_encrypted if key else note_for_ever
        assert dies_within(work, home, 0.02 * (kill % 10))
        with Store.open(home, key) as store:
            assert store.lost_commits == 0
            store.entries(SITTING)


def test_closing_in_order_leaves_nothing_to_tell(home: Path, key: bytes | None) -> None:
    for _ in range(3):
        with Store.open(home, key) as store:
            assert store.lost_commits == 0
            fill(store, 1)


@pytest.mark.parametrize("content", [b"", b"x", b"x" * 31, b"x" * 32, b"x" * 5000])
def test_no_log_and_no_content_of_one_does_more_than_be_counted(
    tmp_path: Path, content: bytes
) -> None:
    assert lost_commits(tmp_path / "none", PAGE, 0) == 0
    (tmp_path / "log").write_bytes(content)
    assert lost_commits(tmp_path / "log", PAGE, 0) <= 1
