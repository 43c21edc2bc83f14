"""A second standard needs a file and no code: three methods, four grades, a pooled extension."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.epa_tui.hands import MINUTE, Hands, exported, opened
from tests.screens.acted import ROOT


async def run(hands: Hands, phases: int, questions: int) -> None:
    """Run every phase to its end, asking where questions are asked."""
    for number in range(phases):
        await hands.press("s")
        if number == phases - 1:
            for _ in range(questions):
                hands.wait(2)
                await hands.press("q")
        hands.wait(120)
        await hands.ended()


@pytest.mark.parametrize(("method", "phases", "questions"), [("A", 2, 4), ("B", 1, 0), ("C", 1, 1)])
async def test_every_method_goes_from_the_list_to_the_result(
    tmp_path: Path, method: str, phases: int, questions: int
) -> None:
    (tmp_path / "standards").mkdir()
    shutil.copy(ROOT / "tests/standards/made-up-1.0.toml", tmp_path / "standards")
    personal = {"reference": "ZZ0001", "version": "1.0"}
    async with opened(tmp_path, method, "a", **personal) as hands:
        await hands.prepared()
        await run(hands, phases, questions)
        await hands.sees("over")
        criteria = len(hands.app.screen.state.criteria)  # type: ignore[attr-defined]  # it is live
        await hands.judged(criteria)
        document = await exported(hands, tmp_path)
    result = document["data"]
    assert result["standard"]["reference"] == "ZZ0001"
    assert result["method"]["code"] == method
    assert result["grade"]["grade"] == "distinction"
    assert len(result["phases"]) == phases
    assert all(phase["used_ms"] >= 120 * MINUTE for phase in result["phases"])
