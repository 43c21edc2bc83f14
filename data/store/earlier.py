"""What was asked at the earlier attempts of a sitting: read once, when it is opened."""

from __future__ import annotations

from collections.abc import Iterator

from data.record.entries import AskedBefore
from data.rules.asked_before import asked_in
from data.store.rows import Sitting
from data.store.store import Store


def asked_earlier(store: Store, sitting: Sitting) -> Iterator[AskedBefore]:
    """Return what was asked at each earlier attempt at the method of a sitting.

    Args:
        store: Where it is kept.
        sitting: A re-sit or re-take; of a first attempt there is nothing.

    Raises:
        StoreError: An earlier record cannot be read.
        data.record.errors.RecordError: It cannot be understood.
    """
    for other in store.sittings(sitting.assessment_id):
        if other.method == sitting.method and other.number < sitting.number and other.entries:
            asked = asked_in(store.entries(other.id))
            if asked is not None:
                yield asked
