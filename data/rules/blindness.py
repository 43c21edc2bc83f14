"""Whether a second marker was blind: what the marker declared, where it was marked, what is known.

A marking is never refused for it. It is told apart: agreement between two of whom one knew what the
other had said is no measure of anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from data.record.journey.body import JourneyBody
from data.record.journey.quality import Marking
from data.record.journey.quality_kinds import Adjudicated, SampleOutcome, SittingSampled
from data.record.journey.results import FailConfirmed, GradeConfirmed, ResultPublished
from data.record.people import same_person
from data.rules.journey_view import JourneyView

OPENED = "it was opened where the grade is shown"
"""Why a marking from the journey of an assessment is not blind."""

SAID = "the marker says to have seen what the assessor made of it"
"""Why a marking is not blind by the marker's own word."""

UNASKED = "the marker was not asked what was seen before"
"""Why it is not known whether a marking was blind: an earlier version did not ask."""

_KNOWS: Mapping[type[JourneyBody], str] = MappingProxyType(
    {
        SittingSampled: "the marker took the sample, and a reason can tell the grade",
        Adjudicated: "the marker decided a difference on it before",
        SampleOutcome: "the marker assured its quality before",
        ResultPublished: "the marker published its result",
        GradeConfirmed: "the marker confirmed the overall grade",
        FailConfirmed: "the marker confirmed the overall grade",
    }
)
"""What somebody has done who knows the outcome, by the kind of line that has the name in `by`."""


def known_to(view: JourneyView, sitting: str, person: str) -> str:
    """Return what the record has of an assessment that shows somebody to know the outcome.

    What was taken back counts: it was seen all the same.

    Args:
        view: The assessment.
        sitting: Id of the sitting.
        person: The second marker.

    Returns:
        A reason without a full stop; empty where nothing is known.
    """
    for marking in view.state.quality.markings:
        begun = marking.begun
        same = begun.sitting == sitting and same_person(begun.marker, person)
        if same and (marking.compared or marking.shown or begun.known or begun.unseen is False):
            return "the marker marked it before, and saw what the assessor made of it"
    for entry in view.state.entries:
        about = getattr(entry.body, "sitting", sitting) == sitting
        told = _KNOWS.get(type(entry.body)) if isinstance(entry.body, JourneyBody) else None
        if told and about and same_person(getattr(entry.body, "by", ""), person):
            return told
    return ""


def not_blind(marking: Marking) -> str:
    """Return why a second marking does not count as blind; empty where it was blind.

    Args:
        marking: As far as it has come.

    Returns:
        `UNASKED` where it is not known.
    """
    begun = marking.begun
    if begun.known:
        return begun.known
    if begun.unseen is False:
        return SAID
    if marking.shown:
        return marking.shown
    if begun.unseen is None:
        return UNASKED
    if not marking.alone and not begun.digest:
        return "it was judged in steps, where the rest of the store can be looked at"
    return ""


def blind(reason: str) -> bool | None:
    """Tell whether a marking was blind; None where that is not known.

    Args:
        reason: What `not_blind` says.
    """
    return None if reason == UNASKED else not reason


def blind_words(reason: str) -> str:
    """Return in words whether a marking was blind: `yes`, why not, or why that is not known.

    Args:
        reason: What `not_blind` says.
    """
    if reason:
        return f"{'not known' if reason == UNASKED else 'no'}: {reason}"
    return "yes: declared, and nothing else was shown"


def apart(figures: str, reason: str) -> str:
    """Return figures of agreement; those of a marking that is not known as blind are told apart.

    Args:
        figures: In words.
        reason: What `not_blind` says.
    """
    if reason == UNASKED:
        return f"Not known to be blind: {figures}"
    return f"Not blind, so no measure of agreement: {figures}" if reason else figures
