"""An assessment that is led along its way by steps, as the command line leads it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from data.record.body import Body, Entry
from data.record.chain import link
from data.record.cipher import IN_CLEAR
from data.record.journey.fold import fold_journey
from data.record.journey.opening import AssessmentOpened
from data.rules.journey_view import JourneyView
from data.rules.refused import Refused
from data.rules.standing import Attempt
from data.rules.step import Fact, Outcome, Part
from data.standards.journey_loader import journey_of
from data.standards.model import Standard
from screens.step_answers import read_given
from tests.data.rules.acting import BEGIN, shipped

TODAY = date(2026, 5, 12)


class Way:
    """One assessment without a store: steps are done, days pass, and the view follows."""

    def __init__(self, *parts: Part, standard: Standard | None = None, **booked: Any) -> None:
        self._steps = {step.id: step for part in parts for step in part.steps}
        self._parts = {part.key: part for part in parts}
        self.standard = standard or shipped()
        self.today = TODAY
        self.booked: dict[str, Any] = {"assessor": "Vera Example", **booked}
        self.attempts: tuple[Attempt, ...] = ()
        self.entries: list[Entry] = []
        gateway = self.booked.get("gateway_on")
        self._add(AssessmentOpened("ST0792", "1.1", "1", gateway.isoformat() if gateway else ""))

    def _add(self, body: Body) -> None:
        last = self.entries[-1] if self.entries else None
        at = BEGIN.later(len(self.entries))
        self.entries.append(link(body, at, f"e-{len(self.entries)}", last, IN_CLEAR))

    def record(self, *bodies: Body) -> Way:
        """Let something of another part be recorded."""
        for body in bodies:
            self._add(body)
        return self

    @property
    def view(self) -> JourneyView:
        return JourneyView(
            self.standard,
            journey_of(self.standard),
            "1",
            fold_journey(self.entries),
            self.attempts,
            self.today,
            **self.booked,
        )

    def wait(self, days: int) -> Way:
        self.today += timedelta(days=days)
        return self

    def do(self, name: str, **typed: str) -> Outcome:
        """Do a step with what is typed; what is left out is answered as the form proposes."""
        step, view = self._steps[name], self.view
        asks = step.asks(view)
        assert {*typed} <= {ask.name for ask in asks}
        answers = {ask.name: typed.get(ask.name, ask.value) for ask in asks}
        outcome = step.do(view, read_given(asks, answers, self.today))
        for body in outcome.bodies:
            self._add(body)
        self.booked |= {
            name: date.fromisoformat(value) if name.endswith("_on") else value
            for name, value in outcome.changes.items()
        }
        return outcome

    def refused(self, name: str, **typed: str) -> str:
        """Return why a step is refused; nothing was recorded."""
        with pytest.raises(Refused) as told:
            self.do(name, **typed)
        return told.value.sentence

    def opened(self, name: str) -> bool:
        return not self._steps[name].closed(self.view)

    def facts(self, key: str) -> dict[str, Fact]:
        return {fact.label.strip(): fact for fact in self._parts[key].facts(self.view)}

    def line(self, key: str) -> Fact:
        return self._parts[key].line(self.view)

    def changed(self, **booked: Any) -> Way:
        """Change the booking from elsewhere: the form, or a file."""
        self.booked |= booked
        return self

    def begun(self, method: str = "M1") -> Way:
        """Let a sitting begin."""
        self.attempts = (Attempt("sitting-1", method, "first", 1, begun=True, grade=None),)
        return self
