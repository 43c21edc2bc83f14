"""What can be done around the sittings, and with which key; a part of `screens.actions`."""

from __future__ import annotations

from screens.action import Action
from screens.quality_actions import COMPARISON, SECOND

JOURNEY = (
    Action("journey.step", "enter", "Do", "Choose what to do in the part at the cursor.", True),
    Action("journey.text_down", "right", "Text down", "Read on in the text of the part.", True),
    Action("journey.text_up", "left", "Text up", "Go back in the text of the part."),
    Action("journey.timeline", "v", "Timeline", "Everything that was recorded, in order.", True),
    Action("journey.undo", "u,f9", "Undo", "Take back what was recorded last; confirmed with y."),
    Action("journey.home", "h,escape", "Home", "Back to the list; everything is saved.", True),
)

MEETING = (
    Action("meeting.begin", "s", "Begin", "Begin the meeting: the clock runs.", True),
    Action(
        "meeting.tick", "enter", "Tick", "Tick the line at the cursor; a digit does it too.", True
    ),
    Action("meeting.book", "b", "Book a sitting", "Give a sitting its day, time and place.", True),
    Action("meeting.end", "e", "End", "End the meeting: who was present?", True),
    Action("meeting.undo", "u,f9", "Undo", "Take back the newest tick, else the begin."),
    Action("meeting.move", "m", "Meeting time", "Book the meeting, or give it another time."),
    Action("meeting.missed", "N", "Did not come", "Record who did not come to the meeting."),
    Action("meeting.close", "h,escape", "Back", "Back to the journey; the clock goes on.", True),
)

PORTFOLIO = (
    Action("portfolio.piece", "enter", "Piece", "List or change the piece at the cursor.", True),
    Action(
        "portfolio.remove", "d", "Remove", "Take the piece off the list; confirmed with y.", True
    ),
    Action("portfolio.import", "i", "Import", "List the pieces of a table (CSV).", True),
    Action("portfolio.close", "h,escape", "Back", "Back to the journey.", True),
)

JOURNEYS = (*JOURNEY, *MEETING, *PORTFOLIO, *SECOND, *COMPARISON)
"""Every action of the journey and of its parts."""

JOURNEY_GROUPS = {
    "journey": "Journey",
    "meeting": "Planning meeting",
    "portfolio": "Portfolio",
    "second": "Second marking",
    "comparison": "Comparison",
}
"""Headings of the help."""
