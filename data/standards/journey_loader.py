"""Finds and reads the file of a journey: the user's, the shipped, or what the standard itself says.

Errors are those of a standard's file (`data.standards.errors`): the two lie beside each other.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import ValidationError

from .errors import InvalidStandard, MalformedStandard, Problem
from .guard import hidden_characters, read_text, refuse_nesting
from .journey import Journey, from_standard
from .loader import with_tuples
from .model import Standard
from .places import shape_problems

FOLDER = "journeys"
"""Name of the folder in the home folder."""
_SHIPPED = Path(__file__).resolve().parent / FOLDER


def journey_of(standard: Standard, home: Path | None = None) -> Journey:
    """Return what surrounds the sittings of a standard.

    Args:
        standard: The standard.
        home: The home folder, in whose folder `journeys` a file of the user's takes precedence.

    Raises:
        StandardError: The user's file is wrong, with everything that is.
    """
    path = journey_file(standard, home)
    return load_journey(path, standard) if path else from_standard(standard)


def journey_file(standard: Standard, home: Path | None = None) -> Path | None:
    """Return the file of what surrounds the sittings of a standard; None where there is none.

    Args:
        standard: The standard.
        home: See `journey_of`.
    """
    name = f"{standard.reference}-{standard.version}.toml"
    own = home / FOLDER / name if home else None
    found = (path for path in (own, _SHIPPED / name) if path is not None and path.exists())
    return next(found, None)


def load_journey(path: Path, standard: Standard) -> Journey:
    """Read and match the journey in a file.

    Args:
        path: A `.toml` file.
        standard: The standard that it has to be of.

    Raises:
        StandardError: One of its kinds, with everything that is wrong with the file.
    """
    text = read_text(path)[1]
    refuse_nesting(path, text)
    try:
        data = tomllib.loads(text)
    except ValueError as error:
        remedy = "Correct what stands there; the message counts lines and columns from 1."
        raise MalformedStandard(path, "", f"is not TOML: {error}", remedy) from error
    problems = hidden_characters(path, data)
    try:
        journey = Journey.model_validate(with_tuples(data))
    except ValidationError as error:
        found = dict.fromkeys(problems + shape_problems(data, error))
        raise InvalidStandard(path, tuple(found)) from error
    problems += _foreign(journey, standard)
    if problems:
        raise InvalidStandard(path, tuple(problems))
    return journey


def _foreign(journey: Journey, standard: Standard) -> list[Problem]:
    """Return what does not fit the standard."""
    problems = []
    if (journey.reference, journey.version) != (standard.reference, standard.version):
        ours = f"{standard.reference} {standard.version}"
        problems.append(Problem("reference", f"is not {ours}", "Name the standard it is for."))
    codes = {method.code for method in standard.methods}
    for place, code in (
        ("project.method", journey.project.method),
        ("portfolio.method", journey.portfolio.method),
    ):
        if code is not None and code not in codes:
            problems.append(Problem(place, f"is no method: {code}", f"Use {sorted(codes)}."))
    return problems
