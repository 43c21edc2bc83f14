"""What does not fit is left out whole, the last part first."""

from __future__ import annotations

import pytest

from screens.widgets.fitting import asked_beside, asked_in, fitted, lines_within

HINT = "y reads the closing, j judges   ? question"


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (42, HINT),
        (41, "y reads the closing, j judges"),
        (28, "y reads the closing"),
        (5, HINT),
    ],
)
def test_parts_are_left_out_from_the_end(width: int, shown: str) -> None:
    assert fitted(HINT, width) == shown


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (28, "questions 5/10 +1"),
        (29, "questions 5/10   +1 follow-up"),
        (16, "questions 5/10"),
    ],
)
def test_follow_ups_keep_their_number_longer_than_their_word(width: int, shown: str) -> None:
    assert asked_in("questions 5/10   +1 follow-up", width) == shown


def test_several_follow_ups_are_a_number_as_well() -> None:
    assert asked_in("questions 5/10   +12 follow-ups", 24) == "questions 5/10 +12"


def test_of_many_lines_the_first_are_kept_and_the_last_says_that_there_were_more() -> None:
    wrong = "\n".join(
        ["Nothing was taken over.", *(f"row {n}, ksbs: no code" for n in range(2, 40))]
    )
    assert lines_within(wrong, 60, 100) == wrong
    told = lines_within(wrong, 60, 5).split("\n")
    assert told == ["Nothing was taken over.", *wrong.split("\n")[1:4], "…"]
    assert len(lines_within("word " * 50, 20, 4).split("\n")) == 4


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (43, ("questions 5/10   +1 follow-up", "14 min behind")),
        (42, ("questions 5/10   +1 follow-up", "14 behind")),
        (38, ("questions 5/10 +1", "14 min behind")),
        (27, ("questions 5/10 +1", "14 behind")),
        (26, ("Q 5/10 +1", "14 min behind")),
        (19, ("Q 5/10 +1", "14 behind")),
        (18, ("Q 5/10", "14 behind")),
        (15, ("questions 5/10", "")),
    ],
)
def test_figures_stay_longer_than_words_and_the_pace_longer_than_follow_ups(
    width: int, shown: tuple[str, str]
) -> None:
    paces = ("14 min behind", "14 behind")
    assert asked_beside("questions 5/10   +1 follow-up", paces, width) == shown
