"""Which planned questions to ask next: the fewest that reach every descriptor still open.

First the fewest for what the lowest grade demands, then the fewest further ones for the grades
above it. Computed from a `Ground`: as long as the ground is the same, the plan is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from data.record.state import SittingState
from data.rules.asked_before import locked
from data.rules.coverage import coverage
from data.rules.covering_twice import fewest_for_both
from data.standards.model import Descriptor

LOOKS = 200_000
"""How much a plan may cost, in looks at one question: some 30 ms, far more than real plans."""


@dataclass(frozen=True, slots=True)
class Ground:
    """All that a plan depends on."""

    lowest: tuple[str, ...]
    """Open descriptors of the lowest grade above the fail: not heard, nor in the report."""
    higher: tuple[str, ...]
    """Open descriptors of the grades above it."""
    reach: tuple[tuple[int, int], ...]
    """Questions that may be asked and reach something open: number, and one bit for each code."""
    aimless: tuple[int, ...] = ()
    """Questions that may be asked and are aimed at nothing."""
    questions: int = 0
    """How many questions may be asked, those included that reach nothing open."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The open codes, in the order of the bits."""
        return self.lowest + self.higher

    def named(self, bits: int) -> tuple[str, ...]:
        """Return the codes of some bits."""
        return tuple(code for place, code in enumerate(self.codes) if bits >> place & 1)

    @property
    def of_lowest(self) -> int:
        """The bits of the lowest grade."""
        return (1 << len(self.lowest)) - 1


@dataclass(frozen=True)
class Plan:
    """The fewest questions for what is open."""

    ground: Ground
    first: tuple[int, ...]
    """Numbers of the questions for the lowest grade, the one that reaches most of it first."""
    further: tuple[int, ...]
    """Numbers of the further ones for the grades above, in the same order."""
    proved: bool
    """False where the work limit was reached: there may be fewer."""

    @cached_property
    def reach(self) -> dict[int, int]:
        """What each question reaches of what is open, as bits."""
        return dict(self.ground.reach)

    def codes_of(self, number: int) -> tuple[str, ...]:
        """Return the open codes that a question reaches."""
        return self.ground.named(self.reach.get(number, 0))

    @cached_property
    def unreached(self) -> tuple[str, ...]:
        """Open codes that no question reaches."""
        reached = 0
        for bits in self.reach.values():
            reached |= bits
        return self.ground.named(~reached & ((1 << len(self.ground.codes)) - 1))

    @cached_property
    def proposals(self) -> tuple[int, ...]:
        """Every question worth asking, the best first: the plan's, then others that reach as much.

        Those that are aimed at nothing come last: nobody knows what they reach.
        """
        others = self.reach.keys() - {*self.first, *self.further}
        return (*self.first, *self.further, *_ranked(self.ground, others), *self.ground.aimless)


def ground(state: SittingState) -> Ground:
    """Return what a plan depends on: what is open, and which questions reach it.

    A question reaches a descriptor by its code, or by a KSB that the descriptor lists. Questions
    that were asked, here or at an earlier attempt, are left out.

    Args:
        state: Where the sitting stands.
    """
    grades = coverage(state).grades
    lowest = grades[0].open if grades else ()
    higher = tuple(descriptor for part in grades[1:] for descriptor in part.open)
    out = {question.planned for question in state.questions} | locked(state).keys()
    left = [(number, q.aims) for number, q in state.plan.items() if number not in out]
    names = [frozenset((d.code, *d.ksbs)) for d in (*lowest, *higher)]
    reach = [(number, _bits(names, aims)) for number, aims in left]
    return Ground(
        lowest=_codes(lowest),
        higher=_codes(higher),
        reach=tuple((number, bits) for number, bits in reach if bits),
        aimless=tuple(number for number, aims in left if not aims),
        questions=len(left),
    )


def _codes(descriptors: Iterable[Descriptor]) -> tuple[str, ...]:
    return tuple(descriptor.code for descriptor in descriptors)


def _bits(names: list[frozenset[str]], aims: tuple[str, ...]) -> int:
    return sum(1 << place for place, own in enumerate(names) if not own.isdisjoint(aims))


def plan_for(ground: Ground, looks: int = LOOKS) -> Plan:
    """Return the fewest questions for a ground.

    Of several that are as few, those are chosen that leave fewest for the higher grades, and of
    two questions that do the same the earlier of the plan.

    Args:
        ground: What is open, and what the questions reach.
        looks: How much it may cost: looks at one question. Beyond it the best that was found so
            far is returned, and is not `proved`.
    """
    numbers = [number for number, _ in ground.reach]
    sets = [bits for _, bits in ground.reach]
    reached = 0
    for bits in sets:
        reached |= bits
    low = reached & ground.of_lowest
    chosen = fewest_for_both(sets, low, reached & ~low, looks)
    first, further = ({numbers[place] for place in part} for part in (chosen.first, chosen.further))
    return Plan(ground, _ranked(ground, first), _ranked(ground, further), chosen.proved)


def after(ground: Ground, number: int) -> Ground:
    """Return the ground once a question has been answered as hoped.

    Args:
        ground: Before it.
        number: The question.
    """
    gone = dict(ground.reach).get(number, 0)
    kept = [(n, bits & ~gone) for n, bits in ground.reach if n != number]
    # The bits keep their places: codes that were heard are reached by nothing any more.
    return replace(ground, reach=tuple((n, bits) for n, bits in kept if bits))


def _ranked(ground: Ground, numbers: Iterable[int]) -> tuple[int, ...]:
    """Return questions by what they reach of the lowest grade, of the higher, and by the plan."""
    wanted, reach = set(numbers), ground.reach

    def rank(place: int) -> tuple[int, int, int]:
        bits = reach[place][1]
        low = (bits & ground.of_lowest).bit_count()
        return -low, low - bits.bit_count(), place

    places = (place for place, (number, _) in enumerate(reach) if number in wanted)
    return tuple(reach[place][0] for place in sorted(places, key=rank))
