"""What may be kept of a refusal's own words: next to nothing.

A receiver may put back into its answer what it was sent, and no sentence of ours holds personal
data. Of an answer only the status is kept, and the title of a problem (`application/problem+json`,
RFC 9457: the same words at every occurrence), cut to 80 characters, and only where it holds no long
number and no word of the names that the document itself holds.
"""

from __future__ import annotations

import json
import re

from data.exchange.destinations.told import Answer, json_object
from data.record.text import clean

LONGEST = 80
"""Most characters of a title that are kept."""

_LONG_NUMBER = re.compile(r"\d{5,}")
_WORD = re.compile(r"\w+")


def title(answer: Answer, body: bytes) -> str:
    """Return the title of a refusal, cleaned; empty where there is none that may be kept.

    Args:
        answer: The refusal.
        body: The document that was sent.
    """
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/problem+json":
        return ""
    said = json_object(answer).get("title")
    if not isinstance(said, str) or not said.strip():
        return ""
    words = set(_WORD.findall(said.casefold()))
    if _LONG_NUMBER.search(said) or words & names(body):
        return ""
    return clean(said.strip().splitlines()[0])[:LONGEST].strip()


def names(body: bytes) -> set[str]:
    """Return the words of every person, employer and provider in a document, in lower case."""
    try:
        data = json.loads(body)["data"]
        parties = [data.get(name) for name in ("apprentice", "assessor", "employer", "provider")]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return set()
    texts = [
        text
        for party in parties
        for text in (party.values() if isinstance(party, dict) else [party])
        if isinstance(text, str)
    ]
    return {word for text in texts for word in _WORD.findall(text.casefold())}
