"""What the states of an assessment are called where people read them: the one list of it.

Records and `--json` have the names of `data.record.journey.machine.STATES`, which never change.
"""

from __future__ import annotations

from typing import NamedTuple

from data.record.journey.machine import (
    ACCEPTED,
    AGAIN_AGREED,
    ASSESSING,
    AT_GATEWAY,
    CERTIFICATED,
    CLAIMED,
    CONFIRMED,
    FAILED,
    GATEWAY_REJECTED,
    GRADED,
    ON_PROGRAMME,
    PERIOD_OVER,
    PLANNED,
    WITHDRAWN,
)

EITHER = "re-sit or re-take"
"""Which of the two it is, where that is not known or it is one of each."""


class Words(NamedTuple):
    """A state in words; `{again}` is a re-sit, a re-take or `EITHER`."""

    name: str
    """On the way, and where there is room for a few words."""
    said: str
    """Said in a sentence of its own, without a full stop."""


_WORDS = {
    ON_PROGRAMME: Words("on programme", "The apprentice is on programme"),
    AT_GATEWAY: Words("at gateway", "The apprentice is at gateway"),
    GATEWAY_REJECTED: Words("gateway rejected", "Gateway is rejected"),
    ACCEPTED: Words("gateway accepted", "Gateway is accepted"),
    PLANNED: Words("planned", "The assessment is planned"),
    ASSESSING: Words("being assessed", "The apprentice is being assessed"),
    GRADED: Words("graded", "Every method is graded"),
    CONFIRMED: Words("grade confirmed", "The overall grade is confirmed"),
    FAILED: Words("failed", "The assessment is failed"),
    AGAIN_AGREED: Words("{again} agreed", "A {again} is agreed"),
    CLAIMED: Words("certificate claimed", "The certificate is claimed"),
    CERTIFICATED: Words("certificate received", "The certificate is received"),
    WITHDRAWN: Words("withdrawn", "The assessment is withdrawn"),
    PERIOD_OVER: Words("EPA period over", "The EPA period is over"),
}


def state_name(state: str, again: str = EITHER) -> str:
    """Return what a state is called.

    Args:
        state: One of `data.record.journey.machine.STATES`.
        again: `re-sit` or `re-take`, where it is known which.
    """
    return _WORDS[state].name.format(again=again)


def state_said(state: str, again: str = EITHER) -> str:
    """Return a state as a sentence that goes on, or ends, with a mark of the caller's.

    Args:
        state: One of `data.record.journey.machine.STATES`.
        again: `re-sit` or `re-take`, where it is known which.
    """
    return _WORDS[state].said.format(again=again)
