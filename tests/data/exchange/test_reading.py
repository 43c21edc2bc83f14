"""A document is read back as it was written, and nothing else is taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.exchange.canonical import canonical
from data.exchange.errors import (
    DocumentTooDeep,
    DocumentTooLarge,
    ForbiddenNumber,
    HalfCharacter,
    KeyTwice,
    NotJson,
    NotUtf8,
    UnreadableDocument,
)
from data.exchange.reading import GREATEST, MAX_BYTES, read_document
from tests.bounded import run_bounded
from tests.data.exchange.building import SHIPPED, document, sealed


def test_a_result_reads_back_as_it_was_written() -> None:
    made = document(sealed(SHIPPED, "M2", "1", "[[{{ \\ \" ] } a 'quote' # é 🎬"))
    assert read_document(canonical(made)) == made


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b'{"a": NaN}', ForbiddenNumber),
        (b'{"a": [-Infinity]}', ForbiddenNumber),
        (b'{"a": 1.5}', ForbiddenNumber),
        (b'{"a": 1e3}', ForbiddenNumber),
        (b'{"a": 1e999999}', ForbiddenNumber),
        (b'{"a": 9007199254740992}', ForbiddenNumber),
        (b'{"a": -9007199254740992}', ForbiddenNumber),
        (b'{"a": ' + b"9" * 5_000 + b"}", ForbiddenNumber),
        (b'{"a": 1, "a": 1}', KeyTwice),
        (b'{"a": {"\\u0062": 1, "b": 2}}', KeyTwice),
        (b'{"a": "\\ud800"}', HalfCharacter),
        (b'{"\\udfff": 1}', HalfCharacter),
        (b'{"a": "\xff"}', NotUtf8),
        (b'{"a": "\xed\xa0\x80"}', NotUtf8),
        ('{"a": 1}'.encode("utf-16"), NotUtf8),
        (b'\xef\xbb\xbf{"a": 1}', NotJson),
        (b"[" * 65 + b"]" * 65, DocumentTooDeep),
        (b'{"a":"]]]\\"]","b":' + b"[" * 64, DocumentTooDeep),
        (b"[1]", NotJson),
        (b"null", NotJson),
        (b"", NotJson),
        (b'{"a": 1} {"b": 2}', NotJson),
        (b"{'a': 1}", NotJson),
        (b'{"a": "line\nfeed"}', NotJson),
        (b'{"a": "a\0b"}', NotJson),
        (b" " * (MAX_BYTES + 1), DocumentTooLarge),
    ],
    ids=lambda value: repr(value)[:40] if isinstance(value, bytes) else "",
)
def test_what_is_no_result_is_told_by_kind(content: bytes, kind: type[UnreadableDocument]) -> None:
    with pytest.raises(kind, match="Ask for the file again") as caught:
        read_document(content)
    assert type(caught.value) is kind


def test_the_line_is_named_and_no_value_is_told() -> None:
    with pytest.raises(NotJson, match="line 3") as caught:
        read_document(b'{\n"family_name": "Example",\n"uln": Testa}')
    assert "Example" not in str(caught.value)
    assert "Testa" not in str(caught.value)


def test_whole_numbers_that_every_reader_agrees_about_are_taken() -> None:
    read = read_document(b'{"a": 9007199254740991, "b": -9007199254740991, "c": -0}')
    assert read == {"a": GREATEST, "b": -GREATEST, "c": 0}


def test_brackets_in_texts_nest_nothing() -> None:
    assert read_document(b'{"a": "' + b"[" * 100 + b'\\"{{"}') == {"a": "[" * 100 + '"{{'}


READER = """
from pathlib import Path
from data.exchange.errors import UnreadableDocument
from data.exchange.reading import read_document

def check(case):
    try:
        read_document(Path(case).read_bytes())
    except UnreadableDocument as error:
        return str(error)
    return "read"
"""

LARGE: dict[str, tuple[bytes, str]] = {
    "lists": (b"[" * 4_000_000, "nested deeper than 64"),
    "objects": (b'{"":' * 1_000_000, "nested deeper than 64"),
    "open text": (b'{"a": "' + b"\\" * 3_000_000, "not the JSON"),
    "quotes": (b'"' * 3_999_999, "not the JSON"),
    "digits": (b'{"a":' + b"1" * 3_900_000 + b"}", "not whole, or beyond"),
    "exponent": (b'{"a":1e' + b"1" * 3_900_000 + b"}", "not whole, or beyond"),
    "wide": (b'{"a":[' + b"[]," * 1_300_000 + b"[]]}", "read"),
    "keys": (b"{" + b",".join(b'"%d":0' % n for n in range(350_000)) + b"}", "read"),
}


def test_the_largest_documents_are_read_or_refused_within_bounds(tmp_path: Path) -> None:
    for name, (content, _) in LARGE.items():
        (tmp_path / name).write_bytes(content)
    told = run_bounded(READER, [str(tmp_path / name) for name in LARGE], seconds=4, megabytes=400)
    for name, (_, said) in LARGE.items():
        assert said in told.get(str(tmp_path / name), "not reached"), name
