"""Walks the way of everybody in the demonstration, before the sittings and after them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from data.record.instant import Instant
from data.record.state import SittingState
from data.standards.journey_loader import journey_of
from data.standards.model import Standard
from data.store.rows import Assessment, Sitting
from data.store.store import Store
from epa_tui.invented.after import AFTER
from epa_tui.invented.papers import Papers
from epa_tui.invented.walk import Walk
from epa_tui.invented.ways import before_gateway, come_to_the_sittings, wait_at_gateway

Played = Sequence[tuple[Assessment, Sitting, SittingState]]
"""Sittings that were held, whose each is, and where each stands."""


def walk_before(
    store: Store, standard: Standard, now: Instant, booked: Mapping[str, Iterable[Sitting]]
) -> None:
    """Walk every way up to the sittings, none of which has begun.

    Args:
        store: With everybody in it.
        standard: What they are assessed under.
        now: The present.
        booked: By the id of each assessment, its sittings; whoever has none is at gateway.

    Raises:
        data.store.errors.StoreError: The disk refused.
    """
    journey = journey_of(standard)
    with tempfile.TemporaryDirectory(prefix="epa-tui-demo-") as folder:
        papers = Papers(Path(folder))
        for assessment_id, sittings in booked.items():
            wanted = store.assessment(assessment_id)
            mine = tuple(sittings)
            walk = Walk(store, standard, journey, before_gateway(wanted), mine, now)
            if mine:
                come_to_the_sittings(walk, wanted, mine, papers)
            else:
                wait_at_gateway(walk, wanted, papers)
            walk.keep()


def walk_after(store: Store, standard: Standard, now: Instant, played: Played) -> None:
    """Walk on from the sittings that were held, where something followed on them.

    Args:
        store: With everybody in it.
        standard: What they are assessed under.
        now: The present.
        played: What was held.

    Raises:
        data.store.errors.StoreError: The disk refused.
    """
    journey = journey_of(standard)
    names = {assessment.given_names: assessment.id for assessment, _, _ in played}
    for name, follow in AFTER.items():
        if name not in names:
            continue
        mine = [each for each in played if each[0].given_names == name]
        assessment = store.assessment(names[name])
        walk = Walk(store, standard, journey, assessment, store.sittings(assessment.id), now)
        follow(walk, {sitting.method: state for _, sitting, state in mine})
        walk.keep()
