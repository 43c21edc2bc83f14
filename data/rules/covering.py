"""The fewest of some sets that cover what is wanted: exact, or said to be the best that was found.

Sets are whole numbers with one bit for each thing. The search branches on what the fewest sets
reach, deepens by one set at a time, and cuts what even the largest sets could not cover any more.
Its work is counted, not timed, so that the same question always has the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class Spent(Exception):
    """The work that was allowed is used up."""


@dataclass
class Work:
    """How much may still be done."""

    left: int
    """Looks at one set each."""

    def spend(self, looks: int) -> None:
        """Use up some of it.

        Raises:
            Spent: There is not so much left.
        """
        self.left -= looks
        if self.left < 0:
            raise Spent


def without_dominated(sets: Sequence[int], wanted: int) -> dict[int, int]:
    """Return the sets that no other one contains, with the place of the first of its kind.

    Args:
        sets: In the order of the plan.
        wanted: What counts of them.
    """
    places: dict[int, int] = {}
    for place, each in enumerate(sets):
        if each & wanted:
            places.setdefault(each & wanted, place)
    kept: list[int] = []
    for each in sorted(places, key=int.bit_count, reverse=True):
        if not any(each & other == each for other in kept):
            kept.append(each)
    return {each: places[each] for each in kept}


def by_rarity(sets: Sequence[int], wanted: int) -> tuple[list[int], dict[int, list[int]]]:
    """Return the single bits of `wanted`, the rarest first, and the sets that hold each."""
    bits = [1 << place for place in range(wanted.bit_length()) if wanted >> place & 1]
    holding = {bit: [each for each in sets if each & bit] for bit in bits}
    return sorted(bits, key=lambda bit: len(holding[bit])), holding


class Cover:
    """Covers by as few sets as possible.

    Args:
        sets: In the order of the plan.
        wanted: What is to be covered; every bit of it is in a set.
        work: What may be done.
    """

    def __init__(self, sets: Sequence[int], wanted: int, work: Work) -> None:
        self._places = without_dominated(sets, wanted)
        self._sets, self._wanted, self._work = [*self._places], wanted, work
        self._rarest, self._holding = by_rarity(self._sets, wanted)
        self._failed: set[tuple[int, int]] = set()

    def fewest(self) -> tuple[tuple[int, ...], bool]:
        """Return the places of the chosen sets, and whether no fewer would do."""
        best, proved = self.greedy(), True
        try:
            for size in range(self.at_least(), len(best)):
                found = self._within(self._wanted, size)
                if found is not None:
                    best = found
                    break
        except Spent:
            proved = False
        return tuple(self._places[each] for each in best), proved

    def at_least(self) -> int:
        """Return how many sets would be needed if the largest of them never overlapped."""
        left, needed = self._wanted.bit_count(), 0
        for gain in self._gains(self._wanted):
            if left <= 0:
                break
            left, needed = left - gain, needed + 1
        return needed

    def greedy(self) -> list[int]:
        """Return a cover by always taking the set that adds most, the first of several."""
        chosen: list[int] = []
        left = self._wanted
        while left:
            best = max(self._sets, key=lambda each: (each & left).bit_count())
            chosen.append(best)
            left &= ~best
        return chosen

    def _gains(self, left: int) -> list[int]:
        return sorted([(each & left).bit_count() for each in self._sets], reverse=True)

    def _within(self, left: int, size: int) -> list[int] | None:
        """Return at most `size` sets that cover what is left; None where there are none."""
        if not left:
            return []
        self._work.spend(len(self._sets))
        bit = next(bit for bit in self._rarest if bit & left)
        if size == 1:
            return next(([each] for each in self._holding[bit] if not left & ~each), None)
        if (left, size) in self._failed:
            return None
        gains, count = self._gains(left), left.bit_count()
        if sum(gains[:size]) >= count:
            most = sum(gains[: size - 1])
            adding = {each & left: each for each in reversed(self._holding[bit])}
            for part in sorted(adding, key=int.bit_count, reverse=True):
                if count - part.bit_count() > most:
                    break
                rest = self._within(left & ~part, size - 1)
                if rest is not None:
                    return [adding[part], *rest]
        self._failed.add((left, size))
        return None
