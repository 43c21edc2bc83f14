"""Numbers with their noun."""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number and what is counted: `1 entry`, `2 entries`.

    Args:
        number: How many.
        one: The noun, in the singular.
        many: In the plural, where that is not the singular with an s.
    """
    return f"{number} {one if number == 1 else many or one + 's'}"
