"""How a screen adds to a record: it asks the rules, keeps what they give, or says why not."""

from __future__ import annotations

from collections.abc import Callable

from textual.widget import Widget

from data.record.entries import Body
from data.record.instant import Clock, Instant
from data.record.state import SittingState
from data.rules.refused import Refused
from data.rules.undoing import undo_label
from data.store.sitting_record import SittingRecord
from screens.navigation import SayRefused

Make = Callable[[SittingState, Instant], tuple[Body, ...]]
"""Asks a rule for the entries to append."""


def keep(screen: Widget, record: SittingRecord, clock: Clock, make: Make) -> Refused | None:
    """Append what a rule gives.

    Args:
        screen: Says the refusal.
        record: The sitting.
        clock: Tells the time.
        make: Asks the rule.

    Returns:
        None where it was kept, else the refusal, which the screen has said already.
    """
    now = clock()
    try:
        bodies = make(record.state, now)
    except Refused as refused:
        screen.post_message(SayRefused(refused.sentence))
        return refused
    if bodies:
        record.add(now, *bodies)
    return None


def undone_words(state: SittingState) -> str:
    """Return what undo is about to take, to be said when it is done."""
    return f"Taken back: {undo_label(state) or 'nothing'}"
