"""The overall grade, its publication and the certificate: lines of the record, and their state.

Specification, "Grading" and "Results and Certifications". A grade is confirmed over the heads of
the sealed records that it was derived from: where one of these is changed, it holds no longer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar, Protocol

from data.record.body import Entry
from data.record.journey.body import Effects, JourneyBody
from data.record.journey.machine import CERTIFY, CLAIM, CONFIRM, FAIL


class Graded(Protocol):
    """What has to be known of an attempt."""

    @property
    def head(self) -> str:
        """Hash of the last entry of its record."""


@dataclass(frozen=True)
class Confirmation(JourneyBody):
    """What is the same of a grade that was confirmed, whether it is a fail or not."""

    grade: str
    rule: str
    """The grades of the methods, the row of the table, and the cap where one was applied."""
    capped: bool
    heads: tuple[str, ...]
    """Heads of the sealed records that it was derived from."""
    by: str
    """Who confirmed it."""
    on: str
    """ISO date."""
    by_assessor: bool = False
    """True where the same person had assessed."""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        same = ", who had assessed as well" if self.by_assessor else ""
        return f"overall grade confirmed on {self.on} by {self.by}{same}: {self.rule}"


@dataclass(frozen=True)
class GradeConfirmed(Confirmation):
    """The overall grade was confirmed, and it is no fail."""

    kind: ClassVar[str] = "results-confirmed"
    move: ClassVar[str] = CONFIRM


@dataclass(frozen=True)
class FailConfirmed(Confirmation):
    """The overall grade was confirmed as a fail."""

    kind: ClassVar[str] = "results-failed"
    move: ClassVar[str] = FAIL


@dataclass(frozen=True)
class ResultPublished(JourneyBody):
    """The result of one sitting was uploaded to where the apprentice finds it."""

    kind: ClassVar[str] = "results-published"
    sitting: str
    """Id of the sitting."""
    method: str
    number: int
    """1 for the first attempt, 2 for the next."""
    grade: str
    head: str
    """Head of the record as it was sealed then."""
    on: str
    """ISO date."""
    by: str = ""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        attempt = f", attempt {self.number}" if self.number > 1 else ""
        who = f" by {self.by}" if self.by else ""
        return f"result of {self.method}{attempt} published on {self.on}{who}: {self.grade}"


@dataclass(frozen=True)
class CertificateClaimed(JourneyBody):
    """The certificate was claimed."""

    kind: ClassVar[str] = "results-claimed"
    move: ClassVar[str] = CLAIM
    on: str
    """ISO date."""
    reference: str
    """Of the claim."""
    by: str = ""


@dataclass(frozen=True)
class CertificateReceived(JourneyBody):
    """The employer has the certificate."""

    kind: ClassVar[str] = "results-certificated"
    move: ClassVar[str] = CERTIFY
    on: str
    """ISO date."""
    reference: str = ""
    """What stands on it."""


@dataclass(frozen=True)
class ReplacementAsked(JourneyBody):
    """Somebody wrote for a replacement certificate."""

    kind: ClassVar[str] = "results-replacement-asked"
    on: str
    """ISO date on which that was received."""
    by: str
    """Who wrote."""


@dataclass(frozen=True)
class ReplacementRequested(JourneyBody):
    """The replacement was requested from whoever issues certificates."""

    kind: ClassVar[str] = "results-replacement-requested"
    on: str
    """ISO date."""
    reference: str = ""


@dataclass(frozen=True)
class Replacement:
    """One replacement certificate."""

    asked: ReplacementAsked
    requested: ReplacementRequested | None = None


@dataclass(frozen=True)
class Results:
    """The overall grade, its publication and the certificate."""

    heads: tuple[str, ...] = ()
    """Heads of the sealed records that the confirmed grade was derived from."""
    confirmation: Confirmation | None = None
    """The newest; whether it still holds is told by `holds`."""
    published: tuple[ResultPublished, ...] = ()
    """Oldest first."""
    claimed: CertificateClaimed | None = None
    received: CertificateReceived | None = None
    replacements: tuple[Replacement, ...] = ()
    """Oldest first."""

    def holds(self, newest: Iterable[Graded]) -> bool:
        """Tell whether what was confirmed is what is sealed now."""
        return bool(self.heads) and set(self.heads) == {attempt.head for attempt in newest}

    def publication(self, sitting: str, head: str) -> ResultPublished | None:
        """Return when the result of a record as it is now was published; None where it was not.

        Args:
            sitting: Id of the sitting.
            head: Of its record: after a new seal an earlier publication is of another result.
        """
        mine = (one for one in reversed(self.published) if one.sitting == sitting)
        return next((one for one in mine if one.head == head), None)


def _confirmed(state: Results, entry: Entry, body: Confirmation) -> Results:
    del entry
    return replace(state, heads=body.heads, confirmation=body)


def _published(state: Results, entry: Entry, body: ResultPublished) -> Results:
    del entry
    return replace(state, published=(*state.published, body))


def _claimed(state: Results, entry: Entry, body: CertificateClaimed) -> Results:
    del entry
    return replace(state, claimed=body)


def _received(state: Results, entry: Entry, body: CertificateReceived) -> Results:
    del entry
    return replace(state, received=body)


def _asked(state: Results, entry: Entry, body: ReplacementAsked) -> Results:
    del entry
    return replace(state, replacements=(*state.replacements, Replacement(body)))


def _requested(state: Results, entry: Entry, body: ReplacementRequested) -> Results:
    """Answer the oldest request that waits."""
    del entry
    done = list(state.replacements)
    for place, one in enumerate(done):
        if one.requested is None:
            done[place] = replace(one, requested=body)
            break
    return replace(state, replacements=tuple(done))


EFFECTS: Effects = {
    GradeConfirmed: _confirmed,
    FailConfirmed: _confirmed,
    ResultPublished: _published,
    CertificateClaimed: _claimed,
    CertificateReceived: _received,
    ReplacementAsked: _asked,
    ReplacementRequested: _requested,
}
"""What each kind leads to."""
