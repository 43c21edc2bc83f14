"""The quick checks of the collector say what the careful ones of the laptop say."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.exchange import schema
from data.exchange.canonical import canonical
from data.exchange.errors import InvalidDocument, NotCanonical, UnreadableDocument
from data.exchange.reading import read_document
from data.hub import checking
from data.hub.errors import Unfit
from data.hub.facts import first_words
from tests.data.hub.making import a_result, told, withdrawn, written
from tests.fuzz.trying import any_json, any_text, edited

VALID = (
    told(a_result(), 1),
    told(a_result("M1", "2", failed="P2"), 2),
    told(withdrawn(a_result()), 3, revision=2, supersedes=a_result()["id"]),
)


def places(part: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the way to every part of a document."""
    found = [path] if path else []
    steps = part.items() if isinstance(part, dict) else []
    for step, below in enumerate(part) if isinstance(part, list) else steps:
        found += places(below, (*path, step))
    return found


def shortened(part: Any) -> Any:
    """Return a document with one of each kind: the careful validator is slow."""
    if isinstance(part, dict):
        return {name: shortened(below) for name, below in part.items()}
    return [shortened(below) for below in part[:1]] if isinstance(part, list) else part


def with_change(raw: dict[str, Any], path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    changed = copy.deepcopy(raw)
    part: Any = changed
    for step in path[:-1]:
        part = part[step]
    if value is ...:
        del part[path[-1]]
    else:
        part[path[-1]] = value
    return changed


def has_shape(document: dict[str, Any]) -> bool:
    try:
        schema.validate(document)
    except InvalidDocument:
        return False
    return True


VALUES: tuple[Any, ...] = (
    ...,
    None,
    True,
    0,
    -1,
    2**53,
    "",
    "x",
    "P1",
    "Ä",
    [],
    {},
    [{}],
    "2026-05-20",
)


def test_the_validator_in_machine_code_gives_the_verdict_of_the_other() -> None:
    assert all(checking.has_shape(raw) and has_shape(raw) for raw in VALID)
    verdicts = set()
    for number, raw in enumerate(map(shortened, VALID)):
        kinds = {tuple(s for s in path if isinstance(s, str)): path for path in places(raw)}
        for count, path in enumerate(kinds.values()):
            value = VALUES[(count + number) % len(VALUES)]
            changed = with_change(raw, path, value)
            verdict = has_shape(changed)
            assert checking.has_shape(changed) is verdict, (path, value)
            verdicts.add(verdict)
    assert verdicts == {True, False}


@pytest.mark.parametrize("path", [("id",), ("data", "record", "head"), ("data", "method", "code")])
def test_a_line_feed_behind_a_code_is_refused(path: tuple[str, ...]) -> None:
    """A dollar sign in Python's expressions, but not in the schema's, lets one pass."""
    part: Any = VALID[0]
    for step in path:
        part = part[step]
    assert not checking.has_shape(with_change(VALID[0], path, f"{part}\n"))


def carefully(content: bytes) -> dict[str, Any] | None:
    """Return the document, as the careful reader takes it and writes it anew."""
    try:
        document = read_document(content)
        return document if canonical(document) == content else None
    except (UnreadableDocument, NotCanonical):
        return None


def quickly(content: bytes) -> dict[str, Any] | None:
    try:
        return checking.read(content)
    except Unfit:
        return None


SHORT = written(told(withdrawn(a_result()), 3)).decode()


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        edited(SHORT, ['"a":1,', "\\u0000", "\\ud800", "1.0", "1e2", "-0", "\ufeff", " ", "NaN"]),
        st.dictionaries(any_text, any_json, max_size=4).map(
            lambda raw: json.dumps(raw, sort_keys=True, separators=(",", ":")).encode()
        ),
        st.dictionaries(any_text, any_json, max_size=4).map(
            lambda raw: json.dumps(
                raw, sort_keys=True, separators=(",", ":"), ensure_ascii=False
            ).encode("utf-8", "surrogatepass")
        ),
    )
)
def test_the_quick_reader_takes_what_the_careful_one_takes(content: bytes) -> None:
    quick, careful = quickly(content), carefully(content)
    # What is nested too deeply, or a number beyond 2^53, is left to the schema, which bounds both.
    assert quick == careful or (quick and careful is None and not checking.has_shape(quick))


def test_the_schema_bounds_every_number_and_all_nesting() -> None:
    parts = list(every_part(schema.load_schema()))
    numbers = [part for part in parts if part.get("type") == "integer"]
    assert len(numbers) > 8
    assert all(abs(part[name]) < 2**53 for part in numbers for name in ("minimum", "maximum"))
    objects = [part for part in parts if part.get("type") == "object"]
    # The open one is `data`, which the schema's last lines give one of two closed shapes.
    opened = [part for part in objects if part.get("additionalProperties") is not False]
    assert [part.keys() for part in opened] == [{"description", "type"}]
    assert all("items" in part for part in parts if part.get("type") == "array")


def every_part(part: Any) -> Iterator[dict[str, Any]]:
    """Go through every object of a schema."""
    if isinstance(part, dict):
        yield part
    if isinstance(part, dict | list):
        for below in part.values() if isinstance(part, dict) else part:
            yield from every_part(below)


@pytest.mark.parametrize(
    "content",
    [
        b'{"a":1,"a":1}',
        b'{"a":1,"a":2}',
        b'{"a":1.0}',
        b'{"a":1e2}',
        b'{"a":-0}',
        b'{"a":NaN}',
        b'{"a":"\\ud800"}',
        b'{"a":"\\u0041"}',
        b'{"a":"\\/"}',
        b'{"b":1,"a":1}',
        b'{"a": 1}',
        b'{"a":1}\n',
        b'\xef\xbb\xbf{"a":1}',
        '{"a":1}'.encode("utf-16"),
        b"[1]",
        b"{" + b'"a":{' * 100_000,
        b'{"a":' + b"9" * 100_000 + b"}",
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(content: bytes) -> None:
    with pytest.raises(Unfit):
        checking.read(content)


def test_first_words_are_cut_between_words_and_safe_to_print() -> None:
    assert first_words("Explains how") == "Explains how"
    assert first_words("Explains how they did", 15) == "Explains how…"
    assert first_words("a" * 100, 10) == "a" * 9 + "…"
    assert first_words("a\x1b[2Jb\0") == "a␛[2Jb␀"
