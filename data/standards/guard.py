"""What is refused of a standard's file before, and right after, it is parsed.

A file from anywhere is parsed in the application's own process: the parsers recurse and take time
that grows faster than the file, so size and nesting are bounded by a scan that does neither.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from .bounds import Unbounded, nested_deeper, read_bounded
from .errors import MalformedStandard, Problem, UnreadableStandard
from .places import Step, place_of

MAX_BYTES = 1_000_000
"""Size of the largest file that is read; the shipped standard has some 60,000 bytes."""

MAX_NESTING = 64
"""Deepest nesting of lists, tables and dotted keys; a standard needs five."""

MAX_VALUES = 20_000
"""Most texts, numbers, lists and tables in a file; the shipped standard has some 1,500."""

# Cc and Cf: control characters and invisible ones, the bidirectional controls among them; Co and Cs
# have no meaning between two machines; Zl and Zp break lines where no reader expects it.
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})


def read_text(path: Path) -> tuple[bytes, str]:
    """Return the bytes of a file, and the text they are.

    Raises:
        UnreadableStandard: Where the file cannot be opened, is too large or is not UTF-8.
    """
    try:
        content = _read_capped(path)
    except (OSError, ValueError) as error:  # a name with a NUL in it is no OSError
        reason = getattr(error, "strerror", None) or str(error)
        remedy = "Check the name of the file and whether you may read it."
        raise UnreadableStandard(path, "", f"cannot be read ({reason})", remedy) from error
    try:
        # A byte order mark is what some Windows editors put in front; it does no harm.
        return content, content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        remedy = "Save the file again as UTF-8."
        raise UnreadableStandard(path, f"line {line}", "is not UTF-8", remedy) from error


def _read_capped(path: Path) -> bytes:
    try:
        return read_bounded(path, MAX_BYTES)
    except Unbounded as error:
        remedy = "Name a .toml or .json file that holds what is asked for and nothing else."
        raise UnreadableStandard(path, "", str(error), remedy) from error


def refuse_nesting(path: Path, text: str) -> None:
    """Refuse a text whose brackets or dotted keys go deeper than `MAX_NESTING`.

    Raises:
        MalformedStandard: Naming the line.
    """
    line = nested_deeper(text, MAX_NESTING)
    if line is not None:
        raise _too_deep(path, f"line {line}")


def _too_deep(path: Path, place: str) -> MalformedStandard:
    remedy = "Write it flat: no such depth is needed."
    return MalformedStandard(path, place, f"is nested deeper than {MAX_NESTING} levels", remedy)


def hidden_characters(path: Path, data: dict[str, object]) -> list[Problem]:
    """Return a problem for each text or key that holds a character nobody can see.

    Raises:
        MalformedStandard: Where tables within dotted keys add up to more than `MAX_NESTING`, or
            where there are more than `MAX_VALUES` values.
    """
    problems = []
    for loc, text in _texts(path, data):
        # Whatever is hidden is not printable either, which the library tells of a whole text.
        if text.replace("\n", "").isprintable():
            continue
        hidden = next((char for char in text if _is_hidden(char)), None)
        if hidden is not None:
            problem = f"holds the character U+{ord(hidden):04X}, which cannot be seen"
            remedy = "Remove it; a line break may be written \\n."
            problems.append(Problem(place_of(data, loc), problem, remedy))
    return problems


def _is_hidden(char: str) -> bool:
    return char != "\n" and unicodedata.category(char) in _HIDDEN


def _texts(path: Path, data: dict[str, object]) -> Iterator[tuple[tuple[Step, ...], str]]:
    # No recursion: dotted keys inside of inline tables multiply what the scan allowed.
    waiting: list[tuple[tuple[Step, ...], object]] = [((), data)]
    passed = 0
    while waiting:
        loc, value = waiting.pop()
        passed += 1
        # Each value may be wrong in a dozen ways, and telling them all takes seconds.
        if passed > MAX_VALUES:
            remedy = "Take out what does not belong into it."
            raise MalformedStandard(path, "", f"holds more than {MAX_VALUES:,} values", remedy)
        if len(loc) > MAX_NESTING:
            raise _too_deep(path, "")
        if isinstance(value, str):
            yield loc, value
        elif isinstance(value, dict):
            for key in value:
                yield (*loc, key), key
            waiting.extend(((*loc, key), below) for key, below in reversed(value.items()))
        elif isinstance(value, list):
            places = range(len(value) - 1, -1, -1)
            waiting.extend(((*loc, place), value[place]) for place in places)
