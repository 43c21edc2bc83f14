"""Where a second marker's judgements are kept: in the assessment's record, or beside a file.

The screen knows a desk and nothing else: what the assessor made of the sitting is not on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from data.record.body import Undone
from data.record.instant import Clock
from data.record.journey.quality_kinds import SecondJudged
from data.record.state import SittingState
from data.rules import second_marking
from data.rules.blindness import blind, not_blind
from data.store.journey_record import JourneyRecord


class Desk(Protocol):
    """What a second marker works on."""

    @property
    def who(self) -> str:
        """Who marks what, for the top line; no apprentice and no assessor in it."""

    @property
    def paper(self) -> SittingState:
        """What was asked and noted, with nothing made of it."""

    @property
    def said(self) -> Mapping[str, SecondJudged]:
        """What was judged so far, by code; what only waits has no verdict."""

    def judge(self, code: str, met: bool | None, rationale: str, notes: tuple[int, ...]) -> None:
        """Judge a descriptor; durable when it returns.

        Raises:
            Refused: A rationale is missing, or the sitting changed meanwhile.
            StoreError: The disk refused.
        """

    def undo(self) -> str:
        """Take the last judgement back, and return its code; empty where there is none."""

    def done(self) -> str:
        """Finish, and return what to say.

        Raises:
            Refused: A descriptor is undecided, or the sitting changed meanwhile.
            StoreError: The disk refused.
        """


class JourneyDesk:
    """Keeps a second marking in the assessment's record, entry by entry.

    Args:
        record: The assessment, in which the marking has begun.
        sitting: Id of the sitting.
        paper: What is marked.
        clock: Tells the time.
        alone: True in a program that shows nothing else of the store.
    """

    def __init__(
        self,
        record: JourneyRecord,
        sitting: str,
        paper: SittingState,
        clock: Clock,
        *,
        alone: bool = False,
    ) -> None:
        self._record, self._sitting, self._clock = record, sitting, clock
        self._paper, self._alone = paper, alone

    @property
    def who(self) -> str:
        """Who marks what."""
        marking = second_marking.demand_open(self._record.view(self._clock()), self._sitting)
        return who_line(marking.begun.marker, self._paper, not_blind(marking))

    @property
    def paper(self) -> SittingState:
        """What was asked and noted."""
        return self._paper

    @property
    def said(self) -> Mapping[str, SecondJudged]:
        """What was judged so far."""
        marking = self._record.state.quality.marking_of(self._sitting)
        return marking.judgements if marking else {}

    def judge(self, code: str, met: bool | None, rationale: str, notes: tuple[int, ...]) -> None:
        """Judge a descriptor; durable when it returns."""
        now = self._clock()
        view = self._record.view(now)
        said = (self._sitting, code, met, rationale, notes)
        self._record.add(now, *second_marking.judge(view, *said, alone=self._alone))

    def undo(self) -> str:
        """Take the last judgement back."""
        now = self._clock()
        marking = second_marking.demand_open(self._record.view(now), self._sitting)
        state = self._record.state
        for entry in reversed(state.entries[marking.seq :]):
            body = entry.body
            ours = isinstance(body, SecondJudged) and body.sitting == self._sitting
            if ours and entry.seq not in state.undone:
                self._record.add(now, Undone(entry.seq))
                return body.code if isinstance(body, SecondJudged) else ""
        return ""

    def done(self) -> str:
        """Finish."""
        now = self._clock()
        self._record.add(now, *second_marking.done(self._record.view(now), self._sitting))
        return "Second marking finished. The two can be compared now."


def who_line(marker: str, paper: SittingState, reason: str = "") -> str:
    """Return who marks what: the marker, the method, the option, the standard.

    Args:
        marker: Who marks.
        paper: What is marked.
        reason: Why it does not count as blind; empty where it does.
    """
    opened = paper.opened
    option = f"option {opened.option}" if opened.option else ""
    told = {True: "blind", False: "NOT BLIND", None: "blind: not known"}[blind(reason)]
    facts = (marker, told, opened.method, option, f"{opened.reference} {opened.version}")
    return "  ".join(fact for fact in facts if fact)
