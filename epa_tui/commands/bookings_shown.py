"""What an import would change: as text for whoever owns the names, or as JSON without them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from data.exchange.incoming.attempts import column_of
from data.exchange.incoming.plan import BAD, Kind
from data.record.text import clean
from data.rules.counts import counted
from screens.wording import iso_day_written, local, moment_written

if TYPE_CHECKING:
    from data.exchange.incoming.plan import Change, Plan, Step
    from data.exchange.incoming.rows import Incoming

_LONGEST = 60
"""Characters of a value that are shown."""

_MOST_NOTICES = 20
"""How many notices are shown: in a long list they would hide what changes."""


def as_text(planned: Plan, incoming: Incoming) -> Iterator[str]:
    """Go through the lines of the summary.

    Args:
        planned: What would change.
        incoming: The file that was read.
    """
    yield f"{counted(len(incoming.rows), 'row')}, {incoming.how}. Times are those of this machine."
    notices = (*incoming.notices, *planned.notices)
    yield from (f"  Note: {notice}" for notice in notices[:_MOST_NOTICES])
    if more := len(notices[_MOST_NOTICES:]):
        yield f"  Note: and {more} more; --json has them all."
    for kind in (Kind.NEW, Kind.SAME, Kind.CHANGED):
        of = [counted(planned.count(of, kind), of) for of in ("assessment", "sitting")]
        yield f"  {kind:<9} {', '.join(of)}"
        if kind is Kind.CHANGED:
            yield from _changes(planned)
    for kind in BAD:
        steps = [step for step in planned.steps if step.kind is kind]
        yield f"  {kind:<9} {counted(len(steps), 'row')}"
        yield from (line for step in steps for line in _problems(step))


def _changes(planned: Plan) -> Iterator[str]:
    for step in planned.steps:
        for change in step.changes:
            old, new = _written(change, change.old), _written(change, change.new)
            yield f"    {step.where}, {column_of(change.name)}: {old} -> {new}"


def _problems(step: Step) -> Iterator[str]:
    for problem in step.problems:
        yield f"    {step.where}, {problem.column}: {problem.sentence}"


def _written(change: Change, value: object) -> str:
    """Return a value as the user knows it."""
    if value in (None, ""):
        return "nothing"
    if change.name == "scheduled_at" and isinstance(value, int):
        return moment_written(local(value))
    if change.name == "extra_per_mille" and isinstance(value, int):
        return f"{value / 10:g} %"
    if change.name in ("gateway_on", "epa_ends_on"):
        return iso_day_written(str(value))
    return clean(str(value))[:_LONGEST]


def as_json(planned: Plan, incoming: Incoming, *, written: bool) -> dict[str, Any]:
    """Return the summary without a value of anybody.

    Args:
        planned: What changes.
        incoming: The file that was read.
        written: Whether it was written.
    """
    return {
        "format": 1,
        "written": written,
        "rows": len(incoming.rows),
        "counts": {
            f"{of}s": {str(kind): planned.count(of, kind) for kind in Kind}
            for of in ("assessment", "sitting", "row")
        },
        "notices": [*incoming.notices, *planned.notices],
        "steps": [_step(step) for step in planned.steps if step.kind is not Kind.SAME],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "where": step.where,
        "of": step.of,
        "kind": str(step.kind),
        "fields": [column_of(change.name) for change in step.changes],
        "problems": [
            {"column": problem.column, "sentence": problem.sentence} for problem in step.problems
        ],
    }
