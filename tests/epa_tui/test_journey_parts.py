"""Every step of every part of the journey, in every state: offered, or refused with a sentence.

The parts are those that are registered, the states those of the machine: this grows by itself.
"""

from __future__ import annotations

import re
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from data.record.journey.body import JourneyBody
from data.record.journey.kinds import KINDS
from data.record.journey.machine import OF_THE_SITTINGS, STATES, after
from data.rules.journey_view import JourneyView
from data.rules.refused import Refused
from data.rules.step import Ask, Given, Part, Step
from data.rules.way import part_at
from epa_tui.commands import COMMANDS
from epa_tui.journey_parts import parts
from tests.data.rules.journeys import TODAY, standing_at
from tests.epa_tui.test_journey_undo import STORIES

STEPS = list(chain.from_iterable(part.steps for part in parts()))
NAMES = [step.id for step in STEPS]


def _answer(ask: Ask, *, full: bool) -> Any:
    """Return an answer as the form gives it: every field filled, or only what is needed."""
    if not (full or ask.needed):
        return {"text": "", "many": ()}.get(ask.kind)
    codes = tuple(choice.code for choice in ask.choices)
    return {
        "text": "Quinn Example",
        "day": TODAY,
        "moment": datetime(TODAY.year, TODAY.month, TODAY.day, 9, 30),
        "choice": codes[0] if codes else None,
        "many": codes,
        "yes": True,
        "whole": 1,
        "file": Path(__file__),
    }[ask.kind]


def _givens(step: Step, view: JourneyView) -> list[Given]:
    asks = step.asks(view)
    return [{ask.name: _answer(ask, full=full) for ask in asks} for full in (False, True)]


def _tell(at: str, bodies: tuple[JourneyBody, ...]) -> None:
    """Follow what a step recorded through the table: each move has to be legal where it is made."""
    for body in bodies:
        if body.move:
            assert body.move not in OF_THE_SITTINGS
            then = after(at, body.move)
            assert then, f"{body.kind} makes {body.move!r} where the assessment is {at}"
            at = then


@pytest.mark.parametrize("step", STEPS, ids=NAMES)
def test_a_step_is_legal_or_refused_with_a_sentence_in_every_state(step: Step) -> None:
    for at in STATES:
        view = standing_at(at)
        assert view.at == at
        closed = step.closed(view)
        assert not closed or _is_sentence(closed), at
        for given in _givens(step, view):
            _try(step, view, given, closed)


def _try(step: Step, view: JourneyView, given: Given, closed: str) -> None:
    try:
        outcome = step.carry_out(view, given)
    except Refused as refused:
        assert _is_sentence(refused.sentence), view.at
    else:
        assert not closed, f"it was said to be closed, {view.at}: {closed}"
        _tell(view.at, outcome.bodies)
        assert all(type(body) in KINDS.values() for body in outcome.bodies)
        if outcome.changes or outcome.bookings:
            assert step.id in {story[2][0] for story in STORIES}, "undo of it is tested nowhere"


def _is_sentence(told: str) -> bool:
    return bool(re.fullmatch(r"[A-Z0-9`].*[.?)]", told, re.DOTALL)) and "  " not in told


@pytest.mark.parametrize("step", STEPS, ids=NAMES)
def test_what_a_step_asks_for_has_room_and_the_same_names_in_every_state(step: Step) -> None:
    asked = {tuple((ask.name, ask.kind) for ask in step.asks(standing_at(at))) for at in STATES}
    assert len(asked) == 1
    names = [name for name, _ in asked.pop()]
    assert len(names) == len(set(names)) and all(re.fullmatch("[a-z-]+", name) for name in names)
    for view in map(standing_at, STATES):
        for ask in step.asks(view):
            assert 0 < len(ask.label) <= 22
            assert step.closed(view) or not ask.needed or ask.kind != "choice" or ask.choices


@pytest.mark.parametrize("part", parts(), ids=[part.key for part in parts()])
def test_a_part_tells_where_it_stands_in_every_state(part: Part) -> None:
    for view in map(standing_at, STATES):
        assert part.line(view).words, view.at
        assert all(fact.words and len(fact.label) <= 22 for fact in part.facts(view)), view.at


def test_steps_belong_to_their_part_and_every_part_is_a_command() -> None:
    assert len(NAMES) == len(set(NAMES))
    for part in parts():
        assert part.key in COMMANDS
        assert all(step.id == f"{part.key}.{step.verb}" for step in part.steps)
        assert all(_is_sentence(step.told) for step in part.steps)


def test_no_kind_makes_a_move_of_the_sittings() -> None:
    made = {kind.move for kind in KINDS.values() if issubclass(kind, JourneyBody) and kind.move}
    assert "withdraw" in made
    assert made.isdisjoint(OF_THE_SITTINGS)


def test_the_journey_opens_at_a_part_that_there_is() -> None:
    assert {part_at(at) for at in STATES} <= {part.key for part in parts()}
