"""Gateway on the screen of the journey: answered and decided by keys, at a usual size."""

from __future__ import annotations

from pathlib import Path

from data.rules import adjusting_part, gateway_part
from data.store.journey_record import JourneyRecord
from data.store.store import Store
from screens.journey import JourneyScreen
from tests.data.store.building import a_sitting, an_assessment
from tests.screens.acted import Around, seen, shipped
from tests.screens.booked import type_in
from tests.screens.ticking import Ticker

PARTS = (gateway_part.PART, adjusting_part.PART)


async def test_gateway_is_submitted_answered_and_accepted_by_keys(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.save_bookings([an_assessment(gateway_on=None)], [a_sitting()])
        record = JourneyRecord.open(store, "assessment-0", shipped().standard)
        app = Around(JourneyScreen(record, Ticker(), PARTS, {}))
        async with app.run_test(size=(80, 24), notifications=True) as pilot:

            async def step(number: str, *fields: str | int) -> None:
                """Choose a step; type into its fields, or turn a choice so often."""
                await pilot.press("enter", number)
                await pilot.pause()
                for filled in fields:
                    if isinstance(filled, int):
                        await pilot.press(*["right"] * filled)
                    elif filled:
                        await type_in(pilot, filled)
                    await pilot.press("enter")
                await pilot.pause()

            assert "begins when gateway is accepted" in seen(app)
            await step("1", "", "", "1/5/2025")
            assert "submitted today; 7 of 8 checks open" in seen(app)
            await pilot.press("enter", "2", "a", "enter")
            # The form stays with what was answered, and says what is wanted.
            await step("2", "", 1, "")  # the check that is open stands there
            assert app.refused == [
                "This check wants more with a yes. Type who is satisfied: a name and a role."
            ]
            await type_in(pilot, "Robin Specimen, head of production")
            await pilot.press("enter")
            await pilot.pause()
            assert "submitted today; all checks answered" in seen(app)
            await step("3", "", "", "")
            assert "accepted 20 May 2026; period to 20 Nov 2026" in seen(app)
            assert "EPA period ends 20 Nov 2026, 184 days left" in seen(app)
        kept = store.assessment("assessment-0")
    assert (kept.gateway_on, kept.epa_ends_on) == ("2026-05-20", "2026-11-20")
