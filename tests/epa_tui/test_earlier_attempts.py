"""A re-sit learns from the store what was asked at the first attempt, once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from data.record.entries import AskedBefore
from data.store.store import Store
from epa_tui.earlier_attempts import keep_asked_before
from epa_tui.settings import Settings
from epa_tui.sittings import Sittings
from screens.prepare import PrepareScreen
from tests.epa_tui.conftest import NOW


def test_the_resit_of_the_demonstration_knows_what_was_asked(demonstration: Path) -> None:
    with Store.open(demonstration) as store:
        rows = {row.assessment.given_names: row for row in store.search("").rows}
        resit = rows["Pretend"].sittings[1]
        sittings = Sittings(store, lambda: NOW, Settings(), demonstration=True)
        for _ in range(2):
            assert isinstance(sittings.screen_for(resit.id), PrepareScreen)
        assert sittings.close()
        told = [e.body for e in store.entries(resit.id) if isinstance(e.body, AskedBefore)]
    assert [(body.attempt, body.number, len(body.texts)) for body in told] == [("first", 1, 7)]
    assert "What would have happened if the mill had fallen through?" in told[0].texts


def test_an_earlier_record_that_cannot_be_read_is_told(demonstration: Path) -> None:
    with Store.open(demonstration) as store:
        rows = {row.assessment.given_names: row for row in store.search("").rows}
        resit = rows["Pretend"].sittings[1]
        sittings = Sittings(store, lambda: NOW, Settings(), demonstration=True)
        sittings.screen_for(resit.id)
        record = sittings._open[resit.id].record
        record.sitting = replace(record.sitting, assessment_id="nobody")
        assert keep_asked_before(store, record, NOW) == ""
        store.erase(rows["Pretend"].assessment.id, NOW, "test")
        record.sitting = resit
        assert "cannot be read, so those questions are not locked" in keep_asked_before(
            store, record, NOW
        )
        sittings.close()
