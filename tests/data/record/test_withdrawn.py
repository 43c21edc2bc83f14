"""What a withdrawal does to the state: the grade is gone, the seal stays, and both end together."""

from __future__ import annotations

from data.record import entries as e
from tests.data.record.sittings import Sitting, shipped


def sealed() -> Sitting:
    sitting = Sitting(shipped(), "M1", "1")
    sitting.add(e.Sealed("pass"))
    return sitting


def test_a_withdrawal_takes_the_grade_and_leaves_the_seal() -> None:
    sitting = sealed()
    assert sitting.state.graded is sitting.state.sealed is not None
    sitting.add(e.Withdrawn("wrong option"))
    state = sitting.state
    assert state.sealed and state.graded is None
    assert state.withdrawn is state.last and state.revisions == 2


def test_reopening_ends_the_withdrawal_too() -> None:
    sitting = sealed()
    sitting.add(e.Withdrawn("wrong option"))
    sitting.add(e.Reopened("once more"))
    assert (sitting.state.sealed, sitting.state.withdrawn) == (None, None)
    assert sitting.state.revisions == 2


def test_another_seal_holds_whatever_stood_before_it() -> None:
    sitting = sealed()
    sitting.add(e.Withdrawn("wrong option"))
    sitting.add(e.Sealed("fail"))
    assert sitting.state.withdrawn is None and sitting.state.graded is sitting.state.last
    assert sitting.state.revisions == 3


def test_what_is_not_sealed_or_is_withdrawn_already_is_not_withdrawn() -> None:
    sitting = Sitting(shipped(), "M1", "1")
    sitting.add(e.Withdrawn("nothing to take back"))
    assert (sitting.state.withdrawn, sitting.state.withdrawals) == (None, 0)
    sitting.add(e.Sealed("pass"))
    sitting.add(e.Withdrawn("wrong option"))
    first = sitting.state.withdrawn
    sitting.add(e.Withdrawn("again"))
    assert sitting.state.withdrawn is first and sitting.state.revisions == 2
