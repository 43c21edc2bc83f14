"""`epa-tui collect` and `epa-tui report cohort`, as typed."""

from __future__ import annotations

import builtins
import csv
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from data.hub.cohort import Cohort, count
from epa_tui.commands.cohort_sheet import HEAD, csv_text
from epa_tui.commands.cohort_text import bar, text
from tests.data.exchange.building import LAPTOP
from tests.data.hub.making import OTHER, a_result, fill, put, sitting_id, told, written
from tests.data.hub.test_cohort import a_cohort, head
from tests.epa_tui.conftest import CommandLine

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    made = tmp_path / "inbox"
    made.mkdir()
    return made


@pytest.fixture
def words(inbox: Path, tmp_path: Path) -> list[str]:
    record = f"sqlite://{tmp_path / 'record.db'}"
    return ["collect", "--from", inbox.as_uri(), "--into", record, "--once", "--processes", "1"]


def test_a_pass_tells_what_it_did_and_whether_all_was_taken(
    nowhere: CommandLine, words: list[str], inbox: Path
) -> None:
    fill(inbox, 3)
    done = nowhere(*words)
    assert (done.status, done.err) == (0, "")
    assert done.out == "3 documents in the inbox, 3 newly taken.\n"

    put(inbox, b"{}")
    done = nowhere(*words, "--json")
    assert done.status == 1
    assert json.loads(done.out) == {
        "format": 1,
        "source": inbox.as_uri(),
        "listed": 4,
        "taken": 0,
        "already": 0,
        "set_aside": 1,
        "quarantine": {"not in order": 1},
    }
    told_plainly = nowhere(*words)
    assert told_plainly.status == 1
    assert "1 document in quarantine" in told_plainly.out and "not in order" in told_plainly.out
    assert not nowhere.home.exists()


def test_a_list_of_devices(
    nowhere: CommandLine, words: list[str], inbox: Path, tmp_path: Path
) -> None:
    put(inbox, written(told(a_result(), 1)))
    put(inbox, written(told(a_result(), 2, device=OTHER)), OTHER)
    devices = tmp_path / "devices"
    devices.write_text(f"# ours\n\n{LAPTOP.public}  # laptop 1\n")
    done = nowhere(*words, "--devices", str(devices), "--json")
    assert done.status == 1
    assert json.loads(done.out)["quarantine"] == {"unknown device": 1}

    devices.write_text("no key\n")
    assert nowhere(*words, "--devices", str(devices)).status == 2
    assert nowhere(*words, "--devices", str(tmp_path / "gone")).status == 2


@pytest.mark.parametrize(
    ("more", "status"),
    [
        (["--from", "file:///no/such/folder"], 1),
        (["--from", "ftp://example"], 2),
        (["--into", "mysql://example"], 2),
        (["--into", "env:NO_SUCH_VARIABLE"], 2),
        (["--into", "sqlite:///no/such/folder/record.db"], 1),
        (["--into", "postgresql://nobody@127.0.0.1:1/none"], 1),
        (["--every", "-1"], 2),
        (["--processes", "0"], 2),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(
    nowhere: CommandLine, words: list[str], more: list[str], status: int
) -> None:
    done = nowhere(*words, *more)
    assert (done.status, done.out) == (status, "")
    assert done.err and "Traceback" not in done.err


@pytest.mark.parametrize(
    "record",
    [
        "postgresql://us:se%zzcret@127.0.0.1:1/none",
        "postgresql://us:secret@127.0.0.1:1/none",
        "postgresql://127.0.0.1:1/none?password=secret",
        "postgresql://us:half/secret@127.0.0.1:1/none",
        "postgresql://us:half@secret@127.0.0.1:1/none",
    ],
)
def test_no_password_is_printed(
    nowhere: CommandLine, words: list[str], record: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = nowhere(*words, "--into", record)
    assert done.status == 1
    assert "secret" not in done.err and "zzcret" not in done.err
    assert "list of processes" in done.err and "PGPASSWORD" in done.err

    monkeypatch.setenv("HUB_RECORD", record)
    done = nowhere(*words, "--into", "env:HUB_RECORD")
    assert done.status == 1
    assert "cret" not in done.err and "list of processes" not in done.err


@pytest.mark.parametrize("command", ["collect", "report"])
def test_without_the_extra_it_says_how_to_get_it(
    nowhere: CommandLine, words: list[str], command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = builtins.__import__

    def missing(name: str, *rest: Any) -> Any:
        if name.partition(".")[0] in ("psycopg", "jsonschema_rs"):
            raise ModuleNotFoundError(name=name)
        return really(name, *rest)

    for name in [*sys.modules]:
        if name.startswith(("data.hub", "jsonschema_rs", "psycopg")):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", missing)
    given = {"collect": words, "report": ["report", "cohort", "--from", "postgresql://x/y"]}
    done = nowhere(*given[command])
    assert (done.status, done.out) == (2, "")
    assert "pip install 'epa-tui[hub]'" in done.err


def test_it_goes_on_until_it_is_interrupted(words: list[str], inbox: Path) -> None:
    fill(inbox, 2)
    words.remove("--once")
    running = subprocess.Popen(
        [sys.executable, "-m", "epa_tui", *words, "--every", "0.01", "--json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stdout
    assert json.loads(running.stdout.readline())["taken"] == 2
    fill(inbox, 1, begin=5)
    while json.loads(running.stdout.readline())["taken"] == 0:
        pass
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=300)
    assert (running.returncode, err) == (0, "")


def test_the_report_of_a_cohort(
    nowhere: CommandLine, words: list[str], inbox: Path, tmp_path: Path
) -> None:
    record = words[4]
    assert nowhere("report", "cohort", "--from", record).status == 1
    assert not (tmp_path / "record.db").exists()
    fill(inbox, 3)
    put(inbox, written(told(a_result(), 1, device=OTHER)), OTHER)
    nowhere(*words)

    done = nowhere("report", "cohort", "--from", record)
    assert (done.status, done.err) == (0, "")
    assert "2 sittings counted, 0 withdrawn, 1 in conflict." in done.out
    assert sitting_id(1) in done.out and sitting_id(0) not in done.out
    assert "Fewer than 5 sittings" in done.out and "0 of 2" in done.out
    for name in ("Testa", "Example", "10001598", "Assa"):
        assert name not in done.out

    plain = json.loads(nowhere("report", "cohort", "--from", record, "--json").out)
    assert (plain["sittings"], plain["conflicts"]) == (2, [sitting_id(1)])
    assert plain["groups"][0]["grades"] == {"distinction": 2}
    later = nowhere("report", "cohort", "--from", record, "--since", "2099-01-01", "--json")
    assert json.loads(later.out)["sittings"] == 0
    assert nowhere("report", "cohort", "--from", record, "--since", "May").status == 2
    assert nowhere("report").status == 2


def test_the_sheet_has_a_row_for_each_figure() -> None:
    written_out = csv_text(a_cohort())
    assert written_out.count("\r\n") == written_out.count("\n")
    rows = list(csv.DictReader(io.StringIO(written_out, newline="")))
    assert tuple(rows[0]) == HEAD

    def figures(section: str, measure: str, option: str = "1") -> list[tuple[str, str, str]]:
        return [
            (row["of"], row["value"], row["n"])
            for row in rows
            if (row["section"], row["measure"], row["option"]) == (section, measure, option)
        ]

    assert figures("grades", "sittings") == [
        ("fail", "1", "5"),
        ("pass", "3", "5"),
        ("distinction", "1", "5"),
    ]
    assert figures("descriptors", "not met") == [("P1", "1", "5"), ("P2", "1", "4")]
    assert ("asking", "2400000", "5") in figures("phases", "used_ms, median")
    assert figures("conflicts", "in conflict", "") == [(sitting_id(9), "1", "")]


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(begin: str) -> None:
    facts = json.loads(head(1, 30, "pass", True).facts)
    facts["descriptors"][0]["words"] = f'{begin}1+1,"x"'
    cohort = count([head(1, 30, "pass", True, facts=json.dumps(facts))], [], 0)
    cells = [cell for row in csv.reader(io.StringIO(csv_text(cohort), newline="")) for cell in row]
    assert f'\'{begin}1+1,"x"' in cells
    assert not [cell for cell in cells if cell.startswith(begin)]


def test_the_table_and_its_bars() -> None:
    lines = list(text(a_cohort(), 80, blocks=True))
    assert max(map(len, lines)) <= 80
    assert "  pass         ██████████████████████████████ 3 of 5" in lines
    assert "  fail         ██████████ 1 of 5" in lines
    (worst,) = [line for line in lines if line.startswith("  P2") and "of 4" in line]
    assert worst.split() == ["P2", "Explains", "1", "of", "4"]
    assert any(line.split()[:4] == ["Questioning", "5", "40.0", "38.0"] for line in lines)
    assert list(text(Cohort(), 80, blocks=True)) == [
        "0 sittings counted, 0 withdrawn, 0 in conflict."
    ]


def test_bars_of_every_length_in_every_encoding() -> None:
    assert bar(0, blocks=True) == bar(0, blocks=False) == ""
    assert (bar(0.001, blocks=True), bar(0.001, blocks=False)) == ("▏", "#")
    assert bar(0.5, blocks=False) == "#" * 15
    assert bar(1 / 3, blocks=True) == "█" * 10
    "\n".join(text(a_cohort(), 80, blocks=False)).encode("ascii")


def test_a_terminal_without_blocks_gets_plain_bars(
    nowhere: CommandLine, words: list[str], inbox: Path
) -> None:
    fill(inbox, 1)
    nowhere(*words)
    done = subprocess.run(
        [sys.executable, "-m", "epa_tui", "report", "cohort", "--from", words[4]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert done.returncode == 0
    assert f"distinction  {'#' * 30} 1 of 1" in done.stdout
