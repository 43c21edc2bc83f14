"""What a second marker made of a marking file: read from a table or JSON, sealed, and taken back.

A marking speaks of one marking file, by its digest, and of one state of one record, by its head.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from data.exchange.marking_errors import NotAMarking
from data.exchange.marking_model import MarkedDescriptor, MarkingFile, MarkingJson, read_file
from data.record.journey.body import JourneyBody
from data.record.journey.quality_kinds import SecondJudged, SecondMarkingBegun, SecondMarkingDone
from data.record.state import SittingState
from data.record.text import clean
from data.rules import second_marking
from data.rules.demands import demand_words
from data.rules.journey_view import JourneyView
from data.rules.refused import Refused

COLUMNS = ("code", "met", "rationale", "notes")
"""Of a table of judgements; the last two may be left out."""

_WORDS = {"met": True, "yes": True, "true": True, "not met": False, "not-met": False}
_WORDS |= {"no": False, "false": False}
_LONGEST = 20_000


def read_table(text: str) -> list[MarkedDescriptor]:
    """Read judgements from a table: one line for each descriptor.

    Args:
        text: CSV with a heading: `code,met,rationale,notes`; notes are numbers with blanks between.

    Raises:
        Refused: With the first line that has no meaning.
    """
    try:
        lines = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise Refused(f"The table cannot be read ({error}). Save it as CSV again.") from error
    if not lines or not {"code", "met"} <= set(lines[0]):
        raise Refused(f"The table needs a heading with: {', '.join(COLUMNS)}.")
    return [_marked(number, line) for number, line in enumerate(lines, start=2)]


def _marked(number: int, line: dict[str, str | None]) -> MarkedDescriptor:
    """Return what one line of a table says."""
    met = _WORDS.get((line["met"] or "").strip().casefold())
    code = (line["code"] or "").strip().upper()
    notes = (line.get("notes") or "").split()
    if met is None or not 0 < len(code) <= 32:
        raise Refused(f"Line {number}: say a code, and `met` or `not met`.")
    if not all(note.isascii() and note.isdigit() and len(note) < 10 for note in notes):
        raise Refused(f"Line {number}: notes are numbers with blanks between, such as `12 31`.")
    return MarkedDescriptor(
        code=code,
        met=met,
        rationale=clean(line.get("rationale") or "", lines=True)[:_LONGEST],
        notes=tuple(int(note) for note in notes),
    )


def marking(
    file: MarkingFile,
    paper: SittingState,
    marker: str,
    judgements: Sequence[MarkedDescriptor],
    *,
    no_conflict: bool,
    unseen: bool | None = None,
) -> MarkingJson:
    """Return a marking, complete and sealed by its digest.

    Args:
        file: What was marked.
        paper: The same, as a sitting that nobody has judged.
        marker: Who judged.
        judgements: One for each descriptor.
        no_conflict: What the marker declares.
        unseen: Whether the marker declares to have seen nothing of what the assessor made of it.

    Raises:
        Refused: Nobody is named, a conflict is declared, a descriptor is missing, twice or unknown,
            a note is not in the file, or a rationale is missing.
    """
    person = demand_words(marker, "Say who marks: --marker NAME.")
    if not no_conflict:
        raise Refused(
            "A second marker declares to have no interest in the apprentice, the employer or the "
            "provider. Declare it, or let somebody else mark."
        )
    _demand_complete(paper, judgements)
    checked = {one.code: _checked(file, person, one) for one in judgements}
    grade = second_marking.graded(paper, checked).grade
    return MarkingJson(
        of=file.digest,
        sitting=file.sitting,
        head=file.head,
        marker=person,
        no_conflict=True,
        unseen=unseen,
        grade=str(grade),
        judgements=tuple(_json(checked[one.code]) for one in paper.criteria),
    ).sealed()


def _demand_complete(paper: SittingState, judgements: Sequence[MarkedDescriptor]) -> None:
    """Demand one judgement for each descriptor, on notes that are there."""
    codes, said = [one.code for one in paper.criteria], [one.code for one in judgements]
    twice = sorted({code for code in said if said.count(code) > 1})
    unknown = [clean(code) for code in said if code not in codes]
    missing = [code for code in codes if code not in said]
    for wrong, what in ((twice, "judged twice"), (unknown, "not judged here")):
        if wrong:
            raise Refused(f"{', '.join(wrong)}: {what}. Mend the judgements.")
    if missing:
        raise Refused(f"Not judged yet: {', '.join(missing)}. Judge every descriptor.")
    strange = sorted({note for one in judgements for note in one.notes} - paper.notes.keys())
    if strange:
        told = ", ".join(map(str, strange[:5]))
        raise Refused(f"There is no note {told} in the marking file. Use the numbers that it has.")


def _checked(file: MarkingFile, marker: str, one: MarkedDescriptor) -> SecondJudged:
    begun = SecondMarkingBegun(file.sitting, marker, file.head, file.digest)
    return second_marking.judged(begun, one.code, one.met, one.rationale, one.notes)


def _json(one: SecondJudged) -> MarkedDescriptor:
    met = bool(one.met)
    return MarkedDescriptor(code=one.code, met=met, rationale=one.rationale, notes=one.notes)


def read_marking(content: bytes) -> MarkingJson:
    """Read a marking, and check that nothing in it was changed.

    Raises:
        NotAMarking: It is none, or was changed.
    """
    found: MarkingJson = read_file(content, MarkingJson, NotAMarking)
    return found


def take(
    view: JourneyView, found: MarkingJson, paper: SittingState, assessors: Sequence[str]
) -> tuple[JourneyBody, ...]:
    """Return what is recorded when a marking comes back: begun, every judgement, done.

    Args:
        view: The assessment.
        found: The marking.
        paper: What was marked, as this store has it now.
        assessors: Who held the sitting.

    Raises:
        Refused: It is of another sitting, its record changed since, it was not given from here,
            somebody marked it already, or the judgements do not come to the grade that it names.
    """
    _demand_given(view, found)
    fresh = second_marking.begin(
        view,
        found.sitting,
        found.marker,
        no_conflict=found.no_conflict,
        assessors=assessors,
        digest=found.of,
        unseen=found.unseen,
    )
    newest = next((one for one in fresh if isinstance(one, SecondMarkingBegun)), None)
    begun = newest or second_marking.demand_open(view, found.sitting).begun
    _demand_complete(paper, found.judgements)
    said = tuple(
        second_marking.judged(begun, one.code, one.met, one.rationale, one.notes)
        for one in found.judgements
    )
    grade = str(second_marking.graded(paper, {one.code: one for one in said}).grade)
    if grade != found.grade:
        raise Refused(
            f"The judgements come to {grade}, the file says {clean(found.grade)}. "
            "Ask its marker for it again."
        )
    return (*fresh, *said, SecondMarkingDone(found.sitting, begun.marker, grade))


def _demand_given(view: JourneyView, found: MarkingJson) -> None:
    """Demand that a marking is of a file that was given from here, of the record as it still is."""
    attempt = second_marking.demand_attempt(view, found.sitting)
    if attempt.head != found.head:
        raise Refused(
            f"The record of {attempt.code} changed since it was given to "
            f"{clean(found.marker)}. Give it again: this marking speaks of another record."
        )
    given = [one.digest for one in view.state.quality.given if one.sitting == found.sitting]
    if found.of not in given:
        raise Refused("This marking is of a file that was not given from here. Ask who gave it.")
