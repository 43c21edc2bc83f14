"""Say what an incident was: its time was kept when it happened, the words come after it."""

from __future__ import annotations

from data.record.entries import Body, Incident, Undone
from data.record.instant import Instant
from data.record.state import SittingState
from data.record.text import clean
from data.rules import talk_guards
from data.rules.demands import demand_unsealed


def describe_incident(state: SittingState, now: Instant, seq: int, text: str) -> tuple[Body, ...]:
    """Give an incident its words; it keeps the time at which it was first kept.

    The entry without words is undone, and one with them takes its place with the same time.

    Args:
        state: The sitting.
        now: The present.
        seq: Sequence number of the incident.
        text: What happened.

    Returns:
        The entries; none where there are no words, and an incident of this moment where the first
        was undone meanwhile.

    Raises:
        Refused: The sitting is sealed.
    """
    demand_unsealed(state)
    if not text.strip():
        return ()
    kept = next((remark for remark in state.incidents if remark.seq == seq), None)
    if kept is None:
        return talk_guards.incident(state, now, text)
    return (Undone(seq), Incident(clean(text), kept.clock_ms))
