"""The result document of a sealed sitting, and the document that withdraws one.

One immutable revision for each seal: a change gives a new revision that names the one it
supersedes. The envelope is a CloudEvents 1.0 object; ids, subject and file names hold no name of a
person.
"""

from __future__ import annotations

import uuid
from urllib.parse import quote

from data.exchange import findings, handovers, proceedings
from data.exchange.conduct import conduct
from data.exchange.days import deadlines
from data.exchange.errors import GradesDisagree, NotSealed
from data.exchange.proceedings import Json
from data.record.entries import Entry, Sealed
from data.record.head import DeviceKey
from data.record.instant import Instant, iso
from data.record.state import SittingState
from data.rules.grading import Overall, method_grade
from data.standards.own_holidays import NO_OWN, OwnHolidays
from data.store.rows import Assessment, Sitting

RESULT_TYPE = "epa-tui.result.v1"
"""Type of the event that carries a result; the number is that of its shape."""

WITHDRAWAL_TYPE = "epa-tui.withdrawal.v1"
"""Type of the event that takes a result back."""

SCHEMA = "urn:epa-tui:schema:result-1"
"""Identifier of the schema that both documents follow."""

_SPACE = uuid.UUID("6e2f7a0c-5a0e-5c5f-9b1c-0d2f3f6b7a11")


def result_document(
    state: SittingState,
    assessment: Assessment,
    sitting: Sitting,
    *,
    device: DeviceKey,
    revision: int,
    supersedes: str | None,
    overall: Overall,
    demonstration: bool = False,
    holidays: OwnHolidays = NO_OWN,
) -> Json:
    """Make the result document of a sealed sitting.

    The same arguments give the same document: nothing in it comes from a clock.

    Args:
        state: The sitting, with its seal.
        assessment: Whose it is.
        sitting: Its booking.
        device: Key of the device that seals; it signs the head of the record.
        revision: 1 for the first seal, one more for each later one.
        supersedes: Id of the former revision's document; None for the first.
        overall: The overall grade as far as it is known.
        demonstration: True where the store holds invented apprentices.
        holidays: The user's own table of holidays, as it stands at the seal.

    Raises:
        NotSealed: The sitting has no seal.
        GradesDisagree: The seal says another grade than the judgements give.
    """
    entry, seal = _seal(state)
    data = {
        **_revision(state, sitting, revision, supersedes, demonstration),
        "record": _record(state, sitting, device),
        **_parties(state, assessment, sitting),
        **_course(state, entry.at),
        **_outcome(state, overall),
        "seal": {"at": entry.at.iso(), "number": state.seals, "declaration": seal.declaration},
        "deadlines": deadlines(state, entry.at, holidays),
    }
    return _envelope(RESULT_TYPE, sitting, device.name, revision, entry.at, data)


def withdrawal_document(
    state: SittingState,
    sitting: Sitting,
    now: Instant,
    *,
    device: DeviceKey,
    revision: int,
    supersedes: str,
    reason: str,
    demonstration: bool = False,
) -> Json:
    """Make the document that takes the result of a sitting back.

    It is a revision like any other and holds no personal data beyond what the reason says.

    Args:
        state: The sitting.
        sitting: Its booking.
        now: When it is withdrawn.
        device: Key of the device that withdraws.
        revision: One more than that of the document taken back.
        supersedes: Id of the document taken back.
        reason: Why.
        demonstration: True where the store holds invented apprentices.
    """
    data = {
        **_revision(state, sitting, revision, supersedes, demonstration),
        "record": _record(state, sitting, device),
        "reason": reason,
    }
    return _envelope(WITHDRAWAL_TYPE, sitting, device.name, revision, now, data)


def document_id(sitting: str, revision: int, device: str) -> str:
    """Return the id of a revision: another device that seals the same sitting gets another."""
    return str(uuid.uuid5(_SPACE, f"{sitting}|{revision}|{device}"))


def source(device: str) -> str:
    """Return where the documents of a device say that they come from.

    Args:
        device: Its name.
    """
    return f"urn:epa-tui:device:{quote(device, safe='')}"


def _envelope(
    kind: str, sitting: Sitting, device: str, revision: int, at: Instant, data: Json
) -> Json:
    return {
        "specversion": "1.0",
        "id": document_id(sitting.id, revision, device),
        "source": source(device),
        "type": kind,
        "subject": sitting.id,
        "time": at.iso(),
        "datacontenttype": "application/json",
        "dataschema": SCHEMA,
        "data": data,
    }


def _seal(state: SittingState) -> tuple[Entry, Sealed]:
    """Return the entry of the seal and what it says."""
    entry = state.graded
    if entry is None or not isinstance(entry.body, Sealed):
        raise NotSealed
    derived = method_grade(state).grade
    if entry.body.grade != (derived or ""):
        raise GradesDisagree(entry.body.grade, derived)
    return entry, entry.body


def _revision(
    state: SittingState, sitting: Sitting, revision: int, supersedes: str | None, demo: bool
) -> Json:
    """Return what every revision has: its place among them, and the standard."""
    return {
        "revision": revision,
        "supersedes": supersedes,
        "demonstration": demo,
        "assessment": sitting.assessment_id,
        "standard": _standard(state),
        "method": {"code": state.method.code, "title": state.method.title},
    }


def _record(state: SittingState, sitting: Sitting, device: DeviceKey) -> Json:
    """Return the anchor of the record outside of the laptop: its head, signed by the device."""
    head = device.sign_head(sitting.id, state.last.seq, state.last.hash)
    return {
        "sequence": head.seq,
        "head": head.hash,
        "device_key": head.device_key,
        "signature": head.signature,
    }


def _standard(state: SittingState) -> Json:
    standard, opened = state.standard, state.opened
    status = standard.criteria_status(opened.method, opened.option)
    gap = standard.criteria_gaps.get(opened.option or "") if status == "statements" else None
    return {
        "reference": opened.reference,
        "version": opened.version,
        "digest": opened.digest,
        "title": standard.title,
        "level": standard.level,
        "lars_code": standard.lars_code,
        "criteria_status": status,
        "criteria_gap": gap,
    }


def _parties(state: SittingState, assessment: Assessment, sitting: Sitting) -> Json:
    """Return who was assessed by whom, for whom, under which conditions."""
    opened = state.opened
    return {
        "apprentice": {
            "uln": assessment.uln,
            "family_name": assessment.family_name,
            "given_names": assessment.given_names,
        },
        "employer": assessment.employer,
        "provider": assessment.provider,
        "assessor": {"name": handovers.assessor_of(state) or assessment.assessor},
        "option": proceedings.option(state),
        "attempt": {
            "kind": opened.attempt,
            "number": opened.number,
            "exceptional": opened.exceptional,
        },
        "adjustment": {
            "extra_per_mille": opened.extra_per_mille,
            "breaks": opened.breaks,
            "reference": opened.adjustment_reference,
        },
        "booking": {
            "scheduled_at": _scheduled(sitting),
            "place": sitting.place,
            "gateway_on": assessment.gateway_on or None,
            "epa_ends_on": assessment.epa_ends_on or None,
        },
    }


def _scheduled(sitting: Sitting) -> str | None:
    return None if sitting.scheduled_at is None else iso(sitting.scheduled_at)


def _course(state: SittingState, sealed: Instant) -> Json:
    """Return how the sitting went."""
    return {
        "checks": proceedings.checks(state),
        "recording": proceedings.recording(state),
        "phases": proceedings.phases(state, sealed),
        "clock_jumps": proceedings.clock_jumps(state),
        "questions": proceedings.questions(state),
        "portfolio": proceedings.portfolio(state),
        "incidents": proceedings.incidents(state),
        "deviations": proceedings.deviations(state),
        "ended": proceedings.ended(state),
        "reopenings": proceedings.reopenings(state),
        **conduct(state),
        **handovers.told(state),
    }


def _outcome(state: SittingState, overall: Overall) -> Json:
    """Return what was found, and the grades that follow."""
    return {
        "descriptors": findings.descriptors(state),
        "notes_set_aside": findings.notes_set_aside(state),
        "other_notes": findings.other_notes(state),
        "grade": findings.grade_json(method_grade(state)),
        "overall": findings.overall_json(overall),
        "feedback": findings.feedback(state),
    }
