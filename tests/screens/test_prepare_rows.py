from __future__ import annotations

import pytest

from data.record.fold import fold
from data.record.state import SittingState
from data.rules import gate
from data.rules.step import Fact
from data.standards.model import Standard
from screens.prepare_rows import READING, check_rows, missing_words, times_words
from tests.data.record.sittings import START, Sitting, chained, made_up, opening, shipped


def without_discretion(method: str) -> SittingState:
    """Return a sitting of a made-up standard that grants a method no extension."""
    standard = made_up().standard
    found = standard.method(method)
    none = found.extension.model_copy(update={"per_mille": 0})
    methods = (found.model_copy(update={"extension": none}),)
    strict: Standard = standard.model_copy(update={"methods": methods})
    return fold(strict, chained([(START, opening(made_up(), method))]))


@pytest.mark.parametrize(
    ("state", "says"),
    [
        (
            Sitting(shipped(), "M1", "1", 250).state,
            "Presentation 25:00 (at most 27:30)   Questioning 50:00 (at most 55:00)",
        ),
        (
            Sitting(made_up(), "A", "a").state,
            "Display 10:00   Questions 25:00   extension 5:15, one pool for all phases",
        ),
        (without_discretion("B"), "Talk 50:00   no extension"),
        (without_discretion("A"), "Display 10:00   Questions 25:00   no extension"),
    ],
)
def test_the_times_say_what_the_discretion_adds(state: SittingState, says: str) -> None:
    assert "   ".join(times_words(state)) == says


@pytest.mark.parametrize("width", [38, 58, 78, 118])
@pytest.mark.parametrize("passed", range(len(gate.CHECKS) + 1))
def test_what_is_missing_is_said_on_one_line(passed: int, width: int) -> None:
    sitting = Sitting(shipped(), "M1", "1")
    for check in gate.CHECKS[:passed]:
        (body,) = gate.check(sitting.state, sitting.now, check.name, True, "passport")
        sitting.add(body)
    words = missing_words(sitting.state, width)
    assert len(words) <= width
    left = len(gate.CHECKS) - passed
    assert ("g goes" in words) == (left == 0)
    assert not left or str(left) in words or gate.CHECKS[-1].name in words


@pytest.mark.parametrize("width", [38, 78])
def test_what_is_known_beforehand_stands_in_front_of_the_checks(width: int) -> None:
    state = Sitting(shipped(), "M1", "1").state
    known = (Fact("Report", "submitted 3 days late; 3,412 words, 112 over", "warn"),)
    first, *rest = check_rows(state, width, known=known)
    assert first.key.startswith(READING)
    lines = first.content.plain.split("\n")
    assert lines[0].startswith("  !") and all(len(line) <= width for line in lines)
    assert " ".join(first.content.plain.split()) == (
        "! Report: submitted 3 days late; 3,412 words, 112 over"
    )
    assert [row.key for row in rest] == [row.key for row in check_rows(state, width)]
    assert [row.key for row in rest] == [check.name for check in gate.CHECKS]
