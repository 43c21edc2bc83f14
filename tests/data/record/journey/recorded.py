"""Records of assessments for the tests: any kind of line, in any order."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from data.record.body import Body, Entry, Undone
from data.record.chain import link
from data.record.cipher import IN_CLEAR
from data.record.journey.kinds import KINDS
from data.record.journey.opening import AssessmentOpened
from tests.data.record.sittings import START
from tests.data.record.strategies import bodies_of

OPENED = AssessmentOpened("ST0792", "1.1", "1")
LONGEST = 12

any_line = st.sampled_from(sorted(KINDS)).flatmap(lambda name: bodies_of(KINDS[name]))
"""A line of any kind of any part, with anything that its fields can hold."""

undoings = st.builds(Undone, st.integers(0, LONGEST + 2))


def chained(bodies: Sequence[Body]) -> list[Entry]:
    """Link lines into the record of an assessment, a second after each other."""
    entries: list[Entry] = []
    for place, body in enumerate(bodies):
        after = entries[-1] if entries else None
        entries.append(link(body, START.later(place * 1_000), f"line-{place}", after, IN_CLEAR))
    return entries


records = st.lists(any_line | undoings, max_size=LONGEST).map(lambda b: chained([OPENED, *b]))
"""Whole records, most of which no organisation would ever make."""
