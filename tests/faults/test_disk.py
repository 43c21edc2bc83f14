"""The model of a disk: what was synced is there after a power cut, and nothing else need be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest

from tests.faults.disk import CannotJudge, Disk
from tests.faults.inode import SECTOR
from tests.faults.trace import Call, read_trace, text

ROOT = Path("/store")
CUTS = 300
MADE = 'openat(AT_FDCWD, "/store/a", O_RDWR|O_CREAT, 0600) = 3'
FOLDER = ['openat(AT_FDCWD, "/store", O_RDONLY) = 9', "fsync(9) = 0"]
OLD, NEW = b"o" * 3 * SECTOR, b"n" * 3 * SECTOR


def hexed(written: bytes) -> str:
    return '"' + "".join(f"\\x{byte:02x}" for byte in written) + '"'


def put(written: bytes) -> str:
    return f"pwrite64(3, {hexed(written)}, {len(written)}, 0) = {len(written)}"


def calls(*lines: str) -> list[Call]:
    """Read lines as strace writes them, but with names in plain letters."""
    named = (re.sub('"(/.*?)"', lambda name: hexed(name[1].encode()), line) for line in lines)
    return list(read_trace(f"1 {line}" for line in named))


def left(tmp_path: Path, lines: Iterable[str], *, by_file: bool = False) -> set[tuple[str, bytes]]:
    """Return every name with every content that power cuts left; no name as `("", b"")`."""
    disk, found = Disk(ROOT, by_file=by_file), set[tuple[str, bytes]]()
    for call in calls(*lines):
        disk.take(call)
    for number in range(CUTS):
        into = tmp_path / str(number)
        into.mkdir(parents=True)
        disk.cut(into, Random(number))
        files = [(path.name, path.read_bytes()) for path in into.iterdir()]
        found.update(files or [("", b"")])
    return found


def test_what_was_synced_is_there(tmp_path: Path) -> None:
    assert left(tmp_path, [MADE, put(OLD), "fsync(3) = 0", *FOLDER]) == {("a", OLD)}


def test_a_write_that_was_not_synced_may_be_there_not_be_there_or_be_torn(tmp_path: Path) -> None:
    found = left(tmp_path, [MADE, put(OLD), "fsync(3) = 0", *FOLDER, put(NEW)])
    sectors = {
        tuple(content[at : at + SECTOR][:1] for at in range(0, len(content), SECTOR))
        for _, content in found
    }
    assert len(sectors) == 8, "each of three sectors is old or new"
    assert all(set(content[at : at + SECTOR]) in ({111}, {110}) for _, content in found
               for at in range(0, len(content), SECTOR))  # fmt: skip


def test_a_cut_length_waits_for_a_sync_like_a_write(tmp_path: Path) -> None:
    shorter = [MADE, put(OLD), "fsync(3) = 0", *FOLDER, "ftruncate(3, 5) = 0"]
    assert left(tmp_path / "x", shorter) == {("a", OLD), ("a", OLD[:5])}


def test_a_name_waits_for_its_folder(tmp_path: Path) -> None:
    made = [MADE, put(OLD), "fsync(3) = 0"]
    assert left(tmp_path / "x", made) == {("", b""), ("a", OLD)}
    assert left(tmp_path / "y", made, by_file=True) == {("a", OLD)}


def test_a_second_name_waits_for_its_folder_even_where_a_sync_keeps_the_first(
    tmp_path: Path,
) -> None:
    linked = 'linkat(AT_FDCWD, "/store/a", AT_FDCWD, "/store/b", 0) = 0'
    made = [MADE, put(OLD), linked, "fsync(3) = 0"]
    assert {("a", OLD), ("b", OLD)} == left(tmp_path / "x", [*made, *FOLDER])
    names = [name for name, _ in left(tmp_path / "y", made, by_file=True)]
    assert "a" in names


def test_a_removed_name_may_come_back_until_its_folder_is_synced(tmp_path: Path) -> None:
    removed = [MADE, put(OLD), "fsync(3) = 0", *FOLDER, 'unlink("/store/a") = 0']
    assert left(tmp_path / "x", removed) == {("a", OLD), ("", b"")}
    assert left(tmp_path / "y", [*removed, *FOLDER]) == {("", b"")}


def test_a_call_that_failed_has_no_effect(tmp_path: Path) -> None:
    failed = "fsync(3) = -1 EIO (Input/output error) (INJECTED)"
    assert ("", b"") in left(tmp_path, [MADE, put(OLD), failed], by_file=True)


@pytest.mark.parametrize(
    "unknown",
    [
        "writev(3, [], 0) = 0",
        "dup(3) = 4",
        "mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_SHARED, 3, 0) = 0x7f00",
        'truncate("/store/a", 0) = 0',
        "io_uring_setup(8, 0x7f00) = 4",
        'openat(AT_FDCWD, "/store/a", O_WRONLY|O_APPEND) = 4',
    ],
)
def test_nothing_is_judged_where_a_program_writes_in_another_way(unknown: str) -> None:
    disk = Disk(ROOT, by_file=False)
    first, second = calls(MADE, unknown)
    disk.take(first)
    with pytest.raises(CannotJudge):
        disk.take(second)


def test_a_call_that_another_thread_interrupts_is_read_as_one() -> None:
    lines = ["1 fsync(3 <unfinished ...>", "2 close(4) = 0", "1 <... fsync resumed>) = 0"]
    assert [(call.name, call.args) for call in read_trace(iter(lines))] == [
        ("close", ("4",)),
        ("fsync", ("3",)),
    ]


def test_bytes_are_read_as_they_were_written() -> None:
    assert text(hexed(b"a, b) = 0")) == b"a, b) = 0"
