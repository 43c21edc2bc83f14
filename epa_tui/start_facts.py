"""What an assessment's own record has to say at the start of a sitting: it warns, and never blocks.

On the application's floor, between the record of the assessment and the screen before a sitting.
"""

from __future__ import annotations

from data.record.errors import RecordError
from data.record.instant import Clock
from data.rules.conduct_facts import conduct_at_start
from data.rules.project_facts import gate_fact
from data.rules.step import Fact
from data.standards.errors import StandardError
from data.store.errors import StoreError
from data.store.rows import Sitting
from data.store.store import Store


def start_facts(store: Store, sitting: Sitting, clock: Clock) -> tuple[Fact, ...]:
    """Return what is known of conduct, and of the report where it belongs to the method.

    Args:
        store: Where the assessment is kept.
        sitting: The sitting that is prepared.
        clock: Tells the day.

    Returns:
        Nothing where nothing was recorded outside of the sittings.
    """
    try:
        if store.journey(sitting.assessment_id) is None:
            return ()
        from epa_tui.journeys import open_journey

        view = open_journey(store, sitting.assessment_id).view(clock())
    except (StoreError, RecordError, StandardError) as error:
        return (Fact("Journey", str(error), "warn"),)
    conduct = conduct_at_start(view)
    if view.journey.project.method != sitting.method:
        return conduct
    fact = gate_fact(view, sitting.number)
    return (*conduct, fact) if fact else conduct
