"""The own record of one assessment, as screens and commands hold it: where it stands, and steps.

What is recorded here is rare and never in a hurry: a step returns when it is durable.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Self
from uuid import uuid4

from data.record.body import Body, Entry
from data.record.chain import link, verify
from data.record.errors import BrokenChain
from data.record.instant import Instant
from data.record.journey.fold import fold_journey
from data.record.journey.state import JourneyState
from data.rules.journey_view import JourneyView
from data.rules.step import Booking, Given, Outcome, Step
from data.standards.journey import Journey
from data.standards.journey_loader import journey_of
from data.standards.model import Standard
from data.standards.own_holidays import NO_OWN, OwnHolidays, read_own_holidays
from data.store.due_rows import dues_of
from data.store.journey_rows import attempt_of, day_of, opened_by, sitting_of, with_booked
from data.store.rows import Assessment, DueRow, JourneySummary, Sitting
from data.store.store import Store


class JourneyRecord:
    """An assessment from gateway to certificate. Made by `open`.

    Args:
        store: Where it is kept.
        assessment: As it is booked.
        standard: What it is assessed under.
        journey: What the standard says of the way.
        entries: Its own record, checked.
        holidays: The user's own table of holidays.
    """

    def __init__(
        self,
        store: Store,
        assessment: Assessment,
        standard: Standard,
        journey: Journey,
        entries: Sequence[Entry],
        holidays: OwnHolidays = NO_OWN,
    ) -> None:
        self.store = store
        """Where it is kept."""
        self.assessment = assessment
        self.standard, self.journey = standard, journey
        self.sittings = store.sittings(assessment.id)
        self._heard = store.heard(assessment.id)
        self._entries = tuple(entries)
        self._holidays = holidays
        self.state = self._folded(assessment, self._entries)

    @classmethod
    def open(
        cls,
        store: Store,
        assessment_id: str,
        standard: Standard,
        journey: Journey | None = None,
        holidays: OwnHolidays | None = None,
    ) -> Self:
        """Read the record of an assessment, and check its chain.

        Args:
            store: Where it is kept.
            assessment_id: The assessment; need not have a record yet.
            standard: What it is assessed under.
            journey: What the standard says of the way; read where it is left out.
            holidays: The user's own table of holidays; read where it is left out.

        Raises:
            NotFound: There is no such assessment.
            data.record.errors.RecordError: The record was changed, or cannot be read.
            data.standards.errors.StandardError: The user's file of the journey is wrong.
        """
        assessment = store.assessment(assessment_id)
        verify(store.journey_lines(assessment_id))
        entries = store.journey_entries(assessment_id)
        listed = store.journey(assessment_id)
        if listed and len(entries) < listed.entries:
            # What is missing at the end leaves a chain that is whole; only the summary tells.
            raise BrokenChain(len(entries) + 1)
        home = store.path.parent
        way = journey or journey_of(standard, home)
        own = read_own_holidays(home) if holidays is None else holidays
        return cls(store, assessment, standard, way, entries, own)

    def view(self, now: Instant) -> JourneyView:
        """Return all that rules may ask of the assessment on the local day of `now`."""
        return self._view(self.assessment, self.state, self.sittings, now)

    def do(self, step: Step, given: Given, now: Instant) -> Outcome:
        """Carry a step out; returns when it is durable.

        Args:
            step: What is done.
            given: What was answered, by the names of its asks.
            now: The time.

        Raises:
            data.rules.refused.Refused: It may not be done. Nothing was recorded.
            StoreError: The disk refused. Nothing was recorded.
        """
        outcome = step.carry_out(self.view(now), given)
        self.keep(outcome, now)
        return outcome

    def keep(self, outcome: Outcome, now: Instant) -> None:
        """Record what was decided, with everything that changes with it, in one transaction.

        Args:
            outcome: What happened and what it changes.
            now: The time.

        Raises:
            StoreError: The disk refused. Nothing was recorded.
        """
        self.add(now, *outcome.bodies, changes=outcome.changes, bookings=outcome.bookings)

    def add(
        self,
        now: Instant,
        *bodies: Body,
        changes: Any = None,
        bookings: Sequence[Booking] = (),
        cancelled: Sequence[str] = (),
    ) -> JourneyState:
        """Add to the record; returns when it is durable.

        Args:
            now: The time.
            bodies: What happened, in order.
            changes: Fields of the assessment that change with it.
            bookings: Sittings that are booked with it, or given another day.
            cancelled: Ids of sittings that are not to be held after all.

        Raises:
            StoreError: The disk refused. Nothing was recorded.
        """
        entries = self._linked(bodies, now)
        assessment = replace(self.assessment, **(changes or {}))
        booked = self._booked(bookings)
        kept = [sitting for sitting in self.sittings if sitting.id not in cancelled]
        sittings = with_booked(kept, booked)
        state = self._folded(assessment, (*self._entries, *entries))
        view = self._view(assessment, state, sittings, now)
        self.store.keep_journey(
            self._summary(view, (*self._entries, *entries)),
            entries,
            self._dues(view),
            assessment=assessment if changes else None,
            sittings=booked,
            cancelled=cancelled,
        )
        self.assessment, self.state = assessment, state
        self._entries, self.sittings = (*self._entries, *entries), sittings
        return state

    def _linked(self, bodies: Sequence[Body], now: Instant) -> list[Entry]:
        cipher = self.store.cipher(self.assessment.id)
        first = [] if self._entries else [opened_by(self.assessment)]
        last = self._entries[-1] if self._entries else None
        entries: list[Entry] = []
        for body in (*first, *bodies):
            last = link(body, now, str(uuid4()), last, cipher)
            entries.append(last)
        return entries

    def _summary(self, view: JourneyView, entries: Sequence[Entry]) -> JourneySummary:
        last = entries[-1] if entries else None
        return JourneySummary(
            self.assessment.id,
            view.at,
            held=view.state.conduct.held,
            entries=len(entries),
            head=last.hash if last else "",
            updated_at=last.at.wall if last else 0,
        )

    def _dues(self, view: JourneyView) -> tuple[DueRow, ...]:
        return dues_of(self.assessment.id, view)

    def _booked(self, bookings: Sequence[Booking]) -> list[Sitting]:
        return [sitting_of(self.assessment.id, self.sittings, booking) for booking in bookings]

    def _folded(self, assessment: Assessment, entries: Sequence[Entry]) -> JourneyState:
        return fold_journey(entries, assessment.gateway_on or "")

    def _view(
        self,
        assessment: Assessment,
        state: JourneyState,
        sittings: Sequence[Sitting],
        now: Instant,
    ) -> JourneyView:
        return JourneyView(
            self.standard,
            self.journey,
            assessment.option,
            state,
            tuple(attempt_of(sitting, self._heard.get(sitting.id)) for sitting in sittings),
            now.local().date(),
            day_of(assessment.gateway_on),
            day_of(assessment.epa_ends_on),
            assessment.assessor,
            assessment.extra_per_mille,
            assessment.breaks,
            assessment.adjustment_reference,
            self._holidays,
        )
