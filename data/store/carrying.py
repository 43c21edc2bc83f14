"""The own record of an assessment as it leaves with one of its sittings: checked, and signed."""

from __future__ import annotations

from data.record.chain import verify
from data.record.errors import BrokenChain
from data.store.handed import Carried
from data.store.store import Store


def carried(store: Store, assessment_id: str) -> Carried | None:
    """Return the own record of an assessment, for another laptop.

    Args:
        store: Where it is kept.
        assessment_id: The assessment; need not have a record.

    Returns:
        None where nothing was recorded.

    Raises:
        RecordError: It was changed, its end is missing, or it cannot be read.
    """
    lines, listed = store.journey_lines(assessment_id), store.journey(assessment_id)
    verify(lines)
    if listed and len(lines) < listed.entries:
        raise BrokenChain(len(lines) + 1)
    if not lines:
        return None
    store.journey_entries(assessment_id)  # each with the key, as the other laptop will
    last = lines[-1]
    return Carried(lines, store.device().sign_head(assessment_id, last.seq, last.hash))
