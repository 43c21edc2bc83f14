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
from screens.live_actions import CHECKLIST as CHECKLIST
from screens.live_actions import DIGITS as DIGITS
from screens.live_actions import LIVE as LIVE
from screens.live_actions import NOTE as NOTE

EVERYWHERE = (
    Action("app.help", "question_mark,f1", "Help", "Show every key of this screen.", True),
    Action(
        "app.privacy",
        "f8",
        "Privacy",
        "Hide what is on the screen; the same key shows it again.",
        first=True,
    ),
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
