"""Where an assessment stands, in a line."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from data.record.journey.machine import CERTIFICATED, PERIOD_OVER, WITHDRAWN
from screens.journey_facts import period_words
from tests.data.rules.journeys import view_of


@pytest.mark.parametrize(
    ("at", "days", "words"),
    [
        ("", 3, "3 days left"),
        (PERIOD_OVER, -2, "2 days ago"),
        (WITHDRAWN, 3, "EPA period to"),
        (CERTIFICATED, -2, "EPA period to"),
    ],
)
def test_days_of_the_period_are_counted_while_they_matter(at: str, days: int, words: str) -> None:
    view = view_of()
    view = replace(view, epa_ends_on=view.today + timedelta(days=days))
    view = replace(view, state=replace(view.state, at=at or view.state.at))
    told = period_words(view)
    assert words in told
    assert ("left" in told or "ago" in told) == (not words.startswith("EPA"))
