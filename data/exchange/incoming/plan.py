"""What a file of bookings would change in a store: worked out whole before anything is written.

An assessment is known by its ULN and standard, a sitting by its method and the number of the
attempt. The plan is pure: the rows of the store are handed to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from data.exchange.incoming.bookings import Problem
from data.standards.model import Standard
from data.store.rows import Assessment, AssessmentRow, Sitting


class Kind(StrEnum):
    """What comes of a row, or of the apprentice in it."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    CONFLICT = "conflict"
    """The store, or another row, says otherwise and cannot be changed."""
    REFUSED = "refused"
    """The row itself is wrong."""


BAD = (Kind.CONFLICT, Kind.REFUSED)


@dataclass(frozen=True, slots=True)
class Change:
    """A field that becomes another."""

    name: str
    old: object = field(repr=False)
    new: object = field(repr=False)


@dataclass(frozen=True, slots=True)
class Step:
    """What comes of one apprentice or one sitting."""

    where: str
    """The row that says it; for an apprentice the first of them."""
    of: str
    """`assessment` or `sitting`; `row` where it is not known whose it is."""
    kind: Kind
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What would come of a file."""

    steps: tuple[Step, ...]
    assessments: tuple[Assessment, ...] = field(repr=False)
    """Those to be saved: new ones, and those that change."""
    sittings: tuple[Sitting, ...] = field(repr=False)
    notices: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """True where no row was refused or conflicts."""
        return not any(step.kind in BAD for step in self.steps)

    @property
    def empty(self) -> bool:
        """True where there is nothing to write."""
        return not self.assessments and not self.sittings

    def count(self, of: str, kind: Kind) -> int:
        """Return how many steps of a kind there are."""
        return sum(step.of == of and step.kind is kind for step in self.steps)


@dataclass(frozen=True, slots=True)
class ByHand:
    """What the forms check, so that a file is judged as what somebody types."""

    today: date
    """After the gateway a change of the adjustment needs a decision."""
    ended: Mapping[str, str] = field(default_factory=dict)
    """By the id of an assessment: why no sitting is booked for it any more."""
    accepted_on: Callable[[str], str] = lambda _: ""
    """Asked with the id of an assessment: when gateway was accepted in its record, or empty."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the store and the standards hold already.

    Args:
        rows: Every assessment of the store, with its sittings.
        erased: Ids of those that were erased.
        standards: Those at hand, the newest version first.
    """

    rows: Sequence[AssessmentRow]
    erased: frozenset[str]
    standards: Sequence[Standard]

    def standard(self, reference: str, version: str | None) -> Standard | None:
        """Return a standard in either case; the newest version where none is named."""
        fitting = (
            standard
            for standard in self.standards
            if standard.reference.casefold() == reference.casefold()
            and version in (None, standard.version)
        )
        return next(fitting, None)


class Stopped(Exception):
    """One apprentice or sitting cannot be saved as the file says.

    Args:
        kind: `Kind.CONFLICT` or `Kind.REFUSED`.
        column: Which column has to change.
        sentence: Why, and what to do, without a value.
    """

    def __init__(self, kind: Kind, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.kind, self.problem = kind, Problem(column, sentence)


def changes(old: object, new: object, names: Iterable[str]) -> tuple[Change, ...]:
    """Return which of some fields differ between two values of one kind."""
    return tuple(
        Change(name, getattr(old, name), getattr(new, name))
        for name in names
        if getattr(old, name) != getattr(new, name)
    )
