"""The light comes on at the third follow-up on what is sufficient, and not before."""

from __future__ import annotations

import pytest

from data.record.entries import Mark, Marked, PhaseEnded, PhaseStarted, QuestionAsked
from data.rules.probing import OverProbed, over_probed
from tests.data.record.sittings import Sitting, shipped


def probed(
    follow_ups: int, *aims: str, main: tuple[str, ...] = ("P1",), sign: str = "+"
) -> Sitting:
    """A discussion whose open question has follow-ups; the last one is aimed."""
    sitting = Sitting(shipped(), "M2", "1")
    sitting.add(PhaseStarted("discussion"))
    sitting.add(QuestionAsked(aims=main))
    sitting.add(Marked(Mark("P1", sign)))
    for number in range(follow_ups):
        sitting.add(QuestionAsked(main=False, aims=aims if number == follow_ups - 1 else ()))
    return sitting


@pytest.mark.parametrize("follow_ups", range(6))
def test_the_third_follow_up_is_one_too_many(follow_ups: int) -> None:
    found = over_probed(probed(follow_ups).state)
    assert found == (OverProbed(("P1",), follow_ups, 21) if follow_ups > 2 else None)


@pytest.mark.parametrize("sign", ["", "?", "-"])
def test_what_is_not_sufficient_may_be_probed(sign: str) -> None:
    assert over_probed(probed(5, sign=sign).state) is None


def test_a_follow_up_with_another_aim_is_no_probing() -> None:
    assert over_probed(probed(4, "D2").state) is None
    assert over_probed(probed(4, "P2").state) is None
    assert over_probed(probed(4, "P1").state) is not None


def test_without_aims_what_was_marked_says_what_it_is_about() -> None:
    sitting = probed(3, main=())
    assert over_probed(sitting.state) == OverProbed(("P1",), 3, 21)
    sitting.add(Marked(Mark("P2")))
    assert over_probed(sitting.state) is None, "P2 is not sufficient yet"


def test_an_aim_at_a_ksb_is_an_aim_at_the_pass_that_lists_it() -> None:
    assert over_probed(probed(3, "K3").state) == OverProbed(("P1",), 3, 21)
    assert over_probed(probed(3, "K10").state) is None, "K10 is of P2, which was not heard"


def test_with_everything_heard_nothing_is_neglected_and_a_question_starts_anew() -> None:
    sitting = probed(3)
    sitting.add(QuestionAsked())
    assert over_probed(sitting.state) is None
    sitting = probed(3)
    for descriptor in sitting.state.criteria:
        sitting.add(Marked(Mark(descriptor.code)))
    assert over_probed(sitting.state) is None
    sitting = probed(3)
    sitting.add(PhaseEnded("discussion"))
    assert over_probed(sitting.state) is None
