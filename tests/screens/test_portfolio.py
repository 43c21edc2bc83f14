"""The portfolio by keys: pieces are listed, removed and imported, and the gaps follow."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.exchange.incoming.portfolio_table import template_csv
from data.exchange.portfolio_part import PART
from data.rules.portfolio import NEVER_EVIDENCE
from screens.portfolio import PortfolioScreen
from screens.portfolio_rows import detail, foot, piece_rows
from screens.step_form import StepForm
from tests.screens.acted import Around
from tests.screens.planned import Planned


async def test_a_piece_is_listed_and_removed_by_keys_and_a_table_is_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned, table = Planned(tmp_path, "M2"), tmp_path / "p"
    monkeypatch.chdir(tmp_path)
    table.write_text(template_csv().replace("\n1,", "\n7,"))
    screen = PortfolioScreen(planned.record, planned.ticker)
    app = Around(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "enter")
        form = app.screen
        assert isinstance(form, StepForm)
        await pilot.press("enter", *"A b", "enter", "right", "enter", "enter", *"k3 s4", "f2")
        await pilot.pause()
        assert app.screen is screen, app.refused
        piece = planned.record.state.portfolio.pieces[2]
        assert (piece.title, piece.form, piece.ksbs) == ("A b", "document", ("K3", "S4"))
        await pilot.press("i", "p", "f2")
        await pilot.pause()
        assert list(planned.record.state.portfolio.pieces) == [2, 7]
        await pilot.press("d", "y")
        await pilot.pause()
        assert list(planned.record.state.portfolio.pieces) == [7]
        await pilot.press("d")
        assert "Piece 2 is not listed" in app.refused[-1]
    planned.close()


def test_rows_detail_and_foot_say_what_there_is_at_any_width(tmp_path: Path) -> None:
    planned = Planned(tmp_path, "M2")
    planned.do(PART, "keep", number="1", title="[K1] x" * 30, kind="audio", ksbs="K3 B1")
    planned.do(PART, "keep", number="17", title="One too many", kind="audio", ksbs="K3")
    view = planned.record.view(planned.ticker.now)
    for width in (38, 64, 78, 118):
        listed = piece_rows(view, width)
        assert [row.key for row in listed] == [*map(str, range(1, 16)), "17"]
        assert all(row.content.cell_length <= width for row in listed)
        assert "[K1] x" in listed[0].content.plain
        assert NEVER_EVIDENCE in foot(view, width).plain.replace("\n", " ")
        assert foot(view, width, short=True).cell_length <= width
    assert "K3 B1" in detail(view, 1, 80).plain and "not listed" in detail(view, 2, 80).plain
    assert "17" in foot(view, 80).plain
    planned.close()
