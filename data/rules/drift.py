"""Whether an assessor judges otherwise later in the day or later in the year.

Counted from sealed sittings; no apprentice is in it. A small number shows nothing: below
`LEAST` sittings a group is shown by its number alone. What is shown is no proof either: sittings
differ, and the earlier and later ones were not the same apprentices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from data.record.people import person_key
from data.rules.sampling import in_order
from data.rules.sealed_facts import SealedFacts

LEAST = 5
"""Sittings in a group, at least, before anything is said of it (our convention)."""

NOON = 12
"""Local hour at which the afternoon begins."""

_PLACES = ("first of the day", "second of the day", "third of the day or later")


@dataclass(frozen=True, slots=True)
class Group:
    """Sittings that have something in common."""

    name: str
    """`first of the day`, `morning`, `2026-11`."""
    n: int
    """How many sittings; always shown."""
    met: Fraction | None = None
    """Share of the descriptors that were met, of all that were judged; None where n is too few."""
    grades: tuple[tuple[str, int], ...] = ()
    """How often each grade, in the order of the letters; empty where n is too few."""
    ms_per_question: Fraction | None = None
    """Time of the phase clocks for each main question; None where n is too few, or none asked."""
    extended: Fraction | None = None
    """Share of the phases in which the discretion was used; None where n is too few."""

    @property
    def too_few(self) -> bool:
        """Whether there are too few sittings to say anything."""
        return self.n < LEAST


@dataclass(frozen=True, slots=True)
class Series:
    """Sittings of one assessor and method, split in one way."""

    name: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Drift:
    """What the sealed sittings of one assessor at one method show."""

    assessor: str
    method: str
    option: str | None
    whole: Group
    series: tuple[Series, ...]


def drift(sittings: Iterable[SealedFacts], assessor: str = "") -> tuple[Drift, ...]:
    """Return one table for each assessor, method and option: they ask for different things.

    Args:
        sittings: All that are sealed; the place in the day counts every one of an assessor's.
        assessor: Only this one's, however the name is written; empty for everybody.
    """
    ordered = in_order(sittings)
    places = _places(ordered)
    wanted = [
        one
        for one in ordered
        if one.holds and (not assessor or person_key(one.assessor) == person_key(assessor))
    ]
    found: dict[tuple[str, str, str], list[SealedFacts]] = {}
    for one in wanted:
        key = (person_key(one.assessor), one.method, one.option or "")
        found.setdefault(key, []).append(one)
    return tuple(_drift(group, places) for _, group in sorted(found.items()))


def _places(ordered: Sequence[SealedFacts]) -> dict[str, int]:
    """Return which sitting of its assessor's day each is, from 0."""
    counted: dict[tuple[str, str], int] = {}
    places = {}
    for one in sorted(ordered, key=lambda one: (one.began, one.seal)):
        day = (person_key(one.assessor), one.began.date().isoformat())
        places[one.sitting] = counted.get(day, 0)
        counted[day] = places[one.sitting] + 1
    return places


def _drift(group: Sequence[SealedFacts], places: dict[str, int]) -> Drift:
    def place(one: SealedFacts) -> str:
        return _PLACES[min(places[one.sitting], len(_PLACES) - 1)]

    def half(one: SealedFacts) -> str:
        return "morning" if one.began.hour < NOON else "afternoon"

    series = (
        Series("place in the day", _split(group, place, _PLACES)),
        Series("time of day", _split(group, half, ("morning", "afternoon"))),
        Series("month", _split(group, lambda one: f"{one.began:%Y-%m}")),
    )
    last = group[-1]
    return Drift(last.assessor, last.method, last.option, _group("all", group), series)


def _split(
    sittings: Sequence[SealedFacts],
    name_of: Callable[[SealedFacts], str],
    names: Sequence[str] = (),
) -> tuple[Group, ...]:
    """Return the groups by name: in the order given, else in the order of the names."""
    groups: dict[str, list[SealedFacts]] = {name: [] for name in names}
    for one in sittings:
        groups.setdefault(name_of(one), []).append(one)
    ordered = groups if names else sorted(groups)
    return tuple(_group(name, groups[name]) for name in ordered)


def _group(name: str, sittings: Sequence[SealedFacts]) -> Group:
    if len(sittings) < LEAST:
        return Group(name, len(sittings))
    grades = sorted({one.grade for one in sittings})
    questions = sum(one.main_questions for one in sittings)
    return Group(
        name,
        len(sittings),
        Fraction(sum(one.met for one in sittings), sum(one.descriptors for one in sittings)),
        tuple((grade, sum(one.grade == grade for one in sittings)) for grade in grades),
        Fraction(sum(one.used_ms for one in sittings), questions) if questions else None,
        Fraction(sum(one.extended for one in sittings), sum(one.phases for one in sittings)),
    )
