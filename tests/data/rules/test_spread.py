"""The spread of many markers of one sitting."""

from __future__ import annotations

from fractions import Fraction

import pytest

from data.rules.agreement import CERTAIN
from data.rules.spread import DescriptorSpread, Judged, spread

CODES = ("P1", "P2", "D1")


def _marked(marker: str, said: str, grade: str = "pass") -> Judged:
    return Judged(marker, {c: s == "+" for c, s in zip(CODES, said, strict=True)}, grade)


def test_who_differs_from_the_majority_is_named_for_each_descriptor() -> None:
    found = spread([_marked("A", "++-"), _marked("B", "+--", "fail"), _marked("C", "+++")], CODES)
    assert found.descriptors == (
        DescriptorSpread("P1", 3, 0, ()),
        DescriptorSpread("P2", 2, 1, ("B",)),
        DescriptorSpread("D1", 1, 2, ("C",)),
    )
    assert found.grades == (("pass", 2), ("fail", 1))
    assert found.pairwise.pairs == 3


def test_without_a_majority_nobody_differs() -> None:
    found = spread([_marked("A", "++-"), _marked("B", "+-+")], CODES)
    assert [one.split for one in found.descriptors] == [False, True, True]
    assert all(one.differing == () for one in found.descriptors)
    assert found.fleiss.value == found.pairwise.mean == Fraction(-1, 2)


def test_markers_who_all_say_the_same_of_everything_have_no_kappa() -> None:
    found = spread([_marked("A", "+++"), _marked("B", "+++")], CODES)
    assert found.fleiss.told == CERTAIN
    assert (found.pairwise.mean, found.pairwise.undefined) == (None, 1)


def test_one_marker_alone_has_no_spread() -> None:
    with pytest.raises(ValueError, match="two markers"):
        spread([_marked("A", "+++")], CODES)
