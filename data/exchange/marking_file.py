"""The notes of a sealed sitting as a file for a second marker, and what the marker's screen reads.

The screen on the same machine is made from such a file as well: there is one door, and what the
assessor made of the sitting does not fit through it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from data.exchange.marking_errors import NotAMarkingFile
from data.exchange.marking_model import (
    DescriptorToMark,
    MarkingFile,
    Said,
    StatementToMark,
    read_file,
)
from data.record.instant import Instant
from data.record.state import Note, Question, SittingState
from data.record.text import clean
from data.rules.blinding import APPRENTICE, Masks, blinded, empty, in_order, left_out
from data.rules.sealed_facts import assessors
from data.standards.model import Descriptor, Standard

_NEVER = Instant(wall=0, tick=0, boot="")
"""Times of day are not given away: the phase clock says what matters."""


def marking_file(
    state: SittingState,
    sitting: str,
    names: Iterable[str],
    assessor: str = "",
    *,
    with_names: bool = False,
) -> MarkingFile:
    """Return what a second marker may see of a sitting.

    Args:
        state: The sitting, sealed.
        sitting: Its id.
        names: Of the apprentice: given names, then family name.
        assessor: Who assesses, as it is booked; who held the sitting is known from its record.
        with_names: Leave the apprentice's name in; the assessor's is taken out in any case.
    """
    given = tuple(names)
    masks = Masks(() if with_names else given, (assessor, *assessors(state)))
    blind, masked = blinded(state, masks)
    opened = state.opened
    return MarkingFile(
        sitting=sitting,
        head=state.last.hash,
        reference=opened.reference,
        version=opened.version,
        standard=opened.digest,
        title=state.standard.title,
        method=state.method.code,
        method_title=state.method.title,
        option=opened.option,
        apprentice=" ".join(given) if with_names else APPRENTICE,
        names_masked=None if with_names else masked,
        notes_left_out=left_out(state),
        phases={phase.code: phase.title for phase in state.method.phases},
        descriptors=tuple(_descriptor(state.standard, one) for one in state.criteria),
        said=tuple(_said(one) for one in in_order(blind)),
    ).sealed()


def _descriptor(standard: Standard, one: Descriptor) -> DescriptorToMark:
    ksbs = tuple(
        StatementToMark(code=code, text=standard.ksb_by_code[code].text) for code in one.ksbs
    )
    return DescriptorToMark(
        code=one.code, level=one.grade, text=one.text, statement=one.statement, ksbs=ksbs
    )


def _said(one: Note | Question) -> Said:
    what: Literal["question", "follow-up"] = "question"
    if isinstance(one, Question) and not one.main:
        what = "follow-up"
    note = one if isinstance(one, Note) else None
    return Said(
        what="note" if note else what,
        number=one.seq,
        phase=one.phase or "",
        clock_ms=one.clock_ms,
        recording_ms=note.recording_ms if note else None,
        text=clean(one.text, lines=True),
        verbatim=bool(note and note.verbatim),
        evidence=note.evidence if note else (),
    )


def read_marking_file(content: bytes) -> MarkingFile:
    """Read a marking file, and check that nothing in it was changed.

    Raises:
        NotAMarkingFile: It is none, or was changed.
    """
    file: MarkingFile = read_file(content, MarkingFile, NotAMarkingFile)
    return file


def paper(file: MarkingFile, standard: Standard) -> SittingState:
    """Return a marking file as a sitting that nobody has judged.

    Args:
        file: The marking file.
        standard: What it was assessed under, of the digest that the file names.

    Raises:
        NotAMarkingFile: The standard asks for other descriptors than the file.
    """
    try:
        state = empty(standard, file.method, file.option)
    except KeyError as error:
        raise NotAMarkingFile("its method is not one of the standard") from error
    if [one.code for one in state.criteria] != [one.code for one in file.descriptors]:
        raise NotAMarkingFile("its descriptors are not those of the standard")
    if not {one.phase for one in file.said} <= {phase.code for phase in state.method.phases}:
        raise NotAMarkingFile("it has notes of a phase that the standard does not know")
    notes = {one.number: _note(one) for one in file.said if one.what == "note"}
    questions = tuple(_question(one) for one in file.said if one.what != "note")
    return replace(state, notes=notes, questions=questions)


def _note(said: Said) -> Note:
    return Note(
        seq=said.number,
        text=said.text,
        marks=(),
        verbatim=said.verbatim,
        evidence=said.evidence,
        phase=said.phase,
        question=None,
        at=_NEVER,
        clock_ms=said.clock_ms,
        recording_ms=said.recording_ms,
    )


def _question(said: Said) -> Question:
    main = said.what == "question"
    return Question(said.number, said.text, main, (), None, said.phase, _NEVER, said.clock_ms)
