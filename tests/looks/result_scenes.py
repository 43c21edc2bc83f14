"""What comes after the sittings: what is due on home, and the results on the journey's screen."""

from __future__ import annotations

from datetime import timedelta

from data.record.phase_clock import MINUTE
from data.rules.results_part import PART
from data.standards.library import Library
from data.store.due_keeping import Changed
from data.store.journey_record import JourneyRecord
from data.store.rows import DueRow
from epa_tui.journey_parts import parts
from screens.due_rows import until
from screens.home import HomeScreen
from screens.journey import JourneyScreen
from screens.step_form import StepForm
from tests.data.rules.journeys import step_of
from tests.data.store.building import a_sitting, an_assessment
from tests.looks.stage import Shown, Stage, scene
from tests.screens.acted import Acted
from tests.screens.ticking import NOON

_DAY_MS = 24 * 60 * MINUTE
_NAMES = (("Fabla", "Fixture"), ("Demo", "Sample"), ("Mocka", "Placeholder"), ("Trial", "Specimen"))
_DUE = ((-3, "result", "M2"), (0, "claim", ""), (2, "rework", ""), (20, "period", ""))


def _home(stage: Stage) -> HomeScreen:
    acted, today = stage.act("M1"), NOON.local().date()
    people = [
        an_assessment(number, given_names=given, family_name=family, employer="Made-up Media")
        for number, (given, family) in enumerate(_NAMES, start=1)
    ]
    days = (0, 1, 1, 6)
    acted.store.save_bookings(
        people,
        [a_sitting(n, scheduled_at=NOON.wall + day * _DAY_MS) for n, day in enumerate(days, 1)],
    )
    for one, (later, what, method) in zip(people, _DUE, strict=True):
        due = DueRow(one.id, what, method, (today + timedelta(later)).isoformat())
        acted.store.keep_dues(Changed(one.id, 0), [due])
    screen = HomeScreen(
        acted.store,
        acted.ticker,
        acted.store.agenda(NOON.wall - 600 * MINUTE),
        dues=acted.store.dues(until(today)),
        library=lambda: Library(None),
    )
    screen._ready.set()
    return screen


@scene()
def home_due(stage: Stage) -> Shown:
    return _home(stage)


@scene("f", "f", "f")
def home_filter(stage: Stage) -> Shown:
    return _home(stage)


def _sealed(stage: Stage) -> tuple[Acted, JourneyRecord]:
    acted = stage.act("M1").heard().sealed()
    acted.record.flush()
    acted.wait(16 * 24 * 60)
    return acted, JourneyRecord.open(acted.store, "assessment-0", acted.loaded.standard)


@scene()
def journey_results(stage: Stage) -> Shown:
    acted, record = _sealed(stage)
    return JourneyScreen(record, acted.ticker, parts(), {}, at="results")


@scene()
def results_publish(stage: Stage) -> Shown:
    acted, record = _sealed(stage)
    return StepForm(record, PART, step_of(PART, "publish"), acted.ticker)
