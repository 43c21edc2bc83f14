"""From a row of text to what it says of an apprentice and of a sitting, or to all that is wrong.

Only what is filled in is said: an empty cell says nothing, and erases nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from data.exchange.incoming import values
from data.exchange.incoming.rows import Row
from data.exchange.incoming.values import NotUnderstood

Value = TypeVar("Value")

LONGEST = 200
"""Most characters of a cell, as in the forms."""

LONGEST_PLACE = 500
"""Most characters of a place: a link."""

_AS_WRITTEN = (
    *("family_name", "given_names", "employer", "provider"),
    *("breaks", "adjustment_reference", "assessor"),
)
_WHEN = ("date", "time", "scheduled_at")
_OF_A_SITTING = (*_WHEN, "attempt", "number", "place", "exceptional")

DAY_FIRST = "Dates such as 03/02/2026 were read with the day first: 3 Feb 2026."
"""Notice where a date could have been meant with the month first."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row, and what to do, without what was written."""

    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Booking:
    """What a row says. Fields are called as those of `data.store.rows`."""

    where: str
    uln: str = field(repr=False)
    reference: str
    """Of the standard, as written."""
    apprentice: Mapping[str, Any] = field(repr=False)
    """What is said of the assessment, without ULN and reference."""
    method: str | None
    """None for an apprentice without a booking."""
    sitting: Mapping[str, Any] = field(repr=False)
    notices: tuple[str, ...] = ()
    """What is doubtful: one sentence each, with the place."""
    day_first: bool = False
    """True where a date could have been meant with the month first."""


class Unreadable(Exception):
    """A row cannot be understood.

    Args:
        problems: All that is wrong with it.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(problem.column for problem in problems))
        self.problems = problems


def read_booking(row: Row) -> Booking:
    """Read what a row says.

    Raises:
        Unreadable: With everything that is wrong in it.
    """
    cells = _Cells(row)
    apprentice = _apprentice(cells)
    method = row.cells.get("method")
    sitting = _sitting(cells) if method else _no_sitting(cells)
    uln = cells.read("uln", values.read_uln) or ""
    for name in ("uln", "standard"):
        if name not in row.cells:
            cells.problems.append(Problem(name, "It is empty, and every row needs it."))
    if cells.problems:
        raise Unreadable(tuple(cells.problems))
    return Booking(
        row.where,
        uln,
        row.cells["standard"],
        apprentice,
        method,
        sitting,
        tuple(cells.notices),
        any(values.is_day_first(text) for name, text in row.cells.items() if name in _DAYS),
    )


_DAYS = ("gateway_on", "epa_ends_on", "date", "scheduled_at")


class _Cells:
    """The cells of a row, and what is wrong with them so far."""

    def __init__(self, row: Row) -> None:
        self.text = row.cells
        self.where = row.where
        self.notices: list[str] = []
        self.problems = [Problem(name, "Write a text or a whole number.") for name in row.unfit]
        for name, text in row.cells.items():
            if len(text) > (longest := LONGEST_PLACE if name == "place" else LONGEST):
                self.problems.append(Problem(name, f"It has more than {longest} characters."))

    def read(self, name: str, how: Callable[[str], Value]) -> Value | None:
        """Read a cell; None where it is empty or wrong, which is noted."""
        text = self.text.get(name, "")
        if not text or len(text) > LONGEST_PLACE:
            return None
        try:
            return how(text)
        except NotUnderstood as refused:
            self.problems.append(Problem(name, str(refused)))
            return None


def _apprentice(cells: _Cells) -> dict[str, Any]:
    def day(text: str) -> str:
        return values.read_day(text).isoformat()

    said: dict[str, Any] = {name: cells.text[name] for name in _AS_WRITTEN if name in cells.text}
    said["version"] = cells.text.get("version")
    said["option"] = cells.read("option", values.read_code)
    said["extra_per_mille"] = _extra(cells)
    said["gateway_on"] = cells.read("gateway_on", day)
    said["epa_ends_on"] = cells.read("epa_ends_on", day)
    return {name: value for name, value in said.items() if value is not None}


def _extra(cells: _Cells) -> int | None:
    percent = cells.read("extra_time", values.read_extra)
    per_mille = cells.read("extra_per_mille", values.read_per_mille)
    if None not in (percent, per_mille) and percent != per_mille:
        sentence = "It says another extra time than extra_time; leave one of the two empty."
        cells.problems.append(Problem("extra_per_mille", sentence))
    return per_mille if percent is None else percent


def _sitting(cells: _Cells) -> dict[str, Any]:
    said: dict[str, Any] = {
        "attempt": cells.read("attempt", values.read_attempt),
        "number": cells.read("number", values.read_number),
        "scheduled_at": _scheduled(cells),
        "place": cells.text.get("place"),
        "exceptional": cells.text.get("exceptional"),
    }
    if said["number"] == 1 and said["attempt"] not in (None, "first"):
        sentence = "A re-sit or re-take never has the number 1; put one of the two right."
        cells.problems.append(Problem("number", sentence))
    return {name: value for name, value in said.items() if value is not None}


def _no_sitting(cells: _Cells) -> dict[str, Any]:
    if any(name in cells.text for name in _OF_A_SITTING):
        sentence = "Write the code of the method that is booked, or empty the cells of the sitting."
        cells.problems.append(Problem("method", sentence))
    return {}


def _scheduled(cells: _Cells) -> int | None:
    """Return when the sitting is, in UTC milliseconds since 1970; None where nothing is said."""
    written = [name for name in _WHEN if name in cells.text]
    if written not in ([], ["date"], ["date", "time"], ["scheduled_at"]):
        sentence = "Write the date and the time in their two columns, or both in scheduled_at."
        cells.problems.append(Problem(written[0], sentence))
        return None
    if written == ["date", "time"]:
        return _of_two_cells(cells)
    return cells.read(written[0], lambda text: _ms(cells, text)) if written else None


def _ms(cells: _Cells, text: str) -> int:
    moment = values.read_moment(text)
    at, twice = values.moment_ms(moment)
    if twice:
        told = "clocks go back that night and show this time twice; the first is taken."
        cells.notices.append(f"{cells.where}: {told}")
    return at


def _of_two_cells(cells: _Cells) -> int | None:
    day = cells.read("date", values.read_day)
    clock = cells.read("time", values.read_time)
    if day is None or clock is None:
        return None
    return cells.read("time", lambda _: _ms(cells, f"{day.isoformat()} {clock:%H:%M}"))
