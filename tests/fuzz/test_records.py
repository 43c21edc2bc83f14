"""Entries of any kind, with anything in them, in any order: a state, or a typed refusal."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from data.record.chain import body_from_json, body_to_json, link, verify
from data.record.cipher import IN_CLEAR
from data.record.entries import KINDS, Body, Entry
from data.record.errors import RecordError, UnreadableEntry
from data.record.fold import fold, then
from data.record.instant import Instant
from data.record.state import SittingState
from data.rules.grading import method_grade
from data.rules.stage import stage_of
from data.standards.loader import LoadedStandard
from data.standards.model import Standard
from tests.data.record.sittings import START, chained
from tests.data.record.strategies import any_body, instants, records
from tests.fuzz.trying import any_json, any_text, edited, tries

Record = tuple[LoadedStandard, list[tuple[Instant, Body]]]


@st.composite
def wild(draw: st.DrawFn) -> Record:
    """Return a record that could be one, with entries in between that could not."""
    loaded, record = draw(records(most=15))
    for place, at, body in draw(st.lists(st.tuples(st.integers(0, 20), instants, any_body))):
        record.insert(place, (at, body))
    return loaded, record


def folded(standard: Standard, entries: list[Entry]) -> SittingState | type[RecordError]:
    try:
        return fold(standard, entries)
    except RecordError as error:
        assert str(error)[0].isupper()
        return type(error)


def one_more(state: SittingState, entry: Entry) -> SittingState | type[RecordError]:
    try:
        return then(state, entry)
    except RecordError as error:
        return type(error)


@tries
@given(wild())
def test_entry_by_entry_comes_to_the_same_state_or_refusal_as_all_at_once(record: Record) -> None:
    loaded, bodies = record
    entries = chained(bodies)
    verify(entries)
    state = folded(loaded.standard, entries[:1])
    for count, entry in enumerate(entries[1:], start=2):
        if not isinstance(state, SittingState):
            break
        state = one_more(state, entry)
        assert state == folded(loaded.standard, entries[:count])


@tries
@given(wild(), instants)
def test_whatever_a_record_folds_to_has_a_stage_a_clock_and_a_grade(
    record: Record, now: Instant
) -> None:
    loaded, bodies = record
    state = folded(loaded.standard, chained(bodies))
    if isinstance(state, SittingState):
        assert stage_of(state)
        assert state.clock_state(now)
        grade = method_grade(state).grade
        assert grade is None or grade in loaded.standard.grades


kinds = st.sampled_from(sorted(KINDS))
names = st.sampled_from(sorted({name for kind in KINDS.values() for name in kind.__annotations__}))
fields = st.dictionaries(names | any_text, any_json, max_size=6).map(json.dumps)
pieces = ["{", "}", "[", "]", ",", ":", '"', "null", "true", "NaN", "\\ud800", "9" * 400, '"text":']


@tries
@given(kinds | any_text, any_text | any_json.map(json.dumps) | fields)
def test_any_text_as_the_fields_of_an_entry(kind: str, text: str) -> None:
    read_or_refused(kind, text)


@tries
@given(st.data(), any_body)
def test_edited_fields_of_an_entry(data: st.DataObject, body: Body) -> None:
    text = data.draw(edited(body_to_json(body), pieces))
    read_or_refused(body.kind, text.decode(errors="surrogateescape"))


def read_or_refused(kind: str, text: str) -> None:
    try:
        body = body_from_json(kind, text)
    except UnreadableEntry as error:
        assert str(error).isprintable()
    else:
        assert body_from_json(kind, body_to_json(body)) == body
        assert len(link(body, START, "entry-1", None, IN_CLEAR).hash) == 64
