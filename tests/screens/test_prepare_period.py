"""Before a sitting stands when gateway was and how long the EPA period lasts; late is loud."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from screens.journey_facts import STYLES
from screens.prepare import PrepareScreen
from screens.prepare_period import gateway_line, is_late
from screens.widgets.columns import MUTED
from tests.screens.acted import Acted, Around, seen
from tests.screens.ticking import NOON

DAY_MS = 86_400_000


@pytest.mark.parametrize(
    ("gateway", "ends", "words", "style"),
    [
        (None, None, "Gateway: not recorded here", MUTED),
        ("2026-04-01", None, "Gateway 1 Apr 2026", MUTED),
        (
            "2026-04-01",
            "2026-10-01",
            "Gateway 1 Apr 2026, EPA period ends 1 Oct 2026, 134 days left",
            STYLES["muted"],
        ),
        (
            "2026-04-01",
            "2026-06-01",
            "Gateway 1 Apr 2026, EPA period ends 1 Jun 2026, 12 days left",
            STYLES["warn"],
        ),
        (
            None,
            "2026-05-19",
            "20 May 2026 is after the EPA period, which ends 19 May 2026. "
            "Ask your organisation before you start.",
            STYLES["loud"],
        ),
    ],
)
def test_what_the_booking_knows(
    gateway: str | None, ends: str | None, words: str, style: str, tmp_path: Path
) -> None:
    with closing(Acted(tmp_path, gateway_on=gateway, epa_ends_on=ends)) as acted:
        assert gateway_line(acted.record, NOON) == (words, style)
        assert is_late(acted.record, NOON) == (style == STYLES["loud"])


def test_the_day_of_the_booking_counts_until_it_has_passed(tmp_path: Path) -> None:
    with closing(Acted(tmp_path, epa_ends_on="2026-05-22")) as acted:
        record = acted.record
        for booked, now, late in ((5, 0, True), (1, 0, False), (1, 5, True), (None, 0, False)):
            at = None if booked is None else NOON.wall + booked * DAY_MS
            record.sitting = replace(record.sitting, scheduled_at=at)
            assert is_late(record, NOON.later(now * DAY_MS)) == late
            record.sitting = replace(record.sitting, exceptional="EX-1")
            assert not is_late(record, NOON.later(now * DAY_MS))
            record.sitting = replace(record.sitting, exceptional="")


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_a_late_sitting_is_told_at_every_size_and_never_blocked(
    size: tuple[int, int], tmp_path: Path
) -> None:
    with closing(Acted(tmp_path, epa_ends_on="2026-05-19")) as acted:
        app = Around(PrepareScreen(acted.record, acted.ticker, acted.loaded))
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            assert "After the EPA period." in seen(app)
            assert ("after the EPA period, which" in seen(app)) == (size == (80, 24))
            await pilot.press("g")
            await pilot.pause()
            assert len(app.asked) == 1
