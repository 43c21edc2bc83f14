"""Sittings in a real store, brought by guards to where a test wants them; an app around a screen.

Everybody in them is made up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from textual.app import App
from textual.message import Message
from textual.screen import Screen

from data.record.entries import Body, Mark
from data.record.state import SittingState
from data.rules import clock_guards, gate, judging, sealing, talk_guards
from data.standards.loader import LoadedStandard, load_standard
from data.store.sitting_record import SittingRecord
from data.store.store import Store
from data.store.writer import SaveState
from screens.navigation import GoHome, OpenJourney, OpenSitting, SayRefused
from screens.widgets.grade_words import DECLARATION
from tests.data.store.building import a_sitting, an_assessment
from tests.screens.ticking import Ticker

ROOT = Path(__file__).parents[2]
MINUTE = 60_000
LOOKS = 3000
"""So often, 20 ms apart, is looked for what a busy machine shows late, before it is missed."""
HOSTILE = "[K1] Ada [/x] [bold]b[/] \u202eevil \x1b]52;c;aGk=\x07 " + "long " * 40


@cache
def shipped() -> LoadedStandard:
    return load_standard(ROOT / "data/standards/ST0792-1.1.toml")


@cache
def made_up() -> LoadedStandard:
    return load_standard(ROOT / "tests/standards/made-up-1.0.toml")


class Acted:
    """One sitting in a store of its own."""

    def __init__(
        self,
        home: Path,
        method: str = "M1",
        option: str | None = "1",
        loaded: LoadedStandard | None = None,
        watch: Callable[[SaveState], None] = lambda state: None,
        **personal: Any,
    ) -> None:
        self.loaded = loaded or shipped()
        standard = self.loaded.standard
        self.ticker = Ticker()
        self.store = Store.open(home)
        assessment = replace(
            an_assessment(**personal),
            option=option,
            reference=standard.reference,
            version=standard.version,
        )
        self.store.save_bookings([assessment], [a_sitting(method=method)])
        sitting = self.store.sitting("sitting-0")
        self.record = SittingRecord.begin(
            self.store, sitting, assessment, self.loaded, self.ticker.now, watch
        )

    def do(self, guard: Callable[..., tuple[Body, ...]], *args: Any, **more: Any) -> Acted:
        self.record.add(self.ticker.now, *guard(self.record.state, self.ticker.now, *args, **more))
        return self

    def wait(self, minutes: float) -> Acted:
        self.ticker.go(int(minutes * MINUTE))
        return self

    def begun(self) -> Acted:
        return self.checked().do(clock_guards.start_phase)

    def checked(self) -> Acted:
        """Pass every check before the start."""
        for check in gate.CHECKS:
            self.do(gate.check, check.name, True, "passport" if check.name == "identity" else "")
        return self

    def over(self) -> Acted:
        clock = self.record.state.clock
        assert clock is not None
        self.wait(clock.remaining(self.ticker.now) / MINUTE)
        return self.do(clock_guards.end_phase)

    def asking(self) -> Acted:
        """Come to the first phase in which questions are asked."""
        self.begun()
        while self.record.state.method.phase(str(self.record.state.current)).silent:
            self.over().do(clock_guards.start_phase)
        return self

    def asked(self, number: int) -> Acted:
        for count in range(number):
            self.wait(1).do(talk_guards.ask, f"Question {count + 1}?", aims=(self.first,))
        return self

    def noted(self, text: str, *marks: tuple[str, str]) -> Acted:
        given = tuple(Mark(code, sign) for code, sign in marks)
        return self.wait(1).do(talk_guards.note, text, given)

    @property
    def first(self) -> str:
        """Code of the first descriptor."""
        return self.record.state.criteria[0].code

    def heard(self, text: str = "compared three quotes") -> Acted:
        """Ask enough, note something on the first descriptor, and end the last phase."""
        self.asking().asked(10).noted(text, (self.first, "+"))
        while self.record.state.current:
            self.over()
            if self.record.state.next_phase:
                self.do(clock_guards.start_phase)
        return self

    def judged(self, *failed: str) -> Acted:
        for descriptor in self.record.state.criteria:
            met = descriptor.code not in failed
            self.do(judging.judge, descriptor.code, met, "" if met else "not shown")
        return self

    def sealed(self, *failed: str) -> Acted:
        self.judged(*failed).do(clock_guards.end_sitting, "completed")
        return self.do(sealing.seal, DECLARATION)

    def kept(self) -> SittingState:
        """Return where the sitting stands on the disk."""
        again = self.reopened()
        assert again.close()
        return again.state

    def reopened(self) -> SittingRecord:
        """Return the record as another start of the program would find it."""
        assert self.record.flush()
        return SittingRecord.open(self.store, "sitting-0", self.loaded.standard)

    def close(self) -> None:
        self.record.close()
        self.store.close()


class Around(App[None]):
    """Shows one screen and keeps what it asks of the application."""

    ENABLE_COMMAND_PALETTE: ClassVar[bool] = False

    def __init__(self, screen: Screen[None]) -> None:
        super().__init__()
        self.shown = screen
        self.refused: list[str] = []
        self.asked: list[Message] = []

    def on_mount(self) -> None:
        self.push_screen(self.shown)

    def on_say_refused(self, message: SayRefused) -> None:
        self.refused.append(message.sentence)
        self.notify(message.sentence, markup=False)

    def on_open_sitting(self, message: OpenSitting) -> None:
        self.asked.append(message)

    def on_open_journey(self, message: OpenJourney) -> None:
        self.asked.append(message)

    def on_go_home(self, message: GoHome) -> None:
        self.asked.append(message)


def seen(app: App[None]) -> str:
    """Return what stands on the terminal, line by line."""
    return "\n".join(
        "".join(segment.text for segment in line) for line in app.screen._compositor.render_strips()
    )
