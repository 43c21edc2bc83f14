"""Tells a sitting, in its own record, what was declared of its assessor's interest."""

from __future__ import annotations

from data.record.entries import Checked
from data.record.errors import RecordError
from data.record.instant import Instant
from data.record.journey.conduct import InterestDeclared
from data.rules.gate import CONFLICT
from data.store.errors import StoreError
from data.store.sitting_record import SittingRecord
from data.store.store import Store


def carry_interest(store: Store, record: SittingRecord, now: Instant) -> None:
    """Answer the check of a sitting as the assessor's interest was declared for the assessment.

    The start gate is the sitting's own: an interest without a decision blocks it there, as one
    that is declared there does. Where the declarations cannot be read, the assessor is asked there.

    Args:
        store: Where both are kept.
        record: The sitting, before its first phase.
        now: The present.
    """
    declared = _declared(store, record)
    if declared is None or not declared.interest:
        return
    carried = Checked(CONFLICT, False, declared.reference)
    if record.state.checks.get(CONFLICT) != carried:
        record.add(now, carried)


def _declared(store: Store, record: SittingRecord) -> InterestDeclared | None:
    """Return the newest declaration of who assesses; None where there is none to be read."""
    assessment = record.assessment
    try:
        if store.journey(assessment.id) is None:
            return None
        from data.record.journey.fold import fold_journey
        from data.record.people import same_person

        conduct = fold_journey(store.journey_entries(assessment.id)).conduct
    except (StoreError, RecordError):
        return None
    mine = (one for one in conduct.interests if same_person(one.person, assessment.assessor))
    return next(mine, None)
