"""Questions and marks are kept from both hands, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.record.entries import (
    AskedBefore,
    Deviation,
    Incident,
    Parked,
    QuestionAsked,
    Undone,
)
from data.rules import parked, prepare_guards, talk_guards
from tests.screens.acted import MINUTE, Acted
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
        assert "+2 follow-ups" in shown.seen


async def test_the_next_planned_question_is_asked_word_for_word(acted: Acted) -> None:
    words = "What, [in your own words], went wrong?"
    acted.do(prepare_guards.plan_question, words, ("P4",), 3)
    async with live(acted) as shown:
        assert words in shown.seen
        await shown.press("w")
        assert shown.state.questions[0].text == words
        await shown.press("w")
        assert "No planned question is left" in shown.refused


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
            await shown.press("a", "a")
            assert "parked already" in shown.refused, "a key is easily pressed twice"
            assert "w  " not in shown.seen, "no key is offered that does nothing now"
            await shown.press("k", "1")
            assert "You listen now" in shown.refused
            assert not shown.writing
            assert [body.text for body in shown.of(Parked)] == [
                "how was it paid  #P4",
                "used two crews",
            ]
            assert not shown.state.questions
            await shown.go(20 * MINUTE)
            await shown.press("E", "y", "s", "k")
            assert "parked at 0:00" in shown.seen
            await shown.press("1")
            await shown.type(" for")
            await shown.press("enter")
            (asked,) = shown.state.questions
            assert asked.text == "how was it paid for", "its words were changed on the way"
            assert asked.aims == ("P4",)
            assert not shown.writing, "the keys act again"
            await shown.press("k")
            assert "how was it paid" not in shown.seen.split("Ask about which?")[1]
            await shown.press("q", "E")
            assert "1 parked question was not asked: k shows it." in shown.seen
            await shown.press("n", "k", "x")
            assert not parked.waiting(shown.state), "answered without being asked"
            await shown.press("u")
            assert len(parked.waiting(shown.state)) == 1


async def test_one_of_several_parked_is_marked_and_dropped_and_leaving_keeps_it(
    acted: Acted,
) -> None:
    async with live(acted) as shown:
        for text in ("first", "second", "third"):
            await shown.note(text)
            await shown.press("a")
        await shown.press("k", "down", "x")
        assert [remark.text for remark in parked.waiting(shown.state)] == ["first", "third"]
        await shown.press("k", "2", "escape")
        assert shown.line.text == "", "nothing was typed, and it is parked still"
        assert len(parked.waiting(shown.state)) == 2
        await shown.note("a note of its own")
        assert not shown.state.questions


async def test_what_is_parked_is_still_what_is_asked_after_a_kill(acted: Acted) -> None:
    for text in ("first", "who", "who signed"):
        acted.do(talk_guards.park, text)
    acted.record.keep_draft("? who signed it", 15, acted.ticker.now)
    async with live(acted) as shown:
        assert "parked >" in shown.seen
        await shown.type(" off")
        await shown.press("enter")
        assert shown.state.questions[-1].text == "who signed it off"
        assert [remark.text for remark in parked.waiting(shown.state)] == ["first", "who"]


async def test_nothing_parked_is_said(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press("k")
        assert "Nothing is parked" in shown.refused


@pytest.mark.parametrize("key", ["u", "f9"])
async def test_undo_takes_back_one_thing_after_another(acted: Acted, key: str) -> None:
    async with live(acted) as shown:
        await shown.press("q", "f")
        await shown.note("compared quotes #p6")
        await shown.press("plus", "a", "m", "enter", "p", "r")
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


async def test_three_hundred_notes_stay_in_order_and_the_last_in_sight(acted: Acted) -> None:
    for number in range(300):
        acted.do(talk_guards.note, f"note {number}")
    async with live(acted) as shown:
        assert "note 299" in shown.seen
        await shown.note("the last one")
        assert "the last one" in shown.seen
        rows = shown.screen.query_one("#talk").rows  # type: ignore[attr-defined]  # a RowList
        assert len(rows) == 301


async def test_what_is_proposed_is_asked_or_another_instead(tmp_path: Path) -> None:
    with closing(Acted(tmp_path, "M1").asking()) as acted:
        for text, aims in (("Narrow?", ("P1",)), ("Wide?", ("P1", "P2")), ("Old one?", ("P3",))):
            acted.do(prepare_guards.plan_question, text, aims)
        acted.record.add(acted.ticker.now, AskedBefore("first", 1, ("old one",)))
        async with live(acted) as shown:
            assert "next   w  2  Wide?  → P1 P2  2 of 7 open" in shown.seen
            await shown.press("o")
            assert "next   w  1  Narrow?  → P1  1 of 7 open, then 1 more" in shown.seen
            await shown.press("w", "w")
            assert [q.text for q in shown.of(QuestionAsked)] == ["Narrow?", "Wide?"]
            assert "no planned question reaches P1-P7 D1 D2 D3" in shown.seen
            await shown.press("w")
            assert "? and a number asks one all the same." in shown.refused
            await shown.press("n")
            await shown.type("?3")
            await shown.press("enter")
            assert "asked at the first attempt" in " ".join(shown.seen.split())
            await shown.type("the first answer was lost")
            await shown.press("enter")
            assert [d.rule for d in shown.of(Deviation)] == ["question asked before"]
            assert [q.planned for q in shown.of(QuestionAsked)] == [1, 2, 3]
