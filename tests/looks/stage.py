"""What a scene is made of: its stores, its name, and sittings that have come somewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from textual.app import App
from textual.screen import Screen

from data.rules import clock_guards, prepare_guards, talk_guards
from data.store.sitting_record import SittingRecord
from data.store.store import Store
from tests.looks.drawing import Looked
from tests.screens.acted import MINUTE, Acted

Shown = Screen[Any] | App[None]


@dataclass
class Stage:
    """Gives a scene its stores, and closes them afterwards."""

    folder: Path
    _open: list[Acted | Store | SittingRecord] = field(default_factory=list)

    def act(self, *arguments: Any, **more: Any) -> Acted:
        """Make a sitting in a store of its own."""
        made = Acted(self._next(), *arguments, **more)
        self._open.append(made)
        return made

    def store(self) -> Store:
        """Open an empty store."""
        store = Store.open(self._next())
        self._open.append(store)
        return store

    def also(self, store: Store) -> None:
        """Close a store as well that something else has opened."""
        self._open.append(store)

    def keep(self, opened: SittingRecord) -> None:
        """Close a record as well that something else has opened."""
        self._open.append(opened)

    def _next(self) -> Path:
        return self.folder / str(len(self._open))

    def close(self) -> None:
        for opened in reversed(self._open):
            opened.close()


@dataclass(frozen=True)
class Scene:
    """One screen in one state."""

    make: Callable[[Stage], Shown]
    keys: tuple[str, ...]

    def app(self, stage: Stage, theme: str = "epa-dark", *, ascii_only: bool = False) -> App[None]:
        """Return an application that shows it, not running yet."""
        shown = self.make(stage)
        if isinstance(shown, App):
            return shown
        return Looked(shown, theme, ascii_only=ascii_only)


SCENES: dict[str, Scene] = {}


def scene(*keys: str) -> Callable[[Callable[[Stage], Shown]], Callable[[Stage], Shown]]:
    """Add a scene under the name of its function.

    Args:
        keys: What is pressed on the screen first.
    """

    def add(make: Callable[[Stage], Shown]) -> Callable[[Stage], Shown]:
        SCENES[make.__name__] = Scene(make, keys)
        return make

    return add


_TALK: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    ("Tell me of a day when travel went wrong.", "rebooked the unit by rail", (("P1", "+"),)),
    ("How did you schedule it?", "moved two days, told finance first", (("P2", "+"), ("S28", ""))),
    ("Whom did you have to win over?", "calmed the location owner with facts", (("P5", "+"),)),
    ("What did you learn from it?", "asks for feedback after each wrap", (("P9", ""), ("B6", ""))),
    ("What if two shoots clash?", "split the crew, unclear who decided", (("P10", "?"),)),
)


def discussed(acted: Acted) -> Acted:
    """Come fifty minutes into a discussion with questions and notes."""
    acted.begun()
    acted.do(prepare_guards.set_recording, 133_000)
    for number, (question, answer, marks) in enumerate(_TALK):
        acted.wait(6).do(talk_guards.ask, question, aims=tuple(code for code, _ in marks[:1]))
        acted.noted(answer, *marks)
        if number == 2:
            acted.wait(1).do(talk_guards.ask, "Who agreed to that?", main=False)
    acted.wait(1).do(talk_guards.incident, "their line dropped for a moment")
    return acted.wait(2)


def held(acted: Acted) -> Acted:
    """Hold a whole discussion, with a pause and some overtime, and seal it."""
    acted.begun()
    for number, descriptor in enumerate(acted.record.state.criteria[:-2]):
        code = descriptor.code
        acted.wait(4).do(talk_guards.ask, f"Question {number + 1}?", aims=(code,))
        acted.noted("told of a production of his own", (code, "+" if number % 3 else ""))
        if number == 12:
            acted.do(clock_guards.pause, "comfort break").wait(8).do(clock_guards.resume)
    clock = acted.record.state.clock
    assert clock is not None
    acted.wait(clock.remaining(acted.ticker.now) / MINUTE)
    acted.do(clock_guards.extend, "to finish the last answer").wait(5)
    return acted.do(clock_guards.end_phase).sealed()
