"""What the styles of a .docx say of a paragraph: heading, table of contents, bold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_CONTENTS = re.compile(r"(toc|table of figures)\b", re.IGNORECASE)
_DEEPEST = 20
"""Styles that can be based on each other: a file could let them go round."""
_OFF = ("0", "false", "off", "none")


class Styles:
    """The styles of a document.

    Args:
        document: Opened by python-docx.
    """

    def __init__(self, document: Document) -> None:
        found = document.styles.element.iter(f"{_W}style")
        self._by_id = {style.get(f"{_W}styleId"): style for style in found}

    def level(self, paragraph: Any) -> int:
        """Return the level of a heading, 1 to 9; 0 where a paragraph is none."""
        own = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
        if own is not None:
            return _outline(own)
        for style in self._chain(paragraph):
            heading = _HEADING.fullmatch(_name(style))
            if heading:
                return int(heading[1])
            outline = style.find(f"{_W}pPr/{_W}outlineLvl")
            if outline is not None:
                return _outline(outline)
        return 0

    def contents(self, paragraph: Any) -> bool:
        """Tell whether a paragraph is of a table of contents or of figures."""
        return any(_CONTENTS.match(_name(style)) for style in self._chain(paragraph))

    def bold(self, paragraph: Any) -> bool:
        """Tell whether all text of a paragraph is bold."""
        runs = [run for run in paragraph.iter(f"{_W}r") if run.find(f"{_W}t") is not None]
        weights = [_weight(run.find(f"{_W}rPr/{_W}b")) for run in runs]
        if None in weights:
            styled = any(_weight(style.find(f"{_W}rPr/{_W}b")) for style in self._chain(paragraph))
            return all(styled if weight is None else weight for weight in weights)
        return bool(weights) and all(weights)

    def _chain(self, paragraph: Any) -> list[Any]:
        """Return the style of a paragraph, and what it is based on."""
        chain: list[Any] = []
        named = paragraph.find(f"{_W}pPr/{_W}pStyle")
        while named is not None and len(chain) < _DEEPEST:
            style = self._by_id.get(named.get(f"{_W}val"))
            if style is None:
                break
            chain.append(style)
            named = style.find(f"{_W}basedOn")
        return chain


def _name(style: Any) -> str:
    name = style.find(f"{_W}name")
    return (name.get(f"{_W}val") or "") if name is not None else ""


def _outline(element: Any) -> int:
    value = element.get(f"{_W}val") or ""
    # 9 is body text; from 0 on they are levels.
    return int(value) + 1 if value in tuple("012345678") else 0


def _weight(bold: Any) -> bool | None:
    return None if bold is None else bold.get(f"{_W}val") not in _OFF
