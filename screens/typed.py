"""What the assessor types into a form, read as a day, a moment, a share or a number.

Every function is pure: today is a parameter. What cannot be understood is refused with a sentence
that shows how to write it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from pathlib import Path

from data.rules.extra_time import read_share
from data.rules.learner import check_digit_fits, spaces_too_many
from data.rules.refused import Refused

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_FIGURES = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?", re.ASCII)
_WORDS = re.compile(r"(?:([a-z]+)\s+)?(\d{1,2})\s+([a-z]{3,9})(?:\s+(\d{4}))?", re.ASCII)
_MOMENT = re.compile(r"(.+?) ((\d{1,2})(?:[:.](\d{2}))? ?([ap]m)?)", re.ASCII | re.IGNORECASE)
_ISO_BETWEEN = re.compile(r"(?<=\d)T(?=\d)")


class NotUnderstood(ValueError):
    """What was typed has no meaning here; the text of the error says what to type."""


def read_day(text: str, today: date, *, past: bool = False) -> date:
    """Read a day: `2026-11-24`, `24/11/2026`, `24/11`, `24 Nov 2026`, `today`, `friday`.

    Args:
        text: What was typed.
        today: The day that `today` means; a day without a year is the next one from then on.
        past: It is asked when something was: a day without a year is the last one until today.

    Raises:
        NotUnderstood: It is no day of the calendar.
    """
    typed = " ".join(text.lower().replace(",", " ").split())
    day = _relative(typed, today, past) or _dated(typed, today, past)
    if day is None:
        raise NotUnderstood("Type a day like 24/11/2026, 24 Nov or tomorrow.")
    return day


def _relative(typed: str, today: date, past: bool) -> date | None:
    if typed in _NEAR:
        return today + timedelta(days=_NEAR[typed])
    if len(typed) >= 3 and typed[:3] in _WEEKDAYS and typed.isalpha():
        ahead = (_WEEKDAYS.index(typed[:3]) - today.weekday()) % 7
        return today + timedelta(days=ahead - 7 if past and ahead else ahead)
    return None


def _dated(typed: str, today: date, past: bool) -> date | None:
    if found := _ISO.fullmatch(typed):
        year, month, day = (int(part) for part in found.groups())
        return _day(year, month, day)
    if found := _FIGURES.fullmatch(typed):
        year_typed = found[3]
        month, day = int(found[2]), int(found[1])
        if year_typed:
            return _day(int(year_typed) + (2000 if len(year_typed) == 2 else 0), month, day)
        return _yearless(month, day, today, past)
    if found := _WORDS.fullmatch(typed):
        if found[3][:3] not in _MONTHS:
            return None
        month, day = _MONTHS.index(found[3][:3]) + 1, int(found[2])
        return _day(int(found[4]), month, day) if found[4] else _yearless(month, day, today, past)
    return None


def _day(year: int, month: int, day: int) -> date:
    if not 2000 <= year <= 2099:
        raise NotUnderstood(f"The year {year} cannot be right; type one from 2000 to 2099.")
    try:
        return date(year, month, day)
    except ValueError:
        raise NotUnderstood(f"There is no {day}/{month}/{year}{_why(year, month)}.") from None


def _why(year: int, month: int) -> str:
    if 1 <= month <= 12:
        return f"; that month has {monthrange(year, month)[1]} days"
    return "; type the day first"


def _yearless(month: int, day: int, today: date, past: bool) -> date:
    """Return the first such day from today on, or the last until today; leap days wait for one."""
    if 1 <= month <= 12 and 1 <= day <= 31:
        for years in range(9):
            year = today.year + (-years if past else years)
            if day <= monthrange(year, month)[1]:
                found = date(year, month, day)
                if found <= today if past else found >= today:
                    return found
    raise NotUnderstood(f"There is no {day}/{month}; type the day first, then the month.")


def read_moment(text: str, today: date, *, past: bool = False) -> datetime:
    """Read a day and a time of day: `2026-11-24 10:00`, `24/11 10:00`, `tomorrow 2.30pm`.

    Args:
        text: What was typed.
        today: The day that `today` means.
        past: As for `read_day`.

    Returns:
        The moment, without a time zone: what the clock on the wall will show.

    Raises:
        NotUnderstood: It is no day with a time.
    """
    found = _MOMENT.fullmatch(_ISO_BETWEEN.sub(" ", " ".join(text.split())))
    # A bare figure behind a day may as well be its year.
    if not found or not (found[4] or found[5]):
        raise NotUnderstood("Type a day and a time, like 24/11 10:00 or tomorrow 10:00.")
    hour, minute, half = int(found[3]), int(found[4] or 0), (found[5] or "").lower()
    if minute > 59 or hour > 23 or (half and not 1 <= hour <= 12):
        raise NotUnderstood(f"There is no {found[2]} on a clock; type hours up to 23:59.")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return datetime.combine(read_day(found[1], today, past=past), time(hour, minute))


def wall_ms(moment: datetime) -> int:
    """Return what the clock on the wall shows as UTC milliseconds since 1970."""
    return int(moment.astimezone().timestamp()) * 1000


def read_uln(text: str) -> str:
    """Read a unique learner number.

    Raises:
        NotUnderstood: It has not ten digits, or is below 1000000000.
    """
    digits = "".join(text.split())
    if not re.fullmatch(r"[0-9]{10}", digits):
        raise NotUnderstood("A ULN has ten digits; type them all.")
    if digits[0] == "0":
        raise NotUnderstood("A ULN never begins with 0; look at it again.")
    return digits


def uln_doubt(uln: str) -> str:
    """Return a warning where the check digit of a ULN does not fit; empty where it does."""
    fits = check_digit_fits(uln)
    return "" if fits else "The check digit does not fit: compare it with the source."


def doubt_about(key: str, text: str) -> str:
    """Return a warning about what stands in a field of a form; empty where nothing is doubtful.

    Args:
        key: What the field is called.
        text: What was typed.

    Raises:
        NotUnderstood: It is not even what it should look like.
    """
    if key == "uln":
        return uln_doubt(read_uln(text))
    if key == "family_name" and spaces_too_many(text):
        return "There is a space too many: type it exactly as on the learner record."
    return ""


def read_extra(text: str) -> int:
    """Read approved extra time, typed as `25`, `+25 %` or `12.5`, in thousandths.

    Raises:
        NotUnderstood: It is no share, or more than three times the time.
    """
    try:
        return read_share(text)
    except Refused as refused:
        raise NotUnderstood(refused.sentence) from None


def read_counter(text: str) -> int:
    """Read the counter of a recording, `02:13`, `1:02:13` or without colons, in milliseconds.

    Raises:
        NotUnderstood: It is no counter.
    """
    typed = text.strip()
    if re.fullmatch(r"[0-9]{3,6}", typed):
        # Whole pairs from the right: 213 is 2:13.
        typed = ":".join(part for part in (typed[:-4], typed[-4:-2], typed[-2:]) if part)
    parts = typed.split(":")
    fits = 2 <= len(parts) <= 3 and all(re.fullmatch(r"[0-9]{1,3}", part) for part in parts)
    if not fits or any(int(part) > 59 for part in parts[1:]):
        raise NotUnderstood("Type what the counter shows, like 02:13 or 1:02:13.")
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + int(part)
    return seconds * 1000


def counter_problem(text: str) -> str:
    """Return what is wrong with a counter of the recording; empty where nothing is."""
    try:
        read_counter(text)
    except NotUnderstood as wrong:
        return str(wrong)
    return ""


def read_path(text: str) -> Path:
    """Read where a file or a folder lies; `~` is the folder of the user.

    Args:
        text: What was typed.

    Raises:
        NotUnderstood: Nothing can lie there: it is too long, or names a user who is not known.
    """
    try:
        path = Path(text).expanduser().absolute()
        path.exists()
    except (OSError, RuntimeError, ValueError):
        raise NotUnderstood("Nothing can lie there. Type another path.") from None
    return path


def read_file(text: str) -> Path:
    """Read where a file lies.

    Args:
        text: What was typed.

    Raises:
        NotUnderstood: No file is there.
    """
    path = read_path(text)
    if path.is_dir():
        raise NotUnderstood("This is a folder. Type the path of the file in it.")
    if not path.is_file():
        raise NotUnderstood("There is no such file.")
    return path
