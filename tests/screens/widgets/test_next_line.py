"""The line of the next question: the codes and what is parked stay, the words give way."""

from __future__ import annotations

import pytest

from screens.widgets.next_line import next_line

WORDS = "w  12  How did you settle the file format with post-production?"
PARKED = "k  2 parked"
WHY = ("2 of 5 open, then 3 more", "2 of 5 open")


@pytest.mark.parametrize(
    ("room", "parked", "shown"),
    [
        (118, "", f"next   {WORDS}  → P6 P12  {WHY[0]}"),
        (98, PARKED, f"next   {WORDS[:41]}…  → P6 P12  {WHY[0]}  {PARKED}"),
        (78, "", f"next   {WORDS[:34]}…  → P6 P12  {WHY[0]}"),
        (78, PARKED, f"next   {WORDS[:34]}…  → P6 P12  {WHY[1]}  {PARKED}"),
        (60, PARKED, f"next   {WORDS[:29]}…  → P6 P12  {PARKED}"),
        (38, "", f"next   {WORDS[:20]}…  → P6 P12"),
    ],
)
def test_codes_and_parked_stay(room: int, parked: str, shown: str) -> None:
    line = next_line(WORDS, room, aims="P6 P12", why=WHY, parked=parked)
    assert line.cell_length == room
    assert line.plain.rstrip() == shown


def test_many_codes_leave_room_for_the_words() -> None:
    line = next_line(WORDS, 58, aims="P1 P3 P5 P7 P9 P11 P13 O2 O4", why=WHY, parked=PARKED)
    assert line.plain == f"next   {WORDS[:18]}…  → P1 P3 P5 P7 P9…  {PARKED}"


def test_short_words_keep_their_reason_in_a_narrow_line() -> None:
    line = next_line("w  1  Why?", 40, aims="P1", why=WHY)
    assert line.plain == "next   w  1  Why?  → P1  2 of 5 open    "


def test_nothing_is_a_blank_line() -> None:
    assert next_line("", 78, aims="P1", parked="k  2 parked").plain == " "
