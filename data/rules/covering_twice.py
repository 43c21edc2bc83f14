"""First the fewest sets for one thing, then the fewest further ones for another.

Among all smallest covers of the first, the one is chosen that leaves least to do for the second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.rules.covering import Cover, Spent, Work, by_rarity, without_dominated


@dataclass(frozen=True, slots=True)
class Chosen:
    """Places of sets, in their order."""

    first: tuple[int, ...]
    """They cover the first, and no fewer do."""
    further: tuple[int, ...]
    """With these the second is covered as well."""
    proved: bool
    """False where the work was used up: then these are the best that were found."""


def fewest_for_both(sets: Sequence[int], first: int, second: int, looks: int) -> Chosen:
    """Choose sets for the first, and further ones for the second.

    Args:
        sets: In the order of the plan; of sets that do the same, the earlier is chosen.
        first: What is covered by as few as possible. Every bit of it is in a set.
        second: What is covered by as few further ones as possible; every bit is in a set.
        looks: How much may be done: looks at one set each.
    """
    work = Work(looks)
    chosen, proved = Cover(sets, first, work).fewest()
    if proved and second:
        search = _Second(sets, first, second, work, chosen)
        chosen, proved = search.best, search.proved
    chosen = _earlier(sets, chosen, first, second)
    left = second & ~union(sets, chosen)
    further, least = Cover(sets, left, work).fewest()
    return Chosen(chosen, _earlier(sets, further, left, 0), proved and least)


def union(sets: Sequence[int], places: Sequence[int]) -> int:
    """Return what some of the sets cover together."""
    covered = 0
    for place in places:
        covered |= sets[place]
    return covered


def _earlier(
    sets: Sequence[int], chosen: Sequence[int], first: int, second: int
) -> tuple[int, ...]:
    """Return as many sets that do the same, none of which an earlier one could stand in for."""
    places, before = sorted(chosen), list[int]()
    while places != before:
        before = list(places)
        for at, place in enumerate(before):
            needed = sets[place] & (first | second) & ~union(sets, places[:at] + places[at + 1 :])
            fits = (n for n in range(place) if n not in places and not needed & ~sets[n])
            places[at] = next(fits, place)
    return tuple(sorted(places))


class _Second:
    """Goes through the smallest covers of the first for the one that helps the second most."""

    def __init__(
        self, sets: Sequence[int], first: int, second: int, work: Work, known: tuple[int, ...]
    ) -> None:
        self._plan, self._first, self._second, self._work = sets, first, second, work
        self._places = without_dominated(sets, first | second)
        self._sets = [*self._places]
        self._rarest, self._holding = by_rarity(self._sets, first)
        self._seen: set[tuple[int, int]] = set()
        self._needs: dict[int, int] = {}
        self._floor = 0
        self.best, self.proved = known, True
        try:
            self._least = self._need(second & ~union(sets, known))
            self._look_at_both()
            self._visit(first | second, len(known), ())
        except Spent:
            self.proved = False

    def _look_at_both(self) -> None:
        """Cover both together: no plan has fewer, and often one of this size begins with it."""
        both, part = self._first | self._second, Work(self._work.left // 2)
        self._work.left -= part.left
        total, least = Cover(self._plan, both, part).fewest()
        self._work.left += max(0, part.left)
        self._floor = len(total) - len(self.best) if least else 0
        within = [self._plan[place] for place in total]
        inner, _ = Cover(within, self._first, self._work).fewest()
        if len(inner) == len(self.best) and len(total) - len(inner) < self._least:
            self._least = len(total) - len(inner)
            self.best = tuple(total[place] for place in inner)

    def _need(self, left: int) -> int:
        """Return how many sets what is left of the second takes."""
        if left not in self._needs:
            found, least = Cover(self._plan, left, self._work).fewest()
            if not least:
                raise Spent
            self._needs[left] = len(found)
        return self._needs[left]

    def _visit(self, left: int, size: int, path: tuple[int, ...]) -> None:
        """Try every way to cover what is left of the first with so many sets."""
        if self._least <= self._floor or (left, size) in self._seen:
            return
        self._work.spend(len(self._sets))
        self._seen.add((left, size))
        missing, need = left & self._first, self._need(left & self._second)
        if not missing and need < self._least:
            self._least, self.best = need, tuple(self._places[each] for each in path)
        # Each set still to come can make up for one further set at the most.
        if not missing or not size or need - size >= self._least:
            return
        gains = sorted([(each & missing).bit_count() for each in self._sets], reverse=True)
        count, most = missing.bit_count(), sum(gains[: size - 1])
        bit = next(bit for bit in self._rarest if bit & missing)
        adding = {each & left: each for each in reversed(self._holding[bit])}
        for part in sorted(adding, key=int.bit_count, reverse=True):
            if count - (part & missing).bit_count() <= most:
                self._visit(left & ~part, size - 1, (*path, adding[part]))
