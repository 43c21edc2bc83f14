"""From the store to the apprentices whose results go to the government's assessment service.

Records are read and checked as a whole, so that nothing that was changed behind the program's back
is sent. What is wrong with one apprentice keeps no other from being read.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from data.exchange.assessment_service.apprentice import Apprentice, Attempt, Way
from data.exchange.assessment_service.problems import Problem
from data.exchange.days import assessed_at
from data.exchange.document import WITHDRAWAL_TYPE
from data.exchange.errors import ExchangeError, GradesDisagree
from data.exchange.reading import read_document
from data.record.entries import Sealed
from data.record.errors import RecordError
from data.record.journey.machine import CERTIFICATED, CLAIMED, CONFIRMED, FAILED
from data.record.state import SittingState
from data.rules.grading import method_grade
from data.rules.stage import Stage
from data.rules.standing import standing
from data.standards.errors import StandardError
from data.standards.library import Library
from data.standards.model import Standard
from data.store.errors import StoreError
from data.store.journey_record import JourneyRecord
from data.store.journey_rows import attempt_of
from data.store.rows import Assessment, AssessmentRow, Sitting
from data.store.store import Store
from epa_tui.commands.chosen import EVERYTHING, NotChosen, read
from epa_tui.journeys import library_of

_CONFIRMED = frozenset({CONFIRMED, FAILED, CLAIMED, CERTIFICATED})
"""States in which the overall grade that was confirmed holds."""


@dataclass
class Apprentices:
    """Everybody who has a result, and what is wrong with those whose results cannot be told."""

    known: list[Apprentice] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Reopened(ExchangeError):
    """A result has left, or may have, and its seal is broken."""

    def __init__(self, method: str) -> None:
        super().__init__(
            f"The sitting of {method} was reopened after it was sealed, so the history is not "
            "certain. Seal it again, or withdraw its result, then export again."
        )


class StandardsDiffer(ExchangeError):
    """The sittings of an assessment were begun under files that do not fit together."""

    def __init__(self) -> None:
        super().__init__(
            "The sittings were begun under files of the standard that do not fit together: one "
            "has a method or a grade that the other lacks. Send this apprentice by hand."
        )


def apprentices(store: Store) -> Apprentices:
    """Read everybody in a store who has a result.

    Args:
        store: Where the records are.

    Raises:
        StoreError: The lists cannot be read.
    """
    found, library = Apprentices(), library_of(store)
    erased = {name for name, _ in store.erased()}
    for row in store.search("", limit=EVERYTHING).rows:
        if row.assessment.id not in erased:
            _read(store, library, row, found)
    return found


def _read(store: Store, library: Library, row: AssessmentRow, found: Apprentices) -> None:
    name = row.assessment.id
    try:
        each = (_result(store, library, sitting) for sitting in row.sittings)
        results = [result for result in each if result]
        if results:
            known = _apprentice(row.assessment, results)
            found.known.append(replace(known, way=_way(store, library, row.assessment)))
    except Reopened as error:
        found.problems.append(Problem(name, "reopened", "epaDetails.epas", str(error)))
    except (ExchangeError, NotChosen, RecordError, StandardError, StoreError) as error:
        found.problems.append(Problem(name, "unreadable", "", str(error)))


def _way(store: Store, library: Library, assessment: Assessment) -> Way | None:
    """Return what the own record of an assessment says of its result; None where there is none."""
    if store.journey(assessment.id) is None and not store.journey_lines(assessment.id):
        return None
    standard = library.find(assessment.reference, assessment.version).standard
    record = JourneyRecord.open(store, assessment.id, standard)
    state = record.state
    at = standing(record.standard, state, [attempt_of(each) for each in record.sittings])
    confirmed = state.results.confirmation
    return Way(
        at,
        confirmed.grade if confirmed and at in _CONFIRMED else None,
        held=state.conduct.held,
    )


def _apprentice(assessment: Assessment, results: list[_Result]) -> Apprentice:
    """Return an apprentice under the standard of the newest attempt.

    Raises:
        StandardsDiffer: It does not know what another attempt was graded by.
    """
    attempts = tuple(result.attempt for result in results if result.attempt)
    standard = max(results, key=lambda r: r.attempt.ended_at if r.attempt else 0).standard
    methods = {method.code for method in standard.methods}
    if any(a.method not in methods or a.grade not in standard.grades for a in attempts):
        raise StandardsDiffer
    return Apprentice(assessment, standard, attempts, withdrawn=len(attempts) < len(results))


@dataclass(frozen=True, slots=True)
class _Result:
    standard: Standard
    attempt: Attempt | None
    """None where it was withdrawn."""


def _result(store: Store, library: Library, sitting: Sitting) -> _Result | None:
    """Return the result of a sitting; None where it never had one.

    Raises:
        Reopened: It had one, and may have another soon.
    """
    reopened = sitting.stage == Stage.JUDGING and store.documents(sitting.id)
    if sitting.stage not in (Stage.SEALED, Stage.WITHDRAWN) and not reopened:
        return None
    state = read(store, sitting, library).state
    if state.withdrawn or _withdrawn(store, sitting, state.sealed.seq if state.sealed else 0):
        return _Result(state.standard, None)
    if state.sealed is None:
        raise Reopened(sitting.method)
    return _Result(state.standard, _attempt(state, sitting))


def _attempt(state: SittingState, sitting: Sitting) -> Attempt:
    seal = state.sealed
    grade = method_grade(state).grade
    if seal is None or not isinstance(seal.body, Sealed) or seal.body.grade != grade:
        raise GradesDisagree(sitting.grade or "", grade)
    return Attempt(
        sitting.method,
        sitting.attempt,
        sitting.number,
        sitting.exceptional,
        assessed_at(state, seal.at).wall,
        grade,
    )


def _withdrawn(store: Store, sitting: Sitting, seal: int) -> bool:
    """Tell whether the result of a seal was taken back.

    Args:
        store: Has the documents.
        sitting: Whose.
        seal: Sequence number of the seal: what was withdrawn before it was another result.
    """
    made = store.documents(sitting.id)
    newest = read_document(made[-1].body) if made else {}
    if newest.get("type") != WITHDRAWAL_TYPE:
        return False
    return bool(newest["data"]["record"]["sequence"] >= seal)
