"""The form of a step: what is refused stays, and a file is read while the screen goes on."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from textual.widgets import Input

from data.exchange.project_part import PART
from data.record.journey.project import ProjectSubmitted
from data.rules.step import Step
from data.store.journey_record import JourneyRecord
from epa_tui.journeys import open_journey
from screens.step_form import StepForm
from tests.data.exchange.reading_report.reports import as_text, made
from tests.screens.acted import Acted, Around, seen


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    sitting = Acted(tmp_path / "home", "M1")
    sitting.record.flush()
    yield sitting
    sitting.close()


def submitted(acted: Acted) -> JourneyRecord:
    record = open_journey(acted.store, acted.record.assessment.id)
    record.add(acted.ticker(), ProjectSubmitted(1, "2026-04-20"))
    return record


async def test_a_report_is_counted_beside_the_screen(acted: Acted, tmp_path: Path) -> None:
    record = submitted(acted)
    path = tmp_path / "report.txt"
    path.write_bytes(as_text(made(2700)))
    step = next(step for step in PART.steps if step.verb == "report")
    read, go_on = threading.Event(), threading.Event()

    def slowly(*asked: object) -> object:
        read.set()
        assert go_on.wait(60)
        return step.do(*asked)  # type: ignore[arg-type]  # any arguments

    form = StepForm(record, PART, _with(step, slowly), acted.ticker)
    app = Around(cast(Any, form))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        form.query(Input).first().value = str(tmp_path / "none.txt")
        await pilot.press("f2")
        await pilot.pause()
        assert "There is no such file." in seen(app) and not read.is_set()
        form.query(Input).first().value = os.fspath(path)
        await pilot.press("f2")
        await pilot.pause()
        assert read.wait(60) and form.is_current  # the screen answers while the file is read
        await pilot.press("tab")
        assert record.state.project.submissions[0].count is None
        go_on.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert not form.is_current
    count = record.state.project.submissions[0].count
    assert count is not None and count.words == 2700


async def test_a_form_that_nobody_filled_in_closes_at_once(acted: Acted) -> None:
    record = submitted(acted)
    step = next(step for step in PART.steps if step.words == "Record that none came")
    form = StepForm(record, PART, step, acted.ticker)
    app = Around(cast(Any, form))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert seen(app).startswith(" Project: Record that none came ")
        await pilot.press("down", "down", "up", "escape")
        await pilot.pause()
        assert "Leave without saving?" not in seen(app) and app.screen is not form


def _with(step: Step, do: object) -> Step:
    return Step(step.id, step.words, step.told, step.asks, do)  # type: ignore[arg-type]  # any arguments
