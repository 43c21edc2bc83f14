"""What a word is: the one rule, whatever kind of file the text comes from.

A word is what stands between two blanks and holds a letter or a figure: `well-known`, `3,000`,
`don't`, `and/or` and a whole address are one word each, as in a word processor; a dash or a bullet
by itself is none, and neither is the mark of a list or the number of a heading in front of a line.
"""

from __future__ import annotations

import re

# Besides white space: signs that look like a blank, which would make one word out of many.
_LOOKS_BLANK = "\u115f\u1160\u180e\u200b\u2800\u3164\uffa0"
_BLANK = re.compile(rf"[\s{_LOOKS_BLANK}]+")
_NOTHING = re.compile("[\u00ad\u200c\u200d\u2060\ufeff]")
"""Signs that show as nothing: a soft hyphen, and what joins without a blank."""
_FIGURES = re.compile(r"[^\W_]")
_MARK = re.compile(
    r"^[^\w\n]*(?:\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,4}\.?)(?=\s)"
)


def words_of(text: str) -> list[str]:
    """Return the words of one line or paragraph, in order.

    Args:
        text: As it stands in the file; what begins it as the mark of a list is left out.
    """
    plain = _NOTHING.sub("", text)
    return [word for word in tokens_of(_MARK.sub("", plain, count=1)) if _FIGURES.search(word)]


def tokens_of(text: str) -> list[str]:
    """Return everything that stands between blanks, as `wc -w` counts it."""
    return [token for token in _BLANK.split(_NOTHING.sub("", text)) if token]
