"""What `epa-tui take` says of the own record of an assessment that came with a sitting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from data.record.errors import RecordError
from data.rules.counts import counted

if TYPE_CHECKING:
    from data.record.body import Entry
    from data.store.store import Store
    from epa_tui.taking_journey import Joined

MOST_SHOWN = 5
"""Entries that are told of each side where two records differ; the rest is counted."""


def timeline(entries: Sequence[Entry], undone: frozenset[int] = frozenset()) -> Iterator[str]:
    """Go through entries of an assessment's own record as lines.

    Args:
        entries: In order.
        undone: Numbers of those that have no effect.
    """
    from data.record.journey.body import JourneyBody
    from data.record.text import clean
    from screens.wording import local, moment_written

    for entry in entries:
        gone = " (taken back)" if entry.seq in undone else ""
        told = entry.body.told if isinstance(entry.body, JourneyBody) else entry.kind
        when = moment_written(local(entry.at.wall))
        yield f"{entry.seq:>4}  {when}  {clean(told)}{gone}"  # it may come from a stranger's file


def journey_told(store: Store, assessment_id: str, joined: Joined) -> Iterator[str]:
    """Say in lines what became of the record that came; nothing where none came, or it was here.

    Args:
        store: The one that took it.
        assessment_id: The assessment.
        joined: What came of it.
    """
    if joined.new:
        entries = counted(len(joined.new), "entry", "entries")
        yield f"With it came the record of the assessment: {entries} added here."
    elif joined.only_given:
        yield from _differing(store, assessment_id, joined)
    elif joined.only_here:
        more = counted(len(joined.only_here), "entry", "entries")
        yield f"The record of the assessment is {more} further here than in the file: it stays."


def _differing(store: Store, assessment_id: str, joined: Joined) -> Iterator[str]:
    first = joined.shared + 1
    yield (
        f"THE RECORD OF THE ASSESSMENT WAS NOT TAKEN: from entry {first} on, both laptops recorded "
        "something else. Here stays:"
    )
    try:
        yield from _some(store.journey_entries(assessment_id)[joined.shared :])
    except RecordError as error:
        yield f"      {error}"
    yield "The file has instead:"
    yield from _some(joined.only_given)
    yield (
        "Nothing was overwritten. Keep the file: `epa-tui take FILE --timeline` shows all of its "
        "record. Decide which of the two counts, and record here what is missing: "
        f"`epa-tui journey {assessment_id[:8]}`."
    )
    if joined.held:
        yield "By the file the result is HELD: report the suspicion here too, before the seal."


def _some(entries: Sequence[Entry]) -> Iterator[str]:
    yield from timeline(entries[:MOST_SHOWN])
    if len(entries) > MOST_SHOWN:
        yield f"      and {len(entries) - MOST_SHOWN} more"
