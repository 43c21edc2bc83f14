"""Tags that complete as they are typed, from the codes and from words behind the codes.

Called at every key while the cursor stands in a tag, so it looks words up in the vocabulary's
index and never reads a text.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from data.record.entries import Mark
from data.record.text import clean
from data.rules.capture import Kind, kind_of
from data.rules.tags import OPENING, SAME
from data.rules.vocabulary import Vocabulary

MOST = 6
"""How many completions are offered at the most."""

SHORTEST_WORD = 2
"""Letters from which on words are searched: one letter means a code."""

_TYPED = re.compile(r"=?[A-Za-z0-9-]*")
_BEGUN = re.compile(rf"(?<![^{re.escape(OPENING)}])[#@].*")
"""A word from where its tags begin, as the note line reads it."""
_TAGS_BEFORE = re.compile(r"(?:#=|#[A-Za-z][A-Za-z0-9+?-]*+)*+")


@dataclass(frozen=True, slots=True)
class Completion:
    """One way to go on with the tag under the cursor."""

    start: int
    """Where the replaced part begins in the line: at its `#`."""
    end: int
    """Where the replaced part ends; a sign after it stays."""
    insert: str
    """What takes its place: `#P4`."""
    label: str
    """The code and the text behind it."""


def complete(
    line: str,
    cursor: int,
    vocabulary: Vocabulary,
    heard: Container[str] = frozenset(),
    same: Sequence[Mark] = (),
) -> tuple[Completion, ...]:
    """Return completions of the tag in which the cursor stands; none outside of a tag.

    The tags of the note before come first where no letter is typed; then the code typed in full,
    codes that begin so, and codes whose text has a word that begins so. Among equals those not
    heard yet come first.

    Args:
        line: What was typed.
        cursor: Place in the line, from 0.
        vocabulary: The codes that may be typed in this sitting.
        heard: Codes that were heard already.
        same: Tags of the note before.
    """
    cursor = max(0, min(cursor, len(line)))
    start = _tag_start(clean(line[:cursor]))
    if start is None:
        return ()
    rest = _TYPED.match(line, cursor)
    end = rest.end() if rest else cursor
    typed = line[start + 1 : cursor]
    found = [
        Completion(start, end, f"#{code}", f"{code} {vocabulary.texts[code]}")
        for code in _candidates(typed, vocabulary, heard)
    ]
    if same and typed in ("", SAME):
        marks = " ".join(f"{mark.code}{mark.sign}" for mark in same)
        label = f"#{SAME} the tags of the note before: {marks}"
        found.insert(0, Completion(start, end, f"#{SAME}", label))
    return tuple(found[:MOST])


def _tag_start(before: str) -> int | None:
    """Return where the tag begins in which a line ends; None where it ends in none."""
    kind, begin = kind_of(before)
    begun = _BEGUN.search(re.split(r"\s", before[begin:])[-1])
    if kind is Kind.INCIDENT or begun is None:
        return None
    tags, sign, typed = begun[0].rpartition("#")
    if not sign:
        return None
    if not _TAGS_BEFORE.fullmatch(tags) or not _TYPED.fullmatch(typed):
        return None
    return len(before) - len(typed) - 1


def _candidates(typed: str, vocabulary: Vocabulary, heard: Container[str]) -> list[str]:
    """Return the codes that `typed` may become, best first."""
    beginning = typed.casefold()
    ranks = {
        code: int(name != beginning)
        for name, code in vocabulary.names.items()
        if name.startswith(beginning)
    }
    if len(typed) >= SHORTEST_WORD:
        ranks = dict.fromkeys(vocabulary.starting(typed), 2) | ranks
    order = {code: place for place, code in enumerate(vocabulary.texts)}
    return sorted(ranks, key=lambda code: (ranks[code], code in heard, order[code]))
