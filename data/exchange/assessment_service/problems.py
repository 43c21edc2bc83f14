"""What keeps an apprentice from being sent, or is to be looked at first.

Each sentence says what to put right and holds no personal data.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that the service would refuse, or would take although it is wrong."""

    assessment: str
    """Id of the assessment."""
    code: str
    """For programs, for example `family-name-spaces`."""
    where: str
    """The field, as the service calls it: `learner.familyName`; empty where it is none."""
    sentence: str
    hinders: bool = True
    """False for a warning: the apprentice is sent nevertheless."""
