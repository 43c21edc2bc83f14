"""What can be done in quality assurance, and with which key; a part of `screens.actions`."""

from __future__ import annotations

from screens.action import Action

SECOND = (
    Action("second.met", "m", "Met", "Judge the descriptor met.", True),
    Action("second.not_met", "n", "Not met", "Judge the descriptor not met; asks why.", True),
    Action("second.cite", "enter,c", "Notes", "Go to the notes; there, cite the one here.", True),
    Action("second.next_open", "tab", "Next", "Go to the next undecided descriptor.", True),
    Action("second.rationale", "r", "Rationale", "Write why.", True),
    Action("second.finish", "F", "Finish", "Finish the marking; confirmed with y.", True),
    Action("second.text_down", "right", "Text down", "Read on in the text of the descriptor."),
    Action("second.text_up", "left", "Text up", "Go back in the text of the descriptor."),
    Action("second.search", "slash", "Find", "Find words in what was said.", first=True),
    Action("second.undo", "u,f9", "Undo", "Take back the last judgement."),
    Action("second.leave", "h,escape", "Leave", "Leave the marking; everything is kept."),
)
"""On the screen of a second marker."""

COMPARISON = (
    Action("comparison.decide", "enter,d", "Decide", "Decide it, as a third person.", True),
    Action("comparison.next_open", "tab", "Next", "Go to the next that is in dispute.", True),
    Action("comparison.text_down", "right", "Text down", "Read on in the text.", True),
    Action("comparison.text_up", "left", "Text up", "Go back in the text."),
    Action("comparison.leave", "h,escape", "Back", "Back to the journey.", True),
)
"""On the screen that shows what both markers said."""
