from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from data.record.entries import Deviation, FeedbackGiven, Judged, NoteSetAside, Sealed
from data.rules import clock_guards, judging, sealing
from screens.judge import JudgeScreen
from screens.navigation import GoHome, OpenSitting
from screens.widgets.descriptor_list import STANDS_IN
from screens.writing import Writing
from tests.screens.acted import HOSTILE, Acted, Around, made_up, seen

SIZES = [(80, 24), (96, 40), (120, 40), (60, 20), (40, 12), (20, 5)]


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    made = Acted(tmp_path / "home")
    yield made
    made.close()


@pytest.fixture
def discussion(tmp_path: Path) -> Iterator[Acted]:
    made = Acted(tmp_path / "home", "M2", "2")
    yield made
    made.close()


def around(acted: Acted, *, during: bool = False) -> Around:
    # Long enough after the end that the closing words are not offered first.
    acted.wait(30)
    return Around(JudgeScreen(acted.record, acted.ticker, during=during))


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def typed(pilot: Pilot[None], text: str) -> None:
    """Paste a text where the cursor is, and keep it with Enter."""
    pilot.app.screen.query_one(TextArea).insert(text)
    await pilot.pause()
    await press(pilot, "enter")


async def test_before_the_last_phase_has_ended_nothing_of_a_grade_is_seen(acted: Acted) -> None:
    acted.asking().noted("something", ("P1", "+"))
    app = Around(JudgeScreen(acted.record, acted.ticker))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "m", "enter", "n", "r", "S", "l")
        shown = seen(app)
    assert "locked until the last phase has ended" in shown
    assert "Questioning is under way" in shown
    for word in ("grade", "met", "undecided", "pass", "distinction"):
        assert word not in shown.lower()
    assert not acted.record.state.judgements


async def test_an_organisation_may_allow_judgements_during_the_sitting(acted: Acted) -> None:
    acted.asking()
    app = Around(JudgeScreen(acted.record, acted.ticker, during=True))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "m")
    assert [remark.rule for remark in acted.record.state.deviations] == [
        "judged during the sitting"
    ]


async def test_enter_judges_as_the_live_marks_propose_and_cites_the_notes(acted: Acted) -> None:
    acted.heard()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "The live marks propose: met" in seen(app)
        await press(pilot, "enter")
        assert "● met" in seen(app)
        assert "9 of 10 undecided" in seen(app)
    judgement = acted.kept().judgements["P1"]
    note = next(iter(acted.record.state.notes))
    assert judgement == Judged("P1", True, "", (note,))


async def test_enter_without_a_proposal_judges_nothing_and_says_so(acted: Acted) -> None:
    acted.heard()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "down", "enter")
    assert not acted.record.state.judgements
    assert app.refused == ["Nothing is proposed for P2. Judge it: m met, n not met."]


async def test_not_met_asks_why_and_is_not_kept_without_an_answer(acted: Acted) -> None:
    acted.heard()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "n", "enter")
        assert "Type why first." in seen(app)
        assert not acted.record.state.judgements
        await typed(pilot, "no lifecycle named")
        assert "x not met" in seen(app)
        assert "fail" in seen(app)
    assert acted.kept().judgements["P1"].rationale == "no lifecycle named"


async def test_escape_loses_no_text_and_neither_does_a_restart(acted: Acted) -> None:
    acted.heard()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "n", "a", "b", "c", "escape")
        assert not acted.record.state.judgements
        assert "Rationale not in the record yet" in seen(app)
        assert "abc" in seen(app)
    record = acted.reopened()
    again = Around(JudgeScreen(record, acted.ticker))
    async with again.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "Rationale not in the record yet" in seen(again)
        await press(pilot, "n", "d", "enter")
        assert record.state.judgements["P1"].rationale == "abcd"
        assert "not in the record yet" not in seen(again)
    assert record.close()


async def test_a_note_left_unfinished_on_the_live_screen_is_not_overwritten(acted: Acted) -> None:
    acted.heard()
    acted.record.keep_draft("half a no", 9, acted.ticker.now)
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "r", "a", "escape")
    again = acted.reopened()
    draft = again.draft
    assert again.close()
    assert draft is not None and draft.text == "half a no"


async def test_a_rationale_may_come_before_the_judgement(acted: Acted) -> None:
    acted.heard()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "r")
        await typed(pilot, "three quotes,\ncompared")
        assert not acted.record.state.judgements
        await press(pilot, "m")
    assert acted.record.state.judgements["P1"].rationale == "three quotes,\ncompared"


async def test_what_fast_hands_type_before_the_lines_are_there_is_not_lost(acted: Acted) -> None:
    acted.heard()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        writing = Writing("Why?", text="so ")
        await app.push_screen(writing)
        writing.set_focus(None)
        await press(pilot, *"mno")
        assert "so mno" in seen(app)
    assert not acted.record.state.judgements


async def test_feedback_on_a_descriptor_and_on_the_whole(acted: Acted) -> None:
    acted.heard()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "f")
        await typed(pilot, "Name the stages.")
        await press(pilot, "o")
        await typed(pilot, "Thank you.")
    bodies = [entry.body for entry in acted.kept().entries[-2:]]
    assert bodies == [FeedbackGiven("P1", "Name the stages."), FeedbackGiven("", "Thank you.")]


async def test_tab_goes_to_the_next_undecided_and_round(acted: Acted) -> None:
    acted.heard().do(judging.judge, "P2", True)
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "tab")
        assert "P3  pass" in seen(app)
        await press(pilot, "end", "tab")
        assert "P1  pass" in seen(app)


async def test_undo_takes_the_judgement_back_but_nothing_kept_live(acted: Acted) -> None:
    acted.heard()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "m", "u")
        assert not acted.record.state.judgements
        before = len(acted.record.state.entries)
        await press(pilot, "u")
    assert len(acted.record.state.entries) == before
    assert "What was kept live stays" in app.refused[0]


async def test_a_loose_note_is_attached_or_set_aside(acted: Acted) -> None:
    acted.asking().asked(6).noted("first loose").noted("second loose").over()
    first, second = sorted(acted.record.state.notes)
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "l")
        assert "2 notes support nothing." in seen(app)
        await press(pilot, "enter", "p", "9", "9", "enter")
        assert "P99" in seen(app).upper()  # refused at the line, which stays open
        await press(pilot, "backspace", "backspace", "4", "plus", "enter")
        assert [note.seq for note in judging.unattached(acted.record.state)] == [second]
        await press(pilot, "x")
        assert "Every note supports something" in seen(app)
        await press(pilot, "l")
        assert app.screen is app.shown
    assert [tuple(mark) for mark in acted.record.state.notes[first].marks] == [("P4", "+")]
    assert isinstance(acted.kept().last.body, NoteSetAside)


async def test_a_seal_that_lacks_something_says_all_that_is_missing(acted: Acted) -> None:
    acted.asking().asked(6).noted("loose").over()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "m", "S")
        shown = seen(app)
    assert "The sitting cannot be sealed yet" in shown
    assert "Not judged: P2, P3" in shown
    assert "Notes not reviewed" in shown
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
    calls: list[str] = []

    def made() -> str:
        calls.append("made")
        return "Result kept [K1] as sitting-0-r1."

    acted.wait(30)
    app = Around(JudgeScreen(acted.record, acted.ticker, on_sealed=made))
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
    assert calls == ["made"]
    assert "Result kept [K1] as sitting-0-r1." in after
    assert "M1 sealed: fail" in after
    assert "Overall, provisional: fail" in after
    assert "Result due by 1 Jun 2026" in after
    body = acted.kept().last.body
    assert isinstance(body, Sealed) and body.grade == "fail"


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


async def test_the_closing_words_come_first_when_the_sitting_has_just_ended(acted: Acted) -> None:
    acted.heard()
    app = Around(JudgeScreen(acted.record, acted.ticker))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "I cannot say anything about the outcome today." in " ".join(seen(app).split())
        await press(pilot, "enter")
        assert app.screen is app.shown
        await press(pilot, "k")
        assert "Closing words" in seen(app)


async def test_a_statement_that_stands_in_is_marked(discussion: Acted) -> None:
    discussion.heard()
    app = around(discussion)
    async with app.run_test(size=(96, 40), notifications=True) as pilot:
        await pilot.pause()
        assert STANDS_IN not in seen(app)
        await press(pilot, *["down"] * 13)
        assert "O1  pass, option 2" in seen(app)
        assert STANDS_IN in seen(app)


async def test_levels_of_another_standard_are_listed_in_their_order(tmp_path: Path) -> None:
    acted = Acted(tmp_path / "home", "A", "a", made_up()).heard()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        shown = seen(app)
        assert shown.index("Pass  2 left") < shown.index("Merit  1 left")
        assert shown.index("Merit  1 left") < shown.index("Distinction  1 left")
    acted.close()


async def test_a_deviation_is_recorded_in_the_assessors_words(acted: Acted) -> None:
    acted.heard()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "d", *"order", "enter", *"fire", "enter")
    assert acted.record.state.last.body == Deviation("order", "fire")


async def test_an_abandoned_sitting_has_nothing_to_judge(acted: Acted) -> None:
    acted.asking().do(clock_guards.end_sitting, "abandoned", "the building was cleared")
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "this sitting has nothing to judge" in seen(app)


async def test_the_ways_out(acted: Acted) -> None:
    acted.heard()
    app = around(acted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "v", "h")
    opened, home = app.asked
    assert isinstance(opened, OpenSitting) and opened.task == "record"
    assert isinstance(home, GoHome)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_is_shown_as_typed_at_every_size(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    acted = Acted(tmp_path / "home", given_names="[K1] Ada [/x]", family_name="[bold]")
    acted.heard(HOSTILE).do(judging.judge, "P1", False, HOSTILE)
    acted.do(judging.give_feedback, "P1", HOSTILE)
    app = around(acted)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "right", "right", "left")
        shown = seen(app)
        assert "\x1b" not in shown and "\u202e" not in shown
        if size[0] >= 80:
            assert "[K1] Ada [/x] [bold]" in shown
        await press(pilot, "down", "v")
        assert len(shown.split("\n")) == size[1]
    acted.close()
