"""Documents of every sort, signed, for readers of them: fictitious, and the same at every run.

`python -m tests.data.exchange.examples docs/examples` writes those that the documents show.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from data.exchange.canonical import canonical
from data.exchange.document import withdrawal_document
from data.exchange.folder import result_name
from data.exchange.signature import SUFFIX, sign
from data.record import entries as e
from tests.data.exchange.building import (
    LAPTOP,
    MADE_UP,
    MINUTE,
    SHIPPED,
    SITTING_ID,
    Record,
    document,
    heard,
    judged,
    sitting_of,
)


@dataclass(frozen=True)
class Example:
    """A document as it leaves."""

    body: bytes = field(repr=False)

    @property
    def signature(self) -> str:
        return sign(self.body, LAPTOP)

    @property
    def raw(self) -> dict[str, Any]:
        return dict(json.loads(self.body))

    @property
    def data(self) -> dict[str, Any]:
        return dict(self.raw["data"])


def _made(record: Record, **others: Any) -> Example:
    return Example(canonical(document(record.seal(), **others)))


def _again() -> Example:
    """Return the second revision of a sitting that was reopened."""
    record = judged(heard(SHIPPED, "M1", "1"))
    first = document(record.seal())
    record.add(e.Reopened("heard again"))
    record.add(e.Judged("D1", False, "the recording says otherwise"))
    return Example(canonical(document(record.seal(), revision=2, supersedes=first["id"])))


def _withdrawn(failed: str = "", **others: Any) -> Example:
    record = judged(heard(SHIPPED, "M1", "1"), failed=failed)
    first = document(record.seal())
    record.add(e.Withdrawn("assessed under the wrong option"))
    taken = withdrawal_document(
        record.state,
        sitting_of(record.state),
        record.now,
        device=LAPTOP,
        revision=2,
        supersedes=first["id"],
        reason="assessed under the wrong option",
        **others,
    )
    return Example(canonical(taken))


_SECOND: dict[str, Any] = {"attempt": "re-sit", "number": 2, "exceptional": "EX-0001"}
_MAKERS = {
    "distinction": lambda: _made(judged(heard(SHIPPED, "M1", "1"))),
    "pass": lambda: _made(judged(heard(SHIPPED, "M1", "1"), failed="D1")),
    "fail": lambda: _made(judged(heard(SHIPPED, "M1", "1"), failed="P3")),
    "statements": lambda: _made(judged(heard(SHIPPED, "M2", "2"))),
    "re-sit": lambda: _made(judged(heard(SHIPPED, "M2", "1", **_SECOND))),
    "extended": lambda: _made(judged(heard(SHIPPED, "M2", "1", over_ms=2 * MINUTE))),
    "hostile": lambda: _made(judged(heard(SHIPPED, "M1", "1", '\u202e"\\/\x07\u00e9\U0001f600'))),
    "another standard": lambda: _made(judged(heard(MADE_UP, "A", "a"))),
    "reopened": _again,
    "withdrawn": _withdrawn,
}
NAMES = tuple(_MAKERS)


@cache
def example(name: str) -> Example:
    """Return one of `NAMES`."""
    return _MAKERS[name]()


def files() -> dict[str, bytes]:
    """Return the files of `docs/examples`: a result and its withdrawal, with their signatures."""
    made = (
        _made(judged(heard(SHIPPED, "M1", "1"), failed="D1"), demonstration=True),
        _withdrawn("D1", demonstration=True),
    )
    found = {}
    for revision, each in enumerate(made, start=1):
        name = result_name(SITTING_ID, revision)
        found[name] = each.body
        found[name.replace(".json", SUFFIX)] = each.signature.encode()
    return found


if __name__ == "__main__":
    for name, content in files().items():
        Path(sys.argv[1], name).write_bytes(content)
