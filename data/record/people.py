"""Whether two names, as they were typed, are one person's."""

from __future__ import annotations

import unicodedata


def same_person(one: str, other: str) -> bool:
    """Tell whether two names are the same words, whatever case, accents, commas and order.

    Args:
        one: `Pat Pretend`.
        other: `PRETEND, Pat`. An empty name is nobody's.
    """
    return bool(person_key(one)) and person_key(one) == person_key(other)


def person_key(name: str) -> str:
    """Return a name so that all ways of writing it are one; empty where it holds no word."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(char if char.isalnum() else " " for char in decomposed if not _mark(char))
    return " ".join(sorted(plain.split()))


def _mark(char: str) -> bool:
    return unicodedata.combining(char) > 0
