"""The recording may drop and start again: every note says in which one it is heard."""

from __future__ import annotations

from pathlib import Path

from data.record.entries import RecordingSet
from screens.widgets.recording_words import in_recording
from tests.screens.acted import MINUTE, Acted
from tests.screens.living import Live, closing, live


async def typed(shown: Live, counter: str) -> None:
    await shown.press("v")
    await shown.type(counter)
    await shown.press("enter")


async def test_a_recording_drops_and_another_begins(tmp_path: Path) -> None:
    with closing(Acted(tmp_path, "M2").asking()) as acted:
        async with live(acted) as shown:
            await typed(shown, "x")
            assert "No recording runs" in shown.refused
            await typed(shown, "02:13")
            assert "rec 2:13" in shown.seen
            await shown.go(MINUTE)
            await shown.note("in the first")
            await typed(shown, "off")
            assert "REC OFF" in shown.seen
            await shown.go(MINUTE)
            await shown.note("between the two")
            await shown.press("v")
            assert "this begins another one" in shown.seen
            await shown.type("010")
            await shown.press("enter")
            assert "rec 2 00:00:10" in shown.seen
            await shown.go(MINUTE)
            await shown.note("in the second")
            told = [in_recording(shown.state, note) for note in shown.state.notes.values()]
            assert told == ["rec 1 00:03:13", "rec off", "rec 2 00:01:10"]
            await typed(shown, "5")
            assert "Type what the counter shows" in shown.seen
            await shown.press("backspace")
            await shown.type("0005")
            await shown.press("enter")
            assert shown.state.segments == 3, "a counter that began anew is another recording"
            assert len(shown.of(RecordingSet)) == 3
