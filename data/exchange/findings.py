"""What was found in a sitting, as JSON: descriptors with their judgements and notes, and the grade.

Parts of the result document and of `epa-tui record --json`: the trace from the grade to the
descriptor, to the note, to the minute.
"""

from __future__ import annotations

from data.exchange.proceedings import Json, entry_id, standing
from data.record.entries import NoteSetAside
from data.record.state import Note, SittingState
from data.rules.grading import MethodGrade, Overall
from data.rules.judging import supporting
from data.standards.model import Descriptor


def descriptors(state: SittingState) -> list[Json]:
    """Return every descriptor of the method and option, judged or not, in the plan's order."""
    return [_descriptor(state, descriptor) for descriptor in state.criteria]


def _descriptor(state: SittingState, descriptor: Descriptor) -> Json:
    judged = state.judgements.get(descriptor.code)
    return {
        "id": descriptor.id,
        "code": descriptor.code,
        "grade": descriptor.grade,
        "text": descriptor.text,
        "ksbs": list(descriptor.ksbs),
        "statement": descriptor.statement,
        "met": judged.met if judged else None,
        "rationale": judged.rationale if judged else "",
        "report_evidenced": state.report.get(descriptor.code),
        "marks": _marks(state, descriptor),
        "notes": [note_json(state, note) for note in supporting(state, descriptor)],
        "feedback": state.feedback.get(descriptor.code, ""),
    }


def _marks(state: SittingState, descriptor: Descriptor) -> list[Json]:
    """Return how the codes of a descriptor stand: its own, then its KSBs."""
    return [
        {"code": code, "sign": state.standings[code].sign, "times": state.standings[code].marks}
        for code in dict.fromkeys((descriptor.code, *descriptor.ksbs))
        if code in state.standings
    ]


def note_json(state: SittingState, note: Note) -> Json:
    """Return one note as it stands now."""
    return {
        "entry": entry_id(state, note.seq),
        "seq": note.seq,
        "at": note.at.iso(),
        "phase": note.phase,
        "question": note.question,
        "clock_ms": note.clock_ms,
        "recording_ms": note.recording_ms,
        "recording": note.segment if note.recording_ms is not None else None,
        "shifted_ms": note.shifted_ms,
        "text": note.text,
        "verbatim": note.verbatim,
        "evidence": list(note.evidence),
        "marks": [{"code": mark.code, "sign": mark.sign} for mark in note.marks],
    }


def notes_set_aside(state: SittingState) -> list[Json]:
    """Return the notes that were looked at and support nothing, with the reason."""
    reasons = {body.note: body.reason for _, body in standing(state, NoteSetAside)}
    return [
        {**note_json(state, note), "reason": reasons[seq]}
        for seq, note in state.notes.items()
        if seq in reasons
    ]


def other_notes(state: SittingState) -> list[Json]:
    """Return the notes that support nothing and were not set aside: none is left out silently."""
    return [note_json(state, note) for note in unplaced(state)]


def unplaced(state: SittingState) -> list[Note]:
    """Return the notes that support nothing and were not set aside; none once all is reviewed."""
    placed = {note.seq for found in state.criteria for note in supporting(state, found)}
    return [note for seq, note in state.notes.items() if seq not in placed | state.set_aside]


def grade_json(found: MethodGrade) -> Json:
    """Return the grade of the method and what it follows from."""
    return {"grade": found.grade, "reason": found.reason}


def overall_json(found: Overall) -> Json:
    """Return the overall grade, which stays provisional until the organisation confirms it."""
    return {
        "grade": found.grade,
        "rule": found.rule,
        "capped": found.capped,
        "provisional": True,
    }


def feedback(state: SittingState) -> Json:
    """Return the feedback for the apprentice: on the whole, and on single descriptors."""
    given = {code: text for code, text in state.feedback.items() if text}
    single = [{"code": code, "text": text} for code, text in given.items() if code]
    return {"whole": given.get("", ""), "descriptors": single}
