"""Text on its way into a paper: nothing in it drives a reader, and nothing is lost."""

from __future__ import annotations

import re
import unicodedata

from data.record.text import clean

_BLANK_LINES = re.compile(r"\n{3,}")


def harmless(text: str) -> str:
    """Return a text as every writer takes it: composed, without controls, its lines kept.

    Args:
        text: Whatever was typed; direction marks and controls become visible signs.
    """
    composed = unicodedata.normalize("NFC", clean(text, lines=True))
    return _BLANK_LINES.sub("\n\n", composed).strip()


def one_line(text: str) -> str:
    """Return a text on one line: for titles, marks in the outline and heads of tables."""
    return " ".join(harmless(text).split())
