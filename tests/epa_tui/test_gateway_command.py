"""An assessment through gateway by commands: what was recorded, what the booking says then."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from data.store.accepted_gateway import accepted_on
from data.store.store import Store
from screens.entered import read_assessment
from screens.filling import Wrong
from tests.data.store.building import a_sitting, an_assessment
from tests.epa_tui.conftest import CommandLine
from tests.screens.acted import shipped

ID = "assessment-0"


@pytest.fixture
def apprentice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """A store with one assessment of which no gateway is known."""
    with Store.open(tmp_path / "home") as store:
        store.save_bookings([an_assessment(gateway_on=None)], [a_sitting()])
    return CommandLine(tmp_path / "home", capsys)


def test_from_submission_to_a_late_adjustment(apprentice: CommandLine) -> None:
    def done(*words: str) -> str:
        said = apprentice(*words[:2], ID, *words[2:])
        assert (said.status, said.err) == (0, "")
        return said.out

    refused = apprentice("gateway", "accept", ID, "--by", "Quinn Sample")
    assert (refused.status, refused.err) == (1, "The gateway is not submitted. Submit it first.\n")
    done("gateway", "submit", "--on", "1/6/2024", "--began", "1/6/2023")
    checks = "English maths portfolio proposal declaration adjustments"
    done("gateway", "tick", "--checks", checks)
    refused = apprentice("gateway", "accept", ID, "--by", "Quinn Sample")
    assert "Not answered yet: employer." in refused.err
    done("gateway", "check", "--check", "employer", "--ok", "yes", "--detail", "Robin Specimen")
    accepted = done("gateway", "accept", "--by", "Quinn Sample", "--on", "2024-08-31")
    assert "ends 28 Feb 2025" in accepted
    shown = json.loads(done("gateway", "show", "--json"))
    assert {"label": "Accepted", "words": "31 Aug 2024 by Quinn Sample, 77 days late"} in shown[
        "facts"
    ]
    late = ("adjusting", "approve", "--by", "Quinn Sample", "--extra", "25", "--reference")
    done(*late, "RA-1")
    refused = apprentice("adjusting", "approve", ID, *late[2:4], "--extra", "50", late[-1], "RA-1")
    assert refused.err.startswith("After the gateway an adjustment changes only by a decision.")
    with Store.open(apprentice.home) as store:
        kept = store.assessment(ID)
        kinds = [entry.kind for entry in store.journey_entries(ID)]
    assert (kept.gateway_on, kept.epa_ends_on) == ("2024-08-31", "2025-02-28")
    assert (kept.extra_per_mille, kept.adjustment_reference) == (250, "RA-1")
    assert kinds.count("gateway-checked") == 7
    assert kinds[-2:] == ["gateway-accepted", "adjusting-approved"]
    _days_stay(apprentice)
    _undo_gives_back(apprentice)


def _days_stay(apprentice: CommandLine) -> None:
    """Neither a file nor the form moves a gateway that is recorded, or its period."""
    table = apprentice.home.parent / "table.csv"
    for column, day in (("gateway_on", "2025-12-15"), ("epa_ends_on", "2025-12-15")):
        table.write_text(f"uln,standard,{column}\n1000159800,ST0792,{day}\n")
        refused = apprentice("import", str(table), "--yes")
        assert refused.status == 1 and "Gateway was accepted here on 31 Aug 2024" in refused.out
    with Store.open(apprentice.home) as store:
        kept, accepted = store.assessment(ID), accepted_on(store, ID)
    assert (kept.gateway_on, kept.epa_ends_on) == ("2024-08-31", "2025-02-28")
    typed = {key: str(value or "") for key, value in asdict(kept).items()} | {"extra": "25"}
    read = partial(
        read_assessment, standard=shipped().standard, option="1", assessment_id=ID,
        today=date(2025, 1, 1), old=kept, accepted_on=accepted,
    )  # fmt: skip
    assert read(typed | {"employer": "Other Films"}).employer == "Other Films"
    with pytest.raises(Wrong) as wrong:
        read(typed | {"epa_ends_on": "15/12/2025"})
    assert wrong.value.problems.keys() == {"epa_ends_on"}
    assert read(typed | {"epa_ends_on": "15/12/2025"}, accepted_on="").epa_ends_on == "2025-12-15"


def _undo_gives_back(apprentice: CommandLine) -> None:
    """What was approved or accepted by mistake is in the booking no more."""
    for gateway, extra in (("2024-08-31", 0), (None, 0)):
        assert apprentice("journey", ID, "--undo", "--yes").status == 0
        with Store.open(apprentice.home) as store:
            kept = store.assessment(ID)
        assert (kept.gateway_on, kept.extra_per_mille) == (gateway, extra)
    assert (kept.epa_ends_on, kept.adjustment_reference) == (None, "")
