"""Runs of codes name every code, and every digit can be found by counting."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from screens.widgets.code_runs import codes_written, runs

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


def test_the_shortest_way_leaves_no_code_out() -> None:
    codes = ("P3", "P6", "P7", "P8", "P12", "P13", "O1", "OD1")
    assert codes_written(codes, (), " ", short=True).plain == "P3 P6-8 P12-13 O1 OD1"


def test_codes_without_numbers_are_listed() -> None:
    assert runs(("Pa", "Pb")) == ["Pa", "Pb"]


@given(st.sets(st.sampled_from(CODES)), st.sets(st.sampled_from(CODES)))
def test_counting_on_in_a_run_gives_the_digit_of_each_code(
    chosen: set[str], heard: set[str]
) -> None:
    codes = tuple(code for code in CODES if code in chosen)
    digits = {code: str(place) for place, code in enumerate(codes[:9], start=1)}
    still_open = tuple(code for code in codes if code not in heard)
    written = codes_written(still_open, tuple(digits.get(code, "") for code in still_open), " ")
    counted: dict[str, str] = {}
    for part in written.plain.split():
        ends = [each.lstrip("123456789") for each in part.split("-")]
        keys = [
            each[: len(each) - len(code)] for each, code in zip(part.split("-"), ends, strict=True)
        ]
        begin, end = CODES.index(ends[0]), CODES.index(ends[-1])
        for place, code in enumerate(CODES[begin : end + 1]):
            counted[code] = str(int(keys[0]) + place) if keys[0] else ""
        assert counted[ends[-1]] == keys[-1]
    assert counted == {code: digits.get(code, "") for code in still_open}
