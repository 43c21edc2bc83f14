"""`epa-tui demo`: what it builds, keeps, throws away and refuses, and that it opens."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from data.store.store import Store
from epa_tui.cli import main
from epa_tui.demonstration import is_demonstration
from tests.data.store.building import an_assessment
from tests.epa_tui.conftest import CommandLine
from tests.epa_tui.session import ROOT, Session


def count(home: Path) -> int:
    with Store.open(home) as store:
        return store.search("").total


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("before", [True, False])
def test_the_home_may_stand_before_or_behind_the_command(before: bool, tmp_path: Path) -> None:
    home = ["--home", str(tmp_path / "kept")]
    words = [*home, "demo", "--build-only"] if before else ["demo", "--build-only", *home]
    assert main(words) == 0
    assert is_demonstration(tmp_path / "kept")
    assert count(tmp_path / "kept") == 10


def test_building_again_changes_nothing_and_may_add(epa_tui: CommandLine) -> None:
    listed = epa_tui("list", "--json").out
    done = epa_tui("demo", "--build-only")
    assert (done.status, done.err) == (0, "")
    assert str(epa_tui.home) in done.out
    assert epa_tui("list", "--json").out == listed
    assert epa_tui("demo", "--build-only", "--assessments", "250").status == 0
    assert count(epa_tui.home) == 260
    assert "502 sittings of 250 assessments" not in epa_tui("list").out
    assert "514 sittings of 260 assessments." in epa_tui("list").out


def test_a_real_store_is_refused_and_left_as_it_was(nowhere: CommandLine) -> None:
    with Store.open(nowhere.home) as store:
        store.save_assessment(an_assessment())
    before = contents(nowhere.home)
    done = nowhere("demo", "--build-only")
    assert (done.status, done.out) == (2, "")
    assert "Nothing was changed. Name a new folder" in done.err
    assert contents(nowhere.home) == before
    assert not is_demonstration(nowhere.home)


def test_a_folder_with_something_else_is_refused(tmp_path: Path, nowhere: CommandLine) -> None:
    nowhere.home = tmp_path
    (tmp_path / "letter.txt").write_text("Dear Example")
    assert nowhere("demo", "--build-only").status == 2
    assert contents(tmp_path) == {"letter.txt": b"Dear Example"}
    nowhere.home = tmp_path / "letter.txt"
    done = nowhere("demo", "--build-only")
    assert done.status == 1
    assert "choose another with --home" in done.err


def test_a_demonstration_that_is_open_is_not_touched(epa_tui: CommandLine) -> None:
    with Store.open(epa_tui.home):
        done = epa_tui("demo", "--build-only", "--assessments", "5")
    assert (done.status, done.out) == (1, "")
    assert "open in another epa_tui" in done.err
    assert count(epa_tui.home) == 10


@pytest.mark.parametrize(
    "words", [("--speed", "0"), ("--speed", "601"), ("--speed", "fast"), ("--assessments", "-1")]
)
def test_a_number_out_of_range_is_refused(words: tuple[str, str], nowhere: CommandLine) -> None:
    done = nowhere("demo", *words)
    assert done.status == 2
    assert "is no whole number from" in done.err or "expected one argument" in done.err
    assert not nowhere.home.parent.exists()


def test_building_what_would_be_thrown_away_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--build-only"]) == 2
    assert "Say where to build it with --home" in capsys.readouterr().err


def test_without_a_terminal_nothing_is_left_and_the_real_home_not_touched(tmp_path: Path) -> None:
    (tmp_path / "temporary").mkdir()
    told = {"TMPDIR": str(tmp_path / "temporary"), "EPA_TUI_HOME": str(tmp_path / "real")}
    done = subprocess.run(
        [sys.executable, "-m", "epa_tui", "demo"],
        cwd=ROOT,
        env={**os.environ, **told},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "needs a terminal" in done.stderr
    assert [path.name for path in tmp_path.rglob("*")] == ["temporary"]


def test_the_demonstration_opens_with_a_faster_clock_and_is_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with Session("demo", "--speed", "60", "--no-mouse") as session:
        session.wait("DEMONSTRATION").wait("Trial Specimen").wait("INTERRUPTED")
        (folder,) = tmp_path.iterdir()
        assert folder.stat().st_mode & 0o077 == 0
        session.type("q")
        assert session.ended() == 0
    assert list(tmp_path.iterdir()) == []


def test_a_kept_demonstration_survives_a_kill(tmp_path: Path) -> None:
    home = tmp_path / "kept"
    with Session("demo", "--home", str(home)) as session:
        session.wait("Trial Specimen")
        session.signal(signal.SIGKILL)
    assert count(home) == 10
    with Session("demo", "--home", str(home)) as again:
        again.wait("DEMONSTRATION").wait("Trial Specimen").type("q")
        assert again.ended() == 0
