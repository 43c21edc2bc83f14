"""Who may be erased: nobody in whose sittings something is left to do."""

from __future__ import annotations

from datetime import date

import pytest

from data.rules.erasure import reason_not_to_erase
from data.rules.stage import Stage

LAST, TODAY = date(2026, 5, 20), date(2033, 1, 1)
OVER = (
    Stage.BOOKED,
    Stage.SEALED,
    Stage.WITHDRAWN,
    Stage.NO_SHOW,
    Stage.ABANDONED,
    Stage.HANDED_OVER,
)


@pytest.mark.parametrize("stage", Stage)
def test_a_stage_in_which_something_is_left_to_do_keeps_an_apprentice(stage: Stage) -> None:
    said = reason_not_to_erase([str(stage)], LAST, 72, 0, TODAY)
    assert bool(said) == (stage not in OVER)
    assert said == "" or str(stage) in said


def test_a_withdrawal_that_did_not_leave_keeps_an_apprentice() -> None:
    assert "did not leave" in reason_not_to_erase([Stage.WITHDRAWN], LAST, 72, 1, TODAY)
