from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.content import Content

from data.rules import clock_guards, prepare_guards, undoing
from screens.widgets.timeline import matching, timeline, timeline_rows
from tests.screens.acted import Acted


@pytest.fixture
def acted(tmp_path: Path) -> Acted:
    return Acted(tmp_path / "home")


def test_the_phase_clock_stands_beside_each_entry_and_stops_in_a_pause(acted: Acted) -> None:
    acted.asking().noted("one").wait(1).do(clock_guards.pause, "welfare").wait(5)
    acted.noted("in the pause").do(clock_guards.resume).noted("two")
    clocks = {line.text: line.clock_ms for line in timeline(acted.record.state)}
    assert clocks["one"] == 60_000
    assert clocks["in the pause"] == 120_000
    assert clocks["The clock goes on"] == 120_000
    assert clocks["two"] == 180_000
    assert clocks["alone: yes"] is None


def test_an_undone_pause_never_stopped_the_clock(acted: Acted) -> None:
    acted.asking().wait(1).do(clock_guards.pause, "welfare").wait(2).do(undoing.undo).noted("on")
    lines = {line.kind: line for line in timeline(acted.record.state)}
    assert lines["pause"].undone
    assert lines["note"].clock_ms == 4 * 60_000


def test_a_filter_wants_every_word_in_any_case(acted: Acted) -> None:
    acted.asking().noted("Compared three quotes").noted("compared nothing").asked(1)
    lines = timeline(acted.record.state)
    assert [line.text for line in matching(lines, "NOTE compared quotes")] == [
        "Compared three quotes"
    ]
    assert matching(lines, "  ") == lines
    assert matching(lines, "no such words") == ()


def test_each_day_has_a_heading(acted: Acted) -> None:
    acted.asking().over().wait(24 * 60).noted("the day after")
    rows = timeline_rows(timeline(acted.record.state), 80, date(2026, 5, 21))
    headings = [row.content.plain for row in rows if row.heading]
    assert headings == [" Yesterday  Wed 20 May", " Today  Thu 21 May"]


@pytest.mark.parametrize("width", [20, 40, 59, 60, 80, 120])
def test_a_narrow_list_keeps_time_kind_and_text(acted: Acted, width: int) -> None:
    acted.asking().noted("quotes")
    rows = timeline_rows(timeline(acted.record.state), width, date(2026, 5, 20))
    note = rows[-1].content
    assert isinstance(note, Content)
    assert "note" in note.plain and "quotes" in note.plain
    assert ("1:00" in note.plain.split()) == (width >= 60)


def test_a_copied_line_says_all_there_is(acted: Acted) -> None:
    acted.asking().noted("wrong").do(undoing.undo)
    line = timeline(acted.record.state)[-2]
    assert line.plain().endswith("[1:00] undone: note: wrong")
    assert line.plain().startswith(f"{line.entry.seq}  2026-05-20 ")


def test_a_note_says_where_it_is_in_which_of_several_recordings(acted: Acted) -> None:
    acted.asking().do(prepare_guards.set_recording, 133_000).noted("in the first")
    acted.do(prepare_guards.set_recording, 10_000).noted("in the second")
    told = [line.text for line in timeline(acted.record.state) if line.kind == "note"]
    assert told == ["in the first  (rec 1 00:03:13)", "in the second  (rec 2 00:01:10)"]
