"""What is typed becomes what was meant, and nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events

from data.record.entries import Incident, Mark, Noted
from data.rules import prepare_guards
from tests.screens.acted import HOSTILE, MINUTE, Acted
from tests.screens.living import closing, live


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    with closing(Acted(tmp_path, "M2").asking()) as made:
        yield made


async def test_a_letter_typed_into_the_line_counts_nothing(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press("n")
        await shown.type("qfwpemuma!m")
        assert not shown.state.questions
        assert not shown.state.incidents
        assert shown.line.text == "qfwpemuma!m"


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
        for key in ("n", "a", "enter", "enter", "q"):
            shown.window.post_message(events.Key(key, key if len(key) == 1 else None))
        await shown.pilot.pause()
        assert len(shown.of(Noted)) == 1
        assert not shown.writing
        assert shown.state.main_asked == 1, "the keys act again at once"


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
        assert why in shown.hint, "said above the line, whole"
        assert not shown.refused, "and nowhere else"
        assert shown.line.text == typed
        assert shown.writing
        assert not shown.of(Noted)
        await shown.press("backspace")
        assert shown.line.query("Static").first().region.height == 1


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


async def test_a_saved_tag_offers_no_completion_any_more(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press("n")
        await shown.type("rates #p4")
        await shown.press("enter")
        assert "Tab " not in shown.hint
        await shown.press("tab")
        assert shown.line.text == ""


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
            assert shown.line.text == "", shown.hint
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
        assert "A note needs words" in shown.hint
        assert not shown.refused
        assert shown.line.text == "#p6 @7"


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
        assert "tags alone" in shown.hint
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
        assert "longer than" in shown.hint
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


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_a_long_reason_is_read_whole_above_the_line(
    acted: Acted, size: tuple[int, int]
) -> None:
    async with live(acted, size=size) as shown:
        code = next(ksb.code for ksb in acted.loaded.standard.ksbs if ksb.option == "2")
        await shown.press("n")
        await shown.type(f"rates #{code.lower()}")
        await shown.press("enter")
        assert "leave the tag out." in shown.hint
        assert "> rates" in shown.seen
        await shown.press("escape")
        assert "not saved yet" in shown.hint


async def test_without_room_for_the_hint_the_reason_is_said_apart(acted: Acted) -> None:
    async with live(acted, size=(80, 8)) as shown:
        await shown.press("n")
        await shown.type("#zz9")
        await shown.press("enter")
        assert "zz9 is not a code" in shown.refused


async def test_privacy_shows_no_word_of_a_refused_line(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press("n")
        await shown.type("#zz9")
        await shown.press("f8", "enter")
        assert "zz9" not in shown.seen
        assert "not taken: F8 shows why" in shown.hint
        await shown.press("f8")
        assert "zz9 is not a code" in shown.hint
