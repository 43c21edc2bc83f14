"""What the entries around the phases do to the state of a sitting; a part of `effects`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from data.record import script_entries as s
from data.record.conduct import Adjournment, ReadOut, RoomTick, Step, Wait
from data.record.entries import Body, Checked, Entry
from data.record.phase_clock import PhaseClock
from data.record.state import SittingState
from data.record.talk_effects import stop_recording

Changes = dict[str, Any]


def _conduct(state: SittingState, **changes: Any) -> Changes:
    return {"conduct": replace(state.conduct, **changes)}


def _line_read(state: SittingState, entry: Entry, body: s.LineRead) -> Changes:
    read = ReadOut(entry.seq, body.script, body.line, body.of, body.text, entry.at)
    return _conduct(state, lines=(*state.conduct.lines, read))


def _room(state: SittingState, entry: Entry, body: s.RoomTicked) -> Changes:
    tick = RoomTick(body.name, body.ok, body.question, entry.at)
    return _conduct(state, room={**state.conduct.room, body.name: tick})


def _wait_began(state: SittingState, entry: Entry, body: s.WaitBegan) -> Changes:
    if state.conduct.wait is not None:
        return {}  # it goes on
    return _conduct(state, wait=Wait(entry.at, body.waited_ms))


def _wait_step(state: SittingState, entry: Entry, body: s.WaitStep) -> Changes:
    wait = state.conduct.wait
    if wait is None:
        return {}
    done = Step(entry.seq, body.step, entry.at)
    return _conduct(state, wait=replace(wait, steps=(*wait.steps, done)))


def _arrived(state: SittingState, entry: Entry, body: s.Arrived) -> Changes:
    wait = state.conduct.wait
    if wait is None:
        return {}
    waits = (*state.conduct.waits, replace(wait, late_ms=body.late_ms))
    return _conduct(state, wait=None, waits=waits)


def _adjourned(state: SittingState, entry: Entry, body: s.Adjourned) -> Changes:
    if state.adjourned or state.live_over:
        return {}
    clock = state.clock
    made = Adjournment(
        entry.at,
        body.reason,
        state.current,
        clock.remaining(entry.at) if clock else 0,
        entry.seq,
    )
    told = _conduct(state, adjournments=(*state.conduct.adjournments, made))
    stood = _clocked(state, lambda clock: clock.adjourn(entry.at))
    return {**told, **stood, **stop_recording(state, entry)}


def _taken_up(state: SittingState, entry: Entry, body: s.TakenUp) -> Changes:
    if state.adjourned is None:
        return {}
    told = _last_adjournment(state, taken_up=entry.at)
    return {**told, **_clocked(state, lambda clock: clock.resume(entry.at))}


def _clocked(state: SittingState, change: Callable[[PhaseClock], PhaseClock]) -> Changes:
    clock = state.clock
    return {"phases": {**state.phases, clock.phase: change(clock)}} if clock else {}


def _last_adjournment(state: SittingState, **changes: Any) -> Changes:
    *former, last = state.conduct.adjournments
    return _conduct(state, adjournments=(*former, replace(last, **changes)))


def checked_again(state: SittingState, body: Checked) -> Changes:
    """Return what an answer changes that was given while the sitting is adjourned.

    The answers of the first day stay as they were.
    """
    asked = state.adjourned
    return _last_adjournment(state, checks={**asked.checks, body.name: body}) if asked else {}


EFFECTS: dict[type[Body], Callable[[SittingState, Entry, Any], Changes]] = {
    s.LineRead: _line_read,
    s.RoomTicked: _room,
    s.WaitBegan: _wait_began,
    s.WaitStep: _wait_step,
    s.Arrived: _arrived,
    s.Adjourned: _adjourned,
    s.TakenUp: _taken_up,
}
"""What each of these kinds does."""
