"""How far markers agree beyond what chance would make of it: percent, Cohen's and Fleiss' kappa.

Counted in whole numbers and fractions, so that a figure is the same on every machine. A kappa that
is not defined is not given: the reason takes its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

NOTHING = "undefined: nothing was judged by both"
"""Why there is no kappa where there are no pairs."""

CERTAIN = "undefined: agreement was expected in any case, as everybody judged everything the same"
"""Why there is no kappa where the expected agreement is 1."""


@dataclass(frozen=True, slots=True)
class Kappa:
    """A kappa, or why there is none."""

    value: Fraction | None
    """From -1 to 1; None where it is undefined."""
    told: str
    """`0.613`, or the reason."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two markers agree."""

    n: int
    """How many were judged by both."""
    agreed: int
    kappa: Kappa
    """Cohen's."""

    @property
    def percent(self) -> Fraction | None:
        """The share on which both said the same, in percent; None where n is 0."""
        return Fraction(100 * self.agreed, self.n) if self.n else None

    @property
    def told(self) -> str:
        """The figures in words, always with their number."""
        if self.percent is None:
            return "n 0: nothing was judged by both"
        return (
            f"{float(self.percent):.1f} % ({self.agreed} of {self.n}), Cohen's kappa "
            f"{self.kappa.told}"
        )


def agreement(pairs: Sequence[tuple[Hashable, Hashable]]) -> Agreement:
    """Return how far two markers agree.

    Args:
        pairs: What the first and the second said, of everything that both judged.
    """
    n = len(pairs)
    agreed = sum(first == second for first, second in pairs)
    firsts = Counter(first for first, _ in pairs)
    seconds = Counter(second for _, second in pairs)
    by_chance = sum(firsts[word] * seconds[word] for word in firsts)
    most = n or 1
    return Agreement(n, agreed, _kappa(n, Fraction(agreed, most), Fraction(by_chance, most**2)))


def fleiss(rows: Sequence[Sequence[Hashable]]) -> Kappa:
    """Return Fleiss' kappa of several markers.

    Args:
        rows: For each thing judged what every marker said; each row is equally long, two or more.

    Raises:
        ValueError: The rows differ in length, or have one marker only.
    """
    if not rows:
        return Kappa(None, NOTHING)
    markers = len(rows[0])
    if markers < 2 or any(len(row) != markers for row in rows):
        raise ValueError("every row needs the same markers, at least two")
    pairs = len(rows) * markers * (markers - 1)
    same = sum(count * (count - 1) for row in rows for count in Counter(row).values())
    words = Counter(word for row in rows for word in row)
    said = len(rows) * markers
    by_chance = sum(Fraction(count, said) ** 2 for count in words.values())
    return _kappa(len(rows), Fraction(same, pairs), Fraction(by_chance))


@dataclass(frozen=True, slots=True)
class PairwiseKappas:
    """Cohen's kappa of every two of several markers."""

    lowest: Fraction | None
    """None where it is undefined for every pair."""
    highest: Fraction | None
    mean: Fraction | None
    pairs: int
    undefined: int
    """Of how many pairs it is undefined; they are left out of the mean."""


def pairwise(rows: Sequence[Sequence[Hashable]]) -> PairwiseKappas:
    """Return the range of Cohen's kappa over every two markers.

    Args:
        rows: For each thing judged what every marker said, in the same order of markers.
    """
    columns = list(zip(*rows, strict=True))
    found = [
        agreement(list(zip(one, other, strict=True))).kappa.value
        for one, other in combinations(columns, 2)
    ]
    values = [value for value in found if value is not None]
    if not values:
        return PairwiseKappas(None, None, None, len(found), len(found))
    mean = sum(values, Fraction(0)) / len(values)
    return PairwiseKappas(min(values), max(values), mean, len(found), len(found) - len(values))


def _kappa(n: int, observed: Fraction, expected: Fraction) -> Kappa:
    """Return how much of the agreement that chance leaves open was reached."""
    if not n:
        return Kappa(None, NOTHING)
    if expected == 1:
        return Kappa(None, CERTAIN)
    value = (observed - expected) / (1 - expected)
    return Kappa(value, places(value))


def places(value: Fraction) -> str:
    """Return a number with three places: `0.613`, never `-0.000`."""
    told = f"{float(value):.3f}"
    return "0.000" if told == "-0.000" else told
