"""What a second marker may see of a sitting: the evidence as it was said, and nothing made of it.

Tags, signs, ticks, judgements, rationales, grade, feedback and the assessor's name are left out,
and so is what was noted outside of the phases: that is thought about the sitting, not said in it.
A note stands as it was when the last phase ended: who corrects one while judging says in it what
was made of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from data.record.entries import NoteAmended, Noted, Opened, PhaseEnded
from data.record.state import Note, Question, SittingState
from data.standards.model import Standard

APPRENTICE, ASSESSOR = "[apprentice]", "[assessor]"
"""What stands in the place of a name."""

_WHOLE = 3
"""Letters from which on a part of a name is found in any case; shorter ones as they are written."""


@dataclass(frozen=True, slots=True)
class Masks:
    """Names that are not shown.

    Names in notes are found as words. A nickname, a typing error or a name of somebody else stays:
    it is done as well as it can be, and whoever gives the file away is told so.
    """

    apprentice: tuple[str, ...] = ()
    assessor: tuple[str, ...] = ()

    def over(self, text: str) -> tuple[str, int]:
        """Return a text without the names, and how often one stood in it."""
        count = 0
        for names, word in ((self.apprentice, APPRENTICE), (self.assessor, ASSESSOR)):
            pattern = _pattern(names)
            if pattern is not None:
                text, found = pattern.subn(word, text)
                count += found
        return text, count


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds names and their parts, longer ones first; None where there are none."""
    parts = {part for name in names for part in (name.strip(), *re.split(r"[\s\-]+", name))}
    found = sorted((part for part in parts if len(part) > 1), key=lambda part: (-len(part), part))
    if not found:
        return None
    any_case = [f"(?i:{re.escape(part)})" for part in found if len(part) >= _WHOLE]
    as_written = [re.escape(part) for part in found if len(part) < _WHOLE]
    return re.compile(rf"(?<!\w)(?:{'|'.join((*any_case, *as_written))})(?!\w)")


def blinded(state: SittingState, masks: Masks) -> tuple[SittingState, int]:
    """Return a sitting as a second marker sees it, and how many names were masked in it.

    It is made anew and holds what is named here, nothing else: no judgements, no tags, no entries.

    Args:
        state: The sitting, sealed.
        masks: Names that are not shown; none where they may be.
    """
    notes, in_notes = _notes(state, masks)
    questions, in_questions = _questions(state, masks)
    under = state.opened
    paper = empty(state.standard, under.method, under.option)
    blind = replace(paper, notes=notes, questions=questions, recording=state.recording)
    return blind, in_notes + in_questions


def empty(standard: Standard, method: str, option: str | None) -> SittingState:
    """Return a sitting of which nothing is known but what is judged in it.

    Args:
        standard: The standard.
        method: Code of the method.
        option: Code of the option.
    """
    return SittingState(
        standard=standard,
        opened=Opened(standard.reference, standard.version, "", method, option),
        method=standard.method(method),
        criteria=standard.criteria(method, option),
    )


def _notes(state: SittingState, masks: Masks) -> tuple[dict[int, Note], int]:
    notes, masked, late = {}, 0, _corrected_late(state)
    for seq, note in sorted(state.notes.items()):
        if note.phase is None:
            continue
        said = late.get(seq, note)
        text, count = masks.over(said.text)
        masked += count
        pointers = said.evidence
        notes[seq] = replace(note, text=text, marks=(), verbatim=said.verbatim, evidence=pointers)
    return notes, masked


def _questions(state: SittingState, masks: Masks) -> tuple[tuple[Question, ...], int]:
    questions, masked = [], 0
    for question in state.questions:
        text, count = masks.over(question.text)
        masked += count
        questions.append(replace(question, text=text, aims=(), planned=None, parked=None))
    return tuple(questions), masked


def left_out(state: SittingState) -> int:
    """Return how many notes were made outside of the phases, and are not shown."""
    return sum(note.phase is None for note in state.notes.values())


def corrected_late(state: SittingState) -> int:
    """Return how many notes were corrected after the last phase; they are shown as they were."""
    return len(_corrected_late(state))


def _corrected_late(state: SittingState) -> dict[int, Noted | NoteAmended]:
    """Return, by note, what it said at the end of the last phase where it was corrected since."""
    held = [entry for entry in state.entries if entry.seq not in state.undone]
    over = max((entry.seq for entry in held if isinstance(entry.body, PhaseEnded)), default=0)
    before, late = dict[int, Noted | NoteAmended](), set[int]()
    for entry in held:
        if isinstance(entry.body, Noted):
            before[entry.seq] = entry.body
        elif isinstance(entry.body, NoteAmended) and entry.seq < over:
            before[entry.body.note] = entry.body
        elif isinstance(entry.body, NoteAmended):
            late.add(entry.body.note)
    return {seq: before[seq] for seq in late if state.notes[seq].phase is not None}


def in_order(state: SittingState) -> Sequence[Note | Question]:
    """Return what was asked and what was noted, in the order in which it was said."""
    phases = [phase.code for phase in state.method.phases]
    said: list[Note | Question] = [*state.questions, *state.notes.values()]
    return sorted(said, key=lambda one: (phases.index(one.phase or ""), one.clock_ms, one.seq))
