"""A result is in the folder whole, or not at all, whatever stops the program."""

from __future__ import annotations

import os
import random
import resource
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data.exchange.canonical import address
from data.exchange.errors import (
    DifferentResult,
    FolderFull,
    FolderMissing,
    FolderUnwritable,
    UnsafeName,
)
from data.exchange.folder import result_name, write_result

NAME = result_name("7d1b5a52-6f0e-4b0e-9d8e-3f6a4f6a0001", 1)
BODY = b'{"made up":"' + b"x" * 200_000 + b'"}'

KILLED = """
import os, signal, sys
from pathlib import Path
from data.exchange.folder import write_result

folder, name, last, links = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4] == "links"
calls = 0

def counted(call):
    def dying(*args, **kwargs):
        global calls
        calls += 1
        if calls == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*args, **kwargs)
    return dying

def no_link(*args, **kwargs):
    raise PermissionError(1, "no links here")

if not links:
    os.link = no_link
write = os.write
os.write = lambda fd, part: write(fd, part[:50_000])  # a disk that takes it bit by bit
for each in ("open", "write", "fsync", "link", "unlink", "replace", "read", "close", "scandir"):
    setattr(os, each, counted(getattr(os, each)))
write_result(folder, name, BODY)
"""
"""Writes one result and kills itself at the `last`-th call to the system."""

ENDLESS = """
import sys
from pathlib import Path
from data.exchange.folder import result_name, write_result

for number in range(1, 100_000):
    name = result_name(sys.argv[2], number)
    write_result(Path(sys.argv[1]), name, BODY + b"%d" % number)
    print(number, flush=True)
"""
"""Writes one result after the other and acknowledges each on a pipe."""

NAIVE = """
import sys
from pathlib import Path
from data.exchange.folder import result_name

for number in range(1, 100_000):
    with (Path(sys.argv[1]) / result_name(sys.argv[2], number)).open("wb", buffering=0) as file:
        for start in range(0, len(BODY), 1000):
            file.write(BODY[start : start + 1000])
        file.write(b"%d" % number)
    print(number, flush=True)
"""
"""The same, as one would write it first: shows that the test can fail."""


def program(text: str) -> str:
    return f"BODY = {BODY[:12]!r} + b'x' * 200_000 + {BODY[-2:]!r}\n{text}"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_result_is_written_for_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        receipt = write_result(tmp_path, NAME, BODY)
    finally:
        os.umask(before)

    assert receipt.path.read_bytes() == BODY
    assert receipt.sha256 == address(BODY)
    assert not receipt.already_there
    assert receipt.path.stat().st_mode & 0o777 == 0o600
    assert names(tmp_path) == [NAME]


def test_writing_the_same_again_is_a_success(tmp_path: Path) -> None:
    first = write_result(tmp_path, NAME, BODY)
    inode = first.path.stat().st_ino

    again = write_result(tmp_path, NAME, BODY)

    assert again.already_there
    assert (again.sha256, again.path) == (first.sha256, first.path)
    assert (again.path.stat().st_ino, names(tmp_path)) == (inode, [NAME])


@pytest.mark.parametrize("other", [BODY + b" ", BODY[:-1], b"{}"])
def test_another_result_is_never_written_over(tmp_path: Path, other: bytes) -> None:
    (tmp_path / NAME).write_bytes(other)

    with pytest.raises(DifferentResult, match="Compare the two"):
        write_result(tmp_path, NAME, BODY)

    assert (tmp_path / NAME).read_bytes() == other
    assert names(tmp_path) == [NAME]


@pytest.mark.parametrize(
    "name",
    ["../up-r1.json", "Testa Example-r1.json", "a/b-r1.json", "a-r1.json\n", ".a-r1.json", "", "a"],
)
def test_a_name_that_is_not_of_ids_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnsafeName):
        write_result(tmp_path, name, BODY)
    assert names(tmp_path) == []


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing, match="Create it"):
        write_result(tmp_path / "gone", NAME, BODY)


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderMissing):
        write_result(tmp_path / "file", NAME, BODY)


def test_a_folder_behind_a_link_works(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "synchronised").symlink_to(tmp_path / "real")

    write_result(tmp_path / "synchronised", NAME, BODY)

    assert (tmp_path / "real" / NAME).read_bytes() == BODY


@pytest.mark.skipif(sys.platform != "linux", reason="needs a folder that refuses even root")
def test_a_folder_that_refuses_is_told() -> None:
    with pytest.raises(FolderUnwritable, match="name another folder"):
        write_result(Path("/sys"), NAME, BODY)


@pytest.fixture
def little_room() -> Iterator[None]:
    """Allow files of 64 KiB at the most, as a full disk would."""
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65536, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.usefixtures("little_room")
def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FolderFull, match="Free some space"):
        write_result(tmp_path, NAME, BODY)

    assert names(tmp_path) == []


@pytest.mark.parametrize("links", ["links", "no links"])
def test_a_kill_at_any_call_leaves_the_result_whole_or_absent(tmp_path: Path, links: str) -> None:
    died_at: set[int] = set()
    for call in range(1, 100):
        folder = tmp_path / str(call)
        folder.mkdir()
        run = subprocess.run(
            [sys.executable, "-c", program(KILLED), str(folder), NAME, str(call), links],
            capture_output=True,
        )
        if run.returncode == 0:
            break
        assert run.returncode == -signal.SIGKILL, run.stderr
        died_at.add(call)
        final = folder / NAME
        # Without links the name is reserved first: an empty file is not half a result.
        allowed = {BODY} if links == "links" else {BODY, b""}
        assert not final.exists() or final.read_bytes() in allowed

        receipt = write_result(folder, NAME, BODY)
        assert receipt.path.read_bytes() == BODY
        assert names(folder) == [NAME]
    assert len(died_at) >= 15
    assert run.returncode == 0


def kill_while_writing(text: str, folder: Path, seed: int) -> tuple[int, list[Path]]:
    """Kill a program at some instant.

    Returns:
        How many results it had acknowledged, and the files that are not whole.
    """
    folder.mkdir()
    command = [sys.executable, "-c", program(text), str(folder), "made-up"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        child.stdout.readline()
        give_up = time.monotonic() + random.Random(seed).random() * 0.03
        while time.monotonic() < give_up:
            pass
        child.kill()
        acknowledged = 1 + len(child.stdout.read().splitlines())
    whole = {n: BODY + b"%d" % n for n in range(1, acknowledged + 2)}
    files = {n: folder / result_name("made-up", n) for n in whole}
    assert all(files[n].exists() for n in range(1, acknowledged + 1))
    return acknowledged, [f for n, f in files.items() if f.exists() and f.read_bytes() != whole[n]]


def test_kills_at_random_lose_nothing_acknowledged_and_leave_no_half_result(tmp_path: Path) -> None:
    for seed in range(int(os.environ.get("EPA_TUI_KILLS", "30"))):
        folder = tmp_path / str(seed)
        acknowledged, broken = kill_while_writing(ENDLESS, folder, seed)
        assert broken == []

        following = acknowledged + 1
        name = result_name("made-up", following)
        write_result(folder, name, BODY + b"%d" % following)
        assert [found for found in names(folder) if found.startswith(f".{name}")] == []


def test_the_kills_find_half_results_of_a_naive_writer(tmp_path: Path) -> None:
    assert any(kill_while_writing(NAIVE, tmp_path / str(seed), seed)[1] for seed in range(40))


def test_the_bytes_are_on_the_disk_before_the_name_and_the_name_before_the_receipt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A kill cannot show a missing fsync, only a power cut can: so the order of the calls is held.
    done: list[str] = []

    def told(name: str) -> None:
        call = getattr(os, name)

        def telling(first: Any, *others: Any, **named: Any) -> Any:
            folder = isinstance(first, int) and stat.S_ISDIR(os.fstat(first).st_mode)
            done.append(f"{name} folder" if folder else name)
            return call(first, *others, **named)

        monkeypatch.setattr(os, name, telling)

    for name in ("write", "fsync", "link", "unlink", "read"):
        told(name)

    write_result(tmp_path, NAME, BODY)

    assert done[:5] == ["write", "fsync", "link", "unlink", "fsync folder"]
    assert set(done[5:]) == {"read"}


def test_a_signature_lies_beside_its_result(tmp_path: Path) -> None:
    beside = NAME.replace(".json", ".jws")
    (tmp_path / f".{beside}.{'0' * 16}.part").write_text("left by a kill")

    first = write_result(tmp_path, NAME, BODY, "header..signature")
    again = write_result(tmp_path, NAME, BODY, "header..signature")

    assert (first.already_there, again.already_there) == (False, True)
    assert (tmp_path / beside).read_text() == "header..signature"
    assert names(tmp_path) == [NAME, beside]
