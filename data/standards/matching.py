"""Matches what a file holds with a model: a standard, a bank, a journey, the sampling rules.

Whoever holds what `matched` returns need not check it again. Errors are those of a standard's file
(`data.standards.errors`), whatever the file is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from .errors import InvalidStandard, MalformedStandard, Problem
from .guard import hidden_characters, read_text, refuse_nesting
from .places import shape_problems

WHERE_IT_STANDS = "Correct what stands there; the message counts lines and columns from 1."
"""What to do about a file that cannot be parsed."""

_Model = TypeVar("_Model", bound=BaseModel)


def parsed(path: Path) -> dict[str, object]:
    """Return what a TOML file holds.

    Raises:
        UnreadableStandard: The file cannot be opened, is too large or is not UTF-8.
        MalformedStandard: It is not TOML, or nested deeper than any standard.
    """
    text = read_text(path)[1]
    refuse_nesting(path, text)
    try:
        return tomllib.loads(text)
    except ValueError as error:  # of the parser, and of numbers too long to be read
        problem = f"is not TOML: {error}"
        raise MalformedStandard(path, "", problem, WHERE_IT_STANDS) from error


def matched(
    path: Path,
    data: dict[str, object],
    model: type[_Model],
    check: Callable[[_Model], Iterable[Problem]],
) -> _Model:
    """Return what a file holds as a model.

    Args:
        path: The file, for what is told of it.
        data: What it holds.
        model: What it has to be.
        check: Finds what contradicts itself in what has the right shape.

    Raises:
        InvalidStandard: With everything that is wrong.
    """
    problems = hidden_characters(path, data)
    try:
        found = model.model_validate(with_tuples(data))
    except ValidationError as error:
        raise InvalidStandard(path, _once(problems + shape_problems(data, error))) from error
    problems += check(found)
    if problems:
        raise InvalidStandard(path, _once(problems))
    return found


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
