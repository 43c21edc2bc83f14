"""Times never promise more than there is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.widgets.times import big, left, span, span_up, wall

TIMES = st.integers(0, 20_000_000)


def seconds(shown: str) -> int:
    total = 0
    for part in shown.split(":"):
        total = total * 60 + int(part)
    return total


@given(TIMES)
def test_what_is_left_is_rounded_down_and_what_is_over_up(milliseconds: int) -> None:
    assert seconds(left(milliseconds)) * 1000 <= milliseconds
    if milliseconds:
        over = left(-milliseconds)
        assert over.startswith("+")
        assert seconds(over[1:]) * 1000 >= milliseconds


@given(TIMES)
def test_both_ways_of_rounding_are_less_than_a_second_apart(milliseconds: int) -> None:
    assert 0 <= seconds(span_up(milliseconds)) - seconds(span(milliseconds)) <= 1


@pytest.mark.parametrize(
    ("milliseconds", "shown"),
    [(0, "0:00"), (125_000, "2:05"), (4_360_000, "1:12:40"), (-5, "0:00")],
)
def test_a_length_is_written_as_an_assessor_reads_it(milliseconds: int, shown: str) -> None:
    assert span(milliseconds) == shown


def test_the_wall_shows_the_time_of_this_place() -> None:
    assert wall(1_779_271_200_000) == "11:00:00"
    assert wall(1_779_271_200_000, seconds=False) == "11:00"


@given(st.text("0123456789:+-?", min_size=1, max_size=9))
def test_the_three_lines_of_the_digits_are_equally_long(text: str) -> None:
    assert len({len(line) for line in big(text)}) == 1


def test_no_two_digits_look_alike() -> None:
    assert len({big(digit) for digit in "0123456789"}) == 10
