"""How a sitting went, as blocks of the record form: checks, times, questions, departures."""

from __future__ import annotations

from collections.abc import Iterator

from data.exchange.papers.case import Held
from data.exchange.papers.model import Block, Facts, Heading, Paragraph, Row, Table
from data.exchange.papers.words import clock, moment, span
from data.exchange.proceedings import standing
from data.record.conduct import Wait
from data.record.entries import GapJudged
from data.record.instant import Instant
from data.record.phase_clock import PhaseClock
from data.record.state import Question, Remark, SittingState
from data.rules.counts import counted
from data.rules.gate import CHECKS
from data.rules.parked import waiting


def blocks(held: Held, now: Instant) -> Iterator[Block]:
    """Return the blocks.

    Args:
        held: The sitting.
        now: Decides how much of a phase that is under way is used.
    """
    state = held.state
    yield from _checks(state)
    yield from _times(state, now)
    yield from _interruptions(state)
    yield from _questions(state)
    yield from _remarks("Incidents", state.incidents)
    yield from _remarks("Deviations from the plan", state.deviations)
    yield from _parked(state)


def _checks(state: SittingState) -> Iterator[Block]:
    """Return identity, conditions and interests, as they were answered before the start."""
    questions = {check.name: check.question for check in CHECKS}
    rows: list[Row] = [
        (questions.get(name, name), "yes" if check.ok else "NO", check.detail)
        for name, check in state.checks.items()
    ]
    rows += [
        (tick.question or tick.name, "yes" if tick.ok else "NO", f"room: {tick.name}")
        for tick in state.conduct.room.values()
    ]
    yield Heading("Checks before the start", 2)
    if rows:
        yield Table(("Check", "Answer", "Detail"), tuple(rows), (58, 12, 30))
    else:
        yield Paragraph("None were answered.")
    readings = [
        (f"Recording {one.segment}", f"{clock(one.at)}, its counter showed {span(one.counter_ms)}")
        for one in state.recording
    ]
    read = dict.fromkeys(line.script for line in state.conduct.lines)
    lines = [(f"Read out: {name}", _read(state, name)) for name in read]
    if readings or lines:
        yield Facts((*readings, *lines))


def _read(state: SittingState, name: str) -> str:
    read = [line for line in state.conduct.lines if line.script == name]
    return f"{clock(read[0].at)} to {clock(read[-1].at)}, {read[-1].line} of {read[-1].of} parts"


def _times(state: SittingState, now: Instant) -> Iterator[Block]:
    rows: list[Row] = []
    for phase in state.method.phases:
        held_clock = state.phases.get(phase.code)
        rows.append(_phase(phase.title, held_clock, now))
    yield Heading("Times", 2)
    heads = ("Phase", "Began", "Ended", "Used", "Allotted", "At the most", "Over the allotted")
    yield Table(heads, tuple(rows), (24, 13, 13, 11, 12, 13, 14))
    started = next((c.started for c in state.phases.values()), None)
    facts = [("Began", moment(started))] if started else []
    facts += [("Ended as", state.outcome)] if state.outcome else []
    if facts:
        yield Facts(tuple(facts))


def _phase(title: str, held: PhaseClock | None, now: Instant) -> Row:
    if held is None:
        return (title, "-", "-", "-", "-", "-", "not held")
    over = held.discretion_used(now)
    return (
        title,
        clock(held.started),
        clock(held.ended),
        span(held.elapsed(now)),
        span(held.allotted),
        span(held.ceiling),
        span(over) if over else "-",
    )


def _interruptions(state: SittingState) -> Iterator[Block]:
    """Return whatever stopped, extended or split the time of a phase."""
    rows = [row for phase in state.method.phases for row in _stops(state, phase.code)]
    for entry, gap in standing(state, GapJudged):
        counted = "counts" if gap.counts else "is left out"
        cause = "program closed" if gap.cause == "closed" else "machine asleep"
        rows.append((clock(entry.at), cause, f"{span(gap.gap_ms)} {counted}. {gap.reason}".strip()))
    for told in state.conduct.adjournments:
        again = f"taken up {moment(told.taken_up)}" if told.taken_up else "not taken up"
        rows.append((clock(told.at), "adjourned", f"{told.reason}; {again}"))
    waits = [*state.conduct.waits, *([state.conduct.wait] if state.conduct.wait else [])]
    rows += [(clock(wait.at), "wait", _waited(wait)) for wait in waits]
    if rows:
        yield Heading("Pauses, extensions and waits", 2)
        yield Table(("Time", "What", "Reason"), tuple(sorted(rows)), (14, 22, 64))


def _stops(state: SittingState, code: str) -> Iterator[Row]:
    held = state.phases.get(code)
    if held is None:
        return
    for pause in held.pauses:
        back = f", back-dated by {span(pause.back_ms)}" if pause.back_ms else ""
        yield clock(pause.began), "pause", f"until {clock(pause.ended)}: {pause.reason}{back}"
    for reason in held.extended:
        yield clock(held.ended), "extension", f"{state.method.phase(code).title}: {reason}"


def _waited(wait: Wait) -> str:
    steps = ", ".join(step.name for step in wait.steps)
    came = f"the apprentice came, late by {span(wait.late_ms)}" if wait.late_ms is not None else ""
    return "; ".join(part for part in (steps, came) if part) or "for the apprentice"


def _questions(state: SittingState) -> Iterator[Block]:
    least = sum(phase.minimum_questions for phase in state.method.phases)
    yield Heading("Questions", 2)
    more = counted(state.followups_asked, "follow-up")
    yield Paragraph(f"{state.main_asked} main questions of at least {least}, {more}.", quiet=True)
    rows = tuple(
        (str(place), span(one.clock_ms), _kind(state, one), _asked(one))
        for place, one in enumerate(state.questions, start=1)
    )
    if rows:
        yield Table(("No.", "Minute", "Kind", "Question"), rows, (7, 11, 22, 60))


def _kind(state: SittingState, question: Question) -> str:
    kind = "main" if question.main else "follow-up"
    planned = state.plan.get(question.planned) if question.planned is not None else None
    source = planned.origin if planned else ""
    own = "assessor's own" if question.main else ""
    return ", ".join(part for part in (kind, source or own) if part)


def _asked(question: Question) -> str:
    aims = f" (for {', '.join(question.aims)})" if question.aims else ""
    return f"{question.text or 'asked, not written down'}{aims}"


def _remarks(title: str, remarks: tuple[Remark, ...]) -> Iterator[Block]:
    yield Heading(title, 2)
    if not remarks:
        yield Paragraph("None.")
        return
    rows = tuple(
        (clock(one.at), ": ".join(p for p in (one.rule, one.text) if p) or "not written down")
        for one in remarks
    )
    yield Table(("Time", "What happened"), rows, (14, 86))


def _parked(state: SittingState) -> Iterator[Block]:
    left = [(span(one.clock_ms), one.text or "not written down") for one in waiting(state)]
    if left:
        yield Heading("Parked and not asked", 2)
        yield Table(("Minute", "What"), tuple(left), (14, 86))
