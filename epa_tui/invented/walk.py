"""The way of one assessment of the demonstration, walked through the steps of its parts.

Every step passes its guard on a day of its own, so the demonstration shows nothing that could not
have happened. It is kept in one write at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Self, cast

from data.record.body import Entry
from data.record.cipher import Cipher
from data.record.instant import Instant
from data.record.journey.body import JourneyBody
from data.rules.journey_view import JourneyView
from data.rules.step import Step
from data.standards.journey import Journey
from data.standards.model import Standard
from data.store.journey_record import JourneyRecord
from data.store.rows import Assessment, DueRow, JourneySummary, Sitting
from data.store.store import Store
from epa_tui.invented.cast import moment
from epa_tui.journey_parts import parts

_STEPS = {step.id: step for part in parts() for step in part.steps}
_BLANK = {"text": "", "many": ()}
"""What stands for an answer that was left out, where that is not None."""


class Walk:
    """An assessment on its way.

    Args:
        store: Where it is kept.
        standard: What it is assessed under.
        journey: What that says of the way.
        assessment: As it is when the walk begins.
        sittings: Those that are booked, as they are then.
        now: The present.
    """

    def __init__(
        self,
        store: Store,
        standard: Standard,
        journey: Journey,
        assessment: Assessment,
        sittings: Sequence[Sitting],
        now: Instant,
    ) -> None:
        self._store, self.present, self.now = store, now, now
        self._kept = _Gathering(store, sittings)
        # All that a record asks of a store is asked of what stands in for it here.
        asked = cast(Store, self._kept)
        entries = store.journey_entries(assessment.id)
        self._record = JourneyRecord(asked, assessment, standard, journey, entries)

    @property
    def view(self) -> JourneyView:
        """The assessment at the time that the walk has come to."""
        return self._record.view(self.now)

    def on(self, day: date, hour: int = 9, minute: int = 0) -> Self:
        """Let it be a time of a day."""
        self.now = self.present.later(moment(day, hour, minute) - self.present.wall)
        return self

    def does(self, name: str, **answers: Any) -> Self:
        """Carry out a step.

        Args:
            name: Part and verb: `gateway.accept`.
            answers: By the names of its asks, `_` for `-`; what is left out was not answered.

        Raises:
            data.rules.refused.Refused: It may not be done.
        """
        step = _STEPS[name]
        self._record.do(step, self._given(step, answers), self.now)
        return self

    def adds(self, *bodies: JourneyBody) -> Self:
        """Record what a rule has given that no step is for."""
        self._record.add(self.now, *bodies)
        return self

    def keep(self) -> None:
        """Keep everything in the store."""
        self._kept.keep(self._store, self._record.assessment)

    def _given(self, step: Step, answers: dict[str, Any]) -> dict[str, Any]:
        given = {ask.name: _BLANK.get(ask.kind) for ask in step.asks(self.view)}
        return given | {name.replace("_", "-"): answer for name, answer in answers.items()}


class _Gathering:
    """Stands in for the store while a way is walked, and gathers what is to be kept of it."""

    def __init__(self, store: Store, sittings: Sequence[Sitting]) -> None:
        self._store, self._sittings = store, tuple(sittings)
        self._entries: list[Entry] = []
        self._booked: dict[str, Sitting] = {}
        self._last: tuple[JourneySummary, Sequence[DueRow]] | None = None

    def sittings(self, assessment_id: str) -> tuple[Sitting, ...]:
        """Return what is booked at the begin of the walk."""
        del assessment_id
        return self._sittings

    def heard(self, assessment_id: str) -> dict[str, int]:
        """Return when the live parts of its sittings ended."""
        return self._store.heard(assessment_id)

    def cipher(self, assessment_id: str) -> Cipher:
        """Return what enciphers its entries."""
        return self._store.cipher(assessment_id)

    def keep_journey(
        self,
        summary: JourneySummary,
        entries: Sequence[Entry],
        dues: Sequence[DueRow],
        *,
        assessment: Assessment | None = None,
        sittings: Sequence[Sitting] = (),
        cancelled: Sequence[str] = (),
    ) -> None:
        """Gather what one step has come to; nobody invented takes a step back."""
        del assessment, cancelled
        self._entries += entries
        self._booked |= {sitting.id: sitting for sitting in sittings}
        self._last = summary, dues

    def keep(self, store: Store, assessment: Assessment) -> None:
        """Keep everything that was gathered, in one transaction."""
        if self._last is None:
            return
        summary, dues = self._last
        booked = list(self._booked.values())
        store.keep_journey(summary, self._entries, dues, assessment=assessment, sittings=booked)
