"""What may be written down before the sitting: recording, report, portfolio and planned questions.

Pure functions of the state and the present, each giving the entries to append or refusing. Nothing
in here is a judgement: the report is evidence of its method, the portfolio never is.
"""

from __future__ import annotations

from data.record.entries import (
    Body,
    Checked,
    PortfolioListed,
    QuestionPlanned,
    RecordingSet,
    RecordingStopped,
    ReportMarked,
)
from data.record.instant import Instant
from data.record.state import SittingState
from data.record.text import clean
from data.rules.demands import (
    demand_codes,
    demand_descriptor,
    demand_open,
    demand_statements,
    demand_unsealed,
    demand_words,
)
from data.rules.gate import RECORDING, missing
from data.rules.refused import Refused

BEHIND_MS = 3_000
"""A counter that shows so much less than the last reading lets expect is that of another recording,
in milliseconds. Our convention: reading and typing take less."""


def set_recording(state: SittingState, now: Instant, counter_ms: int) -> tuple[Body, ...]:
    """Keep what the recording's counter shows; before the start this also passes its check.

    A counter that is behind the last reading, or comes after a stop, is that of a new recording.

    Args:
        state: The sitting.
        now: The present, at which the counter was read.
        counter_ms: What it showed, in milliseconds.

    Raises:
        Refused: The counter is negative, or the live part is over.
    """
    demand_open(state)
    if counter_ms < 0:
        raise Refused("A recording counts from 0:00. Type what its counter shows.")
    unchecked = not state.phases and any(check.name == RECORDING for check in missing(state))
    passed = (Checked(RECORDING, True),) if unchecked else ()
    return (RecordingSet(counter_ms, _another(state, now, counter_ms)), *passed)


def _another(state: SittingState, now: Instant, counter_ms: int) -> bool:
    """Tell whether a counter is that of another recording than the one read last."""
    if not state.recording or not state.phases:
        return False  # before the start a second reading corrects the first
    heard = state.heard_at(now)
    return heard is None or counter_ms < heard.counter_ms - BEHIND_MS


def stop_recording(state: SittingState, now: Instant) -> tuple[Body, ...]:
    """Keep that the recording stands still: what is noted then has no time in it.

    Raises:
        Refused: No recording runs, or the live part is over.
    """
    demand_open(state)
    if not state.recording or state.recording[-1].stopped:
        raise Refused("No recording runs. Type the counter of one when it does.")
    return (RecordingStopped(),)


def mark_report(state: SittingState, now: Instant, code: str, evidenced: bool) -> tuple[Body, ...]:
    """Keep whether the written report already evidences a descriptor.

    Raises:
        Refused: No report is graded in this method, or there is no such descriptor.
    """
    demand_unsealed(state)
    if not state.method.report_is_evidence:
        raise Refused("No report is graded in this method. List the portfolio or plan questions.")
    return (ReportMarked(demand_descriptor(state, code).code, evidenced),)


def list_portfolio(
    state: SittingState, now: Instant, number: int, title: str, ksbs: tuple[str, ...] = ()
) -> tuple[Body, ...]:
    """List one piece of portfolio evidence and the KSBs that it claims.

    Args:
        state: The sitting.
        now: The present.
        number: Its number, from 1 to what the method asks for.
        title: What it is.
        ksbs: Codes of KSBs of this method and option.

    Raises:
        Refused: The method has no portfolio or not so many pieces, the title is blank, or a KSB
            does not belong here.
    """
    demand_unsealed(state)
    pieces = state.method.portfolio_pieces
    if not pieces:
        raise Refused("No portfolio underpins this method. There is nothing to list.")
    if not 1 <= number <= pieces:
        raise Refused(f"The portfolio has pieces 1 to {pieces}. Choose one of these numbers.")
    words = demand_words(title, f"Piece {number} needs a title. Type what it is.")
    demand_statements(state, ksbs)
    return (PortfolioListed(number, words, ksbs),)


def plan_question(
    state: SittingState,
    now: Instant,
    text: str,
    aims: tuple[str, ...] = (),
    number: int | None = None,
    origin: str = "",
) -> tuple[Body, ...]:
    """Plan a question, change it, or take it off the plan.

    Args:
        state: The sitting.
        now: The present.
        text: Its words; empty takes the question called `number` off the plan.
        aims: Codes that it is aimed at.
        number: What the note line calls it (`?7`); the next that was never used where left out.
        origin: Where it came from, as `QuestionPlanned` has it; a change leaves it as it was.

    Raises:
        Refused: A code does not belong here, the number is below 1, there is nothing to take off,
            or nothing more can be asked.
    """
    demand_open(state)
    demand_codes(state, aims)
    number = next_number(state) if number is None else number
    if number < 1:
        raise Refused("Planned questions count from 1. Choose a higher number.")
    if not text.strip():
        if number not in state.plan:
            raise Refused("There is no such planned question. Type its words to plan it.")
        return (QuestionPlanned(number, ""),)
    known = state.plan.get(number)
    return (QuestionPlanned(number, clean(text), aims, known.origin if known else origin),)


def next_number(state: SittingState) -> int:
    """Return a number that no planned question ever had, so that `?7` never changes its meaning."""
    planned = (e.body.number for e in state.entries if isinstance(e.body, QuestionPlanned))
    return max(planned, default=0) + 1
