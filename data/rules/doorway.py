"""Doors from a pass descriptor that was heard to a higher one that is open.

A higher descriptor often demands more of the same KSBs: while the apprentice is on the subject, one
follow-up can reach it.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.record.entries import Body
from data.record.instant import Instant
from data.record.state import SittingState
from data.rules.asked_before import asked_at
from data.rules.coverage import Heard, coverage, descriptor_state
from data.rules.refused import Refused
from data.rules.remembered import per_state
from data.rules.talk_guards import ask
from data.standards.bank import Bank
from data.standards.model import Descriptor


@dataclass(frozen=True, slots=True)
class Door:
    """A way from what was heard to more."""

    beside: str
    """Code of the descriptor that was heard."""
    to: str
    """Code of the higher one that is open."""
    shared: tuple[str, ...]
    """KSBs that both list."""
    stem: str
    """Wording of the bank; empty where it has none."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A heard descriptor and an open higher one."""

    lower: Descriptor
    higher: Descriptor
    shared: tuple[str, ...]
    heard_at: int
    """Sequence number of the first mark that reached the lower one."""


def doors(state: SittingState, bank: Bank) -> tuple[Door, ...]:
    """Return one door for each open higher descriptor beside one that was heard.

    Args:
        state: Where the sitting stands.
        bank: The user's stems.
    """
    found: dict[str, Door] = {}
    for step in _steps(state):
        door = _door(state, step, bank)
        known = found.get(step.higher.code)
        if door is not None and (known is None or (door.stem and not known.stem)):
            found[door.to] = door
    return tuple(found.values())


def doorway(state: SittingState, bank: Bank) -> Door | None:
    """Return the door that has just opened; None where there is none.

    It opens when a descriptor of the lowest grade is heard for the first time, and closes with the
    next question: it is shown once, and never asked for again.

    Args:
        state: Where the sitting stands.
        bank: The user's stems.
    """
    asked = state.open_question
    if asked is None:
        return None
    fresh = [step for step in _steps(state) if step.heard_at > asked.seq]
    found = [(step.heard_at, _door(state, step, bank)) for step in fresh]
    opened = [(at, door) for at, door in found if door is not None]
    # What was heard last is what is being spoken of; the wording of the bank wins over none.
    return max(opened, key=lambda each: (each[0], bool(each[1].stem)))[1] if opened else None


def lift(state: SittingState, now: Instant, bank: Bank) -> tuple[Body, ...]:
    """Ask what leads through the door: a follow-up that is aimed at the higher descriptor.

    Args:
        state: The sitting.
        now: The present.
        bank: The user's stems.

    Raises:
        Refused: No door is open, or no follow-up can be asked.
    """
    door = doorway(state, bank)
    if door is None:
        raise Refused("No door is open now. One opens beside a pass descriptor that is just heard.")
    return ask(state, now, door.stem, main=False, aims=(door.to,))


def _door(state: SittingState, step: _Step, bank: Bank) -> Door | None:
    stem = bank.stem(step.lower.code, step.higher.code) or ""
    if stem and asked_at(state, stem):
        stem = ""
    if not step.shared and not stem:
        return None
    return Door(step.lower.code, step.higher.code, step.shared, stem)


@per_state
def _steps(state: SittingState) -> tuple[_Step, ...]:
    """Return every step from a heard descriptor of the lowest grade to an open higher one."""
    lowest = coverage(state).lowest
    missing = [d for d in state.criteria if d.grade != lowest.grade and _open(state, d)]
    heard = [
        (descriptor, _first_heard(state, descriptor))
        for descriptor in state.criteria
        if missing and descriptor.grade == lowest.grade and _credited(state, descriptor)
    ]
    return tuple(
        _Step(lower, above, _shared(lower, above), heard_at)
        for above in missing
        for lower, heard_at in heard
    )


def _open(state: SittingState, higher: Descriptor) -> bool:
    """Tell whether there is still something to ask towards a higher descriptor.

    A mark on a KSB that a lower descriptor lists as well says nothing about the higher demand on
    it. It shuts the door only where a question had been aimed at the higher descriptor.
    """
    if state.report.get(higher.code) or higher.code in state.standings:
        return False
    aimed = any(higher.code in question.aims for question in state.questions)
    return not aimed or descriptor_state(state, higher) is Heard.NOT_HEARD


def _credited(state: SittingState, descriptor: Descriptor) -> bool:
    return descriptor_state(state, descriptor) in (Heard.HEARD, Heard.SUFFICIENT)


def _shared(lower: Descriptor, higher: Descriptor) -> tuple[str, ...]:
    return tuple(code for code in higher.ksbs if code in lower.ksbs)


def _first_heard(state: SittingState, descriptor: Descriptor) -> int:
    """Return the sequence number of the first mark that reaches a descriptor."""
    told = (state.tellings.get(code) for code in (descriptor.code, *descriptor.ksbs))
    # Tellings stand in the order of the record: the first one is the oldest.
    return min(tellings[0].seq for tellings in told if tellings)
