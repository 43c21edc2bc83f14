"""What the internal quality assurance of one sitting has come to, as its form has it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from data.exchange.papers.case import Case, Held
from data.record.journey.quality import Marking
from data.record.journey.quality_kinds import MarkingsCompared
from data.rules.blindness import not_blind


@dataclass(frozen=True, slots=True)
class Compared:
    """One descriptor that two people judged."""

    code: str
    first: str
    """`met` or `not met`, as the assessor has it."""
    second: str
    decided: str = ""
    """What a third person decided; empty where nobody had to."""
    by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class QualityFacts:
    """Everything is empty where nothing is recorded."""

    sampled_on: str = ""
    """ISO date."""
    sampled_by: str = ""
    reasons: tuple[str, ...] = ()
    marker: str = ""
    second_grade: str = ""
    agreed: int = 0
    descriptors: int = 0
    """How many were compared; 0 where none were."""
    kappa: str = ""
    compared: tuple[Compared, ...] = ()
    """Those on which the two differ."""
    outcome: str = ""
    outcome_by: str = ""
    outcome_on: str = ""
    """ISO date."""
    remarks: str = ""
    not_blind: str = ""
    """Why the second marker was not blind; empty where the marker was."""


def quality_of(case: Case, held: Held) -> QualityFacts:
    """Return what the assessment's own record says of the quality assurance of a sitting."""
    quality, sitting = case.view.state.quality, held.sitting.id
    sampled = next((one for one in reversed(quality.sampled) if one.sitting == sitting), None)
    marking, outcome = quality.marking_of(sitting), quality.outcome_of(sitting)
    found = _marked(marking) if marking else QualityFacts()
    if sampled:
        reasons = sampled.reasons
        found = replace(found, sampled_on=sampled.on, sampled_by=sampled.by, reasons=reasons)
    if outcome:
        found = replace(
            found,
            outcome=outcome.outcome,
            outcome_by=outcome.by,
            outcome_on=outcome.on,
            remarks=outcome.remarks,
        )
    return found


def _marked(marking: Marking) -> QualityFacts:
    """Return the second marking; what was judged is told only once both were compared."""
    done, both = marking.done, marking.compared
    found = QualityFacts(marker=marking.begun.marker, not_blind=not_blind(marking))
    if done is None or both is None:
        return found
    return replace(
        found,
        second_grade=done.grade,
        agreed=both.agreed,
        descriptors=both.descriptors,
        kappa=both.kappa,
        compared=tuple(_compared(marking, code, both) for code in both.differing),
    )


def _compared(marking: Marking, code: str, both: MarkingsCompared) -> Compared:
    met = code in both.met_by_first
    decided = marking.adjudicated.get(code)
    told = Compared(code, _VERDICT[met], _VERDICT[not met])
    if decided is None:
        return told
    return replace(told, decided=_VERDICT[decided.met], by=decided.by, reason=decided.reason)


_VERDICT = {True: "met", False: "not met"}
