"""Takes a .docx apart with python-docx: paragraphs and cells in the order of reading.

Tracked deletions and comments are no text; of an alternative that a drawing brings along only the
first is read. Text in boxes and shapes, notes and hidden text are told apart, to be left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from data.exchange.reading_report.archive import texts_of
from data.exchange.reading_report.document_styles import Styles
from data.exchange.reading_report.errors import ReportDamaged
from data.exchange.reading_report.passages import Extract, Kind, Passage

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PROPERTIES = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_BOX, _TABLE = f"{_W}txbxContent", f"{_W}tbl"
_LEFT = {_BOX, _FALLBACK, f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_MATHS}oMath"}
_SIGNS = {
    f"{_W}tab": "\t",
    f"{_W}ptab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
}
_FIGURES = 9
"""Figures of a number of words, at most."""
_NOTES = ("/footnotes", "/endnotes")


def extract(content: bytes) -> Extract:
    """Return the passages of a .docx.

    Args:
        content: The bytes of the file.

    Raises:
        UncountableReport: It is damaged, or unpacks to more than any report.
    """
    document = _opened(content)
    body = document.element.body
    passages = (*_passages(body, Styles(document)), *_notes(document))
    return Extract(passages, tuple(_said(document)))


def _opened(content: bytes) -> Document:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        return docx.Document(texts_of(content))
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError) as error:
        raise ReportDamaged(".docx") from error


def _passages(root: Any, styles: Styles) -> Iterator[Passage]:
    for paragraph in root.iter(f"{_W}p"):
        kind = _place(paragraph)
        if kind is None:
            continue
        text, hidden = _texts(paragraph)
        if hidden.strip():
            yield Passage(hidden, "hidden")
        if not text.strip():
            continue
        if kind == "text" and styles.contents(paragraph):
            kind = "contents"
        level = styles.level(paragraph) if kind == "text" else 0
        stands_out = int(kind == "text" and not level and styles.bold(paragraph))
        yield Passage(text, kind, level, stands_out, whole=True)


def _place(paragraph: Any) -> Kind | None:
    """Return where a paragraph stands; None where it is no text."""
    kind: Kind = "text"
    for above in paragraph.iterancestors():
        if above.tag == _FALLBACK:
            return None
        if above.tag == _BOX:
            kind = "box"
        elif above.tag == _TABLE and kind == "text":
            kind = "table"
    return kind


def _texts(paragraph: Any) -> tuple[str, str]:
    """Return the text of a paragraph, and what of it is hidden."""
    shown: list[str] = []
    hidden: list[str] = []
    waiting = [(paragraph, shown)]
    while waiting:  # no recursion: how deep it goes is the file's choice
        element, into = waiting.pop()
        if element.tag == f"{_W}t":
            into.append(element.text or "")
        elif element.tag in _SIGNS:
            into.append(_SIGNS[element.tag])
        elif element.tag not in _LEFT:
            below = hidden if element.tag == f"{_W}r" and _is_hidden(element) else into
            waiting.extend((child, below) for child in reversed(element))
    return "".join(shown), "".join(hidden)


def _is_hidden(run: Any) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val") not in ("0", "false", "off")


def _said(document: Document) -> Iterator[str]:
    """Tell what the program counted that wrote the file, where it says so."""
    from docx.oxml.parser import parse_xml
    from lxml.etree import LxmlError

    for relation in document.part.package.rels.values():
        if relation.is_external or not relation.reltype.endswith("/extended-properties"):
            continue
        with suppress(LxmlError):
            said = parse_xml(relation.target_part.blob).findtext(f"{_PROPERTIES}Words") or ""
            if said.isdecimal() and len(said) < _FIGURES and int(said):
                yield f"The program that wrote it counted {int(said):,} words in the whole file."


def _notes(document: Document) -> Iterator[Passage]:
    """Go through footnotes and endnotes, which lie in parts of their own."""
    from docx.oxml.parser import parse_xml
    from lxml.etree import LxmlError

    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith(_NOTES):
            continue
        try:
            root = parse_xml(relation.target_part.blob)
        except LxmlError as error:
            raise ReportDamaged(".docx") from error
        texts = [_texts(paragraph)[0] for paragraph in root.iter(f"{_W}p")]
        yield from (Passage(text, "note") for text in texts if text.strip())
