"""The form of an assessment in an app of its own, and hands that fill it in."""

from __future__ import annotations

from pathlib import Path

from textual.app import App
from textual.pilot import Pilot

from data.store.rows import Assessment, Sitting
from data.store.store import Store
from screens.form import AssessmentForm
from screens.widgets.field import Field
from tests.screens.booked import library, type_in
from tests.screens.ticking import Ticker


class Filled(App[None]):
    """An app around a form that keeps what it gave back."""

    def __init__(self, form: AssessmentForm) -> None:
        super().__init__()
        self.form = form
        self.given: list[Assessment | None] = []

    def on_mount(self) -> None:
        self.push_screen(self.form, self.given.append)


def new(store: Store, tmp_path: Path, assessment: Assessment | None = None) -> Filled:
    return Filled(AssessmentForm(store, library(tmp_path), Ticker(), assessment, "Pat Pretend"))


async def fill(pilot: Pilot[None], *texts: str) -> None:
    """Type into one field after the other, with Enter between them."""
    for text in texts:
        if text:
            await type_in(pilot, text)
        await pilot.press("enter")


async def person(pilot: Pilot[None]) -> None:
    await fill(pilot, "Testa", "Example", "1000159800", "Fictional Films", "Imaginary College")


def problems(app: Filled) -> dict[str, str]:
    return {field.key: field.problem for field in app.form.query(Field) if field.problem}


def only(store: Store) -> tuple[Assessment, tuple[Sitting, ...]]:
    (row,) = store.search("").rows
    return row.assessment, row.sittings
