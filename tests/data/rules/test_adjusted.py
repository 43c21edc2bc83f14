"""After gateway an adjustment changes only by a decision that is not the one before."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest

from data.rules.adjusted import LATE, Approved, late_change

TODAY = date(2026, 5, 12)
DAY = timedelta(days=1)
EFFECTS = ((0, ""), (250, ""), (250, "3 x 5 min"), (0, "also: questions in writing"))
REFERENCES = ("", "RA-1", "RA-2", "RA-1; RA-2")


@pytest.mark.parametrize("gateway", [None, TODAY + DAY, TODAY, TODAY - DAY])
def test_every_change_of_effect_and_reference(gateway: date | None) -> None:
    after = gateway is not None and gateway <= TODAY
    for before, then in product(EFFECTS, EFFECTS):
        for old, new in product(REFERENCES, REFERENCES):
            told = late_change(Approved(*before, old), Approved(*then, new), gateway, TODAY)
            new_decision = any(name not in old.split("; ") for name in new.split("; ") if name)
            allowed = not after or before == then or new_decision
            assert told == ("" if allowed else LATE), (before, old, then, new)
