"""Every campaign, in the order of the table. A new one is a row more here."""

from __future__ import annotations

from tests.faults import (
    flips,
    full_disk,
    io_errors,
    kills,
    power_cut,
    sending_killed,
    suites,
    two_processes,
    typing_killed,
)
from tests.faults.campaign import Campaign

ALL: tuple[Campaign, ...] = (
    *kills.CAMPAIGNS,
    *power_cut.CAMPAIGNS,
    *typing_killed.CAMPAIGNS,
    *io_errors.CAMPAIGNS,
    *full_disk.CAMPAIGNS,
    *flips.CAMPAIGNS,
    *two_processes.CAMPAIGNS,
    *sending_killed.CAMPAIGNS,
    *suites.CAMPAIGNS,
)
