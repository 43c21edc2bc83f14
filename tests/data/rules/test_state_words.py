"""The states in words: each its own, and a re-sit is told from a re-take."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data.record.journey.machine import AGAIN_AGREED, STATES
from data.rules.state_words import EITHER, state_name, state_said
from data.rules.way import way
from tests.data.rules.journeys import booked, standing_at


def test_every_state_has_words_of_its_own() -> None:
    for told in (state_name, state_said):
        words = [told(state) for state in STATES]
        assert len(set(words)) == len(STATES)
        assert not [each for each in words if each.endswith(".") or "{" in each]


@pytest.mark.parametrize(
    ("kinds", "again"),
    [
        (("re-sit",), "re-sit"),
        (("re-take",), "re-take"),
        (("re-sit", "re-sit"), "re-sit"),
        (("re-sit", "re-take"), EITHER),
        ((), EITHER),
    ],
)
def test_what_was_agreed_is_called_what_it_is(kinds: tuple[str, ...], again: str) -> None:
    attempts = tuple(
        replace(booked(f"M{place}", 2), kind=kind) for place, kind in enumerate(kinds, start=1)
    )
    view = replace(standing_at(AGAIN_AGREED), attempts=attempts)
    assert (view.at, view.at_name) == (AGAIN_AGREED, f"{again} agreed")
    assert view.at_said == f"A {again} is agreed"
    [here] = [post for post in way(view) if post.mark == "here"]
    assert here.name == view.at_name
