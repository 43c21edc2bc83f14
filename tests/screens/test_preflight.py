"""What has to be in order on this machine, told in time."""

from __future__ import annotations

import pytest

from screens import preflight
from tests.screens.ticking import NOON


def test_a_clock_behind_the_record_or_before_this_program_is_not_believed() -> None:
    assert preflight.clock(NOON.later(1), NOON).good
    assert not preflight.clock(NOON, NOON.later(1)).good
    long_ago = NOON.later(-NOON.wall)
    assert not preflight.clock(long_ago, long_ago).good


@pytest.mark.parametrize(
    ("free", "good"), [(None, True), (50 * 10**9, True), (200_000_000, True), (199_999_999, False)]
)
def test_a_disk_that_is_nearly_full_is_said(free: int | None, good: bool) -> None:
    fact = preflight.space(free)
    assert fact.good is good
    assert good or fact.advice


@pytest.mark.parametrize(("size", "good"), [((80, 24), True), ((79, 24), False), ((80, 23), False)])
def test_a_terminal_that_is_too_small_is_said(size: tuple[int, int], good: bool) -> None:
    assert preflight.terminal(*size).good is good


def test_what_is_not_saved_is_said_with_what_to_do() -> None:
    fact = preflight.saving("NOT SAVED", "The disk is full. Free some space.", True)
    assert not fact.good and fact.advice == "The disk is full. Free some space."


@pytest.mark.parametrize(("encrypted", "word"), [(True, "encrypted"), (False, "plain")])
def test_it_is_said_whether_others_could_read_the_store(encrypted: bool, word: str) -> None:
    assert preflight.saving("saved", "", encrypted).value == f"saved, {word}"
