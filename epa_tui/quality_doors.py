"""The screens of quality assurance, as doors of its part of the journey."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from data.record.errors import RecordError
from data.record.instant import Clock
from data.rules import second_marking
from data.rules.journey_view import JourneyView
from data.rules.quality_part import PART, under_way
from data.rules.refused import Refused
from data.rules.second_marking import sealed
from data.rules.standing import Attempt
from data.standards.errors import StandardError
from data.store.errors import StoreError
from data.store.journey_record import JourneyRecord
from epa_tui.quality import Sheets
from screens.comparison import ComparisonScreen
from screens.dialogs import Read
from screens.journey import Door
from screens.marking_desk import JourneyDesk
from screens.second_marking import SecondMarking

if TYPE_CHECKING:
    from textual.screen import Screen

_ADJUDICATE = next(step for step in PART.steps if step.verb == "adjudicate")


def quality_doors(clock: Clock) -> Sequence[Door]:
    """Return the doors to the second marking and to the comparison.

    Args:
        clock: Tells the time.
    """
    return (
        Door(
            "Mark a second time",
            lambda record: _marking(record, clock),
            _none_under_way,
            _not_blind,
        ),
        Door("Compare both markings", lambda record: _comparison(record, clock), _none_done),
    )


def _none_under_way(view: JourneyView) -> str:
    return "" if any(under_way(view, one) for one in sealed(view)) else "Nobody marks it again."


def _not_blind(view: JourneyView) -> str:
    """Say what opening it here means: the journey tells the grade."""
    return second_marking.before_shown(view, _newest(view))


def _newest(view: JourneyView) -> str:
    """Return the sitting whose second marking was begun last, of those under way."""
    begun = [marking for one in sealed(view) if (marking := under_way(view, one))]
    return max(begun, key=lambda marking: marking.seq).begun.sitting


def _none_done(view: JourneyView) -> str:
    return "" if any(_done(view)) else "No second marking is done."


def _done(view: JourneyView) -> Iterator[Attempt]:
    """Go through the sittings whose second marking is done and speaks of what is sealed now."""
    for attempt in sealed(view):
        marking = view.state.quality.marking_of(attempt.sitting_id)
        if marking and marking.done and marking.begun.head == attempt.head:
            yield attempt


def _marking(record: JourneyRecord, clock: Clock) -> Screen[Any]:
    """Return the screen of the second marking that was begun last; from here it is not blind."""
    sitting = _newest(record.view(clock()))
    try:
        now = clock()
        record.add(now, *second_marking.shown(record.view(now), sitting))
        sheet = Sheets(record.store).of(record, sitting, clock())
        return SecondMarking(JourneyDesk(record, sitting, sheet.paper(), clock))
    except (StoreError, RecordError, StandardError, Refused) as error:
        return Read("Second marking", str(error))


def _comparison(record: JourneyRecord, clock: Clock) -> Screen[Any]:
    """Return the screen of all comparisons; that they were made is recorded."""
    sheets, now = Sheets(record.store), clock()
    try:
        found = [
            sheets.of(record, attempt.sitting_id, now).compare(now)
            for attempt in _done(record.view(now))
        ]
    except (StoreError, RecordError, StandardError, Refused) as error:
        return Read("Comparison", str(error))
    return ComparisonScreen(record, found, _ADJUDICATE, clock)
