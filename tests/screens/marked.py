"""A sealed sitting whose second marking has begun, in a real store."""

from __future__ import annotations

from collections.abc import Sequence

from data.rules.second_marking import begin
from epa_tui.journeys import open_journey
from epa_tui.quality import Sheets
from screens.marking_desk import JourneyDesk
from tests.screens.acted import Acted

MARKER = "Sam Specimen"


def second(acted: Acted, met: Sequence[str] = ()) -> JourneyDesk:
    """Begin the second marking of a sealed sitting.

    Args:
        acted: The sitting.
        met: Codes that are judged met already.
    """
    assert acted.record.flush()
    record = open_journey(acted.store, acted.record.assessment.id)
    now, sitting = acted.ticker(), acted.record.sitting.id
    record.add(now, *begin(record.view(now), sitting, MARKER, no_conflict=True, unseen=True))
    sheet = Sheets(acted.store).of(record, sitting, now)
    desk = JourneyDesk(record, sitting, sheet.paper(), acted.ticker, alone=True)
    for code in met:
        desk.judge(code, True, "", ())
    return desk
