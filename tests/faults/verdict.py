"""Runs a campaign with its mutants and says what follows."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from tests.faults.campaign import Campaign, Mutant, Tally

FULL_MINUTES = 20
"""About how long everything takes where it is done in full."""


class Verdict(StrEnum):
    """What a campaign shows."""

    KEPT = "kept"
    BROKEN = "BROKEN"
    """The promise is not kept."""
    BLIND = "BLIND"
    """A mutant was not found out, so that nothing is shown."""
    CONTROL = "control"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Shown:
    """What came of a campaign."""

    campaign: Campaign
    tally: Tally
    mutants: tuple[tuple[Mutant, Tally], ...]
    seconds: float
    unable: str = ""

    @property
    def verdict(self) -> Verdict:
        """What follows from it."""
        if self.unable:
            return Verdict.SKIPPED
        if self.campaign.control:
            return Verdict.CONTROL
        if self.tally.lost or not self.tally.runs:
            return Verdict.BROKEN
        found_out = all(tally.lost for _, tally in self.mutants)
        return Verdict.KEPT if found_out else Verdict.BLIND

    @property
    def bad(self) -> bool:
        """True where somebody has to mend something."""
        return self.verdict in (Verdict.BROKEN, Verdict.BLIND)


Amount = Callable[[Campaign | Mutant], int]
"""How many runs something gets."""


def in_slice(what: Campaign | Mutant) -> int:
    """Return the runs of a slice."""
    return what.slice


def in_minutes(minutes: float) -> Amount:
    """Return the runs that fit into some minutes, but never fewer than a slice has."""

    def amount(what: Campaign | Mutant) -> int:
        return max(what.slice, round(what.full * minutes / FULL_MINUTES))

    return amount


def shown(campaign: Campaign, amount: Amount) -> Shown:
    """Run a campaign and its mutants."""
    if unable := campaign.unable():
        return Shown(campaign, Tally(), (), 0, unable)
    began = time.monotonic()
    tally = campaign.run(amount(campaign))
    mutants = tuple((mutant, mutant.run(amount(mutant))) for mutant in campaign.mutants)
    return Shown(campaign, tally, mutants, time.monotonic() - began)
