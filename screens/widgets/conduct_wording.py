"""What the entries around the phases say, in one sentence each; a part of `wording`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from data.record import script_entries as s
from data.record.entries import Body
from data.record.state import SittingState
from data.rules.no_show import STEPS
from screens.widgets.times import span

_STEPS = dict(STEPS)


def _line_read(body: s.LineRead, state: SittingState) -> str:
    return f"{body.script.capitalize()}, {body.line} of {body.of}: {body.text}"


def _room(body: s.RoomTicked, state: SittingState) -> str:
    asked = f"  {body.question}" if body.question else ""
    return f"{body.name}: {'yes' if body.ok else 'NO'}{asked}"


def _wait_began(body: s.WaitBegan, state: SittingState) -> str:
    if body.waited_ms < 0:
        return f"The apprentice is waited for, {span(-body.waited_ms)} before the booked time"
    late = f", late by {span(body.waited_ms)}" if body.waited_ms else ""
    return f"The apprentice is not there and is waited for{late}"


def _wait_step(body: s.WaitStep, state: SittingState) -> str:
    return _STEPS.get(body.step, body.step) or "A step of the wait"


def _arrived(body: s.Arrived, state: SittingState) -> str:
    late = f", late by {span(body.late_ms)}" if body.late_ms else ""
    return f"The apprentice came{late}"


def _adjourned(body: s.Adjourned, state: SittingState) -> str:
    return f"The sitting is adjourned: {body.reason}"


def _taken_up(body: s.TakenUp, state: SittingState) -> str:
    return "The sitting is taken up where it was adjourned"


TOLD: dict[type[Body], tuple[str, Callable[[Any, SittingState], str]]] = {
    s.LineRead: ("read out", _line_read),
    s.RoomTicked: ("room", _room),
    s.WaitBegan: ("wait", _wait_began),
    s.WaitStep: ("no-show", _wait_step),
    s.Arrived: ("arrived", _arrived),
    s.Adjourned: ("adjourned", _adjourned),
    s.TakenUp: ("taken up", _taken_up),
}
"""By kind of entry: its word, and what tells it."""
