"""Forty actions of a sitting by keys alone: each does what was meant, and hands waste little.

Words are the letters of a note or a question: they have to be typed whatever the program is like.
Everything else is a press: what opens a line and what saves it, every character of a tag, a sign,
a counter or a number. `pytest -s` prints the table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from textual import events

from data.record import entries as e
from data.record.entries import Body, Mark
from data.record.phase_clock import ClockState
from data.rules import gate, parked, prepare_guards
from tests.screens.acted import Acted
from tests.screens.living import NAMED, Live, closing, live

BUDGET = 2.0
"""Presses beyond the words that an action may take on average."""

Effect = Callable[[Live], bool]


class Words(str):
    """What is said, letter by letter."""

    __slots__ = ()


@dataclass(frozen=True)
class Doing:
    """One action: what the hands do, and what the record must say afterwards."""

    name: str
    keys: tuple[str, ...]
    effect: Effect
    minutes: float = 0.4
    """How long after the one before."""

    @property
    def presses(self) -> int:
        return sum(not isinstance(key, Words) for key in self.keys)


def tag(code: str) -> tuple[str, ...]:
    """Return the keys of a tag among the words, the space before it included."""
    return (" ", *code)


def last(kind: type[Body], **fields: object) -> Effect:
    """Tell whether the newest entry is of a kind and says so."""

    def said(shown: Live) -> bool:
        body = shown.bodies[-1]
        return isinstance(body, kind) and all(getattr(body, n) == v for n, v in fields.items())

    return said


def note(shown: Live) -> e.Noted:
    found: e.Noted = shown.of(e.Noted)[-1]
    return found


def last_marks(*codes: str) -> Effect:
    def said(shown: Live) -> bool:
        kept = shown.state.notes[max(shown.state.notes)]
        return [mark.code + mark.sign for mark in kept.marks] == list(codes)

    return said


def moved(by_ms: int) -> Effect:
    def said(shown: Live) -> bool:
        kept = shown.state.notes[max(shown.state.notes)]
        return kept.shifted_ms == by_ms and kept.clock_ms == kept_at(shown) + by_ms

    def kept_at(shown: Live) -> int:
        return note(shown).clock_ms

    return said


def waits(number: int) -> Effect:
    return lambda shown: len(parked.waiting(shown.state)) == number


def clock(word: ClockState) -> Effect:
    return lambda shown: shown.state.clock_state(shown.ticker.now) is word


PRESENTATION = (
    Doing("start the presentation", ("s",), last(e.PhaseStarted, phase="presentation")),
    Doing(
        "the recording's counter", ("v", *"213", "enter"), last(e.RecordingSet, counter_ms=133_000)
    ),
    Doing("a note", ("n", Words("two crews, one van"), "enter"), last(e.Noted, marks=()), 2),
    Doing(
        "a note with a tag",
        (Words("shared the call sheet the night before"), *tag("#p1+"), "enter"),
        last(e.Noted, marks=(Mark("P1", "+"),)),
        2,
    ),
    Doing("another note, in the line", (Words("and the risk sheet"), "enter"), last(e.Noted)),
    Doing("the same tags", ("enter", "d"), last_marks("P1+"), 0),
    Doing("it was said earlier", ("[",), moved(-15_000), 0),
    Doing("and earlier", ("[",), moved(-30_000), 0),
    Doing("in their own words", ('"',), last(e.NoteAmended, verbatim=True), 0),
    Doing("ask about it later", ("a",), waits(1), 0),
    Doing(
        "a question for later",
        ("n", "?", Words("who signed the risk sheet"), "enter"),
        waits(2),
        3,
    ),
    Doing("pause, while typing", ("f5",), clock(ClockState.PAUSED)),
    Doing("the reason", ("enter", "2"), last(e.Paused, reason="comfort break"), 0),
    Doing("go on", ("p",), clock(ClockState.RUNNING)),
    Doing("hide everything", ("b",), lambda shown: shown.screen.hidden, 1),
    Doing("show it again", ("b",), lambda shown: not shown.screen.hidden, 0.1),
    Doing("let the apprentice finish", ("e",), last(e.Extended), 11),
    Doing("end the presentation", ("E", "y"), last(e.PhaseEnded, phase="presentation")),
)
QUESTIONING = (
    Doing("start the questioning", ("s",), last(e.PhaseStarted, phase="questioning")),
    Doing("ask what was parked", ("k", "1", "enter"), waits(1)),
    Doing("a note on the answer", ("n", Words("the safety officer did"), "enter"), last(e.Noted)),
    Doing("a follow-up, while typing", ("f3",), last(e.QuestionAsked, main=False)),
    Doing("a note on that", (Words("he checks it weekly"), "enter"), last(e.Noted)),
    Doing("credit it", ("enter", "1"), last(e.Marked, note=None), 0),
    Doing("the planned question", ("w",), last(e.QuestionAsked, planned=1), 2),
    Doing(
        "a note, the same tags",
        ("n", Words("quotes from three hire firms"), *tag("#="), "enter"),
        last(e.Noted, marks=(Mark("P1", "+"),)),
    ),
    Doing("unclear", ("enter", "x"), last_marks("P1?"), 0),
    Doing("after all sufficient", ("+",), last_marks("P1+"), 0),
    Doing("answered without being asked", ("k", "x"), waits(0)),
    Doing("a main question", ("q",), last(e.QuestionAsked, main=True)),
    Doing(
        "an incident, in words",
        ("m", Words("their line dropped for a minute"), "enter"),
        last(e.Incident, text="their line dropped for a minute"),
    ),
    Doing("the recording stopped", ("v", "x", "enter"), last(e.RecordingStopped), 0),
    Doing(
        "another recording",
        ("v", *"005", "enter"),
        lambda shown: last(e.RecordingSet)(shown) and shown.state.segments == 2,
    ),
    Doing("the next planned question", ("w",), last(e.QuestionAsked, planned=2)),
    Doing("a follow-up", ("f",), last(e.QuestionAsked, main=False)),
    Doing(
        "a note",
        ("n", Words("moved the shoot by a day"), "enter"),
        last(e.Noted, text="moved the shoot by a day"),
    ),
    Doing("the same tags again", ("enter", "d"), last_marks("P1+"), 0),
    Doing("taken back", ("u",), last_marks(), 0),
    Doing(
        "a tick on the checklist",
        ("c", "down", "enter"),
        lambda shown: isinstance(shown.bodies[-1], e.Marked) and shown.bodies[-1].note is None,
    ),
    Doing("a question, over the checklist", ("f2",), last(e.QuestionAsked, main=True), 1),
)
SCRIPT = PRESENTATION + QUESTIONING


def prepared(home: Path) -> Acted:
    """Return a sitting whose checks are passed and whose questions are planned."""
    acted = Acted(home, "M1")
    for check in gate.CHECKS:
        acted.do(gate.check, check.name, True, "passport" if check.name == "identity" else "")
    acted.do(prepare_guards.plan_question, "How did you choose the suppliers?", ("P3",), 1)
    return acted.do(prepare_guards.plan_question, "What did you do when it rained?", ("P4",), 2)


async def done(shown: Live, doing: Doing) -> None:
    shown.ticker.go(int(doing.minutes * 60_000))
    shown.screen.read_clock()
    for key in doing.keys:
        letters = key if isinstance(key, Words) else (key,)
        for letter in letters:
            character = letter if len(letter) == 1 else None
            shown.window.post_message(events.Key(NAMED.get(letter, letter), character))
        await shown.pilot.pause()


def table() -> str:
    """Return every action with its keys, and what they come to."""
    lines = [
        f"{place:>3}  {doing.name:<32} {doing.presses:>3}  {shown(doing.keys)}"
        for place, doing in enumerate(SCRIPT, start=1)
    ]
    presses = sum(doing.presses for doing in SCRIPT)
    whole = f"{len(SCRIPT)} actions, {presses} presses, {presses / len(SCRIPT):.2f} each"
    return "\n".join(["", *lines, whole])


def shown(keys: tuple[str, ...]) -> str:
    """Return keys as they are printed on a keyboard; words as dots."""
    return " ".join(
        "..."
        if isinstance(key, Words)
        else key.capitalize()
        if len(key) > 1
        else key.replace(" ", "Space")
        for key in keys
    )


async def test_forty_actions_by_keys_alone(tmp_path: Path) -> None:
    assert len(SCRIPT) == 40
    with closing(prepared(tmp_path)) as acted:
        async with live(acted) as window:
            for doing in SCRIPT:
                await done(window, doing)
                assert doing.effect(window), (doing.name, window.bodies[-1], window.refused)
    print(table())
    assert sum(doing.presses for doing in SCRIPT) / len(SCRIPT) <= BUDGET
