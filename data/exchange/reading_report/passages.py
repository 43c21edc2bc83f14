"""What a report is made of, whatever kind of file it is: its passages, in the order of reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal["text", "table", "box", "contents", "note", "hidden", "margin", "code"]
"""Where a passage stands: in the text, in a table, in a text box or shape, in a table of contents
that a program made, in a footnote or endnote, hidden, on the margin of every page (head, foot,
page number), or in a block of code."""


class Passage(NamedTuple):
    """One paragraph, one line or one cell."""

    text: str
    kind: Kind = "text"
    level: int = 0
    """1 to 9 where the file itself says that it is a heading; 0 where it says nothing."""
    stands_out: int = 0
    """Level, where it looks like a heading by size, weight or place; 0 where it does not."""
    whole: bool = False
    """True where it is a paragraph, and no line of one."""


@dataclass(frozen=True, slots=True)
class Extract:
    """All passages of a file."""

    passages: tuple[Passage, ...]
    notices: tuple[str, ...] = ()
    """What the reader has to know of how it was read; none of the report's own words."""
