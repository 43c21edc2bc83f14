"""Reads a standard from its file: all of it is right, or all that is wrong is told.

Whoever holds a `LoadedStandard` need not check anything again: the file was bounded, parsed,
matched with the model, checked against itself, and digested.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from .checks import check_standard
from .errors import MalformedStandard, UnreadableStandard
from .guard import read_text, refuse_nesting
from .matching import WHERE_IT_STANDS, matched
from .model import Standard

SHIPPED_FOLDER = Path(__file__).resolve().parent
"""Where the standards lie that come with the application."""

SUFFIXES = (".toml", ".json")
"""Endings of files that can be read, in lower case."""


@dataclass(frozen=True, slots=True)
class LoadedStandard:
    """A standard, and the file it was read from."""

    standard: Standard
    digest: str
    """SHA-256 of the file's bytes, in hexadecimal: a sitting keeps it."""
    path: Path
    shipped: bool
    """True where it came with the application, False where the user put it there."""


def load_standard(path: Path) -> LoadedStandard:
    """Read, match and check the standard in a file.

    Args:
        path: A `.toml` file, or a `.json` file of the same shape.

    Returns:
        The standard; nothing in it needs checking again.

    Raises:
        StandardError: One of its kinds, with everything that is wrong with the file.
    """
    if path.suffix.lower() not in SUFFIXES:
        remedy = "Name a .toml or .json file."
        raise UnreadableStandard(path, "", "is neither TOML nor JSON by its name", remedy)
    content, text = read_text(path)
    refuse_nesting(path, text)
    data = _parse(path, text)
    standard = matched(path, data, Standard, check_standard)
    shipped = path.resolve().parent == SHIPPED_FOLDER
    return LoadedStandard(standard, hashlib.sha256(content).hexdigest(), path, shipped)


def _parse(path: Path, text: str) -> dict[str, object]:
    try:
        data = _parse_json(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except ValueError as error:  # of both parsers, and of numbers too long to be read
        language = path.suffix.lstrip(".").upper()
        raise MalformedStandard(path, "", f"is not {language}: {error}", WHERE_IT_STANDS) from error
    if not isinstance(data, dict):
        raise MalformedStandard(path, "", "is not a table of keys and values", "Start with {.")
    return data


def _parse_json(text: str) -> object:
    return json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_unique_keys)


def _refuse_constant(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number of JSON")


def _unique_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    # The parser would silently keep the last of two: TOML refuses it, and so do we.
    table = dict(pairs)
    if len(table) < len(pairs):
        twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
        raise ValueError(f"the key '{twice}' stands twice in one object")
    return table
