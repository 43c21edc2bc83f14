"""An error that nobody foresaw is reported, and shows nobody's name: not here, not there."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from epa_tui.crash import guarded, report_of, sentence, write_report
from tests.epa_tui.failing import CANARY, fail
from tests.epa_tui.session import ROOT, Session
from tests.epa_tui.test_killed import home, kept, live

__all__ = ["home"]

FAILING = (sys.executable, "-m", "tests.epa_tui.failing")


def caught() -> ValueError:
    try:
        fail(CANARY)
    except ValueError as error:
        return error
    raise AssertionError


def reports(home: Path) -> list[str]:
    return [path.read_text("utf-8") for path in sorted((home / "crashes").glob("*"))]


def test_a_report_names_types_and_places_and_no_values() -> None:
    report = report_of(caught())
    assert "builtins.ValueError" in report
    assert "tests.epa_tui.failing:" in report
    assert " fail\n" in report
    assert "epa_tui 0" in report
    assert "Python 3" in report
    assert "Canary" not in report
    assert str(Path.home()) not in report


def test_causes_and_groups_are_reported_and_a_circle_is_no_trap() -> None:
    first, second = caught(), OSError(CANARY)
    first.__cause__, second.__cause__ = second, first
    report = report_of(ExceptionGroup(CANARY, [first, KeyError(CANARY)]))
    order = ["ExceptionGroup", "OSError", "led to", "ValueError", "KeyError"]
    assert sorted(order, key=report.index) == order
    assert "Canary" not in report


def test_a_report_is_for_its_owner_only(tmp_path: Path) -> None:
    path = write_report(tmp_path / "crashes", caught())
    assert path is not None
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert "Canary" not in path.name


def test_a_folder_that_cannot_be_made_costs_only_the_report(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert write_report(tmp_path / "file" / "crashes", caught()) is None
    assert "Nothing that was saved is lost" in sentence(None)


def test_a_command_that_fails_tells_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run() -> int:
        fail(CANARY)
        return 0

    assert guarded(tmp_path, run) == 1
    told = capsys.readouterr().err
    (path,) = tmp_path.iterdir()
    assert told.count("\n") == 1
    assert str(path) in told
    assert "Canary" not in told + path.read_text("utf-8")


@pytest.mark.parametrize("passing", [BrokenPipeError, KeyboardInterrupt, SystemExit])
def test_what_is_no_error_passes_a_guard(tmp_path: Path, passing: type[BaseException]) -> None:
    def run() -> int:
        raise passing

    with pytest.raises(passing):
        guarded(tmp_path / "crashes", run)
    assert guarded(tmp_path / "crashes", lambda: 3) == 3
    assert not (tmp_path / "crashes").exists()


@pytest.mark.parametrize("key", ["1", "2", "3"])
def test_no_name_is_left_in_the_terminal(tmp_path: Path, key: str) -> None:
    with Session(str(tmp_path), program=FAILING, columns=200) as session:
        session.wait("Assessments").type(key)
        assert session.ended() == 1
        assert "Nothing that was saved is lost" in session.text
        assert "crash-" in session.text
        assert b"Canary" not in session.written
    (report,) = reports(tmp_path)
    assert "builtins.ValueError" in report
    assert "Canary" not in report


def test_what_the_driver_would_print_is_not_printed(tmp_path: Path) -> None:
    with Session(str(tmp_path), program=FAILING, columns=200) as session:
        session.wait("Assessments").type("5")
        assert session.ended() == 1
        assert "Nothing that was saved is lost" in session.text
        assert b"Canary" not in session.written


def test_what_is_lost_in_a_task_or_a_thread_is_reported_without_a_word(tmp_path: Path) -> None:
    with Session(str(tmp_path), program=FAILING) as session:
        session.wait("Assessments").type("4n").wait("Family name").type("\x1b").wait("Assessments")
        session.type("q")
        assert session.ended() == 0
        assert b"Canary" not in session.written
    written = "".join(reports(tmp_path))
    assert "key_4.<locals>.lost" in written
    assert "threading:" in written
    assert "Canary" not in written


def test_what_was_typed_when_it_failed_is_not_lost(home: Path) -> None:
    with live(home, FAILING) as session:
        session.type("nhalf a sen").wait("half a sen").type("\x1b[23~")
        assert session.ended() == 1
    draft = kept(home).draft
    assert draft is not None
    assert draft.text == "half a sen"


def test_textual_alone_would_have_printed_the_name(tmp_path: Path) -> None:
    """When this fails, upstream prints no values any more."""
    code = (
        "from textual.app import App\n"
        "class Bare(App):\n"
        "    def on_mount(self):\n"
        "        name = 'Canary' + ' Example'\n"
        "        raise ValueError\n"
        "Bare().run()\n"
    )
    with Session("-c", code, program=(sys.executable,), columns=120, lines=40) as session:
        session.ended()
        assert CANARY in session.text


def test_no_image_of_the_memory_is_left(tmp_path: Path) -> None:
    code = "import os; from epa_tui.core_dumps import no_core_dumps; {} os.abort()"
    dumped = []
    for call in ("", "no_core_dumps();"):
        child = subprocess.Popen(
            [sys.executable, "-c", code.format(call)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (2**30, -1)),
        )
        _, status = os.waitpid(child.pid, 0)
        child.returncode = 0
        dumped.append(os.WCOREDUMP(status))
    if not dumped[0]:
        pytest.skip("this machine writes no images of the memory at all")
    assert dumped == [True, False]
