"""What the steps of a second attempt ask for alike, and how it is read."""

from __future__ import annotations

from datetime import date

from data.record.text import clean
from data.rules.again import failed_methods
from data.rules.dated import refuse_coming
from data.rules.days import day_written
from data.rules.journey_view import JourneyView
from data.rules.refused import Refused
from data.rules.step import Ask, Choice, Given


def method_ask(view: JourneyView) -> Ask:
    """Return the ask for a method; the first that was failed stands there."""
    choices = tuple(Choice(m.code, f"{m.code}  {m.short}") for m in view.standard.methods)
    first = next(iter(failed_methods(view)), "")
    return Ask("method", "Method", "choice", choices=choices, value=first)


def day_ask(view: JourneyView, name: str, label: str) -> Ask:
    """Return the ask for a day that was; today stands there."""
    return Ask(name, label, "day", value=day_written(view.today), since="gateway")


def said(given: Given, name: str, what: str) -> str:
    """Return what was typed, ready for the record.

    Args:
        given: The answers.
        name: Of the ask.
        what: What to enter, for the refusal.

    Raises:
        Refused: Nothing was typed.
    """
    text = clean(given[name], lines=True).strip()
    if not text:
        raise Refused(f"Enter {what}.")
    return text


def past(view: JourneyView, day: date) -> date:
    """Return a day that was.

    Raises:
        Refused: It has not come yet.
    """
    refuse_coming(view.today, day)
    return day
