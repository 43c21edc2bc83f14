"""What the internal quality assurance of one sitting has come to, as its form has it."""

from __future__ import annotations

from dataclasses import dataclass

from data.exchange.papers.case import Case, Held


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


def quality_of(case: Case, held: Held) -> QualityFacts:
    """Return what the assessment's own record says of the quality assurance of a sitting."""
    del case, held
    return QualityFacts()
