"""The structure of a PDF: what each piece of a page is, for a reader that speaks or reflows it.

The library writes a flat tree of figures by itself. Headings, lists and tables lie inside each
other, so the tree is built here, out of the library's own elements. They are not what it promises
to keep: its version is bounded in pyproject.toml, and the tests read the tree of a whole paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from fpdf import FPDF
from fpdf.structure_tree import StructElem, StructureTreeBuilder
from fpdf.syntax import PDFArray, PDFObject

_SCOPES = {"TH": "Column", "RH": "Row"}
"""What the head of a table is the head of; `RH` is a head that stands before its row."""


class Element(StructElem):
    """One element of the structure: a heading, a table, a cell."""

    def __init__(self, role: str, parent: PDFObject, page: int, alt: str | None) -> None:
        super().__init__("/TH" if role == "RH" else f"/{role}", parent, [], page, None, alt)
        self.a = f"<</O /Table /Scope /{_SCOPES[role]}>>" if role in _SCOPES else None


class _All(PDFArray):
    """All elements in order, which the library goes through; only the outermost are told here."""

    def serialize(self, _security_handler: Any = None, _obj_id: int | None = None) -> str:
        return f"[{' '.join(one.ref for one in self if not isinstance(one.p, Element))}]"


class Tags(StructureTreeBuilder):
    """The structure of a document that is being written.

    Args:
        pdf: The document, without a page.
    """

    def __init__(self, pdf: FPDF) -> None:
        super().__init__()
        self.doc_struct_elem.k = _All()
        self._pdf, self._open = pdf, [self.doc_struct_elem]
        pdf.struct_builder = self

    @contextmanager
    def inside(self, role: str) -> Iterator[None]:
        """Let what is written belong to a new element, for as long as a `with` lasts."""
        self._open.append(self.element(role))
        yield
        self._open.pop()

    def element(self, role: str = "", alt: str | None = None) -> StructElem:
        """Return a new element inside the innermost open one; without a role, that one itself.

        Args:
            role: A standard structure type (ISO 32000-1, 14.8.4), or `RH`.
            alt: What is read out in its place.
        """
        parent = self._open[-1]
        return self._new(role, parent, alt) if role else parent

    @contextmanager
    def marked(self, element: StructElem | None) -> Iterator[None]:
        """Mark what is written on this page: as that of an element, or as no content at all."""
        self._pdf._out(self._begin(element) if element else "/Artifact BMC")
        yield
        self._pdf._out("EMC")

    def _begin(self, element: StructElem) -> str:
        page = self._pdf.page
        if not element.k:
            element._page_number = page
        elif element.page_number() != page:
            element = self._new("Span", element)  # it goes on on the next page
        key = self.spid_per_page_number.setdefault(page, len(self.spid_per_page_number))
        self._pdf.pages[page].struct_parents = key
        owners = self.struct_tree_root.parent_tree.nums[key]
        owners.append(element)
        element.k.append(len(owners) - 1)
        return f"{element.s} <</MCID {len(owners) - 1}>> BDC"

    def _new(self, role: str, parent: StructElem, alt: str | None = None) -> StructElem:
        made = Element(role, parent, self._pdf.page, alt)
        if isinstance(parent, Element):
            parent.k.append(made)
        self.doc_struct_elem.k.append(made)
        return made
