"""The one way in which a rule of the field says no.

Every guard raises `Refused`; whoever called it shows the sentence, and may ask for a reason or for
a deviation and call again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

REASON = "reason"
"""Rule of a refusal that the same call with a reason (or a rationale) does not meet."""

INCOMPLETE_CHECKS = "incomplete checks"
"""A phase began before every check was answered well."""
QUESTION_IN_OVERTIME = "question in overtime"
"""A main question was asked in time that is there for the last answer."""
QUESTION_ASKED_BEFORE = "question asked before"
"""A main question was asked again at a re-sit or re-take."""
MINIMUM_QUESTIONS = "minimum questions"
"""Fewer main questions were asked than the plan demands."""
OVER_CEILING = "over ceiling"
"""A phase took longer than allotted time and discretion together."""
OVERTIME_WITHOUT_EXTENSION = "overtime without extension"
"""A phase ran past its allotted time, and nobody extended it."""
JUDGED_DURING = "judged during the sitting"
"""The organisation allows judgements before the last phase has ended, and one was made."""


class Refused(Exception):
    """A rule does not allow this now.

    Args:
        sentence: What is wrong, and what to do.
        rule: Short name of the rule; empty when nothing can override it.
        deviation: True when recording a deviation would allow it.
        about: Name of the answer that it is about; empty where it is about none, or several.
    """

    def __init__(
        self, sentence: str, rule: str = "", *, deviation: bool = False, about: str = ""
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        """What is wrong and what to do, for the assessor to read."""
        self.rule = rule
        """`reason` when giving one is enough, else the rule to record a deviation from."""
        self.deviation = deviation
        """True when recording a deviation would allow it."""
        self.about = about
        """The answer to look at, by the name of what was asked: forms go to its field."""


def refuse_if(reason: str, *, about: str = "") -> None:
    """Refuse for a reason; nothing happens where there is none.

    Args:
        reason: A sentence, or empty.
        about: Name of the answer that it is about; empty for none.

    Raises:
        Refused: With that sentence.
    """
    if reason:
        raise Refused(reason, about=about)


@contextmanager
def about(name: str) -> Iterator[None]:
    """Say of what is refused in here which answer it is about, where the rule did not say it.

    Args:
        name: Of the answer; empty for none.
    """
    try:
        yield
    except Refused as refused:
        refused.about = refused.about or name
        raise
