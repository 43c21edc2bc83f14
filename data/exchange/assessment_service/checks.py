"""Everything the service checks, and what it ought to check, before anything is sent.

The service looks a learner up by number, family name and standard, so a stray space is an unknown
learner. It does not check the cap after a second attempt, nor whether a history is whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from data.exchange.assessment_service.apprentice import Apprentice, Attempt
from data.exchange.assessment_service.day import EARLIEST, in_future
from data.exchange.assessment_service.history import PASS, Outcome
from data.exchange.assessment_service.problems import Problem
from data.record.attempts import FIRST
from data.record.instant import Instant
from data.rules.grading import overall, overall_of_attempts
from data.rules.learner import TEST_NUMBERS, check_digit_fits, spaces_too_many

GRADES = ("Pass", "Credit", "Merit", "Distinction", "Pass with excellence", "Outstanding")
"""Overall grades of which the service makes a certificate, as it spells them."""

_ULN = re.compile(r"[1-9][0-9]{9}", re.ASCII)
_NO_NUMBER_YET = "9999999999"

Found = tuple[str, str, str]
"""Code, field and sentence of a problem."""


def problems(
    apprentice: Apprentice, outcomes: Sequence[Outcome], now: Instant
) -> tuple[Problem, ...]:
    """Return what is wrong with an apprentice's entries, then what is doubtful.

    Args:
        apprentice: Whose entries.
        outcomes: The history, as it would be sent; at least one outcome.
        now: The present.
    """
    name = apprentice.assessment.id
    wrong = (
        *_learner(apprentice),
        *_standard(apprentice),
        *_attempts(apprentice),
        *_dates(outcomes, now),
        *_grade(apprentice, outcomes),
    )
    doubtful = (*_number(apprentice), *_lifted(apprentice, outcomes))
    return (
        *(Problem(name, *found) for found in wrong),
        *(Problem(name, *found, hinders=False) for found in doubtful),
    )


def _learner(apprentice: Apprentice) -> Iterator[Found]:
    uln, family_name = apprentice.assessment.uln, apprentice.assessment.family_name
    if not _ULN.fullmatch(uln):
        yield (
            "uln",
            "learner.uln",
            "The ULN has to be ten digits, the first of them not 0. Correct it in the assessment.",
        )
    yield from _family_name(family_name)
    if uln in TEST_NUMBERS and family_name != uln:
        yield (
            "test-learner",
            "learner.familyName",
            "This ULN is one of the service's test learners, whose family name is the ULN itself. "
            "Correct the ULN; for a test of the service write the ULN as the family name.",
        )


def _family_name(family_name: str) -> Iterator[Found]:
    where = "learner.familyName"
    if not family_name.strip():
        yield "family-name", where, "The family name is missing. Type it as on the learner record."
    elif spaces_too_many(family_name):
        yield (
            "family-name-spaces",
            where,
            "The family name has a space too many, at its ends or within, or one of another kind. "
            "The service would not find the learner: type the name again as on the learner record.",
        )
    elif not family_name.isprintable():
        yield (
            "family-name-characters",
            where,
            "The family name holds a character that cannot be seen. Type it again as on the "
            "learner record.",
        )


def _number(apprentice: Apprentice) -> Iterator[Found]:
    uln = apprentice.assessment.uln
    where = "learner.uln"
    if uln in TEST_NUMBERS:
        yield (
            "test-learner",
            where,
            "This is a test learner: send it to the service's test environment only.",
        )
    elif uln == _NO_NUMBER_YET:
        yield (
            "uln-placeholder",
            where,
            "This ULN stands for learners who have none yet. Ask the provider for the learner's.",
        )
    elif _ULN.fullmatch(uln) and not check_digit_fits(uln):
        yield (
            "uln-check-digit",
            where,
            "The check digit of the ULN does not fit. Compare the number with the learner record.",
        )


def _standard(apprentice: Apprentice) -> Iterator[Found]:
    standard, chosen = apprentice.standard, apprentice.assessment.option
    if standard.lars_code is None:
        yield (
            "standard-code",
            "standard.standardCode",
            f"The file of {standard.reference} {standard.version} has no `lars_code`. Add the "
            "code under which the service knows the standard.",
        )
    where = "learningDetails.courseOption"
    option = standard.option(chosen)
    if standard.options and option is None:
        yield "option", where, "The option is missing. Choose it in the assessment."
    elif option and option.service_title is None:
        yield (
            "option-title",
            where,
            f"The file of {standard.reference} {standard.version} has no `service_title` for "
            f"option {option.code}. Add the wording that the service has for it.",
        )


def _attempts(apprentice: Apprentice) -> Iterator[Found]:
    """Find holes in the history: it replaces what the service has, so it has to be whole."""
    for method in dict.fromkeys(attempt.method for attempt in apprentice.attempts):
        mine = [attempt for attempt in apprentice.attempts if attempt.method == method]
        mine.sort(key=lambda attempt: attempt.number)
        if mine[0].kind != FIRST:
            yield (
                "history-incomplete",
                "epaDetails.epas",
                f"The first attempt at {method} has no result here, but a {mine[0].kind} has. The "
                "service replaces the whole history: seal the first attempt, or bring in the "
                "store that has it.",
            )
        for earlier, later in pairwise(mine):
            yield from _followed(apprentice, earlier, later)


def _followed(apprentice: Apprentice, earlier: Attempt, later: Attempt) -> Iterator[Found]:
    where = "epaDetails.epas"
    if earlier.grade != apprentice.standard.fail or later.kind == FIRST:
        yield (
            "second-attempt",
            where,
            f"{later.method} has another attempt with a result, but only a failed method is sat "
            "again, as a re-sit or a re-take. Withdraw the result that does not count.",
        )
    if later.day <= earlier.day:
        yield (
            "attempt-days",
            where,
            f"A second attempt at {later.method} is not on a later day than the one before it, and "
            "the service keeps one outcome for a day. Find out which clock was wrong, and send "
            "this apprentice by hand.",
        )


def _dates(outcomes: Sequence[Outcome], now: Instant) -> Iterator[Found]:
    for place, outcome in enumerate(outcomes):
        where = f"epaDetails.epas[{place}].epaDate"
        if outcome.day < EARLIEST:
            yield (
                "date-too-early",
                where,
                "The assessment is dated before 1 January 2017, which the service refuses. The "
                "clock was wrong then: send this apprentice by hand.",
            )
        elif in_future(outcome.day, now.wall):
            yield (
                "date-to-come",
                where,
                "The day of the assessment has not begun yet in UTC, by this machine's clock. "
                "Export again from one o'clock in the morning on; if that is long past, set the "
                "clock right.",
            )


def _grade(apprentice: Apprentice, outcomes: Sequence[Outcome]) -> Iterator[Found]:
    if outcomes[-1].outcome == PASS and spelled(overall_grade(apprentice)) not in GRADES:
        standard = apprentice.standard
        yield (
            "grade",
            "learningDetails.overallGrade",
            f"The service has no such grade as the file of {standard.reference} "
            f"{standard.version} gives. Its grades are: {', '.join(GRADES)}.",
        )


def _lifted(apprentice: Apprentice, outcomes: Sequence[Outcome]) -> Iterator[Found]:
    """Point at a grade above the cap: it stands on a reference that somebody typed."""
    grades = {a.method: a.grade for a in sorted(apprentice.attempts, key=lambda a: a.number)}
    again = any(attempt.kind != FIRST for attempt in apprentice.attempts)
    capped = overall(apprentice.standard, grades, second_attempt=again).grade
    if outcomes[-1].outcome == PASS and capped != overall_grade(apprentice):
        yield (
            "cap-lifted",
            "learningDetails.overallGrade",
            "The grade is above the cap after a second attempt, because a decision on exceptional "
            "circumstances is recorded. The service does not check it: see that the decision "
            "stands.",
        )


def overall_grade(apprentice: Apprentice) -> str:
    """Return the overall grade, as the standard spells it; empty while it is open."""
    return overall_of_attempts(apprentice.standard, apprentice.attempts).grade or ""


def spelled(grade: str) -> str:
    """Return a grade of a standard as the service spells it."""
    return grade.capitalize()
