"""Reads all that papers about one assessment are made of from the store, every chain checked."""

from __future__ import annotations

from collections.abc import Sequence

from data.exchange.papers.case import Case, Held
from data.record.instant import Instant
from data.store.rows import Assessment, Sitting
from data.store.store import Store
from epa_tui.commands.chosen import read
from epa_tui.demonstration import is_demonstration
from epa_tui.journeys import open_journey


def read_case(
    store: Store, assessment: Assessment, sittings: Sequence[Sitting], now: Instant
) -> Case:
    """Return an assessment with the records of its sittings.

    Args:
        store: Where they are kept.
        assessment: Whose they are.
        sittings: Those that are wanted; what has not begun is left out.
        now: The time.

    Raises:
        data.store.errors.StoreError: The store cannot be read.
        data.record.errors.RecordError: A record was changed.
        data.standards.errors.StandardError: A standard is missing.
    """
    begun = sorted((one for one in sittings if one.entries), key=lambda s: (s.method, s.number))
    held = tuple(Held(one, read(store, one).state) for one in begun)
    view = open_journey(store, assessment.id).view(now)
    return Case(assessment, view, held, now, is_demonstration(store.path.parent))
