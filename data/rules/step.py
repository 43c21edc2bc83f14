"""What can be done in a part of the journey, said once for the screens and for the commands.

A step asks for a few things and gives what is to be recorded, or is refused. The form that asks
is drawn by `screens.step_form`, the command is made by `epa_tui.commands.journeying`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from data.record.journey.body import JourneyBody
from data.rules.journey_view import JourneyView
from data.rules.refused import Refused, about
from data.rules.sensible_days import refuse_unlikely

Kind = Literal["text", "day", "moment", "choice", "many", "yes", "whole", "file"]
"""What is asked for, given as `str`, `date`, local `datetime`, code, codes, `bool`, `int`, `Path`.

What may be left out and was is given as None; `text` as an empty text, `many` as no codes.
"""

Since = Literal["", "programme", "gateway"]
"""What a day follows: nothing that is known, the begin of the programme, or gateway."""

Given = Mapping[str, Any]
"""What was answered, by the names of the asks."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several answers."""

    code: str
    """What is typed on the command line, and given to the step."""
    words: str


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that a step asks for."""

    name: str
    """Small letters and hyphens: on the command line `--name`."""
    label: str
    """What stands before the field, at most 22 letters."""
    kind: Kind = "text"
    hint: str = ""
    """An example or a limit, in a few words."""
    needed: bool = True
    choices: tuple[Choice, ...] = ()
    """Of `choice` and `many`."""
    value: str = ""
    """What stands there at first, as it would be typed."""
    ahead: bool = False
    """Of `day` and `moment`: without a year the next such day, and not the last one that was."""
    since: Since = "programme"
    """Of `day` and `moment`: what it cannot come before (`data.rules.sensible_days`)."""


@dataclass(frozen=True, slots=True)
class Booking:
    """A sitting that a step books, or a new day for one."""

    method: str
    kind: str = "first"
    """`first`, `re-sit` or `re-take`."""
    number: int = 1
    at: datetime | None = None
    """Local time; None where there is no date yet."""
    place: str = ""
    exceptional: str = ""
    """Reference of exceptional circumstances; empty where there are none."""
    exact: bool = False
    """Whether no moment and no place mean none; else the sitting keeps those that it has."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step comes to: kept in one transaction."""

    bodies: tuple[JourneyBody, ...]
    """What happened, in order."""
    changes: Mapping[str, Any] = field(default_factory=dict)
    """Fields of the assessment that change with it: `gateway_on`, `extra_per_mille`."""
    bookings: tuple[Booking, ...] = ()
    told: str = ""
    """What to say of it; empty where the part's line says it all."""


def always(view: JourneyView) -> str:
    """Offer a step whatever stands."""
    del view
    return ""


def nothing_known(view: JourneyView, typed: Mapping[str, str]) -> Mapping[str, str]:
    """Say that a step changes nothing that stands already."""
    del view, typed
    return {}


@dataclass(frozen=True)
class Step:
    """One thing that can be done."""

    id: str
    """Part and verb: `gateway.accept`; the command is `epa-tui gateway accept`."""
    words: str
    """What it is called: `Accept gateway`."""
    told: str
    """What it does, in one sentence, for help and form."""
    asks: Callable[[JourneyView], Sequence[Ask]]
    """What it asks for. Names and kinds are the same whatever the assessment."""
    do: Callable[[JourneyView, Given], Outcome]
    """Raises `data.rules.refused.Refused` where it may not be done, and why."""
    closed: Callable[[JourneyView], str] = always
    """Why it cannot be done now; empty where it can."""
    known: Callable[[JourneyView, Mapping[str, str]], Mapping[str, str]] = nothing_known
    """What stands already of what it changes, by the names of the asks, as it would be typed; told
    by what was typed. A command that leaves an answer out leaves it as it stands."""

    @property
    def verb(self) -> str:
        """The second word of its command."""
        return self.id.partition(".")[2]

    def carry_out(self, view: JourneyView, given: Given) -> Outcome:
        """Return what the step comes to, however it was asked for.

        Args:
            view: The assessment.
            given: What was answered, by the names of the asks.

        Raises:
            Refused: It cannot be done now, or not so.
        """
        if reason := self.closed(view):
            raise Refused(reason)
        for ask in self.asks(view):
            if ask.kind in ("day", "moment") and given.get(ask.name):
                with about(ask.name):
                    refuse_unlikely(view, given[ask.name], ahead=ask.ahead, since=ask.since)
        return self.do(view, given)


Tone = Literal["", "good", "warn", "loud", "muted"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a part: what it is about, and what is known of it."""

    label: str
    """At most 22 letters."""
    words: str
    tone: Tone = ""


@dataclass(frozen=True)
class Part:
    """A part of the journey: where it stands, and what can be done."""

    key: str
    """The first word of its command: `gateway`."""
    title: str
    line: Callable[[JourneyView], Fact]
    """Where it stands, in a few words; its label is not shown."""
    facts: Callable[[JourneyView], Sequence[Fact]]
    """All that is known of it."""
    steps: tuple[Step, ...]
