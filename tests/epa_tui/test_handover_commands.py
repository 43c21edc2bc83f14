"""`epa-tui handover` and `epa-tui take`, from one folder to another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data.exchange.handover_file import read_sealed, seal, unseal
from data.store.store import Store
from epa_tui.demonstration import MARKER
from tests.epa_tui.conftest import CommandLine


def under_way(home: Path) -> str:
    with Store.open(home) as store:
        return next(each.id for each in store.begun() if each.stage == "interrupted")


def test_from_one_folder_to_another_by_commands(
    demonstration: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, stick = CommandLine(demonstration, capsys), tmp_path / "stick"
    second = CommandLine(tmp_path / "second", capsys)
    stick.mkdir()
    sitting = under_way(demonstration)
    assert first("handover", sitting[:8], "--reason", "ill").status == 2  # no folder
    assert first("handover", "nobody", "--to", str(stick)).status == 2
    asked = first("handover", sitting[:8], "--to", str(stick), "--reason", "ill")
    assert asked.status == 2 and "Nothing was handed over." in asked.err
    assert not list(stick.iterdir())
    done = first("handover", sitting[:8], "--to", str(stick), "--reason", "ill", "--yes", "--json")
    told = json.loads(done.out)
    (path,) = stick.iterdir()
    assert (done.status, told["file"]) == (0, str(path))
    assert told["passphrase"] not in path.name
    (stick / "said").write_text(told["passphrase"].lower() + "\n", "utf-8")
    (stick / "misheard").write_text(told["passphrase"][:-1], "utf-8")

    said = ("--passphrase-file", str(stick / "said"))
    wrong = second("take", str(path), "--passphrase-file", str(stick / "misheard"), "--yes")
    assert wrong.status == 1 and "read out again" in wrong.err
    invented = second("take", str(path), *said, "--yes")
    assert invented.status == 1 and "demonstration" in invented.err
    assert not second.home.exists()
    second.home.mkdir(0o700)
    (second.home / MARKER).touch()
    asked = second("take", str(path), *said)
    assert asked.status == 2 and "T.S.  M2, first attempt" in asked.err
    entries = told["journey_entries"]
    assert f", and {entries} of the assessment" in asked.err
    shown = second("take", str(path), *said, "--timeline")
    assert shown.status == 0 and len(shown.out.splitlines()) == entries > 1
    assert "Gateway" in shown.out.title() and "Opened: ST0792" in shown.out
    assert "Specimen" not in asked.err + asked.out
    assert {each.name for each in second.home.iterdir()} == {MARKER}

    assert "earlier" not in asked.err
    asked = second("take", str(_as_it_was(path, told["passphrase"])), *said)
    assert asked.status == 2 and "An earlier epa_tui made this file" in asked.err

    taken = second("take", str(path), *said, "--assessor", "Sam Second", "--yes")
    assert taken.status == 0 and "Taken over." in taken.out
    assert f"record of the assessment: {entries} entries added here" in taken.out
    assert second("journey", sitting, "--timeline").out == shown.out
    assert "M2 is on another laptop" in first("journey", sitting).out
    again = second("take", str(path), *said, "--yes")
    assert (again.status, "here already: nothing was done" in again.out) == (0, True)
    own = first("take", str(path), *said, "--yes")
    assert own.status == 0 and "--take-back" in own.out
    report = second("record", sitting).out
    assert "Assessor    Sam Second" in report and "handed over from device" in report
    back = first("handover", sitting, "--take-back", "--reason", "nobody came", "--yes")
    assert back.status == 0 and "a conflict" in back.out
    returned = second(
        "handover", sitting, "--to", str(stick), "--reason", "well", "--yes", "--json"
    )
    told = json.loads(returned.out)
    (stick / "said").write_text(told["passphrase"], "utf-8")
    fork = first("take", told["file"], *said, "--yes")
    assert fork.status == 1 and "both laptops went on" in fork.err


def _as_it_was(path: Path, passphrase: str) -> Path:
    """Return the file that a version wrote which let the record of the assessment stay."""
    whole = json.loads(unseal(read_sealed(path), passphrase))
    del whole["journey"], whole["bookings"]
    old = path.with_name(f"old-{path.name}")
    old.write_bytes(seal(json.dumps({**whole, "format": 1}).encode(), passphrase))
    return old
