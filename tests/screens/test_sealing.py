from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from data.record.entries import Deviation, Sealed
from data.record.state import SittingState
from data.rules import sealing
from data.store.rows import Document
from screens.judge import JudgeScreen
from screens.sealing import WayOut
from tests.data.store.building import NOON
from tests.screens.acted import Acted, Around, seen
from tests.screens.judging import around, press, typed


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    made = Acted(tmp_path / "home")
    yield made
    made.close()


async def test_a_seal_that_lacks_something_says_all_that_is_missing(acted: Acted) -> None:
    acted.asking().asked(6).noted("loose").over()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "m", "S")
        shown = seen(app)
    assert "The sitting cannot be sealed yet" in shown
    assert "Not judged: P2, P3" in shown
    assert "1 note not reviewed: 7:00 loose" in " ".join(shown.split())
    assert "Attach it or set it aside with l." in " ".join(shown.split())
    assert acted.record.state.sealed is None


async def test_too_few_questions_need_a_reason_that_becomes_a_deviation(acted: Acted) -> None:
    acted.asking().asked(2).over().judged()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "S", *"ill", "enter")
        assert "Seal M1 as distinction?" in seen(app)
        await press(pilot, "n")
    state = acted.record.state
    assert state.sealed is None
    assert Deviation("minimum questions", "ill") in [entry.body for entry in state.entries]


async def test_the_seal_shows_grade_reason_and_warnings_and_wants_y(acted: Acted) -> None:
    acted.heard().judged("P3")
    document = Document("result-0", "sitting-0", 1, None, "0" * 64, b"{}", NOON.wall)
    way_out = WayOut(
        lambda state: replace(document, revision=state.seals),
        ("file:///there",),
        lambda made: f"Result kept [K1] as sitting-0-r{made.revision}.",
    )
    acted.wait(30)
    app = Around(JudgeScreen(acted.record, acted.ticker, way_out=way_out))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "S")
        question = seen(app)
        assert "Seal M1 as fail?" in question
        assert "not met: P3" in question
        assert "! D3 (distinction) is met while P3" in question
        await press(pilot, "S", "enter")  # neither the key that asked nor Enter seals
        assert acted.record.state.sealed is None
        await press(pilot, "y")
        await app.workers.wait_for_complete()
        await pilot.pause()
        after = seen(app)
    assert acted.record.flush()
    assert acted.store.documents("sitting-0") == (document,)
    assert acted.store.destinations()["file:///there"].waiting == 1
    assert "Result kept [K1] as sitting-0-r1." in after
    assert "M1 sealed: fail" in after
    assert "Overall, provisional: fail" in after
    assert "Result due by 1 Jun 2026" in after
    body = acted.kept().last.body
    assert isinstance(body, Sealed) and body.grade == "fail"


async def test_a_new_seal_waits_for_the_former_result_that_it_supersedes(
    acted: Acted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screens.sealing.PATIENCE_S", 0.05)
    acted.heard().sealed()
    acted.record.flush()
    raw = acted.store._connection
    raw.execute(
        "CREATE TEMP TRIGGER full BEFORE INSERT ON main.document "
        "BEGIN SELECT RAISE(ABORT, 'no room'); END"
    )
    first = Document("result-0", "sitting-0", 1, None, "0" * 64, b"{}", NOON.wall)
    acted.record.keep(acted.record.prepare(acted.ticker.now), document=first)
    acted.do(sealing.reopen, "wrong descriptor").wait(30)

    def make(state: SittingState) -> Document:
        (former,) = acted.store.documents("sitting-0")
        return replace(first, id="result-1", revision=2, supersedes=former.id)

    app = Around(JudgeScreen(acted.record, acted.ticker, way_out=WayOut(make, (), lambda _: "ok")))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "S", "y")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Not sealed: the former result" in seen(app)
        assert acted.record.state.sealed is None
        raw.execute("DROP TRIGGER full")
        assert acted.record.flush()
        await press(pilot, "S", "y")
        await app.workers.wait_for_complete()
    assert acted.record.flush()
    assert acted.store.documents("sitting-0")[-1].supersedes == first.id


async def test_the_seal_tells_of_texts_that_were_typed_and_not_kept(acted: Acted) -> None:
    acted.heard().judged()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "f", "a", "escape", "o", "b", "escape", "S")
        assert "not in the record: text on P1, the whole." in " ".join(seen(app).split())


async def test_after_the_seal_a_judgement_is_refused(acted: Acted) -> None:
    acted.heard().sealed()
    before = len(acted.record.state.entries)
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "m", "n", "r", "f", "S")
        assert "sealed" in seen(app)
        await press(pilot, "enter")
    assert len(acted.record.state.entries) == before
    assert len(app.refused) == 4 and all("eopen" in said for said in app.refused)


async def test_a_change_after_a_broken_seal_asks_why(acted: Acted) -> None:
    acted.heard().sealed().do(sealing.reopen, "wrong descriptor")
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "m")
        assert "Why is P1 met?" in seen(app)
        await typed(pilot, "heard again on the recording")
    assert acted.record.state.judgements["P1"].rationale == "heard again on the recording"


async def test_a_deviation_is_recorded_in_the_assessors_words(acted: Acted) -> None:
    acted.heard()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "d", *"order", "enter", *"fire", "enter")
    assert acted.record.state.last.body == Deviation("order", "fire")
