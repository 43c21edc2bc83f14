"""Questions come from the bank, from the report and from the portfolio, by keys alone."""

from __future__ import annotations

from pathlib import Path

from data.rules import prepare_guards
from data.standards.bank import Bank, BankQuestion
from screens.prepare import PrepareScreen
from tests.screens.acted import Acted, Around, seen
from tests.screens.booked import type_in
from tests.screens.living import closing

BANK = Bank(
    (
        BankQuestion("mill", "What if the mill falls through?", ("P3", "D3")),
        BankQuestion("kit", "How did the kit list come about?", ("P2",)),
    )
)


def prepare(acted: Acted, bank: Bank = BANK) -> Around:
    return Around(PrepareScreen(acted.record, acted.ticker, acted.loaded, bank=bank))


async def test_the_bank_is_taken_in_and_the_report_asked_about(tmp_path: Path) -> None:
    with closing(Acted(tmp_path, "M1")) as acted:
        app = prepare(acted)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.press("tab", "tab", "down")
            await pilot.press("enter")
            await pilot.pause()
            assert [q.origin for q in acted.record.state.plan.values()] == ["bank mill"]
            await pilot.press("b")
            await pilot.pause()
            assert "1 question taken from your" in " ".join(seen(app).split())
            assert "All 2 of your questions reach 2 of 7 open pass" in " ".join(seen(app).split())
            await pilot.press("b")
            assert "planned already" in app.refused[-1]
            await pilot.press("tab", "tab", "down", "q")
            await pilot.pause()
            await type_in(pilot, "What is on page 3?")
            await pilot.press("enter")
            await pilot.pause()
        plan = acted.kept().plan
    assert [(q.number, q.aims, q.origin) for q in plan.values()] == [
        (1, ("P3", "D3"), "bank mill"),
        (2, ("P2",), "bank kit"),
        (3, ("P2",), "report P2"),
    ]


async def test_a_question_about_a_piece_is_aimed_at_what_it_claims(tmp_path: Path) -> None:
    with closing(Acted(tmp_path, "M2")) as acted:
        acted.do(prepare_guards.list_portfolio, 2, "Call sheets", ("K3", "S8"))
        app = prepare(acted, Bank(told=("own.toml: is not TOML. Correct it.",)))
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.pause()
            assert "own.toml: is not TOML. Correct it." in " ".join(seen(app).split())
            await pilot.press("tab", "down", "q")
            await pilot.pause()
            assert "A question about evidence 2: Call sheets" in seen(app)
            await type_in(pilot, "Who read them? #p5")
            await pilot.press("enter")
            await pilot.pause()
            await pilot.press("b")
            await pilot.pause()
            assert "`epa-tui bank template`" in app.refused[-1]
            assert "Questions" in seen(app)
        (question,) = acted.kept().plan.values()
    assert (question.text, question.aims) == ("Who read them?", ("K3", "S8", "P5"))
    assert question.origin == "portfolio 2"
