"""Notes that hold nothing but a pointer at the portfolio: `see piece 7`. They support no judgement.

Specification, "Portfolio of Evidence Guidance": the portfolio underpins the professional discussion
and is never assessed by itself. What a note says about a piece, in a word of its own, is what was
heard; a number, a title or a link alone is not. The assessor is told, and never held up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from data.record.state import Note, SittingState
from data.rules.demands import before_live
from data.rules.remembered import per_state

ONLY_POINTS = "only points at the portfolio, which is never evidence by itself"
"""What is said of such a note, behind its name."""

_NAMES = frozenset({"portfolio", "portfolios", "piece", "pieces"})
"""Words that are a pointer by themselves."""

_BESIDE = (
    "see cf ref refer refers referred reference references evidence exhibit exhibits document "
    "documents doc appendix annex attachment attachments page pages p pp nr number numbers"
)
_POINT = _NAMES | frozenset(_BESIDE.split())
"""Words that make a pointer of a number; `12` alone may well be an answer."""

_SMALL = (
    "a an the this that these those it its is are was were in on at of for to from by with via per "
    "and or also as again above below both all here there please only etc ok shown shows show "
    "covered covers cover found find look looked check checked file files link links linked "
    "attached evidenced evidences his her their my our"
)
_FILLING = frozenset(_SMALL.split())
"""Words that say nothing of what was heard. `not` and `no` are none: they say a lot."""

_LINK = re.compile(
    r"\b(?:https?|file|ftp)://\S+|\bwww\.\S+|(?<!\S)\S+\.(?:pdf|docx?|xlsx?|pptx?|jpe?g|png|mp4|mov|zip)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_CODE = re.compile(r"[a-z]{1,2}[0-9]{1,2}")
"""A descriptor or a KSB: what the note is meant for, and not what was said."""
_NUMBER = re.compile(r"([0-9]{1,3})[a-z]?")
_WHOLE = sorted((word for word in _POINT if len(word) > 2), key=len, reverse=True)
"""Longer ones first; `p7` is a descriptor."""
_JOINED = re.compile(rf"\b(?:no\b\.?\s*|({'|'.join(_WHOLE)}))(?=[0-9])")
"""`no. 7` and `piece7`: the number stands by itself."""


@dataclass(frozen=True, slots=True)
class _Titles:
    """The titles of the pieces, made ready to be found in many notes."""

    words: frozenset[str]
    pattern: re.Pattern[str] | None
    """Any of them as whole words, longer ones first; None where there are none."""

    @classmethod
    def of(cls, titles: Iterable[str]) -> _Titles:
        split = {tuple(_WORD.findall(title.casefold())) for title in titles} - {()}
        longest = sorted(split, key=len, reverse=True)
        any_of = "|".join(r"[\W_]+".join(map(re.escape, words)) for words in longest)
        pattern = re.compile(rf"(?<![^\W_])(?:{any_of})(?![^\W_])") if split else None
        return cls(frozenset(word for words in split for word in words), pattern)

    def without(self, text: str) -> tuple[str, int]:
        """Return a text without the titles, and how many stood in it."""
        return self.pattern.subn(" ", text) if self.pattern else (text, 0)


def only_points(text: str, evidence: Iterable[str] = (), titles: Iterable[str] = ()) -> bool:
    """Tell whether a text holds nothing but pointers at a portfolio and words that fill.

    Args:
        text: Of a note, without its tags.
        evidence: Its pointers: `7` is a piece of the portfolio, `r12` a page of the report.
        titles: Of the pieces.
    """
    return _only_points(text, tuple(evidence), _Titles.of(titles))


def _only_points(text: str, evidence: tuple[str, ...], titles: _Titles) -> bool:
    if not all(pointer.isdecimal() for pointer in evidence):
        return False
    left, linked = _LINK.subn(" ", text)
    left = _JOINED.sub(r"\1 ", left.casefold())
    # Quick for nearly every note: it has a word that no title has either.
    if any(word not in titles.words for word in _WORD.findall(left) if not _says_nothing(word)):
        return False
    left, named = titles.without(left)
    words = _WORD.findall(left)
    if not all(map(_says_nothing, words)):
        return False
    numbered = any(_NUMBER.fullmatch(word) for word in words)
    if numbered and _POINT.isdisjoint(words):
        return False
    return bool(evidence or linked or named or numbered or not _NAMES.isdisjoint(words))


def _says_nothing(word: str) -> bool:
    known = word in _POINT or word in _FILLING
    return known or bool(_CODE.fullmatch(word) or _NUMBER.fullmatch(word))


@per_state
def pointing(state: SittingState) -> frozenset[int]:
    """Return the numbers of the notes that only point at the portfolio.

    Only in a method that a portfolio underpins, and only of what was noted once the apprentice was
    heard: nothing from before supports anything there.

    Args:
        state: The sitting.
    """
    if not state.method.portfolio_pieces:
        return frozenset()
    titles = _titles(state)
    return frozenset(seq for seq, note in state.notes.items() if _points(state, note, titles))


def last_points(state: SittingState) -> bool:
    """Tell whether the last note only points at the portfolio.

    Args:
        state: The sitting.
    """
    if not state.method.portfolio_pieces or not state.notes:
        return False
    return _points(state, state.notes[max(state.notes)], _titles(state))


def _titles(state: SittingState) -> _Titles:
    return _Titles.of(piece.title for piece in state.portfolio.values())


def _points(state: SittingState, note: Note, titles: _Titles) -> bool:
    return _only_points(note.text, note.evidence, titles) and not before_live(state, note)
