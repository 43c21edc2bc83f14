"""The lines of the record: one frozen dataclass for each kind of thing that can happen.

An entry is never changed. The fold decides what it means, `data.rules` whether it may be made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from data.record import script_entries as script_entries
from data.record.body import Body as Body
from data.record.body import Entry as Entry
from data.record.body import Erased as Erased
from data.record.body import Mark as Mark
from data.record.body import Rechained as Rechained
from data.record.body import Undone as Undone
from data.record.clock_entries import ClockJumped as ClockJumped
from data.record.clock_entries import GapJudged as GapJudged
from data.record.clock_entries import Unwatched as Unwatched
from data.record.earlier import AskedBefore as AskedBefore
from data.record.handover_entries import HandedOver as HandedOver
from data.record.handover_entries import TakenBack as TakenBack
from data.record.handover_entries import TakenOver as TakenOver
from data.record.judging_entries import FeedbackGiven as FeedbackGiven
from data.record.judging_entries import Judged as Judged
from data.record.judging_entries import NoteSetAside as NoteSetAside
from data.record.judging_entries import Reopened as Reopened
from data.record.judging_entries import Sealed as Sealed
from data.record.judging_entries import Withdrawn as Withdrawn
from data.record.talk_entries import NoteShifted as NoteShifted
from data.record.talk_entries import ParkedDropped as ParkedDropped
from data.record.talk_entries import RecordingStopped as RecordingStopped
from data.record.talk_entries import TagsRepeated as TagsRepeated


@dataclass(frozen=True)
class Opened(Body):
    """What is assessed, under which standard; again where that changed before the first phase."""

    kind: ClassVar[str] = "opened"
    reference: str
    version: str
    digest: str
    """SHA-256 of the standard's file."""
    method: str
    option: str | None = None
    attempt: str = "first"
    """`first`, `re-sit` or `re-take`."""
    number: int = 1
    """1 for the first attempt, 2 for the next."""
    extra_per_mille: int = 0
    """Approved extra time in thousandths of the base time: 250 is a quarter more."""
    breaks: str = ""
    """Approved breaks and what else is different, as effects: see `data.rules.arrangements`."""
    adjustment_reference: str = ""
    exceptional: str = ""
    """Reference of exceptional circumstances that lift the cap."""
    assessor: str = ""


@dataclass(frozen=True)
class Checked(Body):
    """A check before the start was answered."""

    kind: ClassVar[str] = "checked"
    name: str
    ok: bool
    detail: str = ""


@dataclass(frozen=True)
class RecordingSet(Body):
    """The counter of the recording was read off."""

    kind: ClassVar[str] = "recording"
    counter_ms: int
    anew: bool = False
    """Whether it is that of another recording than before."""


@dataclass(frozen=True)
class PhaseStarted(Body):
    """A phase began."""

    kind: ClassVar[str] = "phase-started"
    phase: str


@dataclass(frozen=True)
class PhaseEnded(Body):
    """A phase ended."""

    kind: ClassVar[str] = "phase-ended"
    phase: str
    reason: str = ""


@dataclass(frozen=True)
class Paused(Body):
    """The clock was stopped."""

    kind: ClassVar[str] = "paused"
    reason: str
    back_ms: int = 0
    """How long before this entry it began."""


@dataclass(frozen=True)
class Resumed(Body):
    """The clock goes on."""

    kind: ClassVar[str] = "resumed"


@dataclass(frozen=True)
class Extended(Body):
    """The assessor lets the apprentice finish, within the discretion."""

    kind: ClassVar[str] = "extended"
    reason: str


@dataclass(frozen=True)
class QuestionAsked(Body):
    """The assessor asked: a main question, or a follow-up to the open one."""

    kind: ClassVar[str] = "question"
    text: str = ""
    main: bool = True
    aims: tuple[str, ...] = ()
    """Codes that the question is aimed at."""
    planned: int | None = None
    """Its number on the plan, where it was planned."""
    clock_ms: int = 0
    parked: int | None = None
    """Sequence number of the entry that parked it; None where it was not parked."""


@dataclass(frozen=True)
class Noted(Body):
    """What the assessor typed."""

    kind: ClassVar[str] = "note"
    text: str
    marks: tuple[Mark, ...] = ()
    verbatim: bool = False
    """Whether the text is in the apprentice's own words."""
    evidence: tuple[str, ...] = ()
    """Pointers: `7` is portfolio evidence 7, `r12` page 12 of the report."""
    clock_ms: int = 0
    """Phase clock at the first key."""
    back_ms: int = 0
    """How long before this entry the first key was pressed."""


@dataclass(frozen=True)
class NoteAmended(Body):
    """A note was corrected; what it said before stays in the record."""

    kind: ClassVar[str] = "note-amended"
    note: int
    text: str
    marks: tuple[Mark, ...] = ()
    verbatim: bool = False
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Marked(Body):
    """A code was ticked, on a note or on the checklist."""

    kind: ClassVar[str] = "mark"
    mark: Mark
    note: int | None = None
    """Sequence number of the note; None for a tick on the checklist."""
    clock_ms: int = 0


@dataclass(frozen=True)
class Parked(Body):
    """Something to ask about later."""

    kind: ClassVar[str] = "parked"
    text: str = ""
    clock_ms: int = 0


@dataclass(frozen=True)
class Incident(Body):
    """Something that disturbed the sitting."""

    kind: ClassVar[str] = "incident"
    text: str = ""
    clock_ms: int = 0


@dataclass(frozen=True)
class Deviation(Body):
    """Something that departed from the plan."""

    kind: ClassVar[str] = "deviation"
    rule: str
    """Which rule: `question in overtime`, `minimum questions`, `over ceiling`."""
    reason: str = ""


@dataclass(frozen=True)
class ReportMarked(Body):
    """Whether the written report already evidences a descriptor."""

    kind: ClassVar[str] = "report-mark"
    code: str
    evidenced: bool


@dataclass(frozen=True)
class PortfolioListed(Body):
    """One piece of portfolio evidence, and the KSBs that it claims."""

    kind: ClassVar[str] = "portfolio"
    number: int
    title: str
    ksbs: tuple[str, ...] = ()


@dataclass(frozen=True)
class QuestionPlanned(Body):
    """A question that the assessor prepared; an empty text takes it off the plan."""

    kind: ClassVar[str] = "planned"
    number: int
    text: str
    aims: tuple[str, ...] = ()
    origin: str = ""
    """Where it came from: `bank mill`, `portfolio 3`, `report P4`; empty for the assessor's own."""


@dataclass(frozen=True)
class SittingEnded(Body):
    """The live part is over."""

    kind: ClassVar[str] = "sitting-ended"
    outcome: str = "completed"
    """`completed`, `no-show` or `abandoned`."""
    reason: str = ""


KINDS = {kind.kind: kind for kind in Body.__subclasses__() if kind.kind}
"""Every kind of entry of a sitting under its name in the store; those of an assessment's own record
stem from one without a name."""
