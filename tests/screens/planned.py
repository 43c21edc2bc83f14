"""Assessments in a real store whose meeting and portfolio come somewhere by their steps."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from data.rules.step import Part, Step
from data.store.journey_record import JourneyRecord
from data.store.store import Store
from screens.step_answers import read_given
from tests.data.store.building import a_sitting, an_assessment
from tests.screens.acted import MINUTE, shipped
from tests.screens.ticking import Ticker


class Planned:
    """One assessment in a store of its own, accepted at gateway."""

    def __init__(self, home: Path, *methods: str, **changes: Any) -> None:
        self.ticker = Ticker()
        self.store = Store.open(home)
        person = an_assessment(0, **{"epa_ends_on": "2026-10-01", **changes})
        sittings = [
            a_sitting(number, assessment_id=person.id, method=method, scheduled_at=None)
            for number, method in enumerate(methods)
        ]
        self.store.save_bookings([person], sittings)
        self.record = self.again()

    def again(self) -> JourneyRecord:
        """Open the record as another start of the program would."""
        return JourneyRecord.open(self.store, "assessment-0", shipped().standard)

    def wait(self, minutes: float) -> Planned:
        self.ticker.go(int(minutes * MINUTE))
        return self

    def do(self, part: Part, verb: str, **typed: str) -> Planned:
        """Carry a step out with answers as they are typed."""
        step: Step = next(step for step in part.steps if step.verb == verb)
        asks = step.asks(self.record.view(self.ticker.now))
        today: datetime = self.ticker.now.local()
        answers = {ask.name: typed.get(ask.name, ask.value) for ask in asks}
        self.record.do(step, read_given(asks, answers, today.date()), self.ticker.now)
        return self

    def close(self) -> None:
        self.store.close()
