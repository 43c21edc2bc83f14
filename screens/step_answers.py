"""What was typed as an answer to a step, read as what the step is given.

Shared by the form and the command line; nothing here knows a widget.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from data.record.text import clean
from data.rules.step import Ask
from screens.typed import NotUnderstood, read_day, read_file, read_moment

LONGEST = 2000
"""Most letters of one answer."""

_MISSING = {"choice": "Choose one", "yes": "Answer yes or no"}
"""What is said of an answer that is missing, where there are only a few."""
_YES = {"yes": True, "y": True, "no": False, "n": False}


class NotAnswered(ValueError):
    """Something of the answers cannot be understood.

    Args:
        problems: By the name of the ask: what is wrong, and what to do.
    """

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{name}: {problem}" for name, problem in problems.items()))
        self.problems = problems


def read_given(asks: Sequence[Ask], typed: Mapping[str, str], today: date) -> dict[str, Any]:
    """Read every answer of a step.

    Args:
        asks: What the step asks for.
        typed: What was typed, by the names of the asks; of `choice` and `many` the codes.
        today: The day that `today` means.

    Returns:
        As `data.rules.step.Kind` says.

    Raises:
        NotAnswered: With everything that is wrong.
    """
    given: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for ask in asks:
        try:
            given[ask.name] = read_answer(ask, typed.get(ask.name, ""), today)
        except NotUnderstood as error:
            problems[ask.name] = str(error)
    if problems:
        raise NotAnswered(problems)
    return given


def read_answer(ask: Ask, text: str, today: date) -> Any:
    """Read one answer.

    Raises:
        NotUnderstood: It is missing and needed, or has no meaning here.
    """
    typed = clean(text).strip()
    if not typed:
        if ask.needed:
            missing = _MISSING.get(ask.kind, "This is needed")
            raise NotUnderstood(f"{missing}{f': {ask.hint}' if ask.hint else ''}.")
        return {"text": "", "many": ()}.get(ask.kind)
    if len(typed) > LONGEST:
        raise NotUnderstood(f"This is longer than {LONGEST} letters; say it shorter.")
    return _READERS[ask.kind](ask, typed, today)


def _text(ask: Ask, typed: str, today: date) -> str:
    return typed


def _day(ask: Ask, typed: str, today: date) -> date:
    return read_day(typed, today, past=not ask.ahead)


def _moment(ask: Ask, typed: str, today: date) -> object:
    return read_moment(typed, today, past=not ask.ahead)


def _yes(ask: Ask, typed: str, today: date) -> bool:
    if typed.casefold() not in _YES:
        raise NotUnderstood("Answer yes or no.")
    return _YES[typed.casefold()]


def _whole(ask: Ask, typed: str, today: date) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", typed):
        raise NotUnderstood("Type a whole number.")
    return int(typed)


def _choice(ask: Ask, typed: str, today: date) -> str:
    for choice in ask.choices:
        if choice.code.casefold() == typed.casefold():
            return choice.code
    raise NotUnderstood(_one_of(ask, typed))


def _many(ask: Ask, typed: str, today: date) -> tuple[str, ...]:
    codes = re.split(r"[\s,;]+", typed)
    found = [_choice(ask, code, today) if ask.choices else code for code in codes if code]
    return tuple(dict.fromkeys(found))


def _one_of(ask: Ask, typed: str) -> str:
    codes = ", ".join(choice.code for choice in ask.choices)
    if not codes:
        return "There is nothing to choose from now. Leave it empty."
    return f"There is no {typed!r} here. Choose from: {codes}."


def _file(ask: Ask, typed: str, today: date) -> Path:
    return read_file(typed)


_READERS = {
    "text": _text,
    "day": _day,
    "moment": _moment,
    "yes": _yes,
    "whole": _whole,
    "choice": _choice,
    "many": _many,
    "file": _file,
}
