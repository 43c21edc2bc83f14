from __future__ import annotations

import re

import pytest

from data.rules.course import Course, Leg, Point, Rest
from screens.widgets.course_chart import LABEL, chart

MINUTE = 60_000


def _course(*points: tuple[int, int, int, int], elapsed: int = 40) -> Course:
    """Make a discussion of forty minutes: minute, pass heard, distinction heard, sufficient."""
    made = [Point(0, (0, 0), (0, 0))]
    made += [Point(at * MINUTE, (p, d), (enough, 0)) for at, p, d, enough in points]
    return Course(
        (("pass", 8), ("distinction", 3)),
        (Leg("D", "Discussion", 0, 40 * MINUTE, elapsed * MINUTE),),
        tuple(made),
        (5 * MINUTE, 5 * MINUTE + 1, 30 * MINUTE),
        (),
        (Rest(20 * MINUTE, 90_000, "comfort break"),),
    )


def _lines(course: Course, width: int = LABEL + 40, height: int = 4) -> list[str]:
    return [line.plain for line in chart(course, width, height)]


def test_it_says_in_words_and_draws_what_was_heard_by_when() -> None:
    course = _course((10, 2, 0, 2), (20, 4, 1, 3), (30, 8, 2, 4))
    assert _lines(course) == [
        "pass 8/8                                        ▒▒▒▒▒▒▒▒▒▒",
        "▒ only heard 4                                  ▒▒▒▒▒▒▒▒▒▒",
        "█ sufficient 4                        ████████████████████",
        "                            ██████████████████████████████",
        "distinction 2/3   ····················1·········2·········",
        "questions              2                        |",
        "paused 1:30                           p",
        "                  ├ Discussion ──┼ 15:00 ─────────── 40:00",
    ]


def test_half_a_line_shows_that_something_was_heard() -> None:
    assert _lines(_course((39, 1, 0, 0)))[3].endswith("▄")


def test_time_to_come_is_left_blank() -> None:
    lines = _lines(_course((5, 8, 0, 8), elapsed=10))
    assert len(lines[0]) == LABEL + 11
    assert lines[-1].endswith("40:00")


def test_overtime_is_a_double_line_with_its_length() -> None:
    assert _lines(_course(elapsed=44))[-1].endswith(" overtime 4:00 ════")


@pytest.mark.parametrize("width", [30, 58, 90, 150, 400])
def test_no_line_is_wider_than_the_chart(width: int) -> None:
    lines = _lines(_course((10, 2, 1, 1), elapsed=44), width)
    assert max(map(len, lines)) <= width


@pytest.mark.parametrize("width", [58, 90, 150, 400])
def test_each_time_stands_at_its_moment(width: int) -> None:
    axis = _lines(_course(), width)[-1][LABEL:]
    marks = re.findall(r"┼ (\d+):00", axis)
    assert marks
    for minutes in marks:
        assert axis.index(f"┼ {minutes}:00") == int(minutes) * (width - LABEL) // 40
