"""Which copies go when there are many: never the newest, and never too many at once."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.store.backup import Backup
from data.store.thinning import DAY, HOUR, MOST_AT_ONCE, NEWEST_KEPT, superfluous

NOW = 1_779_000_000.0
YEAR = 365 * DAY


def _backup(number: int, made_at: float, label: str = "live") -> Backup:
    return Backup(Path(f"{number:06d}-{label}.db"), number, label, made_at, 1)


def _thinned_once(found: list[Backup], now: float) -> list[Backup]:
    going = {one.number for one in superfluous(found, now)}
    return [one for one in found if one.number not in going]


def _left(found: list[Backup], now: float) -> list[Backup]:
    """Thin until nothing goes any more, a few at a time."""
    while (left := _thinned_once(found, now)) != found:
        found = left
    return found


labels = st.sampled_from(["start", "live", "close", "hand", "before-0002", "replaced"])
ages = st.integers(-2 * DAY, YEAR)
many = st.lists(st.tuples(ages, labels), max_size=60).map(
    lambda made: [_backup(n, NOW - age, label) for n, (age, label) in enumerate(made, 1)]
)


@given(many)
def test_the_newest_stay_whatever_their_age(found: list[Backup]) -> None:
    left = {one.number for one in _left(found, NOW)}
    assert set(range(len(found), 0, -1)[:NEWEST_KEPT]) <= left


def test_only_a_few_go_at_once_and_the_oldest_of_them_first() -> None:
    found = [_backup(number, NOW - 7 * HOUR + number) for number in range(1, 101)]
    going = [one.number for one in superfluous(found, NOW)]
    assert sorted(going) == list(range(1, MOST_AT_ONCE + 1))
    assert len(_left(found, NOW)) == NEWEST_KEPT + 1


@pytest.mark.parametrize("ahead", [93 * DAY, YEAR, 100 * YEAR])
def test_a_clock_that_is_far_ahead_makes_nothing_older(ahead: int) -> None:
    """The copies that are made meanwhile have the wrong time as well."""
    names = ("live", "hand", "close", "before-0002", "start", "replaced")
    made = [_backup(n, NOW - (60 - n) * DAY, names[n % 6]) for n in range(1, 61)]
    before = _left(made, NOW)
    after = before
    for number in range(24):
        now = NOW + ahead + number * HOUR
        after = _thinned_once([*after, _backup(100 + number, now, "start")], now)
    gone = [one for one in before if one not in after]
    assert not [one for one in gone if one.label in ("hand", "before-0002", "replaced")]
    assert len(gone) <= 3  # a day older, as by a right clock


@given(many, st.randoms())
def test_the_order_in_which_they_are_found_does_not_matter(
    found: list[Backup], rng: Random
) -> None:
    shuffled = list(found)
    rng.shuffle(shuffled)
    assert {b.number for b in superfluous(found, NOW)} == {
        b.number for b in superfluous(shuffled, NOW)
    }


@given(many)
def test_what_was_made_by_hand_or_before_a_change_stays_three_months(found: list[Backup]) -> None:
    for one in superfluous(found, NOW):
        if one.label in ("hand", "before-0002", "replaced"):
            assert NOW - one.made_at >= 92 * DAY


@given(many)
def test_everything_of_the_last_two_hours_stays(found: list[Backup]) -> None:
    assert all(NOW - one.made_at >= 2 * HOUR for one in superfluous(found, NOW))


def test_months_of_copies_each_ten_minutes_stay_few_and_without_wide_gaps() -> None:
    """One week longer than any is kept: from then on nothing changes any more."""
    kept: list[Backup] = []
    most = 0
    widest = {DAY: 0.0, 14 * DAY: 0.0, 92 * DAY: 0.0}
    for number in range(1, 99 * DAY // 600):
        now = NOW + number * 600
        kept = _thinned_once([*kept, _backup(number, now)], now)
        most = max(most, len(kept))
        if number % 97 == 0:
            _measure(kept, now, widest)
    assert most < 80
    # One for each stretch, so two neighbours are less than two stretches apart.
    assert widest[DAY] <= 2 * HOUR
    assert widest[14 * DAY] <= 2 * DAY
    assert widest[92 * DAY] <= 14 * DAY
    assert now - kept[0].made_at > 80 * DAY


def _measure(kept: list[Backup], now: float, widest: dict[int, float]) -> None:
    for older, newer in pairwise(kept):
        for limit in widest:
            if now - older.made_at < limit:
                widest[limit] = max(widest[limit], newer.made_at - older.made_at)
                break


@settings(max_examples=30)
@given(st.lists(st.integers(60, 3 * DAY), min_size=20, max_size=150))
def test_thinning_as_one_goes_keeps_one_for_each_day_that_had_one(gaps: list[int]) -> None:
    kept: list[Backup] = []
    now = NOW
    for number, gap in enumerate(gaps, 1):
        now += gap
        kept = _left([*kept, _backup(number, now)], now)
    made = NOW
    for gap in gaps:
        made += gap
        if now - made < 13 * DAY:
            assert any(made // DAY == one.made_at // DAY for one in kept)
