"""The tasks of the practice, in the order of a sitting: what happens, and what has to come of it.

Whether a task is done is seen in the record, not in a key: each way that leads there is right.
"""

from __future__ import annotations

from data.record.entries import (
    Body,
    Extended,
    Incident,
    Mark,
    Noted,
    Parked,
    Paused,
    PhaseEnded,
    PhaseStarted,
    QuestionAsked,
    Resumed,
    Undone,
)
from data.record.instant import Instant
from data.record.state import SittingState
from data.rules import clock_guards, talk_guards, undoing
from data.rules.pause_reasons import PRESET
from epa_tui.practice.task import (
    Seen,
    Task,
    asked,
    asks,
    is_one_of,
    more,
    runs,
    signed,
    stands,
    tags,
    told,
)

SECOND = 1000
MINUTE = 60 * SECOND


def _planned(before: Seen, seen: Seen) -> bool:
    return any(
        question.planned is not None
        for question in seen.state.questions[len(before.state.questions) :]
    )


def _ask_planned(state: SittingState, now: Instant) -> tuple[Body, ...]:
    asked = {question.planned for question in state.questions}
    number = next(number for number in state.plan if number not in asked)
    return talk_guards.ask(state, now, planned=number)


def _last_note(state: SittingState) -> int:
    return next(reversed(tuple(state.notes)))


def _taken_back(before: Seen, seen: Seen) -> bool:
    return len(seen.state.tellings.get("P6", ())) < len(before.state.tellings.get("P6", ()))


TASKS = (
    Task(
        "start a phase",
        "The apprentice is ready to present. Start the clock.",
        ("live.start",),
        runs,
        is_one_of(PhaseStarted),
        clock_guards.start_phase,
    ),
    Task(
        "ask later",
        "A drone is mentioned, and you may only listen. Keep it, to ask about it later.",
        ("live.park",),
        more("parked"),
        is_one_of(Parked),
        lambda state, now: talk_guards.park(state, now, "a drone"),
        at_ms=6 * MINUTE,
    ),
    Task(
        "note",
        "Their call sheet names everybody. Note it in words of your own.",
        ("live.note", "call sheet", "enter"),
        more("notes"),
        is_one_of(Noted),
        lambda state, now: talk_guards.note(state, now, "call sheet names everybody"),
        at_ms=11 * MINUTE,
    ),
    Task(
        "end a phase",
        "Their talk is over, ten seconds before its time. End the presentation.",
        ("live.end_phase", "y"),
        lambda before, seen: seen.state.current is None,
        is_one_of(PhaseEnded),
        lambda state, now: clock_guards.end_phase(state, now, "the talk was over"),
        at_ms=19 * MINUTE + 50 * SECOND,
    ),
    Task(
        "start the next",
        "Now the questioning. Start its clock.",
        ("live.start",),
        runs,
        is_one_of(PhaseStarted),
        clock_guards.start_phase,
    ),
    Task(
        "planned question",
        "You read your next planned question out, word for word. Count it as that.",
        ("live.planned",),
        _planned,
        lambda body: isinstance(body, QuestionAsked) and body.planned is not None,
        _ask_planned,
        at_ms=1 * MINUTE,
    ),
    Task(
        "note with a tag",
        "They answer well about the budget. Note it, and tag P4 as sufficient.",
        ("live.note", "budget #p4+", "enter"),
        signed("P4", "+"),
        tags("P4", "", "+"),
        lambda state, now: talk_guards.note(state, now, "budget", (Mark("P4", "+"),)),
        at_ms=4 * MINUTE,
    ),
    Task(
        "follow-up",
        "And who signed it? Count what you ask as a follow-up.",
        ("live.follow_up",),
        asked(False),
        asks(False),
        lambda state, now: talk_guards.ask(state, now, main=False),
        at_ms=7 * MINUTE,
    ),
    Task(
        "tag a note",
        "The note that you took last speaks of K5 as well. Tag it.",
        ("live.tag", "k5", "enter"),
        lambda before, seen: "K5" in seen.state.tellings and "K5" not in before.state.tellings,
        tags("K5", "", "+", "-", "?"),
        lambda state, now: talk_guards.mark(state, now, "K5", "", _last_note(state)),
        at_ms=9 * MINUTE,
    ),
    Task(
        "sign",
        "On reflection, that left K5 unclear. Mark the last tag so.",
        ("live.unclear",),
        signed("K5", "?"),
        tags("K5", "?"),
        lambda state, now: talk_guards.mark(state, now, "K5", "?", _last_note(state)),
    ),
    Task(
        "main question",
        "You ask a question of your own. Count it now; its words can wait.",
        ("live.question",),
        asked(True),
        asks(True),
        talk_guards.ask,
        at_ms=14 * MINUTE,
    ),
    Task(
        "pause",
        "Their picture freezes. Stop the clock.",
        ("live.pause",),
        stands,
        is_one_of(Paused),
        lambda state, now: clock_guards.pause(state, now, PRESET),
        at_ms=18 * MINUTE,
    ),
    Task(
        "resume",
        "The picture is back. Let the clock go on.",
        ("live.resume",),
        runs,
        is_one_of(Resumed, Paused),
        clock_guards.resume,
    ),
    Task(
        "incident",
        "Somebody walked through their room. Keep it as an incident, with a word or two.",
        ("live.incident", "visitor", "enter"),
        told,
        is_one_of(Incident),
        lambda state, now: talk_guards.incident(state, now, "visitor"),
        at_ms=22 * MINUTE,
    ),
    Task(
        "tick",
        "In passing they show P6. Tick it: on the checklist, or with a tag alone.",
        ("live.note", "#p6", "enter"),
        signed("P6", "", on_note=False),
        tags("P6", ""),
        lambda state, now: talk_guards.mark(state, now, "P6", ""),
        at_ms=27 * MINUTE,
    ),
    Task(
        "undo",
        "No, that was not P6. Take the tick back.",
        ("live.undo",),
        _taken_back,
        is_one_of(Undone),
        undoing.undo,
    ),
    Task(
        "privacy",
        "Somebody comes into your own room. Hide everything but the clock.",
        ("live.blank",),
        lambda before, seen: seen.hidden,
    ),
    Task(
        "show again",
        "They are gone. Show everything again.",
        ("live.blank",),
        lambda before, seen: not seen.hidden,
    ),
    Task(
        "extend",
        "Forty seconds are left, and they are in the middle of an answer. Let them finish.",
        ("live.extend",),
        lambda before, seen: bool(seen.state.clock and seen.state.clock.extended),
        is_one_of(Extended),
        lambda state, now: clock_guards.extend(state, now, state.method.extension.purpose),
        at_ms=39 * MINUTE + 20 * SECOND,
    ),
    Task(
        "end the sitting",
        "That was their last word. End the questioning.",
        ("live.end_phase", "y"),
        lambda before, seen: seen.state.phases_over,
        is_one_of(PhaseEnded),
        clock_guards.end_phase,
        at_ms=41 * MINUTE + 30 * SECOND,
    ),
)
"""Every task."""
