"""Quality assurance by commands alone: sample, give, mark, take, compare, adjudicate, conclude."""

from __future__ import annotations

import csv
import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest

from epa_tui.commands.quality_files import paper_of, read_bytes_of
from epa_tui.file_desk import FileDesk
from tests.epa_tui.conftest import CommandLine, Done

MARKER, THIRD = "Sam Specimen", "Kit Example"


def told(done: Done) -> Any:
    assert (done.status, done.err) == (0, "")
    return json.loads(done.out)


def _sealed(epa_tui: CommandLine, grade: str) -> dict[str, Any]:
    """Return the sealed sitting of the demonstration that has a grade."""
    chosen = told(epa_tui("quality", "sample", "--json"))["chosen"]
    return next(dict(one) for one in chosen if one["grade"] == grade)


def _sampled(found: dict[str, Any]) -> set[str]:
    return {one["sitting"] for one in found["chosen"] if one["sampled"]}


def _table(path: Path, file: Path, failed: Collection[str]) -> Path:
    """Write a table of judgements on a marking file."""
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(["code", "met", "rationale", "notes"])
        for one in json.loads(file.read_bytes())["descriptors"]:
            met = one["code"] not in failed
            writer.writerow([one["code"], "met" if met else "not met", "" if met else "thin", ""])
    return path


def _marked(epa_tui: CommandLine, folder: Path, name: str, failed: Collection[str]) -> Path:
    """Give a sitting, have it marked on another laptop, and return the marking."""
    file = folder / "sitting.json"
    assert epa_tui("quality", "give", name, "M1", "--to", str(file)).status == 0
    table = _table(folder / "table.csv", file, failed)
    said = ("--marker", MARKER, "--no-conflict", "--unseen", "--judgements", str(table))
    assert epa_tui("quality", "mark", str(file), *said).status == 0
    return folder / "sitting.marking.json"


def test_what_is_to_be_sampled_is_told_with_its_reasons_and_whether_it_was(
    epa_tui: CommandLine,
) -> None:
    before = told(epa_tui("quality", "sample", "--json"))
    assert (before["sealed"], before["rules"]) == (3, "defaults")
    fail = next(one for one in before["chosen"] if one["grade"] == "fail")
    assert fail["reasons"][-1] == "grade fail" and fail["sampled"]
    left = next(one for one in before["chosen"] if not one["sampled"])
    sampled = ("--sitting", "M1", "--by", THIRD, "--why", ", ".join(left["reasons"]))
    assert epa_tui("quality", "sampled", left["sitting"], *sampled).status == 0
    after = told(epa_tui("quality", "sample", "--json"))
    assert _sampled(after) - _sampled(before) == {left["sitting"]}
    text = epa_tui("quality", "sample").out
    assert "3 of 3 sealed sittings" in text
    assert told(epa_tui("quality", "sample", "--since", "2099-01-01", "--json"))["chosen"] == []


def test_the_rules_are_the_organisations_own_and_what_is_wrong_with_them_is_told(
    epa_tui: CommandLine,
) -> None:
    rules = epa_tui.home / "sampling.toml"
    rules.write_text("[new]\nfirst = 0\n[all]\nfails = true\nflags = []\n", "utf-8")
    chosen = told(epa_tui("quality", "sample", "--json"))
    assert (chosen["rules"], len(chosen["chosen"])) == ("sampling.toml", 1)
    rules.write_text("[new]\nfirst = -1\n", "utf-8")
    done = epa_tui("quality", "sample", "--json")
    assert done.status == 1
    assert "new, first" in done.err or "first" in done.err


def test_from_a_marking_file_to_an_outcome_in_the_record(
    epa_tui: CommandLine, tmp_path: Path
) -> None:
    name = _sealed(epa_tui, "pass")["sitting"]
    marking = _marked(epa_tui, tmp_path, name, {"D2", "P7"})
    assert epa_tui("quality", "compare", name, "M1").status == 1  # nobody marked it here yet
    assert told(epa_tui("quality", "take", name, str(marking), "--json"))["judged"] == 10
    shown = epa_tui("quality", "show", name).out
    assert "P7" not in shown and "fail" not in shown  # not before both are laid side by side

    found = told(epa_tui("quality", "compare", name, "M1", "--json"))
    assert found["differing"] == ["P7"]
    assert found["agreement"] == {"descriptors": 10, "agreed": 9, "kappa": "0.615"}
    assert found["grades"] == {"assessor": "pass", "second_marker": "fail"}
    assert found["blind"] and found["not_blind_because"] is None
    text = epa_tui("quality", "compare", name, "M1").out
    assert "P7    met        <>  NOT MET" in text and "second:   thin" in text

    decided = ("--sitting", "M1", "--code", "p7", "--met", "no", "--reason", "no cause named")
    own = epa_tui("quality", "adjudicate", name, *decided, "--by", "pretend, pat")
    assert own.status == 1 and "the assessor" in own.err
    done = epa_tui("quality", "adjudicate", name, *decided, "--by", THIRD)
    assert "The seal still holds" in done.out and f"epa-tui reopen {name}" in done.out
    outcome = ("--sitting", "M1", "--by", THIRD, "--outcome", "agreed")
    assert epa_tui("quality", "outcome", name, *outcome).status == 1
    assert epa_tui("quality", "outcome", name, *outcome[:-1], "not-agreed").status == 1
    done = epa_tui("quality", "outcome", name, *outcome[:-1], "not-agreed", "--remarks", "P7")
    assert done.status == 0

    assert epa_tui("reopen", name, "--reason", "Adjudication of P7").status == 0
    late = epa_tui("quality", "outcome", name, *outcome)
    assert late.status == 1 and "not sealed" in late.err
    shown = epa_tui("quality", "show", name).out
    assert "P7 was changed to not met; the sitting's record was changed since" in shown


def test_a_marking_of_a_sitting_that_was_changed_since_is_refused(
    epa_tui: CommandLine, tmp_path: Path
) -> None:
    name = _sealed(epa_tui, "pass")["sitting"]
    marking = _marked(epa_tui, tmp_path, name, ())
    for words in (("reopen", name, "--reason", "a slip"), ("seal", name, "--yes")):
        assert epa_tui(*words).status == 0
    done = epa_tui("quality", "take", name, str(marking), "--json")
    assert done.status == 1
    assert "changed since it was given" in json.loads(done.out)["refused"]


def test_marked_on_this_machine_step_by_step(epa_tui: CommandLine) -> None:
    name = _sealed(epa_tui, "pass")["sitting"]
    begin = ("quality", "begin", name, "--sitting", "M1", "--unseen", "yes", "--marker")
    assert epa_tui(*begin, "Pat Pretend", "--no-conflict", "yes").status == 1
    assert epa_tui(*begin, MARKER, "--no-conflict", "no").status == 1
    assert epa_tui(*begin, MARKER, "--no-conflict", "yes").status == 0
    judge = ("quality", "judge", name, "--sitting", "M1", "--code")
    assert epa_tui(*judge, "p1", "--met", "no").status == 1
    assert epa_tui(*judge, "p1", "--met", "yes", "--notes", "20,21").status == 0
    assert "P2" in epa_tui("quality", "finish", name, "--sitting", "M1").err
    listed = epa_tui("journey", name, "--timeline").out
    assert f"Second marking by {MARKER}: P1\n" in listed
    assert "no: it was judged in steps" in epa_tui("quality", "show", name).out


def test_nobody_is_told_of_a_re_sit_or_marks_without_saying_what_was_seen(
    epa_tui: CommandLine,
) -> None:
    name = _sealed(epa_tui, "pass")["sitting"]
    blind = ("quality", "blind", name)
    who = ("--marker", MARKER, "--no-conflict")
    assert "--unseen" in epa_tui(*blind, "M1", *who).err
    assert "--unseen" in epa_tui(*blind, "M1", *who, "--seen", "--unseen").err
    assert "M1" not in epa_tui(*blind, "M9", *who, "--unseen").err


def test_files_are_never_written_over_and_another_name_has_to_be_given(
    epa_tui: CommandLine, tmp_path: Path
) -> None:
    name = _sealed(epa_tui, "pass")["sitting"]
    taken = tmp_path / "taken.json"
    taken.write_text("mine", "utf-8")
    done = epa_tui("quality", "give", name, "M1", "--to", str(taken))
    assert done.status == 2 and taken.read_text("utf-8") == "mine"
    assert "left" not in epa_tui("journey", name, "--timeline").out
    gone = epa_tui("quality", "give", name, "M1", "--to", str(tmp_path / "no" / "where.json"))
    assert gone.status == 2 and "folder" in gone.err


def test_a_set_is_marked_by_many_and_its_spread_shown(epa_tui: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "set"
    assert told(epa_tui("quality", "set", "--demo", "--to", str(folder), "--json"))["said"] > 10
    file = folder / "sitting.json"
    assert epa_tui("quality", "spread", str(folder)).status == 2
    for marker, failed in (("Ann Alpha", ["D2"]), ("Bob Beta", ["D2", "P7"]), ("Cid Gamma", [])):
        table = _table(tmp_path / "table.csv", file, failed)
        to = ("--to", str(folder / f"{marker[:3]}.json"), "--no-conflict", "--unseen")
        said = ("--marker", marker, "--judgements", str(table), *to)
        assert epa_tui("quality", "mark", str(file), *said).status == 0
        early = epa_tui("quality", "spread", str(folder), "--marker", "Cid Gamma")
        assert (early.status == 0) == (marker == "Cid Gamma")
    assert epa_tui("quality", "spread", str(folder)).status == 2
    spread = ("quality", "spread", str(folder), "--leading")
    found = told(epa_tui(*spread, "--json"))
    assert found["grades"] == {"distinction": 1, "fail": 1, "pass": 1}
    by_code = {one["code"]: one for one in found["descriptors"]}
    assert by_code["P7"]["differing"] == ["Bob Beta"]
    assert by_code["D2"]["differing"] == ["Cid Gamma"]
    assert "Fleiss' kappa over all 10 descriptors" in epa_tui(*spread).out
    seen = ("--marker", "Dee Delta", "--judgements", str(table), "--no-conflict", "--seen")
    mark = ("quality", "mark", str(file), *seen, "--to", str(folder / "Dee.json"))
    assert epa_tui(*mark).status == 0
    assert "Left out, as not blind: Dee Delta." in epa_tui(*spread).out
    (folder / "Eve.json.part").write_text("{}", "utf-8")
    assert "still marking: Eve.json.part" in epa_tui(*spread).err
    twice = folder / "again.json"
    twice.write_bytes((folder / "Ann.json").read_bytes())
    assert "twice" in epa_tui(*spread).err


def test_drift_names_no_apprentice_and_claims_nothing_of_few(epa_tui: CommandLine) -> None:
    found = told(epa_tui("quality", "drift", "--json"))
    assert [(one["method"], one["whole"]["sittings"]) for one in found["assessors"]] == [
        ("M1", 2),
        ("M2", 1),
    ]
    assert all(one["whole"]["met_per_mille"] is None for one in found["assessors"])
    text = epa_tui("quality", "drift", "--assessor", "PRETEND Pat").out
    assert "too few" in text
    for name in ("Proba", "Sample", "Pretend Person"):
        assert name not in text
    assert epa_tui("quality", "drift", "--assessor", "Nobody Here").status == 2


@pytest.fixture
def given(epa_tui: CommandLine, tmp_path: Path) -> Path:
    """A marking file on another laptop."""
    name = _sealed(epa_tui, "pass")["sitting"]
    file = tmp_path / "sitting.json"
    assert epa_tui("quality", "give", name, "M1", "--to", str(file)).status == 0
    return file


def test_what_a_marker_has_seen_is_declared_before_anything_is_judged_or_admitted(
    given: Path, epa_tui: CommandLine
) -> None:
    from data.exchange.marking_file import read_marking_file

    file = read_marking_file(given.read_bytes())
    paper = paper_of(file, epa_tui.home)
    told = {
        (True, True): "  blind  ",
        (None, True): "  blind: not known  ",
        (False, True): "  NOT BLIND  ",
        (True, False): "  NOT BLIND  ",
    }
    for number, (first, then) in enumerate(told):
        path = given.with_name(f"back-{number}.json")
        FileDesk(file, paper, MARKER, path, unseen=first).judge("P1", True, "", ())
        gone_on = FileDesk(file, paper, MARKER, path, unseen=then)
        assert told[first, then] in gone_on.who, (first, then)


def test_a_file_is_marked_key_by_key_and_gone_on_with_after_a_kill(
    given: Path, epa_tui: CommandLine
) -> None:
    from data.exchange.marking import read_marking
    from data.exchange.marking_file import read_marking_file

    file, path = read_marking_file(given.read_bytes()), given.with_name("back.json")
    paper = paper_of(file, epa_tui.home)
    desk = FileDesk(file, paper, MARKER, path)
    for one in paper.criteria:
        desk.judge(one.code, True, "", ())
    desk.judge("D2", False, "nothing was weighed", ())
    del desk  # killed: what was judged lies beside the file
    again = FileDesk(file, paper, MARKER, path)
    assert again.said["D2"].rationale == "nothing was weighed"
    assert again.undo() == "D2"
    assert again.said["D2"].met is True
    again.judge("D3", False, "not weighed", ())
    assert again.done() == f"Written: {path}"
    made = read_marking(read_bytes_of(path))
    assert (made.marker, made.grade) == (MARKER, "pass")
    assert [child.name for child in path.parent.iterdir() if child.name.endswith(".part")] == []
