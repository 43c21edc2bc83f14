"""How a sitting went, as JSON: phases, questions, checks, incidents.

Parts of the result document and of `epa-tui record --json`. Times of the phase clock and of the
recording are whole milliseconds; instants are ISO 8601 in UTC.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from data.record.entries import (
    Body,
    Checked,
    ClockJumped,
    Entry,
    GapJudged,
    PhaseEnded,
    PhaseStarted,
    Reopened,
    SittingEnded,
    Withdrawn,
)
from data.record.instant import Instant, iso
from data.record.phase_clock import Pause, PhaseClock, allotted_ms, discretion_ms
from data.record.state import Question, Remark, SittingState
from data.standards.model import Phase

Json = dict[str, Any]
"""An object of JSON: strings, whole numbers, truth values, lists and objects."""

Kind = TypeVar("Kind", bound=Body)


def standing(state: SittingState, kind: type[Kind]) -> Iterator[tuple[Entry, Kind]]:
    """Return the entries of one kind that were not undone, in order, with their bodies."""
    for entry in state.entries:
        if isinstance(entry.body, kind) and entry.seq not in state.undone:
            yield entry, entry.body


def entry_id(state: SittingState, seq: int) -> str:
    """Return the id of the entry with a sequence number."""
    return state.entries[seq - 1].id


def checks(state: SittingState) -> list[Json]:
    """Return the answer that holds to each check before the start."""
    last = {
        body.name: {"name": body.name, "at": entry.at.iso(), "ok": body.ok, "detail": body.detail}
        for entry, body in standing(state, Checked)
        if state.checks.get(body.name) is body
    }
    return list(last.values())


def recording(state: SittingState) -> list[Json]:
    """Return when the recording's counter was read off, and what it showed."""
    return [
        {
            "at": reading.at.iso(),
            "counter_ms": reading.counter_ms,
            "recording": reading.segment,
            "stopped_at": reading.stopped.iso() if reading.stopped else None,
        }
        for reading in state.recording
    ]


def phases(state: SittingState, now: Instant) -> list[Json]:
    """Return every phase of the method, those that were not held included.

    Args:
        state: The sitting.
        now: Decides how much of a phase that is under way is used.
    """
    gaps = _gaps(state)
    return [_phase(state, phase, gaps, now) for phase in state.method.phases]


def _phase(state: SittingState, phase: Phase, gaps: dict[str, list[Json]], now: Instant) -> Json:
    clock = state.phases.get(phase.code)
    questions = [question for question in state.questions if question.phase == phase.code]
    return {
        "code": phase.code,
        "title": phase.title,
        "silent": phase.silent,
        "minimum_questions": phase.minimum_questions,
        "main_questions": sum(question.main for question in questions),
        "base_ms": allotted_ms(phase, 0),
        **(_held(clock, now) if clock else _not_held(state, phase)),
        "gaps": gaps.get(phase.code, []),
    }


def _held(clock: PhaseClock, now: Instant) -> Json:
    return {
        "started_at": clock.started.iso(),
        "ended_at": clock.ended.iso() if clock.ended else None,
        "allotted_ms": clock.allotted,
        "ceiling_ms": clock.ceiling,
        "used_ms": clock.elapsed(now),
        "left_out_ms": clock.left_out,
        "pauses": [_pause(pause) for pause in clock.pauses],
        "extension": {
            "limit_ms": clock.discretion,
            "used_ms": clock.discretion_used(now),
            "reasons": list(clock.extended),
        },
    }


def _not_held(state: SittingState, phase: Phase) -> Json:
    extra = state.opened.extra_per_mille
    allotted, limit = allotted_ms(phase, extra), discretion_ms(state.method, phase, extra)
    return {
        "started_at": None,
        "ended_at": None,
        "allotted_ms": allotted,
        "ceiling_ms": allotted + limit,
        "used_ms": 0,
        "left_out_ms": 0,
        "pauses": [],
        "extension": {"limit_ms": limit, "used_ms": 0, "reasons": []},
    }


def _pause(pause: Pause) -> Json:
    return {
        "reason": pause.reason,
        "began_at": iso(pause.began.wall - pause.back_ms),
        "ended_at": pause.ended.iso() if pause.ended else None,
        "back_dated_ms": pause.back_ms,
    }


def _gaps(state: SittingState) -> dict[str, list[Json]]:
    """Return by phase the times in which the program did not run, and whether they count."""
    found: dict[str, list[Json]] = {}
    phase = ""
    for entry, body in standing(state, Body):
        if isinstance(body, PhaseStarted):
            phase = body.phase
        elif isinstance(body, PhaseEnded):
            phase = ""
        elif isinstance(body, GapJudged) and phase:
            gap = {
                "at": entry.at.iso(),
                "gap_ms": body.gap_ms,
                "counts": body.counts,
                "cause": body.cause,
                "reason": body.reason,
            }
            found.setdefault(phase, []).append(gap)
    return found


def clock_jumps(state: SittingState) -> list[Json]:
    """Return when the wall clock was moved or the machine slept."""
    return [
        {"at": entry.at.iso(), "wall_ms": body.wall_ms, "asleep_ms": body.asleep_ms}
        for entry, body in standing(state, ClockJumped)
    ]


def questions(state: SittingState) -> Json:
    """Return what was asked, and how many main questions the plan demands."""
    return {
        "main": state.main_asked,
        "followups": state.followups_asked,
        "minimum": sum(phase.minimum_questions for phase in state.method.phases),
        "asked": [
            {
                "entry": entry_id(state, question.seq),
                "seq": question.seq,
                "at": question.at.iso(),
                "phase": question.phase,
                "clock_ms": question.clock_ms,
                "main": question.main,
                "text": question.text,
                "aims": list(question.aims),
                "planned": question.planned,
                "parked": _parked(state, question),
            }
            for question in state.questions
        ],
    }


def _parked(state: SittingState, question: Question) -> Json | None:
    """Return as what and when a question was parked; None where it was not."""
    for remark in state.parked:
        if remark.seq == question.parked:
            return {**_remark(state, remark), "clock_ms": remark.clock_ms, "text": remark.text}
    return None


def portfolio(state: SittingState) -> list[Json]:
    """Return the portfolio evidence that notes point at."""
    return [
        {"number": piece.number, "title": piece.title, "ksbs": list(piece.ksbs)}
        for piece in state.portfolio.values()
    ]


def incidents(state: SittingState) -> list[Json]:
    """Return what disturbed the sitting."""
    return [
        {**_remark(state, remark), "clock_ms": remark.clock_ms, "text": remark.text}
        for remark in state.incidents
    ]


def deviations(state: SittingState) -> list[Json]:
    """Return what departed from the plan."""
    return [
        {**_remark(state, remark), "rule": remark.rule, "reason": remark.text}
        for remark in state.deviations
    ]


def _remark(state: SittingState, remark: Remark) -> Json:
    entry = entry_id(state, remark.seq)
    return {"entry": entry, "seq": remark.seq, "at": remark.at.iso()}


def reopenings(state: SittingState) -> list[Json]:
    """Return when and why a seal was broken."""
    return [
        {"at": entry.at.iso(), "reason": body.reason} for entry, body in standing(state, Reopened)
    ]


def withdrawals(state: SittingState) -> list[Json]:
    """Return when and why a result was taken back."""
    return [
        {"at": entry.at.iso(), "reason": body.reason} for entry, body in standing(state, Withdrawn)
    ]


def ended(state: SittingState) -> Json | None:
    """Return how the live part ended; None where nobody said that it had."""
    found = None
    for entry, body in standing(state, SittingEnded):
        found = {"at": entry.at.iso(), "outcome": body.outcome, "reason": body.reason}
    return found
