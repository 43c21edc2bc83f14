"""Which sittings may be booked, by the plan's rules of second attempts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import product

import pytest

from data.record.attempts import ATTEMPTS
from data.rules.attempts_allowed import why_not_booked
from data.rules.stage import Stage
from data.rules.standing import Attempt
from data.standards.model import Standard
from data.store.journey_rows import attempt_of
from tests.data.store.building import a_sitting
from tests.screens.acted import made_up, shipped

WITHOUT = ("no-show", "abandoned", "withdrawn")
STANDARDS = {"shipped": shipped().standard, "made up": made_up().standard}


@pytest.mark.parametrize("name", sorted(STANDARDS))
def test_a_second_attempt_follows_a_sealed_fail_and_nothing_else(name: str) -> None:
    chosen = STANDARDS[name]
    method = chosen.methods[0].code
    ways: list[tuple[str, str | None]] = [
        (str(stage), None) for stage in Stage if stage != "sealed"
    ]
    ways += [("sealed", grade) for grade in chosen.grades]
    for before in ((), *product(ways), *product(ways, repeat=2)):
        graded = [grade for _, grade in before if grade]
        open_still = any(stage not in ("sealed", *WITHOUT) for stage, _ in before)
        again = bool(graded) and graded[-1] == chosen.fail
        for attempt in ATTEMPTS:
            may = not open_still and (not graded if attempt == "first" else again)
            refused = why_not_booked(chosen, _attempts(chosen, before), method, attempt)
            assert (refused is None) == may, (before, attempt, refused)


def _attempts(standard: Standard, before: Iterable[tuple[str, str | None]]) -> list[Attempt]:
    method = standard.methods[0].code
    return [
        attempt_of(replace(a_sitting(n, method=method, number=n), stage=stage, grade=grade))
        for n, (stage, grade) in enumerate(before, start=1)
    ]


def test_another_methods_sittings_do_not_matter() -> None:
    other = a_sitting(0, method="M2")
    assert why_not_booked(shipped().standard, [attempt_of(other)], "M1", "first") is None
