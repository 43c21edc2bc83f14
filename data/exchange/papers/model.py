"""What a paper is made of: a title, facts, and blocks one below the other.

A paper is a value without any mark-up; each writer beside this module writes all of it. Texts may
hold whatever a person typed: the writers make it harmless.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Row: TypeAlias = tuple[str, ...]
"""The cells of one line of a table."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; it stays with what follows, and is a mark in the PDF's outline."""

    text: str
    level: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str
    quiet: bool = False
    """True for what explains; it is set smaller and lighter."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what is known of each, in two columns."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its heads stand again on each page that it goes on."""

    heads: Row
    rows: tuple[Row, ...]
    shares: tuple[int, ...]
    """How wide the columns are beside each other."""


@dataclass(frozen=True, slots=True)
class Point:
    """One line of a list: a code, its text, and what was said of it."""

    text: str
    lead: str = ""
    """Stands before the text: the code of a descriptor."""
    said: str = ""
    """Stands below it: somebody's own words."""


@dataclass(frozen=True, slots=True)
class Points:
    """A list."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """What must not be overlooked, in a box."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Choices:
    """One question with its answers to tick; those that are chosen are ticked."""

    label: str
    options: tuple[str, ...]
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Blank:
    """Lines to be filled in by hand."""

    label: str
    lines: int = 1


@dataclass(frozen=True, slots=True)
class PageMark:
    """What follows begins on a new page."""


Block: TypeAlias = (
    Heading | Paragraph | Facts | Table | Points | Notice | Choices | Blank | PageMark
)
"""One part of a paper."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper."""

    title: str
    subtitle: str
    """What it is about: the standard, never a person."""
    reference: str
    """Stands on every page and finds the record again; never a person."""
    facts: Facts
    blocks: tuple[Block, ...]
    made: str
    """When it was made, in words."""
    made_at: int
    """The same: UTC, milliseconds since 1970."""
    notice: str = ""
    """Who may read it; stands on every page."""
    language: str = "en-GB"
