"""Whether a result may be told: once it was published, or the overall grade was confirmed."""

from __future__ import annotations

from data.exchange.papers.case import Case, Held


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
