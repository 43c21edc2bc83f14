"""Takes a sitting that another laptop gives: checked in full, then kept in one transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

from data.exchange.handover_contents import standard_digest
from data.exchange.handover_errors import HandoverDamaged, Invented, TwoSittings
from data.record.chain import link
from data.record.cipher import ApprenticeKey
from data.record.entries import Entry
from data.record.fold import fold, last_opened, then, without_effect
from data.record.instant import Instant
from data.record.state import SittingState
from data.rules.adjusted import Approved, late_change
from data.rules.handover import take_over
from data.store.accepted_gateway import accepted_on
from data.store.errors import NotFound, TextErased
from data.store.handed import Fit, Handed, fit
from data.store.rows import Assessment
from data.store.sitting_record import summary_of
from data.store.store import Store
from data.store.taken_standards import standard_of
from epa_tui.demonstration import is_demonstration


def take(
    store: Store, handed: Handed, entries: tuple[Entry, ...], now: Instant, assessor: str = ""
) -> SittingState | None:
    """Go on with a sitting of another laptop in this store.

    Args:
        store: Where it goes on.
        handed: What came in the file.
        entries: Its record, of `data.exchange.handover_contents.entries_of`.
        now: The time, by the clocks of this laptop.
        assessor: Who goes on; empty where it is the same person.

    Returns:
        Where it stands; None where everything in the file was here before, and nothing was done.

    Raises:
        HandoverError: Its kinds: it cannot be taken here. Nothing was changed.
        StandardError: The standard that came with it is none.
        StoreError: The store does not take it. Nothing of it was kept.
    """
    home, sitting = store.path.parent, handed.sitting
    if is_demonstration(home) != handed.demonstration:
        raise Invented
    _refuse_erased(store, handed)
    fits, shared = fit(store.lines(sitting.id), handed.lines)
    if fits is Fit.DIFFERS:
        raise TwoSittings(shared + 1)
    if fits is Fit.HERE:
        return None
    opened = last_opened(entries, without_effect(entries))
    if standard_digest(handed) != opened.digest:
        raise HandoverDamaged
    loaded = standard_of(home, handed, opened.reference, opened.version, opened.digest)
    state = fold(loaded.standard, entries)
    handed = replace(handed, assessment=_as_decided_here(store, handed.assessment, now))
    cipher = ApprenticeKey(handed.secret)
    for body in take_over(state, now, store.device().name, assessor):
        state = then(state, link(body, now, str(uuid4()), state.last, cipher))
    # Kept as of now: by this laptop's clocks, from which a crash would be measured.
    draft = replace(handed.draft, seen=now) if handed.draft else None
    made = state.entries[len(entries) :]
    store.take_in(handed, made, summary_of(state), opened.digest, draft)
    return state


def _as_decided_here(store: Store, given: Assessment, now: Instant) -> Assessment:
    """Return an apprentice's booking as it may follow from another laptop.

    A change of the adjustment after gateway needs a decision (specification, "Assessment Booking"),
    and an EPA period that is counted here is not moved from there. The sitting itself goes on under
    what its record began with.
    """
    try:
        here = store.assessment(given.id)
    except NotFound:
        return given
    gateway = date.fromisoformat(here.gateway_on) if here.gateway_on else None
    if late_change(_approved(here), _approved(given), gateway, now.local().date()):
        given = replace(given, **{name: getattr(here, name) for name in _ADJUSTMENT})
    if accepted_on(store, given.id):
        given = replace(given, gateway_on=here.gateway_on, epa_ends_on=here.epa_ends_on)
    return given


_ADJUSTMENT = ("extra_per_mille", "breaks", "adjustment_reference")


def _approved(assessment: Assessment) -> Approved:
    return Approved(*(getattr(assessment, name) for name in _ADJUSTMENT))


def _refuse_erased(store: Store, handed: Handed) -> None:
    try:
        store.secret_of(handed.assessment.id)
    except TextErased:
        raise
    except NotFound:
        return  # nothing of the apprentice is here yet
