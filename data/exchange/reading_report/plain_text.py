"""Takes a plain text apart: every line is a passage; a line by itself can be a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from data.exchange.reading_report.headings import number_level
from data.exchange.reading_report.passages import Extract, Passage
from data.exchange.reading_report.words import words_of

_MOST_WORDS = 8
_SOURCE = re.compile(r"[,;()]|://")
_UNDERLINE = re.compile(r"\s*([=~*#_-])\1{2,}\s*")


def extract(text: str) -> Extract:
    """Return the passages of a plain text.

    Args:
        text: Of any length; lines may end in any way.
    """
    return Extract(tuple(_passages(text.splitlines())))


def _is_title(line: str) -> bool:
    """Tell whether a line by itself looks like a heading, and not like a source or a list."""
    return len(words_of(line)) <= _MOST_WORDS and not _SOURCE.search(line)


def _passages(lines: Sequence[str]) -> Iterator[Passage]:
    around = ["", *lines, ""]
    for place, line in enumerate(lines, start=1):
        if not line.strip() or _UNDERLINE.fullmatch(line):
            continue
        alone = not around[place - 1].strip() and not around[place + 1].strip()
        above = bool(_UNDERLINE.fullmatch(around[place + 1]))
        stands_out = (alone and _is_title(line)) or above or line.isupper()
        yield Passage(line, stands_out=number_level(line) if stands_out else 0, whole=alone)
