"""Reads a document back that came from anywhere, or says what is wrong with it.

A parser of JSON takes much that no result may hold: one of two equal keys, numbers that are none,
half characters, and nesting that ends the program. All of that is refused here, by kind.
"""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from data.exchange.errors import (
    DocumentTooDeep,
    DocumentTooLarge,
    ForbiddenNumber,
    HalfCharacter,
    KeyTwice,
    NotJson,
    NotUtf8,
)

MAX_BYTES = 4_000_000
"""Size of the largest document that is read; the result of a long sitting has some 300,000."""

MAX_NESTING = 64
"""Deepest nesting of lists and objects; a result needs eight."""

GREATEST = 2**53 - 1
"""Greatest whole number, either way: beyond it, readers of JSON disagree."""

# Strings are skipped whole, closed or not; possessive, so that the scan stays linear.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)


def read_document(content: bytes) -> dict[str, Any]:
    """Read a document.

    Args:
        content: The bytes of its file.

    Returns:
        The document; its shape is for `data.exchange.schema.validate` to check. Texts in it may
        hold any whole character, control characters too: clean them before they are shown.

    Raises:
        UnreadableDocument: One of its kinds, which tells what is wrong.
    """
    if len(content) > MAX_BYTES:
        raise DocumentTooLarge(MAX_BYTES)
    text = _text(content)
    _refuse_nesting(text)
    document = _parse(text)
    if not isinstance(document, dict):
        raise NotJson("it is no object", 1)
    _refuse_half_characters(document)
    return document


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotUtf8(content.count(b"\n", 0, error.start) + 1) from error


def _refuse_nesting(text: str) -> None:
    depth = 0
    for token in _TOKEN.finditer(text):
        sign = token[0]
        depth += (sign in "[{") - (sign in "]}")
        if depth > MAX_NESTING:
            raise DocumentTooDeep(MAX_NESTING, text.count("\n", 0, token.start()) + 1)


def _parse(text: str) -> Any:
    try:
        return json.loads(
            text,
            parse_constant=_refuse_number,
            parse_float=_refuse_number,
            parse_int=_whole,
            object_pairs_hook=_unique_keys,
        )
    except json.JSONDecodeError as error:
        raise NotJson(error.msg, error.lineno) from error


def _refuse_number(_: str) -> NoReturn:
    raise ForbiddenNumber


def _whole(digits: str) -> int:
    # By length first: turning very many digits into a number takes time that grows as their square.
    if len(digits) > len(str(-GREATEST)) or abs(int(digits)) > GREATEST:
        raise ForbiddenNumber
    return int(digits)


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise KeyTwice
        made[key] = value
    return made


def _refuse_half_characters(document: dict[str, Any]) -> None:
    try:
        json.dumps(document, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise HalfCharacter from error
