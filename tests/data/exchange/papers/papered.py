"""One invented assessment with everything in it that a paper can be made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from data.exchange.papers.case import Case, Held
from data.record import entries as e
from data.record.journey.machine import CONFIRMED, FAILED, GRADED
from data.record.journey.results import Results
from data.record.journey.state import JourneyState
from data.record.state import SittingState
from data.rules.journey_view import JourneyView
from data.standards.journey_loader import journey_of
from data.store.journey_rows import attempt_of
from data.store.rows import Assessment
from tests.data.exchange.building import ASSESSMENT, SHIPPED, SITTING, heard, judged

LONG = (
    "He compared three quotes from hire companies and took the middle one, because its insurance "
    "covered the generator, and told the line producer before the deposit was due. "
)
NAMED = replace(
    ASSESSMENT,
    family_name="Żółć-Παπαδόπουλος",
    given_names="Łukasz Siân",
    employer="Zoë & Владимир <Films>",
)


def state_of(method: str, text: str = "", *, failed: str = "", seal: bool = True) -> SittingState:
    """Return a sitting that was held and judged, with `text` in every free text."""
    record = judged(heard(SHIPPED, method, "1", text), text, failed=failed)
    return record.seal() if seal else record.state


def case_of(
    *states: SittingState,
    released: bool = False,
    assessment: Assessment = ASSESSMENT,
    **more: Any,
) -> Case:
    """Return an assessment of sittings; `released` where its results are confirmed."""
    held = tuple(Held(_sitting(place, state), state) for place, state in enumerate(states, start=1))
    attempts = tuple(attempt_of(one.sitting) for one in held)
    failed = any(attempt.grade == "fail" for attempt in attempts)
    at = (FAILED if failed else CONFIRMED) if released else GRADED
    results = Results(heads=tuple(one.head for one in attempts)) if released else Results()
    view = JourneyView(
        SHIPPED.standard,
        journey_of(SHIPPED.standard),
        "1",
        JourneyState(at=at, results=results),
        attempts,
        date(2026, 6, 1),
        date(2026, 2, 2),
        date(2026, 8, 1),
        "Assa Sample",
    )
    now = held[-1].state.last.at.later(3_600_000) if held else heard(SHIPPED, "M1", "1").now
    return Case(assessment, view, held, now, **more)


def _sitting(place: int, state: SittingState) -> Any:
    opened = state.opened
    seal = state.sealed.body if state.sealed else None
    return replace(
        SITTING,
        id=f"sitting-{place}",
        method=opened.method,
        attempt=opened.attempt,
        number=opened.number,
        stage="sealed" if seal else "judging",
        grade=seal.grade if isinstance(seal, e.Sealed) else None,
        head=state.last.hash,
        entries=len(state.entries),
    )
