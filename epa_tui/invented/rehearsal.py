"""One sitting of the demonstration, played through the guards at instants of its own.

What is typed goes through the capture language and every step through its guard, so the
demonstration shows nothing that could not have happened. It is kept in one write at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Self
from uuid import uuid4

from data.record.chain import link
from data.record.entries import Body
from data.record.fold import then
from data.record.instant import Instant
from data.record.phase_clock import MINUTE
from data.rules import clock_guards, gate, judging, prepare_guards, sealing, talk_guards
from data.rules.capture import Capture, Kind, parse
from data.rules.vocabulary import Vocabulary
from data.standards.loader import LoadedStandard
from data.store.rows import Sitting
from data.store.sitting_record import SittingRecord, summary_of
from data.store.store import Store
from epa_tui.results import make_document

Line = tuple[float, str]
"""Minute of the phase, and what is typed on the note line then."""

_KEY_MS = 150
"""How long one key takes an assessor who is listening, in milliseconds."""


class Rehearsal:
    """A booked sitting, from its opening on.

    Args:
        store: Where it is booked.
        loaded: The standard that it is assessed under.
        sitting: The booking.
        at: When its record begins.
    """

    def __init__(self, store: Store, loaded: LoadedStandard, sitting: Sitting, at: Instant) -> None:
        self._store = store
        assessment = store.assessment(sitting.assessment_id)
        record = SittingRecord.begin(store, sitting, assessment, loaded, at)
        record.close()
        self.sitting, self.assessment = sitting, assessment
        self._cipher = store.cipher(assessment.id)
        self.state, self.now = record.state, at
        self._vocabulary = Vocabulary.of(loaded.standard, sitting.method, assessment.option)

    def do(self, guard: Callable[..., tuple[Body, ...]], *args: Any, **more: Any) -> Self:
        """Do what a guard allows.

        Raises:
            data.rules.refused.Refused: It does not allow it.
        """
        for body in guard(self.state, self.now, *args, **more):
            entry = link(body, self.now, str(uuid4()), self.state.last, self._cipher)
            self.state = then(self.state, entry)
        return self

    def wait(self, minutes: float) -> Self:
        """Let time go by."""
        self.now = self.now.later(round(minutes * MINUTE))
        return self

    def plan(self, questions: Iterable[tuple[str, tuple[str, ...]]]) -> Self:
        """Plan questions, each with the codes that it is aimed at."""
        for text, aims in questions:
            self.wait(1).do(prepare_guards.plan_question, text, aims)
        return self

    def list_portfolio(self, pieces: Iterable[tuple[str, tuple[str, ...]]]) -> Self:
        """List the portfolio, each piece with the KSBs that it claims."""
        for number, (title, ksbs) in enumerate(pieces, start=1):
            self.wait(0.3).do(prepare_guards.list_portfolio, number, title, ksbs)
        return self

    def ready(self) -> Self:
        """Pass the start gate."""
        for check in gate.CHECKS:
            self.wait(0.5)
            if check.name == gate.RECORDING:
                self.do(prepare_guards.set_recording, 15_000)
            else:
                detail = "passport" if check.name == gate.IDENTITY else ""
                self.do(gate.check, check.name, True, detail)
        return self

    def begin(self, at: int | None = None) -> Self:
        """Pass the start gate, and start the first phase when it is time.

        Args:
            at: UTC milliseconds since 1970; the time of the booking where left out.
        """
        self.ready()
        start = at or self.sitting.scheduled_at or 0
        self.now = self.now.later(max(0, start - self.now.wall))
        return self.do(clock_guards.start_phase)

    def say(self, *lines: Line) -> Self:
        """Type lines at minutes of the phase under way, in the order of the minutes."""
        for minute, line in sorted(lines):
            self._reach(minute)
            self._type(parse(line, self._vocabulary, self.state.plan))
        return self

    def over(self) -> Self:
        """End the phase when its time is up, and start the next where there is one."""
        clock = self.state.clock
        self.now = self.now.later(clock.remaining(self.now) if clock else 0)
        self.do(clock_guards.end_phase)
        if self.state.next_phase:
            self.wait(1).do(clock_guards.start_phase)
        return self

    def judge(self, failed: Mapping[str, str]) -> Self:
        """Judge every descriptor on the notes that speak to it.

        Args:
            failed: Why a descriptor is not met, by its code; every other one is met.
        """
        for descriptor in self.state.criteria:
            code, notes = descriptor.code, judging.supporting(self.state, descriptor)
            cited = tuple(note.seq for note in notes)
            reason = failed.get(code, "")
            self.wait(1).do(judging.judge, code, code not in failed, reason, cited)
        for note in judging.unattached(self.state):
            self.wait(0.2).do(judging.set_aside, note.seq, "Says nothing about a descriptor.")
        return self

    def seal(self, feedback: str, declaration: str) -> Self:
        """Give feedback on the whole, and seal."""
        self.wait(3).do(judging.give_feedback, "", feedback)
        return self.wait(1).do(sealing.seal, declaration)

    def keep(self) -> None:
        """Keep everything in the store; what is sealed together with its result document."""
        record = self.state.entries[1:]
        self._store.append(self.sitting.id, record, summary_of(self.state))
        if self.state.sealed is None:
            return
        document = make_document(
            self._store,
            self.state,
            self.assessment,
            self._store.sitting(self.sitting.id),
            demonstration=True,
        )
        self._store.append(self.sitting.id, (), summary_of(self.state), document=document)

    def _reach(self, minute: float) -> None:
        clock = self.state.clock
        used = clock.elapsed(self.now) if clock else 0
        self.now = self.now.later(max(0, round(minute * MINUTE) - used))

    def _type(self, line: Capture) -> None:
        if line.problems:
            raise ValueError(line.problems[0].sentence)
        match line.kind:
            case Kind.NOTE:
                began = self.now.later(-_KEY_MS * len(line.text))
                told = (line.text, line.marks, line.verbatim, line.evidence, began)
                self.do(talk_guards.note, *told)
            case Kind.INCIDENT:
                self.do(talk_guards.incident, line.text)
            case kind:
                self.do(
                    talk_guards.ask,
                    line.text,
                    main=kind is not Kind.FOLLOWUP,
                    aims=line.aims,
                    planned=line.planned,
                )
