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

from pydantic import ValidationError

from .checks import check_standard
from .errors import InvalidStandard, MalformedStandard, Problem, UnreadableStandard
from .guard import hidden_characters, read_text, refuse_nesting
from .model import Standard
from .places import shape_problems

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
    standard = _match(path, data)
    shipped = path.resolve().parent == SHIPPED_FOLDER
    return LoadedStandard(standard, hashlib.sha256(content).hexdigest(), path, shipped)


def _parse(path: Path, text: str) -> dict[str, object]:
    remedy = "Correct what stands there; the message counts lines and columns from 1."
    try:
        data = _parse_json(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except ValueError as error:  # of both parsers, and of numbers too long to be read
        language = path.suffix.lstrip(".").upper()
        raise MalformedStandard(path, "", f"is not {language}: {error}", remedy) from error
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


def _match(path: Path, data: dict[str, object]) -> Standard:
    problems = hidden_characters(path, data)
    try:
        standard = Standard.model_validate(with_tuples(data))
    except ValidationError as error:
        raise InvalidStandard(path, _once(problems + shape_problems(data, error))) from error
    problems += check_standard(standard)
    if problems:
        raise InvalidStandard(path, _once(problems))
    return standard


def _once(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(dict.fromkeys(problems))


def with_tuples(value: object) -> object:
    """Return a parsed value with tuples for its lists.

    The models are strict and frozen: their lists are tuples, which neither format can write.
    """
    if isinstance(value, dict):
        return {key: with_tuples(below) for key, below in value.items()}
    if isinstance(value, list):
        return tuple(with_tuples(below) for below in value)
    return value
