"""`epa-tui bank` on the command line, and what docs/question-banks.md says of the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data.standards.banks import Banks
from data.standards.library import Library
from tests.data.standards.banked import BANK, put
from tests.epa_tui.conftest import CommandLine

DOCS = Path(__file__).parents[2] / "docs" / "question-banks.md"


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(tmp_path / "home", capsys)


def test_the_example_of_the_guide_is_a_bank(command: CommandLine, tmp_path: Path) -> None:
    example = DOCS.read_text("utf-8").partition("```toml\n")[2].partition("```")[0]
    path = put(command.home / "questions", example)
    assert command("bank", "check", str(path))[:2] == (0, "No errors. Questions: 2, stems: 1.\n")
    shown = command("bank", "show", "ST0792", "--method", "m1").out
    assert "mill-closed  The mill is closed" in shown
    assert "P3 to D3  How would you have known" in shown
    told = json.loads(
        command("bank", "show", "st0792", "--method", "M2", "--option", "1", "--json").out
    )
    assert [question["aims"] for question in told["questions"]] == [["O7"]]
    assert told["format"] == 1


def test_a_template_is_a_bank_without_words(command: CommandLine, tmp_path: Path) -> None:
    text = command("bank", "template", "ST0792").out
    standard = Library().find("ST0792").standard
    assert text.count("[[questions]]") == len(standard.descriptors)
    path = put(command.home / "questions", text)
    assert command("bank", "check", str(path)).out.splitlines() == [
        f"No errors. Questions: {len(standard.descriptors)}, stems: 0.",
        f"Without words yet, and left out: {len(standard.descriptors)}.",
    ]
    assert Banks(path.parent).fitting(standard, "M1", "1").questions == ()
    filled = text.replace('text = ""', 'text = "How?"')
    put(path.parent, filled)
    assert len(Banks(path.parent).fitting(standard, "M2", "2").questions) == len(
        standard.criteria("M2", "2")
    )


def test_what_is_wrong_is_told(command: CommandLine, tmp_path: Path) -> None:
    assert "There is no question bank" in command("bank", "list").out
    path = put(command.home / "questions", BANK.replace('"p3"', '"P99"'))
    put(path.parent, "format = \n", "broken.toml")
    assert command("bank", "check", str(path)).status == 1
    checked = json.loads(command("bank", "check", str(path), "--json").out)
    (problem,) = checked["problems"]
    assert (checked["format"], checked["questions"]) == (1, 3)
    assert "question mill, aims: P99 is no descriptor or KSB of M1 core." in problem
    listed = command("bank", "list").out
    assert "ST0792 1.1: 3 questions, 1 stems" in listed
    assert "broken.toml\n  cannot be used: is not TOML" in listed
    listing = json.loads(command("bank", "list", "--json").out)
    whole, broken = listing["banks"]
    assert (listing["format"], broken.keys()) == (1, whole.keys())
    assert broken["problem"].startswith("is not TOML") and whole["problem"] is None
    shown = command("bank", "show", "ST0792", "--method", "M1")
    assert "P99" in shown.err
    assert "mill" not in shown.out
    assert command("bank", "show", "ST0792", "--method", "M9").status == 2
    unknown = put(tmp_path, BANK.replace("ST0792", "ST9999"), "other.toml")
    assert "has no standard ST9999" in command("bank", "check", str(unknown)).out
