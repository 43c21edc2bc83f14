"""The language of the note line: from what was typed to what it means.

A line is a note unless it begins with a sign of its own (`?`, `??`, `+`, `!`). Nothing is refused
by an exception: what cannot be understood stays in the text and is told as a problem in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from data.record.entries import Mark, QuestionPlanned
from data.record.text import clean
from data.rules.tags import Problem, Reading, plain
from data.rules.vocabulary import Vocabulary

NEARBY = 3
"""How many planned questions are named where a number is not among them."""

_KIND = re.compile(r"(?P<followup>\?\?\s*|\+(?:\s+|$))|(?P<question>\?\s*)|(?P<incident>!\s*)")
_PLANNED = re.compile(r"\?([0-9]{1,4})(?=[\s#]|$)")
_NO_PLAN: Mapping[int, QuestionPlanned] = MappingProxyType({})


class Kind(StrEnum):
    """What a line is."""

    NOTE = "note"
    QUESTION = "question"
    FOLLOWUP = "follow-up"
    PLANNED = "planned"
    INCIDENT = "incident"


@dataclass(frozen=True, slots=True)
class Capture:
    """What a line means."""

    kind: Kind
    text: str = ""
    """What is kept: the words as they were typed, without tags and pointers."""
    marks: tuple[Mark, ...] = ()
    """Codes of a note with their signs, each code once."""
    aims: tuple[str, ...] = ()
    """Codes that a question is aimed at, each once."""
    verbatim: bool = False
    """True where the whole note stood in double quotes; they are not part of the text."""
    evidence: tuple[str, ...] = ()
    """Pointers of a note: `7` is portfolio evidence 7, `r12` page 12 of the report."""
    planned: int | None = None
    """The number of the planned question."""
    problems: tuple[Problem, ...] = ()
    """In the order of the line; the words that they speak of are still in the text."""

    @property
    def empty(self) -> bool:
        """True for a note that says nothing at all."""
        return self.kind is Kind.NOTE and not (self.text or self.marks or self.evidence)


def kind_of(line: str) -> tuple[Kind, int]:
    """Tell what a line is by how it begins, and where its own words begin.

    Args:
        line: What was typed so far. A line that begins with a space is always a note.
    """
    sign = _KIND.match(line)
    if sign is None:
        return Kind.NOTE, 0
    return Kind[(sign.lastgroup or "").upper()], sign.end()


def parse(
    line: str,
    vocabulary: Vocabulary,
    planned: Mapping[int, QuestionPlanned] = _NO_PLAN,
    same: Sequence[Mark] = (),
) -> Capture:
    """Understand a line; never raises.

    A tag is `#` at the beginning of a word and a letter, then more of a code, and a sign or none;
    `#=` stands for the tags of the note before. A pointer is `@` there and a number. `##` and `@@`
    stand for the plain sign. A question keeps pointers as words; an incident keeps everything.

    Args:
        line: What was typed.
        vocabulary: The codes that may be typed in this sitting.
        planned: The planned questions under their numbers.
        same: Tags of the note before, which `#=` repeats.
    """
    typed = clean(line)
    number = _PLANNED.match(typed)
    if number:
        rest = Reading(vocabulary, typed, number.end(), True, same)
        # With more words after the number it is no planned question: `?3 days late, what then`.
        if not rest.text:
            return _planned(rest, int(number[1]), planned)
    kind, begin = kind_of(typed)
    if kind is Kind.INCIDENT:
        return Capture(kind, typed[begin:].strip())
    read = Reading(vocabulary, typed, begin, kind is not Kind.NOTE, same)
    if read.asking:
        return Capture(kind, read.text, aims=tuple(read.signs), problems=tuple(read.problems))
    return _note(read)


def written(capture: Capture) -> str:
    """Return a line that `parse` understands as `capture`: for a note that is to be amended.

    Args:
        capture: What the line shall mean. What its problems spoke of is written as plain words.
    """
    aims = (f"#{code}" for code in capture.aims)
    match capture.kind:
        case Kind.NOTE:
            return _written_note(capture)
        case Kind.INCIDENT:
            return f"! {capture.text}"
        case Kind.PLANNED:
            return _spaced(f"?{capture.planned}", aims)
        case kind:
            sign = "?" if kind is Kind.QUESTION else "??"
            return _spaced(f"{sign} {plain(capture.text, asking=True)}", aims)


def _note(read: Reading) -> Capture:
    words = _quoted(read.text)
    return Capture(
        Kind.NOTE,
        words or read.text,
        marks=tuple(Mark(code, sign) for code, sign in read.signs.items()),
        verbatim=words is not None,
        evidence=tuple(read.evidence),
        problems=tuple(read.problems),
    )


def _quoted(text: str) -> str | None:
    """Return what stands in double quotes, where that is the whole text."""
    if len(text) < 2 or text[0] not in '"“' or text[-1] not in '"”':
        return None
    inner = text[1:-1].strip()
    return inner if inner and not any(quote in inner for quote in '"“”') else None


def _planned(rest: Reading, number: int, planned: Mapping[int, QuestionPlanned]) -> Capture:
    """Return a planned question, word for word; tags after its number are aims as well."""
    problems = tuple(rest.problems)
    question = planned.get(number)
    if question is None:
        missing = Problem(0, rest.begin, _no_such_question(number, planned))
        problems = (missing, *problems)
        question = QuestionPlanned(number, "")
    aims = tuple(dict.fromkeys((*question.aims, *rest.signs)))
    return Capture(Kind.PLANNED, question.text, aims=aims, planned=number, problems=problems)


def _no_such_question(number: int, planned: Mapping[int, QuestionPlanned]) -> str:
    if not planned:
        return "No question is planned. Type ? and the words of the question."
    near = sorted(sorted(planned, key=lambda known: abs(known - number))[:NEARBY])
    known = ", ".join(str(known) for known in near)
    return f"There is no planned question {number}. Near it there is {known}; choose one."


def _written_note(note: Capture) -> str:
    words = plain(note.text, asking=False)
    tags = [f"#{mark.code}{mark.sign}" for mark in note.marks]
    pointers = [f"@{pointer}" for pointer in note.evidence]
    line = _spaced(f'"{words}"' if note.verbatim else words, [*tags, *pointers])
    # A leading space keeps a note a note.
    return f" {line}" if line[:1] in ("?", "!", "+") else line


def _spaced(words: str, tags: Iterable[str]) -> str:
    return " ".join(part for part in (words.strip(), *tags) if part)
