"""The pieces of an assessment's portfolio, listed in a sitting that they underpin.

Nobody types them again: not before the first attempt, and not before a re-sit, which is prepared
with the same portfolio. What the assessor changed in the sitting itself stays, until the portfolio
changes after that.
"""

from __future__ import annotations

from collections.abc import Sequence

from data.record.entries import Entry, PortfolioListed
from data.record.fold import without_effect
from data.record.instant import Instant
from data.record.journey.portfolio import PieceKept
from data.record.journey.state import JourneyState
from data.record.state import SittingState


def carried_over(state: SittingState, journey: JourneyState) -> tuple[PortfolioListed, ...]:
    """Return the pieces that are to be listed in a sitting before its first phase.

    Args:
        state: The sitting.
        journey: The record of its assessment.
    """
    if state.phases or not state.method.portfolio_pieces:
        return ()
    listed = _listed(state)
    bodies = []
    for number, kept in _kept(journey).items():
        piece = journey.portfolio.pieces[number]
        body = PortfolioListed(number, piece.title, _claims(state, piece.ksbs))
        newer = number not in listed or kept.wall > listed[number].wall
        if number <= state.method.portfolio_pieces and newer and not _same(state, body):
            bodies.append(body)
    return tuple(bodies)


def carried_again(state: SittingState, earlier: Sequence[Entry]) -> tuple[PortfolioListed, ...]:
    """Return the pieces of an earlier attempt, where the portfolio itself is not recorded.

    Args:
        state: The sitting, in which no piece was ever listed.
        earlier: The record of the attempt before.
    """
    if state.phases or not state.method.portfolio_pieces or _listed(state):
        return ()
    gone = without_effect(earlier)
    pieces = {
        entry.body.number: entry.body
        for entry in earlier
        if isinstance(entry.body, PortfolioListed) and entry.seq not in gone
    }
    return tuple(
        PortfolioListed(number, piece.title, _claims(state, piece.ksbs))
        for number, piece in sorted(pieces.items())
        if number <= state.method.portfolio_pieces
    )


def _claims(state: SittingState, ksbs: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of some KSBs that the sitting is about: the option may have changed since."""
    opened = state.opened
    known = {ksb.code for ksb in state.standard.statements(opened.method, opened.option)}
    return tuple(code for code in ksbs if code in known)


def _kept(journey: JourneyState) -> dict[int, Instant]:
    """Return when each piece that is listed came to be so, in the order of the numbers."""
    kept = {
        entry.body.number: entry.at
        for entry in journey.entries
        if isinstance(entry.body, PieceKept) and entry.seq not in journey.undone
    }
    return {number: kept[number] for number in journey.portfolio.pieces}


def _listed(state: SittingState) -> dict[int, Instant]:
    """Return when each number was last listed in the sitting, whether that was undone or not."""
    return {
        entry.body.number: entry.at
        for entry in state.entries
        if isinstance(entry.body, PortfolioListed)
    }


def _same(state: SittingState, body: PortfolioListed) -> bool:
    piece = state.portfolio.get(body.number)
    return piece is not None and (piece.title, piece.ksbs) == (body.title, body.ksbs)
