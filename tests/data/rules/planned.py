"""An assessment that tests take through steps of the journey: the state follows from entries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from data.record.body import Body, Entry
from data.record.chain import link
from data.record.cipher import IN_CLEAR
from data.record.instant import Instant
from data.record.journey.fold import fold_journey
from data.record.journey.opening import AssessmentOpened
from data.record.journey.state import JourneyState
from data.rules.journey_view import JourneyView
from data.rules.moments import moment_kept
from data.rules.refused import Refused
from data.rules.standing import Attempt
from data.rules.step import Booking, Outcome, Part
from data.standards.journey_loader import journey_of
from tests.data.rules.acting import BEGIN, MINUTE, shipped

DAY = timedelta(days=1)


class OnTheWay:
    """One assessment: every refused step leaves it as it was."""

    def __init__(self, part: Part, gateway_on: str = "2026-05-01", option: str = "1") -> None:
        self.part, self.option = part, option
        self.now: Instant = BEGIN
        self.entries: list[Entry] = []
        self.attempts: dict[tuple[str, int], Attempt] = {}
        self.booked: list[Booking] = []
        self.more: dict[str, Any] = {}
        self.gateway_on = gateway_on
        self.add(AssessmentOpened("ST0792", "1.1", option, gateway_on))

    @property
    def today(self) -> date:
        return self.now.local().date()

    @property
    def state(self) -> JourneyState:
        return fold_journey(self.entries)

    @property
    def view(self) -> JourneyView:
        gateway = date.fromisoformat(self.gateway_on) if self.gateway_on else None
        return JourneyView(
            shipped(),
            journey_of(shipped()),
            self.option,
            self.state,
            tuple(self.attempts.values()),
            self.today,
            gateway,
            gateway + 183 * DAY if gateway else None,
            **{"assessor": "Pat Pretend", **self.more},
        )

    def wait(self, minutes: float) -> OnTheWay:
        self.now = self.now.later(int(minutes * MINUTE))
        return self

    def add(self, body: Body) -> None:
        last = self.entries[-1] if self.entries else None
        name = f"entry-{len(self.entries)}"
        self.entries.append(link(body, self.now, name, last, IN_CLEAR))

    def do(self, verb: str, **given: Any) -> Outcome:
        step = next(step for step in self.part.steps if step.verb == verb)
        view = self.view
        asked = {ask.name: _nothing(ask.kind) for ask in step.asks(view)}
        assert given.keys() <= asked.keys()
        outcome = step.do(view, {**asked, **given})
        for body in outcome.bodies:
            self.add(body)
        self.booked += outcome.bookings
        for one in outcome.bookings:
            day = one.at.date().isoformat() if one.at else ""
            key = one.method, one.number
            self.attempts[key] = Attempt(
                f"{one.method}-{one.number}", one.method, one.kind, one.number, False, None,
                scheduled_on=day, scheduled_at=moment_kept(one.at) if one.at else "",
            )  # fmt: skip
        return outcome

    def refused(self, verb: str, **given: Any) -> str:
        before = list(self.entries)
        with pytest.raises(Refused) as caught:
            self.do(verb, **given)
        assert self.entries == before
        return caught.value.sentence

    def facts(self) -> Mapping[str, str]:
        return {fact.label: fact.words for fact in self.part.facts(self.view)}


def _nothing(kind: str) -> Any:
    return {"text": "", "many": ()}.get(kind)
