"""What a task of the practice is, and how the record tells that it is done.

Pure functions of what was there when the task began and of what is there now.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from data.record.entries import (
    Body,
    ClockJumped,
    Deviation,
    GapJudged,
    Marked,
    Noted,
    QuestionAsked,
)
from data.record.instant import Instant
from data.record.state import SittingState

ALWAYS = (ClockJumped, Deviation, GapJudged)
"""Entries that no key of a task makes by itself."""


@dataclass(frozen=True)
class Seen:
    """What there is to see of a sitting."""

    state: SittingState
    hidden: bool = False
    """Whether everything but the clock is hidden."""


Done = Callable[[Seen, Seen], bool]
Fits = Callable[[Body], bool]
Show = Callable[[SittingState, Instant], tuple[Body, ...]]


@dataclass(frozen=True)
class Task:
    """One thing to do."""

    title: str
    """Two or three words, for the table."""
    happens: str
    """What happens, and what to do."""
    quickest: tuple[str, ...]
    """The way with the fewest keys: ids of actions, names of keys, and words that are typed."""
    done: Done
    """Tells from what was there at the begin, and from what is there, whether it is done."""
    fits: Fits = lambda body: False
    """Tells whether an entry belongs to the task, or leads to it."""
    show: Show = lambda state, now: ()
    """What is entered where the task is skipped, so that the sitting goes on."""
    at_ms: int = 0
    """What the clock of the phase shows when it begins; it leaps there."""


def more(name: str) -> Done:
    """Return what tells whether there is more of something in the state than before."""
    return lambda before, seen: len(getattr(seen.state, name)) > len(getattr(before.state, name))


def is_one_of(*kinds: type[Body]) -> Fits:
    """Return what tells whether an entry is of one of some kinds."""
    return lambda body: isinstance(body, kinds)


def signed(code: str, sign: str, *, on_note: bool = True) -> Done:
    """Return what tells whether a code has a new mark with a sign.

    Args:
        code: Of a descriptor or a KSB.
        sign: What the mark says.
        on_note: True for a mark on a note, False for a tick.
    """

    def done(before: Seen, seen: Seen) -> bool:
        return any(
            told.sign == sign
            and told.seq > before.state.last.seq
            and (told.note is not None) == on_note
            for told in seen.state.tellings.get(code, ())
        )

    return done


def tags(code: str, *signs: str) -> Fits:
    """Return what tells whether an entry is a note, or a mark of one code with one of some signs.

    Args:
        code: Of a descriptor or a KSB.
        signs: What the mark may say.
    """

    def fits(body: Body) -> bool:
        marks = body.marks if isinstance(body, Noted) else ()
        if isinstance(body, Marked):
            marks = (body.mark,)
        elif not isinstance(body, Noted):
            return False
        return all(mark.code == code and mark.sign in signs for mark in marks)

    return fits


def asks(main: bool) -> Fits:
    """Return what tells whether an entry is a main question, or a follow-up."""
    return lambda body: isinstance(body, QuestionAsked) and body.main is main


def asked(main: bool) -> Done:
    """Return what tells whether a main question, or a follow-up, was asked."""
    return lambda before, seen: any(
        question.main is main for question in seen.state.questions[len(before.state.questions) :]
    )


def told(before: Seen, seen: Seen) -> bool:
    """Tell whether an incident was kept and has words."""
    return any(incident.text for incident in seen.state.incidents[len(before.state.incidents) :])


def stands(before: Seen, seen: Seen) -> bool:
    """Tell whether the clock stands."""
    return seen.state.clock is not None and not seen.state.clock.running


def runs(before: Seen, seen: Seen) -> bool:
    """Tell whether the clock runs."""
    return seen.state.clock is not None and seen.state.clock.running
