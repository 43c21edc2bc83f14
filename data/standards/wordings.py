"""The user's own words: scripts to be read out, the room checklist, the wordings of incidents.

They lie in the folder `scripts` of the home folder. A file that cannot be used is told with what
is wrong, and the built-in words stand in: no file keeps an assessor from an assessment.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from data.standards import built_in_words as built_in
from data.standards.bounds import Unbounded, nested_deeper, read_bounded
from data.standards.errors import printable
from data.standards.model import Method

FOLDER = "scripts"
"""Name of the folder in the home folder."""
ROOM_FILE, INCIDENTS_FILE = "room.toml", "incidents.toml"
SCRIPTS = ("preamble", "closing", "no-show")
"""The scripts, each a file of that name with `.md`, or `.M1.md` for one method alone."""

MAX_BYTES = 64_000
"""Size of the largest file that is read."""
MAX_PARAGRAPHS = 60
LONGEST_PARAGRAPH = 1_200
"""Most letters of one paragraph: what is longer cannot be read out in one breath."""
MAX_ROOM_LINES = 12
MAX_INCIDENTS = 9
"""As many as there are digits to choose with."""
LONGEST_LINE, LONGEST_NAME = 160, 30

_BLANK = re.compile(r"\n[ \t]*\n")
_LIST_SIGN = re.compile(r"[-*+] +")
Words = TypeVar("Words")


@dataclass(frozen=True, slots=True)
class RoomLine:
    """One line of the room checklist."""

    name: str
    """What the record calls it."""
    question: str
    """What the assessor looks at."""


@dataclass(frozen=True, slots=True)
class Script:
    """A script, before anything is filled in."""

    name: str
    paragraphs: tuple[str, ...]
    source: str
    """Where the words come from: a path, `the standard` or `built in`."""
    problem: str = ""
    """What was wrong with a file of the user's; empty where nothing was."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The room checklist or the wordings of incidents."""

    lines: tuple[Any, ...]
    source: str
    problem: str = ""


class Wordings:
    """Reads the user's words.

    Args:
        folder: Where they lie; None where there is no such folder.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def script(self, name: str, method: Method) -> Script:
        """Return a script: the user's for this method, the user's for all, or what stands in.

        Args:
            name: One of `SCRIPTS`.
            method: The method that is assessed.
        """
        paragraphs, source = stand_in(name, method)
        problem = ""
        for file in (f"{name}.{method.code}.md", f"{name}.md"):
            found, wrong = self._read(file, _paragraphs)
            if found:
                return Script(name, found, str(self._path(file)), problem)
            problem = problem or wrong
        return Script(name, paragraphs, source, problem)

    def room(self) -> Lines:
        """Return the room checklist, as `RoomLine`s."""
        found, problem = self._read(ROOM_FILE, _room)
        if found:
            return Lines(found, str(self._path(ROOM_FILE)))
        return Lines(tuple(RoomLine(*line) for line in built_in.ROOM), "built in", problem)

    def incidents(self) -> Lines:
        """Return the wordings of incidents."""
        found, problem = self._read(INCIDENTS_FILE, _incidents)
        if found:
            return Lines(found, str(self._path(INCIDENTS_FILE)))
        return Lines(built_in.INCIDENTS, "built in", problem)

    def _path(self, name: str) -> Path:
        return (self._folder or Path()) / name

    def _read(
        self, name: str, parse: Callable[[str], tuple[Words, ...]]
    ) -> tuple[tuple[Words, ...], str]:
        """Return what a file holds, or nothing and what is wrong with it."""
        if self._folder is None or "/" in name or "\\" in name:
            return (), ""
        try:
            text = read_bounded(self._path(name), MAX_BYTES).decode("utf-8-sig")
            found = parse(text)
        except FileNotFoundError:
            return (), ""
        except (OSError, ValueError, RecursionError) as error:
            reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
            where = printable(str(self._path(name)), 4000)
            told = printable(reason, 300)
            return (), f"{where} is not used ({told}). The built-in words stand in."
        return found, ""


def stand_in(name: str, method: Method) -> tuple[tuple[str, ...], str]:
    """Return the words of a script where the user has none, and where they come from.

    Args:
        name: One of `SCRIPTS`.
        method: The method that is assessed.
    """
    if name == "preamble" and method.preamble:
        *first, last = method.preamble
        return (*first, built_in.LINE_DROPS, last), "the standard"
    if name == "closing" and method.closing:
        return tuple(method.closing), "the standard"
    others = {"closing": built_in.CLOSING, "no-show": built_in.NO_SHOW}
    *first, last = built_in.PREAMBLE
    return others.get(name, (*first, built_in.LINE_DROPS, last)), "built in"


def _paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a Markdown text; headings are not read out."""
    found: list[str] = []
    for block in _BLANK.split(text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = [line.strip() for line in block.split("\n")]
        words = " ".join(line for line in lines if line and not line.startswith("#"))
        words = _LIST_SIGN.sub("", words, count=1) if _LIST_SIGN.match(words) else words
        if words:
            found.append(words.replace("**", ""))
    if len(found) > MAX_PARAGRAPHS:
        raise Unbounded(f"has more than {MAX_PARAGRAPHS} paragraphs")
    long = next((n for n, each in enumerate(found, 1) if len(each) > LONGEST_PARAGRAPH), None)
    if long:
        raise Unbounded(f"paragraph {long} has more than {LONGEST_PARAGRAPH} letters")
    if not found:
        raise ValueError("has no words in it")
    return tuple(found)


def _toml(text: str) -> dict[str, Any]:
    if nested_deeper(text, 4) is not None:
        raise Unbounded("is nested deeper than 4 levels")
    import tomllib  # most have no file and need no parser

    return tomllib.loads(text)


def _room(text: str) -> tuple[RoomLine, ...]:
    raw = _toml(text).get("line")
    if not isinstance(raw, list) or not 1 <= len(raw) <= MAX_ROOM_LINES:
        raise ValueError(f"needs 1 to {MAX_ROOM_LINES} tables called [[line]]")
    lines = tuple(_room_line(number, table) for number, table in enumerate(raw, start=1))
    if len({line.name for line in lines}) < len(lines):
        raise ValueError("two lines have the same name")
    return lines


def _room_line(number: int, table: object) -> RoomLine:
    name, question = (
        (table.get("name"), table.get("question")) if isinstance(table, dict) else (None, None)
    )
    if not _fits(name, LONGEST_NAME) or not _fits(question, LONGEST_LINE):
        raise ValueError(
            f"line {number} needs a name of at most {LONGEST_NAME} letters and a question of at "
            f"most {LONGEST_LINE}"
        )
    return RoomLine(str(name).strip(), str(question).strip())


def _incidents(text: str) -> tuple[str, ...]:
    raw = _toml(text).get("incidents")
    if not isinstance(raw, list) or not 1 <= len(raw) <= MAX_INCIDENTS:
        raise ValueError(f"needs incidents = [...] with 1 to {MAX_INCIDENTS} wordings")
    if not all(_fits(words, LONGEST_LINE) for words in raw):
        raise ValueError(f"a wording is a text of at most {LONGEST_LINE} letters")
    return tuple(str(words).strip() for words in raw)


def _fits(text: object, most: int) -> bool:
    return isinstance(text, str) and len(text.strip()) > 0 and len(text) <= most
