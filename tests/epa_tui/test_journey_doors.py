"""What the screen of the journey offers in each state makes sense there: steps and doors."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from data.record.journey.machine import (
    ACCEPTED,
    AGAIN_AGREED,
    ASSESSING,
    AT_GATEWAY,
    CONFIRMED,
    FAILED,
    GATEWAY_REJECTED,
    GRADED,
    ON_PROGRAMME,
    PERIOD_OVER,
    PLANNED,
    STATES,
)
from data.record.journey.planning import MeetingBooked, MeetingHeld, MeetingStarted
from data.rules.meeting import closed_when_begun
from data.store.store import Store
from epa_tui.journey_parts import doors, parts
from epa_tui.paper_place import PaperPlace
from screens.meeting_rows import keys_of
from tests.data.rules.journeys import after, attempt, standing_at
from tests.screens.ticking import Ticker

STEPS = {step.id: step for part in parts() for step in part.steps}
BEFORE = {ON_PROGRAMME, AT_GATEWAY, GATEWAY_REJECTED}
TO_SIT = {ACCEPTED, PLANNED, ASSESSING, FAILED, AGAIN_AGREED}
"""States in which a method is still to be sat, or may be sat again; in GRADED only after a fail."""

OPEN: dict[str, set[str]] = {
    "planning.start": TO_SIT,
    "planning.book": TO_SIT,
    "planning.sitting": {ACCEPTED, PLANNED, AGAIN_AGREED},
    "planning.hold": TO_SIT | {GRADED},
    "adjusting.request": BEFORE | TO_SIT,
    "adjusting.approve": BEFORE | TO_SIT,
    "adjusting.raise": BEFORE | TO_SIT | {GRADED, CONFIRMED},
    "portfolio.keep": BEFORE | {ACCEPTED, PLANNED, ASSESSING},
    "portfolio.import": BEFORE | {ACCEPTED, PLANNED, ASSESSING},
    "project.agree": BEFORE | TO_SIT,
    "project.start": BEFORE | TO_SIT,
    "project.submit": BEFORE | TO_SIT,
    "again.except": TO_SIT | {PERIOD_OVER},
}
"""Where each step is offered: M1 failed and M2 passed where a method failed, else both passed."""


@pytest.mark.parametrize("step", OPEN)
def test_a_step_is_offered_only_where_something_can_come_of_it(step: str) -> None:
    offered = {at for at in STATES if not STEPS[step].closed(standing_at(at))}
    assert offered == OPEN[step]


@pytest.mark.parametrize("verb", ["start", "book"])
def test_after_a_fail_the_next_attempt_can_be_planned_before_it_is_confirmed(verb: str) -> None:
    failed = replace(standing_at(GRADED), attempts=(attempt("M1", "fail"), attempt("M2", "pass")))
    assert failed.at == GRADED and STEPS[f"planning.{verb}"].closed(failed) == ""
    passed = STEPS[f"planning.{verb}"].closed(standing_at(GRADED))
    assert passed == "Every method is passed, so no sitting is left. Confirm the overall grade."


def _doors(tmp_path: Path) -> dict[str, Any]:
    with Store.open(tmp_path) as store:
        return {
            door.words: door
            for found in doors(Ticker(), store, PaperPlace()).values()
            for door in found
        }


def test_a_door_is_open_only_where_something_is_behind_it(tmp_path: Path) -> None:
    made = _doors(tmp_path)
    meeting = {at for at in STATES if not made["Clock and agenda"].closed(standing_at(at))}
    assert meeting == TO_SIT
    for bodies in ([MeetingBooked("2026-05-20T10:00Z")], [MeetingStarted(), MeetingHeld("Emma")]):
        known = after(standing_at(ON_PROGRAMME), *bodies).state.planning
        for at in STATES:
            view = standing_at(at)
            view = replace(view, state=replace(view.state, planning=known))
            assert made["Clock and agenda"].closed(view) == ""
    view = standing_at(ACCEPTED)
    none = view.journey.portfolio.model_copy(update={"method": None})
    without = replace(view, journey=view.journey.model_copy(update={"portfolio": none}))
    assert made["Pieces and gaps"].closed(view) == ""
    assert "No portfolio" in made["Pieces and gaps"].closed(without)
    for words in ("Mark a second time", "Compare both markings"):
        assert all(made[words].closed(standing_at(at)) for at in STATES)


@pytest.mark.parametrize("at", STATES)
def test_the_meeting_offers_the_keys_that_do_something(at: str) -> None:
    view = standing_at(at)
    offered = {action.id for action in keys_of(view)}
    assert ("meeting.begin" in offered) == ("meeting.move" in offered)
    assert ("meeting.begin" in offered) == (closed_when_begun(view) == "")
    assert ("meeting.book" in offered) == (STEPS["planning.sitting"].closed(view) == "")
    assert "meeting.close" in offered


def test_a_meeting_that_went_on_can_be_ended_whatever_was_graded_meanwhile() -> None:
    started = after(standing_at(ON_PROGRAMME), MeetingStarted()).state.planning
    view = standing_at(GRADED)
    view = replace(view, state=replace(view.state, planning=started))
    assert {"meeting.end", "meeting.tick"} <= {action.id for action in keys_of(view)}
    for verb in ("hold", "tick", "cancel"):
        assert STEPS[f"planning.{verb}"].closed(view) == ""
    assert "Confirm the overall grade" not in STEPS["planning.start"].closed(view)
