"""What an answer tells: the hash of what is stored, and how long to wait."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from typing import Any

LONGEST_WAIT_S = 86_400.0
"""What a longer wait, asked for by a destination, is cut down to."""

_HASH = re.compile(r"[0-9A-Fa-f]{64}")
_DIGEST = re.compile(r"(?:^|[,\s])sha-256=:([A-Za-z0-9+/=]{44}):", re.IGNORECASE)
_SECONDS = re.compile(r"[+-]?[0-9]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as far as it was read."""

    status: int
    headers: Mapping[str, str]
    """By their names in lower case."""
    body: bytes = field(default=b"", repr=False)
    """As it came, not decompressed."""
    whole: bool = True
    """False where the body was longer than what is read, or broke off."""


def hashes(answer: Answer) -> set[str]:
    """Return every hash, in hexadecimal, that an answer tells of what is stored.

    Told by `Repr-Digest` or `Content-Digest` (RFC 9530), by an `ETag` that is a SHA-256, or by
    "sha256" in a JSON object. A digest of the answer's own text speaks of that text alone.
    """
    return set(_told(answer))


def _told(answer: Answer) -> Iterator[str]:
    own = sha256(answer.body).hexdigest()
    for name in ("repr-digest", "content-digest"):
        for digest in _DIGEST.findall(answer.headers.get(name, "")):
            told = _hexadecimal(digest)
            if told and told != own and (answer.whole or name == "repr-digest"):
                yield told
    etag = answer.headers.get("etag", "").strip()
    if re.fullmatch(f'"{_HASH.pattern}"', etag):
        yield etag.strip('"').lower()
    named = json_object(answer).get("sha256")
    if isinstance(named, str) and _HASH.fullmatch(named):
        yield named.lower()


def wait_s(answer: Answer, now: datetime) -> float | None:
    """Return how long an answer asks us to wait, in seconds; None where it does not say.

    Args:
        answer: With `Retry-After` as seconds or as a date; a date is measured against the answer's
            own `Date`, so that two clocks that differ do no harm.
        now: Stands in for `Date`, with a time zone.
    """
    asked = answer.headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(asked):
        return _within(float(asked))
    until = _date(asked)
    if until is None:
        return None
    return _within((until - (_date(answer.headers.get("date", "")) or now)).total_seconds())


def json_object(answer: Answer) -> dict[str, Any]:
    """Return the JSON object in an answer; an empty one where there is none."""
    if not answer.whole or is_encoded(answer) or not answer.body.lstrip().startswith(b"{"):
        return {}
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def is_encoded(answer: Answer) -> bool:
    """Tell whether a body is compressed although we asked for it as it is."""
    return answer.headers.get("content-encoding", "identity").strip().lower() not in {
        "",
        "identity",
    }


def _within(seconds: float) -> float:
    return min(max(seconds, 0.0), LONGEST_WAIT_S)


def _date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _hexadecimal(digest: str) -> str | None:
    try:
        raw = base64.b64decode(digest, validate=True)
    except binascii.Error:
        return None
    return raw.hex() if len(raw) == 32 else None
