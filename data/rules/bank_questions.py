"""Taking questions of a question bank into a sitting: the record then stands without the bank."""

from __future__ import annotations

from collections.abc import Iterable

from data.record.entries import Body, QuestionPlanned
from data.record.instant import Instant
from data.record.state import SittingState
from data.record.text import clean
from data.rules.asked_before import BANK, asked_at, words_of
from data.rules.demands import demand_codes, demand_open
from data.rules.prepare_guards import next_number
from data.rules.refused import Refused
from data.standards.bank import BankQuestion


def origin_of(question: BankQuestion) -> str:
    """Return where a planned question came from that was taken from the bank."""
    return f"{BANK}{question.id}"


def not_planned(
    state: SittingState, questions: Iterable[BankQuestion]
) -> tuple[tuple[BankQuestion, str], ...]:
    """Return the questions of a bank that are not planned, each with the attempt that locks it.

    Args:
        state: The sitting.
        questions: What the bank holds for its method and option.

    Returns:
        Each with for example `first attempt`; with an empty text where it may be taken.
    """
    origins = {planned.origin for planned in state.plan.values()}
    words = {words_of(planned.text) for planned in state.plan.values()}
    return tuple(
        (question, asked_at(state, question.text, origin_of(question)))
        for question in questions
        if origin_of(question) not in origins and words_of(question.text) not in words
    )


def take_in(
    state: SittingState, now: Instant, questions: Iterable[BankQuestion]
) -> tuple[Body, ...]:
    """Plan every question of a bank that is not planned yet and was not asked at another attempt.

    Args:
        state: The sitting.
        now: The present.
        questions: What the bank holds for its method and option; or one of them.

    Raises:
        Refused: Nothing is left to take, or nothing more can be asked.
    """
    demand_open(state)
    offered = tuple(questions)
    if not offered:
        raise Refused(
            "No question bank has a question for this method. Put one into the folder questions; "
            "`epa-tui bank template` prints one to begin with."
        )
    left = not_planned(state, offered)
    free = [question for question, attempt in left if not attempt]
    if not free and left:
        raise Refused(f"What is left of the bank was asked at the {left[0][1]}. Plan your own.")
    if not free:
        raise Refused("Every question of the bank is planned already. Plan your own.")
    demand_codes(state, (aim for question in free for aim in question.aims))
    first = next_number(state)
    return tuple(
        QuestionPlanned(number, clean(question.text), question.aims, origin_of(question))
        for number, question in enumerate(free, start=first)
    )
