"""An export's folder is there whole, or not at all, and for its owner only."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from data.exchange.assessment_service.folder import write_export
from data.exchange.errors import FolderFull, FolderUnwritable, UnsafeName
from tests.data.exchange.assessment_service.sat import NOW

FILES = {"epa-001.json": b"[1]", "epa-002.json": b"[2]", "certificate-001.json": b"[3]"}

KILLED = """
import os, signal, sys
from pathlib import Path
from data.exchange.assessment_service.folder import write_export
from data.record.instant import Instant

calls = 0

def counted(call):
    def dying(*args, **kwargs):
        global calls
        calls += 1
        if calls == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*args, **kwargs)
    return dying

for each in ("open", "write", "fsync", "mkdir", "rename", "read", "close", "listdir"):
    setattr(os, each, counted(getattr(os, each)))
write_export(Path(sys.argv[1]), FILES, NOW)
"""
"""Writes an export and kills itself at a call to the system."""


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def killed_at(folder: Path, call: int) -> int:
    program = KILLED.replace("FILES", repr(FILES)).replace("NOW", repr(NOW))
    return subprocess.run([sys.executable, "-c", program, str(folder), str(call)]).returncode


def test_an_export_is_for_its_owner_only_and_called_after_its_time(tmp_path: Path) -> None:
    before = os.umask(0o022)
    made = write_export(tmp_path / "a" / "b", FILES, NOW)
    os.umask(before)
    assert made == tmp_path / "a" / "b" / "20261124T090000000Z"
    assert contents(made) == FILES
    assert {path.stat().st_mode & 0o777 for path in made.iterdir()} == {0o600}
    assert made.stat().st_mode & 0o777 == 0o700


def test_every_export_has_a_folder_of_its_own(tmp_path: Path) -> None:
    first = write_export(tmp_path, FILES, NOW)
    second = write_export(tmp_path, {"epa-001.json": b"[]"}, NOW.later(1))
    assert (contents(first), contents(second)) == (FILES, {"epa-001.json": b"[]"})


def test_an_export_of_the_same_moment_is_left_alone(tmp_path: Path) -> None:
    made = write_export(tmp_path, FILES, NOW)
    with pytest.raises(FolderUnwritable):
        write_export(tmp_path, {"epa-001.json": b"[]"}, NOW)
    assert contents(made) == FILES
    assert [path.name for path in tmp_path.iterdir()] == [made.name]


def test_a_kill_at_any_moment_leaves_all_or_nothing(tmp_path: Path) -> None:
    call, status = 0, -signal.SIGKILL
    while status == -signal.SIGKILL:
        call += 1
        folder = tmp_path / str(call)
        folder.mkdir()
        status = killed_at(folder, call)
        seen = [path for path in folder.iterdir() if not path.name.startswith(".")]
        assert [contents(path) for path in seen] in ([], [FILES])
    assert (status, call > 15) == (0, True)


def test_what_a_kill_has_left_is_removed_an_hour_later(tmp_path: Path) -> None:
    assert killed_at(tmp_path, 12) == -signal.SIGKILL
    (left,) = tmp_path.iterdir()
    assert left.name.startswith(".") and contents(left)
    write_export(tmp_path, FILES, NOW.later(60_000))
    assert left.exists()
    write_export(tmp_path, FILES, NOW.later(3_600_001))
    assert not left.exists()


def test_nothing_of_anybody_else_is_removed(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "epa-001.json").write_bytes(b"[]")
    (tmp_path / ".20200101T000000000Z.part").symlink_to(mine)
    other = tmp_path / ".20200101T000000001Z.part"
    other.mkdir()
    (other / "thesis.txt").write_bytes(b"mine")
    write_export(tmp_path, FILES, NOW)
    assert (mine / "epa-001.json").exists() and (other / "thesis.txt").exists()


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FolderUnwritable):
        write_export(tmp_path / "file", FILES, NOW)


def test_a_full_disk_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
    try:
        with pytest.raises(FolderFull):
            write_export(tmp_path, {**FILES, "epa-003.json": b"x" * 20_000}, NOW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_could_hold_more_than_a_number_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnsafeName):
        write_export(tmp_path, {"Testa Example.json": b"[]"}, NOW)
    assert list(tmp_path.iterdir()) == []
