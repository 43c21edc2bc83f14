from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from data.exchange.errors import NotSealed
from data.record.entries import Reopened, Withdrawn
from data.rules import clock_guards, prepare_guards, sealing, talk_guards, undoing
from data.rules.grading import Overall
from data.rules.refused import Refused
from data.store.errors import NotSaved
from screens.navigation import GoHome, OpenSitting
from screens.record import RecordScreen
from tests.screens.acted import HOSTILE, Acted, Around, seen


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    made = Acted(tmp_path / "home")
    yield made
    made.close()


def written() -> str:
    return "Result written to [x]/sitting-0-r1.json."


def around(acted: Acted) -> Around:
    return Around(RecordScreen(acted.record, acted.ticker, export=written, withdraw=str))


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def test_every_entry_is_shown_with_its_times_and_words(acted: Acted) -> None:
    acted.asking().noted("compared three quotes", ("P4", "+"))
    app = around(acted)
    async with app.run_test(size=(96, 40), notifications=True) as pilot:
        await pilot.pause()
        shown = seen(app)
    number = len(acted.record.state.entries)
    note = next(line for line in shown.split("\n") if "compared" in line)
    assert note.split()[:4] == [str(number), note.split()[1], "1:00", "note"]
    assert "compared three quotes  P4+" in note
    assert f"Chain of {number} entries whole, head {acted.record.state.last.hash[:12]}" in shown
    assert "Presentation begins" in shown and "identity: yes: passport" in shown


async def test_what_departed_from_the_plan_stands_where_it_happened(acted: Acted) -> None:
    acted.asking().wait(3).do(clock_guards.pause, "technical failure", 30_000)
    acted.wait(2).do(clock_guards.resume).wait(1)
    acted.do(clock_guards.judge_gap, 20_000, False, "asleep", "the lid was shut")
    app = around(acted)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        shown = seen(app)
    assert "The clock stops: technical failure, back-dated by 0:30" in shown
    assert "A gap of 0:20 (the machine slept) is left out: the lid was shut" in shown
    resumed = next(line for line in shown.split("\n") if "The clock goes on" in line)
    assert "2:30" in resumed.split()


async def test_an_undone_entry_stays_and_says_so(acted: Acted) -> None:
    acted.asking().noted("wrong window").do(undoing.undo)
    app = around(acted)
    async with app.run_test(size=(96, 40), notifications=True) as pilot:
        await pilot.pause()
        line = next(line for line in seen(app).split("\n") if "wrong window" in line)
        assert "undone wrong window" in line
        await press(pilot, "slash", *"undone")
        assert "wrong window" in seen(app)
        assert "Presentation begins" not in seen(app)


async def test_the_filter_narrows_as_it_is_typed_and_keeps_its_words(acted: Acted) -> None:
    acted.asking().noted("compared three quotes").asked(2)
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "slash", *"question 2")
        assert "Question 2?" in seen(app) and "Question 1?" not in seen(app)
        await press(pilot, "enter", "t")
        assert "Trace" in seen(app)
        await press(pilot, "t")
        assert "Question 1?" not in seen(app)
        await press(pilot, "slash", *["backspace"] * 10, *"zzz")
        assert "No entry has all of these words." in seen(app)
        await press(pilot, "escape", "h")
    assert isinstance(app.asked[-1], GoHome)


async def test_the_trace_goes_from_grade_to_the_minute_of_the_recording(acted: Acted) -> None:
    acted.begun().over().do(clock_guards.start_phase)
    acted.do(prepare_guards.set_recording, 133_000).asked(6).noted(
        "compared three quotes", ("P1", "+")
    ).over().sealed("D2")
    app = around(acted)
    async with app.run_test(size=(96, 40), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "t")
        shown = seen(app)
    assert "M1 sealed: pass" in shown
    assert "└─ P1 ● met" in shown
    assert "7:00  compared three quotes" in shown
    assert "recording 9:13" in shown
    assert "Questions aimed at it  6" in shown


async def test_before_the_end_neither_record_nor_trace_shows_a_judgement(acted: Acted) -> None:
    acted.asking().noted("something", ("P1", "+"))
    app = around(acted)
    async with app.run_test(size=(96, 40), notifications=True) as pilot:
        await pilot.pause()
        before = seen(app)
        await press(pilot, "t")
        trace = seen(app)
    for shown in (before, trace):
        assert "grade" not in shown and "undecided" not in shown and "met" not in shown.split()
    assert "something" in trace


async def test_a_sealed_sitting_shows_grades_and_the_day_the_result_is_due(acted: Acted) -> None:
    acted.heard().sealed()
    screen = RecordScreen(
        acted.record,
        acted.ticker,
        export=written,
        withdraw=str,
        overall=lambda: Overall("pass", "M1 distinction, M2 pass: pass", False),
    )
    app = Around(screen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        shown = seen(app)
    assert "M1 sealed: distinction" in shown
    assert "Overall, provisional: pass  M1 distinction, M2 pass " in shown
    assert "Result due by 1 Jun 2026" in shown


@pytest.mark.parametrize(
    ("error", "says"), [(NotSealed(), "seal it"), (NotSaved(full=True), "The disk is full")]
)
async def test_an_export_that_fails_says_what_to_do(
    acted: Acted, error: Exception, says: str
) -> None:
    def failing() -> str:
        raise error

    app = Around(RecordScreen(acted.record, acted.ticker, export=failing, withdraw=str))
    async with app.run_test(size=(96, 40), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "x")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert says in seen(app)


async def test_an_export_says_where_the_result_is(acted: Acted) -> None:
    app = around(acted)
    async with app.run_test(size=(96, 40), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "x")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "[x]/sitting-0-r1.json" in seen(app)


async def test_reopening_wants_a_reason_and_y(acted: Acted) -> None:
    acted.heard().sealed()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "O", "enter")
        assert "Type an answer first." in seen(app)
        await press(pilot, *"typo", "enter", "O", "enter")
        assert acted.record.state.sealed is not None
        await press(pilot, "y", "end")
        assert "The seal was broken: typo" in seen(app)
    assert acted.kept().last.body == Reopened("typo")


async def test_withdrawing_wants_a_reason_and_y_and_says_what_comes_next(acted: Acted) -> None:
    acted.heard().sealed()
    given: list[str] = []

    def withdrawn(reason: str) -> str:
        given.append(reason)
        acted.do(sealing.withdraw, reason, made=True)
        return "Withdrawn, revision [2]."

    screen = RecordScreen(acted.record, acted.ticker, export=written, withdraw=withdrawn)
    app = Around(screen)
    async with app.run_test(size=(96, 40), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "W", "enter")
        assert "Type an answer first." in seen(app)
        await press(pilot, *"typo", "enter", "W", "enter")
        assert given == []
        await press(pilot, "y")
        await app.workers.wait_for_complete()
        await pilot.pause()
        await press(pilot, "end")
        shown = seen(app)
        await press(pilot, "W")
    assert given == ["typo"] and acted.kept().last.body == Withdrawn("typo")
    assert "Withdrawn, revision [2]." in shown and "M1 withdrawn, was: distinction" in shown
    assert "Withdrawn: typo" in shown and "Overall" not in shown and "Result due" not in shown
    assert "The result was taken back: typo" in shown
    assert app.refused == ["The result is withdrawn already. Reopen the sitting to seal it anew."]


async def test_a_withdrawal_that_fails_says_why(acted: Acted) -> None:
    acted.heard().sealed()

    def failing(reason: str) -> str:
        raise Refused("The result was not made yet.")

    screen = RecordScreen(acted.record, acted.ticker, export=written, withdraw=failing)
    app = Around(screen)
    async with app.run_test(size=(96, 40), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "W", "x", "enter", "y")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "The result was not made yet." in seen(app)
    assert acted.record.state.graded


async def test_what_is_not_sealed_is_not_reopened(acted: Acted) -> None:
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "O", "j")
    assert app.refused == ["The sitting is not sealed: you can change it as it is."]
    opened = app.asked[0]
    assert isinstance(opened, OpenSitting) and opened.task == "judge"


@pytest.mark.parametrize("outcome", ["no-show", "abandoned"])
async def test_what_was_not_completed_is_not_reopened_but_booked_again(
    acted: Acted, outcome: str
) -> None:
    acted.do(clock_guards.end_sitting, outcome, "taken ill")
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "O")
    (said,) = app.refused
    assert outcome in said and "Book another sitting" in said and "change it" not in said


async def test_the_trace_names_no_key_that_does_nothing_there(acted: Acted) -> None:
    acted.asking()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "t")
        assert "No note carries it or its KSBs." in seen(app)
        assert "with l" not in seen(app)


async def test_the_line_at_the_cursor_is_copied_whole(acted: Acted) -> None:
    acted.asking().noted("compared " + "very " * 60 + "long quotes")
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "end", "y")
        assert app.clipboard.endswith("long quotes")
        assert "clipboard" in seen(app)


async def test_a_changed_entry_is_told_at_once(acted: Acted) -> None:
    acted.asking().noted("as it was")
    state = acted.record.state
    last = state.entries[-1]
    forged = replace(last, ciphertext=last.ciphertext + b"!")
    acted.record.state = state.having(entries=(*state.entries[:-1], forged))
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        shown = " ".join(seen(app).split())
    assert f"Chain broken. Entry {last.seq} of the record was changed" in shown


@pytest.mark.parametrize("size", [(80, 24), (96, 40), (120, 40), (60, 20), (40, 12), (20, 5)])
async def test_hostile_text_is_shown_as_typed_at_every_size(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    acted = Acted(tmp_path / "home", given_names="[K1] Ada [/x]", family_name="[bold]")
    acted.asking().noted(HOSTILE, ("P1", "")).do(talk_guards.incident, HOSTILE)
    app = around(acted)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "end", "up")
        shown = seen(app)
        assert "\x1b" not in shown and "\u202e" not in shown
        assert len(shown.split("\n")) == size[1]
        assert ("too small: 40x12" in shown) == (size == (20, 5))
        if size[0] >= 80:
            assert "[K1] Ada [/x]" in shown
            assert "[K1] Ada [/x] [bold]b[/]" in shown
        await press(pilot, "t", "right")
        assert "\x1b" not in seen(app)
    acted.close()
