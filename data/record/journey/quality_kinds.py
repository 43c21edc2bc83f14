"""What quality assurance records, as lines of an assessment's record.

What they lead to is in `data.record.journey.quality`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from data.record.journey.body import JourneyBody


@dataclass(frozen=True)
class SittingSampled(JourneyBody):
    """A sitting was taken for quality assurance."""

    kind: ClassVar[str] = "quality-sampled"
    sitting: str
    by: str
    on: str
    """ISO date."""
    reasons: tuple[str, ...] = ()
    """Names of the rules that chose it; empty where a person did."""

    @property
    def told(self) -> str:
        """Return what the timeline says of it."""
        why = f": {', '.join(self.reasons)}" if self.reasons else ""
        return f"Sampled by {self.by} on {self.on}{why}"


@dataclass(frozen=True)
class MarkingGiven(JourneyBody):
    """The notes of a sitting left as a marking file."""

    kind: ClassVar[str] = "quality-given"
    sitting: str
    head: str
    """Hash of the last entry of the sitting's record then."""
    digest: str
    """SHA-256 of the file's content."""
    with_names: bool = False

    @property
    def told(self) -> str:
        """Return what the timeline says of it."""
        names = "with the apprentice's name" if self.with_names else "without names"
        return f"Notes given away for a second marking, {names}: file {self.digest[:12]}"


@dataclass(frozen=True)
class SecondMarkingBegun(JourneyBody):
    """Somebody began to judge a sitting for a second time."""

    kind: ClassVar[str] = "quality-second-begun"
    sitting: str
    marker: str
    head: str
    """Hash of the last entry of the sitting's record then."""
    digest: str = ""
    """SHA-256 of the marking file; empty where it was marked on this machine."""
    unseen: bool | None = None
    """Whether the marker declares to have seen nothing of what the assessor made of it; None where
    nobody was asked, as before the question was."""
    known: str = ""
    """What the record itself has of it that the marker has seen; empty for nothing."""

    @property
    def judges(self) -> tuple[str, ...]:
        """Return who judged: no appeal is decided by them."""
        return (self.marker,)

    @property
    def told(self) -> str:
        """Return what the timeline says of it."""
        where = f"marking file {self.digest[:12]}" if self.digest else "on this machine"
        seen = {True: " and to have seen nothing", False: ", and saw what the assessor made of it"}
        declared = f"no interest{seen[self.unseen]}" if self.unseen is not None else "no interest"
        return f"Second marking begun by {self.marker}, who declares {declared} ({where})"


@dataclass(frozen=True)
class SecondMarkingShown(JourneyBody):
    """A second marker saw, while marking, what the assessor made of the sitting."""

    kind: ClassVar[str] = "quality-second-shown"
    lasts: ClassVar[str] = "A second marker saw the grade: that stays seen, and on the record."
    sitting: str
    marker: str
    why: str
    """How, in words."""

    @property
    def told(self) -> str:
        """Return what the timeline says of it."""
        return f"Second marking by {self.marker} is not blind: {self.why}"


@dataclass(frozen=True)
class SecondJudged(JourneyBody):
    """The second marker judged one descriptor."""

    kind: ClassVar[str] = "quality-second-judged"
    sitting: str
    marker: str
    code: str
    met: bool | None
    """None takes a judgement back."""
    rationale: str = ""
    notes: tuple[int, ...] = ()
    """Sequence numbers of the notes that support it, in the sitting's record."""
    alone: bool = False
    """True where nothing else of the store could be looked at: a marking file, a sealed program."""

    @property
    def told(self) -> str:
        """Return what the timeline says of it: not how it was judged, for that is seen blind."""
        return f"Second marking by {self.marker}: {self.code}"


@dataclass(frozen=True)
class SecondMarkingDone(JourneyBody):
    """The second marker is done: nothing of it changes any more."""

    kind: ClassVar[str] = "quality-second-done"
    sitting: str
    marker: str
    grade: str
    """The method grade that the second marker's judgements come to."""

    @property
    def told(self) -> str:
        """Return what the timeline says of it."""
        return f"Second marking done by {self.marker}"


@dataclass(frozen=True)
class MarkingsCompared(JourneyBody):
    """What both said was laid side by side; from here on it may be seen."""

    kind: ClassVar[str] = "quality-compared"
    sitting: str
    assessor: str
    marker: str
    head: str
    """Hash of the last entry of the sitting's record that was compared."""
    first_grade: str
    second_grade: str
    descriptors: int
    agreed: int
    """On how many of them both said the same."""
    kappa: str
    """Cohen's kappa with three places, or why there is none."""
    differing: tuple[str, ...] = ()
    """Codes on which they differ, in the standard's order."""
    met_by_first: tuple[str, ...] = ()
    """Those of them that the assessor judged met."""
    blind: bool | None = None
    """Whether the second marker was blind; None where that was not recorded yet."""

    @property
    def told(self) -> str:
        """Return what the timeline says of it."""
        differing = f"; they differ on {', '.join(self.differing)}" if self.differing else ""
        apart = ", not blind" if self.blind is False else ""
        return (
            f"{self.assessor} and {self.marker} compared{apart}: {self.agreed} of "
            f"{self.descriptors} agree, kappa {self.kappa}{differing}"
        )


@dataclass(frozen=True)
class Adjudicated(JourneyBody):
    """A third person decided a descriptor on which two differ."""

    kind: ClassVar[str] = "quality-adjudicated"
    sitting: str
    code: str
    by: str
    met: bool
    upheld: bool
    """True where it is as the assessor judged."""
    reason: str
    head: str
    """Hash of the last entry of the sitting's record that it speaks of."""

    @property
    def judges(self) -> tuple[str, ...]:
        """Return who judged: no appeal is decided by them."""
        return (self.by,)

    @property
    def told(self) -> str:
        """Return what the timeline says of it."""
        word = "met" if self.met else "not met"
        what = "upheld" if self.upheld else "changed"
        return f"{self.code} {what} by {self.by}: {word}. {self.reason}"


@dataclass(frozen=True)
class SampleOutcome(JourneyBody):
    """What the internal quality assurance of a sitting came to."""

    kind: ClassVar[str] = "quality-outcome"
    sitting: str
    by: str
    on: str
    """ISO date."""
    outcome: str
    """`agreed`, `agreed with remarks` or `not agreed`."""
    remarks: str = ""
    head: str = ""
    """Hash of the last entry of the sitting's record that it speaks of."""

    @property
    def told(self) -> str:
        """Return what the timeline says of it."""
        remarks = f": {self.remarks}" if self.remarks else ""
        return f"Quality assured by {self.by} on {self.on}, {self.outcome}{remarks}"
