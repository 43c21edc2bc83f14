"""How far many markers of the same notes are apart: for standardisation.

Fleiss' kappa speaks of all markers together, Cohen's of every two of them; both are given by name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.rules.agreement import Kappa, PairwiseKappas, fleiss, pairwise


@dataclass(frozen=True, slots=True)
class Judged:
    """What one marker said of everything."""

    marker: str
    met: Mapping[str, bool]
    """By code of the descriptor; each marker judged the same ones."""
    grade: str


@dataclass(frozen=True, slots=True)
class DescriptorSpread:
    """What all markers said of one descriptor."""

    code: str
    met: int
    not_met: int
    differing: tuple[str, ...]
    """Markers who are not with the majority; empty where there is none, or everybody is."""

    @property
    def split(self) -> bool:
        """Whether there is no majority."""
        return self.met == self.not_met


@dataclass(frozen=True, slots=True)
class Spread:
    """How far markers are apart."""

    markers: tuple[str, ...]
    descriptors: tuple[DescriptorSpread, ...]
    grades: tuple[tuple[str, int], ...]
    """How often each grade; the most frequent first."""
    fleiss: Kappa
    pairwise: PairwiseKappas


def spread(markings: Sequence[Judged], codes: Sequence[str]) -> Spread:
    """Return how far markers are apart.

    Args:
        markings: Of the same notes, two or more.
        codes: Of the descriptors, in the standard's order.

    Raises:
        ValueError: Fewer than two markers.
    """
    if len(markings) < 2:
        raise ValueError("a spread needs two markers or more")
    rows = [[one.met[code] for one in markings] for code in codes]
    grades = Counter(one.grade for one in markings)
    return Spread(
        tuple(one.marker for one in markings),
        tuple(_descriptor(code, markings) for code in codes),
        tuple(sorted(grades.items(), key=lambda each: (-each[1], each[0]))),
        fleiss(rows),
        pairwise(rows),
    )


def _descriptor(code: str, markings: Sequence[Judged]) -> DescriptorSpread:
    met = [one.marker for one in markings if one.met[code]]
    others = [one.marker for one in markings if not one.met[code]]
    fewer = () if len(met) == len(others) else min(met, others, key=len)
    return DescriptorSpread(code, len(met), len(others), tuple(fewer))
