"""What can be done while a sitting is live: on its screen, in the note line and the checklist.

A part of the registry `screens.actions`, which everything else reads.
"""

from __future__ import annotations

from screens.action import Action

LIVE = (
    Action("live.start", "s", "Start", "Start the next phase: the clock runs.", True),
    Action("live.question", "q,f2", "Question", "Count a main question, now.", True),
    Action("live.follow_up", "f,f3", "Follow-up", "Note a follow-up to the open question.", True),
    Action("live.planned", "w,f4", "As planned", "Ask the proposed question word for word."),
    Action("live.other", "o", "Other proposal", "Propose another planned question to ask next."),
    Action(
        "live.note",
        "n,i",
        "Note",
        "Open the note line; Enter saves, Enter again leaves.",
        True,
        first=True,
    ),
    Action("live.tag", "t", "Tag", "Tag the last note with a code.", first=True),
    Action("live.stronger", "plus,equals_sign", "Stronger", "Mark the last tag as sufficient."),
    Action("live.weaker", "minus", "Weaker", "Mark the last tag as counter-evidence."),
    Action("live.unclear", "x", "Unclear", "Mark the last tag as unclear: probe."),
    Action("live.ditto", "d", "Same tags", "Give the last note the tags of the one before it."),
    Action(
        "live.earlier",
        "left_square_bracket,ctrl+t",
        "Earlier",
        "Move the last note back by 15 seconds; Ctrl+T works while typing too.",
    ),
    Action("live.later", "right_square_bracket", "Later", "Move the last note on by 15 seconds."),
    Action(
        "live.verbatim",
        "quotation_mark",
        "Verbatim",
        "Their own words in the last note, or the gist.",
    ),
    Action("live.checklist", "c,f10", "Checklist", "Show or hide the KSB checklist.", True),
    Action("live.park", "a", "Ask later", "Park what was just heard, to ask about it."),
    Action("live.lift", "l", "Door", "Ask what leads through the door that has just opened."),
    Action("live.stocktake", "g", "Stocktake", "A glance at what is left; any key closes it."),
    Action("live.parked", "k", "Parked", "Choose what was parked, and ask about it."),
    Action("live.pause", "p,f5", "Pause", "Stop the clock; the same key lets it go on."),
    Action("live.back_date", "P", "Back-date", "Pause from a moment ago: asks how many seconds."),
    Action("live.resume", "r", "Resume", "Let the clock go on."),
    Action("live.extend", "e,f6", "Extend", "Let the apprentice finish; again: another reason."),
    Action(
        "live.incident",
        "m,exclamation_mark,f7",
        "Incident",
        "Keep the time of an incident; what is typed then are its words.",
        first=True,
    ),
    Action("live.blank", "b,f8", "Privacy", "Hide everything but the clock."),
    Action("live.undo", "u,f9", "Undo", "Take back the last entry; it stays in the record."),
    Action("live.recording", "v", "Recording", "Type the recording's counter, or x: it stopped."),
    Action("live.end_phase", "E", "End phase", "End the phase; confirmed with y."),
    Action("live.script", "y", "Script", "Show the preamble, or after the end the closing."),
    Action("live.no_show", "N", "No-show", "The apprentice is not there: begin to wait."),
    Action("live.adjourn", "J", "Adjourn", "Go on another day; a reason, then y."),
    Action("live.abandon", "A", "Abandon", "End the sitting before its time; confirmed with y."),
    Action("live.hand_over", "H", "Hand over", "Give it to another laptop; confirmed with y."),
    Action("live.judge", "j", "Judge", "Go to the judgements, when the last phase is over."),
    Action("live.home", "h", "Home", "Back to the list; the clock goes on."),
)

NOTE = (
    Action("note.complete", "tab", "Complete", "Take the first completion of the tag."),
    Action("note.leave", "escape", "Keys", "Leave the line; the text stays in it."),
)

_REASONS = ("technical failure", "comfort break", "adjustment break", "welfare", "other")
"""The reasons of the rules (`data.rules.clock_guards.REASONS`), which are too slow to load here."""


def _digit(number: int) -> Action:
    """Return what a digit does: credit while the clock runs, a reason while it is paused."""
    reason = _REASONS[number - 1] if number <= len(_REASONS) else ""
    paused = f" While paused: the reason is {reason}." if reason else ""
    return Action(
        f"live.digit_{number}",
        str(number),
        f"Credit {number}",
        f"Credit the open descriptor that shows a {number}.{paused}",
        call=f"digit({number})",
    )


DIGITS = tuple(_digit(number) for number in range(1, 10))
"""Credit in one key; while the clock is paused the first ones say why."""

CHECKLIST = (
    Action("checklist.tick", "enter,x", "Tick", "Heard; again to take it back.", True),
    Action("checklist.sufficient", "plus,equals_sign", "Sufficient", "Heard and sufficient."),
    Action("checklist.counter", "minus", "Against", "Heard, and it speaks against."),
    Action("checklist.unclear", "z", "Unclear", "Heard, but unclear: probe."),
    Action("checklist.whole", "d", "Full text", "Show the statement at the cursor whole."),
    Action("checklist.filter", "slash", "Filter", "Filter by code or by words.", first=True),
    Action("checklist.close", "c,f10,escape", "Close", "Back to the notes."),
)
