"""What stands in a cell, read as a ULN, a day, a time, a share or a number.

Every function is pure but for the time zone of this machine. What cannot be understood is refused
with a sentence that shows how to write it, and never holds what was written.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time

LARGEST_EXTRA = 2000
"""Most extra time, in thousandths of the base time: three times as long."""

LARGEST_NUMBER = 20
"""Most attempts at one method."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TWO, _FOUR = r"(\d{1,2})", r"(\d{4})"
_ISO = re.compile(rf"{_FOUR}[-/.]{_TWO}[-/.]{_TWO}", re.ASCII)
_FIGURES = re.compile(rf"{_TWO}[-/.]{_TWO}[-/.](\d{{4}}|\d{{2}})", re.ASCII)
_WORDS = re.compile(
    rf"(?:[a-z]{{3,9}},? )?{_TWO}[ -]([a-z]{{3,9}}),?[ -](\d{{4}}|\d{{2}})", re.ASCII
)
_MIDNIGHT = re.compile(r"[ T]0?0[:.]00(?:[:.]00(?:\.0+)?)?", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.]00(?:\.0+)?)?(?: ?([ap])\.?m\.?)?", re.ASCII)
_ZONED = re.compile(r"[0-9-]{10}T[0-9:.]{5,15}(?:Z|[+-][0-9]{2}:?[0-9]{2})", re.ASCII)
_PARTED = re.compile(r"(.*?)(?: |(?<=\d)T)(\d{1,2}[:.]\d{2}(?![.:]?\d{4}).*)", re.ASCII)
_NUMBER = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_SCIENTIFIC = re.compile(r"\d+(?:[.,]\d+)?[eE]\+?\d+", re.ASCII)
_AS_TEXT = re.compile(r'(?:="(.*)"|\'(.*))')
_WHOLE = re.compile(r"(\d+)(?:[.,]0+)?", re.ASCII)
_SHARE = re.compile(r"(\d{1,3})(?:[.,](\d)0*)?", re.ASCII)


class NotUnderstood(ValueError):
    """A cell has no meaning here; the text of the error says what to write."""


def read_uln(text: str) -> str:
    """Read a unique learner number: ten digits, with spaces or as a spreadsheet's number.

    Raises:
        NotUnderstood: It is none, or digits of it are lost.
    """
    bare = _AS_TEXT.sub(lambda found: found[1] or found[2] or "", text)
    bare = "".join(bare.split())
    if _SCIENTIFIC.fullmatch(bare):
        raise NotUnderstood(
            "The spreadsheet wrote it as a power of ten, and digits may be lost: format the "
            "column as text, type the ten digits, and save again."
        )
    found = _WHOLE.fullmatch(bare)
    digits = found[1] if found else ""
    if len(digits) != 10:
        raise NotUnderstood("A ULN has ten digits; type them all.")
    if digits[0] == "0":
        raise NotUnderstood("A ULN never begins with 0; look at it again.")
    return digits


def read_day(text: str) -> date:
    """Read a day: `2026-02-01`, `01/02/2026` with the day first, `1 Feb 2026`.

    Raises:
        NotUnderstood: It is no day of the calendar, or the bare number of a spreadsheet.
    """
    bare = _without_midnight(text).lower()
    if _NUMBER.fullmatch(bare):
        raise NotUnderstood(
            "The spreadsheet wrote a bare number instead of a date: format the column as a date, "
            "like 2026-02-01, and save again."
        )
    if found := _ISO.fullmatch(bare):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _FIGURES.fullmatch(bare):
        return _day(_year(found[3]), int(found[2]), int(found[1]))
    found = _WORDS.fullmatch(bare)
    if found and found[2][:3] in _MONTHS:
        return _day(_year(found[3]), _MONTHS.index(found[2][:3]) + 1, int(found[1]))
    raise NotUnderstood("Write a date like 2026-02-01, 01/02/2026 (the day first) or 1 Feb 2026.")


def is_day_first(text: str) -> bool:
    """Tell whether a day, alone or with a time, could have been meant month first."""
    found = _FIGURES.match(text)
    return found is not None and int(found[1]) <= 12 and int(found[2]) <= 12


def _without_midnight(text: str) -> str:
    """Return a day without the midnight that some programs write behind it."""
    found = _MIDNIGHT.search(text)
    return text[: found.start()] if found and found.end() == len(text) else text


def _year(typed: str) -> int:
    return int(typed) + (2000 if len(typed) == 2 else 0)


def _day(year: int, month: int, day: int) -> date:
    if not 2000 <= year <= 2099:
        raise NotUnderstood("The year cannot be right; write it with four figures.")
    try:
        return date(year, month, day)
    except ValueError:
        raise NotUnderstood(
            "There is no such day; write the day first, then the month, or 2026-02-01."
        ) from None


def read_time(text: str) -> time:
    """Read a time of day: `9:30`, `09.30`, `14:30:00`, `2:30 pm`.

    Raises:
        NotUnderstood: It is none.
    """
    found = _CLOCK.fullmatch(text.lower())
    if not found:
        raise NotUnderstood("Write a time of day like 09:30 or 14:00.")
    hour, minute = int(found[1]), int(found[2])
    if found[3]:
        if not 1 <= hour <= 12:
            raise NotUnderstood("With am or pm the hours go from 1 to 12.")
        hour = hour % 12 + (12 if found[3] == "p" else 0)
    if hour > 23 or minute > 59:
        raise NotUnderstood("There is no such time on a clock; write hours up to 23:59.")
    return time(hour, minute)


def read_moment(text: str) -> datetime:
    """Read a day with a time, as the clock on the wall shows it or with its offset from UTC.

    Returns:
        With a time zone only where one was written: `2026-11-24T10:00:00Z`.

    Raises:
        NotUnderstood: It is none.
    """
    if _ZONED.fullmatch(text):
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            found = None
        if found is None or not 2000 <= found.year <= 2099:
            raise NotUnderstood("There is no such moment; write it like 2026-11-24 10:00.")
        return found.astimezone(UTC)
    parted = _PARTED.fullmatch(text)
    if not parted:
        raise NotUnderstood("Write a day and a time, like 2026-11-24 10:00 or 24/11/2026 10:00.")
    return datetime.combine(read_day(parted[1]), read_time(parted[2]))


def moment_ms(moment: datetime) -> tuple[int, bool]:
    """Return a moment as UTC milliseconds since 1970, and whether the clock shows it twice.

    Args:
        moment: Without a time zone: what the clock on the wall of this machine shows. When clocks
            go back the first of the two is taken.

    Raises:
        NotUnderstood: The clock never shows it: clocks go forward over it.
    """
    if moment.tzinfo:
        return round(moment.timestamp() * 1000), False
    first, second = moment.timestamp(), moment.replace(fold=1).timestamp()
    if first > second:
        raise NotUnderstood(
            "Clocks go forward that night and never show this time; write another one."
        )
    return int(first) * 1000, first < second


def read_extra(text: str) -> int:
    """Read approved extra time in percent, `25`, `+25 %` or `12.5`, in thousandths.

    Raises:
        NotUnderstood: It is no share, a fraction of one, or more than three times the time.
    """
    share = text.removeprefix("+").strip()
    percent = share.endswith("%")
    found = _SHARE.fullmatch(share.rstrip("% "))
    per_mille = int(found[1]) * 10 + int(found[2] or 0) if found else -1
    if per_mille < 0 or (not percent and 0 < per_mille < 10):
        raise NotUnderstood("Write the extra time in percent: 25 for a quarter more.")
    if per_mille > LARGEST_EXTRA:
        raise NotUnderstood("More than 200 percent cannot be right; write 25 for a quarter more.")
    return per_mille


def read_per_mille(text: str) -> int:
    """Read approved extra time in thousandths.

    Raises:
        NotUnderstood: It is no whole number, or more than three times the time.
    """
    found = _WHOLE.fullmatch(text)
    if not found or len(found[1]) > 4 or int(found[1]) > LARGEST_EXTRA:
        raise NotUnderstood("Write the extra time in thousandths: 250 for a quarter more.")
    return int(found[1])


def read_number(text: str) -> int:
    """Read the number of an attempt, from 1.

    Raises:
        NotUnderstood: It is no such number.
    """
    found = _WHOLE.fullmatch(text)
    if not found or len(found[1]) > 2 or not 1 <= int(found[1]) <= LARGEST_NUMBER:
        raise NotUnderstood("Write 1 for the first attempt at a method, 2 for the next.")
    return int(found[1])


def read_code(text: str) -> str:
    """Read a code, which a spreadsheet may have taken for a number: `1.0` is option 1."""
    found = _WHOLE.fullmatch(text)
    return found[1] if found else text


def read_attempt(text: str) -> str:
    """Read the kind of an attempt.

    Raises:
        NotUnderstood: It is none of the three.
    """
    name = re.sub(r"[\W_]|attempt", "", text.casefold())
    kinds = {"first": "first", "resit": "re-sit", "retake": "re-take"}
    if name not in kinds:
        raise NotUnderstood("Write first, re-sit or re-take.")
    return kinds[name]
