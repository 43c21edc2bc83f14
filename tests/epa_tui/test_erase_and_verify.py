"""`epa-tui erase` and `epa-tui verify`: what is destroyed for good, and what can be shown after."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from data.store.connection import connect_copy
from data.store.erasing import is_erased
from data.store.journey_record import JourneyRecord
from data.store.store import Store
from tests.data.store.building import Newer, an_assessment
from tests.data.store.canaries import fill
from tests.data.store.small_disk import fill_up, small_disk
from tests.epa_tui.conftest import NOW, CommandLine, SealedLine
from tests.epa_tui.session import Session
from tests.faults.opening import KEY, OPENS, begun, opened, with_passphrase
from tests.screens.acted import shipped


@pytest.fixture
def due(epa_tui: CommandLine) -> CommandLine:
    """The demonstration with a retention period that is over for whoever was sealed long ago."""
    (epa_tui.home / "settings.toml").write_text("retention_months = 1\n", "utf-8")
    return epa_tui


def test_all_that_is_here_is_as_it_was_written(sealed: SealedLine) -> None:
    done = sealed("verify")
    assert done.status == 0 and done.out.endswith(
        "All that is here is as it was written; no result that has left was compared: "
        "name them to find a record that was made anew or removed.\n"
    )
    told = json.loads(sealed("verify", "--json").out)
    assert (told["format"], told["in_order"], told["findings"]) == (1, True, [])
    assert told["compared_outside"] == 0


def test_records_that_were_removed_whole_are_shown_by_what_has_left(epa_tui: CommandLine) -> None:
    epa_tui("export")
    results = [str(path) for path in sorted((epa_tui.home / "results").glob("*.json"))]
    with Store.open(epa_tui.home) as store:
        rules = [store.schema()[name] for name in ("entry_remains", "document_remains")]
    epa_tui.tamper(
        "DROP TRIGGER entry_remains",
        "DROP TRIGGER document_remains",
        "CREATE TEMP TABLE gone AS SELECT id FROM sitting WHERE stage = 'sealed'",
        "DELETE FROM delivery",
        *(
            f"DELETE FROM {name} WHERE sitting_id IN gone"
            for name in ("entry", "draft", "document")
        ),
        "DELETE FROM sitting WHERE id IN gone",
        *rules,
    )
    assert "no result that has left was compared" in epa_tui("verify").out
    done = epa_tui("verify", *results)
    assert done.status == 1 and done.out.count("the store has no record") == len(results)


@pytest.mark.parametrize(
    ("sql", "what"),
    [
        ("UPDATE sitting SET grade = 'fail' WHERE stage = 'sealed'", "another grade than"),
        ("UPDATE sitting SET stage = 'judging' WHERE stage = 'sealed'", "another stage than"),
        ("UPDATE sitting SET stage = 'sealed' WHERE stage = 'judging'", "another stage than"),
        ("UPDATE sitting SET stage = 'booked' WHERE stage = 'preparing'", "another stage than"),
        ("UPDATE sitting SET stage = 'live' WHERE stage = 'interrupted'", "another stage than"),
        ("UPDATE assessment SET family_name = 'Other'", "another family name than its newest"),
        ("UPDATE assessment SET uln = '1234567890'", "another ULN than its newest result"),
    ],
)
def test_lists_that_were_changed_are_named(epa_tui: CommandLine, sql: str, what: str) -> None:
    epa_tui("export")
    assert epa_tui("verify").status == 0
    epa_tui.tamper(sql)
    done = epa_tui("verify")
    assert done.status == 1 and what in done.out and "Keep this store as evidence" in done.out
    assert "Other" not in done.out and "1234567890" not in done.out


def test_a_key_that_is_gone_is_named(epa_tui: CommandLine) -> None:
    epa_tui.tamper("DROP TRIGGER key_remains", "DELETE FROM apprentice_key")
    done = epa_tui("verify")
    assert (done.status, done.err) == (1, "") and "has no usable key any more" in done.out


def test_an_entry_that_was_changed_is_named(epa_tui: CommandLine) -> None:
    epa_tui.tamper(
        "DROP TRIGGER entry_stays",
        "UPDATE entry SET ciphertext = x'00' WHERE seq = 3 AND sitting_id = "
        "(SELECT sitting_id FROM entry WHERE seq = 3 LIMIT 1)",
    )
    done = epa_tui("verify")
    assert done.status == 1
    assert " entry 3 " in done.out and "Keep this store as evidence" in done.out
    assert json.loads(epa_tui("verify", "--json").out)["in_order"] is False


def test_nobody_is_told_to_restore_what_only_a_newer_version_reads(epa_tui: CommandLine) -> None:
    with Store.open(epa_tui.home) as store:
        name = store.journeys()[0].assessment_id
        JourneyRecord.open(store, name, shipped().standard).add(NOW, Newer())
    done = epa_tui("verify")
    assert done.status == 1 and "update this one, then verify again" in done.out
    assert "evidence" not in done.out and "restore" not in done.out


def test_results_that_have_left_are_checked_too(epa_tui: CommandLine) -> None:
    epa_tui("export")
    results = [str(path) for path in sorted((epa_tui.home / "results").glob("*.json"))]
    assert results
    done = epa_tui("verify", *results)
    assert done.status == 0 and "0 signed heads" not in done.out and "signed head" in done.out
    assert done.out.endswith("All is as it was written.\n")
    told = json.loads(epa_tui("verify", "--json", *results).out)
    assert told["compared_outside"] == len(results)


@pytest.mark.parametrize("content", [b"", b"{}", b"no JSON", b'{"data": []}', b"[" * 100_000])
def test_a_file_that_is_no_result(sealed: SealedLine, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file.json").write_bytes(content)
    done = sealed("verify", str(tmp_path / "file.json"))
    assert (done.status, done.out) == (2, "")
    assert "is no result of epa_tui" in done.err and done.err.count("\n") == 1


def test_a_file_that_is_not_there(sealed: SealedLine, tmp_path: Path) -> None:
    assert sealed("verify", str(tmp_path / "nothing.json")).status == 2


@pytest.mark.parametrize("words", [("verify",), ("erase",), ("erase", "x"), ("encryption",)])
def test_without_a_store(nowhere: CommandLine, words: tuple[str, ...]) -> None:
    done = nowhere(*words)
    assert (done.status, done.out) == (2, "") and "There is no store" in done.err
    assert not nowhere.home.parent.exists()


def test_nobody_is_erased_before_the_retention_period(sealed: SealedLine) -> None:
    assert "Nobody may be erased yet: the retention period is 72 months." in sealed("erase").out
    done = sealed("erase", "assessment-0", "--yes")
    assert (done.status, done.out) == (1, "") and "Nothing was erased" in done.err
    assert "Testa Example" in sealed("list").out


@pytest.mark.parametrize(
    ("typed", "said"), [("nobody", "There is no"), ("assess", "2 assessments")]
)
def test_whoever_is_not_named_is_not_erased(sealed: SealedLine, typed: str, said: str) -> None:
    with opened(sealed.home) as store:
        store.save_assessment(an_assessment(1))
    done = sealed("erase", typed, "--yes")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(said) and "Go back" not in done.err


def test_the_erased_are_gone_from_store_and_backups(sealed: SealedLine) -> None:
    (sealed.home / "settings.toml").write_text("retention_months = 1\n", "utf-8")
    sealed("backup")
    listed = sealed("erase").out
    assert listed.startswith("assessment-0  Testa Example")
    with Session("--home", str(sealed.home), "erase", "ASSESS", environment=OPENS) as session:
        session.wait("Type yes:").type("y\r")
        assert session.ended() == 2
    assert json.loads(sealed("erase", "--json").out)["may_be_erased"] == ["assessment-0"]
    refused = sealed("erase", "assess", "--json")
    assert (refused.status, json.loads(refused.out)["refused"]) == (2, refused.err.strip())
    assert refused.err == "Nothing was erased. Say --yes to do it.\n"
    done = sealed("erase", "assess", "--yes", "--json")
    told = json.loads(done.out)
    assert (done.status, told["assessment"]) == (0, "assessment-0")
    assert told["told"][0].startswith("Erased here and in the backups.")
    assert "Testa" not in sealed("list", "--json").out
    assert sealed("verify").status == 0
    assert sealed("restore", "1", "--yes").status == 0
    assert "Testa" not in sealed("list", "--json").out


def test_erasing_again_finishes_the_copies_and_says_so(sealed: SealedLine) -> None:
    (sealed.home / "settings.toml").write_text("retention_months = 1\n", "utf-8")
    sealed("backup")
    aside = (sealed.home / "backups" / "000001-hand.db").read_bytes()
    sealed("erase", "assessment-0", "--yes")
    (sealed.home / "backups" / "000001-hand.db").write_bytes(aside)
    done = sealed("erase", "assessment-0")
    assert done.status == 0 and "It was erased already" in done.out
    assert "Erased here and in the backups." in done.out
    opened_copy = connect_copy(sealed.home / "backups" / "000001-hand.db", KEY)
    assert is_erased(opened_copy, "assessment-0")
    opened_copy.close()
    bad = sealed.home / "backups" / "000002-hand.db"
    bad.write_bytes(b"damaged")
    done = sealed("erase", "assessment-0")
    assert "not in every backup" in done.out and str(bad) in done.out


def test_a_full_disk_holds_no_erasure_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with small_disk(tmp_path / "disk", 32) as disk:
        sealed = SealedLine(with_passphrase(begun(disk / "home")), capsys, monkeypatch)
        (sealed.home / "settings.toml").write_text("retention_months = 1\n", "utf-8")
        with opened(sealed.home) as store:
            fill(store, 7, notes=2000)
        sealed("backup")
        fill_up(disk / "filler")
        os.truncate(disk / "filler", (disk / "filler").stat().st_size - 600_000)
        done = sealed("erase", "assessment-0", "--yes")
        assert done.status == 0 and "the disk refused to make it anew" in done.out
        copy = connect_copy(sealed.home / "backups" / "000001-hand.db", KEY)
        assert is_erased(copy, "assessment-0")
        copy.close()
        (disk / "filler").unlink()
        done = sealed("erase", "assessment-0")
        assert done.status == 0 and "the disk refused" not in done.out


def test_a_result_that_lies_in_the_folder_of_the_settings_is_named(
    sealed: SealedLine, tmp_path: Path
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    text = f'retention_months = 1\nresults = "{folder}"\n'
    (sealed.home / "settings.toml").write_text(text, "utf-8")
    (folder / "sitting-0-1.json").write_text("{}", "utf-8")
    calendars = sealed.home / "calendar"
    calendars.mkdir()
    (calendars / "epa-all.ics").write_bytes(b"UID:" + b" " * 70 + b"assess\r\n ment-0@epa-tui")
    (calendars / "epa-other.ics").write_bytes(b"UID:assessment-9@epa-tui")
    told = sealed(*("erase", "assessment-0", "--yes")).out
    assert f"The result {folder / 'sitting-0-1.json'} is still there" in told
    assert f"The calendar {calendars / 'epa-all.ics'} names them still" in told
    assert "epa-other" not in told


def test_the_demonstration_can_be_asked_who_may_be_erased(due: CommandLine) -> None:
    assert due("erase").status == 0
    with Store.open(due.home) as store:
        assert not store.erased()
