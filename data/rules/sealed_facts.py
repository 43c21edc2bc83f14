"""What quality assurance asks of a sealed sitting: who, when, how long, what stands out.

No name of an apprentice is in it. Sampling and drift are computed from these facts alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from data.record.entries import Entry, Sealed, TakenOver
from data.record.instant import Instant
from data.record.phase_clock import PhaseClock
from data.record.state import SittingState
from data.rules.grading import method_grade
from data.rules.refused import OVER_CEILING


@dataclass(frozen=True, slots=True)
class SealedFacts:
    """One sealed sitting."""

    sitting: str
    assessment: str
    method: str
    option: str | None
    assessor: str
    """Who held it at the end."""
    holds: bool
    """False while the seal is broken: it keeps its place in the order all the same."""
    grade: str
    """As its judgements have it now; empty while they leave it open."""
    failed: bool
    flags: tuple[str, ...]
    """Some of `data.standards.sampling_rules.FLAGS`."""
    first_sealed: int
    """When it was sealed for the first time: UTC, milliseconds since 1970."""
    seal: str
    """Hash of the entry of that seal: it depends on everything before it, and never changes."""
    began: datetime
    """Local time at which the first phase began."""
    descriptors: int
    met: int
    used_ms: int
    """What the phase clocks counted, all phases together."""
    main_questions: int
    phases: int
    extended: int
    """Phases in which the discretion was used."""


def first_seal(state: SittingState) -> Entry | None:
    """Return the entry of the first seal; None where there never was one."""
    return next((entry for entry in state.entries if isinstance(entry.body, Sealed)), None)


def sealed_facts(state: SittingState, sitting: str, assessment: str) -> SealedFacts | None:
    """Return the facts of a sitting; None where it was never sealed.

    Args:
        state: The sitting.
        sitting: Its id.
        assessment: Id of its assessment.
    """
    seal, clocks = first_seal(state), list(state.phases.values())
    if seal is None or not clocks:
        return None
    grade, now = method_grade(state).grade, state.last.at
    return SealedFacts(
        sitting=sitting,
        assessment=assessment,
        method=state.method.code,
        option=state.opened.option,
        assessor=_assessor(state),
        holds=state.sealed is not None,
        grade=grade or "",
        failed=grade == state.standard.fail,
        flags=tuple(_flags(state, clocks, now)),
        first_sealed=seal.at.wall,
        seal=seal.hash,
        began=min((clock.started for clock in clocks), key=lambda at: at.wall).local(),
        descriptors=len(state.criteria),
        met=sum(bool(one.met) for one in state.judgements.values()),
        used_ms=sum(clock.elapsed(now) for clock in clocks),
        main_questions=state.main_asked,
        phases=len(clocks),
        extended=sum(bool(clock.extended) for clock in clocks),
    )


def _assessor(state: SittingState) -> str:
    """Return who held the sitting at the end: the last who took it over, else who opened it."""
    return assessors(state)[-1]


def assessors(state: SittingState) -> tuple[str, ...]:
    """Return everybody who held a sitting, in order."""
    taken = [
        entry.body.assessor
        for entry in state.entries
        if isinstance(entry.body, TakenOver) and entry.seq not in state.undone
    ]
    return (state.opened.assessor, *(name for name in taken if name))


def _flags(state: SittingState, clocks: list[PhaseClock], now: Instant) -> list[str]:
    opened = state.opened
    over = any(remark.rule == OVER_CEILING for remark in state.deviations)
    found = {
        "over ceiling": over or any(clock.elapsed(now) > clock.ceiling for clock in clocks),
        "extension": any(clock.extended for clock in clocks),
        "deviation": bool(state.deviations),
        "reopened": state.seals > 1 or bool(state.reopenings),
        "withdrawn": state.withdrawals > 0,
        "second attempt": opened.attempt != "first",
        "exceptional": bool(opened.exceptional),
        "incident": bool(state.incidents),
        "handed over": len(assessors(state)) > 1,
    }
    return [flag for flag, true in found.items() if true]
