"""Approved extra time: how it is typed, and how it is written."""

from __future__ import annotations

import re

from data.rules.refused import Refused

LARGEST_EXTRA = 2000
"""Most extra time that is taken, in thousandths of the base time: three times as long."""


def read_share(text: str) -> int:
    """Read extra time, typed as `25`, `+25 %` or `12.5`, in thousandths; 0 for an empty text.

    Raises:
        Refused: It is no share, or more than three times the time.
    """
    typed = text.strip().lstrip("+").rstrip("%").strip().replace(",", ".")
    if not typed:
        return 0
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9])?", typed):
        raise Refused("Type the extra time as a share, like 25 for a quarter more.", about="extra")
    whole, _, tenth = typed.partition(".")
    per_mille = int(whole) * 10 + int(tenth or 0)
    if per_mille > LARGEST_EXTRA:
        raise Refused("More than 200 cannot be right; type 25 for a quarter more.", about="extra")
    return per_mille


def extra_written(per_mille: int) -> str:
    """Return extra time as its effect, `+25 %` or `+12.5 %`; empty where there is none."""
    return f"+{per_mille / 10:g} %" if per_mille else ""
