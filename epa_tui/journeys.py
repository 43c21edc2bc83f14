"""Opens the own record of an assessment, with the standard that it is assessed under."""

from __future__ import annotations

from data.standards.library import Library
from data.store.journey_record import JourneyRecord
from data.store.store import Store
from data.store.taken_standards import assessed_under


def open_journey(store: Store, assessment_id: str, library: Library | None = None) -> JourneyRecord:
    """Open the own record of an assessment.

    Args:
        store: Where it is kept.
        assessment_id: The assessment; need not have a record yet.
        library: Of the store; whoever opens many keeps one, which reads each file once.

    Raises:
        StoreError: There is no such assessment, or it cannot be read.
        RecordError: Its record was changed.
        StandardError: Its standard is missing, or the user's file of the journey is wrong.
    """
    assessment = store.assessment(assessment_id)
    library = library or library_of(store)
    loaded = assessed_under(store, library, assessment)
    return JourneyRecord.open(store, assessment_id, loaded.standard)


def library_of(store: Store) -> Library:
    """Return the standards that assessments of a store are assessed under."""
    return Library(store.path.parent / "standards")
