"""`epa-tui verify FILE...`: whoever receives documents needs nothing but the files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data.exchange.canonical import canonical
from data.exchange.folder import result_name
from data.exchange.signature import sign
from tests.data.exchange.building import LAPTOP, SITTING_ID
from tests.data.exchange.examples import example
from tests.epa_tui.conftest import CommandLine, SealedLine

NOT_COMPARED = "the record was not compared: it is not on this machine"


@pytest.fixture
def received(tmp_path: Path) -> list[Path]:
    """A result and a withdrawal from another machine, with their signatures."""
    folder = tmp_path / "received"
    folder.mkdir()
    return [receive(folder, name) for name in ("pass", "withdrawn")]


def receive(folder: Path, name: str) -> Path:
    made = example(name)
    path = folder / result_name(SITTING_ID, made.data["revision"])
    path.write_bytes(made.body)
    path.with_suffix(".jws").write_text(made.signature, "ascii")
    return path


def test_a_receiver_verifies_without_a_store(nowhere: CommandLine, received: list[Path]) -> None:
    done = nowhere("verify", *map(str, received))
    assert (done.status, done.err) == (0, "")
    device = f"signed by device {LAPTOP.name}; {NOT_COMPARED}."
    assert done.out.splitlines() == [
        f"{received[0]}: result, revision 1, {device}",
        f"{received[1]}: withdrawal, revision 2, {device}",
        "Checked: 2 documents.",
        "All is as it was written.",
    ]
    assert not nowhere.home.parent.exists()


def test_programs_are_told_the_same(nowhere: CommandLine, received: list[Path]) -> None:
    received[1].with_suffix(".jws").unlink()
    done = nowhere("verify", "--json", *map(str, received))
    told = json.loads(done.out)
    assert (done.status, told["format"], told["in_order"], told["sittings"]) == (1, 1, False, 0)
    first, second = told["documents"]
    assert (first["kind"], first["findings"], first["record_compared"]) == ("result", [], False)
    assert (first["device_key"], first["device"]) == (LAPTOP.public, LAPTOP.name)
    assert second["findings"] == ["is not signed: its signature (.jws) does not lie beside it"]


def test_a_file_that_is_missing_is_neither_a_bad_result_nor_in_order(
    nowhere: CommandLine, received: list[Path]
) -> None:
    words = ["verify", str(received[0]), str(received[0].with_name("none.json"))]
    done = nowhere(*words)
    assert done.status == 2
    assert "cannot be read (No such file or directory)" in done.err
    assert "All is as it was written" not in done.out and "could not be checked" in done.out
    told = json.loads(nowhere(*words, "--json").out)
    assert (told["in_order"], told["unread"]) == (False, 1)


def test_a_changed_document_is_named_and_kept(nowhere: CommandLine, received: list[Path]) -> None:
    changed = example("pass").raw
    changed["data"]["grade"]["grade"] = "distinction"
    received[0].write_bytes(canonical(changed))
    done = nowhere("verify", *map(str, received))
    assert done.status == 1
    assert f"{received[0]}: has a signature that is not of its device" in done.out
    assert f"{received[1]}: withdrawal" in done.out and "as evidence" in done.out
    assert "All is as it was written" not in done.out


@pytest.mark.parametrize(
    ("device", "status"), [(LAPTOP.name, 0), (LAPTOP.public, 0), ("0" * 16, 1)]
)
def test_the_device_can_be_demanded(
    nowhere: CommandLine, received: list[Path], device: str, status: int
) -> None:
    done = nowhere("verify", "--device", device, str(received[0]))
    assert done.status == status
    assert ("another device than those that you named" in done.out) == bool(status)


def test_what_is_no_key_of_a_device_is_refused(nowhere: CommandLine) -> None:
    done = nowhere("verify", "--device", "my laptop", "x.json")
    assert (done.status, done.out) == (2, "") and "neither a key nor a name" in done.err


def test_one_file_that_is_no_result_keeps_no_other_from_being_checked(
    nowhere: CommandLine, received: list[Path]
) -> None:
    other = received[0].with_name("notes.json")
    other.write_text("{}", "utf-8")
    done = nowhere("verify", str(received[0]), str(other))
    assert done.status == 2 and f"{other} is no result of epa_tui" in done.err
    assert f"{received[0]}: result" in done.out


def test_a_record_of_another_machine_is_not_looked_for_in_this_store(
    sealed: SealedLine, received: list[Path]
) -> None:
    done = sealed("verify", str(received[0]))
    assert done.status == 0 and NOT_COMPARED in done.out and "1 record" in done.out
    assert done.out.endswith("All is as it was written.\n")


def test_documents_are_checked_where_the_store_cannot_be_opened(
    sealed: SealedLine, received: list[Path]
) -> None:
    (sealed.home / "store.db").write_bytes(b"damaged")
    done = sealed("verify", str(received[0]))
    assert done.status == 1 and f"{received[0]}: result, revision 1" in done.out and done.err


def test_what_was_exported_is_signed_and_compared_with_its_record(epa_tui: CommandLine) -> None:
    epa_tui("export")
    results = sorted((epa_tui.home / "results").glob("*.json"))
    assert results and all(path.with_suffix(".jws").is_file() for path in results)
    done = epa_tui("verify", *map(str, results))
    assert done.status == 0 and NOT_COMPARED not in done.out
    name = results[0].name.removesuffix("-r1.json")
    epa_tui("withdraw", name, "--reason", "wrong option", "--yes")
    epa_tui("export")
    taken = results[0].with_name(f"{name}-r2.json")
    done = epa_tui("verify", str(results[0]), str(taken))
    assert done.status == 0 and f"{taken}: withdrawal, revision 2, signed" in done.out


def test_a_record_that_goes_on_otherwise_than_a_result_says_is_named(
    epa_tui: CommandLine, tmp_path: Path
) -> None:
    epa_tui("export")
    path = sorted((epa_tui.home / "results").glob("*.json"))[0]
    raw = json.loads(path.read_bytes())
    # Signed wholly by another device: only the record here can show that it is not its own.
    device = raw["data"]["record"]
    head = LAPTOP.sign_head(raw["subject"], device["sequence"], "0" * 64)
    device.update(head="0" * 64, device_key=LAPTOP.public, signature=head.signature)
    body = canonical(raw)
    forged = tmp_path / "forged.json"
    forged.write_bytes(body)
    forged.with_suffix(".jws").write_text(sign(body, LAPTOP), "ascii")
    done = epa_tui("verify", str(forged))
    assert done.status == 1 and "was made anew after a result had left" in done.out
