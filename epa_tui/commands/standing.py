"""Where sittings stand, for `epa-tui show`: gathered from the store, then written as text or JSON.

The grade is told as soon as it may be judged, and not before: a live screen never shows one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from data.exchange import findings, proceedings
from data.exchange.proceedings import Json
from data.record.instant import Instant, iso
from data.record.state import SittingState
from data.record.text import clean
from data.rules.counts import counted
from data.rules.coverage import coverage
from data.rules.grading import Overall, method_grade
from data.rules.judging import unlocked
from data.rules.sealing import missing_for_seal, not_completed
from data.rules.stage import stage_of
from data.store.rows import Assessment, AssessmentRow, Sitting, Way
from data.store.store import Store
from epa_tui.commands.chosen import read
from screens.wording import full_name, local, minutes_written, moment_written


@dataclass(frozen=True)
class Standing:
    """One sitting, as far as it has come."""

    sitting: Sitting
    state: SittingState | None
    """None where it has not begun."""
    ways: tuple[Way, ...]
    may_judge: bool = False


@dataclass(frozen=True)
class Shown:
    """What is to be shown."""

    assessment: Assessment
    sittings: tuple[Standing, ...]
    overall: Overall | None
    """The overall grade, provisional; None where nothing is graded."""
    now: Instant


def shown_of(store: Store, row: AssessmentRow, now: Instant, *, during: bool) -> Shown:
    """Gather where sittings stand.

    Args:
        store: Holds them.
        row: The assessment, with the sittings that are wanted.
        now: Decides how far a clock that is running has gone.
        during: True where the organisation allows judgements during a sitting.

    Raises:
        data.record.errors.RecordError: A record was changed.
        data.standards.errors.StandardError: The standard of a sitting is missing.
        data.store.errors.StoreError: The store cannot be read.
    """
    from epa_tui.results import overall_of

    standings = tuple(_standing(store, sitting, during) for sitting in row.sittings)
    graded = (one for one in reversed(standings) if one.sitting.grade)
    overall = next(
        (
            overall_of(store, one.state.standard, one.sitting, one.sitting.grade)
            for one in graded
            if one.state is not None
        ),
        None,
    )
    return Shown(row.assessment, standings, overall, now)


def _standing(store: Store, sitting: Sitting, during: bool) -> Standing:
    ways = store.ways(sitting.id)
    if not sitting.entries:
        return Standing(sitting, None, ways)
    state = read(store, sitting).state
    return Standing(sitting, state, ways, unlocked(state, during=during))


def as_json(shown: Shown) -> Json:
    """Return it as JSON; every key is always there."""
    return {
        "format": 1,
        "assessment": asdict(shown.assessment),
        "overall": findings.overall_json(shown.overall) if shown.overall else None,
        "sittings": [_sitting_json(one, shown.now) for one in shown.sittings],
    }


def _sitting_json(one: Standing, now: Instant) -> Json:
    sitting, state = one.sitting, one.state
    at = sitting.scheduled_at
    return {
        "id": sitting.id,
        "method": sitting.method,
        "attempt": sitting.attempt,
        "number": sitting.number,
        "scheduled_at": None if at is None else iso(at),
        "stage": str(stage_of(state)) if state else sitting.stage,
        "outcome": state.outcome if state else None,
        "phases": proceedings.phases(state, now) if state else [],
        "questions": _questions(state) if state else None,
        "coverage": _coverage(state) if state else [],
        "judgements": _judgements(state) if state else [],
        "undecided": list(method_grade(state).undecided) if state else [],
        "grade": findings.grade_json(method_grade(state)) if state and one.may_judge else None,
        "missing_for_seal": list(missing_of(state)) if state else [],
        "deviations": proceedings.deviations(state) if state else [],
        "incidents": proceedings.incidents(state) if state else [],
        "delivery": [_way_json(way) for way in one.ways],
    }


def _questions(state: SittingState) -> dict[str, int]:
    least = sum(phase.minimum_questions for phase in state.method.phases)
    return {"main": state.main_asked, "minimum": least, "follow_up": state.followups_asked}


def _coverage(state: SittingState) -> list[Json]:
    return [
        {
            "grade": grade.grade,
            "total": grade.total,
            "heard": grade.heard,
            "sufficient": grade.sufficient,
            "open": [descriptor.code for descriptor in grade.open],
            "from_report": [descriptor.code for descriptor in grade.from_report],
        }
        for grade in coverage(state).grades
    ]


def _judgements(state: SittingState) -> list[Json]:
    return [
        {"code": d.code, "met": state.judgements[d.code].met}
        for d in state.criteria
        if d.code in state.judgements
    ]


def _way_json(way: Way) -> Json:
    arrived = None if way.arrived_at is None else iso(way.arrived_at)
    return {**asdict(way), "arrived_at": arrived}


def missing_of(state: SittingState) -> tuple[str, ...]:
    """Return what keeps a sitting from being sealed; nothing where it is, or has no grade."""
    return () if state.sealed or not_completed(state) else missing_for_seal(state)


def as_text(shown: Shown) -> str:
    """Return it as lines that each say what they are."""
    assessment = shown.assessment
    option = f", option {assessment.option}" if assessment.option else ""
    lines = [
        f"Apprentice: {full_name(assessment)}, ULN {assessment.uln}",
        f"Standard: {assessment.reference} {assessment.version}{option}",
    ]
    if shown.overall:
        lines.append(f"Overall, provisional: {shown.overall.grade or 'open'}")
    blocks = [lines, *(list(_lines(one, shown.now)) for one in shown.sittings)]
    return clean("\n\n".join("\n".join(block) for block in blocks), lines=True)


def _lines(one: Standing, now: Instant) -> Iterator[str]:
    sitting, state = one.sitting, one.state
    at = sitting.scheduled_at
    yield f"Sitting: {sitting.id}"
    yield f"Method: {sitting.method}, {sitting.attempt} attempt".replace("re-sit attempt", "re-sit")
    yield f"When: {'no date yet' if at is None else moment_written(local(at))}"
    yield f"Stage: {stage_of(state) if state else sitting.stage}"
    if state is not None:
        yield from _heard_lines(state, now)
        yield from _judged_lines(state, one.may_judge)
        yield from (f"Deviation: {one.rule}: {one.text}" for one in state.deviations)
    for way in one.ways:
        told = f" ({way.told})" if way.told else ""
        yield f"Result, revision {way.revision}: {way.state} at {way.destination}{told}"


def _heard_lines(state: SittingState, now: Instant) -> Iterator[str]:
    for phase in state.method.phases:
        clock = state.phases.get(phase.code)
        if clock is None:
            yield f"Phase {phase.title}: not begun"
        else:
            used, of = minutes_written(clock.elapsed(now)), minutes_written(clock.allotted)
            yield f"Phase {phase.title}: {str(clock.state(now)).lower()}, {used} of {of} used"
    asked = _questions(state)
    yield (
        f"Questions: {asked['main']} main of at least {asked['minimum']}, "
        f"{counted(asked['follow_up'], 'follow-up')}"
    )
    for grade in coverage(state).grades:
        codes = ", ".join(d.code for d in grade.open)
        still = f"; not heard: {codes}" if codes else ""
        report = f"; {len(grade.from_report)} by the report" if grade.from_report else ""
        yield f"Heard for {grade.grade}: {grade.heard} of {grade.total}{report}{still}"


def _judged_lines(state: SittingState, may_judge: bool) -> Iterator[str]:
    """Tell the judgements so far, the grade they come to, and what the seal still waits for."""
    if may_judge:
        judged = _judgements(state)
        failed = [one["code"] for one in judged if one["met"] is False]
        told = f"; not met: {', '.join(failed)}" if failed else ""
        yield f"Judged: {len(judged)} of {len(state.criteria)}{told}"
        if judged:
            derived = method_grade(state)
            yield f"Grade: {derived.grade or 'open'}, {derived.reason}"
    yield from (f"Before the seal: {phrase}" for phrase in missing_of(state))
