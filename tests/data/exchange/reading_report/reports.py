"""The same report in four kinds of file, and its count known before any of them is made."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

import docx
from fpdf import FPDF

from data.standards.journey import ProjectRules
from data.standards.journey_loader import journey_of
from tests.data.rules.acting import shipped

ONE_WORD = (
    *("plan", "well-known", "3,000", "don't", "and/or", "https://example.org/a/b", "K12"),
    *("10%", "A4", "e.g.", "(brief)", "09:30", "o'clock"),
)
"""Each is one word, by the rule."""
NO_WORD = ("-", "&", "...")
"""None is a word: no letter and no figure."""


@cache
def rules() -> ProjectRules:
    """What the shipped standard says of the report."""
    return journey_of(shipped()).project


@dataclass(frozen=True)
class Made:
    """A report as its author thought of it."""

    sections: tuple[tuple[str, tuple[str, ...]], ...]
    """Headings of one word each, with their paragraphs."""
    words: int
    """Of the summary, as its author counted while writing: headings, too."""


def made(words: int, seed: int = 1) -> Made:
    """Write a report of so many words, in four sections, with signs that are no words between."""
    chance = random.Random(seed)
    left = words - 4
    sections = []
    for number, heading in enumerate(("Introduction", "Approach", "Risks", "Lessons")):
        mine = left // (4 - number)
        left -= mine
        sections.append((heading, tuple(_paragraphs(mine, chance))))
    return Made(tuple(sections), words)


def _paragraphs(words: int, chance: random.Random) -> list[str]:
    found = []
    while words:
        mine = min(words, chance.randint(20, 90))
        words -= mine
        tokens = ["Text", *(chance.choice(ONE_WORD) for _ in range(mine - 1))]
        for _ in range(mine // 20):
            tokens.insert(chance.randrange(1, len(tokens)), chance.choice(NO_WORD))
        # What ends with a full stop is no heading, however short it is.
        found.append(" ".join([*tokens[:-1], f"{tokens[-1]}."]))
    return found


APPENDIX = (
    ("Appendix A: Schedule", ("The schedule for K1 and S4-S6.", "Nobody counts this, B2.")),
)
REFERENCES = (("References", ("Smith, J. (2020) The set. Nowhere Press.",)),)


def as_docx(report: Made, after: Any = (*REFERENCES, *APPENDIX)) -> bytes:
    """Return the report as Word would keep it."""
    document = docx.Document()
    for heading, paragraphs in (*report.sections, *after):
        document.add_heading(heading, 1)
        for paragraph in paragraphs:
            document.add_paragraph(paragraph)
    return saved(document)


def saved(document: Any) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def as_pdf(report: Made, after: Any = (*REFERENCES, *APPENDIX)) -> bytes:
    """Return the report as a PDF with a head and a number on every page."""
    pdf = _Pages()
    pdf.add_page()
    for heading, paragraphs in (*report.sections, *after):
        pdf.set_font("Helvetica", "B", 15)
        pdf.cell(0, 12, heading, new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("Helvetica", "", 11)
        for paragraph in paragraphs:
            pdf.multi_cell(0, 6, paragraph, new_x="LMARGIN", new_y="NEXT")
            pdf.ln(3)
    return bytes(pdf.output())


class _Pages(FPDF):
    def header(self) -> None:
        self.set_font("Helvetica", "I", 8)
        self.cell(0, 5, "Production report of a test", new_x="LMARGIN", new_y="NEXT")

    def footer(self) -> None:
        self.set_y(-15)
        self.cell(0, 5, f"Page {self.page_no()}")


def as_markdown(report: Made, after: Any = (*REFERENCES, *APPENDIX)) -> bytes:
    """Return the report as Markdown, with hard line breaks in its paragraphs."""
    parts = []
    for heading, paragraphs in (*report.sections, *after):
        parts += [f"## {heading}", *(_broken(paragraph) for paragraph in paragraphs)]
    return "\n\n".join(parts).encode()


def as_text(report: Made, after: Any = (*REFERENCES, *APPENDIX)) -> bytes:
    """Return the report as plain text, broken into lines."""
    parts = []
    for heading, paragraphs in (*report.sections, *after):
        parts += [heading, *(_broken(paragraph) for paragraph in paragraphs)]
    return "\n\n".join(parts).encode()


def _broken(paragraph: str) -> str:
    words = paragraph.split()
    return "\n".join(" ".join(words[at : at + 12]) for at in range(0, len(words), 12))


FORMS = {".docx": as_docx, ".pdf": as_pdf, ".md": as_markdown, ".txt": as_text}
