"""Lists that were changed behind the program's back are found, whatever the chain says."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from data.record.entries import (
    Body,
    PhaseStarted,
    Rechained,
    Reopened,
    Sealed,
    SittingEnded,
    Undone,
    Withdrawn,
)
from data.store.rows import Assessment, Document, Summary
from data.store.sitting_record import SittingRecord
from data.store.store import Store
from data.store.verifying import verify_store
from tests.data.record.sittings import MADE_UP, made_up, shipped
from tests.data.store.attacking import SITTING, attack
from tests.data.store.building import BOOKED, LIVE, NOON, OPENED, a_sitting, an_assessment
from tests.data.store.canaries import a_result, fill, person, words, written

OTHER = "sitting-1"
ENDED = SittingEnded("completed")


def _told(home: Path) -> list[tuple[str, str]]:
    with Store.open(home) as store:
        return [(one.sitting, one.sentence) for one in verify_store(store).findings]


@pytest.fixture
def filled(home: Path) -> Path:
    """Make a store with two people, their records of four entries, and a result of each."""
    with Store.open(home) as store:
        fill(store, 0, 1)
    assert _told(home) == []
    return home


def _recorded(home: Path, bodies: Sequence[Body], summary: Summary) -> list[tuple[str, str]]:
    """Verify a record without its standard's file, whose lists say what `summary` says."""
    with Store.open(home) as store:
        store.save_bookings([an_assessment()], [a_sitting()])
        entries = written(store, SITTING, [OPENED, *bodies])
        store.append(SITTING, entries, summary, OPENED.digest)
    return _told(home)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("method = 'M2'", "method"),
        ("attempt = 're-sit'", "attempt"),
        ("number = 2", "number"),
        ("exceptional = 'granted'", "reference of exceptional circumstances"),
        ("digest = 'f'", "standard"),
        ("digest = NULL", "standard"),
        ("stage = 'sealed'", "stage"),
        ("grade = 'distinction'", "grade"),
        ("outcome = 'completed'", "outcome"),
        ("number = 2, grade = 'fail'", "number, grade"),
    ],
)
def test_a_summary_that_was_changed_is_named(filled: Path, change: str, what: str) -> None:
    attack(filled, f"UPDATE sitting SET {change} WHERE id = 'sitting-0'")
    assert _told(filled) == [(SITTING, f"is listed with another {what} than its record says")]


_RECORDS: list[tuple[list[Body], Summary]] = [
    ([ENDED], Summary("judging", None, "completed")),
    ([SittingEnded("no-show")], Summary("no-show", None, "no-show")),
    ([ENDED, Sealed("pass")], Summary("sealed", "pass", "completed")),
    ([ENDED, Sealed("")], Summary("sealed", None, "completed")),
    ([ENDED, Sealed("pass"), Reopened("x")], Summary("judging", None, "completed")),
    (
        [ENDED, Sealed("fail"), Reopened("x"), Sealed("pass")],
        Summary("sealed", "pass", "completed"),
    ),
    ([SittingEnded("no-show"), Undone(2)], LIVE),
    ([ENDED, Sealed("pass"), Withdrawn("x")], Summary("withdrawn", None, "completed")),
    (
        [ENDED, Sealed("pass"), Withdrawn("x"), Reopened("x"), Withdrawn("without effect")],
        Summary("judging", None, "completed"),
    ),
    (
        [ENDED, Sealed("pass"), Withdrawn("x"), Reopened("x"), Sealed("fail")],
        Summary("sealed", "fail", "completed"),
    ),
    ([ENDED, Sealed("pass"), Rechained("x")], Summary("sealed", "pass", "completed")),
]


@pytest.mark.parametrize(("bodies", "summary"), _RECORDS)
def test_without_the_standard_what_follows_from_the_record_alone_is_compared(
    home: Path, bodies: Sequence[Body], summary: Summary
) -> None:
    assert _recorded(home, bodies, summary) == []
    attack(home, "UPDATE sitting SET grade = 'distinction', outcome = 'abandoned'")
    said = "is listed with another grade, outcome than its record says"
    assert _told(home) == [(SITTING, said)]


@pytest.mark.parametrize(("bodies", "summary"), _RECORDS)
def test_a_closed_stage_is_compared_without_the_standard(
    home: Path, bodies: Sequence[Body], summary: Summary
) -> None:
    other = "abandoned" if summary.stage != "abandoned" else "sealed"
    said = _recorded(home, bodies, replace(summary, stage=other))
    assert said == [(SITTING, "is listed with another stage than its record says")]


def test_with_the_standard_of_the_user_every_stage_is_compared(home: Path) -> None:
    standard = made_up().standard
    booked = an_assessment(reference=standard.reference, version=standard.version, option="a")
    with Store.open(home) as store:
        store.save_bookings([booked], [a_sitting(method="A")])
        SittingRecord.begin(store, store.sitting(SITTING), booked, made_up(), NOON).close()
    attack(home, "UPDATE sitting SET stage = 'live'")
    assert _told(home) == []  # nobody can tell without the file
    (home / "standards").mkdir()
    shutil.copy(MADE_UP, home / "standards")
    assert _told(home) == [(SITTING, "is listed with another stage than its record says")]
    attack(home, "UPDATE sitting SET stage = 'booked'")
    assert _told(home) == []


def test_a_chain_made_anew_by_an_update_changes_no_stage(home: Path) -> None:
    with Store.open(home) as store:
        store.save_bookings([an_assessment()], [a_sitting()])
        sitting = store.sitting(SITTING)
        SittingRecord.begin(store, sitting, an_assessment(), shipped(), NOON).close()
        store.append(SITTING, written(store, SITTING, [Rechained("x")]), BOOKED)
    assert _told(home) == []


def test_a_record_that_its_standard_does_not_know_ends_nothing(home: Path) -> None:
    with Store.open(home) as store:
        store.save_bookings([an_assessment()], [a_sitting()])
        sitting = store.sitting(SITTING)
        SittingRecord.begin(store, sitting, an_assessment(), shipped(), NOON).close()
        store.append(SITTING, written(store, SITTING, [PhaseStarted("nowhere")]), LIVE)
    attack(home, "UPDATE sitting SET grade = 'pass'")
    assert _told(home) == [(SITTING, "is listed with another grade than its record says")]


def test_a_sitting_that_is_listed_as_sealed_and_has_no_record_is_named(home: Path) -> None:
    with Store.open(home) as store:
        store.save_bookings([an_assessment()], [a_sitting()])
    attack(home, "UPDATE sitting SET stage = 'sealed', grade = 'pass'")
    assert _told(home) == [(SITTING, "is listed with another stage, grade than its record says")]


def test_a_record_that_does_not_begin_with_its_opening_is_named(home: Path) -> None:
    with Store.open(home) as store:
        store.save_bookings([an_assessment()], [a_sitting()])
        store.append(SITTING, written(store, SITTING, [ENDED]), LIVE)
    assert _told(home) == [(SITTING, "is not the one that opens the sitting")]


def _naming(whom: Assessment, revision: int) -> Document:
    apprentice = {name: getattr(whom, name) for name in ("uln", "family_name", "given_names")}
    told = {"revision": revision, "supersedes": None, "record": {}, "apprentice": apprentice}
    body = json.dumps({"id": f"r{revision}", "subject": SITTING, "data": told}).encode()
    return replace(a_result(0, body, f"r{revision}"), revision=revision)


@pytest.fixture
def named(filled: Path) -> Path:
    """Keep two more results: in the newest one a wrong name is corrected."""
    with Store.open(filled) as store:
        for revision, name in ((2, "Misspelt"), (3, person().family_name)):
            document = _naming(replace(person(), family_name=name), revision)
            store.append(SITTING, (), LIVE, document=document)
    assert _told(filled) == []
    return filled


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("uln = '9999999999'", "ULN"),
        ("family_name = 'Other', given_names = ''", "family name, given names"),
    ],
)
def test_a_person_who_was_changed_is_found_and_not_named(
    named: Path, change: str, what: str
) -> None:
    attack(named, f"UPDATE assessment SET {change} WHERE id = 'assessment-0'")
    ((sitting, sentence),) = _told(named)
    assert sitting == SITTING
    assert sentence.startswith(f"is listed with another {what} than its newest result says; ")
    assert not [word for word in (*words().values(), "Other", "9999999999") if word in sentence]


@pytest.mark.parametrize(
    "change",
    ["revision = 7", "supersedes = 'none'", "sha256 = 'x'", "sitting_id = 'sitting-1'"],
)
def test_the_row_of_a_result_that_was_changed_is_named(filled: Path, change: str) -> None:
    attack(filled, f"UPDATE document SET {change} WHERE id = 'result-0'")
    (told,) = _told(filled)
    assert told[1] == "a result that is kept here was changed"


_KEY = "WHERE assessment_id = 'assessment-0'"


@pytest.mark.parametrize(
    "sql",
    [
        f"DELETE FROM apprentice_key {_KEY}",
        f"UPDATE apprentice_key SET secret = x'00' {_KEY}",
        f"UPDATE apprentice_key SET secret = x'' {_KEY}",
        f"UPDATE apprentice_key SET secret = zeroblob(16) {_KEY}",
        f"UPDATE apprentice_key SET secret = NULL {_KEY}",
    ],
)
def test_a_key_that_is_none_is_named_and_the_other_sittings_are_still_checked(
    filled: Path, sql: str
) -> None:
    attack(filled, sql, "UPDATE sitting SET number = 3 WHERE id = 'sitting-1'")
    told = _told(filled)
    assert (SITTING, "has no usable key any more") in told
    assert (OTHER, "is listed with another number than its record says") in told
    assert {sitting for sitting, _ in told} == {SITTING, OTHER}


@pytest.mark.parametrize(
    ("sql", "finding"),
    [
        (
            "UPDATE sitting SET entries = 0 WHERE id = 'sitting-0'",
            "is not the one that the lists speak of",
        ),
        ("DELETE FROM assessment WHERE id = 'assessment-0'", "has no assessment any more"),
        ("DELETE FROM sitting WHERE id = 'sitting-0'", "has no booking any more"),
    ],
)
def test_a_row_that_was_emptied_or_deleted_is_named(filled: Path, sql: str, finding: str) -> None:
    attack(filled, sql)
    assert _told(filled) == [(SITTING, finding)]


def test_a_booked_sitting_whose_key_is_gone_is_named_before_it_begins(home: Path) -> None:
    with Store.open(home) as store:
        store.save_bookings([an_assessment()], [a_sitting()])
    attack(home, f"DELETE FROM apprentice_key {_KEY}")
    assert _told(home) == [(SITTING, "has no usable key any more")]
