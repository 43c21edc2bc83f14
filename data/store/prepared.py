"""Entries that are not in a record yet: the first of a booked sitting, and prepared ones."""

from __future__ import annotations

from dataclasses import dataclass

from data.record.entries import Entry, Opened
from data.record.instant import Instant
from data.record.state import SittingState
from data.standards.loader import LoadedStandard
from data.store.rows import Assessment, Sitting


@dataclass(frozen=True, slots=True)
class Prepared:
    """Entries that fit a record and are not in it yet."""

    now: Instant
    entries: tuple[Entry, ...]
    state: SittingState
    """Where the sitting would stand with them."""


def opened_by(sitting: Sitting, assessment: Assessment, loaded: LoadedStandard) -> Opened:
    """Return the first entry of a record: what the sitting is held under.

    Args:
        sitting: As it is booked.
        assessment: Whose it is.
        loaded: The standard, and the digest that the sitting is to keep.
    """
    return Opened(
        reference=loaded.standard.reference,
        version=loaded.standard.version,
        digest=loaded.digest,
        method=sitting.method,
        option=assessment.option,
        attempt=sitting.attempt,
        number=sitting.number,
        extra_per_mille=assessment.extra_per_mille,
        breaks=assessment.breaks,
        adjustment_reference=assessment.adjustment_reference,
        exceptional=sitting.exceptional,
        assessor=assessment.assessor,
    )
