"""Finds and reads the file of a journey: the user's, the shipped, or what the standard itself says.

Errors are those of a standard's file (`data.standards.errors`): the two lie beside each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .errors import InvalidStandard, Problem, StandardError
from .files import Loads
from .journey import Journey, from_standard
from .matching import matched, parsed
from .model import Standard

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
    """Return the journey in a file, which is read again only when it has changed.

    Args:
        path: A `.toml` file.
        standard: The standard that it has to be of.

    Raises:
        StandardError: One of its kinds, with everything that is wrong with the file.
    """
    journey = _LOADS.one(path)
    if isinstance(journey, StandardError):
        raise journey.with_traceback(None)
    if problems := tuple(_foreign(journey, standard)):
        raise InvalidStandard(path, problems)
    return journey


def _load(path: Path) -> Journey | StandardError:
    try:
        return matched(path, parsed(path), Journey, lambda _: ())
    except StandardError as error:
        return error


_LOADS = Loads(_load)
"""Of the whole program: each assessment that is opened asks for one of the same few files."""


def _foreign(journey: Journey, standard: Standard) -> Iterator[Problem]:
    """Go through what does not fit the standard."""
    if (journey.reference, journey.version) != (standard.reference, standard.version):
        ours = f"{standard.reference} {standard.version}"
        yield Problem("reference", f"is not {ours}", "Name the standard it is for.")
    codes = {method.code for method in standard.methods}
    for place, code in (
        ("project.method", journey.project.method),
        ("portfolio.method", journey.portfolio.method),
    ):
        if code is not None and code not in codes:
            yield Problem(place, f"is no method: {code}", f"Use {sorted(codes)}.")
