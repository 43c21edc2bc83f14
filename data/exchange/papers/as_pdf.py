"""A paper as PDF, by the library fpdf2: the same paper gives the same bytes.

The library is imported with this module, and this module only where a PDF is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF, ViewerPreferences
from fpdf.enums import PageMode

from data.exchange.papers import pdf_blocks
from data.exchange.papers.model import Paper
from data.exchange.papers.pdf_fonts import FAMILY, close_fonts, font_files, printable
from data.exchange.papers.pdf_sheet import Broken, Sheet
from data.exchange.papers.texts import one_line


def pdf(paper: Paper) -> bytes:
    """Return a paper as PDF: A4, fonts embedded, outline, page x of y."""
    broken: Broken = {}
    with font_files() as fonts:
        # Written twice: only then it is known how many pages there are.
        with _written(paper, fonts, 0, broken) as counted:
            pages = counted.pages_count
        with _written(paper, fonts, pages, broken) as made:
            return bytes(made.output())


@contextmanager
def _written(paper: Paper, fonts: Mapping[str, Path], pages: int, broken: Broken) -> Iterator[FPDF]:
    made = FPDF(format="A4")
    made.set_auto_page_break(False)
    made.set_margin(0)
    made.c_margin = 0
    made.alias_nb_pages("")  # what somebody typed must not become a number of pages
    for style, path in fonts.items():
        made.add_font(FAMILY, style, path)
    try:
        _describe(made, paper)
        sheet = Sheet(paper, made, pages, broken)
        pdf_blocks.title(sheet, paper)
        for block in paper.blocks:
            pdf_blocks.write(sheet, block)
        yield made
    finally:
        close_fonts(made)


def _describe(made: FPDF, paper: Paper) -> None:
    """Say what the document is, for whatever reads it out or lists it."""
    name = f"{one_line(paper.title)} {one_line(paper.reference)}"
    made.set_title(printable(name, made))
    made.set_subject(one_line(paper.subtitle))
    made.set_lang(paper.language)
    made.set_creator("epa_tui")
    made.set_producer("epa_tui, fpdf2")
    made.set_creation_date(datetime.fromtimestamp(paper.made_at / 1000, UTC))
    made.page_mode = PageMode.USE_OUTLINES
    made.viewer_preferences = ViewerPreferences(display_doc_title=True)
