"""A sitting that tests act out: guards are called, time passes, and the state follows."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from data.record.chain import link
from data.record.cipher import IN_CLEAR
from data.record.entries import Body, Entry, Opened
from data.record.fold import fold, then
from data.record.instant import Instant
from data.record.state import SittingState
from data.rules import clock_guards, gate, judging, prepare_guards
from data.rules.refused import Refused
from data.standards.loader import load_standard
from data.standards.model import Standard

ROOT = Path(__file__).parents[3]
BEGIN = Instant(wall=1_779_271_200_000, tick=5_000_000, boot="testboot")
MINUTE = 60_000

Guard = Callable[..., tuple[Body, ...]]


@cache
def shipped() -> Standard:
    return load_standard(ROOT / "data/standards/ST0792-1.1.toml").standard


@cache
def made_up() -> Standard:
    return load_standard(ROOT / "tests/standards/made-up-1.0.toml").standard


class Acting:
    """One sitting on a stage: every refused call leaves it as it was."""

    def __init__(
        self,
        method: str = "M2",
        option: str | None = "1",
        standard: Standard | None = None,
        **opened: Any,
    ) -> None:
        self.standard = standard or shipped()
        self.now = BEGIN
        body = Opened(
            self.standard.reference, self.standard.version, "0" * 64, method, option, **opened
        )
        self.entries: list[Entry] = [link(body, BEGIN, "entry-1", None, IN_CLEAR)]
        self.state: SittingState = fold(self.standard, self.entries)

    def wait(self, minutes: float) -> Acting:
        self.now = self.now.later(int(minutes * MINUTE))
        return self

    def do(self, guard: Guard, *args: Any, **more: Any) -> tuple[Body, ...]:
        bodies = guard(self.state, self.now, *args, **more)
        for body in bodies:
            last = self.entries[-1]
            entry = link(body, self.now, f"entry-{last.seq + 1}", last, IN_CLEAR)
            self.entries.append(entry)
            self.state = then(self.state, entry)
        return bodies

    def refused(self, guard: Guard, *args: Any, **more: Any) -> Refused:
        with pytest.raises(Refused) as caught:
            guard(self.state, self.now, *args, **more)
        assert caught.value.sentence.endswith(".")
        assert str(caught.value) == caught.value.sentence
        return caught.value

    def checked(self) -> Acting:
        """Pass every check."""
        for check in gate.CHECKS:
            detail = "passport" if check.name == gate.IDENTITY else ""
            self.do(gate.check, check.name, True, detail)
        return self

    def begun(self) -> Acting:
        """Pass every check and start the first phase."""
        self.checked().do(clock_guards.start_phase)
        return self

    def asking(self) -> Acting:
        """Come to the first phase in which questions are asked."""
        self.begun()
        while self.state.method.phase(str(self.state.current)).silent:
            self.over().do(clock_guards.start_phase)
        return self

    def over(self) -> Acting:
        """End the phase under way exactly when its time is over."""
        clock = self.state.clock
        assert clock is not None
        self.wait(clock.remaining(self.now) / MINUTE).do(clock_guards.end_phase)
        return self

    def heard(self) -> Acting:
        """Go through all phases and end the sitting."""
        self.begun().over()
        while self.state.next_phase:
            self.do(clock_guards.start_phase)
            self.over()
        self.do(clock_guards.end_sitting, "completed")
        return self

    def judged(self, *failed: str) -> Acting:
        """Judge every descriptor; those named are not met."""
        for descriptor in self.state.criteria:
            met = descriptor.code not in failed
            self.do(judging.judge, descriptor.code, met, "" if met else "not shown")
        return self

    def planned(self, text: str, *aims: str) -> Acting:
        self.do(prepare_guards.plan_question, text, aims)
        return self
