"""From what is known of apprentices to everything that is to be sent, or to what keeps them back.

Pure: the same apprentices at the same time give the same bytes. An apprentice is sent whole or not
at all: one thing wrong keeps back the history and the certificate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from data.exchange.assessment_service.apprentice import Apprentice
from data.exchange.assessment_service.batches import Batch, batches, fits
from data.exchange.assessment_service.checks import problems
from data.exchange.assessment_service.entries import certificate_entry, epa_entry
from data.exchange.assessment_service.history import Outcome, history
from data.exchange.assessment_service.on_the_way import allowed, certified, has_left, left
from data.exchange.assessment_service.problems import Problem
from data.record.instant import Instant


@dataclass(frozen=True, slots=True)
class Sending:
    """What can be sent."""

    epas: tuple[Batch, ...]
    """Attempt histories."""
    certificates: tuple[Batch, ...]
    """Drafts of certificates."""
    included: tuple[str, ...]
    """Ids of the assessments in it."""
    waiting: tuple[str, ...]
    """Ids of those of which no outcome is known yet."""
    problems: tuple[Problem, ...]
    """What keeps others back, and what is doubtful in those included."""

    def kept_back(self) -> tuple[str, ...]:
        """Return the ids of the assessments that are not in it because something is wrong."""
        return tuple(dict.fromkeys(p.assessment for p in self.problems if p.hinders))


def sending(
    apprentices: Iterable[Apprentice], now: Instant, unread: Sequence[Problem] = ()
) -> Sending:
    """Check apprentices and put their entries into batches, in the order of their ids.

    Args:
        apprentices: All that have a result; no id twice.
        now: The present: the service takes no date to come.
        unread: What is wrong with others, whose results could not be read.
    """
    everybody = sorted(apprentices, key=lambda apprentice: apprentice.assessment.id)
    known = [apprentice for apprentice in everybody if not has_left(apprentice)]
    gone = [left(apprentice) for apprentice in everybody if has_left(apprentice)]
    learners = Counter(_learner(apprentice) for apprentice in known)
    checked = [_checked(apprentice, learners, now) for apprentice in known]
    found = [problem for each in checked for problem in each.problems]
    sent = [each for each in checked if each.outcomes and not _hindered(each.problems)]
    passed = [each for each in sent if certified(each.apprentice, each.outcomes)]
    return Sending(
        batches(epa_entry(each.apprentice, each.outcomes) for each in sent),
        batches(certificate_entry(each.apprentice, each.outcomes[-1]) for each in passed),
        tuple(each.apprentice.assessment.id for each in sent),
        tuple(each.apprentice.assessment.id for each in checked if not each.outcomes),
        tuple(sorted((*unread, *gone, *found), key=lambda problem: problem.assessment)),
    )


@dataclass(frozen=True, slots=True)
class _Checked:
    apprentice: Apprentice
    outcomes: tuple[Outcome, ...]
    problems: tuple[Problem, ...]


def _checked(apprentice: Apprentice, learners: Counter[tuple[str, str]], now: Instant) -> _Checked:
    outcomes = history(apprentice.standard, apprentice.attempts)
    if not outcomes:
        return _Checked(apprentice, outcomes, tuple(_taken_back(apprentice)))
    found = (
        *problems(apprentice, outcomes, now),
        *allowed(apprentice, outcomes),
        *_twice(apprentice, learners),
    )
    if not _hindered(found) and not fits(epa_entry(apprentice, outcomes)):
        found = (*found, _too_long(apprentice))
    return _Checked(apprentice, outcomes, found)


def _hindered(found: Iterable[Problem]) -> bool:
    return any(problem.hinders for problem in found)


def _learner(apprentice: Apprentice) -> tuple[str, str]:
    """Return what the service knows an apprentice by."""
    return apprentice.assessment.uln, apprentice.standard.reference


def _twice(apprentice: Apprentice, learners: Counter[tuple[str, str]]) -> Iterator[Problem]:
    if learners[_learner(apprentice)] > 1:
        yield Problem(
            apprentice.assessment.id,
            "learner-twice",
            "learner.uln",
            "Another assessment has the same ULN and standard, and the service keeps one history "
            "for both. Correct the ULN; if it is the same apprentice, send the two by hand.",
        )


def _taken_back(apprentice: Apprentice) -> Iterator[Problem]:
    """Point at what the service may still have: an empty history cannot replace it."""
    if apprentice.withdrawn:
        yield Problem(
            apprentice.assessment.id,
            "withdrawn",
            "epaDetails.epas",
            "A result was withdrawn and no outcome is left, so nothing is sent. Where an EPA "
            "record or the draft of a certificate was sent before, delete it at the service.",
            hinders=False,
        )


def _too_long(apprentice: Apprentice) -> Problem:
    return Problem(
        apprentice.assessment.id,
        "too-long",
        "",
        "The entry is longer than the service takes. Look at the family name: it cannot be right.",
    )
