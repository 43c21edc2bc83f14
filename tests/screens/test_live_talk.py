"""Questions, notes and tags are kept from both hands, and nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events

from data.record.entries import Incident, Mark, Noted, Parked, QuestionAsked, Undone
from data.rules import prepare_guards, talk_guards
from tests.screens.acted import HOSTILE, MINUTE, Acted
from tests.screens.living import closing, live


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    with closing(Acted(tmp_path, "M2").asking()) as made:
        yield made


@pytest.mark.parametrize("hand", ["keys", "note"])
@pytest.mark.parametrize(
    ("key", "function_key", "kind"),
    [("q", "f2", QuestionAsked), ("w", "f4", QuestionAsked), ("m", "f7", Incident)],
)
async def test_each_hand_has_its_key(
    acted: Acted, hand: str, key: str, function_key: str, kind: type
) -> None:
    acted.do(prepare_guards.plan_question, "What went wrong?", ("P4",), 1)
    async with live(acted) as shown:
        if hand == "note":
            await shown.press("n")
        await shown.press(key if hand == "keys" else function_key)
        assert len(shown.of(kind)) == 1


async def test_a_follow_up_belongs_to_the_open_question(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press("f")
        assert "No question is open" in shown.refused
        await shown.press("q", "f", "n", "f3")
        assert [asked.main for asked in shown.state.questions] == [True, False, False]
        assert "questions 1/10" in shown.seen
        assert "+2 follow-up" in shown.seen


async def test_a_letter_typed_into_the_line_counts_nothing(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press("n")
        await shown.type("qfwpemu")
        assert not shown.state.questions
        assert shown.line.text == "qfwpemu"


async def test_enter_saves_and_stays_and_an_empty_enter_gives_the_keys_back(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press("i")
        await shown.type("planned on paper")
        await shown.press("enter")
        assert shown.writing
        assert shown.line.text == ""
        await shown.type("then on site")
        await shown.press("enter", "enter")
        assert not shown.writing
        assert [note.text for note in shown.of(Noted)] == ["planned on paper", "then on site"]
        assert "planned on paper" in shown.seen


async def test_keys_faster_than_the_screen_act_in_their_order(acted: Acted) -> None:
    async with live(acted) as shown:
        for key in ("n", "a", "b", "backspace", "c", "enter", "d", "enter"):
            shown.window.post_message(events.Key(key, key if len(key) == 1 else None))
        await shown.pilot.pause()
        assert [note.text for note in shown.of(Noted)] == ["ac", "d"]
        assert shown.line.text == ""


async def test_enter_pressed_twice_makes_one_note(acted: Acted) -> None:
    async with live(acted) as shown:
        for key in ("n", "a", "enter", "enter", "m"):
            shown.window.post_message(events.Key(key, key if len(key) == 1 else None))
        await shown.pilot.pause()
        assert len(shown.of(Noted)) == 1
        assert not shown.writing
        assert len(shown.of(Incident)) == 1, "the keys act again at once"


async def test_esc_leaves_and_discards_nothing(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press("n")
        await shown.type("half a sen")
        await shown.press("escape")
        assert not shown.writing
        assert "not saved yet" in shown.seen
        await shown.press("n")
        await shown.type("tence")
        await shown.press("enter")
        assert shown.of(Noted)[0].text == "half a sentence"


@pytest.mark.parametrize(
    ("typed", "why"),
    [("about #zz9", "zz9 is not a code"), ("about #k19", "belongs to option 2"), ("#k8", "in M1")],
)
async def test_a_tag_that_does_not_belong_stays_in_the_line_with_the_reason(
    acted: Acted, typed: str, why: str
) -> None:
    async with live(acted) as shown:
        codes = [k.code for k in acted.loaded.standard.ksbs if k.option == "2"]
        typed = typed.replace("k19", codes[0].lower())
        await shown.press("n")
        await shown.type(typed)
        assert why in shown.seen
        await shown.press("enter")
        assert why in shown.refused
        assert shown.line.text == typed
        assert shown.writing
        assert not shown.of(Noted)


async def test_a_note_is_stamped_when_its_first_key_was_pressed(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.go(MINUTE)
        await shown.press("n", "a")
        await shown.go(20_000)
        await shown.type("bc")
        await shown.press("enter")
        note = next(iter(shown.state.notes.values()))
        assert note.clock_ms == MINUTE
        assert shown.of(Noted)[0].back_ms == 20_000


async def test_tab_completes_a_tag_from_the_words_of_a_statement(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press("n")
        await shown.type("rates #risk")
        assert "Tab " in shown.seen
        await shown.press("tab", "plus", "enter")
        (note,) = shown.of(Noted)
        assert note.text == "rates"
        (mark,) = note.marks
        assert mark.sign == "+"


async def test_every_kind_of_line(acted: Acted) -> None:
    acted.do(prepare_guards.plan_question, "What went wrong?", ("P4",), 7)
    async with live(acted) as shown:
        await shown.press("n")
        for typed in (
            "? how did you plan #p4",
            "?? and who signed",
            "?7",
            "! their line dropped",
            '"we overspent" @7 #p6-',
            "#p2+",
        ):
            await shown.type(typed)
            await shown.press("enter")
            assert shown.line.text == "", shown.refused
        first, second, third = shown.state.questions
        assert (first.text, first.aims, first.main) == ("how did you plan", ("P4",), True)
        assert not second.main
        assert (third.text, third.aims, third.planned) == ("What went wrong?", ("P4",), 7)
        assert shown.of(Incident)[0].text == "their line dropped"
        note = shown.of(Noted)[0]
        assert (note.text, note.verbatim, note.evidence) == ("we overspent", True, ("7",))
        assert note.marks == (Mark("P6", "-"),)
        assert shown.state.standings["P2"].sign == "+"


async def test_a_pointer_without_words_is_not_lost(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press("n")
        await shown.type("#p6 @7")
        await shown.press("enter")
        assert "A note needs words" in shown.refused
        assert shown.line.text == "#p6 @7"


async def test_the_next_planned_question_is_asked_word_for_word(acted: Acted) -> None:
    words = "What, [in your own words], went wrong?"
    acted.do(prepare_guards.plan_question, words, ("P4",), 3)
    async with live(acted) as shown:
        assert words in shown.seen
        await shown.press("w")
        assert shown.state.questions[0].text == words
        await shown.press("w")
        assert "No planned question is left" in shown.refused


async def test_tags_of_the_last_note(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press("t")
        assert "no note to tag" in shown.refused
        await shown.note("compared quotes")
        await shown.press("t")
        assert "tag >" in shown.seen
        await shown.type("p6")
        await shown.press("enter")
        assert not shown.writing
        await shown.press("plus")
        (note,) = shown.state.notes.values()
        assert note.marks == (Mark("P6", "+"),)
        await shown.press("x", "minus")
        (note,) = shown.state.notes.values()
        assert note.marks == (Mark("P6", "-"),)
        assert shown.of(Noted)[0].marks == ()


async def test_words_typed_for_a_tag_are_not_lost(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.note("compared quotes")
        await shown.press("t")
        await shown.type("p6 and more")
        await shown.press("enter")
        assert "tags alone" in shown.refused
        assert shown.line.text == "#p6 and more"


async def test_a_tag_that_was_only_begun_leaves_the_line_free(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.note("compared quotes")
        await shown.press("t", "escape")
        assert shown.line.text == ""
        await shown.press("t", "p", "escape", "n", "6", "enter")
        assert shown.state.standings["P6"].notes
        await shown.press("n")
        await shown.type("next")
        await shown.press("enter")
        assert [note.text for note in shown.of(Noted)] == ["compared quotes", "next"]


async def test_a_sign_without_a_tag_is_refused(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press("plus")
        assert "has no tag" in shown.refused


async def test_listening_parks_questions_that_are_asked_later(tmp_path: Path) -> None:
    with closing(Acted(tmp_path, "M1").begun()) as acted:
        async with live(acted) as shown:
            await shown.press("q")
            assert "You listen during the Presentation" in shown.refused
            await shown.press("n")
            await shown.type("? how was it paid #p4")
            await shown.press("enter", "enter")
            await shown.note("used two crews")
            await shown.press("a")
            assert [parked.text for parked in shown.of(Parked)] == [
                "how was it paid  #P4",
                "used two crews",
            ]
            assert not shown.state.questions
            await shown.go(20 * MINUTE)
            await shown.press("E", "y", "s", "k")
            assert "parked at 0:00" in shown.seen
            await shown.press("1", "enter")
            (asked,) = shown.state.questions
            assert (asked.text, asked.aims) == ("how was it paid", ("P4",))
            await shown.press("enter", "k")
            assert "how was it paid" not in shown.seen.split("Ask about which?")[1]


async def test_nothing_parked_is_said(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press("k")
        assert "Nothing is parked" in shown.refused


@pytest.mark.parametrize("key", ["u", "f9"])
async def test_undo_takes_back_one_thing_after_another(acted: Acted, key: str) -> None:
    async with live(acted) as shown:
        await shown.press("q", "f")
        await shown.note("compared quotes #p6")
        await shown.press("plus", "a", "m", "p", "r")
        for left in ("resumption", "pause", "incident", "parked", "tag", "note", "question"):
            await shown.press(key)
            assert f"Undone: {left}" in shown.seen
        await shown.press(key)
        assert not shown.state.questions
        assert not shown.state.notes
        assert not shown.state.standings
        assert len(shown.of(Undone)) == 8
        await shown.press(key)
        assert "nothing to undo" in shown.refused


async def test_several_lines_are_pasted_as_one(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press("n")
        shown.line.line.post_message(events.Paste("one\r\ntwo\rthree\nfour"))
        await shown.press("enter")
        assert shown.of(Noted)[0].text == "one two three four"


async def test_a_huge_paste_is_refused_and_a_large_one_taken(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press("n", "a")
        shown.line.line.post_message(events.Paste("word " * 60_000))
        await shown.pilot.pause()
        assert "longer than" in shown.refused
        assert shown.line.text == "a"
        shown.line.line.post_message(events.Paste("word " * 4_000))
        await shown.press("enter")
        assert len(shown.of(Noted)[0].text) == 20_000


async def test_hostile_words_are_shown_as_typed_and_drive_nothing(acted: Acted) -> None:
    async with live(acted, size=(96, 40)) as shown:
        await shown.press("n")
        shown.line.line.post_message(events.Paste(HOSTILE))
        await shown.press("enter")
        shown.line.line.post_message(events.Paste(f"? {HOSTILE}"))
        await shown.press("enter", "enter")
        assert shown.seen.count("[K1] Ada [/x] [bold]b[/]") == 2
        assert "\x1b" not in shown.seen
        assert "\u202e" not in shown.seen
        await shown.press("u")
        assert "Undone: question: [K1] Ada [/x]" in shown.seen


async def test_three_hundred_notes_stay_in_order_and_the_last_in_sight(acted: Acted) -> None:
    for number in range(300):
        acted.do(talk_guards.note, f"note {number}")
    async with live(acted) as shown:
        assert "note 299" in shown.seen
        await shown.note("the last one")
        assert "the last one" in shown.seen
        rows = shown.screen.query_one("#talk").rows  # type: ignore[attr-defined]
        assert len(rows) == 301
