"""The entries of the two calls, field by field as the service names them.

`requestId` is the assessment's id, so that an answer finds its apprentice and no name is needed.
A certificate's entry has no `postalContact`: it stays a draft until the organisation has added the
address and submits it itself.
"""

from __future__ import annotations

from typing import Any

from data.exchange.assessment_service.apprentice import Apprentice
from data.exchange.assessment_service.checks import overall_grade, spelled
from data.exchange.assessment_service.day import stamp
from data.exchange.assessment_service.history import Outcome
from data.record.attempts import FIRST, RE_SIT

Json = dict[str, Any]


def epa_entry(apprentice: Apprentice, outcomes: tuple[Outcome, ...]) -> Json:
    """Return the attempt history of an apprentice.

    Args:
        apprentice: Whose; without problems.
        outcomes: All of them, in the order of their days.
    """
    return {
        **_whose(apprentice),
        "learningDetails": _learning(apprentice),
        "epaDetails": {"epas": [_epa(outcome) for outcome in outcomes]},
    }


def certificate_entry(apprentice: Apprentice, passed: Outcome) -> Json:
    """Return the draft of a certificate.

    Args:
        apprentice: Whose; without problems.
        passed: The outcome with which everything was passed.
    """
    return {
        **_whose(apprentice),
        "learningDetails": {
            **_learning(apprentice),
            "overallGrade": spelled(overall_grade(apprentice)),
            "achievementDate": stamp(passed.day),
        },
    }


def _whose(apprentice: Apprentice) -> Json:
    assessment, standard = apprentice.assessment, apprentice.standard
    return {
        "requestId": assessment.id,
        "standard": {
            "standardCode": standard.lars_code,
            "standardReference": standard.reference,
        },
        "learner": {"uln": int(assessment.uln), "familyName": assessment.family_name},
    }


def _learning(apprentice: Apprentice) -> Json:
    """Return version and option; the version always, because one code stands for several."""
    standard = apprentice.standard
    option = standard.option(apprentice.assessment.option)
    return {
        "version": standard.version,
        **({"courseOption": option.service_title} if option else {}),
    }


def _epa(outcome: Outcome) -> Json:
    flag = {} if outcome.kind == FIRST else {_flag(outcome.kind): True}
    return {"epaDate": stamp(outcome.day), "epaOutcome": outcome.outcome, **flag}


def _flag(kind: str) -> str:
    return "resit" if kind == RE_SIT else "retake"
