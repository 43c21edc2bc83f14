"""`epa-tui record`: a whole record for a person or a program, and what happens to a broken one."""

from __future__ import annotations

import json

import pytest

from data.store.store import Store
from tests.data.store.building import a_sitting, an_assessment
from tests.epa_tui.conftest import CommandLine
from tests.epa_tui.test_assessments_command import of_stage, sealed


def test_the_report_answers_who_what_and_why(epa_tui: CommandLine) -> None:
    done = epa_tui("record", sealed(epa_tui)[1])
    assert (done.status, done.err) == (0, "")
    assert "Sample, Proba, ULN 1000159806" in done.out
    assert "Grade       pass: all pass descriptors are met; not met: D2" in done.out
    assert "Overall     pass (provisional): M1 pass, M2 distinction: pass" in done.out
    assert "DEMONSTRATION" in done.out
    assert "three quotes, took the middle one" in done.out


def test_the_report_of_an_unsealed_sitting_gives_no_overall_grade(epa_tui: CommandLine) -> None:
    done = epa_tui("record", of_stage(epa_tui, "interrupted"))
    assert "paused" in done.out and "technical failure" in done.out
    assert "Overall" not in done.out


def test_json_has_the_whole_chain_and_the_state(epa_tui: CommandLine) -> None:
    done = epa_tui("record", of_stage(epa_tui, "interrupted"), "--json")
    told = json.loads(done.out)
    hashes = [entry["hash"] for entry in told["entries"]]
    assert [entry["prev"] for entry in told["entries"]] == ["", *hashes[:-1]]
    assert told["state"]["stage"] == "interrupted"
    assert told["state"]["clock"] == "PAUSED"
    assert len(told["state"]["notes"]) == 15


def test_the_begin_of_an_id_will_do_in_either_case(epa_tui: CommandLine) -> None:
    name = of_stage(epa_tui, "no-show")
    assert epa_tui("record", name[:10].upper()).out == epa_tui("record", name).out


def test_an_id_wins_over_longer_ones_that_begin_with_it(epa_tui: CommandLine) -> None:
    with Store.open(epa_tui.home) as store:
        store.save_bookings([an_assessment(1)], [a_sitting(1), a_sitting(1, id="sitting-10")])
    several = epa_tui("record", "sitting")
    assert (several.status, several.out) == (2, "")
    assert "2 sittings begin with 'sitting'. Type more of the id." in several.err
    assert "Sitting sitting-1 has not begun" in epa_tui("record", "sitting-1").err


@pytest.mark.parametrize("name", ["zzz", "", "\x1b[2J"])
def test_an_unknown_id_says_where_to_look(name: str, epa_tui: CommandLine) -> None:
    done = epa_tui("record", name)
    assert (done.status, done.out) == (2, "")
    assert "There is no sitting" in done.err and "epa-tui list" in done.err
    assert "\x1b" not in done.err


def test_a_sitting_that_has_not_begun(epa_tui: CommandLine) -> None:
    done = epa_tui("record", of_stage(epa_tui, "booked"))
    assert (done.status, done.out) == (2, "")
    assert "has not begun" in done.err


def test_without_a_store_nothing_is_made(nowhere: CommandLine) -> None:
    done = nowhere("record", "any")
    assert (done.status, done.out) == (2, "")
    assert "There is no store" in done.err
    assert not nowhere.home.parent.exists()


@pytest.mark.parametrize("words", [(), ("--json",)])
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry SET ciphertext = x'00' WHERE sitting_id = '{}' AND seq = 27",
        "UPDATE entry SET at_wall = at_wall - 1 WHERE sitting_id = '{}' AND seq = 27",
        "UPDATE entry SET prev = hash WHERE sitting_id = '{}' AND seq = 27",
        "DELETE FROM entry WHERE sitting_id = '{}' AND seq = 27",
    ],
)
def test_a_broken_chain_names_the_entry(
    change: str, words: tuple[str, ...], epa_tui: CommandLine
) -> None:
    name = of_stage(epa_tui, "interrupted")
    drop = [f"DROP TRIGGER {trigger}" for trigger in ("entry_stays", "entry_remains")]
    epa_tui.tamper(*drop, change.format(name))
    done = epa_tui("record", name, *words)
    assert done.status == 1 and "Entry 27 of the record" in done.err
    assert not done.out.replace(json.dumps({"format": 1, "refused": done.err.strip()}), "").strip()


def test_a_record_that_lost_its_end_names_what_is_missing(epa_tui: CommandLine) -> None:
    name = of_stage(epa_tui, "no-show")
    epa_tui.tamper(
        "DROP TRIGGER entry_remains", f"DELETE FROM entry WHERE sitting_id = '{name}' AND seq = 3"
    )
    done = epa_tui("record", name)
    assert (done.status, done.out) == (1, "")
    assert "Entry 3 of the record" in done.err


def test_a_standard_that_is_not_the_one_of_then(epa_tui: CommandLine) -> None:
    name = of_stage(epa_tui, "judging")
    epa_tui.tamper(f"UPDATE sitting SET digest = 'f00' WHERE id = '{name}'")
    done = epa_tui("record", name)
    assert (done.status, done.out) == (1, "")
    assert "Put the file that was used then into" in done.err
