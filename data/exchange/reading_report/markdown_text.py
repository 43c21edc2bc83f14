"""Takes a Markdown text apart: what a reader sees is counted, not the signs that format it.

The address behind a link and the words behind a picture are not read, those of the link are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from data.exchange.reading_report.passages import Extract, Kind, Passage

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAGS = re.compile(r"<!--.*?(?:-->|\Z)|<[^<>]*>", re.DOTALL)
_CODE = ("fence", "code_block")
_CELLS = ("th_open", "td_open")
_BREAKS = ("softbreak", "hardbreak")


def extract(text: str) -> Extract:
    """Return the passages of a Markdown text with tables."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": 20}).enable("table")
    return Extract(tuple(_passages(parser.parse(text))))


def _passages(tokens: list[Token]) -> Iterator[Passage]:
    kind: Kind = "text"
    level = 0
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type in _CELLS:
            kind = "table"
        elif token.type == "inline":
            yield Passage(_seen(token), kind, level, whole=True)
            kind, level = "text", 0
        elif token.type in _CODE:
            yield Passage(token.content, "code")
        elif token.type == "html_block":
            yield Passage(_TAGS.sub(" ", token.content), whole=True)


def _seen(inline: Token) -> str:
    """Return what is seen of a line: no addresses, no tags, no pictures."""
    parts = []
    for token in inline.children or ():
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type in _BREAKS:
            parts.append("\n")
    return "".join(parts)
