"""What can be recorded of conduct: the lines of the record that `conduct` gives an effect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from data.record.journey.body import JourneyBody
from data.record.journey.cases import APPEAL_MOVES, COMPLAINT_MOVES
from data.record.journey.machine import WITHDRAW

_AFTER = {move.name: move.after for move in (*COMPLAINT_MOVES, *APPEAL_MOVES)}
"""What a complaint or an appeal is after each move."""


def _after(step: str) -> str:
    return _AFTER.get(step, step)


def _said(first: str, more: Mapping[str, str]) -> str:
    """Return a sentence with what else was said, where something was."""
    return "; ".join([first, *(f"{name} {value}" for name, value in more.items() if value)])


@dataclass(frozen=True)
class InterestDeclared(JourneyBody):
    """A person declared whether they have an interest in this assessment (condition A4)."""

    kind: ClassVar[str] = "conduct-interest"
    person: str = field(repr=False)
    interest: bool
    on: str
    """ISO date."""
    reference: str = ""
    """Of the organisation's decision that they may take part all the same."""
    instead: str = field(default="", repr=False)
    """Who assesses instead."""
    before: str = field(default="", repr=False)
    """Who was booked as the assessor until then, where that changed with it."""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        found = "an interest" if self.interest else "no interest"
        more = {"decision": self.reference, "instead": self.instead}
        return _said(f"{self.person} declared {found} on {self.on}", more)


@dataclass(frozen=True)
class Suspected(JourneyBody):
    """Malpractice is suspected: facts and times, and no finding (condition A8)."""

    kind: ClassVar[str] = "conduct-suspected"
    lasts: ClassVar[str] = (
        "A suspicion is answered, not taken back. Was it a mistake, somebody else releases the "
        "result with the outcome `other`."
    )
    by: str = field(repr=False)
    on: str
    """ISO date and time, to the minute."""
    facts: str = field(repr=False)
    reference: str = ""
    """Under which the organisation keeps it."""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        said = f"Suspicion reported by {self.by}, result held since {self.on}: {self.facts}"
        return _said(said, {"reference": self.reference})


@dataclass(frozen=True)
class SuspicionAnswered(JourneyBody):
    """A person with no interest ended the hold of a suspicion."""

    kind: ClassVar[str] = "conduct-released"
    number: int
    """Of the suspicion."""
    by: str = field(repr=False)
    on: str
    outcome: str
    """`not upheld`, `upheld` or `other`."""
    reference: str = ""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        said = f"Suspicion {self.number} answered by {self.by} on {self.on}: {self.outcome}"
        return _said(said, {"reference": self.reference})


@dataclass(frozen=True)
class AssessmentWithdrawn(JourneyBody):
    """The assessment does not go on."""

    kind: ClassVar[str] = "conduct-withdrawn"
    move: ClassVar[str] = WITHDRAW
    by: str = field(repr=False)
    on: str
    reason: str
    """A name of the list of the standard's journey."""
    words: str = field(default="", repr=False)

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        said = f"Assessment withdrawn by {self.by} on {self.on}: {self.reason}"
        return _said(said, {"in words": self.words})


@dataclass(frozen=True)
class ComplaintMade(JourneyBody):
    """Somebody complained."""

    kind: ClassVar[str] = "conduct-complaint"
    by: str = field(repr=False)
    on: str
    about: str = field(repr=False)

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        return f"Complaint of {self.by} received on {self.on}: {self.about}"


@dataclass(frozen=True)
class ComplaintMoved(JourneyBody):
    """A complaint went a step further."""

    kind: ClassVar[str] = "conduct-complaint-moved"
    number: int
    step: str
    """A move of `data.record.journey.cases.COMPLAINT_MOVES`."""
    by: str = field(repr=False)
    on: str
    words: str = field(default="", repr=False)

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        said = f"Complaint {self.number} {_after(self.step)} on {self.on}, by {self.by}"
        return _said(said, {"in words": self.words})


@dataclass(frozen=True)
class AppealLodged(JourneyBody):
    """Somebody appealed."""

    kind: ClassVar[str] = "conduct-appeal"
    by: str = field(repr=False)
    on: str
    about: str = field(repr=False)
    result_on: str = ""
    """ISO date of the result that is appealed."""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        said = f"Appeal of {self.by} lodged on {self.on}: {self.about}"
        return _said(said, {"against the result of": self.result_on})


@dataclass(frozen=True)
class AppealMoved(JourneyBody):
    """An appeal went a step further."""

    kind: ClassVar[str] = "conduct-appeal-moved"
    number: int
    step: str
    """A move of `data.record.journey.cases.APPEAL_MOVES`."""
    by: str = field(repr=False)
    on: str
    independent: str = field(default="", repr=False)
    """Who decided with them and is not connected with the organisation (condition I1.2)."""
    words: str = field(default="", repr=False)

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        said = f"Appeal {self.number} {_after(self.step)} on {self.on}, by {self.by}"
        return _said(said, {"with": self.independent, "in words": self.words})
