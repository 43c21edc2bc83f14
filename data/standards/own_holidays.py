"""The user's own table of holidays: what no library can know yet, because it was just proclaimed.

It lies in the home folder as `holidays.toml`. A line that cannot be used is told with what is
wrong, and the others hold: no file keeps an assessor from an assessment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from data.standards.bounds import Unbounded, nested_deeper, read_bounded
from data.standards.errors import printable

NAME = "holidays.toml"
"""Name of the file in the home folder."""
MAX_BYTES = 64_000
"""Size of the largest file that is read."""
MAX_DAYS = 200
"""Most lines of the table: a century of proclamations."""
LONGEST_NAME = 80
MAX_TOLD = 5
"""How many problems are told one by one."""

_ADD, _REMOVE = "add", "remove"


@dataclass(frozen=True, slots=True)
class OwnHolidays:
    """Days on which the user's table differs from the library's."""

    added: frozenset[date] = frozenset()
    """Days that are no working days besides."""
    removed: frozenset[date] = frozenset()
    """Bank holidays of the library that are working days after all."""
    names: tuple[tuple[date, str], ...] = field(default=(), compare=False)
    """What each day is called, in the order of the days."""
    problems: tuple[str, ...] = field(default=(), compare=False)
    """What was wrong in the file, a sentence each."""

    def says_of(self, first: date, last: date) -> bool:
        """Tell whether the table says something of a day after `first`, up to `last`."""
        return any(first < day <= last for day in (*self.added, *self.removed))


NO_OWN = OwnHolidays()
"""Of a user who has no table."""


def read_own_holidays(home: Path) -> OwnHolidays:
    """Read the table of a home folder.

    Args:
        home: The folder; a missing file is an empty table.
    """
    path = home / NAME
    try:
        raw = _read(path)
    except FileNotFoundError:
        return NO_OWN
    except (OSError, ValueError, RecursionError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        return OwnHolidays(problems=_told(path, [f"is not used ({reason})"]))
    problems = [f"{printable(name, 60)} is not known: use [[add]] and [[remove]]"
                for name in raw if name not in (_ADD, _REMOVE)]  # fmt: skip
    days = {kind: dict(_days(kind, raw.get(kind, []), problems)) for kind in (_ADD, _REMOVE)}
    for day in sorted(days[_ADD].keys() & days[_REMOVE].keys()):
        problems.append(f"{day} is added and removed: it stays as it was")
        del days[_ADD][day], days[_REMOVE][day]
    names = tuple(sorted({**days[_ADD], **days[_REMOVE]}.items()))
    told = _told(path, problems)
    return OwnHolidays(frozenset(days[_ADD]), frozenset(days[_REMOVE]), names, told)


def _read(path: Path) -> dict[str, Any]:
    text = read_bounded(path, MAX_BYTES).decode("utf-8-sig")
    if nested_deeper(text, 4) is not None:
        raise Unbounded("is nested deeper than 4 levels")
    import tomllib  # most have no file and need no parser

    return tomllib.loads(text)


def _days(kind: str, lines: object, problems: list[str]) -> Iterator[tuple[date, str]]:
    """Go through the lines of one kind that can be used."""
    if not isinstance(lines, list) or len(lines) > MAX_DAYS:
        problems.append(f"{kind} must be at most {MAX_DAYS} tables called [[{kind}]]")
        return
    for number, line in enumerate(lines, start=1):
        day, name = (line.get("day"), line.get("name")) if isinstance(line, dict) else (None, None)
        on, called = _day(day), _name(name)
        if on is None or not called:
            problems.append(
                f"{kind}, number {number}, needs a day such as 2027-05-31 and a name of at most "
                f"{LONGEST_NAME} letters"
            )
        else:
            yield on, called


def _day(value: object) -> date | None:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def _name(value: object) -> str:
    fits = isinstance(value, str) and len(value) <= LONGEST_NAME
    return printable(str(value).strip(), LONGEST_NAME) if fits else ""


def _told(path: Path, problems: list[str]) -> tuple[str, ...]:
    """Return the first problems, each with the file, and how many more there are."""
    more = len(problems) - MAX_TOLD
    rest = [f"{more} more lines are wrong. Mend these first"] if more > 0 else []
    return tuple(printable(f"{path}: {told}.", 5000) for told in (*problems[:MAX_TOLD], *rest))
