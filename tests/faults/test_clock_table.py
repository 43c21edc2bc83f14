"""The clock table holds: the elapsed time is right or the assessor asked, every jump recorded."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from data.record.chain import verify
from data.record.entries import ClockJumped, GapJudged
from tests.faults.clock_case import MINUTE, Case, Shown, Step
from tests.faults.clock_cases import CASES, printed
from tests.faults.clocked import Desk, Machine

COUNTS, LEFT_OUT, NOTHING = "counts", "left out", "no answer"

QUESTION = "Does this time count?"

EVERY = bool(os.environ.get("EPA_TUI_EVERY_CLOCK"))
"""Whether each length of sleep is tried on each screen, as in a soak."""


def _tried(case: Case, answer: str) -> bool:
    """Tell whether a case is tried each time: elsewhere the longest stands for all.

    That each answer is taken is tried on the longest sleeps and after kills.
    """
    elsewhere = case.where in ("record", "list", "paused", "waiting") and "asleep" in case.name
    telling = "3 h" in case.name or ("killed" in case.name and answer == LEFT_OUT)
    if elsewhere:
        return EVERY or ("3 h" in case.name and answer != NOTHING)
    return EVERY or answer in (COUNTS, "") or telling


RUNS = [
    pytest.param(case, answer, id=f"{case.name}-{answer}" if answer else case.name)
    for case in CASES
    for answer in ((COUNTS, LEFT_OUT, NOTHING) if case.asked else ("",))
    if _tried(case, answer)
]


async def brought(desk: Desk, case: Case) -> None:
    """Come to where the case happens, and let it happen."""
    await desk.waiting()
    if case.where != "waiting":
        await desk.begun()
    if case.where == "paused":
        await desk.hands.press("p")
    if case.where in ("record", "list"):
        await desk.leave_for(case.where)
    for step in case.steps:
        await desk.go(step)


@asynccontextmanager
async def happened(machine: Machine, case: Case) -> AsyncIterator[Desk]:
    """Let the case happen, and come back to the live screen, perhaps in another run."""
    async with machine.started() as desk:
        await brought(desk, case)
        if not case.ending:
            if case.where in ("record", "list"):
                await desk.come_back()
            yield desk
            return
        if case.ending == "closed":
            await desk.close()
        else:
            assert desk.live is not None and desk.live._record.flush()
            machine.killed()
    for step in case.off:
        machine.do(step)
    async with machine.started() as desk:
        await desk.come_back()
        for step in case.then:
            await desk.go(step)
        yield desk


async def answered(desk: Desk, answer: str) -> None:
    if answer == COUNTS:
        await desk.hands.press("1")
    elif answer == NOTHING:
        await desk.hands.press("q")
    else:
        await desk.hands.press("2")
        await desk.hands.write("it stood")
        await desk.hands.press("enter")
    await desk.look()


def expected(case: Case, answer: str) -> Shown:
    if answer != LEFT_OUT:
        return case.shown
    assert case.left_out is not None
    return case.left_out


@pytest.mark.parametrize(("case", "answer"), RUNS)
async def test_the_table(tmp_path: Path, case: Case, answer: str) -> None:
    machine = Machine(tmp_path / "home", case.begin, case.tells_sleep)
    async with happened(machine, case) as desk:
        assert (QUESTION in desk.seen) == bool(case.asked)
        assert case.asked in desk.seen
        assert case.told in desk.seen
        if answer:
            await answered(desk, answer)
        if answer == NOTHING and not case.tells_sleep:
            assert QUESTION in desk.seen, "only the assessor can tell a sleep from a moved clock"
            return
        assert QUESTION not in desk.seen
        if case.where == "paused":
            await desk.hands.press("r")
        if case.where == "waiting":
            await desk.begun()
        await desk.go(Step("go", MINUTE))
        facts = desk.facts
        assert Shown(facts.left, facts.ends, facts.ceiling) == expected(case, answer)
        entries = desk.state.entries
        jumps = [body for entry in entries if isinstance(body := entry.body, ClockJumped)]
        assert tuple((jump.wall_ms, jump.asleep_ms) for jump in jumps) == case.jumps
        judged = [body for entry in entries if isinstance(body := entry.body, GapJudged)]
        assert [gap.counts for gap in judged] == ([answer != LEFT_OUT] if answer else [])
        assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
        verify(entries)


def test_the_printed_table_has_every_case() -> None:
    rows = printed().splitlines()[2:]
    assert len(rows) == len({row.split("|")[1] for row in rows}) == len(CASES)
    assert all(row.count("|") == 4 for row in rows)
