"""The days that a result tells: when the assessment was, and by when its result has to be out."""

from __future__ import annotations

from datetime import date

from data.exchange.proceedings import Json
from data.record.instant import Instant
from data.record.state import SittingState
from data.rules.deadlines import claim_due, free_days, result_due
from data.standards.own_holidays import OwnHolidays


def deadlines(state: SittingState, sealed: Instant, own: OwnHolidays) -> Json:
    """Return by when the result has to be out (specification, "Results and Certifications").

    Where the user's own table says something of these days, the days that did not count stand
    there too: whoever receives the document counts the same without the table.

    Args:
        state: The sitting, sealed.
        sealed: When.
        own: The user's own table of holidays, as it stood at the seal.
    """
    day = assessed_on(state, sealed)
    result = result_due(state.standard, day, own)
    claim = claim_due(state.standard, result, own)
    told = {
        "assessed_on": day.isoformat(),
        "result_due": result.isoformat(),
        "claim_due": claim.isoformat(),
    }
    if not own.says_of(day, claim):
        return told
    return {**told, "holidays": [free.isoformat() for free in free_days(day, claim, own)]}


def assessed_on(state: SittingState, otherwise: Instant) -> date:
    """Return the day of the assessment: that on which its live part ended.

    Days are those of UTC, so that every machine computes the same; in England they differ only in
    the hour after midnight in summer.

    Args:
        state: The sitting.
        otherwise: Stands in where nothing was ever started.
    """
    return assessed_at(state, otherwise).utc.date()


def assessed_at(state: SittingState, otherwise: Instant) -> Instant:
    """Return when the live part of a sitting ended.

    Args:
        state: The sitting.
        otherwise: Stands in where nothing was ever started.
    """
    ends = [clock.ended for clock in state.phases.values() if clock.ended]
    return (ends[-1] if ends else state.ended_at) or otherwise
