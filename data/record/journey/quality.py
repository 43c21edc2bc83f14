"""Sampling, second marking and its outcome: the state that the lines of the record lead to.

A second marker judges a sealed sitting on the same notes, without seeing what the assessor made of
them. What both said is compared when both are done; a third person decides where they differ. The
kinds of lines are in `data.record.journey.quality_kinds`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from data.record.body import Entry
from data.record.journey.body import Effects
from data.record.journey.quality_kinds import (
    Adjudicated,
    MarkingGiven,
    MarkingsCompared,
    SampleOutcome,
    SecondJudged,
    SecondMarkingBegun,
    SecondMarkingDone,
    SecondMarkingShown,
    SittingSampled,
)


@dataclass(frozen=True)
class Marking:
    """One second marking of one sitting, as far as it has come."""

    begun: SecondMarkingBegun
    seq: int
    """Sequence number of the entry that began it."""
    judgements: Mapping[str, SecondJudged] = field(default_factory=dict)
    """By code; what waits with a rationale and no verdict has `met` None."""
    done: SecondMarkingDone | None = None
    compared: MarkingsCompared | None = None
    adjudicated: Mapping[str, Adjudicated] = field(default_factory=dict)
    shown: str = ""
    """How the marker came to see what the assessor made of it; empty where that did not happen."""
    alone: bool = True
    """False once anything was judged where the rest of the store could be looked at."""

    @property
    def judged(self) -> dict[str, SecondJudged]:
        """What has a verdict, by code."""
        return {code: one for code, one in self.judgements.items() if one.met is not None}

    @property
    def open(self) -> tuple[str, ...]:
        """Codes on which two differ and no third person has decided yet."""
        differing = self.compared.differing if self.compared else ()
        return tuple(code for code in differing if code not in self.adjudicated)

    @property
    def changed(self) -> tuple[Adjudicated, ...]:
        """What a third person decided otherwise than the assessor."""
        return tuple(one for one in self.adjudicated.values() if not one.upheld)


@dataclass(frozen=True)
class Quality:
    """Sampling, second marking and its outcome."""

    sampled: tuple[SittingSampled, ...] = ()
    given: tuple[MarkingGiven, ...] = ()
    markings: tuple[Marking, ...] = ()
    outcomes: tuple[SampleOutcome, ...] = ()

    def marking_of(self, sitting: str) -> Marking | None:
        """Return the newest second marking of a sitting; None where there is none."""
        found = [one for one in self.markings if one.begun.sitting == sitting]
        return found[-1] if found else None

    def outcome_of(self, sitting: str) -> SampleOutcome | None:
        """Return the newest outcome of a sitting; None where there is none."""
        found = [one for one in self.outcomes if one.sitting == sitting]
        return found[-1] if found else None


def _sampled(state: Quality, entry: Entry, body: SittingSampled) -> Quality:
    del entry
    return replace(state, sampled=(*state.sampled, body))


def _given(state: Quality, entry: Entry, body: MarkingGiven) -> Quality:
    del entry
    return replace(state, given=(*state.given, body))


def _begun(state: Quality, entry: Entry, body: SecondMarkingBegun) -> Quality:
    return replace(state, markings=(*state.markings, Marking(body, entry.seq)))


def _changed(state: Quality, sitting: str, change: Callable[[Marking], Marking]) -> Quality:
    """Change the newest marking of a sitting; without one nothing changes."""
    newest = state.marking_of(sitting)
    if newest is None:
        return state
    markings = tuple(change(one) if one is newest else one for one in state.markings)
    return replace(state, markings=markings)


def _judged(state: Quality, entry: Entry, body: SecondJudged) -> Quality:
    del entry

    def judged(marking: Marking) -> Marking:
        said = {**marking.judgements, body.code: body}
        return replace(marking, judgements=said, alone=marking.alone and body.alone)

    return _changed(state, body.sitting, judged)


def _shown(state: Quality, entry: Entry, body: SecondMarkingShown) -> Quality:
    del entry
    return _changed(state, body.sitting, lambda marking: replace(marking, shown=body.why))


def _done(state: Quality, entry: Entry, body: SecondMarkingDone) -> Quality:
    del entry
    return _changed(state, body.sitting, lambda marking: replace(marking, done=body))


def _compared(state: Quality, entry: Entry, body: MarkingsCompared) -> Quality:
    del entry
    return _changed(state, body.sitting, lambda marking: replace(marking, compared=body))


def _adjudicated(state: Quality, entry: Entry, body: Adjudicated) -> Quality:
    del entry

    def decided(marking: Marking) -> Marking:
        return replace(marking, adjudicated={**marking.adjudicated, body.code: body})

    return _changed(state, body.sitting, decided)


def _outcome(state: Quality, entry: Entry, body: SampleOutcome) -> Quality:
    del entry
    return replace(state, outcomes=(*state.outcomes, body))


EFFECTS: Effects = {
    SittingSampled: _sampled,
    MarkingGiven: _given,
    SecondMarkingBegun: _begun,
    SecondMarkingShown: _shown,
    SecondJudged: _judged,
    SecondMarkingDone: _done,
    MarkingsCompared: _compared,
    Adjudicated: _adjudicated,
    SampleOutcome: _outcome,
}
"""What each kind leads to."""
