"""What two markers said of one sitting, descriptor by descriptor, and how far they agree.

Nothing is compared before both are done: whoever knows what the other said is not blind any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.record.entries import Judged
from data.record.journey.quality import Marking
from data.record.journey.quality_kinds import Adjudicated, MarkingsCompared, SecondJudged
from data.record.state import Note, SittingState
from data.rules.agreement import Agreement, agreement
from data.rules.blindness import apart, blind, not_blind
from data.rules.grading import method_grade
from data.rules.journey_view import JourneyView
from data.rules.refused import Refused
from data.rules.second_marking import demand_attempt
from data.rules.standing import Attempt
from data.standards.model import Descriptor


@dataclass(frozen=True, slots=True)
class Compared:
    """One descriptor, and what both said of it."""

    descriptor: Descriptor
    first: Judged
    second: SecondJudged
    decided: Adjudicated | None = None

    @property
    def agrees(self) -> bool:
        """Whether both said the same."""
        return self.first.met == self.second.met


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two markings of one sitting, side by side."""

    attempt: Attempt
    assessor: str
    marker: str
    rows: tuple[Compared, ...]
    """In the standard's order."""
    agreement: Agreement
    first_grade: str
    second_grade: str
    notes: Mapping[int, Note]
    """What was noted, by number: both cite some of it."""
    not_blind: str = ""
    """Why the second marker was not blind; empty where the marker was."""

    @property
    def agreement_told(self) -> str:
        """The figures in words; those of a marking that was not blind are told apart."""
        return apart(self.agreement.told, self.not_blind)

    @property
    def differing(self) -> tuple[Compared, ...]:
        """The descriptors on which the two differ."""
        return tuple(row for row in self.rows if not row.agrees)


def compare(view: JourneyView, sitting: str, state: SittingState, assessor: str) -> Comparison:
    """Lay two markings of a sitting side by side.

    Args:
        view: The assessment.
        sitting: Which sitting.
        state: That sitting.
        assessor: Who judged it first.

    Raises:
        Refused: One of the two is not done, or the sitting's record changed since it was marked.
    """
    attempt = demand_attempt(view, sitting)
    marking = _demand_done(view, attempt)
    if state.graded is None or state.last.hash != marking.begun.head:
        raise Refused(
            f"The record of {attempt.code} changed since it was marked a second time: what was "
            "judged then is not what is sealed now. Mark it again to compare."
        )
    rows = tuple(_row(state, descriptor, marking) for descriptor in state.criteria)
    return Comparison(
        attempt=attempt,
        assessor=assessor,
        marker=marking.begun.marker,
        rows=rows,
        agreement=agreement([(row.first.met, row.second.met) for row in rows]),
        first_grade=str(method_grade(state).grade),
        second_grade=marking.done.grade if marking.done else "",
        notes=state.notes,
        not_blind=not_blind(marking),
    )


def _demand_done(view: JourneyView, attempt: Attempt) -> Marking:
    marking = view.state.quality.marking_of(attempt.sitting_id)
    if marking is None:
        raise Refused(f"Nobody marked {attempt.code} a second time. Begin a second marking.")
    if marking.done is None:
        raise Refused(
            f"{marking.begun.marker} is not done with {attempt.code}. The two are compared when "
            "every descriptor is judged and the second marking is finished."
        )
    return marking


def _row(state: SittingState, descriptor: Descriptor, marking: Marking) -> Compared:
    code = descriptor.code
    first, second = state.judgements[code], marking.judgements[code]
    return Compared(descriptor, first, second, marking.adjudicated.get(code))


def compared(view: JourneyView, found: Comparison) -> tuple[MarkingsCompared, ...]:
    """Return what is recorded when two markings are compared; nothing where it was before."""
    marking = view.state.quality.marking_of(found.attempt.sitting_id)
    if marking is None or marking.compared is not None:
        return ()
    differing = found.differing
    body = MarkingsCompared(
        sitting=found.attempt.sitting_id,
        assessor=found.assessor,
        marker=found.marker,
        head=marking.begun.head,
        first_grade=found.first_grade,
        second_grade=found.second_grade,
        descriptors=found.agreement.n,
        agreed=found.agreement.agreed,
        kappa=found.agreement.kappa.told,
        differing=tuple(row.descriptor.code for row in differing),
        met_by_first=tuple(row.descriptor.code for row in differing if row.first.met),
        blind=blind(found.not_blind),
    )
    return (body,)
