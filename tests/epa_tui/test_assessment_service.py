"""`epa-tui export --assessment-service` on a real store: what is written, told and kept back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.epa_tui.conftest import CommandLine
from tests.epa_tui.hub import FLAG, ULN, Hub, at
from tests.epa_tui.session import ROOT


@pytest.fixture
def hub(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Hub]:
    made = Hub(tmp_path / "home", capsys)
    yield made
    made.store.close()


def written(told: dict[str, Any]) -> dict[str, list[Any]]:
    """Return the entries of every file."""
    if told["folder"] is None:
        return {}
    files = sorted(Path(told["folder"]).iterdir())
    assert [path.name for path in files] == sorted(file["name"] for file in told["files"])
    return {path.name: json.loads(path.read_bytes()) for path in files}


def epas(told: dict[str, Any]) -> list[str]:
    """Return the history of the only apprentice, in short."""
    (entry,) = written(told)["epa-001.json"]
    return [
        " ".join([epa.pop("epaDate")[:10], epa.pop("epaOutcome"), *epa])
        for epa in entry["epaDetails"]["epas"]
    ]


def codes(told: dict[str, Any]) -> list[str]:
    return [problem["code"] for problem in told["problems"]]


def test_who_passed_everything_has_a_history_and_a_draft(hub: Hub) -> None:
    hub.graded("M1", "2019-05-20").done()
    hub.graded("M2", "2019-05-27").done()
    told = hub.summary()
    learning = {
        "version": "1.1",
        "courseOption": "Film, TV, Commercial, Short Form, Radio and Audio Production",
    }
    whose = {
        "requestId": "assessment-0",
        "standard": {"standardCode": 598, "standardReference": "ST0792"},
        "learner": {"uln": 9276308686, "familyName": "Example"},
    }
    assert written(told) == {
        "certificate-001.json": [
            {
                **whose,
                "learningDetails": {
                    **learning,
                    "overallGrade": "Distinction",
                    "achievementDate": "2019-05-27T00:00:00Z",
                },
            }
        ],
        "epa-001.json": [
            {
                **whose,
                "learningDetails": learning,
                "epaDetails": {"epas": [{"epaDate": "2019-05-27T00:00:00Z", "epaOutcome": "Pass"}]},
            }
        ],
    }
    assert (told["included"], told["kept_back"], told["problems"]) == (["assessment-0"], [], [])


def test_a_fail_and_its_re_sit_are_capped(hub: Hub) -> None:
    hub.graded("M1", "2019-05-20", "P3").done()
    hub.graded("M1", "2019-06-30", attempt="re-sit").done()
    hub.graded("M2", "2019-07-02").done()
    told = hub.summary()
    assert epas(told) == ["2019-05-20 Fail", "2019-07-02 Pass resit"]
    (draft,) = written(told)["certificate-001.json"]
    assert draft["learningDetails"]["overallGrade"] == "Pass"


def test_a_decision_on_exceptional_circumstances_lifts_the_cap_and_is_pointed_at(hub: Hub) -> None:
    hub.graded("M1", "2019-05-20", "P3").done()
    hub.graded("M1", "2019-06-30", attempt="re-take", exceptional="EX-1").done()
    hub.graded("M2", "2019-07-02").done()
    told = hub.summary()
    assert epas(told)[-1] == "2019-07-02 Pass retake"
    (draft,) = written(told)["certificate-001.json"]
    assert draft["learningDetails"]["overallGrade"] == "Distinction"
    assert codes(told) == ["cap-lifted"]
    assert "assessme: included, but look: The grade is above the cap" in hub.export().err


def test_the_newest_seal_counts(hub: Hub) -> None:
    sitting = hub.graded("M1", "2019-05-20", "P3")
    sitting.reopened_again().sealed_anew("P3").with_result().done()
    hub.graded("M2", "2019-05-27").done()
    assert epas(hub.summary()) == ["2019-05-27 Pass"]


def test_a_seal_that_is_broken_keeps_the_apprentice_back(hub: Hub) -> None:
    hub.graded("M1", "2019-05-20").reopened_again().done()
    hub.graded("M2", "2019-05-27", "P3").done()
    told = hub.summary(status=1)
    assert (codes(told), told["kept_back"], told["files"]) == (["reopened"], ["assessment-0"], [])


def test_a_result_that_was_withdrawn_is_no_outcome(hub: Hub) -> None:
    hub.graded("M1", "2019-05-20", "P3").withdrawn().done()
    hub.graded("M2", "2019-05-27", "P5").done()
    assert epas(hub.summary()) == ["2019-05-27 Fail"]


def test_a_result_that_the_command_withdrew_is_told(hub: Hub) -> None:
    hub.graded("M1", "2019-05-20", "P3").done()
    sitting = hub.store.sittings("assessment-0")[0].id
    hub.store.close()
    assert hub("withdraw", sitting, "--reason", "the wrong apprentice", "--yes").status == 0
    told = hub.summary()
    assert (told["files"], codes(told)) == ([], ["withdrawn"])


def test_what_is_sealed_after_a_withdrawal_counts_again(hub: Hub) -> None:
    sitting = hub.graded("M1", "2019-05-20", "P3").withdrawn()
    sitting.reopened_again().sealed_anew().done()
    assert epas(hub.summary()) == ["2019-05-20 Fail"]


@pytest.mark.parametrize("reopened", [False, True])
def test_where_no_outcome_is_left_after_a_withdrawal_that_is_told(hub: Hub, reopened: bool) -> None:
    sitting = hub.graded("M1", "2019-05-20", "P3").withdrawn()
    (sitting.reopened_again() if reopened else sitting).done()
    told = hub.summary()
    assert (told["waiting"], told["files"], codes(told)) == (["assessment-0"], [], ["withdrawn"])
    assert "delete it at the service" in told["problems"][0]["sentence"]


def test_a_withdrawn_first_attempt_leaves_a_hole_that_is_told(hub: Hub) -> None:
    hub.graded("M1", "2019-05-20", "P3").withdrawn().done()
    hub.graded("M1", "2019-06-30", "P3", attempt="re-sit").done()
    assert codes(hub.summary(status=1)) == ["history-incomplete"]


def test_a_no_show_is_no_attempt(hub: Hub) -> None:
    hub.sit("M1", "2019-05-20").not_held().done()
    hub.graded("M1", "2019-05-27", "P3").done()
    assert epas(hub.summary()) == ["2019-05-27 Fail"]


def test_who_has_one_method_left_waits(hub: Hub) -> None:
    hub.graded("M1", "2019-05-20").done()
    told = hub.summary()
    assert (told["waiting"], told["folder"], told["files"]) == (["assessment-0"], None, [])
    assert not (hub.home / "assessment-service").exists()


def test_who_is_kept_back_is_told_by_an_id_and_keeps_back_nobody_else(hub: Hub) -> None:
    hub.graded("M1", "2019-05-20", "P3").done()
    nameless = {"family_name": "Double  Sample", "uln": "1000159812"}
    hub.graded("M1", "2019-05-20", "P3", whose=1, personal=nameless).done()
    done = hub.export()
    assert done.status == 1
    assert "assessme: The family name has a space too many" in done.err
    assert "assessme: The check digit of the ULN does not fit" in done.err
    assert "Included: 1; without an outcome yet: 0; kept back: 1." in done.out
    for personal in ("Sample", "Example", ULN, "1000159812"):
        assert personal not in done.out + done.err


def test_a_record_that_was_changed_keeps_its_apprentice_back(hub: Hub) -> None:
    hub.graded("M1", "2019-05-20", "P3").done()
    other = {"uln": "1000159812"}
    hub.graded("M1", "2019-05-20", "P3", whose=1, personal=other).done()
    hub.store.close()
    hub.tamper(
        "DROP TRIGGER entry_stays",
        "UPDATE entry SET at_wall = at_wall + 1 WHERE seq = 5 AND sitting_id = 'assessment-0-M1-1'",
    )
    done = hub("export", FLAG, "--json")
    told = json.loads(done.out)
    assert (done.status, told["included"]) == (1, ["assessment-1"])
    assert [p["code"] for p in told["problems"] if p["hinders"]] == ["unreadable"]


def test_an_apprentice_who_was_erased_is_passed_over(hub: Hub) -> None:
    hub.graded("M1", "2019-05-20", "P3").done()
    hub.store.erase("assessment-0", at("2026-05-20"), "retention")
    told = hub.summary()
    assert (told["included"], told["waiting"], told["problems"]) == ([], [], [])


def test_the_files_are_for_their_owner_only_and_named_without_anybody(
    hub: Hub, tmp_path: Path
) -> None:
    hub.graded("M1", "2019-05-20", "P3").done()
    hub.store.close()
    program = [sys.executable, "-m", "epa_tui", "--home", str(hub.home), "export", FLAG]
    done = subprocess.run(
        [*program, "--to", str(tmp_path / "out")],
        cwd=ROOT,
        env={**os.environ},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    (folder,) = (tmp_path / "out").iterdir()
    (file,) = folder.iterdir()
    assert (file.name, file.stat().st_mode & 0o777) == ("epa-001.json", 0o600)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert "epa-001.json  1 for POST /api/v1/epa" in done.stdout
    assert str(folder) in done.stdout and "epaReference" in done.stdout


def test_the_same_store_gives_the_same_bytes(hub: Hub) -> None:
    hub.graded("M1", "2019-05-20", "P3").done()
    first, second = hub.summary(), hub.summary()
    assert first["files"] == second["files"] and first["folder"] != second["folder"]


def test_a_demonstration_is_never_sent(epa_tui: CommandLine) -> None:
    done = epa_tui("export", FLAG)
    assert (done.status, done.out) == (2, "")
    assert "invented" in done.err and not (epa_tui.home / "assessment-service").exists()


def test_one_sitting_is_never_sent(hub: Hub) -> None:
    done = hub.export("--sitting", "any")
    assert (done.status, "--sitting" in done.err) == (2, True)


def test_without_a_store_there_is_nothing_to_send(nowhere: CommandLine) -> None:
    done = nowhere("export", FLAG)
    assert (done.status, done.err) == (0, "")
    assert "nothing to send" in done.out and not nowhere.home.parent.exists()


@pytest.mark.parametrize("place", ["file", "file/below"])
def test_a_folder_that_cannot_be_made_is_told(hub: Hub, tmp_path: Path, place: str) -> None:
    hub.graded("M1", "2019-05-20", "P3").done()
    (tmp_path / "file").write_bytes(b"")
    done = hub.export("--to", str(tmp_path / place))
    assert (done.status, done.out) == (1, "")
    assert "name another folder" in done.err
