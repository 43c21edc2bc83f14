"""Why the judgements are shut, and when the closing words are offered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.rules.adjourning import adjourn
from data.rules.reading_out import read_line
from screens.widgets.clock_facts import clock_facts
from screens.widgets.sitting_words import just_ended, locked_because
from tests.screens.acted import Acted
from tests.screens.living import closing


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    with closing(Acted(tmp_path / "home", "M1")) as made:
        yield made


def test_an_adjourned_sitting_says_so_in_and_between_phases(acted: Acted) -> None:
    acted.begun().over().do(adjourn, "the building closed").wait(2000)
    state, now = acted.record.state, acted.ticker.now
    assert "1 of 2 phases has ended. The sitting is adjourned, before questioning." in (
        locked_because(state, now)
    )
    facts = clock_facts(state, now)
    assert (facts.phase, facts.state, facts.left) == ("Questioning", "WAITING", "40:00")
    assert "the building closed" in facts.ends


def test_the_closing_is_offered_until_it_was_read(acted: Acted) -> None:
    acted.heard()
    assert just_ended(acted.record.state, acted.ticker.now)
    acted.do(read_line, "closing", ("Thank you.", "Goodbye."), 0)
    assert just_ended(acted.record.state, acted.ticker.now)
    acted.do(read_line, "closing", ("Thank you.", "Goodbye."), 1)
    assert not just_ended(acted.record.state, acted.ticker.now)
