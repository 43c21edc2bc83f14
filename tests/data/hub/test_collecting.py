"""What lies in an inbox is taken once, and what is not genuine is set aside with its reason."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.exchange.canonical import address, canonical
from data.exchange.reading import MAX_BYTES
from data.exchange.signature import SUFFIX, sign
from data.hub.collecting import Collector, Passed
from data.hub.errors import NoSource, Reason, WrongAddress
from data.hub.folder_inbox import FolderInbox
from data.hub.inbox import Found
from data.hub.record import open_record
from data.hub.working import Tally
from data.store.hub_rows import Batch, SetAside
from tests.data.exchange.building import LAPTOP
from tests.data.hub.looking import addresses, reasons, rows
from tests.data.hub.making import (
    OTHER,
    a_result,
    fill,
    put,
    sitting_id,
    told,
    withdrawn,
    written,
)


def collect(
    folder: Path, record: str, devices: frozenset[str] | None = None, processes: int = 1
) -> Passed:
    collector = Collector(folder.as_uri(), record, devices, processes)
    try:
        return collector.one_pass()
    finally:
        collector.close()


def test_the_maker_of_documents_writes_as_the_program_does() -> None:
    raw = told(a_result(), 7)
    assert written(raw) == canonical(raw)


def test_each_document_is_taken_once_with_its_exact_bytes(folder: Path, record: str) -> None:
    there = fill(folder, 5)
    body = written(told(withdrawn(a_result()), 9, revision=2, supersedes=a_result()["id"]))
    put(folder, body)

    assert collect(folder, record).tally == Tally(taken=6)
    assert collect(folder, record).tally == Tally()

    assert addresses(record) == sorted([*there, address(body)])
    for sha256, kept in rows(record, "SELECT sha256, body FROM document"):
        assert (folder / f"{sha256}.json").read_text("utf-8") == kept
    assert rows(record, "SELECT public_key, name FROM device") == [(LAPTOP.public, LAPTOP.name)]
    assert len(list(folder.iterdir())) == 12


def test_several_processes_take_what_one_would(folder: Path, record: str) -> None:
    there = fill(folder, 230)
    assert collect(folder, record, processes=2).tally == Tally(taken=230)
    assert addresses(record) == sorted(there)


def test_a_name_that_is_no_address_is_not_trusted(folder: Path, record: str) -> None:
    (folder / "laptop 1").mkdir()
    body = written(told(a_result(), 1))
    path = put(folder / "laptop 1", body, name=f"{sitting_id(2)}-r1")
    assert collect(folder, record).tally == Tally(taken=1)
    assert rows(record, "SELECT sha256, sitting FROM document") == [(address(body), sitting_id(1))]
    assert collect(folder, record).tally == Tally()

    other = written(told(a_result(), 3))
    put(folder / "laptop 1", other, name=path.stem)
    assert collect(folder, record).tally == Tally(taken=1)
    assert addresses(record) == sorted([address(body), address(other)])


def test_the_same_document_in_two_places_is_one(folder: Path, record: str) -> None:
    body = written(told(a_result(), 1))
    put(folder, body)
    put(folder, body, name="copy-r1")
    (folder / "unsigned-r1.json").write_bytes(body)
    collect(folder, record)
    assert collect(folder, record).quarantine == {}
    assert addresses(record) == [address(body)]
    assert collect(folder, record).tally == Tally()


def changed(place: str, value: Any) -> bytes:
    raw = told(a_result(), 1)
    *steps, last = place.split("/")
    part: Any = raw
    for step in steps:
        part = part[int(step) if isinstance(part, list) else step]
    part[last] = value
    return written(raw)


def other_head() -> bytes:
    raw = told(a_result(), 1)
    raw["data"]["record"]["sequence"] += 1
    return written(raw)


def other_device() -> bytes:
    raw = told(a_result(), 1)
    return written({**raw, "source": f"urn:epa-tui:device:{OTHER.name}"})


BAD: dict[str, tuple[Callable[[], bytes], Reason]] = {
    "empty": (lambda: b"", Reason.UNREADABLE),
    "bytes": (lambda: b"\xff\xfe{}", Reason.UNREADABLE),
    "list": (lambda: b"[]", Reason.UNREADABLE),
    "cut": (lambda: written(told(a_result(), 1))[:-1], Reason.UNREADABLE),
    "deep": (lambda: b"[" * 100_000, Reason.UNREADABLE),
    "fraction": (lambda: changed("data/revision", 1.0), Reason.UNREADABLE),
    "half": (
        lambda: written(told(a_result(), 1)).replace(b'"Testa"', rb'"\ud800"'),
        Reason.UNREADABLE,
    ),
    "twice": (
        lambda: written(told(a_result(), 1)).replace(b'"place":', b'"place":"","place":', 1),
        Reason.UNREADABLE,
    ),
    "spaces": (lambda: json.dumps(told(a_result(), 1)).encode(), Reason.NOT_CANONICAL),
    "field": (lambda: changed("data/more", "x"), Reason.NO_SHAPE),
    "uln": (lambda: changed("data/apprentice/uln", "12"), Reason.NO_SHAPE),
    "day": (lambda: changed("data/deadlines/assessed_on", "2026-02-31"), Reason.NO_SHAPE),
    "line feed": (lambda: changed("data/record/head", f"{'a' * 64}\n"), Reason.NO_SHAPE),
    "invented": (lambda: changed("data/demonstration", True), Reason.DEMONSTRATION),
    "head": (other_head, Reason.HEAD_NOT_GENUINE),
    "device": (other_device, Reason.WRONG_DEVICE),
    "large": (lambda: b'"' + b"a" * MAX_BYTES, Reason.TOO_LARGE),
}


def test_what_is_not_genuine_is_set_aside_with_its_reason(folder: Path, record: str) -> None:
    made = {name: make() for name, (make, _) in BAD.items()}
    for body in made.values():
        put(folder, body)
    good = fill(folder, 2, begin=5)

    passed = collect(folder, record)

    expected = {f"{address(body)}.json": str(BAD[name][1]) for name, body in made.items()}
    assert reasons(record) == expected
    assert passed.tally == Tally(taken=2, set_aside=len(BAD))
    assert addresses(record) == sorted(good)
    kept = dict(rows(record, "SELECT sha256, content FROM quarantine WHERE code <> 'too large'"))
    assert kept == {address(body): body for body in made.values() if len(body) <= MAX_BYTES}
    sentences = "".join(row[0] for row in rows(record, "SELECT reason FROM quarantine"))
    assert "Testa" not in sentences and "10001598" not in sentences
    assert collect(folder, record).tally == Tally()


def test_bytes_under_another_address_are_set_aside(folder: Path, record: str) -> None:
    body = written(told(a_result(), 1))
    path = put(folder, body, name="0" * 64)
    collect(folder, record)
    assert reasons(record) == {path.name: Reason.OTHER_BYTES}
    assert addresses(record) == []


@pytest.mark.parametrize(
    "signature",
    ["", "a..b", sign(b"other bytes", LAPTOP), sign(written(told(a_result(), 1)), OTHER), "é" * 9],
)
def test_a_signature_that_is_not_the_devices(folder: Path, tmp_path: Path, signature: str) -> None:
    record = f"sqlite://{tmp_path / 'record.db'}"
    path = put(folder, written(told(a_result(), 1)))
    path.with_suffix(SUFFIX).write_text(signature)
    collect(folder, record)
    assert reasons(record) == {path.name: Reason.NOT_GENUINE}

    path.with_suffix(SUFFIX).write_text(sign(path.read_bytes(), LAPTOP))
    assert collect(folder, record).quarantine == {}
    assert addresses(record) == [path.stem]


def test_a_signature_that_arrives_late_takes_its_document_out_of_quarantine(
    folder: Path, record: str
) -> None:
    path = put(folder, written(told(a_result(), 1)))
    signature = path.with_suffix(SUFFIX)
    late = signature.rename(folder.parent / "on its way")
    assert collect(folder, record).quarantine == {Reason.NO_SIGNATURE: 1}
    assert collect(folder, record).tally == Tally()

    late.rename(signature)
    assert collect(folder, record).quarantine == {}
    assert addresses(record) == [path.stem]


def test_a_device_that_is_not_in_the_list_waits_until_it_is(folder: Path, record: str) -> None:
    ours = put(folder, written(told(a_result(), 1)))
    theirs = put(folder, written(told(a_result(), 2, device=OTHER)), OTHER)
    known = frozenset([LAPTOP.public])
    assert collect(folder, record, known).quarantine == {Reason.UNKNOWN_DEVICE: 1}
    assert addresses(record) == [ours.stem]
    assert rows(record, "SELECT name, public_key FROM quarantine") == [(theirs.name, OTHER.public)]
    assert collect(folder, record, known).tally == Tally()

    assert collect(folder, record, known | {OTHER.public}).quarantine == {}
    assert addresses(record) == sorted([ours.stem, theirs.stem])


def test_what_an_older_collector_did_not_understand_is_taken_by_one_that_does(
    folder: Path, record: str
) -> None:
    path = put(folder, written(told(a_result(), 1)))
    put(folder, b"{}")
    inbox = FolderInbox(folder.as_uri())
    marks = {one.name: one.mark for some in inbox.listing() for one in some}
    earlier = open_record(record)
    signature, why = marks[path.with_suffix(SUFFIX).name], "It has a field that is not known."
    row = (path.name, marks[path.name], signature, path.stem, Reason.NO_SHAPE, why, LAPTOP.public)
    earlier.keep(inbox.url, Batch(set_aside=[SetAside(*row, path.read_bytes())]))
    earlier.close()

    passed = collect(folder, record)
    assert (passed.tally, passed.quarantine) == (Tally(1, 0, 1), {Reason.NO_SHAPE: 1})
    assert addresses(record) == [path.stem]
    assert collect(folder, record).tally == Tally(), "each schema is asked once"


def test_links_pipes_and_what_is_no_document_are_left_alone(folder: Path, record: str) -> None:
    secret = folder.parent / "secret.json"
    secret.write_text("{}")
    (folder / "link.json").symlink_to(secret)
    os.mkfifo(folder / "pipe.json")
    (folder / ".half.json").write_text("{}")
    (folder / "notes.txt").write_text("x")
    (folder / "new\nline.json").write_text("{}")
    (folder / "looped").symlink_to(folder)
    assert collect(folder, record).listed == 0
    assert FolderInbox(folder.as_uri()).read("link.json", 10) is None


def test_a_file_that_may_not_be_read_stops_no_other(
    folder: Path, record: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, good = fill(folder, 2)
    really = os.open

    def refusing(path: Any, flags: int, mode: int = 0o777) -> int:
        if Path(path).name == f"{closed}.json":
            raise PermissionError(errno.EACCES, "Permission denied")
        return really(path, flags, mode)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refusing)
        assert collect(folder, record).quarantine == {Reason.NOT_READ: 1}
    assert addresses(record) == [good]
    assert collect(folder, record).quarantine == {}


def test_what_is_known_by_name_is_not_read_again(
    folder: Path, record: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(folder, 3)
    put(folder, b"{}")
    collect(folder, record)
    read: list[str] = []
    really = FolderInbox.read

    def noted(inbox: FolderInbox, name: str, most: int) -> Found | None:
        read.append(name)
        return really(inbox, name, most)

    monkeypatch.setattr(FolderInbox, "read", noted)
    collect(folder, record)
    assert read == []


def test_an_inbox_that_is_not_there(folder: Path, tmp_path: Path) -> None:
    record = f"sqlite://{tmp_path / 'record.db'}"
    with pytest.raises(NoSource, match="there is no folder"):
        Collector((folder / "gone").as_uri(), record)
    for url in ("https://example.org/a", "s3://key:secret@bucket/a", "az://a?sas=secret", "a/b"):
        with pytest.raises(WrongAddress) as refused:
            Collector(url, record)
        assert "secret" not in str(refused.value)


def test_the_record_of_a_newer_program_is_left_alone(folder: Path, record: str) -> None:
    fill(folder, 1)
    collect(folder, record)
    rows(record, "UPDATE hub_version SET version = 99")
    fill(folder, 1, begin=1)
    with pytest.raises(Exception, match="newer epa_tui"):
        collect(folder, record)
    assert len(addresses(record)) == 1
