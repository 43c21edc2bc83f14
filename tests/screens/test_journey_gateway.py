"""Gateway on the screen of the journey: what a check lacks is said in the form, which stays."""

from __future__ import annotations

from pathlib import Path

from data.record.journey.gateway import GatewayProgrammeBegan, GatewaySubmitted
from data.rules import gateway_part
from data.store.journey_record import JourneyRecord
from data.store.store import Store
from screens.journey import JourneyScreen
from tests.data.store.building import a_sitting, an_assessment
from tests.screens.acted import Around, seen, shipped
from tests.screens.booked import type_in
from tests.screens.ticking import Ticker


async def test_what_is_wrong_with_an_answer_is_said_in_the_form_that_stays(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.save_bookings([an_assessment(gateway_on=None)], [a_sitting()])
        record, ticker = JourneyRecord.open(store, "assessment-0", shipped().standard), Ticker()
        submitted = GatewaySubmitted(ticker.now.local().date().isoformat())
        record.add(ticker.now, submitted, GatewayProgrammeBegan("2025-05-01"))
        app = Around(JourneyScreen(record, ticker, (gateway_part.PART,), {}))
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.pause()
            assert "submitted today; 7 of 8 checks open" in seen(app)
            await pilot.press("enter", "3", *["right"] * 2, "enter", "right", "enter", "enter")
            await pilot.pause()
            assert "This check wants more with a yes." in seen(app) and app.refused == []
            await type_in(pilot, "Robin Specimen, head of production")
            await pilot.press("enter")
            await pilot.pause()
            assert "submitted today; 6 of 8 checks open" in seen(app)
    (submission,) = record.state.gateway.submissions
    answer = submission.answer("employer")
    assert answer is not None and (answer.ok, answer.detail.split()[0]) == (True, "Robin")
