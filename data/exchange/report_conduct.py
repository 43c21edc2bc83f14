"""What was done around the phases, as lines of the plain report; a part of `report`.

Scripts are told by how far they were read and when: their words are in the record and in the JSON.
"""

from __future__ import annotations

from collections.abc import Iterator

from data.exchange.report_lines import hung, span, time
from data.record.conduct import Adjournment, Wait
from data.record.instant import Instant
from data.record.state import SittingState


def room(state: SittingState) -> Iterator[str]:
    """Return the lines of the room checklist with their answers."""
    for tick in state.conduct.room.values():
        told = f"{tick.name}: {tick.question}" if tick.question else tick.name
        yield hung(f"  {time(tick.at)}  {'yes' if tick.ok else 'NO':<5}", told)


def waits(state: SittingState) -> Iterator[str]:
    """Return the waits for the apprentice, with what was done meanwhile."""
    last = state.conduct.wait
    for wait in (*state.conduct.waits, *([last] if last else [])):
        yield f"  {time(wait.at)}  {_lateness(wait)}"
        for step in wait.steps:
            yield hung(f"    {time(step.at)}  ", step.name)


def _lateness(wait: Wait) -> str:
    if wait.late_ms is not None:
        return f"the apprentice came, late by {span(wait.late_ms)}"
    before = wait.before_ms
    booked = f"{span(abs(before))} {'after' if before >= 0 else 'before'} the booked time"
    return f"the wait began {booked}"


def adjournments(state: SittingState) -> Iterator[str]:
    """Return when the sitting was adjourned and when it was taken up, with the days."""
    for told in state.conduct.adjournments:
        yield hung(f"  {_day(told.at)}  ", f"adjourned, {_left(state, told)}: {told.reason}")
        if told.taken_up is None:
            yield "    not taken up"
            continue
        answers = [f"{check.name} {'yes' if check.ok else 'NO'}" for check in told.checks.values()]
        again = f", asked again: {', '.join(answers)}" if answers else ""
        yield hung(f"  {_day(told.taken_up)}  ", f"taken up{again}")


def _left(state: SittingState, told: Adjournment) -> str:
    if told.phase is None:
        return "between phases"
    title = state.method.phase(told.phase).title
    sense = "left" if told.left_ms >= 0 else "over"
    return f"{span(abs(told.left_ms))} {sense} of {title}"


def _day(at: Instant) -> str:
    return f"{at.local():%d %B %Y, %H:%M:%S}"


def scripts(state: SittingState) -> Iterator[str]:
    """Return the scripts with the times between which they were read, and how far."""
    names = dict.fromkeys(read.script for read in state.conduct.lines)
    for name in names:
        read = [line for line in state.conduct.lines if line.script == name]
        times = f"{time(read[0].at)} to {time(read[-1].at)}"
        yield hung(f"  {times}  ", f"{name}, {read[-1].line} of {read[-1].of} paragraphs")
