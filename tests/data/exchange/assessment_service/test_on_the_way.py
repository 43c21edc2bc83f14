"""What the own record of an assessment lets go to the service, and what it keeps back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data.exchange.assessment_service.apprentice import Way
from data.exchange.assessment_service.sending import Sending, sending
from data.record.journey.machine import (
    AGAIN_AGREED,
    ASSESSING,
    CERTIFICATED,
    CLAIMED,
    CONFIRMED,
    FAILED,
    GRADED,
    WITHDRAWN,
)
from tests.data.exchange.assessment_service.sat import NOW, apprentice

PASSED = ("M1 distinction 2026-05-20", "M2 distinction 2026-05-27")
FAILED_M1 = ("M1 fail 2026-05-20", "M2 pass 2026-05-27")


def sent(way: Way | None, *written: str) -> Sending:
    return sending([replace(apprentice(*written), way=way)], NOW)


def told(found: Sending) -> tuple[int, int, list[str]]:
    """Return how many histories and certificates go, and what is said."""
    return len(found.epas), len(found.certificates), [p.code for p in found.problems]


@pytest.mark.parametrize(
    ("way", "written", "expected"),
    [
        (None, PASSED, (1, 1, [])),
        (Way(GRADED), PASSED, (1, 0, ["unconfirmed"])),
        (Way(ASSESSING), PASSED, (1, 0, ["unconfirmed"])),
        *(
            (Way(at, "distinction"), PASSED, (1, 1, []))
            for at in (CONFIRMED, CLAIMED, CERTIFICATED)
        ),
        (Way(CLAIMED, "pass"), PASSED, (0, 0, ["grade-differs"])),
        (Way(CONFIRMED, "distinction", held=True), PASSED, (0, 0, ["held"])),
        (Way(GRADED, held=True), PASSED, (0, 0, ["held"])),
        (Way(GRADED), FAILED_M1, (1, 0, [])),
        (Way(FAILED, "fail"), FAILED_M1, (1, 0, [])),
        (Way(AGAIN_AGREED), FAILED_M1, (1, 0, [])),
        (Way(WITHDRAWN), FAILED_M1, (0, 0, ["assessment-withdrawn"])),
        (Way(WITHDRAWN), ("M1 pass 2026-05-20",), (0, 0, ["assessment-withdrawn"])),
        (Way(ASSESSING), ("M1 pass 2026-05-20",), (0, 0, [])),
    ],
)
def test_what_goes_where_the_way_is_recorded(
    way: Way | None, written: tuple[str, ...], expected: tuple[int, int, list[str]]
) -> None:
    assert told(sent(way, *written)) == expected


def test_only_what_is_held_or_differs_is_kept_back() -> None:
    for way in (Way(GRADED), Way(WITHDRAWN)):
        assert sent(way, *PASSED).kept_back() == ()
    for way in (Way(CONFIRMED, "distinction", held=True), Way(CONFIRMED, "pass")):
        assert len(sent(way, *PASSED).kept_back()) == 1


def test_a_withdrawn_assessment_and_its_successor_are_no_doubles() -> None:
    first = replace(apprentice(*FAILED_M1), way=Way(WITHDRAWN))
    second = apprentice("M1 pass 2026-06-20", "M2 pass 2026-06-27")
    second = replace(second, assessment=replace(second.assessment, id="another"))
    found = sending([first, second], NOW)
    assert (found.included, found.kept_back()) == (("another",), ())
    assert found.waiting == ()
