"""Whatever is recorded of an assessment: it is read back, and what was undone never happened."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from data.record.body import Entry, Undone
from data.record.chain import body_from_json, body_to_json, verify
from data.record.fold import without_effect
from data.record.journey.fold import fold_journey
from data.record.journey.kinds import KINDS
from data.record.journey.machine import STATES
from data.record.journey.state import JourneyState
from tests.data.record.journey.recorded import LONGEST, chained, records
from tests.data.record.strategies import bodies_of


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_is_read_back_as_it_was_written(kind: str) -> None:
    @settings(max_examples=8)
    @given(st.data())
    def check(data: st.DataObject) -> None:
        body = data.draw(bodies_of(KINDS[kind]))
        written = body_to_json(body)
        assert body_from_json(kind, written, KINDS) == body
        assert written.encode() == rfc8785.dumps(json.loads(written))

    check()


def parts(state: JourneyState) -> JourneyState:
    """Return a state without the lines that it came from."""
    return replace(state, entries=(), undone=frozenset())


@settings(max_examples=30)
@given(records)
def test_every_record_has_a_state_and_verifies(record: list[Entry]) -> None:
    verify(record)
    assert fold_journey(record).at in STATES


@settings(max_examples=60)
@given(records, st.integers(2, LONGEST + 1))
def test_what_is_undone_anywhere_never_happened(record: list[Entry], target: int) -> None:
    if target > len(record) or target in without_effect(record):
        return
    undone = chained([*(entry.body for entry in record), Undone(target)])
    state = fold_journey(undone)
    assert parts(state) == parts(fold_journey([e for e in undone if e.seq not in state.undone]))
