"""What was not heard yet is in sight, as codes, at every width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.widgets.coverage_strip import CoverageStrip, GradeFacts, StripFacts, runs
from tests.screens.widgets.showing import showing

PASS = GradeFacts("pass", 1, 7, ("P2", "P3", "P4", "P5", "P7"), ("P6",))
DISTINCTION = GradeFacts("distinction", 3, 3, ())
FACTS = StripFacts((PASS, DISTINCTION), 1, "5:27 each, 0:18 ahead", False, "w  3  [K1] What?")


async def written(facts: StripFacts, width: int = 80, height: int = 24) -> list[str]:
    strip = CoverageStrip()
    async with showing(strip, size=(width, height)) as shown:
        strip.facts = facts
        await shown.pilot.pause()
        return [line.strip() for line in shown.lines if line.strip()]


async def test_counts_codes_pace_and_what_comes_next() -> None:
    first, second, third = await written(FACTS)
    assert first.split() == [
        *("heard", "1/7", "pass", "open", "P2-P5", "P7", "report", "P6"),
        *("5:27", "each,", "0:18", "ahead"),
    ]
    assert second.startswith("heard  3/3 distinction")
    assert "all heard" in second
    assert second.endswith("1 sufficient")
    assert third == "next   w  3  [K1] What?"


@pytest.mark.parametrize(
    ("width", "line"),
    [(80, "heard  0/3 pass          none open   report P1  P2  P3"), (50, "report P1 P2 P3")],
)
async def test_what_only_the_report_evidences_is_not_open(width: int, line: str) -> None:
    covered = GradeFacts("pass", 0, 3, (), ("P1", "P2", "P3"))
    first, *_ = await written(StripFacts((covered,)), width)
    assert line in first


async def test_the_codes_stand_below_each_other() -> None:
    open_too = GradeFacts("distinction", 0, 3, ("D1", "D3"))
    first, second, *_ = await written(StripFacts((PASS, open_too)))
    assert first.index("P2-P5") == second.index("D1")


async def test_what_is_parked_is_counted_beside_the_next_question() -> None:
    *_, third = await written(
        StripFacts((PASS, DISTINCTION), following="w " * 60, parked="k  2 parked")
    )
    assert third.endswith("k  2 parked")
    assert "…" in third


async def test_three_grades_take_three_lines() -> None:
    merit = GradeFacts("merit", 0, 1, ("M1",))
    lines = await written(StripFacts((PASS, merit, DISTINCTION), following="w  1  Why?"))
    assert [line.split()[2] for line in lines[:3]] == ["pass", "merit", "distinction"]
    assert lines[3].endswith("Why?")


@pytest.mark.parametrize(("width", "height"), [(40, 12), (60, 20), (20, 5)])
async def test_small_terminals_keep_the_counts_first(width: int, height: int) -> None:
    lines = await written(FACTS, width, height)
    assert lines[0].startswith("1/7 pass")
    assert all(len(line) <= width for line in lines)


CODES = [f"{letter}{number}" for letter in ("P", "O", "OD") for number in range(1, 14)]


@given(st.sets(st.sampled_from(CODES)))
def test_runs_name_every_code_and_no_other(chosen: set[str]) -> None:
    codes = tuple(code for code in CODES if code in chosen)
    named: list[str] = []
    for part in runs(codes):
        first, _, last = part.partition("-")
        begin, end = CODES.index(first), CODES.index(last or first)
        named += CODES[begin : end + 1]
    assert tuple(named) == codes


def test_codes_without_numbers_are_listed() -> None:
    assert runs(("Pa", "Pb")) == ["Pa", "Pb"]
