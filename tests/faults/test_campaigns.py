"""A slice of every campaign: the promises hold, and every mutant is found out."""

from __future__ import annotations

import pytest

from tests.faults import suites
from tests.faults.campaign import Campaign, Mutant
from tests.faults.campaigns import ALL

JUDGED = [each for each in ALL if not each.control and each not in suites.CAMPAIGNS]
"""Without those that are tests of their own."""
MUTANTS = [(campaign, mutant) for campaign in JUDGED for mutant in campaign.mutants]


def _skip_where_unable(campaign: Campaign) -> None:
    if unable := campaign.unable():
        pytest.skip(unable)


@pytest.mark.parametrize("campaign", JUDGED, ids=lambda campaign: campaign.done)
def test_a_promise_is_kept(campaign: Campaign) -> None:
    _skip_where_unable(campaign)
    tally = campaign.run(campaign.slice)
    assert tally.problems == []
    assert tally.runs >= campaign.slice or tally.remark


@pytest.mark.parametrize(
    ("campaign", "mutant"), MUTANTS, ids=[f"{each.done}: {mutant.name}" for each, mutant in MUTANTS]
)
def test_a_program_that_breaks_it_is_found_out(campaign: Campaign, mutant: Mutant) -> None:
    # Without this, the test above might be blind.
    _skip_where_unable(campaign)
    # A kill may fall where even a broken program has lost nothing: it has three goes.
    assert any(mutant.run(mutant.slice).problems for _ in range(3))
