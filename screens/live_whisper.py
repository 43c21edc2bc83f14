"""What the line below the strip says: one message, the most pressing one, most of the time none.

A pure function of the state and the present, so that a program that was started anew says the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from data.record.instant import Instant
from data.record.phase_clock import allotted_ms
from data.record.state import SittingState
from data.rules.doorway import doorway
from data.rules.horizon import Horizon, horizon
from data.rules.ledger import phase_times
from data.rules.pointing import last_points
from data.rules.probing import over_probed
from data.rules.signals import since_half
from data.standards.bank import Bank
from screens.keys_now import key_for
from screens.widgets.times import left, span, wall
from screens.widgets.whisper import Words

LAST_CHANCE_MS = 60_000
"""So long before the last safe moment its warning goes before everything else, in milliseconds."""

WARNED_MS = 300_000
"""So long before the last safe moment it is told, in milliseconds: time to close a question."""

HALF_TOLD_MS = 180_000
"""How long the half of a long phase is told, in milliseconds: an answer may be going on."""

QUIET = Words()
"""Nothing to say."""


def whisper(state: SittingState, now: Instant, bank: Bank) -> Words:
    """Return what to whisper now.

    In this order: the last minute before the last safe moment, a last note that only points at the
    portfolio, a door that has just opened, a third follow-up on what is sufficient, the half of a
    long phase, the last safe moment and what follows it; between phases what became of the time.
    Nothing while the clock stands.

    Args:
        state: The sitting.
        now: The present.
        bank: The user's stems.
    """
    clock = state.clock
    if clock is None:
        return _ledger(state, now)
    if not clock.running:
        return QUIET
    return next(_messages(state, now, bank), QUIET)


def _messages(state: SittingState, now: Instant, bank: Bank) -> Iterator[Words]:
    """Yield what there is to say, the most pressing first."""
    reach = horizon(state, now)
    if reach is not None and 0 <= reach.safe_ms <= LAST_CHANCE_MS:
        yield last_safe(reach, now)
    if last_points(state):
        yield Words("note", "the last note only points at the portfolio: note what is said")
    yield from _door(state, bank)
    yield from _probing(state)
    since = since_half(state, now)
    if since is not None and since < HALF_TOLD_MS:
        yield Words("time", f"half-time: {key_for('live.stocktake')} takes stock")
    if reach is not None and state.clock is not None and state.clock.remaining(now) > 0:
        yield from _reach(reach, now)


def _door(state: SittingState, bank: Bank) -> Iterator[Words]:
    door = doorway(state, bank)
    if door is None:
        return
    way = f"follow up beside {door.beside} ({' '.join(door.shared)})"
    yield Words("door", f"{key_for('live.lift')}  {door.to}  {door.stem or way}")


def _probing(state: SittingState) -> Iterator[Words]:
    probed = over_probed(state)
    if probed is None:
        return
    verb = "is" if len(probed.codes) == 1 else "are"
    about = f"{' '.join(probed.codes)} {verb} sufficient"
    yield Words("probe", f"{about}: {probed.follow_ups} follow-ups; {probed.untouched} not heard")


def _reach(reach: Horizon, now: Instant) -> Iterator[Words]:
    if reach.safe_ms < 0:
        yield Words("time", "no room for another main question")
    elif reach.safe_ms <= WARNED_MS:
        yield last_safe(reach, now)


def last_safe(reach: Horizon, now: Instant) -> Words:
    """Say until when one more main question can be opened, as the time of day, rounded down."""
    until = wall(now.wall + reach.safe_ms, seconds=False)
    return Words("time", f"last safe moment for a new question: {until}")


def _ledger(state: SittingState, now: Instant) -> Words:
    """Say between phases what was used, and that the next phase has neither more nor less."""
    following = state.next_phase
    times = phase_times(state, now)
    if following is None or not times:
        return QUIET
    phase, last = state.method.phase(following), times[-1]
    allotted = left(allotted_ms(phase, state.opened.extra_per_mille))
    used = f"{last.title.lower()} {span(last.used_ms)} of {span(last.allotted_ms)} used"
    return Words("time", f"{used}; {phase.title.lower()} still {allotted}")
