"""What was approved for an apprentice, as one text: breaks, and what else is different.

One field holds both, because every booking, record and document has that field already:
`3 x 5 min; also: questions in writing`. What is in it is an effect, never its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

ALSO = "also: "
"""Before what is no break: `also: questions in writing`."""
_BETWEEN = "; "
_WHY = re.compile(r"\b(because|due to|owing to|on account of|diagnos\w*)\b", re.IGNORECASE)
"""Words behind which a reason stands. That an apprentice has a condition is nobody's to read."""


def reason_told(text: str) -> str:
    """Say that a reason stands in an effect; empty where none is seen.

    What is arranged is shown at the sittings and leaves with records, reports and results.

    Args:
        text: What is arranged, as it was typed.
    """
    found = _WHY.search(text)
    if found is None:
        return ""
    return f"Type what is arranged, never why: leave out “{found[0]}” and what belongs to it."


def arranged(breaks: str, also: Iterable[str]) -> str:
    """Return breaks and what else is different as one text.

    Args:
        breaks: `3 x 5 min`; empty where there are none.
        also: Everything else, each as its effect; empty ones are left out.
    """
    named = [f"{ALSO}{effect.replace(';', ',')}" for effect in also if effect]
    return _BETWEEN.join([breaks, *named] if breaks else named)


def breaks_of(text: str) -> str:
    """Return the breaks in such a text."""
    return _BETWEEN.join(part for part in _parts(text) if not part.startswith(ALSO))


def also_of(text: str) -> tuple[str, ...]:
    """Return what else is different by such a text."""
    return tuple(part.removeprefix(ALSO).strip() for part in _parts(text) if part.startswith(ALSO))


def arrangements_written(text: str) -> tuple[str, ...]:
    """Return each effect in words: `breaks 3 x 5 min`, `questions in writing`."""
    breaks = breaks_of(text)
    return ((f"breaks {breaks}",) if breaks else ()) + also_of(text)


def _parts(text: str) -> list[str]:
    return [part for part in (each.strip() for each in text.split(";")) if part]
