"""Plans of sixty questions for 22 pass and 4 distinction descriptors, easy and hard ones.

The hard ones are made of designs in which no question overlaps another more than it must: there a
greedy choice goes wrong, and nothing but a search can say so.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable

from data.rules.planning import Ground

LOWEST, HIGHER, QUESTIONS = 22, 4, 60

Make = Callable[[random.Random], list[int]]
"""Makes what the questions reach of the pass descriptors, as bits."""


def _dense(share: float) -> Make:
    return lambda rng: [
        sum((rng.random() < share) << place for place in range(LOWEST)) for _ in range(QUESTIONS)
    ]


def _sized(least: int, most: int) -> Make:
    def make(rng: random.Random) -> list[int]:
        sizes = [rng.randint(least, most) for _ in range(QUESTIONS)]
        return [sum(1 << place for place in rng.sample(range(LOWEST), size)) for size in sizes]

    return make


def _turned(*bases: tuple[int, ...], around: int = LOWEST) -> Make:
    """Turn each base around a circle of descriptors: every one is reached equally often."""
    sets = [
        sum(1 << (place + turn) % around for place in base)
        for base in bases
        for turn in range(around)
    ]
    return lambda rng: rng.sample(sets, min(QUESTIONS, len(sets)))


def _all_but(*bases: tuple[int, ...]) -> Make:
    inner = _turned(*bases)
    return lambda rng: [(1 << LOWEST) - 1 & ~bits for bits in inner(rng)]


_SIX = ((0, 1, 4, 9, 11, 17), (0, 2, 7, 13, 16, 17), (0, 3, 5, 14, 20, 6))
_SEVEN = tuple((*base, more) for base, more in zip(_SIX, (18, 3, 8), strict=True))

FAMILIES: dict[str, Make] = {
    "one code each": _sized(1, 1),
    "one or two codes": _sized(1, 2),
    "pairs": _sized(2, 2),
    "one to three codes": _sized(1, 3),
    "triples": _sized(3, 3),
    "two to four codes": _sized(2, 4),
    "fours": _sized(4, 4),
    "fives": _sized(5, 5),
    "sixes": _sized(6, 6),
    "eights": _sized(8, 8),
    "sparse, one in twenty": _dense(0.05),
    "one in ten": _dense(0.1),
    "one in five": _dense(0.2),
    "one in three": _dense(0.33),
    "dense, one in two": _dense(0.5),
    "two in three": _dense(0.67),
    "triple system": _turned((0, 1, 3), (0, 4, 12), (0, 5, 11), around=21),
    "projective plane": _turned((3, 6, 7, 12, 14), around=21),
    "turned fours": _turned((0, 1, 4, 9), (0, 2, 7, 13), (0, 3, 5, 14)),
    "turned sixes": _turned(*_SIX),
    "turned sevens": _turned(*_SEVEN),
    "all but seven": _all_but(*_SEVEN),
}


def grounds(name: str, count: int, seed: int = 1) -> Iterable[Ground]:
    """Return so many plans of a family, each with its own distinctions."""
    rng = random.Random(f"{name} {seed}")
    codes = tuple(f"P{n}" for n in range(1, LOWEST + 1))
    above = tuple(f"D{n}" for n in range(1, HIGHER + 1))
    for _ in range(count):
        share = rng.choice([0.05, 0.1, 0.3])
        lifts = [
            sum((rng.random() < share) << LOWEST + n for n in range(HIGHER))
            for _ in range(QUESTIONS)
        ]
        sets = [low | high for low, high in zip(FAMILIES[name](rng), lifts, strict=False)]
        yield Ground(codes, above, tuple((n, bits) for n, bits in enumerate(sets, 1) if bits))
