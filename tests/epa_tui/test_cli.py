"""The command line as a whole: quick to answer, and never more than a sentence when it cannot."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from data.store.store import Store
from epa_tui import __version__
from epa_tui.cli import main
from epa_tui.commands import COMMANDS
from epa_tui.journey_parts import parts
from tests.data.store.building import an_assessment
from tests.epa_tui.conftest import CommandLine
from tests.epa_tui.session import ROOT, Session

HEAVY = (
    *("textual", "rich", "sqlmodel", "sqlalchemy", "sqlcipher3", "alembic", "pydantic"),
    *("cryptography", "keyring"),
)
READING = (("list",), ("export",), ("record", "any"))


def run(*words: str, **changed: str) -> subprocess.CompletedProcess[str]:
    """Run the real program, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "epa_tui", *words],
        cwd=ROOT,
        env={**os.environ, **changed},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("words", [("--help",), *((name, "--help") for name in COMMANDS)])
def test_every_command_explains_itself(words: tuple[str, ...], nowhere: CommandLine) -> None:
    done = nowhere(*words)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("usage:")
    assert not nowhere.home.parent.exists()


def test_the_help_names_every_command(nowhere: CommandLine) -> None:
    out = nowhere("--help").out
    named = [line.split()[0] for line in out.splitlines() if line[:2] == "  " != line[2:4]]
    assert [name for name in named if name in COMMANDS] == [*COMMANDS]
    assert max(map(len, out.splitlines())) <= 80


def test_help_is_a_word_as_well(nowhere: CommandLine) -> None:
    assert nowhere("--help").out == run("help").stdout
    assert run("help", "judge").stdout.startswith("usage: epa-tui judge ")


@pytest.mark.parametrize("words", [("lst",), ("--no-mouse", "lst"), ("--home", "list", "lst")])
def test_a_command_that_there_is_not_is_told_with_the_nearest(
    words: tuple[str, ...], nowhere: CommandLine
) -> None:
    done = nowhere(*words)
    assert (done.status, done.out) == (2, "")
    assert "There is no command 'lst'. Did you mean list?" in done.err


def test_the_version(nowhere: CommandLine) -> None:
    assert nowhere("--version").out == f"epa-tui {__version__}\n"


def test_the_help_needs_no_parser() -> None:
    program = (
        "import sys, epa_tui.cli\n"
        "epa_tui.cli.main(['--help'])\n"
        "slow = ('argparse', 'pathlib', 'typing', 'shutil', 'epa_tui.parsers')\n"
        "print([m for m in slow if m in sys.modules], file=sys.stderr)"
    )
    command = [sys.executable, "-S", "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.stderr == "[]\n"


def _loaded_by(calls: list[list[str]], modules: tuple[str, ...]) -> str:
    """Return which of some modules several calls load, one after the other in one process."""
    program = (
        "import sys, epa_tui.cli\n"
        f"for words in {calls}:\n"
        "    try: epa_tui.cli.main(words)\n"
        "    except SystemExit: pass\n"
        f"print([m for m in {modules} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    return done.stderr


def test_help_and_version_load_nothing_heavy() -> None:
    # What the parts of the journey ask for is named by a standard, so their help reads one.
    made = {part.key for part in parts()}
    plain = [[name, "--help"] for name in COMMANDS if name not in made]
    assert _loaded_by([["--help"], ["--version"], *plain], HEAVY) == "[]\n"
    lighter = tuple(name for name in HEAVY if name != "pydantic")
    assert _loaded_by([[name, "--help"] for name in sorted(made)], lighter) == "[]\n"


def test_a_list_needs_neither_the_orm_nor_the_terminal_interface(demonstration: Path) -> None:
    program = (
        "import sys, epa_tui.cli\n"
        f"epa_tui.cli.main(['--home', {str(demonstration)!r}, 'list'])\n"
        "heavy = ('textual', 'sqlmodel', 'sqlalchemy', 'alembic', 'pydantic')\n"
        "print([m for m in heavy if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.stderr == "[]\n"
    assert "14 sittings" in done.stdout


@pytest.mark.parametrize("words", [("frobnicate",), ("record",), ("list", "--search"), ("--hom",)])
def test_a_wrong_call_ends_with_2_and_says_how_it_goes(
    words: tuple[str, ...], nowhere: CommandLine
) -> None:
    done = nowhere(*words)
    assert (done.status, done.out) == (2, "")
    assert words[-1] in done.err and done.err.endswith(".\n")
    assert not nowhere.home.parent.exists()


def test_the_home_comes_from_the_environment_too(demonstration: Path) -> None:
    assert "14 sittings" in run("list", EPA_TUI_HOME=str(demonstration)).stdout


def test_a_home_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    home = tmp_path / "file" / "home"
    done = run("--home", str(home), "demo", "--build-only")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1 and "choose another with --home" in done.stderr
    with Session("--home", str(home)) as session:
        assert session.ended() == 1
        assert "choose another with --home" in session.text.replace("\n", "")
    assert (tmp_path / "file").read_text() == "in the way"


@pytest.mark.parametrize("words", [*READING, ("demo", "--build-only")])
def test_a_home_that_is_closed_to_us(words: tuple[str, ...], epa_tui: CommandLine) -> None:
    epa_tui.home.parent.chmod(0)
    try:
        if os.access(epa_tui.home, os.F_OK):
            pytest.skip("nothing is closed to this user")
        done = epa_tui(*words)
    finally:
        epa_tui.home.parent.chmod(0o700)
    assert (done.status, done.out) == (1, "")
    assert "choose another with --home" in done.err


@pytest.mark.parametrize("words", READING)
def test_a_store_of_a_newer_program_is_left_alone(
    words: tuple[str, ...], epa_tui: CommandLine
) -> None:
    epa_tui.tamper("UPDATE alembic_version SET version_num = '9999'")
    before = (epa_tui.home / "store.db").read_bytes()
    done = epa_tui(*words)
    assert (done.status, done.out) == (1, "")
    assert "A newer epa_tui wrote this store" in done.err and "Update epa_tui" in done.err
    assert (epa_tui.home / "store.db").read_bytes() == before


@pytest.mark.parametrize("words", READING)
def test_a_damaged_store_is_left_alone(words: tuple[str, ...], epa_tui: CommandLine) -> None:
    damaged = b"this is no store " * 1000
    (epa_tui.home / "store.db").write_bytes(damaged)
    done = epa_tui(*words)
    assert (done.status, done.out) == (1, "")
    assert "is damaged, or is not a store" in done.err and "backup" in done.err
    assert (epa_tui.home / "store.db").read_bytes() == damaged


def test_the_application_says_why_it_does_not_open(epa_tui: CommandLine) -> None:
    epa_tui.tamper("UPDATE alembic_version SET version_num = '9999'")
    with Session("--home", str(epa_tui.home)) as session:
        assert session.ended() == 1
        assert "A newer epa_tui wrote this store" in session.text


def test_without_a_terminal_it_says_so(tmp_path: Path) -> None:
    done = run("--home", str(tmp_path / "home"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "needs a terminal" in done.stderr
    assert not (tmp_path / "home").exists()


def test_with_its_streams_closed_it_ends_as_well(tmp_path: Path) -> None:
    done = subprocess.run(
        f"exec {sys.executable} -m epa_tui --home {tmp_path / 'home'} <&- >&-",
        shell=True,
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert done.returncode == 2
    assert "needs a terminal" in done.stderr


@pytest.mark.parametrize("words", [("list",), ("list", "--json"), ("standard", "show", "ST0792")])
def test_a_reader_that_has_seen_enough_is_no_error(
    words: tuple[str, ...], demonstration: Path
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "epa_tui", "--home", str(demonstration), *words],
        cwd=ROOT,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_name_that_the_terminal_cannot_write_ends_nothing(demonstration: Path) -> None:
    with Store.open(demonstration) as store:
        store.save_assessment(an_assessment(family_name="Exämple", given_names="試験"))
    done = run("--home", str(demonstration), "list", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Ex\\xe4mple" in done.stdout
    whole = run("--home", str(demonstration), "list", "--json", PYTHONIOENCODING="ascii")
    assert "Exämple" in {row["family_name"] for row in json.loads(whole.stdout)["assessments"]}


def test_what_it_makes_is_for_its_owner_only(tmp_path: Path) -> None:
    home = tmp_path / "home"
    run("--home", str(home), "demo", "--build-only")
    run("--home", str(home), "export")
    made = [home, *home.rglob("*")]
    assert len(made) > 5
    assert [path for path in made if path.stat().st_mode & 0o077] == []


@pytest.mark.parametrize("place", ["before", "behind"])
def test_home_may_stand_before_or_behind_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    home = ["--home", str(tmp_path / "mine")]
    assert main([*home, "list"] if place == "before" else ["list", *home]) == 0
    assert str(tmp_path / "mine") in capsys.readouterr().out


def test_a_home_that_is_a_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("in the way")
    assert main(["--home", str(tmp_path / "file"), "list"]) == 1
    assert "cannot be" in capsys.readouterr().err
