"""The way in one line: here is always in it, and what fits beside it."""

from __future__ import annotations

import pytest

from data.rules.state_words import state_name
from data.rules.way import MAIN, Post
from screens.way_line import way_line

NAMES = [state_name(state) for state in MAIN]


def _posts(here: int) -> list[Post]:
    return [
        Post(
            state, "passed" if place < here else "here" if place == here else "ahead", NAMES[place]
        )
        for place, state in enumerate(MAIN)
    ]


@pytest.mark.parametrize("width", [16, 38, 58, 78, 98, 118, 200])
@pytest.mark.parametrize("here", range(len(MAIN)))
def test_here_is_always_in_it_and_nothing_is_cut(here: int, width: int) -> None:
    drawn = way_line(_posts(here), width).plain
    assert f"► {NAMES[here]}" in drawn
    shown = [part.lstrip("●►○· ") for part in drawn.split(" ─ ") if part != "…"]
    start = NAMES.index(shown[0])
    assert shown == NAMES[start : start + len(shown)]
    assert len(drawn) <= width or len(shown) == 1
    assert (len(shown) == len(MAIN)) == ("…" not in drawn)
    if width == 200:
        assert len(shown) == len(MAIN)
