"""What leaves with a sitting of the assessment around it: its own record, and what is booked."""

from __future__ import annotations

from data.record.chain import verify
from data.record.errors import BrokenChain
from data.rules.standing import code_of
from data.store.handed import Carried
from data.store.rows import Sitting
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


def booked_beside(store: Store, sitting: Sitting) -> tuple[Sitting, ...]:
    """Return the other sittings of the same assessment that nobody has begun.

    Args:
        store: Where they are booked.
        sitting: The one that leaves.
    """
    return tuple(one for one in _others(store, sitting) if (one.stage, one.entries) == _UNBEGUN)


def begun_beside(store: Store, sitting: Sitting) -> tuple[str, ...]:
    """Return what the other sittings of the same assessment are called that stay where they began.

    Args:
        store: Where they are kept.
        sitting: The one that leaves.
    """
    begun = (one for one in _others(store, sitting) if (one.stage, one.entries) != _UNBEGUN)
    return tuple(code_of(one.method, one.number) for one in begun)


_UNBEGUN = ("booked", 0)


def _others(store: Store, sitting: Sitting) -> tuple[Sitting, ...]:
    return tuple(one for one in store.sittings(sitting.assessment_id) if one.id != sitting.id)
