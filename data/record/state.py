"""Where a sitting stands: everything a screen shows, computed from the entries.

A state is a value and is never changed. `data.record.fold` makes it from the entries;
`data.record.effects` says what each kind of entry does to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from data.record.entries import (
    AskedBefore,
    Checked,
    Entry,
    Judged,
    Mark,
    Opened,
    PortfolioListed,
    QuestionPlanned,
)
from data.record.instant import Instant
from data.record.phase_clock import ClockState, PhaseClock
from data.record.recording import Heard, Reading, heard_at
from data.standards.model import Descriptor, Method, Standard

PLAN_CHECK = "standard and option"
"""Name of the check that has to be answered again when the sitting is opened under another plan."""


@dataclass(frozen=True)
class Question:
    """A question that was asked."""

    seq: int
    text: str
    main: bool
    aims: tuple[str, ...]
    planned: int | None
    phase: str
    at: Instant
    clock_ms: int
    """Phase clock when it was asked."""
    parked: int | None = None
    """Sequence number of the entry that parked it; None where it was not parked."""


@dataclass(frozen=True)
class Note:
    """A note as it stands now, amendments included."""

    seq: int
    text: str
    marks: tuple[Mark, ...]
    verbatim: bool
    evidence: tuple[str, ...]
    phase: str | None
    question: int | None
    """Sequence number of the question that was open."""
    at: Instant
    clock_ms: int
    """Phase clock at the first key."""
    recording_ms: int | None
    """Counter of the recording at the first key; None where none ran."""
    segment: int = 1
    """Which recording that is: 2 where the first was dropped and another one started."""
    back_ms: int = 0
    """How long before its entry the first key was pressed."""
    shifted_ms: int = 0
    """How far it was moved since; negative is earlier. The times above say it already."""


@dataclass(frozen=True)
class Remark:
    """Something kept with its time: parked, an incident or a deviation."""

    seq: int
    text: str
    at: Instant
    clock_ms: int = 0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """One mark that holds, and what it was made on."""

    seq: int
    """Sequence number of the entry that made it: the latest sign is the one that counts."""
    sign: str
    note: int | None
    """Sequence number of the note that carries it; None for a tick on the checklist."""


@dataclass(frozen=True)
class Standing:
    """How one code stands after all its marks."""

    sign: str
    """The last sign that said more than heard; empty where there was none."""
    marks: int
    """How many marks it has, ticks and notes together."""
    notes: tuple[int, ...] = ()
    """Sequence numbers of the notes that carry it."""


@dataclass(frozen=True)
class SittingState:
    """A sitting, as its entries have it."""

    standard: Standard
    opened: Opened
    method: Method
    criteria: tuple[Descriptor, ...]
    entries: tuple[Entry, ...] = ()
    undone: frozenset[int] = frozenset()
    checks: Mapping[str, Checked] = field(default_factory=dict)
    recording: tuple[Reading, ...] = ()
    """Readings of the recording's counter."""
    phases: Mapping[str, PhaseClock] = field(default_factory=dict)
    current: str | None = None
    """Code of the phase that is under way."""
    questions: tuple[Question, ...] = ()
    notes: Mapping[int, Note] = field(default_factory=dict)
    tellings: Mapping[str, tuple[Telling, ...]] = field(default_factory=dict)
    """By code: its marks, in the order of the record."""
    standings: Mapping[str, Standing] = field(default_factory=dict)
    """By code: what its marks come to. A code without marks is not in it."""
    parked: tuple[Remark, ...] = ()
    dropped: frozenset[int] = frozenset()
    """Sequence numbers of what was parked and is not to be asked any more."""
    incidents: tuple[Remark, ...] = ()
    deviations: tuple[Remark, ...] = ()
    report: Mapping[str, bool] = field(default_factory=dict)
    portfolio: Mapping[int, PortfolioListed] = field(default_factory=dict)
    plan: Mapping[int, QuestionPlanned] = field(default_factory=dict)
    asked_before: Mapping[int, AskedBefore] = field(default_factory=dict)
    """By attempt: what was asked then, in the order of the attempts."""
    outcome: str | None = None
    """How the live part ended; None while it has not."""
    ended_at: Instant | None = None
    judgements: Mapping[str, Judged] = field(default_factory=dict)
    set_aside: frozenset[int] = frozenset()
    feedback: Mapping[str, str] = field(default_factory=dict)
    sealed: Entry | None = None
    """The entry of the seal that holds; None where there is none."""
    seals: int = 0
    """How often the sitting was sealed."""
    withdrawn: Entry | None = None
    """The entry that took the sealed result back; None where the result holds, or there is none."""
    withdrawals: int = 0
    """How often a result was taken back."""
    reopenings: tuple[str, ...] = ()
    """Reasons for which a seal was broken."""

    def having(self, **changes: Any) -> Self:
        """Return a state with some fields changed (quicker than `dataclasses.replace`)."""
        new = object.__new__(type(self))
        new.__dict__.update(self.__dict__)
        new.__dict__.update(changes)
        return new

    @property
    def graded(self) -> Entry | None:
        """The entry of the seal whose grade holds; None where it was taken back, or is missing."""
        return None if self.withdrawn else self.sealed

    @property
    def revisions(self) -> int:
        """How many documents the sitting has come to: one for each seal and each withdrawal."""
        return self.seals + self.withdrawals

    @property
    def last(self) -> Entry:
        """The newest entry."""
        return self.entries[-1]

    @property
    def clock(self) -> PhaseClock | None:
        """The clock of the phase under way."""
        return self.phases.get(self.current) if self.current else None

    def clock_state(self, now: Instant) -> ClockState:
        """Return the state word of the phase under way; WAITING before and between phases."""
        if self.clock:
            return self.clock.state(now)
        return ClockState.ENDED if self.live_over else ClockState.WAITING

    @property
    def next_phase(self) -> str | None:
        """Code of the phase that comes next; None where one is under way or all are over."""
        if self.current or self.outcome:
            return None
        return next((p.code for p in self.method.phases if p.code not in self.phases), None)

    @property
    def phases_over(self) -> bool:
        """True when every phase of the method has ended."""
        return all(p.code in self.phases and self.phases[p.code].ended for p in self.method.phases)

    @property
    def live_over(self) -> bool:
        """True when nothing more can be heard: the last phase, or the sitting, has ended."""
        return self.outcome is not None or self.phases_over

    @property
    def main_asked(self) -> int:
        """How many main questions were asked."""
        return sum(question.main for question in self.questions)

    @property
    def followups_asked(self) -> int:
        """How many follow-ups were asked."""
        return len(self.questions) - self.main_asked

    @property
    def open_question(self) -> Question | None:
        """The question being answered: the last one asked in the phase under way."""
        if self.questions and self.questions[-1].phase == self.current:
            return self.questions[-1]
        return None

    @property
    def segments(self) -> int:
        """How many recordings there were."""
        return self.recording[-1].segment if self.recording else 0

    def heard_at(self, when: Instant, back_ms: int = 0) -> Heard | None:
        """Return where in the recording a moment is; None where nothing was being recorded.

        Args:
            when: The moment.
            back_ms: Ask for so much before it.
        """
        return heard_at(self.recording, when, back_ms)
