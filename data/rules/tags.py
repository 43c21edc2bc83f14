"""Tags and pointers among the words of a line, and the words that remain without them.

The inner half of the note line's language; `data.rules.capture` is the other half and the one that
is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from data.record.entries import Mark
from data.rules.vocabulary import LONGEST_CODE, Unknown, Vocabulary

SAME = "="
"""What stands behind the `#` for the same tags as those of the note before."""

SIGNS = "+-?"
"""What may follow a code: sufficient, counter-evidence, unclear."""

LAST_PAGE = 9999
"""The highest page of a report that can be pointed at."""

OPENING = '("[“'
"""What may stand between a space and a tag."""

CLOSING = ".,;:!?)]}\"”'\u2019…"
"""What may stand between a tag and a space; it stays with the words."""

# Possessive: a long line of signs costs as many steps as it has characters, not their square.
_TAG = r"#(?:=|[A-Za-z][A-Za-z0-9+?-]*+)"
_POINTER = r"@[rR]?[0-9]++"
_END = rf"[{re.escape(CLOSING)}]*+"
_WORD = re.compile(rf"(?<![^\s{re.escape(OPENING)}])[#@]\S*")
_CHAIN = re.compile(rf"((?:{_TAG}|{_POINTER})++){_END}")
_PIECE = re.compile(rf"{_TAG}|{_POINTER}")
_LOOKS_SPECIAL = re.compile(rf"#+(?=[A-Za-z]|=(?:[#@{re.escape(CLOSING)}]|$))|@+(?=[rR]?[0-9])")
_NOTHING_BEFORE = "No note before has tags to repeat. Type a code, or ##= where #= is meant."
_BRACKETS = ("()", "[]")


@dataclass(frozen=True, slots=True)
class Problem:
    """A part of a line that cannot be taken as it stands."""

    start: int
    """Place of its first character in the line, from 0."""
    end: int
    """Place after its last character."""
    sentence: str
    """Says what is wrong and what to do."""


@dataclass
class Reading:
    """What the words of a line hold."""

    vocabulary: Vocabulary
    line: str
    begin: int
    """Where its words begin, after the sign of the line."""
    asking: bool
    """True for a question: its tags are aims and carry no sign, its pointers are words."""
    same: Sequence[Mark] = ()
    """Tags of the note before: what `#=` stands for."""
    text: str = field(init=False)
    """The words that remain."""
    signs: dict[str, str] = field(init=False, default_factory=dict)
    """The sign of each code that was tagged."""
    evidence: dict[str, None] = field(init=False, default_factory=dict)
    """Every pointer, in the order of the line."""
    problems: list[Problem] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self._taken: list[tuple[int, int]] = []
        self._doubled: list[int] = []
        self._as_before = False
        for word in _WORD.finditer(self.line[self.begin :]):
            self._word(word[0], self.begin + word.start())
        for code, sign in self.same if self._as_before else ():
            # What this line says of a code itself is said of this moment: it comes first.
            self.signs[code] = self.signs.get(code) or ("" if self.asking else sign)
        self.text = _remaining(self.line, self.begin, self._taken, self._doubled)

    def _word(self, word: str, at: int) -> None:
        special = _LOOKS_SPECIAL.match(word)
        if not special or (self.asking and word[0] == "@"):
            return
        chain = _CHAIN.fullmatch(word)
        if len(special[0]) > 1:
            self._doubled.append(at)
        elif chain and not (self.asking and "@" in chain[1]):
            for piece in _PIECE.finditer(chain[1]):
                self._piece(piece[0], at + piece.start())
        elif word[0] == "#":
            self.problems.append(Problem(at, at + len(word), _not_a_tag(word)))

    def _piece(self, piece: str, at: int) -> None:
        """Take one tag or pointer, or tell what is wrong with it."""
        if self.asking:
            # The question mark after an aim belongs to the question.
            piece = piece.rstrip("?")
        wrong = self._pointer(piece[1:]) if piece[0] == "@" else self._tag(piece[1:])
        if wrong:
            self.problems.append(Problem(at, at + len(piece), wrong))
        else:
            self._taken.append((at, at + len(piece)))

    def _tag(self, typed: str) -> str | None:
        if typed == SAME:
            self._as_before = True
            return "" if self.same else _NOTHING_BEFORE
        name, sign = _parted(typed, self.vocabulary)
        code = self.vocabulary.resolve(name)
        if isinstance(code, Unknown):
            return code.sentence
        if len(sign) > 1:
            return f"{code} has the signs {sign[:3]}. Keep one: + sufficient, - counter, ? unclear."
        if sign and self.asking:
            return f"A question is aimed at {code} without a sign. Give the {sign} to the answer."
        before = self.signs.get(code, "")
        if before and sign and before != sign:
            return f"{code} is marked {before} and {sign} in one note. Keep one of the two."
        self.signs[code] = sign or before
        return None

    def _pointer(self, typed: str) -> str | None:
        page = typed[0] in "rR"
        digits = typed.lstrip("rR").lstrip("0")
        method = self.vocabulary.method
        last = (LAST_PAGE if method.report_is_evidence else 0) if page else method.portfolio_pieces
        # Compared by length first: a number of thousands of digits is never converted.
        if not digits or len(digits) > len(str(last)) or int(digits) > last:
            return _out_of_range(f"@{typed[:LONGEST_CODE]}", method.code, page, last)
        self.evidence[f"r{digits}" if page else digits] = None
        return None


def plain(text: str, *, asking: bool) -> str:
    """Return words with their `#` and `@` doubled where they would be read as tags or pointers.

    Args:
        text: Words that shall stay words.
        asking: True for a question, whose pointers are words anyway.
    """

    def doubled(word: re.Match[str]) -> str:
        kept = not _LOOKS_SPECIAL.match(word[0]) or (asking and word[0][0] == "@")
        return word[0] if kept else word[0][0] + word[0]

    return _WORD.sub(doubled, text)


def _parted(typed: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """Return the code and the sign of a tag; a code may itself end with a hyphen."""
    for end in (len(typed), len(typed) - 1):
        if vocabulary.knows(typed[:end]) and typed[end:] in ("", *SIGNS):
            return typed[:end], typed[end:]
    name = typed.rstrip(SIGNS)
    return name, typed[len(name) :]


def _not_a_tag(word: str) -> str:
    shown = word if len(word) <= LONGEST_CODE else f"{word[:LONGEST_CODE]}..."
    return f"{shown} is not a tag. Put a space after the code, or type ## where a plain # is meant."


def _out_of_range(shown: str, method: str, page: bool, last: int) -> str:
    what = "report" if page else "portfolio"
    if not last:
        return f"{method} has no {what} to point at. Leave it out, or type @{shown} for words."
    parts = "pages of the report" if page else "pieces of the portfolio"
    way_out = f"Correct it, or type @{shown} for words."
    return f"{shown} is out of range: the {parts} are counted from 1 to {last}. {way_out}"


def _remaining(line: str, begin: int, taken: list[tuple[int, int]], doubled: list[int]) -> str:
    """Return the words from `begin` on without the tags, and with one sign of each doubled one."""
    cuts = [(at, at + 1, "") for at in doubled]
    cuts += [_widened(line, begin, start, end) for start, end in _neighbours(line, taken)]
    parts, at = [], begin
    for start, end, gap in sorted(cuts):
        parts += [line[at:start], gap]
        at = max(at, end)
    return "".join((*parts, line[at:])).strip()


def _neighbours(line: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans with those joined that have nothing but space between them."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and not line[joined[-1][1] : start].strip():
            start = joined.pop()[0]
        joined.append((start, end))
    return joined


def _widened(line: str, begin: int, start: int, end: int) -> tuple[int, int, str]:
    """Return a span with the brackets and the space around it, and what to put in its place."""
    if start > begin and line[start - 1 : start] + line[end : end + 1] in _BRACKETS:
        start, end = start - 1, end + 1
    left = begin + len(line[begin:start].rstrip())
    right = len(line) - len(line[end:].lstrip())
    before, after = left < start, right > end
    opened = not before and line[left - 1 : left] in OPENING
    closed = not after and line[right : right + 1] in CLOSING
    gap = " " if (before or after) and not opened and not closed else ""
    return left, right, gap
