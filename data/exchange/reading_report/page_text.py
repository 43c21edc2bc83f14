"""Takes a .pdf apart with pypdf: every line is a passage, with its size and weight.

A PDF has no headings and no paragraphs, only letters at places: a heading is a short line that is
larger or bolder than the text. What comes again on the margin of many pages is no text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from data.exchange.reading_report.errors import (
    NoWords,
    ReportDamaged,
    ReportProtected,
    ReportTooLarge,
)
from data.exchange.reading_report.page_lines import (
    Chunk,
    Line,
    Margins,
    Weights,
    joined,
    lines_of,
)
from data.exchange.reading_report.passages import Extract, Passage

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES = 500
_MOST_CHUNKS = 200_000
"""Pieces of text on one page."""
_BROKEN = (KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError)
"""What pypdf raises where a file is not what it says, besides its own errors."""


def extract(content: bytes) -> Extract:
    """Return the passages of a .pdf.

    Args:
        content: The bytes of the file.

    Raises:
        UncountableReport: It is damaged, closed by a password, a scan, or larger than any report.
    """
    from pypdf.errors import LimitReachedError, PyPdfError

    try:
        pages = [_lines(page) for page in _pages(_opened(content))]
    except LimitReachedError as error:
        raise ReportTooLarge("a page that never ends") from error
    except (PyPdfError, NotImplementedError, *_BROKEN) as error:
        # `NotImplementedError` is what the library says of a filter or a cipher it does not know.
        raise ReportDamaged(".pdf") from error
    if not any(pages):
        raise NoWords("pdf")
    return Extract(tuple(_passages(pages)), tuple(_notices(pages)))


def _opened(content: bytes) -> PdfReader:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(content))
    # Many files ask for a password only to be changed: they open with an empty one.
    if reader.is_encrypted and not reader.decrypt(""):
        raise ReportProtected
    return reader


def _pages(reader: PdfReader) -> Iterator[PageObject]:
    if len(reader.pages) > MOST_PAGES:
        raise ReportTooLarge(f"more than {MOST_PAGES} pages")
    yield from reader.pages


def _lines(page: PageObject) -> list[Line]:
    chunks: list[Chunk] = []

    def keep(text: str, matrix: Any, placed: Any, font: Any, size: float) -> None:
        scale = abs(placed[3] * matrix[3]) or abs(placed[1] * matrix[1]) or 1.0
        name = str(font.get("/BaseFont", "")) if font else ""
        chunks.append(Chunk(text, round(size * scale, 1), "bold" in name.casefold()))
        if len(chunks) > _MOST_CHUNKS:
            raise ReportTooLarge("a page that never ends")

    page.extract_text(visitor_text=keep)
    return lines_of(chunks)


def _passages(pages: Sequence[Sequence[Line]]) -> Iterator[Passage]:
    weights = Weights(pages)
    margins = Margins(pages, weights)
    text: list[Line] = []
    for page in pages:
        margin = margins.of(page)
        yield from (Passage(page[place].text, "margin") for place in sorted(margin))
        text += (line for place, line in enumerate(page) if place not in margin)
    for line in joined(text):
        yield Passage(line.text, stands_out=weights.level(line))


def _notices(pages: Sequence[Sequence[Line]]) -> Iterator[str]:
    empty = [str(number) for number, page in enumerate(pages, start=1) if not page]
    if empty:
        told = ", ".join(empty[:10]) + (" and more" if len(empty) > 10 else "")
        yield f"Nothing was found to count on page {told}: a picture, a scan, or empty."
    yield "A PDF holds letters at places, no words: near a limit, count the .docx."
