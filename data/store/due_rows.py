"""What is due of an assessment, as rows of the store."""

from __future__ import annotations

from data.rules.dues import dues
from data.rules.journey_view import JourneyView
from data.store.rows import DueRow


def dues_of(assessment_id: str, view: JourneyView) -> tuple[DueRow, ...]:
    """Return what is due of an assessment as the store keeps it.

    Args:
        assessment_id: The assessment.
        view: As it stands on a day.
    """
    return tuple(
        DueRow(assessment_id, due.what, due.method, due.on.isoformat()) for due in dues(view)
    )
