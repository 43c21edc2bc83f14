"""The verdict of a soak: a broken promise and a mutant that gets away both fail it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.faults.campaign import Campaign, Mutant, Runs, Tally
from tests.faults.verdict import Verdict, in_minutes, in_slice, shown


def finding(problems: list[str]) -> Runs:
    def run(runs: int) -> Tally:
        tally = Tally()
        for _ in range(runs):
            tally.add(1, problems)
        return tally

    return run


CAUGHT = Mutant("breaks it", finding(["lost"]), 4, 2)
CAMPAIGN = Campaign("P0", "nothing", finding([]), 40, 2, (CAUGHT,))


@pytest.mark.parametrize(
    ("campaign", "verdict", "bad"),
    [
        (CAMPAIGN, Verdict.KEPT, False),
        (replace(CAMPAIGN, run=finding(["lost"])), Verdict.BROKEN, True),
        (replace(CAMPAIGN, slice=0), Verdict.BROKEN, True),
        (replace(CAMPAIGN, mutants=(replace(CAUGHT, run=finding([])),)), Verdict.BLIND, True),
        (replace(CAMPAIGN, run=finding(["lost"]), control=True), Verdict.CONTROL, False),
        (replace(CAMPAIGN, unable=lambda: "no strace"), Verdict.SKIPPED, False),
    ],
    ids=["kept", "lost", "never run", "mutant gets away", "control", "unable"],
)
def test_a_verdict(campaign: Campaign, verdict: Verdict, bad: bool) -> None:
    result = shown(campaign, in_slice)
    assert (result.verdict, result.bad) == (verdict, bad)


def test_more_minutes_are_more_runs_and_never_fewer_than_a_slice() -> None:
    assert [in_minutes(minutes)(CAMPAIGN) for minutes in (0, 10, 20)] == [2, 20, 40]
