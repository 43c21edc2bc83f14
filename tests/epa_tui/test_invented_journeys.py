"""Where everybody in the demonstration stands on the way from gateway to certificate."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from data.rules.dues import dues
from data.rules.journey_view import JourneyView
from data.store.store import Store
from epa_tui.journey_parts import parts
from epa_tui.journeys import open_journey
from tests.epa_tui.conftest import NOW

STANDS = {
    "Testa": "planned",
    "Demo": "planned",
    "Mocka": "planned",
    "Trial": "assessing",
    "Fabla": "assessing",
    "Absent": "assessing",
    "Proba": "confirmed",
    "Pretend": "again agreed",
    "Model": "at gateway",
    "Former": "withdrawn",
}


@pytest.fixture(scope="module")
def found(built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, JourneyView]:
    """By the given name, where everybody stands."""
    home = Path(shutil.copytree(built, tmp_path_factory.mktemp("journeys") / "home"))
    with Store.open(home) as store:
        people = [row.assessment for row in store.search("").rows]
        return {one.given_names: open_journey(store, one.id).view(NOW) for one in people}


def test_everybody_stands_somewhere_else_on_the_way(found: dict[str, JourneyView]) -> None:
    assert {name: view.at for name, view in found.items()} == STANDS
    for name, view in found.items():
        times = [entry.at.wall for entry in view.state.entries]
        assert times == sorted(times) and times[-1] < NOW.wall, name
    assert {name for name, view in found.items() if view.state.conduct.held} == {"Absent"}


def test_every_part_of_the_way_is_filled(found: dict[str, JourneyView]) -> None:
    lines = {name: {p.key: p.line(view).words for p in parts()} for name, view in found.items()}
    assert lines["Model"]["gateway"].endswith("1 of 8 checks open")
    first, second = found["Testa"].state.gateway.submissions
    assert (first.outcome, second.outcome) == ("gateway rejected", "accepted")
    held = found["Trial"].state.planning.held
    assert held is not None and len(held.ticked) == 8
    assert lines["Mocka"]["portfolio"] == "15 of 15 pieces, 1 KSB unclaimed"
    assert "3 days late; 3,4" in lines["Fabla"]["project"]
    assert lines["Absent"]["project"].startswith("NOT SUBMITTED")
    assert lines["Demo"]["adjusting"] == "+25 %, breaks 2 x 5 min"
    assert lines["Proba"]["quality"] == "M2 agreed"
    (marking,) = found["Pretend"].state.quality.markings
    assert marking.compared is not None and marking.compared.differing == ("D1",)
    assert not marking.open
    assert [due.what for due in dues(found["Proba"])] == ["claim"]
    assert found["Pretend"].state.again.plans and found["Pretend"].state.again.agreed


def test_somebody_appeals_and_somebody_complains(found: dict[str, JourneyView]) -> None:
    (appeal,) = found["Pretend"].state.conduct.appeals
    assert [dealt.at for dealt in appeal.dealt] == ["accepted", "under review"]
    days = [appeal.result_on, appeal.on, *(dealt.on for dealt in appeal.dealt)]
    assert days == sorted(set(days))
    people = {appeal.by, *(name for one in appeal.dealt for name in (one.by, one.independent))}
    assert people >= {"Pretend Person", "Noor Notional", "Uma Unreal"}
    (complaint,) = found["Absent"].state.conduct.complaints
    assert (complaint.at, complaint.by) == ("acknowledged", "Robin Specimen")
