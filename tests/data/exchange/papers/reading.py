"""Reads papers with readers that are not ours: text out of HTML, Markdown and PDF."""

from __future__ import annotations

import io
import shutil
import subprocess
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from pypdf import PdfReader


class _Text(HTMLParser):
    """Gathers the text of a page, and its elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def of_html(page: str) -> str:
    """Return the text of a page, style included."""
    reader = _Text()
    reader.feed(page)
    reader.close()
    return "".join(reader.found)


def elements(page: str) -> list[tuple[str, dict[str, str | None]]]:
    reader = _Text()
    reader.feed(page)
    return reader.elements


def of_markdown(text: str) -> str:
    """Return the text that a reader of Markdown with tables and strikethrough shows."""
    made = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
    return of_html(made)


def of_pdf(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def by_poppler(pdf: bytes, folder: Path) -> str:
    """Return the text of a PDF as poppler reads it."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def squeezed(text: str) -> str:
    """Return a text without blanks: line breaks are the writer's."""
    return "".join(unicodedata.normalize("NFC", text).split())
