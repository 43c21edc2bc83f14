"""Agreement and kappa, against the figures of a library that is not ours."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction

import pytest
from nltk.metrics.agreement import AnnotationTask

from data.rules.agreement import CERTAIN, NOTHING, agreement, fleiss, pairwise, places

Pairs = list[tuple[bool, bool]]


def _task(rows: Sequence[tuple[bool, ...]]) -> AnnotationTask:
    return AnnotationTask(
        [
            (f"marker {who}", f"P{place}", said)
            for place, row in enumerate(rows)
            for who, said in enumerate(row)
        ]
    )


def _random_pairs(seed: int) -> Pairs:
    dice = random.Random(seed)
    # Shares from none to all: what is nearly always met is where kappa is most easily wrong.
    first, second = dice.choice((0, 0.05, 0.5, 0.9, 1)), dice.choice((0, 0.1, 0.5, 0.95, 1))
    size = dice.randint(1, 40)
    return [(dice.random() < first, dice.random() < second) for _ in range(size)]


def test_five_hundred_pairs_of_markers_give_the_librarys_kappa() -> None:
    undefined = 0
    for seed in range(500):
        pairs = _random_pairs(seed)
        found, theirs = agreement(pairs), _task(pairs)
        assert found.n == len(pairs)
        assert found.percent == pytest.approx(100 * theirs.avg_Ao())
        if theirs.Ae_kappa("marker 0", "marker 1") == 1:
            undefined += 1  # the library says 1 by convention there: we say that there is none
            assert found.kappa.value is None
            assert found.kappa.told == CERTAIN
        else:
            assert found.kappa.value == pytest.approx(theirs.kappa())
    assert undefined > 20  # the degenerate ones were among them


def test_fleiss_kappa_and_the_pairwise_mean_are_the_librarys() -> None:
    for seed in range(120):
        dice = random.Random(seed)
        markers, share = dice.randint(2, 7), dice.choice((0.1, 0.5, 0.8, 1))
        rows = [tuple(dice.random() < share for _ in range(markers)) for _ in range(12)]
        found, theirs, mean = fleiss(rows), _task(rows), pairwise(rows)
        if len({said for row in rows for said in row}) == 1:
            assert found.value is None
            assert mean.undefined == mean.pairs
        else:
            assert found.value == pytest.approx(theirs.pi())  # its multi-pi is Fleiss' kappa
        if not mean.undefined:
            assert mean.mean == pytest.approx(theirs.kappa())
            assert mean.lowest is not None
            assert mean.highest is not None
            assert mean.lowest <= mean.mean <= mean.highest


def test_a_worked_example() -> None:
    pairs = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15
    found = agreement(pairs)
    assert found.kappa.value == Fraction(2, 5)
    assert found.told == "70.0 % (35 of 50), Cohen's kappa 0.400"


def test_what_has_no_kappa_says_why_and_keeps_its_number() -> None:
    same = agreement([(True, True)] * 7)
    assert same.told.startswith("100.0 % (7 of 7), Cohen's kappa undefined")
    assert agreement([]).told == "n 0: nothing was judged by both"
    assert agreement([]).kappa.told == NOTHING
    assert fleiss([]).told == NOTHING


def test_rows_of_unequal_markers_are_no_ratings() -> None:
    with pytest.raises(ValueError, match="same markers"):
        fleiss([(True, False), (True,)])


def test_a_number_never_reads_as_minus_nothing() -> None:
    assert places(Fraction(-1, 100_000)) == "0.000"
