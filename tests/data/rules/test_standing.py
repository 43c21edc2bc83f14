"""Where an assessment stands, in every story of its sittings; every illegal move, generated."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.record.journey.machine import (
    ACCEPTED,
    AGAIN_AGREED,
    ASSESSING,
    CLAIMED,
    CONFIRMED,
    FAILED,
    GRADED,
    MOVES,
    ON_PROGRAMME,
    PERIOD_OVER,
    PLANNED,
    STATES,
    WITHDRAWN,
    after,
    by_sittings,
)
from data.record.journey.results import Results
from data.record.journey.state import JourneyState
from data.rules.move_words import MOVES_TOLD, STATES_TOLD
from data.rules.refused import Refused
from data.rules.standing import Attempt, refuse_move, standing
from tests.data.rules.acting import shipped
from tests.data.rules.journeys import attempt, booked

NAMES = tuple(dict.fromkeys(move.name for move in MOVES))
LEGAL = {(move.before, move.name) for move in MOVES}
ILLEGAL = sorted(set(product(STATES, NAMES)) - LEGAL)

GRADES = {"F": "fail", "P": "pass", "D": "distinction"}
STAGES = {"l": "live", "b": "booked", "n": "no-show", "a": "abandoned", "j": "judging"}


def sat(written: str) -> tuple[Attempt, ...]:
    """Read sittings: `1F` is M1 failed, `1b2` its second attempt, booked; see the two tables."""
    return tuple(_one(word[0], word[1], int(word[2:] or 1)) for word in written.split())


def _one(method: str, letter: str, number: int) -> Attempt:
    if letter == "b":
        return booked(f"M{method}", number)
    stage = {"stage": STAGES[letter]} if letter in STAGES else {}
    return attempt(f"M{method}", GRADES.get(letter), number, **stage)


def _at(at: str, attempts: tuple[Attempt, ...], confirmed: tuple[Attempt, ...] = ()) -> str:
    heads = tuple(one.head for one in confirmed)
    return standing(shipped(), JourneyState(at=at, results=Results(heads=heads)), attempts)


def test_most_pairs_are_illegal() -> None:
    assert len(ILLEGAL) + len(LEGAL) == len(STATES) * len(NAMES) == 196
    assert len(ILLEGAL) > 150


@pytest.mark.parametrize(("state", "move"), ILLEGAL)
def test_an_illegal_move_is_refused_with_the_reason_and_what_comes_first(
    state: str, move: str
) -> None:
    with pytest.raises(Refused) as refused:
        refuse_move(state, move)
    sentence = refused.value.sentence
    assert sentence.startswith(MOVES_TOLD[move].never)
    assert STATES_TOLD[state] in sentence and sentence.endswith(".") and len(sentence) < 240
    assert refused.value.rule == "" and not refused.value.deviation
    _, first, what = sentence.partition(" First ")
    if first:
        named = next(name for name in NAMES if what.startswith(MOVES_TOLD[name].first))
        assert after(state, named)
    else:
        assert sentence.count(". ") == 1


@pytest.mark.parametrize(("state", "move"), sorted(LEGAL))
def test_a_legal_move_is_not_refused(state: str, move: str) -> None:
    refuse_move(state, move)


STORIES = [
    ("booked only", ON_PROGRAMME, "1b", "", ON_PROGRAMME),
    ("begun before gateway", ON_PROGRAMME, "1l", "", ASSESSING),
    ("begun without a meeting", ACCEPTED, "1l", "", ASSESSING),
    ("one method sealed", PLANNED, "1P 2b", "", ASSESSING),
    ("one failed, the other not sat", PLANNED, "1F", "", ASSESSING),
    ("no-show", PLANNED, "1n", "", ASSESSING),
    ("no-show, and booked again", PLANNED, "1n 1b2", "", ASSESSING),
    ("both sealed", PLANNED, "1P 2P", "", GRADED),
    ("both sealed, gateway elsewhere", ON_PROGRAMME, "1P 2P", "", GRADED),
    ("re-sit booked, not agreed", PLANNED, "1F 2P 1b2", "", GRADED),
    ("confirmed", CONFIRMED, "1P 2P", "1P 2P", CONFIRMED),
    ("confirmed, then a mere booking", CONFIRMED, "1P 2P 1b2", "1P 2P", CONFIRMED),
    ("confirmed, then reopened", CONFIRMED, "1j 2P", "1P 2P", ASSESSING),
    ("and sealed anew", CONFIRMED, "1D 2P", "1P 2P", GRADED),
    ("failed", FAILED, "1F 2P", "1F 2P", FAILED),
    ("failed, re-sit booked", FAILED, "1F 2P 1b2", "1F 2P", FAILED),
    ("failed, re-sit begun", FAILED, "1F 2P 1l2", "1F 2P", ASSESSING),
    ("again agreed", AGAIN_AGREED, "1F 2P 1b2", "", AGAIN_AGREED),
    ("again, the other not sat", AGAIN_AGREED, "1F 1b2 2b", "", AGAIN_AGREED),
    ("again, the other under way", AGAIN_AGREED, "1F 1b2 2l", "", ASSESSING),
    ("again, the other failed too", AGAIN_AGREED, "1F 1b2 2F", "", AGAIN_AGREED),
    ("re-sit under way", AGAIN_AGREED, "1F 2P 1l2", "", ASSESSING),
    ("re-sit abandoned", AGAIN_AGREED, "1F 2P 1a2", "", ASSESSING),
    ("and booked again", AGAIN_AGREED, "1F 2P 1a2 1b3", "", AGAIN_AGREED),
    ("re-sit sealed", AGAIN_AGREED, "1F 2P 1P2", "", GRADED),
    ("two re-sits, one sat", AGAIN_AGREED, "1F 2F 1P2 2b2", "", AGAIN_AGREED),
    ("third attempt sealed", AGAIN_AGREED, "1F 2P 1F2 1P3", "", GRADED),
    ("claimed, then reopened", CLAIMED, "1j 2P", "1P 2P", CLAIMED),
    ("withdrawn, a sitting unsealed", WITHDRAWN, "1j", "", WITHDRAWN),
    ("period over", PERIOD_OVER, "1F 2P", "", PERIOD_OVER),
]
"""What happened, the state by the entries, the sittings, those confirmed, and where it stands."""


@pytest.mark.parametrize(
    ("at", "written", "confirmed", "expected"),
    [story[1:] for story in STORIES],
    ids=[story[0] for story in STORIES],
)
def test_stories(at: str, written: str, confirmed: str, expected: str) -> None:
    assert _at(at, sat(written), sat(confirmed)) == expected


_GRADES = st.sampled_from([None, "fail", "pass", "distinction"])
_SAT = st.builds(
    lambda method, grade, number, begun: (
        attempt(method, grade, number) if begun else booked(method, number)
    ),
    st.sampled_from(["M1", "M2"]),
    _GRADES,
    st.integers(1, 3),
    st.booleans(),
)


@given(st.sampled_from(STATES), st.lists(_SAT, max_size=5), st.booleans())
def test_what_the_sittings_add_is_always_a_way_through_the_table(
    at: str, tried: list[Attempt], confirmed: bool
) -> None:
    attempts = tuple({one.sitting_id: one for one in tried}.values())
    stands = _at(at, attempts, attempts if confirmed else ())
    assert stands in by_sittings(at)


def test_a_second_method_can_be_agreed_while_the_first_is_to_be_sat() -> None:
    assert after(AGAIN_AGREED, "agree again") == AGAIN_AGREED
