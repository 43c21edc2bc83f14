"""The form that writes papers: beside the screen, into a folder that is there, over nothing."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from epa_tui.journeys import open_journey
from epa_tui.paper_writing import paper_form
from screens.paper_form import PaperForm
from tests.screens.acted import Acted, Around, seen


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    sitting = Acted(tmp_path / "home", "M1").heard().sealed("D2")
    sitting.record.flush()
    yield sitting
    sitting.close()


@pytest.fixture
def form(acted: Acted) -> PaperForm:
    record = open_journey(acted.store, acted.record.assessment.id)
    return paper_form(record, acted.store, acted.ticker)


async def _saved(app: Around, pilot: Pilot[None]) -> None:
    await pilot.press("f2")
    await app.workers.wait_for_complete()
    await pilot.pause()


async def test_a_paper_is_written_where_it_was_asked_for(form: PaperForm, tmp_path: Path) -> None:
    app = Around(cast(Any, form))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        folder = form.query_one(Input)
        folder.value = str(tmp_path / "none")
        await _saved(app, pilot)
        assert "There is no such folder." in seen(app)
        folder.value = str(tmp_path)
        form.field("form").inside().focus()
        await pilot.press("right")
        await _saved(app, pilot)
        written = list(tmp_path.glob("feedback-*.html"))
        assert [one.message for one in app._notifications] == [f"Written: {written[0]}"]
    assert len(written) == 1 and b"Testa Example" in written[0].read_bytes()


async def test_a_bundle_is_masked_and_a_second_one_is_refused(
    form: PaperForm, tmp_path: Path
) -> None:
    app = Around(cast(Any, form))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        form.query_one(Input).value = str(tmp_path)
        form.field("mask").inside().focus()
        await pilot.press("1", "2")
        form.field("kind").inside().focus()
        await pilot.press("left", "tab", "left")
        (tmp_path / f"bundle-ST0792-{form._record.assessment.id[:8]}-masked.zip").write_bytes(b"")
        await _saved(app, pilot)
        assert "is there already" in app.refused[0]
        assert "the learner number" in seen(app) and "F2 Save" in seen(app)
        next(tmp_path.glob("*.zip")).unlink()
        await _saved(app, pilot)
    with zipfile.ZipFile(next(tmp_path.glob("*.zip"))) as packed:
        whole = b"".join(packed.read(name) for name in packed.namelist())
    assert b"Testa" not in whole and b"papers/timeline.md" in whole
