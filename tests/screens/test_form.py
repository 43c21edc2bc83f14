"""The form of an assessment: keys in, an assessment in the store out; nothing wrong gets in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input

from data.record.text import clean
from data.rules import gate
from data.rules.adjourning import adjourn
from data.rules.adjusted import LATE
from data.standards.errors import UnknownStandard
from data.store.store import Store
from screens.dialogs import Confirm
from screens.widgets.field import TextField
from tests.data.store.building import a_sitting, an_assessment
from tests.screens.acted import HOSTILE, Acted, seen
from tests.screens.booked import at, keep, type_in
from tests.screens.filled import fill, new, only, person, problems

FAMILY, FIRST_SITTING = 1, 11
"""Places among the lines of text."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "home") as opened:
        opened.make_ready()
        yield opened


async def test_a_whole_assessment_is_entered_with_enter_and_arrows(
    store: Store, tmp_path: Path
) -> None:
    app = new(store, tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await person(pilot)
        await pilot.press("enter", "right", "enter")
        await fill(pilot, "1/5/2026", "", "", "25", "3 x 5 min", "ADJ-7")
        await fill(pilot, "tomorrow 10:00", "28/5 13:30")
        await pilot.pause()
        assert app.given == [only(store)[0]]
    assessment, sittings = only(store)
    assert replace(assessment, id="assessment-0") == an_assessment(
        extra_per_mille=250,
        breaks="3 x 5 min",
        adjustment_reference="ADJ-7",
        gateway_on="2026-05-01",
        epa_ends_on="2026-11-01",
    )
    assert [(s.method, s.attempt, s.number) for s in sittings] == [
        ("M1", "first", 1),
        ("M2", "first", 1),
    ]
    moment = at(8, 13) + 30 * 60_000
    assert [s.scheduled_at for s in sittings] == [at(1, 10), moment]


async def test_everything_wrong_is_said_at_once_and_nothing_is_saved(
    store: Store, tmp_path: Path
) -> None:
    app = new(store, tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await fill(pilot, "Testa", "", "12345", "", "", "", "", "31/2/2026")
        await fill(pilot, "x", "", "25", "", "", "24/11")
        await pilot.press("f2")
        await pilot.pause()
        wrong = problems(app)
        keys = ["family_name", "uln", "option", "gateway_on", "epa_ends_on", "adjustment_reference"]
        assert [key for key in wrong if not key.startswith("when")] == keys
        assert any(key.startswith("when") for key in wrong)
        assert "A ULN has ten digits; type them all." in seen(app)
        focused = app.focused
        assert focused is app.form.query(Input)[FAMILY]
        assert not app.given
        assert store.search("").total == 0
        await type_in(pilot, "E")
        await pilot.pause()
        assert "family_name" not in problems(app)


async def test_the_period_cannot_end_before_the_gateway(store: Store, tmp_path: Path) -> None:
    app = new(store, tmp_path)
    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        await person(pilot)
        await pilot.press("enter", "1", "enter")
        await fill(pilot, "1/5/2026", "30/4/2026")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert list(problems(app)) == ["epa_ends_on"]
        assert "1 May 2026" in seen(app) and "30 Apr 2026" in seen(app)


async def test_what_is_doubtful_warns_and_is_not_refused(store: Store, tmp_path: Path) -> None:
    app = new(store, tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await fill(pilot, "", "De  Example", "1000159801")
        await pilot.pause()
        told = seen(app)
        await pilot.press("enter", "enter", "enter", "1", "f2")
        await pilot.pause()
    assert "Note: There is a space too many" in told
    assert "Note: The check digit does not fit" in told
    kept = only(store)[0]
    assert (kept.family_name, kept.uln) == ("De  Example", "1000159801")


@pytest.mark.parametrize(
    "hostile",
    [("[K1] Ada [/x]", HOSTILE[:190]), ("[bold]", "\u200f\u05d3\u05d5\u05d2\u05de\u05d4")],
)
async def test_hostile_text_is_kept_as_typed_but_for_controls(
    store: Store, tmp_path: Path, hostile: tuple[str, str]
) -> None:
    app = new(store, tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await person(pilot)
        await pilot.press("enter", "1")
        for line, text in zip(app.form.query(Input)[:2], hostile, strict=True):
            line.value = text
        await pilot.press("f2")
        await pilot.pause()
        assert not problems(app)
    assessment, _ = only(store)
    cleaned = [clean(text).strip() for text in hostile]
    assert [assessment.given_names, assessment.family_name] == cleaned
    changed = new(store, tmp_path, assessment)
    async with changed.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert all(text[:20] in seen(changed) for text in cleaned)
        await pilot.press("f2")
        await pilot.pause()
    assert only(store)[0] == assessment


async def test_leaving_asks_only_where_something_would_be_lost(
    store: Store, tmp_path: Path
) -> None:
    app = new(store, tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await type_in(pilot, "Testa")
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, Confirm)
        assert app.form.query(Input)[0].value == "Testa"
        await pilot.press("f4")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        assert app.given == [None]
    untouched = new(store, tmp_path)
    async with untouched.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("escape")
        await pilot.pause()
        assert untouched.given == [None]


async def test_another_standard_brings_its_own_options_and_methods(
    store: Store, tmp_path: Path
) -> None:
    app = new(store, tmp_path)
    async with app.run_test(size=(80, 60), notifications=True) as pilot:
        await person(pilot)
        await pilot.press("right")
        await pilot.pause()
        assert "ZZ0001 1.0" in seen(app) and "9 months after the gateway" in seen(app)
        assert "Kite display" in seen(app) and "Professional" not in seen(app)
        await pilot.press("enter", "2", "f2")
        await pilot.pause()
    assessment, sittings = only(store)
    assert (assessment.reference, assessment.option) == ("ZZ0001", "b")
    assert sittings == ()


async def test_changing_moves_a_booking_and_keeps_the_rest(store: Store, tmp_path: Path) -> None:
    keep(store, an_assessment(epa_ends_on="2026-10-01"), a_sitting(scheduled_at=at(1, 10)))
    before, (sitting,) = only(store)
    app = new(store, tmp_path, before)
    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        when = app.form.query(Input)[FIRST_SITTING]
        assert when.value == "21 May 2026 10:00"
        when.value = "22/5 11:00"
        await pilot.press("f2")
        await pilot.pause()
    after, sittings = only(store)
    assert after == before
    assert sittings == (replace(sitting, scheduled_at=at(2, 11)),)


@pytest.mark.parametrize(("reference", "told"), [("RA-1", LATE), ("RA-2", "")])
async def test_after_gateway_the_adjustment_changes_by_a_decision_of_its_own(
    reference: str, told: str, store: Store, tmp_path: Path
) -> None:
    keep(store, an_assessment(adjustment_reference="RA-1", epa_ends_on="2026-10-01"))
    before, _ = only(store)
    app = new(store, tmp_path, before)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for key, text in (("extra", "50"), ("adjustment_reference", reference)):
            field = app.form.field(key)
            assert isinstance(field, TextField)
            field.input.value = text
        await pilot.press("f2")
        await pilot.pause()
        assert problems(app).get("adjustment_reference", "") == told
    assert only(store)[0].extra_per_mille == (0 if told else 500)


async def test_looking_at_a_sitting_does_not_fix_its_standard_and_option(
    store: Store, tmp_path: Path
) -> None:
    acted = Acted(tmp_path / "acted").do(gate.check, gate.ALONE, True)
    assert acted.record.flush()
    app = new(acted.store, tmp_path, acted.record.assessment)
    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        await pilot.pause()
        assert "for later sittings only" not in seen(app)
        await pilot.press(*["enter"] * 6, "2", "f2")
        await pilot.pause()
    assert acted.store.search("").rows[0].assessment.option == "2"
    acted.close()


async def test_examples_cannot_be_taken_for_what_was_filled_in(
    store: Store, tmp_path: Path
) -> None:
    app = new(store, tmp_path)
    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        await pilot.pause()
        hints = [line.placeholder for line in app.form.query(Input)]
        examples = [hint for hint in hints if any(letter.isdigit() for letter in hint)]
        own = [hint for hint in examples if not hint.startswith("e.g. ")]
        assert len(examples) > 4
        assert own == ["6 months after the gateway"]


async def test_what_a_sitting_has_begun_under_cannot_be_changed(
    store: Store, tmp_path: Path
) -> None:
    acted = Acted(tmp_path / "acted").begun()
    assert acted.record.flush()
    app = new(acted.store, tmp_path, acted.record.assessment)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "for later sittings only" in seen(app)
        assert "ST0792 1.1" in seen(app) and "ZZ0001" not in seen(app)
        app.form.query(Input)[0].value = "Testina"
        for _ in range(4):
            await pilot.press("enter")
        # The next field after the provider is the gateway: standard and option take no focus.
        await pilot.press("enter", "right", "f2")
        await pilot.pause()
        row = acted.store.search("").rows[0].assessment
        assert (row.given_names, row.reference, row.option) == ("Testina", "ST0792", "1")
    acted.close()


async def test_an_adjourned_sitting_gets_another_day_and_stays_the_same_attempt(
    tmp_path: Path,
) -> None:
    acted = Acted(tmp_path / "acted").begun().wait(5).do(adjourn, "fire alarm")
    assert acted.record.flush()
    app = new(acted.store, tmp_path, acted.record.assessment)
    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        await pilot.pause()
        when = app.form.field("when sitting-0")
        assert isinstance(when, TextField)
        when.write("30 May 2026 10:00")
        await pilot.press("f2")
        await pilot.pause()
    moved = acted.store.sitting("sitting-0")
    assert (moved.scheduled_at, moved.stage, moved.outcome) == (
        at(10, 10),
        "adjourned",
        "15:00 left",
    )
    assert (moved.attempt, moved.number) == ("first", 1)
    acted.close()


async def test_a_standard_that_is_gone_is_never_replaced_by_another(
    store: Store, tmp_path: Path
) -> None:
    with pytest.raises(UnknownStandard):
        new(store, tmp_path, an_assessment(reference="ST9999"))


async def test_the_field_with_the_keys_is_in_sight_at_every_size(
    store: Store, tmp_path: Path
) -> None:
    app = new(store, tmp_path)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        for size in ((120, 40), (60, 20), (40, 12), (20, 5)):
            await pilot.resize_terminal(*size)
            for _ in range(15):
                await pilot.press("tab")
                await pilot.pause()
                focused = app.focused
                assert focused is not None
                assert 0 < focused.region.y < size[1] - 1
                assert focused.region.x + 4 < size[0]
            # The keys stand on the last line: as many as it holds, in the order of their use.
            bar = seen(app).splitlines()[-1].split()
            assert bar[:2] == ["Enter", "Next"]
            assert ("F2" in bar) == (size[0] >= 40)
            assert ("F1" in bar) == (size[0] >= 60) and "?" not in bar
            assert ("too small: 40x12" in seen(app)) == (size == (20, 5))
