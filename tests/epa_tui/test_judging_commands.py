"""A whole assessment judged and sealed by commands alone, as somebody with a screen reader does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from data.exchange.schema import validate
from data.rules import clock_guards, talk_guards
from data.store.instance_lock import NAME, InstanceLock
from data.store.store import Store
from tests.epa_tui.conftest import CommandLine, SealedLine
from tests.epa_tui.test_assessments_command import of_stage
from tests.epa_tui.test_assessments_command import sealed as sealed_of
from tests.screens.acted import Acted

SITTING = "sitting-0"


@pytest.fixture
def heard(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """A sitting that is over, with four questions too few and two notes that support nothing."""
    acted = Acted(tmp_path / "home").asking().asked(2)
    acted.noted("compared three quotes", ("P4", "+"), ("K5", "")).noted("names the floor plan")
    acted.do(talk_guards.note, "her cat walked by").over()
    acted.close()
    return CommandLine(tmp_path / "home", capsys)


def told(done: Any) -> Any:
    assert (done.status, done.err) == (0, "")
    return json.loads(done.out)


def entries(epa_tui: CommandLine, name: str = SITTING) -> int:
    with Store.open(epa_tui.home) as store:
        return store.sitting(name).entries


def test_from_the_last_phase_to_the_exported_document(
    heard: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    standing = told(heard("show", SITTING, "--json"))["sittings"][0]
    assert standing["questions"] == {"main": 2, "minimum": 6, "follow_up": 0}
    assert standing["coverage"][0]["open"] == ["P1", "P2", "P3", "P5", "P6", "P7"]
    assert (standing["stage"], len(standing["undecided"])) == ("judging", 10)

    listed = heard("judge", SITTING, "p4").out
    assert listed.startswith("P4, pass: undecided. In the sitting: sufficient. Proposed: met.\n")
    assert (
        "\nK12: The duration, cost and value" in listed and "compared three quotes #P4+" in listed
    )

    floor, cat = (n["seq"] for n in told(heard("note", SITTING, "--list", "--json"))["notes"][1:])
    assert heard("note", SITTING, "--tag", str(floor), "#p5+").status == 0
    assert heard("note", SITTING, "--tag", "9" * 5000, "#p5+").status == 2
    corrected = heard("note", SITTING, "--correct", str(floor), 'names the floor plan, "by heart"')
    assert corrected.out == f"Note {floor} is kept. 1 note to be reviewed.\n"
    read = next(n for n in told(heard("note", SITTING, "--list", "--json"))["notes"][1:])
    assert read["text"] == 'names the floor plan, "by heart"' and "P5" in json.dumps(read)
    assert heard("note", SITTING, "--correct", "999", "no such note").status == 1
    aside = heard("note", SITTING, "--aside", str(cat), "--reason", "a cat")
    assert aside.out == f"Note {cat} is set aside.\n"

    assert heard("judge", SITTING, "P4", "met").out.startswith("P4 met.\n9 descriptors are")
    refused = heard("judge", SITTING, "D1", "not-met")
    assert (refused.status, refused.out) == (1, "")
    assert "Type why D1 is not met" in refused.err
    rest = ["P1", "P2", "P3", "P5", "P6", "P7", "D2", "D3"]
    tables = [f"[{code}]\nmet = true\nnotes = [{floor}]\n" for code in rest]
    tables.append('[D1]\nmet = false\nrationale = "no trends"\nfeedback = "Read the papers."\n')
    file = heard.home / "judgements.toml"
    file.write_text("".join(tables), "utf-8")
    before = entries(heard)
    dry = told(heard("judge", SITTING, "--from", str(file), "--dry-run", "--json"))
    assert (dry["kept"], dry["grade"], dry["undecided"], entries(heard)) == (
        False,
        "pass",
        [],
        before,
    )
    assert heard("judge", SITTING, "--from", str(file)).status == 0
    assert entries(heard) == before + 10
    assert heard("feedback", SITTING, "whole", "Well prepared.").status == 0

    lacking = heard("seal", SITTING, "--yes")
    assert (lacking.status, lacking.out) == (1, "")
    assert "below the minimum: Questioning 4" in lacking.err and "--deviation" in lacking.err
    monkeypatch.setattr("sys.stdin", Typed("sitting-\n"))
    done = heard("seal", SITTING, "--deviation", "the line was cut off")
    assert "M1: pass. all pass descriptors are met; not met: D1." in done.out
    assert "Type sitting-: Sealed as pass, revision 1." in done.out

    out = heard.home / "out"
    assert heard("export", "--to", str(out)).status == 0
    (document,) = out.glob("*-r1.json")
    result = json.loads(document.read_bytes())
    validate(result)
    found = {d["code"]: d for d in result["data"]["descriptors"]}
    assert found["D1"]["rationale"] == "no trends" and not found["D1"]["met"]
    assert found["D1"]["feedback"] == "Read the papers."
    assert found["P5"]["notes"][0]["text"] == 'names the floor plan, "by heart"'
    shown = heard("show", SITTING).out
    assert "Grade: pass" in shown and "Deviation: minimum questions: the line was cut off" in shown
    assert f"Result, revision 1: delivered at {out.as_uri()}" in shown

    assert "is sealed" in heard("judge", SITTING, "D1", "met").err
    assert heard("reopen", SITTING, "--reason", "one was wrong").status == 0
    assert "Type why the judgement of D1 changes" in heard("judge", SITTING, "D1", "met").err
    assert heard("judge", SITTING, "D1", "met", "--rationale", "named two trends").status == 0
    again = told(heard("seal", SITTING, "--yes", "--json"))
    assert (again["grade"], again["revision"], again["sealed"]) == ("distinction", 2, True)


class Typed:
    """A terminal at which something is typed."""

    def __init__(self, line: str) -> None:
        self._line = line

    def isatty(self) -> bool:
        return True

    def readline(self) -> str:
        return self._line


def test_a_running_clock_is_left_to_the_application(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    acted = Acted(tmp_path / "home").begun()
    acted.close()
    before = entries(line := CommandLine(tmp_path / "home", capsys))
    for words in (("note", "a note"), ("judge", "P1", "met"), ("seal", "--yes")):
        done = line(words[0], SITTING, *words[1:])
        assert (done.status, done.out, entries(line)) == (1, "", before)
        assert "The clock of this sitting runs" in done.err
    assert "Grade" not in line("show", SITTING).out


def test_a_paused_sitting_takes_a_note_and_no_judgement(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    acted = Acted(tmp_path / "home").begun().do(clock_guards.pause, "technical failure")
    acted.close()
    line = CommandLine(tmp_path / "home", capsys)
    assert line("note", SITTING, "her line dropped").status == 0
    assert "open when the last phase has ended" in line("judge", SITTING, "P1", "met").err
    refused = line("note", SITTING, "about #s30")
    assert (refused.status, "S30" in refused.err) == (1, True)
    assert line("note", SITTING, "? What then").status == 1
    assert [n["text"] for n in told(line("note", SITTING, "--list", "--json"))["notes"]] == [
        "her line dropped"
    ]
    (line.home / "settings.toml").write_text("judge_during = true\n", "utf-8")
    assert line("judge", SITTING, "P1", "met").status == 0
    assert "Deviation: judged during the sitting" in line("show", SITTING).out


BROKEN = {
    "no-met.toml": ("[P1]\nrationale = 'x'", "say whether it is met"),
    "strange.json": ('{"P1": {"met": true, "grade": "pass"}}', "grade is not known"),
    "notes.json": ('{"P1": {"met": true, "notes": ["x"]}}', "notes must be a list of numbers"),
    "half.json": ('{"P1": {"met": true', "cannot be read"),
    "deep.json": ("[" * 5000, "nested deeper"),
    "list.json": ("[1]", "must hold a table"),
}


def test_a_file_that_says_something_else_judges_nothing(heard: CommandLine) -> None:
    before = entries(heard)
    for name, (text, said) in BROKEN.items():
        (heard.home / name).write_text(text, "utf-8")
        done = heard("judge", SITTING, "--from", str(heard.home / name))
        assert (done.status, said in done.err) == (2, True), name
    wrong = {code: {"met": True} for code in ("P1", "P99", "S30")} | {"D2": {"met": False}}
    (heard.home / "wrong.json").write_text(json.dumps(wrong), "utf-8")
    done = heard("judge", SITTING, "--from", str(heard.home / "wrong.json"))
    assert done.status == 1
    assert all(said in done.err for said in ("P99 is not a", "S30 is not a", "why D2 is not met"))
    assert entries(heard) == before


WRONG = (
    ("judge", SITTING, "P1", "perhaps"),
    ("judge", SITTING, "P1", "met", "--from", "x.toml"),
    ("judge", SITTING, "P1", "--rationale", "why"),
    ("judge", SITTING, "--notes", "three"),
    ("note", SITTING),
    ("note", SITTING, "text", "--aside", "3"),
    ("note", SITTING, "--correct", "three", "words"),
    ("reopen", SITTING),
    ("show", "zzz"),
    ("seal", "zzz"),
    ("feedback", SITTING, "P1"),
)


def test_a_wrong_call_ends_with_2(heard: CommandLine) -> None:
    for words in WRONG:
        done = heard(*words)
        assert (done.status, done.out) == (2, ""), words
        assert done.err


def test_nothing_is_sealed_without_a_word(epa_tui: CommandLine) -> None:
    name = sealed_of(epa_tui)[0]
    assert "is sealed" in epa_tui("seal", name, "--yes").err
    assert epa_tui("reopen", name, "--reason", "one was wrong").status == 0
    left = entries(epa_tui, name)
    done = epa_tui("seal", name)
    assert (done.status, "Nothing was sealed." in done.err, entries(epa_tui, name)) == (
        2,
        True,
        left,
    )
    assert epa_tui("seal", name, "--dry-run").out.startswith("It could be sealed as ")
    assert entries(epa_tui, name) == left


def test_what_is_missing_is_told_in_full(epa_tui: CommandLine) -> None:
    done = epa_tui("seal", of_stage(epa_tui, "judging"), "--yes", "--json")
    assert done.status == 1
    missing, refused = json.loads(done.out)["missing"], json.loads(done.out)["refused"]
    assert done.err.startswith(refused)
    assert "not judged: P1, P2" in missing[0] and "3 notes not reviewed" in missing[1]


def test_a_refusal_is_told_to_a_program_as_well(heard: CommandLine) -> None:
    for words, status in (
        (("reopen", SITTING, "--reason", "one was wrong"), 1),
        (("show", "no-such-id"), 2),
        (("judge", SITTING, "P99", "met"), 1),
        (("feedback", SITTING, "P99", "well done"), 1),
        (("note", SITTING), 2),
        (("note", SITTING, "said #Z9"), 1),
        (("note", SITTING, "--list", "--home", str(heard.home / "none")), 2),
    ):
        plain, done = heard(*words), heard(*words, "--json")
        assert (plain.status, plain.out, done.err) == (status, "", plain.err), words
        told = json.loads(done.out)
        assert (done.status, told) == (status, {"format": 1, "refused": plain.err.strip()}), words


def test_an_id_that_begins_several_is_told_without_a_name(epa_tui: CommandLine) -> None:
    rows = told(epa_tui("list", "--json"))["assessments"]
    ids = [row["id"] for row in rows] + [s["id"] for row in rows for s in row["sittings"]]
    several = next(sign for sign in "0123456789abcdef" if sum(i[0] == sign for i in ids) > 1)
    done = epa_tui("show", several)
    count = sum(name[0] == several for name in ids)
    assert done == (2, "", f"{count} ids begin with '{several}'. Type more of the id.\n")


def test_commands_write_into_an_encrypted_store(sealed: SealedLine) -> None:
    (row,) = told(sealed("list", "--json"))["assessments"]
    name = row["sittings"][0]["id"]
    assert sealed("note", name, "written by a command").status == 0
    assert "written by a command" in sealed("note", name, "--list").out
    assert sealed("show", name).status == 0


def test_an_assessment_is_shown_whole_and_no_other(epa_tui: CommandLine) -> None:
    rows = told(epa_tui("list", "--json"))["assessments"]
    everybody = [f"{row['given_names']} {row['family_name']}" for row in rows]
    for row in rows[::3]:
        shown = epa_tui("show", row["id"])
        plain = told(epa_tui("show", row["id"], "--json"))
        assert [s["id"] for s in plain["sittings"]] == [s["id"] for s in row["sittings"]]
        found = [name for name in everybody if name in shown.out]
        assert found == [f"{row['given_names']} {row['family_name']}"]
        assert len({frozenset(sitting) for sitting in plain["sittings"]}) <= 1


def test_an_open_application_is_told(heard: CommandLine) -> None:
    lock = InstanceLock(heard.home / NAME)
    try:
        for words in (("show", SITTING), ("judge", SITTING, "P1", "met"), ("seal", SITTING)):
            done = heard(*words)
            assert (done.status, done.out) == (1, "")
            assert "open" in done.err
    finally:
        lock.release()


def test_the_list_without_columns(epa_tui: CommandLine) -> None:
    lines = epa_tui("list", "--plain").out.splitlines()
    assert len(lines) == 15
    assert all("  " not in line and ", method M" in line for line in lines)
