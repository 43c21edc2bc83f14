"""No call has more entries or bytes than the service takes, and no entry is lost."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.exchange.assessment_service.batches import (
    MOST_BYTES,
    MOST_ENTRIES,
    Batch,
    batches,
    fits,
)

ROOM = MOST_BYTES - len('[\n{"n":""}\n]\n')
"""Bytes of the text in an entry that fills a call alone."""


def read(batch: Batch) -> list[Any]:
    entries = json.loads(batch.body.decode("utf-8"))
    assert isinstance(entries, list)
    return entries


def test_the_caps_are_those_of_the_service() -> None:
    assert (MOST_ENTRIES, MOST_BYTES) == (25, 31_999)


@pytest.mark.parametrize("number", range(78))
def test_small_entries_are_counted(number: int) -> None:
    sizes = [batch.entries for batch in batches({"n": n} for n in range(number))]
    assert sizes == [25] * (number // 25) + ([number % 25] if number % 25 else [])


@pytest.mark.parametrize("character", ["x", "é", "例", "\U0001f3ac", '"', "\n"])
@pytest.mark.parametrize("over", [-1, 0, 1])
def test_an_entry_fits_to_the_byte(character: str, over: int) -> None:
    wide = len(json.dumps(character, ensure_ascii=False).encode()) - 2
    text = character * (ROOM // wide) + "x" * (ROOM % wide + over)
    assert fits({"n": text}) == (over <= 0)
    if over == 0:
        (batch,) = batches([{"n": text}])
        assert len(batch.body) == MOST_BYTES


def test_two_entries_that_fill_a_call_together_stay_together() -> None:
    around = len('[\n{"n":""},\n{"n":""}\n]\n')
    half = (MOST_BYTES - around) // 2
    rest = MOST_BYTES - around - half
    assert [b.entries for b in batches([{"n": "x" * half}, {"n": "x" * rest}])] == [2]
    assert [b.entries for b in batches([{"n": "x" * half}, {"n": "x" * (rest + 1)}])] == [1, 1]


@given(st.lists(st.tuples(st.integers(0, 9_000), st.sampled_from("xé例\U0001f3ac")), max_size=60))
def test_every_entry_is_there_once_and_in_order(sizes: list[tuple[int, str]]) -> None:
    entries = [{"n": n, "name": letter * (size // 4)} for n, (size, letter) in enumerate(sizes)]
    made = batches(entries)
    assert [entry for batch in made for entry in read(batch)] == entries
    for batch in made:
        assert 0 < batch.entries == len(read(batch)) <= MOST_ENTRIES
        assert len(batch.body) <= MOST_BYTES
    for one, following in pairwise(made):
        more = len(one.body) + len(following.body.splitlines()[1])
        assert one.entries == MOST_ENTRIES or more + 1 > MOST_BYTES


def test_a_name_is_written_as_it_is() -> None:
    (batch,) = batches([{"familyName": "Exämple"}])
    assert batch.body == '[\n{"familyName":"Exämple"}\n]\n'.encode()
