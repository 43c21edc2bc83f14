"""Counts the words of a report's passages, and keeps what an assessor has to see of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from data.exchange.reading_report.headings import HeadingRules
from data.exchange.reading_report.passages import Passage
from data.exchange.reading_report.sorting import APPENDICES, Sorted, sort
from data.exchange.reading_report.words import tokens_of, words_of
from data.record.text import clean

_SHOWN = 8
"""Words that are shown of the beginning and of the end."""
_LONGEST = 60
"""Letters of a heading that are kept."""
_BESIDE = ("margin", "note")
"""What stands in no section."""
_CODES = re.compile(r"\b([KSB])\s?0?(\d{1,2})(?:\s?[-\u2013]\s?\1?\s?0?(\d{1,2}))?\b")
BEFORE = "(before the first heading)"


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading."""

    heading: str
    words: int
    why: str = ""
    """Why it is not counted; empty where it is."""


@dataclass(frozen=True, slots=True)
class Count:
    """The words of a report."""

    words: int
    tokens: int
    """Everything between two blanks in the same text, as `wc -w` counts it."""
    in_tables: int
    """Of the words, how many stand in tables."""
    sections: tuple[Section, ...]
    left_out: tuple[tuple[str, int], ...]
    """Why words were left out, and how many."""
    first: str
    """The first words that were counted."""
    last: str
    """The last words that were counted."""
    until: str
    """The heading at which counting ended; empty where there was none."""
    codes: tuple[str, ...]
    """KSB codes that occur in the appendices."""


def count(passages: Sequence[Passage], rules: HeadingRules) -> Count:
    """Count the words of a report.

    Args:
        passages: In the order of reading.
        rules: What the headings say.
    """
    done, until = sort(passages, rules)
    taken = [each for each in done if not each.why]
    words = [word for each in taken for word in words_of(each.passage.text)]
    return Count(
        words=len(words),
        tokens=sum(len(tokens_of(each.passage.text)) for each in taken),
        in_tables=sum(_length(each) for each in taken if each.passage.kind == "table"),
        sections=_sections(done),
        left_out=_left_out(done),
        first=clean(" ".join(words[:_SHOWN])),
        last=clean(" ".join(words[-_SHOWN:])),
        until=heading_kept(until),
        codes=codes_in(each.passage.text for each in done if each.why == APPENDICES),
    )


def heading_kept(text: str) -> str:
    """Return a heading on one line, and short enough to be kept."""
    line = " ".join(clean(text, lines=True).split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def codes_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the KSB codes in texts, in order: `K1 to K3` as such, `S4-S6` with what is between."""
    found: set[tuple[str, int]] = set()
    for text in texts:
        for letter, first, last in _CODES.findall(text):
            low = int(first)
            high = int(last) if last and low < int(last) else low
            found |= {(letter, number) for number in range(low, high + 1)}
    order = sorted(found, key=lambda code: ("KSB".index(code[0]), code[1]))
    return tuple(f"{letter}{number}" for letter, number in order)


def _length(each: Sorted) -> int:
    return len(words_of(each.passage.text))


def _sections(done: Sequence[Sorted]) -> tuple[Section, ...]:
    """Return the sections of the part before the appendices, in order of reading."""
    found: list[Section] = []
    before = [e for e in done if e.why != APPENDICES and e.passage.kind not in _BESIDE]
    for heading, group in groupby(before, key=lambda each: each.heading):
        told = list(group)
        words = sum(_length(each) for each in told if not each.why)
        why = "" if words else next((each.why for each in told if each.why), "")
        out = sum(map(_length, told)) if why else words
        if out:
            found.append(Section(heading_kept(heading) or BEFORE, out, why))
    return tuple(found)


def _left_out(done: Sequence[Sorted]) -> tuple[tuple[str, int], ...]:
    words: Counter[str] = Counter()
    for each in done:
        if each.why:
            words[each.why] += _length(each)
    return tuple((why, number) for why, number in words.items() if number)
