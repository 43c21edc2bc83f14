"""The bytes of a document are the same everywhere, and refuse what JSON cannot carry."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.exchange.canonical import address, canonical
from data.exchange.errors import NotCanonical

WHOLE = st.integers(-(2**53) + 1, 2**53 - 1)
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | WHOLE | TEXT,
    lambda below: st.lists(below, max_size=4) | st.dictionaries(TEXT, below, max_size=4),
    max_leaves=12,
)


@given(document=st.dictionaries(TEXT, VALUES, max_size=5))
def test_bytes_read_back_as_what_was_written_whatever_the_order(document: dict[str, Any]) -> None:
    body = canonical(document)

    assert json.loads(body) == document
    assert canonical(dict(reversed(document.items()))) == body


def test_bytes_are_those_of_the_standard_for_canonical_json() -> None:
    # Names in the order of UTF-16, as RFC 8785 section 3.2.3 demands: not that of code points.
    document = {"\U0001f600": 1, "\ufb33": 2, "a": "\u20ac$\x0f\nA'B\"\\/"}

    expected = '{"a":"€$\\u000f\\nA\'B\\"\\\\/","\U0001f600":1,"\ufb33":2}'
    assert canonical(document) == expected.encode()


def test_the_address_is_the_sha_256_of_the_bytes() -> None:
    empty = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    assert address(canonical({})) == empty


@pytest.mark.parametrize("value", [2**53 + 1, float("nan"), float("inf"), "half \ud800 a sign"])
def test_what_json_cannot_carry_is_refused_with_a_sentence(value: object) -> None:
    with pytest.raises(NotCanonical, match="record itself is safe"):
        canonical({"value": value})
