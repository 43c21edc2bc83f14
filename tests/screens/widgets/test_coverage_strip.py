"""What was not heard yet is in sight, as codes, at every width."""

from __future__ import annotations

import pytest

from screens.widgets.coverage_strip import CoverageStrip, GradeFacts, StripFacts
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


SCATTERED = ("P1", "P3", "P5", "P7", "P9", "P11", "P13", "O1", "O3", "O5", "O7", "O9")
NUMBERED = GradeFacts("pass", 10, 22, SCATTERED, (), tuple("123456789") + ("",) * 3)


async def test_every_digit_stands_before_its_code_and_nothing_leaves_the_line() -> None:
    open_too = GradeFacts("distinction", 0, 4, ("D1", "D2", "D3", "OD1"))
    facts = StripFacts(
        (NUMBERED, open_too),
        pace="5:01 each, 11 min behind",
        pace_short="11 min behind",
        room="room for 3 more",
    )
    first, second, *_ = await written(facts)
    assert first.endswith("open  1P1 2P3 3P5 4P7 5P9 6P11 7P13 8O1 9O3 O5 O7 O9")
    assert second.endswith("11 min behind, room for 3 more"), "the pace goes where there is room"
    first, second, *_ = await written(facts, 120)
    assert first.endswith("5:01 each, 11 min behind")
    assert second.endswith("room for 3 more")
    first, *_ = await written(facts, 50)
    assert first.endswith("P1 P3 P5 P7 P9 P11 P13 O1 O3 O5…"), "codes before digits"


@pytest.mark.parametrize(
    "codes",
    [
        "P2 P4 P5 P8 P9 P12 P13 O2 O3 O4 O5 O6 O9",
        "P3 P5 P7 P8 P10 P11 P13 O1 O3 O5 O6 O8 O9",
    ],
)
async def test_a_digit_stays_in_sight_however_the_open_codes_lie(codes: str) -> None:
    opened = tuple(codes.split())
    numbered = GradeFacts("pass", 9, 22, opened, (), tuple("123456789") + ("",) * 4)
    first, *_ = await written(StripFacts((numbered, DISTINCTION), pace="5:24 each, 1 min behind"))
    seen = first.replace("-", " ").split()
    assert [f"{digit}{code}" for digit, code in enumerate(opened[:9], start=1)] == [
        word for word in seen if word[0] in "123456789" and word[1:2] in ("P", "O")
    ]


async def test_what_the_short_pace_leaves_out_stands_beside_the_room_for_questions() -> None:
    few = GradeFacts("pass", 14, 22, SCATTERED[:9])
    facts = StripFacts(
        (few, DISTINCTION),
        pace="5:24 each, 1 min behind",
        pace_short="1 min behind",
        pace_rest="5:24 each",
        room="room for 8 more",
    )
    first, second, *_ = await written(facts)
    assert first.endswith("  1 min behind")
    assert second.endswith("  5:24 each, room for 8 more")
