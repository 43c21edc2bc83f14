"""What can be done around the sittings, and with which key; a part of `screens.actions`."""

from __future__ import annotations

from screens.action import Action

JOURNEY = (
    Action("journey.step", "enter", "Do", "Choose what to do in the part at the cursor.", True),
    Action("journey.text_down", "right", "Text down", "Read on in the text of the part.", True),
    Action("journey.text_up", "left", "Text up", "Go back in the text of the part."),
    Action("journey.timeline", "v", "Timeline", "Everything that was recorded, in order.", True),
    Action("journey.home", "h,escape", "Home", "Back to the list; everything is saved.", True),
)

JOURNEYS = (*JOURNEY,)
"""Every action of the journey and of its parts."""

JOURNEY_GROUPS = {
    "journey": "Journey",
}
"""Headings of the help."""
