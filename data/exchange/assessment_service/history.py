"""The attempt history: on which days an outcome of the whole assessment became known.

The service knows no methods. It keeps one list of outcomes for an apprentice and a standard, takes
the one with the latest date for the outcome of the whole end-point assessment (a fail is recorded
as the overall grade at once; a pass opens the way to the certificate), and replaces the list at
every update. Methods are sat on days of their own, so an outcome is written down for a day on
which something about the whole was decided:

- **Fail**, when a method was failed on that day. One failed method fails the whole, whatever the
  other one comes to; a second method failed on another day is an outcome of that day.
- **Pass**, when on that day every method has a grade and none that counts is a fail.
- Nothing otherwise: a method passed while another is open or failed decides nothing yet.

Days are distinct, as the service wants them: two methods on one day give one outcome. Of each
method the newest attempt counts, and of each attempt the newest revision of its result; a result
that was withdrawn, a no-show and an abandoned sitting are no outcome. `Withdrawn`, which the
service also knows, says that the apprentice has left the assessment. No record of a sitting says
that, so it is never written here: the organisation sends it by itself.

An outcome is marked as a re-sit or a re-take, never as both, by the attempts that it rests on: a
fail on the methods failed that day, a pass on all that count. Where they differ, re-take goes
before re-sit and re-sit before first. So a pass after M1 was failed and re-sat is a re-sit, even
where the last method to be passed was a first attempt at M2.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from data.exchange.assessment_service.apprentice import (
    Attempt,
    counting,
)
from data.record.attempts import FIRST, RE_SIT, RE_TAKE
from data.rules.grading import overall_of_attempts
from data.standards.model import Standard

PASS, FAIL = "Pass", "Fail"
"""The outcomes that follow from grades, as the service spells them."""

_BY_WEIGHT = (FIRST, RE_SIT, RE_TAKE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became known of the whole assessment on one day."""

    day: date
    outcome: str
    """`PASS` or `FAIL`."""
    kind: str
    """Of the attempts that it rests on: `FIRST`, `RE_SIT` or `RE_TAKE`."""


def history(standard: Standard, attempts: Iterable[Attempt]) -> tuple[Outcome, ...]:
    """Return every outcome of an apprentice, in the order of the days.

    Args:
        standard: Has the methods and the table.
        attempts: All that have a result that counts, in any order.
    """
    found: list[Outcome] = []
    known: list[Attempt] = []
    in_order = sorted(attempts, key=lambda a: (a.day, a.number, a.method))
    for day, group in groupby(in_order, key=lambda a: a.day):
        that_day = [*group]
        known += that_day
        if decided := _decided(standard, known, that_day):
            found.append(Outcome(day, *decided))
    return tuple(found)


def _decided(
    standard: Standard, known: Sequence[Attempt], that_day: Sequence[Attempt]
) -> tuple[str, str] | None:
    """Return the outcome that became known on a day, and what kind of attempt it rests on."""
    count, grade = counting(known), overall_of_attempts(standard, known).grade
    failed = [attempt for attempt in that_day if attempt.grade == standard.fail]
    if grade == standard.fail:
        return (FAIL, _heaviest(failed)) if failed else None
    if grade is None or len(count) < len(standard.methods):
        return None
    return PASS, _heaviest(count.values())


def _heaviest(attempts: Iterable[Attempt]) -> str:
    return max((attempt.kind for attempt in attempts), key=_BY_WEIGHT.index)
