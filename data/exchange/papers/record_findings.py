"""What was heard and judged in a sitting, as blocks of the record form and of the trace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data.exchange.findings import unplaced
from data.exchange.papers.case import Held
from data.exchange.papers.model import Block, Facts, Heading, Paragraph, Row, Table
from data.exchange.papers.words import clock, span
from data.exchange.proceedings import standing
from data.record.entries import NoteSetAside
from data.record.state import Note, SittingState
from data.rules.judging import pointing_to, supporting
from data.rules.pointing import ONLY_POINTS, pointing
from data.rules.sealing import not_completed
from data.standards.model import Descriptor

VERDICTS = {True: "met", False: "NOT MET", None: "undecided"}
"""How a judgement is told."""
STAND_IN = "Statement; the text of the descriptor is not available."
SIGNS = (
    "Minutes are those of the phase. Heard as: the codes of the descriptors and statements that "
    "the assessor heard in it; + is sufficient, - speaks against it, ? is unclear."
)
"""What a stranger has to know to read notes."""
_NOTES = ("Minute", "Recording", "Time", "Note", "Heard as")
_SHARES = (15, 14, 12, 43, 16)


def blocks(held: Held) -> Iterator[Block]:
    """Return the blocks of the record form: notes, judgements, feedback."""
    state = held.state
    yield Heading("Evidence notes", 2)
    if state.notes:
        yield Paragraph(SIGNS, quiet=True)
    yield from notes(state, state.notes.values())
    yield from _pieces(state)
    yield Heading("Judgements", 2)
    if state.judgements or not not_completed(state):
        rows = tuple(_judged(state, descriptor) for descriptor in state.criteria)
        heads = ("Code", "Descriptor", "Judged", "Why, and on which notes")
        yield Table(heads, rows, (8, 48, 12, 32))
    else:
        yield Paragraph("Nothing is judged: the sitting was not completed.")
    yield from _loose(state)
    given = [(code or "On the whole", text) for code, text in state.feedback.items() if text]
    yield Heading("Feedback to the apprentice", 2)
    yield Facts(tuple(given)) if given else Paragraph("None was written.")


def notes(state: SittingState, found: Iterable[Note]) -> Iterator[Block]:
    """Return notes as a table: minute of the phase, counter of the recording, words, codes."""
    rows = tuple(_note(state, note) for note in found)
    yield Table(_NOTES, rows, _SHARES) if rows else Paragraph("None.")


def _note(state: SittingState, note: Note) -> Row:
    text = f"\u201c{note.text}\u201d" if note.verbatim else note.text
    pointers = f" ({', '.join(_pointer(one) for one in note.evidence)})" if note.evidence else ""
    marks = " ".join(f"{mark.code}{mark.sign}" for mark in note.marks)
    at = minute(state, note.phase, note.clock_ms)
    return (at, _recording(state, note), clock(note.at), text + pointers, marks)


def minute(state: SittingState, phase: str | None, clock_ms: int) -> str:
    """Return a minute with the phase that counts it, where the method has several."""
    titles = {one.code: one.title for one in state.method.phases}
    which = f"{titles.get(phase or '', '')} " if len(titles) > 1 else ""
    return f"{which}{span(clock_ms)}".strip()


def _pointer(pointer: str) -> str:
    if pointer.startswith("r"):
        return f"report, page {pointer[1:]}"
    return f"portfolio evidence {pointer}"


def _recording(state: SittingState, note: Note) -> str:
    if note.recording_ms is None:
        return "-"
    which = f"{note.segment}, " if state.segments > 1 else ""
    return f"{which}{span(note.recording_ms)}"


def _judged(state: SittingState, descriptor: Descriptor) -> Row:
    judged = state.judgements.get(descriptor.code)
    minutes = _minutes(state, supporting(state, descriptor))
    why = [judged.rationale if judged else ""]
    why += [f"Notes at {minutes}."] if minutes else ["No note supports it."]
    only = _minutes(state, pointing_to(state, descriptor))
    why += [f"No evidence: at {only} a note {ONLY_POINTS}."] if only else []
    why += ["Evidenced by the report."] if state.report.get(descriptor.code) else []
    stand_in = f"\n{STAND_IN}" if descriptor.statement else ""
    text = f"{descriptor.text}{stand_in}\n{descriptor.grade}; {', '.join(descriptor.ksbs)}"
    verdict = VERDICTS[judged.met if judged else None]
    return (descriptor.code, text, verdict, "\n".join(part for part in why if part))


def _minutes(state: SittingState, found: Iterable[Note]) -> str:
    return ", ".join(minute(state, note.phase, note.clock_ms) for note in found)


def _pieces(state: SittingState) -> Iterator[Block]:
    if not state.portfolio:
        return
    yield Heading("Portfolio evidence", 2)
    yield Paragraph("It may prompt questions; it is not assessed by itself.", quiet=True)
    rows = tuple(
        (str(piece.number), piece.title, ", ".join(piece.ksbs))
        for piece in state.portfolio.values()
    )
    yield Table(("No.", "Title", "Claims"), rows, (8, 60, 32))


def _loose(state: SittingState) -> Iterator[Block]:
    """Return the notes that support nothing, with the reason: none is left out silently."""
    reasons = {body.note: body.reason for _, body in standing(state, NoteSetAside)}
    rows = [
        (minute(state, note.phase, note.clock_ms), note.text, reasons.get(seq, ""))
        for seq, note in state.notes.items()
        if seq in state.set_aside
    ]
    only = pointing(state)
    rows += [
        (
            minute(state, note.phase, note.clock_ms),
            note.text,
            ONLY_POINTS if note.seq in only else "not reviewed yet",
        )
        for note in (() if not_completed(state) else unplaced(state))
    ]
    if rows:
        yield Heading("Notes that support no descriptor", 2)
        yield Table(("Minute", "Note", "Reason"), tuple(rows), (15, 55, 30))
