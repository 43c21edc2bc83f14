"""What the reports count of a result, taken out of it once, when it comes in.

It names nobody: a few numbers and the codes of the plan. A report then reads some two kilobytes
for each sitting and never the notes.
"""

from __future__ import annotations

import functools
import json
from typing import Any

from data.record.text import clean

WORDS = 60
"""Most characters of a descriptor's text that are kept: enough to know it by."""


def facts(data: dict[str, Any]) -> str:
    """Return the facts of a result as JSON.

    Args:
        data: Part `data` of a result that has the published shape; that of a withdrawal has none.
    """
    if "descriptors" not in data:
        return "{}"
    questions = data["questions"]
    return json.dumps(
        {
            "main": questions["main"],
            "followups": questions["followups"],
            "phases": [_phase(phase) for phase in data["phases"] if phase["started_at"]],
            "descriptors": [_descriptor(one) for one in data["descriptors"]],
        },
        separators=(",", ":"),
    )


@functools.lru_cache(maxsize=10_000)
def first_words(text: str, most: int = WORDS) -> str:
    """Return the beginning of a text, cut between two words."""
    text = clean(text)
    if len(text) <= most:
        return text
    whole, _, _ = text[: most - 1].rpartition(" ")
    return (whole or text[: most - 1]) + "…"


def _phase(phase: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": phase["code"],
        "title": first_words(phase["title"]),
        "silent": phase["silent"],
        "used_ms": phase["used_ms"],
        "ceiling_ms": phase["ceiling_ms"],
        "extension_ms": phase["extension"]["used_ms"],
    }


def _descriptor(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": one["code"],
        "words": first_words(one["text"]),
        "met": one["met"],
    }
