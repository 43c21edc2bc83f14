"""What `data.store.verifying` finds."""

from __future__ import annotations

from dataclasses import dataclass

NEWER = "can only be read by a newer epa_tui, which wrote it: update this one, then verify again"
"""Of an entry that its apprentice's key opens, in words that this version does not know."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was written."""

    sitting: str
    """Id of the sitting, or of the assessment; empty where the store as a whole is meant."""
    seq: int | None
    """The first entry that does not fit; None where no single one is meant."""
    sentence: str
    whose: str = "Sitting"
    """Whose the id is: `Sitting` or `Assessment`."""
