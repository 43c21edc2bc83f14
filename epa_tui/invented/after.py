"""What was done in the demonstration after a seal: all results but the newest are published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from data.record.instant import Instant
from data.rules.publishing import publish
from data.standards.model import Standard
from data.store.journey_record import JourneyRecord
from data.store.store import Store


def publish_results(
    store: Store, standard: Standard, now: Instant, days: Mapping[str, tuple[str, date]]
) -> None:
    """Record that results were published.

    Args:
        store: With the sealed sittings.
        standard: What they were assessed under.
        now: The present.
        days: By the id of the assessment, which sitting it was, and when.

    Raises:
        data.store.errors.StoreError: The disk refused.
    """
    for assessment_id, (code, on) in days.items():
        record = JourneyRecord.open(store, assessment_id, standard)
        record.add(now, publish(record.view(now), code, on))
