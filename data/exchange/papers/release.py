"""Whether a result may be told: when the overall grade was confirmed, or the result published."""

from __future__ import annotations

from data.exchange.papers.case import Case, Held
from data.record.journey.machine import CERTIFICATED, CLAIMED, CONFIRMED, FAILED

_TOLD = frozenset({CONFIRMED, FAILED, CLAIMED, CERTIFICATED})


def released(case: Case, held: Held) -> bool:
    """Tell whether the result of a sitting may stand in a paper for the apprentice.

    Args:
        case: The assessment.
        held: One of its sittings; without a seal, or taken back, there is nothing to tell.
    """
    if held.state.graded is None:
        return False
    return case.view.at in _TOLD
