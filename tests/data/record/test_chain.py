from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import fields, replace
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from data.record.chain import body_from_json, body_to_json, entry_hash, link, verify
from data.record.cipher import IN_CLEAR
from data.record.entries import KINDS, Body, Entry, Mark, Marked, Noted, QuestionAsked
from data.record.errors import BrokenChain, UnreadableEntry
from data.record.instant import Instant
from tests.data.record.sittings import START, chained
from tests.data.record.strategies import any_body, bodies_of, instants, texts

short_records = st.lists(st.tuples(instants, any_body), min_size=3, max_size=8).map(chained)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_is_read_back_as_it_was_written(kind: str) -> None:
    @given(bodies_of(KINDS[kind]))
    def check(body: Body) -> None:
        assert body_from_json(kind, body_to_json(body)) == body
        assert body_to_json(body).encode() == rfc8785.dumps(json.loads(body_to_json(body)))

    check()


@given(texts, instants, any_body, texts)
def test_the_hash_is_that_of_the_canonical_bytes(
    name: str, at: Instant, body: Body, prev: str
) -> None:
    kept = IN_CLEAR.encipher(body_to_json(body).encode(), name)
    whole: dict[str, Any] = {
        "at": [at.wall, at.tick, at.boot],
        "commit": hashlib.sha256(kept).hexdigest(),
        "id": name,
        "kind": body.kind,
        "prev": prev,
        "seq": 7,
    }
    true = hashlib.sha256(b"epa-entry-v2\0" + rfc8785.dumps(whole)).hexdigest()
    assert entry_hash(7, name, at, body.kind, kept, prev) == true


def test_a_field_that_holds_its_default_is_not_written() -> None:
    """So a later version can give a kind one field more, and old hashes stay true."""
    assert body_to_json(Noted("saw a budget")) == '{"text":"saw a budget"}'
    assert body_to_json(QuestionAsked(main=False)) == '{"main":false}'


@given(short_records)
def test_a_whole_record_verifies(record: list[Entry]) -> None:
    verify(record)
    verify([])
    verify(record[:2])  # a record that is cut off is only shown by the head that is kept elsewhere


def _other(value: Any) -> Any:
    """Return something else of the same type."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str():
            return value + "x"
        case bytes():
            return value + b"x"
        case Instant():
            return replace(value, wall=value.wall + 1)
        case _:
            return 1 if value is None else None


def _altered(entry: Entry) -> list[Entry]:
    """Return the entry with each single thing in it changed."""
    heads = [
        replace(entry, **{f.name: _other(getattr(entry, f.name))})
        for f in fields(Entry)
        if f.name != "body"
    ]
    ticks = [replace(entry, at=replace(entry.at, tick=entry.at.tick - 1))]
    boots = [replace(entry, at=replace(entry.at, boot=entry.at.boot + "x"))]
    kinds = [replace(entry, body=body) for body in (Noted("x"),) if body.kind != entry.kind]
    return [*heads, *ticks, *boots, *kinds]


def _named(record: list[Entry]) -> int:
    with pytest.raises(BrokenChain) as caught:
        verify(record)
    assert f"Entry {caught.value.seq} " in str(caught.value)
    return caught.value.seq


@given(short_records, st.data())
def test_any_single_changed_field_names_its_entry(record: list[Entry], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(record) - 1))
    for altered in _altered(record[place]):
        assert _named([*record[:place], altered, *record[place + 1 :]]) == place + 1


@given(short_records, st.data())
def test_a_body_of_another_kind_with_the_same_fields_is_found(
    record: list[Entry], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(record) - 1))
    kind = data.draw(
        st.sampled_from([k for k in KINDS.values() if k is not type(record[place].body)])
    )
    other = replace(record[place], body=data.draw(bodies_of(kind)))
    assert _named([*record[:place], other, *record[place + 1 :]]) == place + 1


@given(short_records, st.data())
def test_a_removed_entry_is_named(record: list[Entry], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(record) - 2))
    assert _named([*record[:place], *record[place + 1 :]]) == place + 1


@given(short_records, st.data())
def test_swapped_entries_are_named_by_the_first(record: list[Entry], data: st.DataObject) -> None:
    first, second = sorted(
        data.draw(st.sets(st.integers(0, len(record) - 1), min_size=2, max_size=2))
    )
    swapped = list(record)
    swapped[first], swapped[second] = record[second], record[first]
    assert _named(swapped) == first + 1


@given(short_records, any_body, st.data())
def test_an_inserted_entry_is_named(record: list[Entry], body: Body, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(record) - 1))
    copied = data.draw(st.sampled_from(record))
    if copied.seq != place + 1:
        assert _named([*record[:place], copied, *record[place:]]) == place + 1
    # A forger who links the new entry rightly is betrayed by the one that follows.
    forged = link(body, START, "forged", record[place - 1] if place else None, IN_CLEAR)
    assert _named([*record[:place], forged, *record[place:]]) == place + 2


@given(short_records, any_body, st.data())
def test_an_entry_that_was_hashed_anew_betrays_itself_by_the_next(
    record: list[Entry], body: Body, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(record) - 2))
    old = record[place]
    if (
        forged := link(body, old.at, old.id, record[place - 1] if place else None, IN_CLEAR)
    ) != old:
        assert _named([*record[:place], forged, *record[place + 1 :]]) == place + 2


def test_a_record_with_a_number_left_out_is_found_though_its_links_are_right() -> None:
    first, second = chained([(START, Noted("one")), (START, Noted("two"))])
    rehashed = entry_hash(3, second.id, second.at, second.kind, second.ciphertext, first.hash)
    assert _named([first, replace(second, seq=3, hash=rehashed)]) == 2


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("vision", "{}"),
        ("note", "{"),
        ("note", "[" * 100_000),
        ("note", "[]"),
        ("note", "{}"),
        ("note", '{"text":5}'),
        ("note", '{"text":"a","colour":"red"}'),
        ("note", '{"text":"a","marks":"P6"}'),
        ("note", '{"text":"a","clock_ms":1.5}'),
        ("note", '{"text":"a","clock_ms":true}'),
        ("note", '{"text":"a","clock_ms":' + "9" * 5000 + "}"),
        ("note", '{"text":"half a pair \\ud83d"}'),
        ("note", '{"text":"a","marks":[["P6","+","!"]]}'),
        ("mark", '{"mark":"P+"}'),
        ("mark", '{"mark":{"code":"P6","sign":"+"}}'),
        ("mark", '{"mark":["P6"]}'),
        ("judgement", '{"code":"P6","met":1}'),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(kind: str, text: str) -> None:
    with pytest.raises(UnreadableEntry, match="Open it with the version that wrote it"):
        body_from_json(kind, text)


@given(st.sampled_from(sorted(KINDS)), st.text(max_size=60))
def test_no_text_does_more_than_be_refused(kind: str, text: str) -> None:
    with suppress(UnreadableEntry):
        assert isinstance(body_from_json(kind, text), KINDS[kind])


def test_a_mark_is_read_as_a_mark() -> None:
    body = body_from_json("mark", body_to_json(Marked(Mark("P6", "+"), note=3)))
    assert isinstance(body, Marked)
    assert body.mark.code == "P6"
    assert body.mark.sign == "+"
