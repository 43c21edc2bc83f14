"""The one registry of what the assessor can do, and with which key.

Bindings, footer, `?` help, command palette, the settings file and `docs/keys.md` all come from
here. An action's id is its screen and its name (`live.question`); the method that carries it
out is called `action_` and the name.
"""

from __future__ import annotations

from dataclasses import replace

from screens.action import Action as Action
from screens.action import bindings as bindings
from screens.journey_actions import JOURNEY_GROUPS, JOURNEYS

EVERYWHERE = (
    Action("app.help", "question_mark,f1", "Help", "Show every key of this screen.", True),
    Action("app.palette", "ctrl+p", "Commands", "Find anything that can be done by typing it."),
    Action("app.theme", "ctrl+l", "Theme", "Dark, light, high contrast, the terminal's own."),
    Action("app.shell", "ctrl+z", "Shell", "Go to the shell; `fg` comes back."),
)

LIST = (
    Action("list.up", "up", "Up", "Move up by one line.", call="move(-1)"),
    Action("list.down", "down", "Down", "Move down by one line.", call="move(1)"),
    Action("list.page_up", "pageup", "Page up", "Move up by one page.", call="page(-1)"),
    Action("list.page_down", "pagedown", "Page down", "Move down by one page.", call="page(1)"),
    Action("list.first", "home", "First", "Move to the first line."),
    Action("list.last", "end", "Last", "Move to the last line."),
    Action(
        "list.jump",
        "apostrophe",
        "Jump",
        "Put a letter before each line in sight; typing it goes there.",
        first=True,
    ),
)

HOME = (
    Action("home.open", "enter", "Open", "Open the sitting at the cursor where it stands.", True),
    Action(
        "home.journey", "j", "Journey", "From gateway to certificate: what is done and due.", True
    ),
    Action("home.new", "n", "New", "Enter a new assessment.", True),
    Action("home.edit", "e", "Edit", "Change the assessment at the cursor."),
    Action("home.add", "a", "Add sitting", "Book a sitting for the assessment at the cursor."),
    Action(
        "home.search",
        "slash",
        "Search",
        "Search by name, ULN, employer or provider.",
        True,
        first=True,
    ),
    Action("home.filter", "f", "Filter", "All assessments: open, to judge, due, and all again."),
    Action("home.switch", "tab", "Today / all", "Change between the agenda and all.", True),
    Action("home.record", "r", "Record", "Show the record of the sitting at the cursor."),
    Action("home.exchange", "x", "Exchange", "What has left, what waits, what was refused."),
    Action("home.quit", "q,ctrl+q", "Quit", "Close the program; everything is saved."),
)

FORM = (
    Action("form.next_field", "enter,down", "Next field", "Go to the next field.", True),
    Action("form.field_before", "up", "Field before", "Go back to the field before."),
    Action("form.save", "f2,ctrl+s", "Save", "Save and leave; says what is wrong first.", True),
    Action("form.leave", "escape,f4", "Leave", "Leave; asks where something is unsaved.", True),
)

PREPARE = (
    Action("prepare.answer", "enter", "Answer", "Answer the line at the cursor.", True),
    Action("prepare.no", "x", "Answer no", "Answer the line at the cursor with no.", True),
    Action("prepare.next_part", "tab", "Next part", "Checks, evidence, own questions.", True),
    Action("prepare.go_live", "g", "Go live", "Open the live screen.", True),
    Action("prepare.question", "q", "Question", "Plan a question about the line at the cursor."),
    Action("prepare.bank", "b", "Bank", "Plan every fitting question of your question bank."),
    Action("prepare.script", "y", "Preamble", "Show the preamble, to be read out."),
    Action("prepare.no_show", "N", "No-show", "The apprentice is not there: begin to wait."),
    Action("prepare.undo", "u,f9", "Undo", "Take back the last entry."),
    Action("prepare.hand_over", "H", "Hand over", "Give it to another laptop; confirmed with y."),
    Action("prepare.home", "h,escape", "Home", "Back to the list; everything is saved.", True),
)

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

SCRIPT = (
    Action("script.read", "enter,down", "Read", "Read or seen: goes on to the next.", True),
    Action("script.back", "up", "Back", "Go back to the line before.", True),
    Action("script.close", "q,y,escape", "Close", "Leave; it goes on here the next time.", True),
    Action("script.no", "x", "No", "Room checklist: it is not as it has to be."),
    Action("script.page_down", "pagedown", "Page down", "Look further down.", call="page(1)"),
    Action("script.page_up", "pageup", "Page up", "Look further up.", call="page(-1)"),
)

ROOM = (
    replace(SCRIPT[0], title="Yes"),
    replace(SCRIPT[3], footer=True),
    *SCRIPT[1:3],
)
"""What the bar shows beneath the room checklist."""

WAIT = (
    Action("wait.arrived", "a", "Arrived", "The apprentice came after all.", True),
    Action("wait.script", "y", "What to say", "Show what is said on the telephone.", True),
    Action("wait.no_show", "N", "No-show", "Nobody came; confirmed with y.", True),
    Action("wait.close", "q,escape", "Close", "Leave; the wait goes on.", True),
)

JUDGE = (
    Action("judge.confirm", "enter", "Confirm", "Judge as the live marks propose.", True),
    Action("judge.met", "m", "Met", "Judge the descriptor met.", True),
    Action("judge.not_met", "n", "Not met", "Judge the descriptor not met; asks why.", True),
    Action("judge.rationale", "r", "Rationale", "Write why.", True),
    Action("judge.next_open", "tab", "Next", "Go to the next undecided descriptor.", True),
    Action("judge.seal", "S", "Seal", "Sign the sitting off; confirmed with y.", True),
    Action("judge.feedback", "f", "Feedback", "Write feedback on this descriptor."),
    Action("judge.overall_feedback", "o", "Overall", "Write feedback on the whole sitting."),
    Action("judge.loose", "l", "Loose notes", "Look at the notes that support nothing."),
    Action("judge.deviation", "d", "Deviation", "Record what departed from the plan."),
    Action("judge.closing", "y,k", "Closing", "Show the closing words, to be read out."),
    Action("judge.text_down", "right", "Text down", "Read on in the text of the descriptor."),
    Action("judge.text_up", "left", "Text up", "Go back in the text of the descriptor."),
    Action("judge.undo", "u,f9", "Undo", "Take back the last judgement or text."),
    Action("judge.record", "v", "Record", "Show the record."),
    Action("judge.hand_over", "H", "Hand over", "Give it to another laptop; confirmed with y."),
    Action("judge.home", "h,escape", "Home", "Back to the list; everything is saved."),
)

LOOSE = (
    Action("loose.attach", "enter,t", "Attach", "Attach the note to a descriptor or KSB.", True),
    Action("loose.aside", "x", "Set aside", "Say that the note supports nothing.", True),
    Action("loose.undo", "u,f9", "Undo", "Take back the last entry.", True),
    Action("loose.close", "l,q,escape", "Close", "Back to the judgements.", True),
)

RECORD = (
    Action(
        "record.filter", "slash", "Filter", "Filter the timeline by word or kind.", True, first=True
    ),
    Action("record.trace", "t", "Trace", "From a descriptor to its notes and minutes.", True),
    Action("record.export", "x", "Export", "Write the result as JSON.", True),
    Action("record.judge", "j", "Judgements", "Show the judgements.", True),
    Action("record.copy", "y", "Copy", "Copy the line at the cursor to the clipboard.", True),
    Action("record.home", "h,escape", "Home", "Back to the list.", True),
    Action("record.reopen", "O", "Reopen", "Break the seal for a reason; confirmed with y."),
    Action("record.withdraw", "W", "Withdraw", "Take the result back; a reason, then y."),
    Action("record.take_back", "H", "Take back", "Go on here after a handover; a reason, then y."),
)

TRACE = (
    Action("trace.text_down", "right", "Text down", "Read on in the trace.", True),
    Action("trace.text_up", "left", "Text up", "Go back in the trace.", True),
    Action("trace.close", "t,q,escape", "Close", "Back to the record.", True),
)

EXCHANGE = (
    Action("exchange.send", "s", "Send now", "Send what waits for this destination.", True),
    Action("exchange.again", "R", "Send refused", "Send what was refused once more.", True),
    Action("exchange.text_down", "right", "Text down", "Read on in the text below.", True),
    Action("exchange.text_up", "left", "Text up", "Go back in the text below."),
    Action("exchange.home", "h,escape", "Home", "Back to the list; sending goes on.", True),
)

ALL = (
    *EVERYWHERE,
    *LIST,
    *HOME,
    *FORM,
    *PREPARE,
    *LIVE,
    *DIGITS,
    *NOTE,
    *CHECKLIST,
    *SCRIPT,
    *WAIT,
    *JUDGE,
    *LOOSE,
    *RECORD,
    *TRACE,
    *EXCHANGE,
    *JOURNEYS,
)
"""Every action of the program."""

BY_ID = {action.id: action for action in ALL}
"""Every action under its id."""

GROUPS = {
    "app": "Everywhere",
    "home": "Home",
    "form": "Forms",
    "prepare": "Prepare",
    "live": "Live",
    "note": "The note line",
    "checklist": "Checklist",
    "script": "Scripts and room",
    "wait": "Waiting",
    "judge": "Judge",
    "loose": "Loose notes",
    "record": "Record",
    "trace": "Trace",
    "exchange": "Exchange",
    **JOURNEY_GROUPS,
    "list": "Lists",
}
"""Headings of the help."""
