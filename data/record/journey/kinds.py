"""Every kind of line of an assessment's record, with what it leads to and where."""

from __future__ import annotations

from data.record.body import Body, Erased, Undone
from data.record.journey import (
    adjusting,
    again,
    conduct,
    gateway,
    planning,
    portfolio,
    project,
    quality,
    results,
)
from data.record.journey.body import Effect, JourneyBody
from data.record.journey.opening import AssessmentOpened

PARTS = {
    "gateway": gateway.EFFECTS,
    "planning": planning.EFFECTS,
    "portfolio": portfolio.EFFECTS,
    "project": project.EFFECTS,
    "adjusting": adjusting.EFFECTS,
    "results": results.EFFECTS,
    "again": again.EFFECTS,
    "quality": quality.EFFECTS,
    "conduct": conduct.EFFECTS,
}
"""The effects of each part, under its field of `data.record.journey.state.JourneyState`."""

EFFECTS: dict[type[JourneyBody], tuple[str, Effect]] = {
    kind: (part, effect) for part, effects in PARTS.items() for kind, effect in effects.items()
}
"""For each kind the part that it changes, and how."""

_ALL: tuple[type[Body], ...] = (*EFFECTS, AssessmentOpened, Undone, Erased)

KINDS: dict[str, type[Body]] = {kind.kind: kind for kind in _ALL}
"""Every kind under its name in the store."""
