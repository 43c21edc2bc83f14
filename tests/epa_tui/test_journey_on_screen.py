"""One whole way on the screens: gateway, a fail, its re-sit, the capped pass, the claim."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from data.record.instant import Instant
from data.rules import results_part
from data.rules.way import part_at
from data.store.store import Store
from epa_tui.app import EpaApp
from epa_tui.journeys import open_journey
from epa_tui.settings import Settings
from screens.journey import JourneyScreen
from screens.step_form import StepForm
from screens.widgets.field import ChoiceField
from screens.widgets.row_list import RowList
from screens.widgets.tick_field import TickField
from tests.data.store.building import a_sitting
from tests.epa_tui.hands import Hands
from tests.epa_tui.journeyed import WHO, WITHOUT_WORDS, graded, somebody
from tests.screens.acted import seen
from tests.screens.booked import type_in
from tests.screens.ticking import Ticker


class OnTheWay(Hands):
    """Hands on the journey of one assessment."""

    def on(self, day: str) -> None:
        """Let it be ten o'clock of a day."""
        wall = int(datetime.fromisoformat(f"{day}T10:00Z").timestamp() * 1000)
        self.ticker.now = Instant(wall, wall, "testboot")

    async def does(self, part: str, step: str, **answers: str) -> None:
        """Choose a step of a part, answer what it asks for, and save."""
        await self._to(part)
        await self.press("enter")
        await self.sees(step)
        if not isinstance(self.app.screen, StepForm):
            (number,) = re.findall(rf"([1-9])  {re.escape(step)}", seen(self.app))
            await self.press(number)
            await self.shows(StepForm)
        await self._answers(answers)
        await self.press("f2")
        await self.shows(JourneyScreen)

    async def stands(self, state: str) -> None:
        """Come to the journey anew: a sitting may have been held meanwhile."""
        await self.press("h")
        self.app.open_journey(WHO)
        await self.shows(JourneyScreen)
        await self.sees(f" {state} ")
        assert self.app.screen.query_one(RowList).key == part_at(state)

    async def _to(self, part: str) -> None:
        screen = self.app.screen
        assert isinstance(screen, JourneyScreen)
        keys = list(screen._parts)
        await self.pilot.press("home", *["down"] * keys.index(part))
        await self.pilot.pause()

    async def _answers(self, answers: dict[str, str]) -> None:
        form = self.app.screen
        assert isinstance(form, StepForm)
        for ask in form._asks:
            field, wanted = form.field(ask.name), answers.get(ask.name)
            if wanted and isinstance(field, ChoiceField):
                codes = [choice.code for choice in ask.choices] or ["yes", "no"]
                await self.pilot.press(*["right"] * (1 + codes.index(wanted) - field.at))
            elif wanted and isinstance(field, TickField):
                named = [choice.code for choice in ask.choices]
                await self.press(*(str(named.index(code) + 1) for code in wanted.split()))
            elif wanted:
                await type_in(self.pilot, wanted)
            if ask is not form._asks[-1]:
                await self.pilot.press("enter")


@asynccontextmanager
async def on_the_way(home: Path) -> AsyncIterator[OnTheWay]:
    """Open the journey of somebody who is on programme, with both methods to be sat."""
    with Store.open(home) as store:
        sittings = [
            a_sitting(number, method=method, assessment_id=WHO, scheduled_at=None)
            for number, method in enumerate(("M1", "M2"))
        ]
        store.save_bookings([somebody()], sittings)
        ticker = Ticker()
        app = EpaApp(store, ticker, Settings(), store.agenda(0))
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.pause()
            hands = OnTheWay(app, pilot, ticker)
            app.open_journey(WHO)
            await hands.shows(JourneyScreen)
            yield hands
            await pilot.press("ctrl+q")


async def test_from_gateway_over_a_re_sit_to_the_claim(tmp_path: Path) -> None:
    async with on_the_way(tmp_path / "home") as hands:
        store = hands.app._store
        hands.on("2026-03-02")
        await hands.does("gateway", "Submit", began="6 Jan 2025")
        await hands.does("gateway", "Answer yes", checks=WITHOUT_WORDS)
        await hands.does("gateway", "Answer a check", check="employer", ok="yes", detail="Emma")
        hands.on("2026-03-09")
        await hands.does("gateway", "Accept")
        for method, day, failed in (("M1", "2026-06-01", ("P3",)), ("M2", "2026-06-08", ())):
            hands.on(day)
            graded(store, method, hands.ticker.now, *failed)
        await hands.stands("graded")
        await hands.does("again", "Agree", employer="Emma Employer", when="6 Jul 2026 10:00")
        hands.on("2026-07-06")
        graded(store, "M1", hands.ticker.now)
        await hands.stands("graded")
        await hands.does("results", "Confirm the grade", by="Olga Sample")
        _publish(store, hands.ticker.now, "M1", "M2", "M1-2")
        await hands.stands("confirmed")
        await hands.does("results", "Claim the certificate", reference="C-1")
        await hands.sees(" claimed ")
        told = open_journey(store, WHO).state.results.confirmation
        assert told is not None and (told.grade, told.capped) == ("pass", True)


def _publish(store: Store, now: Instant, *codes: str) -> None:
    record = open_journey(store, WHO)
    step = next(step for step in results_part.PART.steps if step.id == "results.publish")
    for code in codes:
        record.do(step, {"sitting": code, "on": now.local().date(), "by": ""}, now)
