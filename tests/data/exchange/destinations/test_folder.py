"""A document is in the folder with its signature, or the sender knows what to do."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from data.exchange.destinations.folder import FolderDestination
from data.exchange.parcel import DestinationPaused, DocumentRefused, Parcel, TryLater
from tests.data.exchange.destinations.dying import deliver
from tests.data.exchange.destinations.parcels import parcel
from tests.faults.processes import running, told


@pytest.fixture
def sent() -> Parcel:
    return parcel(1)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def whole(*sent: Parcel) -> dict[str, bytes]:
    return {f"{each.sha256}.json": each.body for each in sent} | {
        f"{each.sha256}.jws": each.signature.encode() for each in sent
    }


def test_a_document_lies_under_its_address_with_its_signature(tmp_path: Path, sent: Parcel) -> None:
    destination = FolderDestination(tmp_path)

    first, again = destination.put(sent), destination.put(sent)

    assert (first.sha256, first.already_there) == (sent.sha256, False)
    assert (again.place, again.already_there) == (first.place, True)
    assert Path(first.place).read_bytes() == sent.body
    assert files(tmp_path) == whole(sent)
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


def test_a_signature_that_is_missing_is_written_at_the_next_try(
    tmp_path: Path, sent: Parcel
) -> None:
    (tmp_path / f"{sent.sha256}.json").write_bytes(sent.body)

    assert FolderDestination(tmp_path).put(sent).already_there
    assert files(tmp_path) == whole(sent)


def test_a_kill_at_any_call_leaves_no_document_without_its_signature(
    tmp_path: Path, sent: Parcel
) -> None:
    died = 0
    for call in range(1, 100):
        folder = tmp_path / str(call)
        folder.mkdir()
        with running(deliver, folder, call) as (_, pipe):
            delivered = list(told(pipe))
        left = {name: body for name, body in files(folder).items() if not name.startswith(".")}
        assert left.items() <= whole(sent).items()
        assert left.keys() != {f"{sent.sha256}.json"}

        FolderDestination(folder).put(sent)
        assert files(folder) == whole(sent)
        if delivered:
            break
        died += 1
    assert died > 20


def test_leftovers_are_looked_for_once_and_only_ours_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = parcel(99).sha256
    kept = {"notes.txt", f".{old}.json.part", f".{old}.txt.{'0' * 16}.part"}
    for name in (*kept, f".{old}.json.{'0' * 16}.part", f".{old}.jws.{'f' * 16}.part"):
        (tmp_path / name).write_text("old")
    looked = counted(monkeypatch, "scandir")
    destination = FolderDestination(tmp_path)

    for number in range(20):
        destination.put(parcel(number))

    assert len(looked) == 1
    assert files(tmp_path).keys() == kept | whole(*map(parcel, range(20))).keys()


def counted(monkeypatch: pytest.MonkeyPatch, name: str) -> list[Any]:
    """Count how often the system is called, and do it all the same."""
    call, calls = getattr(os, name), list[Any]()

    def counting(*args: Any, **named: Any) -> Any:
        calls.append(args)
        return call(*args, **named)

    monkeypatch.setattr(os, name, counting)
    return calls


def test_three_flushes_make_a_document_safe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    destination = FolderDestination(tmp_path)
    destination.put(parcel(1))
    flushed = counted(monkeypatch, "fsync")

    destination.put(parcel(2))

    assert len(flushed) == 3


def test_a_drive_that_is_away_is_waited_for_and_its_folder_is_never_made(
    tmp_path: Path, sent: Parcel
) -> None:
    drive = tmp_path / "usb"
    (drive / "results").mkdir(parents=True)
    destination = FolderDestination(drive / "results")
    destination.put(sent)

    drive.rename(tmp_path / "elsewhere")
    drive.mkdir()  # its mount point, empty
    with pytest.raises(TryLater, match="connect its drive") as away:
        destination.put(parcel(2))
    assert away.value.all_wait
    assert files_below(drive) == []

    drive.rmdir()
    (tmp_path / "elsewhere").rename(drive)
    destination.put(parcel(2))
    assert files(drive / "results") == whole(sent, parcel(2))


def files_below(folder: Path) -> list[Path]:
    return list(folder.rglob("*"))


def test_another_folder_in_its_place_is_noticed(tmp_path: Path, sent: Parcel) -> None:
    folder = tmp_path / "results"
    folder.mkdir()
    destination = FolderDestination(folder)
    destination.put(sent)
    folder.rename(tmp_path / "former")
    folder.mkdir()

    assert not destination.put(sent).already_there
    assert files(folder) == whole(sent)


def test_a_folder_that_goes_while_a_document_is_written_is_not_acknowledged(
    tmp_path: Path, sent: Parcel, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "results"
    folder.mkdir()
    link = os.link

    def pulled(*names: Any, **named: Any) -> None:
        link(*names, **named)
        if folder.exists():
            folder.rename(tmp_path / "pulled")

    monkeypatch.setattr(os, "link", pulled)

    with pytest.raises(TryLater, match="connect its drive"):
        FolderDestination(folder).put(sent)


def test_a_folder_is_made_only_where_it_may_be(tmp_path: Path, sent: Parcel) -> None:
    with pytest.raises(TryLater):
        FolderDestination(tmp_path / "a" / "results", may_make=True).put(sent)
    assert files_below(tmp_path) == []

    FolderDestination(tmp_path / "results", may_make=True).put(sent)
    assert (tmp_path / "results").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("ending", ["json", "jws"])
def test_a_changed_file_is_left_and_told(tmp_path: Path, sent: Parcel, ending: str) -> None:
    changed = tmp_path / f"{sent.sha256}.{ending}"
    changed.write_bytes(b"changed")

    with pytest.raises(DocumentRefused, match="move it aside"):
        FolderDestination(tmp_path).put(sent)

    assert changed.read_bytes() == b"changed"


def test_a_link_under_the_name_is_refused(tmp_path: Path, sent: Parcel) -> None:
    (tmp_path / f"{sent.sha256}.json").symlink_to(tmp_path / "victim")
    with pytest.raises(DocumentRefused, match="remove it"):
        FolderDestination(tmp_path).put(sent)
    assert not (tmp_path / "victim").exists()


@pytest.mark.parametrize("sha256", ["0" * 64, "../up", "", "A" * 64])
def test_bytes_that_are_not_those_of_the_address_are_never_written(
    tmp_path: Path, sent: Parcel, sha256: str
) -> None:
    with pytest.raises(DocumentRefused, match="doctor"):
        FolderDestination(tmp_path).put(replace(sent, sha256=sha256))
    assert files(tmp_path) == {}


@pytest.mark.parametrize(
    ("number", "meaning", "words"),
    [
        (errno.ENOSPC, TryLater, "no room left"),
        (errno.EDQUOT, TryLater, "no room left"),
        (errno.ESTALE, TryLater, "Nothing can be written"),
        (errno.ENODEV, TryLater, "Nothing can be written"),
        (errno.EROFS, DestinationPaused, "Allow writing there"),
        (errno.EACCES, DestinationPaused, "Allow writing there"),
        (errno.EIO, DestinationPaused, "Allow writing there"),
    ],
)
def test_what_the_disk_says_is_told_and_mends(
    tmp_path: Path,
    sent: Parcel,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    meaning: type[TryLater | DestinationPaused],
    words: str,
) -> None:
    destination = FolderDestination(tmp_path)

    def refusing(*args: object) -> None:
        raise OSError(number, "the disk says so")

    with monkeypatch.context() as failing:
        failing.setattr(os, "write", refusing)
        with pytest.raises(meaning, match=words) as said:
            destination.put(sent)
    assert getattr(said.value, "all_wait", True)  # a paused destination waits in any case
    assert files(tmp_path) == {}

    destination.put(sent)
    assert files(tmp_path) == whole(sent)


def test_a_disk_that_gives_back_other_bytes_is_paused(
    tmp_path: Path, sent: Parcel, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = os.read
    monkeypatch.setattr(os, "read", lambda fd, most: read(fd, most)[:-1] or b"")
    with pytest.raises(DestinationPaused, match="another disk"):
        FolderDestination(tmp_path).put(sent)
