"""The portfolio is there when a sitting is prepared, at the first attempt and at a re-sit."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.exchange.portfolio_part import PART
from data.record.entries import PortfolioListed
from data.rules.prepare_guards import list_portfolio
from data.rules.undoing import undo, undo_label
from data.store.journey_record import JourneyRecord
from epa_tui.portfolio_over import bring_portfolio
from epa_tui.settings import Settings
from epa_tui.sittings import Sittings
from tests.data.store.building import a_sitting
from tests.epa_tui.conftest import NOW
from tests.screens.acted import Acted, shipped


@pytest.fixture
def acted(tmp_path: Path) -> Acted:
    return Acted(tmp_path, "M2")


def keep(acted: Acted, number: int, title: str, *ksbs: str) -> None:
    """List a piece of the assessment's portfolio, a second later."""
    record = JourneyRecord.open(acted.store, "assessment-0", shipped().standard)
    given = {"number": number, "title": title, "kind": "video", "link": "", "ksbs": ksbs}
    step = next(step for step in PART.steps if step.verb == "keep")
    record.do(step, given, acted.wait(1 / 60).ticker.now)


def bring(acted: Acted) -> dict[int, tuple[str, tuple[str, ...]]]:
    """Open the sitting to be prepared, a second later."""
    assert bring_portfolio(acted.store, acted.record, acted.wait(1 / 60).ticker.now) == ""
    listed = acted.record.state.portfolio
    return {number: (piece.title, piece.ksbs) for number, piece in listed.items()}


def resit(acted: Acted) -> list[PortfolioListed]:
    """Open a re-sit twice, and return what was listed in it."""
    again = a_sitting(0, id="resit", method="M2", attempt="re-sit", number=2)
    acted.store.save_bookings([], [again])
    for _ in range(2):
        sittings = Sittings(acted.store, lambda: NOW, Settings())
        sittings.screen_for("resit")
        assert sittings.close()
    entries = acted.store.entries("resit")
    return [entry.body for entry in entries if isinstance(entry.body, PortfolioListed)]


def test_pieces_come_over_once_and_again_when_they_changed(acted: Acted) -> None:
    assert bring(acted) == {}
    keep(acted, 1, "Call sheet", "K3")
    keep(acted, 2, "Budget")
    assert bring(acted) == {1: ("Call sheet", ("K3",)), 2: ("Budget", ())}
    entries = len(acted.record.state.entries)
    bring(acted)
    assert len(acted.record.state.entries) == entries
    keep(acted, 2, "Budget", "S4")
    assert bring(acted)[2] == ("Budget", ("S4",))
    assert len(acted.record.state.entries) == entries + 1


def test_what_was_changed_or_undone_in_the_sitting_stays_until_the_portfolio_changes(
    acted: Acted,
) -> None:
    keep(acted, 1, "Call sheet", "K3")
    bring(acted)
    acted.wait(1).do(list_portfolio, 1, "Call sheet, second version", ("S4",))
    assert bring(acted)[1] == ("Call sheet, second version", ("S4",))
    acted.do(undo)
    assert bring(acted)[1] == ("Call sheet", ("K3",))
    acted.do(undo)
    assert bring(acted) == {}
    keep(acted, 1, "Call sheet, third version")
    assert bring(acted)[1] == ("Call sheet, third version", ())


def test_one_key_takes_back_what_came_over_at_once(acted: Acted) -> None:
    for number in (1, 2, 3):
        keep(acted, number, f"Piece {number}")
    bring(acted)
    assert undo_label(acted.record.state) == "3 portfolio pieces"
    acted.do(undo)
    assert acted.record.state.portfolio == {}


def test_nothing_comes_over_once_a_phase_began_nor_where_no_portfolio_underpins(
    acted: Acted, tmp_path: Path
) -> None:
    acted.begun()
    keep(acted, 1, "Call sheet", "K3")
    assert bring(acted) == {}
    first = Acted(tmp_path / "m1", "M1")
    keep(first, 1, "Call sheet", "K3")
    assert bring(first) == {}


def test_a_piece_too_many_and_a_claim_of_another_option_stay_behind(acted: Acted) -> None:
    keep(acted, 1, "Call sheet", "K3", "K15")
    keep(acted, 16, "One too many", "K3")
    assert list(bring(acted)) == [1]
    state = acted.record.state
    assert "K15" in state.portfolio[1].ksbs  # option 1


def test_a_resit_is_prepared_with_the_same_portfolio(acted: Acted) -> None:
    keep(acted, 1, "Call sheet", "K3")
    assert resit(acted) == [PortfolioListed(1, "Call sheet", ("K3",))]


def test_pieces_of_the_attempt_before_come_over_where_no_portfolio_is_recorded(
    acted: Acted,
) -> None:
    acted.do(list_portfolio, 1, "Call sheet", ("K3",)).wait(1)
    acted.do(list_portfolio, 2, "Budget").do(undo)
    assert acted.record.flush()
    assert resit(acted) == [PortfolioListed(1, "Call sheet", ("K3",))]


def test_a_portfolio_that_cannot_be_read_is_told(acted: Acted) -> None:
    keep(acted, 1, "Call sheet", "K3")
    (acted.store.path.parent / "journeys").mkdir()
    (acted.store.path.parent / "journeys" / "ST0792-1.1.toml").write_text("not = [toml")
    told = bring_portfolio(acted.store, acted.record, acted.ticker.now)
    assert "cannot be read, so its pieces are not listed" in told
