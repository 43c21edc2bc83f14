"""Results that are taken back: one line of revisions, whatever was sealed and withdrawn."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.exchange.checking import check_document
from data.exchange.signature import sign
from data.record.state import SittingState
from data.rules import clock_guards, judging, sealing
from data.rules.refused import Refused
from data.store.errors import StoreError
from data.store.rows import Document
from data.store.verifying import verify_store
from epa_tui.results import make_document, overall_of
from epa_tui.settings import Settings
from epa_tui.sittings import Sittings
from epa_tui.withdrawing import withdraw
from screens.record import RecordScreen
from tests.data.store.building import a_sitting
from tests.epa_tui.conftest import CommandLine
from tests.screens.acted import Acted

SEAL, REOPEN, WITHDRAW, JUDGE = "seal", "reopen", "withdraw", "judge"


class Sitting:
    """A sitting whose results are kept with the entries that they come from."""

    def __init__(self, home: Path) -> None:
        self.acted = Acted(home).heard()
        self.record, self.store = self.acted.record, self.acted.store
        self.acted.judged().do(clock_guards.end_sitting, "completed")

    def act(self, what: str) -> bool:
        """Do something; return False where the rules refuse it."""
        self.acted.wait(1)
        try:
            self._act(what)
        except Refused:
            return False
        assert self.record.flush()
        return True

    def _act(self, what: str) -> None:
        now = self.acted.ticker.now
        if what == SEAL:
            made = sealing.seal(self.record.state, now, "mine")
            prepared = self.record.prepare(now, *made)
            self.record.keep(prepared, document=self._document(prepared.state))
        elif what == WITHDRAW:
            withdraw(
                self.store, self.record, now, "wrong option", destinations=(), demonstration=True
            )
        elif what == REOPEN:
            self.acted.do(sealing.reopen, "heard again")
        else:
            before = self.record.state.judgements["D1"].met
            self.acted.do(judging.judge, "D1", not before, "heard again")

    def _document(self, state: SittingState) -> Document:
        return make_document(
            self.store,
            state,
            self.record.assessment,
            self.record.sitting,
            demonstration=True,
        )


STEPS = st.lists(st.sampled_from([SEAL, REOPEN, WITHDRAW, JUDGE]), min_size=1, max_size=12)
"""Half of them are refused: nothing comes of these."""


@settings(max_examples=20, deadline=None)
@given(STEPS)
def test_the_revisions_of_a_sitting_are_one_line_and_its_head_is_what_holds(
    steps: list[str],
) -> None:
    with TemporaryDirectory() as folder:
        sitting = Sitting(Path(folder) / "home")
        kinds = [step for step in steps if sitting.act(step) and step in (SEAL, WITHDRAW)]
        _check_line(sitting, kinds)
        sitting.acted.close()


def _check_line(sitting: Sitting, kinds: list[str]) -> None:
    store, device = sitting.store, sitting.store.device()
    made = store.documents("sitting-0")
    assert [document.revision for document in made] == list(range(1, len(kinds) + 1))
    assert len({document.id for document in made}) == len(made)
    former = [None, *(document.id for document in made)]
    assert [document.supersedes for document in made] == former[: len(made)]
    for document, kind in zip(made, kinds, strict=True):
        checked = check_document(document.body, sign(document.body, device))
        assert checked.findings == ()
        assert checked.kind == ("result" if kind == SEAL else "withdrawal")
    state, listed = sitting.record.state, store.sitting("sitting-0")
    holds = bool(kinds) and kinds[-1] == SEAL and state.sealed is not None
    assert (listed.grade is not None) == holds == (state.graded is not None)
    if holds:
        assert json.loads(made[-1].body)["data"]["grade"]["grade"] == listed.grade
    assert verify_store(store).findings == ()


@pytest.fixture
def sealed(tmp_path: Path) -> Iterator[Sitting]:
    sitting = Sitting(tmp_path / "home")
    assert sitting.act(SEAL)
    yield sitting
    sitting.acted.close()


def test_a_withdrawn_result_counts_for_no_overall_grade(sealed: Sitting) -> None:
    other = replace(a_sitting(1, method="M2", assessment_id="assessment-0"), grade=None)
    sealed.store.save_sitting(other)
    standard = sealed.acted.loaded.standard
    assert overall_of(sealed.store, standard, other, "pass").grade == "pass"
    assert sealed.act(WITHDRAW)
    both = overall_of(sealed.store, standard, other, "pass")
    assert (both.grade, both.rule) == (None, "waits for M1")


def test_the_newest_document_of_a_withdrawn_sitting_is_its_withdrawal(sealed: Sitting) -> None:
    assert sealed.act(WITHDRAW)
    kept = sealed.store.documents("sitting-0")
    assert sealed._document(sealed.record.state) == kept[-1]
    told = json.loads(kept[-1].body)
    assert told["data"]["reason"] == "wrong option"
    assert (told["time"], told["data"]["record"]["sequence"]) == (
        sealed.record.state.last.at.iso(),
        sealed.record.state.last.seq,
    )
    assert "Testa" not in kept[-1].body.decode() and "Example" not in kept[-1].body.decode()


def test_a_withdrawal_goes_where_the_result_was_to_go(sealed: Sitting) -> None:
    there = ("file:///there", "https://results.example.org/inbox")
    now = sealed.acted.ticker.now
    withdraw(sealed.store, sealed.record, now, "x", destinations=there, demonstration=True)
    assert [sealed.store.destinations()[url].waiting for url in there] == [1, 1]


def test_the_record_screen_withdraws_and_opens_again_what_is_withdrawn(tmp_path: Path) -> None:
    sitting = Sitting(tmp_path / "home")
    assert sitting.act(SEAL) and sitting.record.close()
    told: list[str] = []
    sittings = Sittings(sitting.store, sitting.acted.ticker, Settings())
    sittings.ways_out.on_result = lambda: told.append("there is something to send")
    screen: Any = sittings.screen_for("sitting-0")
    assert screen._withdraw("wrong option").startswith("Withdrawn, revision 2")
    assert told == ["there is something to send"]
    assert isinstance(sittings.screen_for("sitting-0"), RecordScreen)
    assert sittings.close()
    sitting.store.close()


NO_SECOND = (
    "CREATE TRIGGER no_second BEFORE INSERT ON document WHEN new.revision = 2 "
    "BEGIN SELECT RAISE(ABORT, 'no room'); END"
)


def _behind(sitting: Sitting, sql: str) -> list[tuple[object, ...]]:
    """Ask the file, by the one connection that may: the store locks all others out."""
    return list(sitting.store._connection.execute(sql))


def test_entry_and_document_are_kept_together_or_not_at_all(sealed: Sitting) -> None:
    kept = "SELECT count(*), (SELECT stage FROM sitting) FROM entry"
    before = _behind(sealed, kept)
    _behind(sealed, NO_SECOND)
    now = sealed.acted.ticker.now
    with pytest.raises(StoreError, match="Not everything is saved"):
        withdraw(
            sealed.store,
            sealed.record,
            now,
            "x",
            destinations=(),
            demonstration=True,
            patience_s=0.3,
        )
    assert _behind(sealed, kept) == before
    _behind(sealed, "DROP TRIGGER no_second")
    assert sealed.record.flush()
    assert sealed.store.sitting("sitting-0").stage == "withdrawn"
    assert len(sealed.store.documents("sitting-0")) == 2


def test_a_seal_without_its_result_is_not_withdrawn(tmp_path: Path) -> None:
    acted = Acted(tmp_path / "home").heard().sealed()
    with pytest.raises(Refused, match="not made yet"):
        withdraw(
            acted.store,
            acted.record,
            acted.ticker.now,
            "a slip",
            destinations=(),
            demonstration=True,
        )
    assert acted.kept().withdrawn is None
    acted.close()


def test_the_command_withdraws_after_a_yes_and_exports_the_withdrawal(
    epa_tui: CommandLine,
) -> None:
    epa_tui("export")
    name = sorted((epa_tui.home / "results").glob("*.json"))[0].name.removesuffix("-r1.json")
    asked = epa_tui("withdraw", name, "--reason", "wrong option")
    assert (asked.status, asked.out.count("\n")) == (2, 1) and "Nothing was" in asked.err
    done = epa_tui("withdraw", name, "--reason", "wrong option", "--yes")
    assert done.status == 0 and "Withdrawn, revision 2." in done.out
    assert epa_tui("export").status == 0
    told = json.loads((epa_tui.home / "results" / f"{name}-r2.json").read_text("utf-8"))
    assert told["type"] == "epa-tui.withdrawal.v1" and told["data"]["reason"] == "wrong option"
    assert "withdrawn" in epa_tui("list").out
    assert "RESULT WITHDRAWN" in epa_tui("record", name).out
    again = epa_tui("withdraw", name, "--reason", "again", "--yes", "--json")
    assert again.status == 1 and "withdrawn already" in json.loads(again.out)["refused"]
    assert epa_tui("verify").status == 0


def test_a_blank_reason_withdraws_nothing(epa_tui: CommandLine) -> None:
    epa_tui("export")
    name = sorted((epa_tui.home / "results").glob("*.json"))[0].name.removesuffix("-r1.json")
    done = epa_tui("withdraw", name, "--reason", " ", "--yes")
    assert done.status == 1 and "needs a reason" in done.err
    assert epa_tui("withdraw", "nobody", "--reason", "x").status == 2
