"""The overall grade as the records give it, and what of it was published.

Specification, "Grading" and "Results and Certifications". The grade is derived, and a person of
the organisation confirms it; nothing here changes what was judged.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.rules.grading import Overall, overall_of_attempts
from data.rules.journey_view import JourneyView
from data.rules.refused import Refused
from data.rules.standing import Attempt, code_of

_HELD = "The result is held for a suspicion: record first what came of it, under Conduct."


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sitting whose record is sealed."""

    sitting: str
    """Its id."""
    method: str
    kind: str
    """`first`, `re-sit` or `re-take`."""
    number: int
    grade: str
    exceptional: str
    """Reference of exceptional circumstances; empty where there are none."""
    head: str
    """Hash of the last entry of its record."""
    sealed_on: str
    """ISO date."""

    @property
    def code(self) -> str:
        """What it is called among the sittings of its assessment: `M1`, `M1-2`."""
        return code_of(self.method, self.number)


def sealed_attempts(view: JourneyView) -> tuple[Sealed, ...]:
    """Return every sitting that has its grade, by method and number."""
    return tuple(
        Sealed(
            one.sitting_id,
            one.method,
            one.kind,
            one.number,
            one.grade,
            one.exceptional or lifted(view, one),
            one.head,
            one.sealed_on or one.ended_on,
        )
        for one in view.attempts
        if one.grade is not None
    )


def lifted(view: JourneyView, attempt: Attempt) -> str:
    """Return the reference of circumstances that were determined for an attempt later on."""
    return view.state.again.lifted(attempt.method, attempt.number)


def unsealed(view: JourneyView) -> tuple[str, ...]:
    """Return the codes of the methods of which no result stands."""
    newest = view.newest
    codes = [method.code for method in view.standard.methods]
    return tuple(c for c in codes if c not in newest or newest[c].grade is None)


def held(view: JourneyView) -> bool:
    """Tell whether no result may leave."""
    return view.state.conduct.held


def refuse_held(view: JourneyView) -> None:
    """Refuse while no result may leave.

    Raises:
        Refused: With what to do first.
    """
    if held(view):
        raise Refused(_HELD)


def derived(view: JourneyView) -> Overall | None:
    """Return the overall grade as the records give it; None while a method is not sealed.

    The newest attempt at each method counts, with the cap after a second one (specification,
    "Re-sits and Re-takes").
    """
    return None if unsealed(view) else overall_of_attempts(view.standard, sealed_attempts(view))


def holds(view: JourneyView) -> bool:
    """Tell whether a confirmed grade is that of the records as they are sealed now."""
    return view.state.results.holds(view.newest.values())


def followed(view: JourneyView) -> bool:
    """Tell whether a grade was confirmed, and then another attempt came: nothing was changed."""
    heads = set(view.state.results.heads)
    return bool(heads) and not holds(view) and heads <= {one.head for one in view.attempts}


def unpublished(view: JourneyView) -> tuple[Sealed, ...]:
    """Return the sealed sittings whose result, as it is now, was not published."""
    published = view.state.results.publication
    return tuple(a for a in sealed_attempts(view) if not published(a.sitting, a.head))
