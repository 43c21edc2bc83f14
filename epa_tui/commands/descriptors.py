"""The descriptors of a sitting as `epa-tui judge --list` tells them: in words that can be read out.

Every line says what it is; nothing stands in columns.
"""

from __future__ import annotations

from collections.abc import Iterator

from data.exchange import findings
from data.exchange.proceedings import Json
from data.record.state import Note, SittingState
from data.record.text import clean
from data.rules.coverage import descriptor_state
from data.rules.demands import demand_descriptor
from data.rules.judging import pointing_to, proposal, supporting
from data.rules.pointing import ONLY_POINTS
from data.standards.model import Descriptor
from data.store.rows import Sitting
from epa_tui.commands.acting import as_typed
from screens.wording import minutes_written

_JUDGED = {True: "met", False: "not met", None: "undecided"}


def as_json(sitting: Sitting, state: SittingState) -> Json:
    """Return every descriptor with its judgement, its proposal and its notes.

    Args:
        sitting: Its booking.
        state: Where it stands.
    """
    told = zip(state.criteria, findings.descriptors(state), strict=True)
    return {
        "format": 1,
        "sitting": sitting.id,
        "descriptors": [
            {
                **plain,
                "heard": str(descriptor_state(state, descriptor)),
                "proposed": proposal(state, descriptor),
            }
            for descriptor, plain in told
        ],
    }


def as_text(state: SittingState, code: str = "") -> str:
    """Return descriptors as text.

    Args:
        state: Where the sitting stands.
        code: Only this one; all of them where empty.

    Raises:
        data.rules.refused.Refused: There is no such descriptor.
    """
    wanted = (demand_descriptor(state, as_typed(state, code)),) if code else state.criteria
    blocks = ["\n".join(_block(state, descriptor)) for descriptor in wanted]
    return clean("\n\n".join(blocks), lines=True)


def _block(state: SittingState, descriptor: Descriptor) -> Iterator[str]:
    judged = state.judgements.get(descriptor.code)
    word = _JUDGED[judged.met if judged else None]
    proposed = " Proposed: met." if proposal(state, descriptor) and not judged else ""
    heard = descriptor_state(state, descriptor)
    yield f"{descriptor.code}, {descriptor.grade}: {word}. In the sitting: {heard}.{proposed}"
    yield f"Text: {descriptor.text}"
    if descriptor.statement:
        yield "The text is a statement; the descriptor's own text is not available."
    known = state.standard.ksb_by_code
    yield from (f"{code}: {known[code].text}" for code in descriptor.ksbs)
    if state.report.get(descriptor.code):
        yield "The report evidences it."
    if judged and judged.rationale:
        yield f"Rationale: {judged.rationale}"
    if text := state.feedback.get(descriptor.code):
        yield f"Feedback: {text}"
    yield from (note_line(note) for note in supporting(state, descriptor))
    yield from (f"{note_line(note)} ({ONLY_POINTS})" for note in pointing_to(state, descriptor))


def note_line(note: Note) -> str:
    """Return a note on one line, with the number that commands take."""
    text = f'"{note.text}"' if note.verbatim else note.text
    tags = "".join(f" #{mark.code}{mark.sign}" for mark in note.marks)
    when = f"at {minutes_written(note.clock_ms)}" if note.phase else "beforehand"
    return f"Note {note.seq}, {when}: {' '.join(text.split())}{tags}"
