"""Undo in an assessment's own record: the newest entry loses its effect, and stays readable.

Only the newest goes, with those that its step made with it: whatever came after it may rely on it.
What the sittings have done since relies on it too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from data.record.body import Entry, Erased, Undone
from data.record.journey.body import JourneyBody
from data.record.journey.opening import AssessmentOpened
from data.rules.booked_before import booked_again, booking_told
from data.rules.days import sentence
from data.rules.journey_view import JourneyView
from data.rules.refused import Refused
from data.rules.sittings_before import sittings_back, why_sittings_stay

_STAY = (AssessmentOpened, Undone)
"""What is never undone itself: what is assessed, and what was taken back."""


def why_no_undo(view: JourneyView) -> str:
    """Return why nothing can be taken back now; empty where something can."""
    newest = _newest(view)
    if newest is None:
        return "Nothing was recorded here that could be taken back."
    if isinstance(newest.body, Erased):
        return "The apprentice was erased: nothing of the record can be taken back any more."
    together = tuple(_bodies(_together(view, newest)))
    if lasting := next((body.lasts for body in together if body.lasts), ""):
        return lasting
    if any(body.move for body in together) and view.at != view.state.at:
        return (
            f"The sittings have gone on since: {_lower(view.at_said)}. What was recorded last "
            "stays; record what is right beside it."
        )
    return why_sittings_stay(view, together)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def undo(view: JourneyView) -> tuple[Undone, ...]:
    """Take the effect from what the newest step recorded.

    Returns:
        One entry for each that loses its effect, the newest first.

    Raises:
        Refused: Nothing was recorded, or a sitting has gone on since.
    """
    newest, reason = _newest(view), why_no_undo(view)
    if newest is None or reason:
        raise Refused(reason)
    return tuple(Undone(entry.seq) for entry in _together(view, newest))


def given_back(view: JourneyView) -> dict[str, Any]:
    """Return what undo changes back in the booking, as `JourneyRecord.add` takes it.

    What was changed since, by whatever way, stays, and `undo_told` says so.
    """
    newest = _newest(view)
    together = list(_bodies(_together(view, newest))) if newest else []
    changes: dict[str, Any] = {}
    for body in together:
        changes |= booked_again(view, body)
    back = sittings_back(view, together)
    return {"changes": changes, "bookings": back.bookings, "cancelled": back.cancelled}


def undo_told(view: JourneyView) -> str:
    """Say what undo would take, and what becomes of the booking; empty for nothing."""
    newest = _newest(view)
    if newest is None or why_no_undo(view):
        return ""
    together = list(_bodies(_together(view, newest)))
    said = "; ".join(sentence(body.told) for body in reversed(together))
    booking = [words for body in together for words in (body.stays, booking_told(view, body))]
    told = [said + ".", *booking, *sittings_back(view, together).told]
    return " ".join(dict.fromkeys(words for words in told if words))


def _newest(view: JourneyView) -> Entry | None:
    """Return the newest entry that has an effect; None where there is none."""
    for entry in reversed(view.state.entries):
        kept = entry.seq not in view.state.undone and not isinstance(entry.body, _STAY)
        if kept and isinstance(entry.body, JourneyBody | Erased):
            return entry
    return None


def _together(view: JourneyView, newest: Entry) -> Iterator[Entry]:
    """Go through the newest entry and those that the same step made, the newest first."""
    for entry in reversed(view.state.entries[: newest.seq]):
        if entry.at != newest.at or isinstance(entry.body, _STAY):
            return
        if entry.seq not in view.state.undone:
            yield entry


def _bodies(entries: Iterator[Entry]) -> Iterator[JourneyBody]:
    return (entry.body for entry in entries if isinstance(entry.body, JourneyBody))
