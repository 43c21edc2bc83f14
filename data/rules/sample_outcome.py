"""What follows from quality assurance: adjudication of a difference, and the outcome of a sample.

Neither changes a sitting. A changed judgement is made by its assessor, who breaks the seal for that
reason; the record of the assessment says which decision asked for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from data.record.journey.quality import Marking
from data.record.journey.quality_kinds import Adjudicated, SampleOutcome, SittingSampled
from data.record.text import clean
from data.rules.dated import refuse_day
from data.rules.demands import demand_reason, demand_words
from data.rules.journey_view import JourneyView
from data.rules.refused import REASON, Refused, about
from data.rules.second_marking import demand_attempt, demand_other
from data.rules.standing import Attempt

AGREED, REMARKS, NOT_AGREED = "agreed", "agreed with remarks", "not agreed"

OUTCOMES = (AGREED, REMARKS, NOT_AGREED)
"""What a sample can come to."""


def sampled(
    view: JourneyView, sitting: str, by: str, on: date, reasons: Iterable[str]
) -> tuple[SittingSampled]:
    """Record that a sitting was taken for quality assurance.

    Raises:
        Refused: It is not sealed, nobody is named, it is the assessor's own sample, or the day is
            yet to come.
    """
    attempt = demand_attempt(view, sitting)
    person = demand_other(view, by, {"the assessor": view.assessor}, "takes the sample")
    refuse_day(view.today, on, attempt.sealed_on, f"{attempt.code} was sealed")
    return (SittingSampled(attempt.sitting_id, person, on.isoformat(), tuple(reasons)),)


def adjudicate(
    view: JourneyView, sitting: str, code: str, met: bool, by: str, reason: str
) -> tuple[Adjudicated]:
    """Decide a descriptor on which assessor and second marker differ.

    Args:
        view: The assessment.
        sitting: Which sitting.
        code: The descriptor.
        met: How it is decided.
        by: A third person.
        reason: Why, in the words of the descriptor.

    Raises:
        Refused: The two were not compared, do not differ there, the record changed since, the
            person is one of the two, or no reason is given.
    """
    attempt = demand_attempt(view, sitting)
    marking = view.state.quality.marking_of(attempt.sitting_id)
    if marking is None or marking.compared is None:
        raise Refused(
            f"The two markings of {attempt.code} were not compared yet. Compare first.",
            about="sitting",
        )
    _demand_same(attempt, marking)
    two = {
        "the assessor": marking.compared.assessor or view.assessor,
        "the second marker": marking.begun.marker,
    }
    person = demand_other(view, by, two, "adjudicates")
    if code not in marking.compared.differing:
        differing = ", ".join(marking.compared.differing) or "none"
        raise Refused(
            f"Both said the same of {clean(code)}. They differ on: {differing}.", about="code"
        )
    why = demand_reason(reason, f"Deciding {code}")
    upheld = met == (code in marking.compared.met_by_first)
    return (Adjudicated(attempt.sitting_id, code, person, met, upheld, why, attempt.head),)


def _demand_same(attempt: Attempt, marking: Marking) -> None:
    if marking.begun.head != attempt.head:
        raise Refused(
            f"The record of {attempt.code} changed since the two were compared. Mark it again "
            "before anything is decided."
        )


def follows(attempt: Attempt, decided: Adjudicated) -> str:
    """Say what a decision asks for: nothing where the judgement is upheld."""
    word = "met" if decided.met else "not met"
    if decided.upheld:
        return f"{decided.code} is upheld: {word}. The sitting stays as it is."
    if attempt.head != decided.head:
        return f"{decided.code} was changed to {word}; the sitting's record was changed since."
    reason = f"Adjudication by {decided.by}: {decided.code} {word}"
    return (
        f"{decided.code} is changed to {word}. The seal still holds, and the grade with it: its "
        f'assessor breaks it with `epa-tui reopen {attempt.sitting_id} --reason "{reason}"`, '
        f"judges {decided.code} and seals again."
    )


def outcome(
    view: JourneyView, sitting: str, by: str, on: date, word: str, remarks: str
) -> tuple[SampleOutcome]:
    """Record what the internal quality assurance of a sitting came to.

    Args:
        view: The assessment.
        sitting: Which sitting.
        by: Who assured it.
        on: On which day.
        word: One of `OUTCOMES`.
        remarks: Needed unless all is agreed.

    Raises:
        Refused: It is not sealed, the assessor's own, a difference is open or was changed and all
            shall be agreed, or remarks are missing.
    """
    attempt = demand_attempt(view, sitting)
    person = demand_other(view, by, {"the assessor": view.assessor}, "assures the quality")
    refuse_day(view.today, on, attempt.sealed_on, f"{attempt.code} was sealed")
    if word not in OUTCOMES:
        raise Refused(f"The outcome is one of: {', '.join(OUTCOMES)}.", about="outcome")
    marking = view.state.quality.marking_of(attempt.sitting_id)
    _demand_settled(marking, word)
    if word != AGREED:
        sentence = f"Say in the remarks what it is about: the outcome is {word!r}."
        with about("remarks"):
            remarks = demand_words(remarks, sentence, REASON, lines=True)
    text = clean(remarks, lines=True).strip()
    return (SampleOutcome(attempt.sitting_id, person, on.isoformat(), word, text, attempt.head),)


def _demand_settled(marking: Marking | None, word: str) -> None:
    if marking is None:
        return
    if marking.open:
        raise Refused(
            f"Still to be adjudicated: {', '.join(marking.open)}. Decide these first.",
            about="sitting",
        )
    if word == AGREED and marking.changed:
        changed = ", ".join(one.code for one in marking.changed)
        raise Refused(
            f"{changed} was changed: say so in the remarks, as {REMARKS!r} or not agreed.",
            about="outcome",
        )
