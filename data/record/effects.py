"""What each kind of entry does to the state of a sitting.

One small function for each kind, in one table. Every function takes the state before, the entry
and its body, and returns the fields that change; none ever refuses (that is for the rules), but
for a phase that the standard does not know.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from data.record import entries as e
from data.record import standings, talk_effects
from data.record.earlier_effects import asked_before
from data.record.entries import Entry
from data.record.errors import ForeignStandard
from data.record.phase_clock import PhaseClock, allotted_ms, discretion_ms, pool_ms
from data.record.state import PLAN_CHECK, Note, Question, Remark, SittingState
from data.standards.model import Phase

Changes = dict[str, Any]


def _opened(state: SittingState, entry: Entry, body: e.Opened) -> Changes:
    if state.phases:
        return {}  # what the first phase began under stays
    same_plan = _plan(body) == _plan(state.opened)
    checks = {n: c for n, c in state.checks.items() if same_plan or n != PLAN_CHECK}
    return {"opened": body, "checks": checks}


def _plan(opened: e.Opened) -> tuple[str, str, str | None]:
    return opened.reference, opened.version, opened.option


def _checked(state: SittingState, entry: Entry, body: e.Checked) -> Changes:
    return {"checks": {**state.checks, body.name: body}}


def _phase_started(state: SittingState, entry: Entry, body: e.PhaseStarted) -> Changes:
    phase = _phase(state, body.phase)
    if body.phase in state.phases:
        return {}  # the time that it took stays taken
    # One phase at a time: whichever still runs is over.
    stopped = _clocked(state, lambda clock: clock.end(entry.at))
    phases: Mapping[str, PhaseClock] = stopped.get("phases", state.phases)
    extra = state.opened.extra_per_mille
    discretion = discretion_ms(state.method, phase, extra)
    if state.method.extension.scope == "pooled":
        used = sum(clock.discretion_used(entry.at) for clock in phases.values())
        discretion = max(0, pool_ms(state.method, extra) - used)
    clock = PhaseClock.begin(body.phase, allotted_ms(phase, extra), discretion, entry.at)
    return {"phases": {**phases, body.phase: clock}, "current": body.phase}


def _phase(state: SittingState, code: str) -> Phase:
    try:
        return state.method.phase(code)
    except KeyError as error:
        raise ForeignStandard(f"the phase {code[:40]!r}") from error


def _clocked(state: SittingState, change: Callable[[PhaseClock], PhaseClock]) -> Changes:
    """Return the change of the clock of the phase under way; nothing where there is none."""
    if state.clock is None:
        return {}
    clock = change(state.clock)
    return {"phases": {**state.phases, clock.phase: clock}}


def _phase_ended(state: SittingState, entry: Entry, body: e.PhaseEnded) -> Changes:
    if body.phase != state.current:
        return {}
    return {**_clocked(state, lambda clock: clock.end(entry.at)), "current": None}


def _paused(state: SittingState, entry: Entry, body: e.Paused) -> Changes:
    return _clocked(state, lambda clock: clock.pause(entry.at, body.reason, body.back_ms))


def _resumed(state: SittingState, entry: Entry, body: e.Resumed) -> Changes:
    return _clocked(state, lambda clock: clock.resume(entry.at))


def _extended(state: SittingState, entry: Entry, body: e.Extended) -> Changes:
    return _clocked(state, lambda clock: clock.extend(body.reason))


def _gap(state: SittingState, entry: Entry, body: e.GapJudged) -> Changes:
    if body.counts:
        return _clocked(state, lambda clock: clock.count_gap(entry.at, body.uncounted_ms))
    counted = body.gap_ms - max(0, body.uncounted_ms)
    return _clocked(state, lambda clock: clock.leave_out(counted, entry.at))


def _unwatched(state: SittingState, entry: Entry, body: e.Unwatched) -> Changes:
    if not body.used_ms:
        return {}
    # It counts until the assessor says no. What the wall clock said of it is fixed now.
    used = body.used_ms + max(0, body.gap_ms)
    return _clocked(state, lambda clock: clock.go_on_from(used, entry.at))


def _clock_jumped(state: SittingState, entry: Entry, body: e.ClockJumped) -> Changes:
    if not body.used_ms:
        return {}
    return _clocked(state, lambda clock: clock.go_on_from(body.used_ms, entry.at))


def _nothing(state: SittingState, entry: Entry, body: e.Body) -> Changes:
    return {}


def _question(state: SittingState, entry: Entry, body: e.QuestionAsked) -> Changes:
    asked = Question(
        entry.seq,
        body.text,
        body.main,
        body.aims,
        body.planned,
        state.current or "",
        entry.at,
        body.clock_ms,
        body.parked,
    )
    return {"questions": (*state.questions, asked)}


def _noted(state: SittingState, entry: Entry, body: e.Noted) -> Changes:
    asked = state.open_question
    heard = state.heard_at(entry.at, body.back_ms)
    note = Note(
        seq=entry.seq,
        text=body.text,
        marks=body.marks,
        verbatim=body.verbatim,
        evidence=body.evidence,
        phase=state.current,
        question=asked.seq if asked else None,
        at=entry.at,
        clock_ms=body.clock_ms,
        recording_ms=heard.counter_ms if heard else None,
        segment=heard.segment if heard else 1,
        back_ms=body.back_ms,
    )
    told = standings.marked(state, body.marks, entry.seq, entry.seq)
    return {**told, "notes": {**state.notes, entry.seq: note}}


def _marked(state: SittingState, entry: Entry, body: e.Marked) -> Changes:
    note = state.notes.get(body.note) if body.note is not None else None
    if note is None:
        return standings.marked(state, (body.mark,), entry.seq, None)
    before = [mark for mark in note.marks if mark.code == body.mark.code]
    if before and not body.mark.sign:
        return {}  # the note says already that it was heard, or more
    kept = tuple(mark for mark in note.marks if mark.code != body.mark.code)
    marked = replace(note, marks=(*kept, body.mark))
    told = standings.remarked(state, body.mark, entry.seq, note.seq)
    return {**told, "notes": {**state.notes, note.seq: marked}}


def _note_amended(state: SittingState, entry: Entry, body: e.NoteAmended) -> Changes:
    if body.note not in state.notes:
        return {}
    note = replace(
        state.notes[body.note],
        text=body.text,
        marks=body.marks,
        verbatim=body.verbatim,
        evidence=body.evidence,
    )
    told = standings.amended(state, state.notes[body.note], body.marks)
    return {**told, "notes": {**state.notes, body.note: note}}


def _parked(state: SittingState, entry: Entry, body: e.Parked) -> Changes:
    return {"parked": (*state.parked, Remark(entry.seq, body.text, entry.at, body.clock_ms))}


def _incident(state: SittingState, entry: Entry, body: e.Incident) -> Changes:
    return {"incidents": (*state.incidents, Remark(entry.seq, body.text, entry.at, body.clock_ms))}


def _deviation(state: SittingState, entry: Entry, body: e.Deviation) -> Changes:
    remark = Remark(entry.seq, body.reason, entry.at, rule=body.rule)
    return {"deviations": (*state.deviations, remark)}


def _report(state: SittingState, entry: Entry, body: e.ReportMarked) -> Changes:
    return {"report": {**state.report, body.code: body.evidenced}}


def _portfolio(state: SittingState, entry: Entry, body: e.PortfolioListed) -> Changes:
    return {"portfolio": dict(sorted({**state.portfolio, body.number: body}.items()))}


def _planned(state: SittingState, entry: Entry, body: e.QuestionPlanned) -> Changes:
    plan = {**state.plan, body.number: body}
    return {"plan": {n: q for n, q in sorted(plan.items()) if q.text}}


def _ended(state: SittingState, entry: Entry, body: e.SittingEnded) -> Changes:
    stopped = _clocked(state, lambda clock: clock.end(entry.at))
    return {**stopped, "current": None, "outcome": body.outcome, "ended_at": entry.at}


def _judged(state: SittingState, entry: Entry, body: e.Judged) -> Changes:
    judgements = {**state.judgements, body.code: body}
    if body.met is None:
        del judgements[body.code]
    return {"judgements": judgements}


def _set_aside(state: SittingState, entry: Entry, body: e.NoteSetAside) -> Changes:
    return {"set_aside": state.set_aside | {body.note}}


def _feedback(state: SittingState, entry: Entry, body: e.FeedbackGiven) -> Changes:
    return {"feedback": {**state.feedback, body.code: body.text}}


def _sealed(state: SittingState, entry: Entry, body: e.Sealed) -> Changes:
    return {"sealed": entry, "seals": state.seals + 1, "withdrawn": None}


def _reopened(state: SittingState, entry: Entry, body: e.Reopened) -> Changes:
    reopenings = (*state.reopenings, body.reason)
    return {"sealed": None, "withdrawn": None, "reopenings": reopenings}


def _withdrawn(state: SittingState, entry: Entry, body: e.Withdrawn) -> Changes:
    if state.sealed is None or state.withdrawn:
        return {}  # there is nothing to take back
    return {"withdrawn": entry, "withdrawals": state.withdrawals + 1}


EFFECTS: dict[type[e.Body], Callable[[SittingState, Entry, Any], Changes]] = {
    e.Opened: _opened,
    e.Checked: _checked,
    e.PhaseStarted: _phase_started,
    e.PhaseEnded: _phase_ended,
    e.Paused: _paused,
    e.Resumed: _resumed,
    e.Extended: _extended,
    e.Unwatched: _unwatched,
    e.GapJudged: _gap,
    e.ClockJumped: _clock_jumped,
    e.QuestionAsked: _question,
    e.Noted: _noted,
    e.NoteAmended: _note_amended,
    e.Marked: _marked,
    e.Parked: _parked,
    e.Incident: _incident,
    e.Deviation: _deviation,
    e.ReportMarked: _report,
    e.PortfolioListed: _portfolio,
    e.QuestionPlanned: _planned,
    e.AskedBefore: asked_before,
    e.SittingEnded: _ended,
    e.Judged: _judged,
    e.NoteSetAside: _set_aside,
    e.FeedbackGiven: _feedback,
    e.Sealed: _sealed,
    e.Reopened: _reopened,
    e.Withdrawn: _withdrawn,
    e.Rechained: _nothing,
    e.Erased: _nothing,
    **talk_effects.EFFECTS,
}
"""What each kind of entry does. `Undone` is not among them: the fold leaves its target out."""
