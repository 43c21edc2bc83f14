"""What somebody plants in a shared folder leads no write elsewhere, and nothing of theirs goes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from data.exchange.errors import NotAFile, NotWritten
from data.exchange.folder import result_name, write_result

NAME = result_name("7d1b5a52-6f0e-4b0e-9d8e-3f6a4f6a0001", 1)
BODY = b'{"made up":true}'


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("plant", ["link", "dangling link", "folder", "pipe"])
def test_what_was_planted_under_the_name_is_refused(tmp_path: Path, plant: str) -> None:
    folder, victim = tmp_path / "shared", tmp_path / "victim"
    folder.mkdir()
    if "link" in plant:
        (folder / NAME).symlink_to(victim)
    if plant == "link":
        victim.write_bytes(BODY)  # even the right bytes behind a link are not the file
    elif plant == "folder":
        (folder / NAME).mkdir()
    elif plant == "pipe":
        os.mkfifo(folder / NAME)

    with pytest.raises(NotAFile, match="remove it"):
        write_result(folder, NAME, BODY)

    assert names(folder) == [NAME]
    assert victim.exists() == (plant == "link")


def test_a_link_planted_as_leftover_is_not_followed(tmp_path: Path) -> None:
    folder, victim = tmp_path / "shared", tmp_path / "victim"
    folder.mkdir()
    victim.write_text("precious")
    (folder / f".{NAME}.0123456789abcdef.part").symlink_to(victim)

    write_result(folder, NAME, BODY)

    assert victim.read_text() == "precious"
    assert names(folder) == [NAME]


def test_a_link_planted_under_a_guessed_temporary_name_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, victim = tmp_path / "shared", tmp_path / "victim"
    folder.mkdir()
    victim.write_text("precious")

    def guessed(_: int) -> str:
        (folder / f".{NAME}.guessed.part").symlink_to(victim)
        return "guessed"

    monkeypatch.setattr("secrets.token_hex", guessed)

    with pytest.raises(NotWritten):
        write_result(folder, NAME, BODY)
    assert victim.read_text() == "precious"
    assert not (folder / NAME).exists()


def test_files_of_others_are_left_alone(tmp_path: Path) -> None:
    for other in ("notes.txt", f".{NAME}", f".{NAME}.part", ".other-r1.json.00.part"):
        (tmp_path / other).write_text("mine")

    write_result(tmp_path, NAME, BODY)

    assert len(names(tmp_path)) == 5


def test_what_another_program_is_writing_is_not_cleaned_away(tmp_path: Path) -> None:
    part = tmp_path / f".{NAME}.0123456789abcdef.part"
    holder = (
        "import fcntl, os, sys\n"
        "fd = os.open(sys.argv[1], os.O_CREAT | os.O_WRONLY)\n"
        "fcntl.flock(fd, fcntl.LOCK_EX)\n"
        "print('held', flush=True)\n"
        "sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", holder, str(part)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout
        child.stdout.readline()
        write_result(tmp_path, NAME, BODY)
        assert part.exists()
        child.communicate()

    write_result(tmp_path, NAME, BODY)
    assert not part.exists()
