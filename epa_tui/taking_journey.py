"""How the own record of an assessment, which came with a sitting, joins the one that is here.

Nothing is ever overwritten: it is added where it goes on with what is here, and else stays out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from data.record.body import Body, Entry, Line, Undone
from data.record.instant import Instant
from data.record.journey.fold import fold_journey
from data.record.journey.kinds import EFFECTS
from data.rules.adjusted import Approved, late_change
from data.rules.sittings_before import BOOKS, booked_anew
from data.rules.standing import standing
from data.standards.model import Standard
from data.store.accepted_gateway import accepted_on
from data.store.errors import NotFound
from data.store.handed import Fit, Handed, fit
from data.store.journey_rows import attempt_of
from data.store.rows import Assessment, JourneySummary, Sitting
from data.store.store import Store

_ADJUSTMENT = ("extra_per_mille", "breaks", "adjustment_reference")
_PERIOD = ("gateway_on", "epa_ends_on")
_ASSESSOR = ("assessor",)
_OF_THE_PERIOD = frozenset({"gateway", "again"})
"""Parts of the journey in which gateway is accepted, or the EPA period gets another end."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A record that came, beside the one that is here."""

    fits: Fit | None
    """None where none came."""
    shared: int = 0
    """How many entries both have, from the first on."""
    here: tuple[Line, ...] = ()
    given: tuple[Entry, ...] = ()

    @property
    def new(self) -> tuple[Entry, ...]:
        """What is added here."""
        return self.given[self.shared :] if self.fits is Fit.FOLLOWS else ()

    @property
    def only_here(self) -> tuple[Line, ...]:
        """What the file does not have."""
        return self.here[self.shared :]

    @property
    def only_given(self) -> tuple[Entry, ...]:
        """What is not here, and stays out."""
        return self.given[self.shared :] if self.fits is Fit.DIFFERS else ()

    @property
    def held(self) -> bool:
        """True where what stays out says that no result may leave."""
        return self.fits is Fit.DIFFERS and fold_journey(self.given).conduct.held

    @property
    def decides(self) -> frozenset[str]:
        """Names of the parts of the journey in which something is added."""
        return frozenset(self._decided())

    def _decided(self) -> Iterator[str]:
        changed = (*(entry.body for entry in self.new), *self._taken_back())
        for body in changed:
            yield from (part for kind, (part, _) in EFFECTS.items() if kind is type(body))

    @property
    def unbooked(self) -> frozenset[tuple[str, int]]:
        """Method and number of what was booked anew, and is taken back in what is added."""
        undone = [body for body in self._taken_back() if isinstance(body, BOOKS)]
        return frozenset((body.method, body.number) for body in undone if booked_anew(body))

    def _taken_back(self) -> Iterator[Body | None]:
        by_number = {entry.seq: entry.body for entry in self.given}
        for entry in self.new:
            if isinstance(entry.body, Undone):
                yield by_number.get(entry.body.target)


def join(store: Store, assessment_id: str, given: tuple[Entry, ...]) -> Joined:
    """Lay a record that came beside the one that is here; nothing is written.

    Args:
        store: Where it is to go on.
        assessment_id: The assessment.
        given: What came, of `data.exchange.handover_contents.journey_of`; may be empty.
    """
    if not given:
        return Joined(None)
    here = store.journey_lines(assessment_id)
    fits, shared = fit(here, given)
    return Joined(fits, shared, here, given)


def as_decided_here(
    store: Store, given: Assessment, now: Instant, joined: Joined = Joined(None)
) -> Assessment:
    """Return an apprentice's booking as it may follow from another laptop.

    A change of the adjustment after gateway needs a decision (specification, "Assessment Booking"),
    and an EPA period that is counted here is not moved from there: unless the decision itself came
    along. What was recorded here alone keeps all that it decided. The sitting itself goes on under
    what its record began with.

    Args:
        store: Where it goes on.
        given: As the other laptop has it.
        now: The time.
        joined: What came of the assessment's own record.
    """
    try:
        here = store.assessment(given.id)
    except NotFound:
        return given
    kept = {name: getattr(here, name) for name in _kept(store, here, given, now, joined)}
    return replace(given, **kept)


def _kept(
    store: Store, here: Assessment, given: Assessment, now: Instant, joined: Joined
) -> tuple[str, ...]:
    if joined.only_here:
        return (*_ADJUSTMENT, *_PERIOD, *_ASSESSOR)
    gateway = date.fromisoformat(here.gateway_on) if here.gateway_on else None
    late = late_change(_approved(here), _approved(given), gateway, now.local().date())
    adjusted = _ADJUSTMENT if late and "adjusting" not in joined.decides else ()
    moved = not joined.decides & _OF_THE_PERIOD and accepted_on(store, given.id)
    return (*adjusted, *(_PERIOD if moved else ()))


def _approved(assessment: Assessment) -> Approved:
    return Approved(*(getattr(assessment, name) for name in _ADJUSTMENT))


def with_bookings(store: Store, handed: Handed, joined: Joined) -> Handed:
    """Return a file with those of its bookings that are kept here, and those that go.

    New ones are kept, and what a newer record moved; what it took back goes. A sitting that has
    begun here is never touched, and none is booked beside one of the same method and number.

    Args:
        store: Where it goes on.
        handed: The sitting, and what came with it.
        joined: What came of the assessment's own record.
    """
    booked = store.sittings(handed.assessment.id)
    gone = tuple(_gone(booked, handed, joined))
    here = {one.id: one for one in booked if one.id not in gone}
    taken = {(one.method, one.number): one.id for one in (*here.values(), handed.sitting)}

    def wanted(one: Sitting) -> bool:
        if one.id in here:
            return bool(joined.new) and here[one.id].entries == 0
        return (one.method, one.number) not in taken

    return replace(handed, bookings=tuple(filter(wanted, handed.bookings)), cancelled=gone)


def _gone(here: Sequence[Sitting], handed: Handed, joined: Joined) -> Iterator[str]:
    """Go through the ids of the sittings here whose booking the newer record took back."""
    listed = {one.id for one in (handed.sitting, *handed.bookings)}
    for one in here:
        taken_back = (one.method, one.number) in joined.unbooked
        if taken_back and one.entries == 0 and one.id not in listed:
            yield one.id


def summary_joined(
    joined: Joined, assessment: Assessment, standard: Standard, sittings: Sequence[Sitting]
) -> JourneySummary | None:
    """Return what lists are to show once a record is added; None where nothing is.

    Args:
        joined: The record.
        assessment: As it is booked from then on.
        standard: What it is assessed under.
        sittings: All of its sittings, as they stand from then on.
    """
    if not joined.new:
        return None
    state = fold_journey(joined.given, assessment.gateway_on or "")
    last = joined.given[-1]
    return JourneySummary(
        assessment.id,
        standing(standard, state, [attempt_of(sitting) for sitting in sittings]),
        held=state.conduct.held,
        entries=last.seq,
        head=last.hash,
        updated_at=last.at.wall,
    )


def sittings_with(store: Store, handed: Handed, changed: Sitting | None) -> tuple[Sitting, ...]:
    """Return the sittings of an assessment as they stand once one is taken.

    Args:
        store: Knows the others.
        handed: The sitting that came.
        changed: As it is from then on; None where it stays as it is here.
    """
    here = (one for one in store.sittings(handed.assessment.id) if one.id not in handed.cancelled)
    changes = (*handed.bookings, *([changed] if changed else ()))
    return tuple({one.id: one for one in (*here, *changes)}.values())
