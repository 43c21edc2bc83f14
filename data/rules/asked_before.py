"""What was asked at an earlier attempt is not asked again at a re-sit or re-take.

A question is the same where the question bank calls it the same, or where its words are equal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from data.record.entries import AskedBefore, Entry, Opened, QuestionAsked, QuestionPlanned
from data.record.fold import last_opened, without_effect
from data.record.state import SittingState

BANK = "bank "
"""How the origin of a question begins that came from a question bank; its id follows."""

_ATTEMPTS = {"first": "first attempt"}


def words_of(text: str) -> str:
    """Return the words of a question, so that equal words compare equal: no case, no signs."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def asked_in(entries: Sequence[Entry]) -> AskedBefore | None:
    """Return which questions were asked in a record; None where there were none.

    Follow-ups are among them where they were aimed at something: so is what led through a door.

    Args:
        entries: The record of an earlier attempt, whatever standard it was held under.
    """
    if not entries or not isinstance(entries[0].body, Opened):
        return None
    gone = without_effect(entries)
    origins: dict[int | None, str] = {}
    texts, banked = list[str](), list[str]()
    for entry in entries:
        body = entry.body
        if entry.seq in gone:
            continue
        if isinstance(body, QuestionPlanned):
            origins[body.number] = body.origin
        elif isinstance(body, QuestionAsked) and (body.main or body.aims):
            texts += [body.text] if body.text else []
            origin = origins.get(body.planned, "")
            banked += [origin] if origin.startswith(BANK) else []
    if not texts:
        return None
    held = last_opened(entries, gone)
    return AskedBefore(
        held.attempt, held.number, tuple(dict.fromkeys(texts)), tuple(dict.fromkeys(banked))
    )


def asked_at(state: SittingState, text: str, origin: str = "") -> str:
    """Return at which attempt a question was asked before; empty where it was not.

    Args:
        state: The sitting.
        text: The words of the question.
        origin: Where it came from.

    Returns:
        For example `first attempt`.
    """
    words = words_of(text)
    for before in state.asked_before.values():
        same = origin in before.origins if origin.startswith(BANK) else False
        if same or (words and words in _words_of_all(before.texts)):
            return _ATTEMPTS.get(before.attempt, before.attempt)
    return ""


@lru_cache(maxsize=16)
def _words_of_all(texts: tuple[str, ...]) -> frozenset[str]:
    """Return the words of each text; asked for again whenever something is planned."""
    return frozenset(map(words_of, texts))


def locked(state: SittingState) -> dict[int, str]:
    """Return the planned questions that were asked before, each with the attempt."""
    if not state.asked_before:
        return {}
    found = ((n, asked_at(state, q.text, q.origin)) for n, q in state.plan.items())
    return {number: attempt for number, attempt in found if attempt}
