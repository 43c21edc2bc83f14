"""One key moves the last note, repeats tags, or says whose words it has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events

from data.record.entries import Mark, NoteAmended, NoteShifted, TagsRepeated
from tests.screens.acted import MINUTE, Acted
from tests.screens.living import closing, live

EARLIER = "left_square_bracket"


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    with closing(Acted(tmp_path, "M2").asking()) as made:
        yield made


async def test_a_note_moves_from_both_hands_and_says_so(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press(EARLIER)
        assert "There is no note yet" in shown.refused
        await shown.go(2 * MINUTE)
        await shown.press("n")
        await shown.type("they sign each sheet")
        await shown.press("enter", "ctrl+t")
        assert shown.writing, "the line stays open"
        await shown.press(
            "enter", "left_square_bracket", "right_square_bracket", "left_square_bracket"
        )
        assert [body.by_ms for body in shown.of(NoteShifted)] == [-15_000, -15_000, 15_000, -15_000]
        assert "1:30" in shown.seen
        assert "they sign each sheet  moved -0:30" in shown.seen
        await shown.press("u", "u", "u", "u")
        assert next(iter(shown.state.notes.values())).shifted_ms == 0


async def test_where_no_row_has_room_it_is_told(acted: Acted) -> None:
    async with live(acted, size=(40, 8)) as shown:
        await shown.go(MINUTE)
        await shown.note("they sign each sheet #p1")
        await shown.press(EARLIER)
        assert "at 0:45, -0:15" in shown.seen


async def test_tags_are_repeated_by_a_key_and_in_the_line(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press("n")
        await shown.type("three quotes #p6+ #k3")
        await shown.press("enter")
        await shown.type("and a fourth")
        await shown.press("enter", "enter", "d")
        (repeated,) = shown.of(TagsRepeated)
        assert repeated.marks == (Mark("P6", "+"), Mark("K3"))
        assert "P6+ K3  and a fourth" in shown.seen
        await shown.press("u")
        assert "Undone: same tags: P6+ K3" in shown.seen
        assert "P6+ K3  and a fourth" not in shown.seen
        shown.window.clear_notifications()
        await shown.press("n")
        await shown.type("a fifth #")
        assert "Tab #= the tags of the note before: P6+ K3" in shown.hint
        for key in ("tab", "enter"):
            shown.window.post_message(events.Key(key, None))
        await shown.pilot.pause()
        note = shown.state.notes[max(shown.state.notes)]
        assert (note.text, note.marks) == ("a fifth", (Mark("P6", "+"), Mark("K3")))


async def test_whose_words_a_note_has_is_turned_by_one_key(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.note("we overspent")
        await shown.press("quotation_mark")
        assert shown.of(NoteAmended)[-1].verbatim
        assert '"we overspent"' in shown.seen
        await shown.press("quotation_mark")
        assert '"we overspent"' not in shown.seen
