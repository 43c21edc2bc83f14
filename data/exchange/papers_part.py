"""Papers as a part of the journey: which can be made, and of what. They are made by a form."""

from __future__ import annotations

from collections.abc import Sequence

from data.rules.journey_view import JourneyView
from data.rules.step import Fact, Part, Tone


def _signed(view: JourneyView) -> list[str]:
    """Return the attempts that are signed off: after a re-sit the first one still has its paper."""
    return [attempt.code for attempt in view.attempts if attempt.grade is not None]


def _line(view: JourneyView) -> Fact:
    if not any(attempt.begun for attempt in view.attempts):
        return Fact("", "none yet: no sitting has begun", "muted")
    signed = _signed(view)
    if not signed:
        return Fact("", "record form, bundle", "muted")
    return Fact("", f"feedback, forms and bundle; signed off: {', '.join(signed)}")


def _facts(view: JourneyView) -> Sequence[Fact]:
    signed = ", ".join(_signed(view))
    begun = any(attempt.begun for attempt in view.attempts)
    after = f"of {signed}" if signed else "after the seal"
    record = "of what has begun" if begun else "once a sitting has begun"
    tone: Tone = "" if signed else "muted"
    return (
        Fact("Feedback", f"for apprentice and employer, {after}", tone),
        Fact("Record form", f"the assessor's record, {record}", "" if begun else "muted"),
        Fact("Quality form", f"internal quality assurance, {after}", tone),
        Fact("Trace", "from each grade to the note and the minute", tone),
        Fact("Appeal bundle", "everything, with hashes; parts can be masked"),
        Fact("Written as", "PDF, HTML or Markdown, in a folder of your choice"),
    )


PART = Part("paper", "Papers", _line, _facts, ())
"""The part."""
