"""When gateway was accepted in the record of an assessment: from then on no booking says otherwise.

Forms, files of bookings and sittings of other laptops ask for it before they change a day.
"""

from __future__ import annotations

from data.record.journey.fold import fold_journey
from data.record.journey.machine import ACCEPTED
from data.store.store import Store


def accepted_on(store: Store, assessment_id: str) -> str:
    """Return the ISO date on which gateway was accepted in the record of an assessment.

    Args:
        store: Where it is kept.
        assessment_id: The assessment; need not have a record.

    Returns:
        Empty where no acceptance is recorded.
    """
    last = fold_journey(store.journey_entries(assessment_id)).gateway.last
    return last.decided_on if last and last.outcome == ACCEPTED else ""
