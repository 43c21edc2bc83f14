"""`epa-tui standard` on the command line: what it prints, and the status it ends with."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

import pytest

from data.standards.loader import SHIPPED_FOLDER
from epa_tui.commands.standard import STATEMENT_MARK, add_parser

KITE = Path(__file__).parents[1] / "standards" / "made-up-1.0.toml"
GAP = "cannot be read in the specification"


class Command:
    """The command with a home of its own."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = home / "standards"
        self.folder.mkdir()
        self._home = home
        self._capsys = capsys

    def __call__(self, *words: str) -> tuple[int, str, str]:
        parser = argparse.ArgumentParser()
        parser.add_argument("--home", type=Path)
        add_parser(parser.add_subparsers(required=True))
        args = parser.parse_args(["--home", str(self._home), "standard", *words])
        status: int = args.run(args)
        captured = self._capsys.readouterr()
        return status, captured.out, captured.err


@pytest.fixture
def command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Command:
    monkeypatch.setenv("COLUMNS", "80")
    return Command(tmp_path, capsys)


def flat(text: str) -> str:
    """Return a text without the line breaks that wrapping put into it."""
    return " ".join(text.split())


def add(command: Command, old: str = "", new: str = "") -> Path:
    path = command.folder / "kite.toml"
    text = KITE.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_list_shows_what_is_there(command: Command) -> None:
    add(command)
    status, out, err = command("list")
    assert (status, err) == (0, "")
    assert "ST0792 1.1  Level 4 Media Production Co-ordinator" in out
    assert "ZZ0001 1.0  Level 3 Kite Maker" in out
    assert "KSBs: 87; descriptors: 47" in flat(out)
    assert GAP in flat(out)
    assert "Cannot be used" not in out


def test_list_tells_broken_and_replaced_files(command: Command) -> None:
    broken = add(command, 'cap = "merit"', 'cap = "gold"')
    shipped = (SHIPPED_FOLDER / "ST0792-1.1.toml").read_text(encoding="utf-8")
    (command.folder / "own.toml").write_text(shipped, encoding="utf-8")
    status, out, _ = command("list")
    assert status == 0
    assert "comes with epa-tui; not used, your own file replaces it" in flat(out)
    after = out.partition("Cannot be used")[2]
    assert str(broken) in after
    assert "resit, cap: gold is not known" in flat(after)


def test_show_prints_rules_and_criteria(command: Command) -> None:
    status, out, _ = command("show", "ST0792")
    text = flat(out)
    assert status == 0
    assert "Presentation: 20 minutes, the assessor asks nothing" in text
    assert "Questioning: 40 minutes, at least 6 questions" in text
    assert "M1 fail, M2 any: fail" in text
    assert "After a re-sit or re-take: pass at most, unless the EPAO determines" in text
    for heading in ("M1, core: pass", "M2, option 1: pass", "M2, option 2: distinction"):
        assert heading in out.splitlines()
    assert text.count(STATEMENT_MARK) == 10
    assert max(len(line) for line in out.splitlines()) <= 80


def test_show_never_breaks_a_word_at_its_hyphen(command: Command) -> None:
    _, out, _ = command("show", "ST0792", "--method", "M1")
    assert not [line for line in out.splitlines() if line.endswith("pre-")]


def test_show_narrows_to_a_method_and_option(command: Command) -> None:
    status, out, _ = command("show", "st0792", "--method", "m2", "--option", "1")
    text = flat(out)
    assert status == 0
    assert "M2, option 1: pass" in out.splitlines()
    assert "K43 " in text
    for absent in ("M1, core", "option 2: pass", "K30 ", STATEMENT_MARK, GAP, "Overall grade"):
        assert absent not in text


def test_show_of_option_2_says_what_is_missing(command: Command) -> None:
    _, out, _ = command("show", "ST0792", "--method", "M2", "--option", "2")
    text = flat(out)
    assert text.count(STATEMENT_MARK) == 10
    assert GAP in text
    assert "O1 The requirements of the post-production schedule" in text


def test_show_json_is_the_whole_standard(command: Command) -> None:
    path = add(command)
    _, out, _ = command("show", "ZZ0001", "--version", "1.0", "--json")
    shown = json.loads(out)
    assert (len(shown["ksbs"]), len(shown["descriptors"]), shown["format"]) == (7, 12, 1)
    assert len(shown.pop("digest")) == 64
    again = path.with_name("again.json")
    again.write_text(json.dumps(shown), encoding="utf-8")
    assert command("check", str(again))[0] == 0


def test_show_json_narrowed(command: Command) -> None:
    _, out, _ = command("show", "ST0792", "--json", "--method", "M2", "--option", "2")
    shown = json.loads(out)
    codes = [row["code"] for row in shown["criteria"]]
    assert (len(codes), codes[0], codes[-1]) == (27, "P1", "OD1")
    assert (shown["format"], shown["method"], shown["option"]) == (1, "M2", "2")
    assert shown["criteria_status"] == "statements"
    assert list(shown["criteria_gaps"]) == ["2"]
    assert len(shown["ksbs"]) == 45
    assert len(shown["digest"]) == 64


def test_show_json_of_a_method_holds_every_option(command: Command) -> None:
    _, out, _ = command("show", "ST0792", "--json", "--method", "M2")
    ids = [row["id"] for row in json.loads(out)["criteria"]]
    assert len(ids) == len(set(ids)) == 37


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("ST0792", "--method", "M9"), ("no method 'M9'", "M1, M2")),
        (("ST0792", "--option", "3"), ("no option '3'", "1, 2")),
        (("ST9999",), ("no standard ST9999", "ST0792 1.1")),
        (("ST0792", "--version", "1.2"), ("no standard ST0792 1.2", "ST0792 1.1")),
    ],
)
def test_unknown_names_say_what_exists(
    words: tuple[str, ...], told: tuple[str, ...], command: Command
) -> None:
    status, out, err = command("show", *words)
    assert (status, out) == (2, "")
    assert all(part in err for part in told)


def test_check_sums_up_a_clean_file(command: Command) -> None:
    status, out, _ = command("check", str(KITE))
    assert status == 0
    assert out.startswith("No errors.\nZZ0001 1.0  Level 3 Kite Maker\n")
    assert "KSBs: 7; descriptors: 12" in flat(out)


def test_check_tells_all_errors(command: Command) -> None:
    path = add(command, "minutes = 25", "minuts = 25")
    status, out, _ = command("check", str(path))
    assert status == 1
    assert "2 problems" in out
    assert "method A, phase questions, minutes: is missing. Add it." in out
    assert "Write 'minutes' if that was meant" in out


def test_check_of_a_missing_file(command: Command) -> None:
    status, out, _ = command("check", str(command.folder / "none.toml"))
    assert status == 1
    assert "cannot be read (No such file or directory)" in out


def test_the_parser_imports_nothing_heavy() -> None:
    program = (
        "import sys, epa_tui.commands.standard\n"
        "print([m for m in ('pydantic', 'textual', 'rich', 'sqlmodel') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
