"""The discretion: one key for the purpose of the plan, and again for another reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from data.record.entries import Deviation, Extended
from tests.screens.acted import MINUTE, Acted
from tests.screens.living import closing, live


@pytest.fixture
def asking(tmp_path: Path) -> Iterator[Acted]:
    with closing(Acted(tmp_path, "M2").asking()) as made:
        yield made


def without(acted: Acted) -> None:
    """Let the plan of a sitting under way have no discretion."""
    state = acted.record.state
    method = state.method.model_copy(
        update={"extension": state.method.extension.model_copy(update={"per_mille": 0})}
    )
    clock = state.clock
    assert clock is not None
    phases = {**state.phases, clock.phase: replace(clock, discretion=0)}
    acted.record.state = state.having(method=method, phases=phases)


@pytest.mark.parametrize("key", ["e", "f6"])
async def test_the_extension_lets_the_apprentice_finish(asking: Acted, key: str) -> None:
    async with live(asking) as shown:
        await shown.press(key)
        assert "too early" in shown.refused
        await shown.go(121 * MINUTE)
        assert "OVERTIME" in shown.seen
        assert "e Extend" in shown.seen
        await shown.press(key)
        assert "extended 1:00 of 12:00" in shown.seen
        assert "Extended until" in shown.seen
        assert shown.of(Extended)[0].reason


async def test_the_extension_again_asks_for_another_reason(asking: Acted) -> None:
    async with live(asking) as shown:
        await shown.go(121 * MINUTE)
        await shown.press("e", "e")
        assert "What else is the apprentice finishing?" in shown.seen
        await shown.type("a late ans")
        await shown.press("escape", "e")
        await shown.type("wer")
        await shown.press("enter")
        purpose = shown.state.method.extension.purpose
        assert [extended.reason for extended in shown.of(Extended)] == [purpose, "a late answer"]
        await shown.go(12 * MINUTE)
        await shown.press("e")
        assert "no discretion left" in shown.refused


async def test_a_method_without_discretion_shows_none(asking: Acted) -> None:
    without(asking)
    async with live(asking) as shown:
        assert "ends 13:00:00" in shown.seen
        assert "discretion" not in shown.seen
        assert "extension" not in shown.seen
        await shown.go(119 * MINUTE)
        assert "e Extend" not in shown.seen
        await shown.press("e")
        assert "no discretion left" in shown.refused


async def test_the_ceiling_is_said_and_recorded_and_stops_nobody(asking: Acted) -> None:
    async with live(asking) as shown:
        await shown.go(133 * MINUTE)
        assert "OVER CEILING" in shown.seen
        await shown.press("e")
        assert "no discretion left" in shown.refused
        await shown.note("finished the answer")
        await shown.press("E", "y")
        rules = [deviation.rule for deviation in shown.of(Deviation)]
        assert "over ceiling" in rules
        assert "deviation" in shown.seen
