"""What stands above the parts of the prepare screen: the pre-flight, the times, the adjustment."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from data.record.state import SittingState
from screens.preflight import Fact
from screens.prepare_rows import times_words
from screens.widgets.columns import MUTED
from screens.wording import adjustment_written


def facts_written(facts: Iterable[Fact], state: SittingState) -> Content:
    """Write the pre-flight and the times; advice where something is not good.

    Args:
        facts: What was found about this machine.
        state: The sitting.
    """
    facts = tuple(facts)
    line = Content("   ").join(
        Content.assemble(
            (f"{fact.name} ", MUTED), (fact.value, "" if fact.good else "bold $text-error")
        )
        for fact in facts
    )
    lines = [line, Content(times_words(state)).stylize(MUTED)]
    adjusted = adjustment_written(state.opened.extra_per_mille, state.opened.breaks)
    if adjusted:
        lines.append(Content.assemble(("Adjustment ", MUTED), (adjusted, "$text-accent")))
    lines += [Content(fact.advice).stylize("$text-warning") for fact in facts if not fact.good]
    return Content("\n").join(lines)
