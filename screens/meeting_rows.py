"""What the screen of the planning meeting writes: its clock, and the lines of the agenda.

Pure functions from a view and an instant; `screens.meeting` shows them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from textual.content import Content

from data.record.instant import Instant
from data.record.journey.planning import Meeting
from data.record.phase_clock import MINUTE, ClockState
from data.rules.agenda_facts import agenda_facts
from data.rules.journey_view import JourneyView
from data.rules.meeting import closed_to_sittings, closed_when_begun, closed_without_meeting
from data.rules.moments import moment_said
from data.rules.planning_part import held_day
from screens.action import Action
from screens.journey_actions import MEETING
from screens.keys_now import key_for
from screens.prepare_rows import gap_row
from screens.widgets.clock_facts import SOON_MS, ClockFacts
from screens.widgets.columns import MUTED
from screens.widgets.page import stored
from screens.widgets.row_list import Row
from screens.widgets.times import left, span, wall

COLUMNS = 90
"""Cells from which the facts stand beside the lines of the agenda, and not below them."""

BEGIN, TICK, BOOK, END, UNDO, MOVE, MISSED, CLOSE = MEETING

_TITLE = "Planning meeting"


def shown_meeting(view: JourneyView) -> Meeting | None:
    """Return the meeting that the screen is about: the open one, else the last that was held."""
    return view.state.planning.open or view.state.planning.held


def meeting_clock(view: JourneyView, now: Instant) -> ClockFacts:
    """Return what the clock shows of the meeting at an instant.

    Args:
        view: The assessment.
        now: The instant.
    """
    meeting, allotted = shown_meeting(view), view.journey.planning.meeting_minutes * MINUTE
    asked = _asked(view, meeting)
    if meeting is None or not (meeting.started or meeting.held):
        closed = closed_when_begun(view)
        ends = "" if closed else f"{key_for('meeting.begin')} begins the meeting"
        return ClockFacts(_TITLE, ClockState.WAITING, left(allotted), ends, asked=asked)
    elapsed = meeting.elapsed(now)
    if meeting.held:
        ends = f"held {held_day(meeting)}"
        return ClockFacts(_TITLE, ClockState.ENDED, span(elapsed), ends, asked=asked)
    remaining = allotted - elapsed
    ends = f"{'ends' if remaining >= 0 else 'time was up'} {wall(now.wall + remaining)}"
    state = ClockState.RUNNING if remaining >= 0 else ClockState.OVERTIME
    lasted = f"{span(elapsed)} of {span(allotted)}"
    soon = 0 <= remaining <= SOON_MS
    return ClockFacts(
        _TITLE, state, left(remaining), ends, discretion=lasted, asked=asked, soon=soon
    )


def keys_of(view: JourneyView) -> tuple[Action, ...]:
    """Return the keys that matter now: before the meeting, in it, or after it."""
    meeting, book = view.state.planning.open, () if closed_to_sittings(view) else (BOOK,)
    if meeting and meeting.started:
        return (TICK, *book, END, UNDO, CLOSE)
    before = () if closed_when_begun(view) else (BEGIN, MOVE)
    missed = () if closed_without_meeting(view) else (MISSED,)
    return (*before, *missed, *book, CLOSE)


def _asked(view: JourneyView, meeting: Meeting | None) -> str:
    lines = view.journey.planning.agenda
    ticked = meeting.ticked if meeting else {}
    return f"agenda {sum(line.name in ticked for line in lines)}/{len(lines)}"


def booking_line(view: JourneyView) -> Content:
    """Return when and where the meeting is booked; who was there once it is over."""
    meeting = shown_meeting(view)
    if meeting is None and (reason := closed_when_begun(view)):
        return Content(reason).stylize(MUTED)
    if meeting is None:
        return Content(f"Not booked. {key_for('meeting.move')} books it.").stylize(MUTED)
    if meeting.present:
        return stored(f"Present: {meeting.present}", MUTED)
    parts = [moment_said(meeting.at) if meeting.at else "without a booking", meeting.place]
    return stored("   ".join(filter(None, parts)), MUTED)


def agenda_rows(view: JourneyView, width: int, *, spaced: bool = False) -> list[Row]:
    """Return the lines of the agenda, each with its key, its tick and what is known beside it.

    Args:
        view: The assessment.
        width: Cells of a line.
        spaced: With an empty line between two.
    """
    meeting, facts = shown_meeting(view), agenda_facts(view)
    ticked = meeting.ticked if meeting else {}
    rows: list[Row] = []
    for number, line in enumerate(view.journey.planning.agenda, start=1):
        if spaced and rows:
            rows.append(gap_row(line.name))
        label = _label(number, ticked.get(line.name), slim=width < COLUMNS // 2 + 10)
        text = Content(line.text).stylize("" if line.name in ticked else "bold")
        lines = _lines(label, text, stored(facts.get(line.name, ""), MUTED), width)
        rows.append(Row(line.name, Content("\n").join(lines)))
    return rows


def _label(number: int, at: Instant | None, *, slim: bool) -> Content:
    """Return the key of a line and when it was ticked, in a margin of its own."""
    key = (f"{number}  ", "bold $accent") if number <= 9 else ("   ", "")
    if slim:
        return Content.assemble(key, ("● " if at else "○ ", "$text-success" if at else ""))
    time = f"● {wall(at.wall, seconds=False)} " if at else "○".ljust(8)
    return Content.assemble(key, (time, "$text-success" if at else ""))


def _lines(label: Content, text: Content, fact: Content, width: int) -> Iterator[Content]:
    """Go through the lines of one row, as wide as there is room for."""
    margin = label.cell_length
    room = max(12, width - margin - 1)
    if width < COLUMNS:
        left_lines = [*text.wrap(room), *(fact.wrap(room) if fact else [])]
        right_lines: list[Content] = []
        column = room
    else:
        column = room * 12 // 25
        left_lines = list(text.wrap(column))
        right_lines = list(fact.wrap(room - column - 2)) if fact else []
    for place, (one, other) in enumerate(zip_longest(left_lines, right_lines)):
        start = label if not place else Content(" " * margin)
        whole = one or Content("")
        if other:
            whole = whole.pad_right(column - whole.cell_length + 2) + other
        yield start + whole
