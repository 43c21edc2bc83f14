"""The second marking: blind at every turn, and kept at every key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import TextArea

from data.record.entries import Mark
from data.record.journey.quality import Marking
from data.rules import clock_guards, judging, sealing, talk_guards
from epa_tui.journeys import open_journey
from epa_tui.quality import Sheets
from screens.marking_desk import JourneyDesk
from screens.second_marking import SecondMarking
from tests.screens.acted import Acted, Around, seen
from tests.screens.judging import press
from tests.screens.marked import MARKER, second

WHY, FEEDBACK = "RATIONALE-OF-FIRST", "FEEDBACK-OF-FIRST"


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    """A fail with tags of every sign, rationales, feedback and thoughts outside of the phases."""
    made = Acted(tmp_path / "home", given_names="Fabla", family_name="Fixture")
    made.store.save_bookings([replace(made.record.assessment, assessor="Pat Pretend")], [])
    made.do(talk_guards.note, "THOUGHT-BEFORE of the report")
    made.asking()
    for number, sign in enumerate(("+", "-", "?", "", "+", "-")):
        made.wait(2).do(talk_guards.ask, f"How did Fabla plan week {number}?", aims=("P4",))
        marks = (Mark("P4", sign), Mark("S7", sign))
        made.wait(1).do(talk_guards.note, f"fixture said {number}", marks)
    made.over().do(clock_guards.end_sitting, "completed")
    made.do(talk_guards.note, "THOUGHT-AFTER: weak on P4")
    for note in judging.unattached(made.record.state):
        made.do(judging.set_aside, note.seq)
    made.do(judging.give_feedback, "P4", FEEDBACK)
    for descriptor in made.record.state.criteria:
        met = descriptor.code not in ("P4", "D1")
        made.do(judging.judge, descriptor.code, met, "" if met else WHY)
    made.do(sealing.seal, "DECLARATION-OF-FIRST")
    yield made
    made.close()


def _on_disk(acted: Acted) -> Marking:
    record = open_journey(acted.store, acted.record.assessment.id)
    found = record.state.quality.marking_of(acted.record.sitting.id)
    assert found is not None
    return found


def _leaks(shown: str) -> list[str]:
    """Return what of the first marker, or of the apprentice, can be seen."""
    of_first = ("OF-FIRST", "THOUGHT", "fail", "Pretend", "Pat", "Fabla", "Fixture", "not heard")
    found = [word for word in of_first if word.casefold() in shown.casefold()]
    return found + re.findall(r"#\w+[-+?]?|\b[PDKSB]\d+[-+?](?![A-Z])", shown)


async def test_nothing_of_the_first_marker_is_seen_at_any_size_on_any_turn(acted: Acted) -> None:
    app = Around(SecondMarking(second(acted)))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        for keys in (("enter", "down", "enter"), ("escape", "down", "right")):
            for size in ((80, 24), (40, 12), (120, 40)):
                await pilot.resize_terminal(*size)
                assert not _leaks(seen(app)), (size, keys)
            await press(pilot, *keys)
            assert not _leaks(seen(app)), keys
        await press(pilot, "r")
        assert not _leaks(seen(app))
        await press(pilot, "escape", "u", "F", "y")
        shown = seen(app)
        assert not _leaks(shown)
        assert not any(_leaks(sentence) for sentence in app.refused)
        assert MARKER in shown
        assert "[apprentice] said 0" in shown
        assert "undecided" in shown


async def test_the_screen_is_the_same_whatever_the_first_marker_said(tmp_path: Path) -> None:
    drawn = []
    for place, failed in enumerate(((), ("P1", "D2"))):
        made = Acted(tmp_path / str(place))
        made.heard()
        for note in judging.unattached(made.record.state):
            made.do(judging.set_aside, note.seq)
        made.sealed(*failed)
        app = Around(SecondMarking(second(made)))
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            drawn.append(seen(app))
        made.close()
    assert drawn[0] == drawn[1]


async def test_every_key_is_on_the_disk_when_it_returns(acted: Acted) -> None:
    app = Around(SecondMarking(second(acted)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "m")
        assert _on_disk(acted).judged["P1"].met is True
        await press(pilot, "enter", "c", "down", "c", "escape")
        assert len(_on_disk(acted).judgements["P2"].notes) == 2
        assert _on_disk(acted).judgements["P2"].met is None
        await press(pilot, "m")
        assert len(_on_disk(acted).judged["P2"].notes) == 2
        await press(pilot, "n")
        app.screen.query_one(TextArea).insert("no week was named")
        await press(pilot, "enter")
        assert _on_disk(acted).judged["P3"].rationale == "no week was named"
        await press(pilot, "u")
        assert set(_on_disk(acted).judged) == {"P1", "P2"}


async def test_a_rationale_that_is_left_waits_in_the_record_until_there_is_a_verdict(
    acted: Acted,
) -> None:
    app = Around(SecondMarking(second(acted)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "n")
        app.screen.query_one(TextArea).insert("thin on the second half, but the schedule was his")
        await pilot.pause()
        assert "thin on" in _on_disk(acted).judgements["P1"].rationale  # while it is typed
        await press(pilot, "escape")
        assert "waits for a verdict" in seen(app)
        await press(pilot, "m")
        kept = _on_disk(acted).judged["P1"]
        assert (kept.met, kept.rationale.split()[0]) == (True, "thin")


async def test_it_goes_on_where_it_was_left_and_ends_when_all_is_judged(acted: Acted) -> None:
    codes = [one.code for one in acted.record.state.criteria]
    second(acted, met=codes[:-1])
    record = open_journey(acted.store, acted.record.assessment.id)
    sheet = Sheets(acted.store).of(record, "M1", acted.ticker())
    desk = JourneyDesk(record, acted.record.sitting.id, sheet.paper(), acted.ticker)
    app = Around(SecondMarking(desk))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert f"9 of 10 judged; left: {codes[-1]}" in seen(app)
        await press(pilot, "F", "y")
        assert f"Not judged yet: {codes[-1]}" in app.refused[-1]
        await press(pilot, "m", "F", "n")
        assert _on_disk(acted).done is None
        await press(pilot, "F", "y")
        assert not isinstance(app.screen, SecondMarking)
    done = _on_disk(acted).done
    assert done is not None
    assert done.grade == "distinction"


async def test_words_of_a_note_are_found_and_the_search_is_left_again(acted: Acted) -> None:
    app = Around(SecondMarking(second(acted)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "slash", *"said 3")
        shown = seen(app)
        assert "said 3" in shown and "plan week 3" in shown
        assert "said 2" not in shown and "plan week 2" not in shown
        await press(pilot, "enter", "c")
        assert len(_on_disk(acted).judgements["P1"].notes) == 1
        await press(pilot, "escape", "escape")
        assert "said 2" in seen(app)
        await press(pilot, "m")
        assert _on_disk(acted).judged["P1"].met is True
