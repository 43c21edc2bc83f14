"""An incident keeps its time at one key; what is typed then are its words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.record.entries import Incident, Noted
from tests.screens.acted import MINUTE, Acted
from tests.screens.living import closing, live


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    with closing(Acted(tmp_path, "M2").asking()) as made:
        yield made


@pytest.mark.parametrize("key", ["m", "f7"])
async def test_an_incident_keeps_its_time_and_gets_its_words(acted: Acted, key: str) -> None:
    async with live(acted) as shown:
        await shown.go(MINUTE)
        await shown.press(key)
        assert "incident > !" in shown.seen
        assert [remark.clock_ms for remark in shown.state.incidents] == [MINUTE]
        await shown.go(40_000)
        await shown.type("their line dropped")
        await shown.press("enter")
        (incident,) = shown.state.incidents
        assert (incident.text, incident.clock_ms) == ("their line dropped", MINUTE)
        assert not shown.writing
        assert "> n" not in shown.seen
        await shown.note("they are back")
        assert [note.text for note in shown.of(Noted)] == ["they are back"]


@pytest.mark.parametrize("keys", [("enter",), ("escape",), ("backspace", "enter")])
async def test_an_incident_without_words_stays_as_it_was_kept(
    acted: Acted, keys: tuple[str, ...]
) -> None:
    async with live(acted) as shown:
        await shown.press("m", *keys, "q")
        (incident,) = shown.state.incidents
        assert incident.text == ""
        assert shown.state.main_asked == 1
        assert shown.line.text == ""
    async with live(acted) as shown:
        assert not shown.writing


async def test_an_incident_in_the_middle_of_a_note_leaves_the_note(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press("n")
        await shown.type("half")
        await shown.press("f7")
        await shown.type("way")
        await shown.press("enter")
        assert len(shown.of(Incident)) == 1
        assert [note.text for note in shown.of(Noted)] == ["halfway"]


async def test_between_two_notes_the_line_stays_after_an_incident(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press("n", "f7")
        await shown.type("fire drill")
        await shown.press("enter")
        await shown.type("and on")
        await shown.press("enter")
        assert [remark.text for remark in shown.state.incidents] == ["fire drill"]
        assert [note.text for note in shown.of(Noted)] == ["and on"]


async def test_a_note_typed_over_the_incident_is_a_note(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press("m", "ctrl+u")
        await shown.type("compared quotes")
        await shown.press("enter")
        await shown.type("! rain")
        await shown.press("enter")
        assert [remark.text for remark in shown.state.incidents] == ["", "rain"]
        assert [note.text for note in shown.of(Noted)] == ["compared quotes"]


async def test_words_of_an_incident_taken_back_meanwhile_are_kept(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press("m")
        await shown.type("their line")
        await shown.press("f9", "enter")
        assert [remark.text for remark in shown.state.incidents] == ["their line"]


async def test_a_digit_puts_a_wording_into_the_line_which_can_be_changed(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press("m")
        assert "1 their line dropped" in shown.hint
        assert "9 suspicion of malpractice" in shown.hint
        await shown.go(MINUTE)
        await shown.press("2", "enter")
        await shown.press("m", "4")
        assert "their line dropped" not in shown.hint
        await shown.type(" and left")
        await shown.press("enter")
        await shown.press("m")
        await shown.type("0 or 3 people were heard")
        await shown.press("enter")
        assert [remark.text for remark in shown.state.incidents] == [
            "our line dropped",
            "somebody came in and left",
            "0 or 3 people were heard",
        ]
        assert shown.state.incidents[0].clock_ms == 0, "the time of the key, not of the words"
        await shown.press("n")
        await shown.type("5")
        await shown.press("enter")
        assert [note.text for note in shown.of(Noted)] == ["5"], "a note is a note"
