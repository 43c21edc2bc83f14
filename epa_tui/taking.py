"""Takes a sitting that another laptop gives: checked in full, then kept in one transaction.

With it comes the own record of its assessment, where there is one: both are there, or neither.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import uuid4

from data.exchange.handover_contents import journey_of, standard_digest
from data.exchange.handover_errors import HandoverDamaged, Invented, TwoSittings
from data.record.chain import link
from data.record.cipher import ApprenticeKey
from data.record.entries import Entry
from data.record.fold import fold, last_opened, then, without_effect
from data.record.instant import Instant
from data.record.state import SittingState
from data.rules.handover import take_over
from data.store.errors import NotFound, TextErased
from data.store.handed import Fit, Handed, fit
from data.store.rows import Sitting
from data.store.sitting_record import summary_of
from data.store.store import Store
from data.store.taken_standards import standard_of
from epa_tui.demonstration import is_demonstration
from epa_tui.taking_journey import (
    Joined,
    as_decided_here,
    join,
    sittings_with,
    summary_joined,
    with_bookings,
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a file."""

    state: SittingState | None
    """Where the sitting stands; None where everything of it was here before."""
    journey: Joined
    """What came of the assessment's own record."""


def take(
    store: Store, handed: Handed, entries: tuple[Entry, ...], now: Instant, assessor: str = ""
) -> Taken:
    """Go on with a sitting of another laptop in this store.

    Args:
        store: Where it goes on.
        handed: What came in the file.
        entries: Its record, of `data.exchange.handover_contents.entries_of`.
        now: The time, by the clocks of this laptop.
        assessor: Who goes on; empty where it is the same person.

    Returns:
        What was taken: the sitting, what goes on with the assessment's own record here, or nothing.

    Raises:
        HandoverError: Its kinds: it cannot be taken here. Nothing was changed.
        StandardError: The standard that came with it is none.
        StoreError: The store does not take it. Nothing of it was kept.
    """
    home, sitting = store.path.parent, handed.sitting
    if is_demonstration(home) != handed.demonstration:
        raise Invented
    _refuse_erased(store, handed)
    joined = join(store, handed.assessment.id, journey_of(handed))
    fits, shared = fit(store.lines(sitting.id), handed.lines)
    if fits is Fit.DIFFERS:
        raise TwoSittings(shared + 1)
    opened = last_opened(entries, without_effect(entries))
    if standard_digest(handed) != opened.digest:
        raise HandoverDamaged
    loaded = standard_of(home, handed, opened.reference, opened.version, opened.digest)
    person = as_decided_here(store, handed.assessment, now, joined)
    handed = replace(with_bookings(store, handed, joined), assessment=person)
    if fits is Fit.HERE:
        listed = sittings_with(store, handed, None)
        if journey := summary_joined(joined, person, loaded.standard, listed):
            store.join_journey(handed, journey)
        return Taken(None, joined)
    state = fold(loaded.standard, entries)
    cipher = ApprenticeKey(handed.secret)
    for body in take_over(state, now, store.device().name, assessor):
        state = then(state, link(body, now, str(uuid4()), state.last, cipher))
    # Kept as of now: by this laptop's clocks, from which a crash would be measured.
    draft = replace(handed.draft, seen=now) if handed.draft else None
    made = state.entries[len(entries) :]
    listed = sittings_with(store, handed, _listed(sitting, state))
    journey = summary_joined(joined, person, loaded.standard, listed)
    store.take_in(handed, made, summary_of(state), opened.digest, draft, journey)
    return Taken(state, joined)


def _listed(sitting: Sitting, state: SittingState) -> Sitting:
    """Return a sitting as lists show it from now on."""
    told, last = summary_of(state), state.last
    return replace(
        sitting,
        stage=told.stage,
        grade=told.grade,
        outcome=told.outcome,
        entries=last.seq,
        head=last.hash,
        updated_at=last.at.wall,
    )


def _refuse_erased(store: Store, handed: Handed) -> None:
    try:
        store.secret_of(handed.assessment.id)
    except TextErased:
        raise
    except NotFound:
        return  # nothing of the apprentice is here yet
