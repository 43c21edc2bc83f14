"""Where to go next: messages that a screen sends and the application carries out.

Screens do not know each other; the application decides which one shows a sitting.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class OpenSitting(Message):
    """Show a sitting."""

    sitting_id: str
    task: str = ""
    """`prepare`, `live`, `judge` or `record`; empty for the one that its stage asks for."""


@dataclass
class OpenJourney(Message):
    """Show the way of an assessment, from gateway to certificate."""

    assessment_id: str
    part: str = ""
    """Key of the part to begin at; empty for the first."""


@dataclass
class OpenExchange(Message):
    """Show what has left and what waits."""


@dataclass
class HandOver(Message):
    """Give a sitting to another laptop."""

    sitting_id: str


@dataclass
class GoHome(Message):
    """Show the list of sittings."""


@dataclass
class SayRefused(Message):
    """Tell the assessor why something cannot be done, and what to do."""

    sentence: str


@dataclass
class Retitle(Message):
    """Write something else in the title of the window: never anything about a person."""

    text: str
