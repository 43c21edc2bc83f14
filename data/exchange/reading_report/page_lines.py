"""The lines of a page of a .pdf: which stand out, which are margin, which words go over an end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_EDGE = 2
"""Lines at the head and at the foot of a page that can be its margin."""
_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
_MOST = 12
"""Words of such a line."""
_LARGER = 1.12
"""By how much a heading is larger than the text, at least."""
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

    def is_larger(self, line: Line) -> bool:
        """Tell whether a line is larger than the text."""
        return line.size in self._levels

    def level(self, line: Line) -> int:
        """Return the level of what stands out, the largest first; 0 for the text itself."""
        if line.size in self._levels:
            return self._levels[line.size]
        stands_out = (line.bold and self._bold_tells) or line.text.strip().isupper()
        return len(self._levels) + 1 if stands_out else 0


class Margins:
    """What comes again at the edge of many pages, and the numbers of pages.

    Args:
        pages: The lines of all pages.
        weights: Tell headings, which are no margin: `Appendix 1`, `Appendix 2`, `Appendix 3`.
    """

    def __init__(self, pages: Sequence[Sequence[Line]], weights: Weights) -> None:
        self._weights = weights
        at_edge = ({_without_figures(line) for line in _edge(page)} for page in pages)
        found = Counter(text for texts in at_edge for text in texts)
        least = max(3, sum(bool(page) for page in pages) // 2)
        self._again = {text for text, number in found.items() if number >= least}

    def of(self, page: Sequence[Line]) -> set[int]:
        """Return the places of the lines of a page that are its head, its foot or its number."""
        edge = {*range(min(_EDGE, len(page))), *range(max(0, len(page) - _EDGE), len(page))}
        return {place for place in edge if self._is(page[place])}

    def _is(self, line: Line) -> bool:
        if self._weights.is_larger(line):
            return False
        return _without_figures(line) in self._again or bool(_NUMBER.fullmatch(line.text.strip()))


def _edge(page: Sequence[Line]) -> list[Line]:
    """Return the lines at the edge of a page that can be its margin: few words each."""
    return [line for line in (*page[:_EDGE], *page[-_EDGE:]) if len(line.text.split()) <= _MOST]


def _without_figures(line: Line) -> str:
    """Return a line with a sign for each number: pages are numbered."""
    told = re.sub(r"\d+", "#", " ".join(line.text.split())).casefold()
    return f"{line.size} {told}"
