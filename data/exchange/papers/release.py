"""Whether a result may be told: once it was published, or the overall grade was confirmed."""

from __future__ import annotations

from collections.abc import Iterator

from data.exchange.papers.case import Case, Held
from data.exchange.papers.model import Block, Facts, Heading
from data.exchange.papers.words import day
from data.rules.results import holds


def released(case: Case, held: Held) -> bool:
    """Tell whether the result of a sitting may stand in a paper for the apprentice.

    Args:
        case: The assessment; while a suspicion holds its result, nothing is told.
        held: One of its sittings; without a seal, or taken back, there is nothing to tell.
    """
    if held.state.graded is None or case.view.state.conduct.held:
        return False
    results, head = case.view.state.results, held.state.last.hash
    return head in results.heads or results.publication(held.sitting.id, head) is not None


def overall_facts(case: Case) -> Iterator[Block]:
    """Return the overall grade once it is confirmed (specification, "Grading").

    Args:
        case: The assessment; while a suspicion holds its result, and after a change of what was
            graded, nothing is told.
    """
    confirmed = case.view.state.results.confirmation
    if confirmed is None or case.view.state.conduct.held or not holds(case.view):
        return
    yield Heading("Overall grade")
    rows = (("Grade", confirmed.grade), ("From", confirmed.rule), ("Confirmed", day(confirmed.on)))
    yield Facts(rows)
