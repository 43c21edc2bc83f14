"""Counts as a sentence says them: `1 descriptor`, `2 descriptors`."""

from __future__ import annotations


def counted(number: int, one: str, several: str = "") -> str:
    """Return a number and what it counts.

    Args:
        number: How many.
        one: What one is called.
        several: What several are called; with an `s` where it is left out.
    """
    return f"{number} {one if number == 1 else several or one + 's'}"
