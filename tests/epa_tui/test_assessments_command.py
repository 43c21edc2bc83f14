"""`epa-tui list` and `epa-tui export`: what they print, write, keep and end with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from data.exchange.schema import validate
from data.store.store import Store
from tests.data.store.building import an_assessment
from tests.epa_tui.conftest import CommandLine


def sittings(epa_tui: CommandLine) -> list[dict[str, Any]]:
    listed = json.loads(epa_tui("list", "--json").out)
    return [sitting for row in listed["assessments"] for sitting in row["sittings"]]


def sealed(epa_tui: CommandLine) -> list[str]:
    return [sitting["id"] for sitting in sittings(epa_tui) if sitting["stage"] == "sealed"]


def of_stage(epa_tui: CommandLine, stage: str) -> str:
    return str(next(s["id"] for s in sittings(epa_tui) if s["stage"] == stage))


@pytest.mark.parametrize("columns", [20, 40, 80, 120, 200])
def test_the_list_fits_the_terminal(
    columns: int, epa_tui: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    with Store.open(epa_tui.home) as store:
        store.save_assessment(an_assessment(family_name="Example " * 30))
    done = epa_tui("list")
    *lines, _ = done.out.splitlines()
    assert max(map(len, lines)) <= columns
    assert (done.status, len(lines)) == (0, 1 + 15 + 1)


def test_the_list_tells_who_what_when_and_how_it_stands(
    epa_tui: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    out = epa_tui("list").out
    lines = [line.split() for line in out.splitlines()]
    again = next(line for line in lines if "re-sit" in line)
    assert [*again[:2], *again[3:6]] == ["Pretend", "Person", "M1", "re-sit", "booked"]
    assert any(line[-6:-4] == ["sealed", "distinction"] for line in lines)
    tomorrow = next(line for line in lines if line[:2] == ["Demo", "Sample"])
    assert tomorrow[-4:] == ["25", "Nov", "2026", "10:00"]
    assert out.endswith("14 sittings of 10 assessments.\n")


def test_a_shown_id_is_enough_for_the_other_commands(
    epa_tui: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    line = next(line for line in epa_tui("list").out.splitlines() if "interrupted" in line)
    shown = line.split()[2]
    assert len(shown) < len(of_stage(epa_tui, "interrupted"))
    assert epa_tui("record", shown).status == 0


def test_the_search_narrows_the_list(epa_tui: CommandLine) -> None:
    assert "2 sittings of 1 assessment." in epa_tui("list", "--search", "PROBA samp").out
    nobody = epa_tui("list", "--search", "zebra")
    assert (nobody.status, nobody.err) == (0, "")
    assert "Nobody matches" in nobody.out


def test_the_list_as_json_has_ids_stages_and_grades(epa_tui: CommandLine) -> None:
    listed = json.loads(epa_tui("list", "--search", "1000159806", "--json").out)
    (proba,) = listed["assessments"]
    assert (listed["format"], proba["given_names"], proba["option"]) == (1, "Proba", "1")
    told = [(s["method"], s["stage"], s["grade"]) for s in proba["sittings"]]
    assert told == [("M1", "sealed", "pass"), ("M2", "sealed", "distinction")]
    assert all(s["assessment_id"] == proba["id"] and s["entries"] for s in proba["sittings"])
    assert proba["sittings"][0]["scheduled_at"] == "2026-11-06T10:00:00.000Z"


def test_what_could_drive_a_terminal_is_made_visible(epa_tui: CommandLine) -> None:
    with Store.open(epa_tui.home) as store:
        store.save_assessment(an_assessment(family_name="Evil\x1b]52;c;aGk=\x07\nExample\u202e"))
    out = epa_tui("list", "--search", "evil").out
    assert "Evil␛]52;c;aGk=␇␊Example" in out
    assert "not booked" in out
    assert not {"\x1b", "\x07", "\u202e"} & set(out)


def test_without_a_store_the_list_says_how_to_begin_and_makes_nothing(nowhere: CommandLine) -> None:
    done = nowhere("list")
    assert (done.status, done.err) == (0, "")
    assert "There is no store in" in done.out and "`epa-tui demo`" in done.out
    assert json.loads(nowhere("list", "--json").out)["assessments"] == []
    assert not nowhere.home.parent.exists()


@pytest.mark.parametrize("words", [("list",), ("export",), ("record", "any"), ("list", "--json")])
def test_a_store_that_is_open_elsewhere_is_left_alone(
    words: tuple[str, ...], epa_tui: CommandLine
) -> None:
    with Store.open(epa_tui.home):
        done = epa_tui(*words)
    told = f"{json.dumps({'format': 1, 'refused': done.err.strip()})}\n"
    assert (done.status, done.out) == (1, told if "--json" in words else "")
    assert "open in another epa_tui" in done.err


def test_export_writes_every_sealed_sitting_once(epa_tui: CommandLine) -> None:
    done = epa_tui("export")
    folder = epa_tui.home / "results"
    written = {path.name: path.read_bytes() for path in folder.glob("*.json")}
    assert (done.status, done.err) == (0, "")
    assert sorted(written) == sorted(f"{name}-r1.json" for name in sealed(epa_tui))
    assert len(written) == 3
    assert done.out.count("  written\n") == 3
    assert f"3 of 3 results are in {folder}" in done.out
    for body in written.values():
        validate(json.loads(body))
    again = epa_tui("export")
    assert (again.status, again.out.count("  was there already\n")) == (0, 3)
    assert {path.name: path.read_bytes() for path in folder.glob("*.json")} == written


def test_export_says_in_each_result_that_it_is_a_demonstration(epa_tui: CommandLine) -> None:
    epa_tui("export")
    results = [json.loads(path.read_bytes()) for path in (epa_tui.home / "results").glob("*.json")]
    assert {result["data"]["demonstration"] for result in results} == {True}


def test_export_makes_and_keeps_a_document_that_is_missing(epa_tui: CommandLine) -> None:
    def kept() -> list[tuple[str, int, int]]:
        with Store.open(epa_tui.home) as store:
            documents = [document for name in names for document in store.documents(name)]
        return [(document.id, document.revision, document.made_at) for document in documents]

    names = sealed(epa_tui)
    before = kept()
    epa_tui.tamper("DROP TRIGGER document_remains", "DELETE FROM document")
    assert kept() == []
    done = epa_tui("export")
    assert (done.status, done.out.count("  written\n")) == (0, 3)
    assert kept() == before
    assert len(before) == 3


def test_one_failure_keeps_no_other_result_back(epa_tui: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    first, *others = sealed(epa_tui)
    taken = folder / f"{first}-r1.json"
    taken.write_text("something else")
    done = epa_tui("export", "--to", str(folder))
    assert done.status == 1
    assert first in done.err and "Move the file aside" in done.err
    assert "2 of 3 results" in done.out
    assert taken.read_text() == "something else"
    assert all((folder / f"{other}-r1.json").exists() for other in others)


def test_export_as_json_tells_what_became_of_each(epa_tui: CommandLine, tmp_path: Path) -> None:
    epa_tui("export", "--to", str(tmp_path / "in"), "--sitting", sealed(epa_tui)[0])
    (tmp_path / "in" / f"{sealed(epa_tui)[1]}-r1.json").mkdir()
    done = epa_tui("export", "--to", str(tmp_path / "in"), "--json")
    told = json.loads(done.out)
    assert (done.status, told["folder"]) == (1, str(tmp_path / "in"))
    statuses = [result["status"] for result in told["results"]]
    assert statuses == ["was there already", "failed", "written"]
    assert "left untouched" in told["results"][1]["problem"]
    assert told["results"][1]["path"] is None
    assert len(told["results"][2]["sha256"]) == 64


def test_export_of_one_sitting_by_the_begin_of_its_id(epa_tui: CommandLine) -> None:
    name = sealed(epa_tui)[0]
    assert epa_tui("export", "--sitting", name[:12]).status == 0
    assert [path.name for path in (epa_tui.home / "results").glob("*.json")] == [f"{name}-r1.json"]


def test_export_of_a_sitting_that_is_not_sealed(epa_tui: CommandLine) -> None:
    judging = epa_tui("export", "--sitting", of_stage(epa_tui, "judging"))
    assert judging.status == 1 and "seal it, then its result can leave" in judging.err
    booked = epa_tui("export", "--sitting", of_stage(epa_tui, "booked"))
    assert booked.status == 1 and "has not begun" in booked.err
    unknown = epa_tui("export", "--sitting", "zzz")
    assert unknown.status == 2 and "no sitting 'zzz'" in unknown.err
    assert not (epa_tui.home / "results").exists()


def test_export_with_nothing_sealed(nowhere: CommandLine) -> None:
    assert nowhere("export").out.startswith("Nothing is sealed yet")
    assert nowhere("export").status == 0
    assert nowhere("export", "--sitting", "any").status == 2
    assert not nowhere.home.parent.exists()
    with Store.open(nowhere.home) as store:
        store.save_assessment(an_assessment())
    done = nowhere("export")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("Nothing is sealed yet")


def test_export_into_a_folder_that_cannot_be_made(epa_tui: CommandLine) -> None:
    done = epa_tui("export", "--to", str(epa_tui.home / "store.lock" / "below"))
    assert done.status == 1
    assert "name another folder" in done.err
    assert "0 of 3 results" in done.out


def test_export_into_the_folder_of_the_settings(epa_tui: CommandLine, tmp_path: Path) -> None:
    (epa_tui.home / "settings.toml").write_text(f'results = "{tmp_path / "shared"}"\n')
    epa_tui("export")
    assert len(list((tmp_path / "shared").glob("*.json"))) == 3
    (epa_tui.home / "settings.toml").write_text("results = 3\n")
    done = epa_tui("export")
    assert done.status == 0 and "results must be the path of a folder" in done.err
    assert len(list((epa_tui.home / "results").glob("*.json"))) == 3


def test_a_changed_record_is_not_exported_and_the_others_are(epa_tui: CommandLine) -> None:
    broken = sealed(epa_tui)[1]
    epa_tui.tamper(
        "DROP TRIGGER entry_stays",
        f"UPDATE entry SET at_wall = at_wall + 1 WHERE sitting_id = '{broken}' AND seq = 9",
    )
    done = epa_tui("export")
    assert done.status == 1
    assert f"{broken}: Entry 9 of the record was changed" in done.err
    assert "2 of 3 results" in done.out
