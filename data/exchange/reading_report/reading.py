"""Reads a report from its file, and counts it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from data.exchange.incoming.decoding import decoded
from data.exchange.incoming.errors import NotATable
from data.exchange.reading_report.apart import taken_apart
from data.exchange.reading_report.counting import Count, count
from data.exchange.reading_report.errors import (
    HeadingMissing,
    NoWords,
    ReportNotRead,
    ReportProtected,
    ReportTooLarge,
    UnknownForm,
)
from data.exchange.reading_report.headings import heading_rules
from data.exchange.reading_report.passages import Extract
from data.exchange.reading_report.plain_text import extract
from data.record.text import clean
from data.standards.bounds import Unbounded, read_bounded
from data.standards.journey import ProjectRules

_MOST_BYTES = 80_000_000
"""Of a file: a report with many photographs."""
_MOST_TEXT_BYTES = 4_000_000
"""Of a plain text."""
_LONGEST_NAME = 120

_TEXTS = {".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md"}
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOOKED_AT = 1024
_AS_WINDOWS = "The text is not in UTF-8 and was read as Windows-1252."


@dataclass(frozen=True, slots=True)
class Counted:
    """A report that was counted; nothing in here tells where it lies."""

    name: str
    """Of the file, without its folder."""
    digest: str
    """SHA-256 of its bytes."""
    form: str
    """`docx`, `pdf`, `md` or `txt`, by what is in it."""
    count: Count
    notices: tuple[str, ...]


def count_report(path: Path, rules: ProjectRules, until: str = "") -> Counted:
    """Count the words of a report's summary.

    Args:
        path: A .docx, .pdf, .md or .txt.
        rules: Says at which headings counting ends.
        until: The heading at which counting ends in this report; empty for those of the rules.

    Raises:
        UncountableReport: One of its kinds, with what to do.
    """
    content = _content(path)
    form = form_of(content, path.suffix.casefold())
    taken, notices = _taken(form, content)
    if not taken.passages:
        raise NoWords(form)
    counted = count(taken.passages, heading_rules(rules, until))
    if until.strip() and not counted.until:
        raise HeadingMissing
    name = clean(path.name)[-_LONGEST_NAME:]
    digest = hashlib.sha256(content).hexdigest()
    return Counted(name, digest, form, counted, (*notices, *taken.notices))


def _content(path: Path) -> bytes:
    try:
        return read_bounded(path, _MOST_BYTES)
    except Unbounded as error:
        if path.is_file():
            raise ReportTooLarge(f"more than {_MOST_BYTES:,} bytes") from error
        raise ReportNotRead(str(error)) from error
    except (OSError, ValueError) as error:  # a name with a NUL in it is no OSError
        raise ReportNotRead(getattr(error, "strerror", None) or "no such file") from error


def form_of(content: bytes, suffix: str) -> str:
    """Return what kind of file it is: by its first bytes, and only then by its name.

    Args:
        content: The bytes of the file.
        suffix: Of its name, in small letters, with the dot.

    Raises:
        UncountableReport: It is of a kind that is not read, or enciphered.
    """
    if b"%PDF-" in content[:_LOOKED_AT]:
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        if suffix in (".docx", ".docm", ""):
            return "docx"
        raise UnknownForm(f"an archive or a document of another kind ({suffix[:8]})")
    if content.startswith(_OLD):
        # Word puts a document with a password into a file of the old kind.
        if suffix == ".docx":
            raise ReportProtected
        raise UnknownForm("a document of an old kind")
    if suffix in _TEXTS:
        return _TEXTS[suffix]
    raise UnknownForm(f"of another kind ({suffix[:8] or 'its name has no ending'})")


def _taken(form: str, content: bytes) -> tuple[Extract, tuple[str, ...]]:
    """Return the passages of a file, and how its letters had to be read."""
    if form in ("docx", "pdf"):
        return taken_apart(form, content), ()
    if len(content) > _MOST_TEXT_BYTES:
        raise ReportTooLarge(f"more than {_MOST_TEXT_BYTES:,} bytes of text")
    try:
        text, notice = decoded(content)
    except NotATable as error:
        raise UnknownForm("no text that can be read") from error
    told = (_AS_WINDOWS,) if notice else ()
    return (extract(text) if form == "txt" else taken_apart(form, text.encode())), told
