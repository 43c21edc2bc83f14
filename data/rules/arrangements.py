"""What was approved for an apprentice, as one text: breaks, and what else is different.

One field holds both, because every booking, record and document has that field already:
`3 x 5 min; also: questions in writing`. What is in it is an effect, never its reason.
"""

from __future__ import annotations

from collections.abc import Iterable

ALSO = "also: "
"""Before what is no break: `also: questions in writing`."""
_BETWEEN = "; "


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
