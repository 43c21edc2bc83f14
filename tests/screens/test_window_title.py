"""The title of the window tells the clock, and nothing about a person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from screens.window_title import clock_alone, window_title
from tests.screens.acted import Acted
from tests.screens.living import closing


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    with closing(Acted(tmp_path, "M2").asking()) as made:
        yield made


def test_the_title_has_no_counts_while_they_are_hidden(acted: Acted) -> None:
    acted.asked(1)
    state, now = acted.record.state, acted.ticker.now
    assert window_title(state, now) == "1:59:00 RUNNING  Q 1  heard 0/22"
    assert window_title(state, now, hidden=True) == "1:59:00 RUNNING"


def test_a_signal_is_in_the_title_even_while_counts_are_hidden(acted: Acted) -> None:
    acted.wait(118)
    state, now = acted.record.state, acted.ticker.now
    assert window_title(state, now).startswith("2:00 LEFT  2:00 RUNNING  Q 0")
    assert window_title(state, now, hidden=True) == "2:00 LEFT  2:00 RUNNING"


def test_the_title_between_phases_is_the_state(tmp_path: Path) -> None:
    with closing(Acted(tmp_path)) as acted:
        assert window_title(acted.record.state, acted.ticker.now) == "epa-tui  WAITING"


def test_the_clock_of_a_title_stands_alone_before_a_cover(acted: Acted) -> None:
    acted.asked(1).wait(118)
    state, now = acted.record.state, acted.ticker.now
    assert clock_alone(window_title(state, now)) == window_title(state, now, hidden=True)
    assert clock_alone("5:12 WAITING") == "5:12 WAITING"
    assert clock_alone("epa-tui") == ""
