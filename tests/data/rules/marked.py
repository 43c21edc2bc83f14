"""A sealed sitting and the record of its assessment, for tests of quality assurance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from data.exchange.marking_file import marking_file
from data.exchange.marking_model import MarkingFile
from data.record.chain import link
from data.record.cipher import IN_CLEAR
from data.record.entries import Body, Entry, Mark
from data.record.journey.fold import fold_journey
from data.record.journey.opening import AssessmentOpened
from data.record.state import SittingState
from data.rules import clock_guards, judging, sealing, talk_guards
from data.rules.journey_view import JourneyView
from data.rules.refused import Refused
from data.rules.standing import Attempt
from data.standards.journey import from_standard
from tests.data.rules.acting import BEGIN, Acting

SITTING = "5eed0000-0000-4000-8000-000000000001"
ASSESSOR, MARKER, THIRD = "Pat Pretend", "Sam Specimen", "Kit Example"
WHY, FEEDBACK = "RATIONALE-OF-FIRST", "FEEDBACK-OF-FIRST"
NAMES = ("Testa", "Sample-Fixture")


def sealed_sitting(*failed: str) -> Acting:
    """Return a sitting of method 1 with tagged notes, judged and sealed."""
    sitting = copy(_acted(failed))
    sitting.entries = list(sitting.entries)
    return sitting


@cache
def _acted(failed: tuple[str, ...]) -> Acting:
    sitting = Acting("M1", assessor=ASSESSOR)
    sitting.do(talk_guards.note, "read before: THOUGHT-BEFORE")
    sitting.asking()
    for number in range(6):
        sitting.wait(2).do(talk_guards.ask, f"How did Testa plan week {number}?", aims=("P4",))
        marks = (Mark("P4", "+"), Mark("S1", "?"))
        sitting.wait(1).do(talk_guards.note, f"testa said {number}: Pretend quotes", marks)
    sitting.do(talk_guards.note, "their words, jo", (), True, ("r12",))
    sitting.over().do(clock_guards.end_sitting, "completed")
    sitting.wait(5).do(talk_guards.note, "THOUGHT-AFTER: not enough for P4")
    for descriptor in sitting.state.criteria:
        met = descriptor.code not in failed
        sitting.do(judging.judge, descriptor.code, met, "" if met else WHY)
    sitting.do(judging.give_feedback, "", FEEDBACK)
    for note in judging.unattached(sitting.state):
        sitting.do(judging.set_aside, note.seq)
    sitting.do(sealing.seal, "mine")
    return sitting


class Assured:
    """The record of an assessment, written rule by rule; a refused rule leaves it as it was."""

    def __init__(self, *failed: str) -> None:
        self.sitting = sealed_sitting(*failed)
        opened = AssessmentOpened("ST0792", "1.1", "1")
        self.entries: list[Entry] = [link(opened, BEGIN, "entry-1", None, IN_CLEAR)]

    @property
    def state(self) -> SittingState:
        return self.sitting.state

    @property
    def view(self) -> JourneyView:
        return view_of(self.state, self.entries)

    @property
    def file(self) -> MarkingFile:
        return marking_file(self.state, SITTING, NAMES, ASSESSOR)

    def do(self, rule: Callable[..., Sequence[Body]], *args: Any, **more: Any) -> Assured:
        return self.add(*rule(self.view, *args, **more))

    def add(self, *bodies: Body) -> Assured:
        for body in bodies:
            last = self.entries[-1]
            self.entries.append(link(body, BEGIN, f"entry-{last.seq + 1}", last, IN_CLEAR))
        return self

    def refused(self, rule: Callable[..., object], *args: Any, **more: Any) -> str:
        with pytest.raises(Refused) as caught:
            rule(self.view, *args, **more)
        assert caught.value.sentence.endswith(".")
        return caught.value.sentence

    def reopened(self) -> Assured:
        """Break the sitting's seal and seal it again: another record."""
        self.sitting.do(sealing.reopen, "a slip")
        self.sitting.do(judging.judge, "P1", True, "seen again")
        self.sitting.do(sealing.seal, "mine")
        return self


def view_of(state: SittingState, entries: Sequence[Entry], **changes: Any) -> JourneyView:
    """Return the assessment that a sitting belongs to, as it stands."""
    grade = getattr(state.sealed.body, "grade", None) if state.sealed else None
    opened = state.opened
    attempt = Attempt(
        SITTING, opened.method, opened.attempt, opened.number, True, grade, head=state.last.hash
    )
    view = JourneyView(
        state.standard,
        from_standard(state.standard),
        "1",
        fold_journey(entries),
        (attempt,),
        date(2026, 5, 21),
        assessor=ASSESSOR,
    )
    return replace(view, **changes)


def kinds(entries: Sequence[Entry]) -> list[str]:
    """Return the kinds of an assessment's record, without the first line."""
    return [entry.kind for entry in entries[1:]]
