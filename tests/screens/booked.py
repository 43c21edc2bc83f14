"""A store with made-up assessments, and an app around the home screen and its forms."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from textual.events import Paste
from textual.pilot import Pilot

from data.standards.library import Library
from data.store.rows import AgendaRow, Assessment, Sitting, Summary
from data.store.store import Store
from screens.typed import wall_ms
from tests.data.store.building import OPENED, a_record, a_sitting, an_assessment
from tests.screens.ticking import NOON

ROOT = Path(__file__).parents[2]
TODAY = NOON.local().date()


def at(days: int, hour: int) -> int:
    """Return a time of day some days from today, as it is kept."""
    return wall_ms(datetime.combine(TODAY, datetime.min.time()) + timedelta(days, hours=hour))


def library(tmp_path: Path) -> Library:
    """Return the shipped standard and the made-up one."""
    folder = tmp_path / "standards"
    folder.mkdir(exist_ok=True)
    made_up = ROOT / "tests/standards/made-up-1.0.toml"
    (folder / made_up.name).write_bytes(made_up.read_bytes())
    return Library(folder)


def a_row(number: int, when: int | None, stage: str = "booked", **changes: Any) -> AgendaRow:
    """Return a row of the agenda; changes are of the assessment."""
    sitting = replace(a_sitting(number, scheduled_at=when), stage=stage)
    return AgendaRow(sitting, an_assessment(number, **changes))


def keep(store: Store, assessment: Assessment, *sittings: Sitting) -> None:
    store.save_bookings([assessment], sittings)


def sealed(store: Store, sitting: Sitting, grade: str) -> None:
    """Give a sitting the summary of a sealed record."""
    store.append(sitting.id, a_record([OPENED]), Summary("sealed", grade, "completed"))


async def type_in(pilot: Pilot[None], text: str) -> None:
    """Put a text where the keys go, all at once as a paste does."""
    focused = pilot.app.focused
    assert focused is not None
    focused.post_message(Paste(text))
    await pilot.pause()


async def settled(pilot: Pilot[None]) -> None:
    """Wait for reads that go on in a thread, and for what they change."""
    await pilot.pause()
    searches = [worker for worker in pilot.app.workers if worker.group == "search"]
    await pilot.app.workers.wait_for_complete(searches)
    await pilot.pause()
