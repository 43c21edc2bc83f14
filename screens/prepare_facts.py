"""What stands above the parts of the prepare screen: the pre-flight, the times, the adjustment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual.content import Content
from textual.geometry import Size

from data.record.instant import Instant
from data.record.state import SittingState
from data.store.sitting_record import SittingRecord
from data.store.writer import SaveState
from screens import preflight
from screens.preflight import Fact
from screens.prepare_rows import times_words
from screens.widgets.columns import MUTED
from screens.wording import adjustment_written

_GAP = "   "
"""What stands between two facts."""

_SAVING = {
    SaveState.SAVED: "saved",
    SaveState.SAVING: "saving",
    SaveState.NOT_SAVED: "NOT SAVED",
}


def facts_of(
    record: SittingRecord, free: Callable[[], int] | None, size: Size, now: Instant
) -> tuple[Fact, ...]:
    """Return what is found about this machine.

    Args:
        record: The sitting.
        free: Returns the free bytes of the store's disk; None where that cannot be known.
        size: Of the terminal.
        now: The present.
    """
    return (
        preflight.saving(_SAVING[record.saved], record.problem, record.encrypted),
        preflight.space(free() if free else None),
        preflight.terminal(*size),
        preflight.clock(now, record.state.last.at),
    )


def facts_written(facts: Iterable[Fact], state: SittingState, width: int) -> Content:
    """Write the pre-flight and the times; advice where something is not good.

    Args:
        facts: What was found about this machine.
        state: The sitting.
        width: Cells of one line.
    """
    facts = tuple(facts)
    machine = [_fact(fact) for fact in facts]
    times = [Content(words).stylize(MUTED) for words in times_words(state)]
    lines = _packed(machine, width)
    # Times begin on a line of their own, unless those of the machine are broken anyway.
    lines = [*lines, *_packed(times, width)] if len(lines) < 2 else _packed(machine + times, width)
    adjusted = adjustment_written(state.opened.extra_per_mille, state.opened.breaks)
    if adjusted:
        lines.append(Content.assemble(("Adjustment ", MUTED), (adjusted, "$text-accent")))
    lines += [Content(fact.advice).stylize("$text-warning") for fact in facts if not fact.good]
    return Content("\n").join(lines)


def _fact(fact: Fact) -> Content:
    style = "" if fact.good else "bold $text-error"
    return Content.assemble((f"{fact.name} ", MUTED), (fact.value, style))


def _packed(parts: Sequence[Content], width: int) -> list[Content]:
    """Return as many lines as are needed; none of the parts is broken where it fits on one."""
    lines: list[Content] = []
    for part in parts:
        if lines and lines[-1].cell_length + len(_GAP) + part.cell_length <= width:
            lines[-1] += Content(_GAP) + part
        else:
            lines.append(part)
    return lines
