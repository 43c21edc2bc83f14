"""What an organisation learns of a cohort: grades, what was not met, time used, and the pace.

Counted over the results that hold: one current document of each sitting, not withdrawn, without a
conflict. Nobody is named. Times are in milliseconds.
"""

from __future__ import annotations

import json
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from data.store.hub_rows import HeadRow

Group = tuple[str, str, str]
"""Standard, method and option; the option is empty where the method has none."""

OPEN = "open"
"""An assessment whose overall grade is not known yet."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How some figures lie: the middle one, and the quarters around it."""

    n: int
    low: float
    quarter: float
    median: float
    three_quarters: float
    high: float

    @staticmethod
    def of(values: Sequence[float]) -> Spread | None:
        """Return how figures lie; None where there are none."""
        if not values:
            return None
        ordered = sorted(values)
        if len(ordered) == 1:
            ordered *= 2  # then all five are this one
        low, median, high = statistics.quantiles(ordered, n=4, method="inclusive")
        return Spread(len(values), float(ordered[0]), low, median, high, float(ordered[-1]))


@dataclass(slots=True)
class DescriptorCount:
    """How often a descriptor was judged, and how often it was not met."""

    words: str
    """The beginning of its text, as the first result has it."""
    judged: int = 0
    not_met: int = 0


@dataclass(slots=True)
class PhaseCount:
    """How long a phase took in each sitting that held it."""

    title: str
    used: list[int] = field(default_factory=list)
    extensions: list[int] = field(default_factory=list)
    """Of those that ran past their allotted time."""
    over_ceiling: int = 0


@dataclass(slots=True)
class GroupCount:
    """The sittings of one method and option."""

    grades: Counter[str] = field(default_factory=Counter)
    descriptors: dict[str, DescriptorCount] = field(default_factory=dict)
    phases: dict[str, PhaseCount] = field(default_factory=dict)
    main: list[int] = field(default_factory=list)
    followups: list[int] = field(default_factory=list)
    per_descriptor: list[float] = field(default_factory=list)
    """Time used where questions are asked, for each descriptor that was judged."""

    @property
    def n(self) -> int:
        """How many sittings there are."""
        return self.grades.total()


@dataclass(slots=True)
class Cohort:
    """All that is counted."""

    groups: dict[Group, GroupCount] = field(default_factory=dict)
    overall: Counter[str] = field(default_factory=Counter)
    """Assessments by the provisional overall grade, as their newest result has it; `OPEN`."""
    conflicts: list[str] = field(default_factory=list)
    """Ids of sittings with several current documents: a person has to decide, none is counted."""
    withdrawn: int = 0

    @property
    def n(self) -> int:
        """How many sittings are counted."""
        return sum(group.n for group in self.groups.values())


def count(heads: Iterable[HeadRow], conflicts: list[str], withdrawn: int) -> Cohort:
    """Count a cohort; memory grows with a few numbers for each sitting.

    Args:
        heads: The results that hold, in any order.
        conflicts: Ids of the sittings that have several current documents.
        withdrawn: How many sittings were withdrawn.
    """
    groups: dict[Group, GroupCount] = {}
    overall: dict[str, tuple[str, str]] = {}
    for head in heads:
        group = groups.setdefault((head.standard, head.method, head.option or ""), GroupCount())
        group.grades[head.grade or OPEN] += 1
        _count_facts(group, json.loads(head.facts))
        newest = overall.get(head.assessment, ("", OPEN))
        overall[head.assessment] = max(newest, (head.time, head.overall or OPEN))
    return Cohort(
        dict(sorted(groups.items())),
        Counter(grade for _, grade in overall.values()),
        conflicts,
        withdrawn,
    )


def _count_facts(group: GroupCount, facts: dict[str, Any]) -> None:
    group.main.append(facts["main"])
    group.followups.append(facts["followups"])
    judged = 0
    for one in facts["descriptors"]:
        if one["met"] is not None:
            judged += 1
            descriptor = group.descriptors.setdefault(one["code"], DescriptorCount(one["words"]))
            descriptor.judged += 1
            descriptor.not_met += not one["met"]
    asking = 0
    for one in facts["phases"]:
        asking += 0 if one["silent"] else one["used_ms"]
        _count_phase(group.phases.setdefault(one["code"], PhaseCount(one["title"])), one)
    if judged:
        group.per_descriptor.append(asking / judged)


def _count_phase(phase: PhaseCount, one: dict[str, Any]) -> None:
    phase.used.append(one["used_ms"])
    phase.over_ceiling += one["used_ms"] > one["ceiling_ms"]
    if one["extension_ms"]:
        phase.extensions.append(one["extension_ms"])


_ORDER = ("fail", "pass", "merit", "distinction")


def in_order(grades: Iterable[str]) -> list[str]:
    """Return grades from the lowest to the highest; those of another plan behind, `OPEN` last."""
    known = {grade: place for place, grade in enumerate(_ORDER)}
    return sorted(set(grades), key=lambda grade: (grade == OPEN, known.get(grade, 9), grade))
