"""Whenever a laptop dies while it gives or takes a sitting, somebody can go on, and only one."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from data.exchange.handover_file import read_sealed, refuse_damaged
from data.record.journey.adjusting import AdjustingRequested
from data.store.journey_record import JourneyRecord
from data.store.sitting_record import SittingRecord
from data.store.store import Store
from data.store.verifying import verify_store
from tests.epa_tui.dying import LATER, Step, dies_at, give, take_it
from tests.epa_tui.laptops import MINUTE, SITTING, given, read
from tests.screens.acted import Acted, shipped

ASKED = AdjustingRequested("2026-05-18", "more time")


@pytest.fixture(autouse=True)
def cheap_passphrases() -> None:
    """Leave the cost as it is: another process opens what is closed here."""


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a sitting under way, as it was left; never written to."""
    home = tmp_path_factory.mktemp("left") / "home"
    Acted(home).begun().noted("compared three quotes").close()
    return home


def stops(store: Store) -> SittingRecord:
    """Open the record that a death left, whole."""
    assert verify_store(store).findings == ()
    return SittingRecord.open(store, SITTING, shipped().standard)


@pytest.mark.parametrize(
    ("step", "file", "handed"),
    [
        (("link", "link", 1), False, False),
        (("unlink", "remove", 1), True, False),
        (("execute", "append", 2), True, False),  # the entry is there, and not committed
        (("execute", "_checkpoint", 1), True, True),
    ],
)
def test_killed_while_giving_it_goes_on_here_or_is_given_again(
    left: Path, tmp_path: Path, step: Step, file: bool, handed: bool
) -> None:
    home, stick = Path(copytree(left, tmp_path / "home")), tmp_path / "home" / "stick"
    dies_at(step, give, home)
    for path in stick.glob("*.handover"):
        refuse_damaged(read_sealed(path))  # whole, and nobody was told its passphrase
    assert any(stick.glob("*.handover")) == file
    with Store.open(home) as store:
        record = stops(store)
        assert bool(record.state.handed) == handed
        one = given(store, record, shipped(), LATER.later(MINUTE), stick)
        assert record.close()
        assert sum(line.kind == "handed-over" for line in store.lines(SITTING)) == 1
        assert one.prepared.state.last.hash == store.lines(SITTING)[-1].hash
    assert not list(stick.glob(".*.part"))


def test_killed_while_taking_all_of_it_is_there_or_nothing(left: Path, tmp_path: Path) -> None:
    home, other = copytree(left, tmp_path / "home"), tmp_path / "other"
    with Store.open(home) as store:
        record = stops(store)
        JourneyRecord.open(store, "assessment-0", shipped().standard).add(LATER, ASKED)
        one = given(store, record, shipped(), LATER, other)
        assert record.close()
    (other / "passphrase").write_text(one.passphrase, "utf-8")
    counts = []
    for step in (("execute", "_keep_journey", 2), ("execute", "_checkpoint", 1)):
        dies_at(step, take_it, other)
        with Store.open(other) as store:
            assert verify_store(store).findings == ()
            assert len(store.journey_lines("assessment-0")) == (2 if store.begun() else 0)
            counts.append([line.kind for line in store.lines(SITTING)].count("taken-over"))
            assert len(store.lines(SITTING)) > len(read(one).lines) or not store.begun()
    take_it(other)
    with Store.open(other) as store:
        stops(store).close()
        counts.append([line.kind for line in store.lines(SITTING)].count("taken-over"))
    assert counts == [0, 1, 1]
