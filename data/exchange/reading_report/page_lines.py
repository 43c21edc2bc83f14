"""The lines of a page of a .pdf: which stand out, which are margin, which words go over an end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_EDGE = 2
"""Lines at the head and at the foot of a page that can be its margin."""
_PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
_LARGER = 1.12
_FEW = 0.15
"""Share of a text's letters below which its bold lines stand out."""
_BROKEN = re.compile(r"[^\W\d_][-\u2010]$")
_GOES_ON = re.compile(r"[a-z]\S*")


class Chunk(NamedTuple):
    """Letters of one font; a line feed ends the line."""

    text: str
    size: float
    """In the units of the page."""
    bold: bool


class Line(NamedTuple):
    """One line of a page."""

    text: str
    size: float
    bold: bool


def lines_of(chunks: Iterable[Chunk]) -> list[Line]:
    """Put the letters of a page together to lines; empty ones are left out."""
    lines: list[Line] = []
    line: list[Chunk] = []
    for chunk in chunks:
        for number, text in enumerate(chunk.text.split("\n")):
            if number:
                lines += _line(line)
                line = []
            line.append(chunk._replace(text=text))
    return [*lines, *_line(line)]


def _line(chunks: Sequence[Chunk]) -> list[Line]:
    written = [chunk for chunk in chunks if chunk.text.strip()]
    if not written:
        return []
    text = "".join(chunk.text for chunk in chunks)
    size = max(chunk.size for chunk in written)
    return [Line(text, size, all(chunk.bold for chunk in written))]


def joined(lines: Sequence[Line]) -> list[Line]:
    """Bring words together that a hyphen breaks at the end of a line."""
    whole: list[Line] = []
    for line in lines:
        text = line.text
        if whole and _BROKEN.search(whole[-1].text.rstrip()):
            rest = _GOES_ON.match(text.lstrip())
            if rest:
                whole[-1] = whole[-1]._replace(text=whole[-1].text.rstrip() + rest[0])
                text = text.lstrip()[rest.end() :]
        if text.strip():
            whole.append(line._replace(text=text))
    return whole


def margins(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Return what comes again at the edge of many pages, as `without_figures` writes it."""
    found = Counter(
        text for page in pages for text in {without_figures(line) for line in _edge(page)}
    )
    written = sum(bool(page) for page in pages)
    least = max(3, written // 2)
    return frozenset(text for text, number in found.items() if number >= least)


def is_margin(page: Sequence[Line], line: Line, repeated: frozenset[str]) -> bool:
    """Tell whether a line at the edge of its page is head, foot or number of it."""
    if not any(line is each for each in _edge(page)):
        return False
    return without_figures(line) in repeated or bool(_PAGE_NUMBER.fullmatch(line.text.strip()))


def _edge(page: Sequence[Line]) -> tuple[Line, ...]:
    return (*page[:_EDGE], *page[-_EDGE:])


def without_figures(line: Line) -> str:
    """Return a line with a sign for each number: pages are numbered."""
    return re.sub(r"\d+", "#", " ".join(line.text.split())).casefold()


class Weights:
    """What the text itself is printed in, so that what is larger or bolder stands out.

    Args:
        pages: The lines of all pages.
    """

    def __init__(self, pages: Sequence[Sequence[Line]]) -> None:
        sizes: Counter[float] = Counter()
        bold = letters = 0
        for line in (line for page in pages for line in page):
            sizes[line.size] += len(line.text)
            letters += len(line.text)
            bold += len(line.text) * line.bold
        self._body = max(sizes, key=lambda size: sizes[size], default=0.0)
        self._bold_tells = bold < letters * _FEW
        larger = sorted({size for size in sizes if size >= self._body * _LARGER}, reverse=True)
        self._levels = {size: level for level, size in enumerate(larger, start=1)}

    def level(self, line: Line) -> int:
        """Return the level of what stands out, the largest first; 0 for the text itself."""
        if line.size in self._levels:
            return self._levels[line.size]
        stands_out = (line.bold and self._bold_tells) or line.text.strip().isupper()
        return len(self._levels) + 1 if stands_out else 0
