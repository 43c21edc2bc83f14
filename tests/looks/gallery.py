"""The page of all screens: `docs/screens.md`, written from here."""

from __future__ import annotations

from collections.abc import Iterable

from tests.looks.drawing import FIRST, SIZES

GALLERY: dict[str, dict[str, str]] = {
    "The list": {
        "home": "What is booked, and what has begun.",
        "home_due": "What is due or overdue, after the sittings of today.",
        "home_filter": "Everybody of whom something is due.",
        "home_all": "All of it, sealed ones too.",
        "home_search": "Looking for a name.",
        "home_empty": "A store in which nothing is yet.",
        "home_which": "An assessment with two sittings: which one?",
        "home_elsewhere": "A sitting that goes on on another laptop, and one that is adjourned.",
        "palette": "Every action by name.",
        "help_": "The keys of the screen that is shown.",
        "covered": "Any screen but the live one, hidden from other eyes by `F8`.",
    },
    "Booking": {
        "form": "An apprentice and the standard.",
        "form_wrong": "What is missing, said where it is missing.",
        "form_begun": "What can no longer be changed once a sitting has begun.",
        "form_left": "Leaving a form that is not saved.",
        "sitting_form": "A sitting: method, time, adjustments.",
    },
    "Around the sittings": {
        "journey": "The whole way of an assessment, part by part: the certificate can be claimed.",
        "journey_timeline": "Everything that was recorded of it, in order.",
        "gateway": "A second submission: what is checked, what is open, and how long is left.",
        "gateway_tick": "What is so is ticked: by Space, or by its number.",
        "adjusting": "What is approved, and what waits for a decision.",
        "adjusting_approve": "An approval: effects, and where it is kept.",
        "meeting": "The planning meeting: its clock, and the agenda, one key for each line.",
        "meeting_over": "Past its time.",
        "portfolio": "The pieces of a portfolio, and what none of them claims.",
        "journey_conduct": "What went otherwise than it should: the result is held.",
        "journey_suspicion": "A suspicion is reported: facts and times, no finding.",
        "again": "A failed project is sat again, under circumstances that lift cap and period.",
        "again_agree": "The employer agrees to a re-sit or re-take.",
        "journey_project": "The project and what was counted of its report.",
        "journey_results": "The overall grade, what was published, and what is overdue.",
        "results_publish": "A result was published: which, and when.",
        "journey_papers": "Which papers can be made.",
        "paper_form": "A paper is written: which, how, where to.",
    },
    "Before": {
        "prepare": "The checks before the start.",
        "prepare_late": "The EPA period is over: told loudly, blocked never.",
        "prepare_report_late": "The report came late and is too long: known at the start.",
        "prepare_evidence": "Evidence in the portfolio, by code.",
        "prepare_piece": "A piece is listed with a KSB that there is none of.",
        "prepare_report": "What the report evidences.",
        "prepare_questions": "Own questions and those of the bank.",
        "prepare_planned": "The questions as they are proposed.",
        "room": "Identity and room, ticked.",
        "waiting": "Waiting for somebody who has not come.",
        "teleprompter": "What is read out at the beginning.",
    },
    "Live": {
        "live": "A discussion: clock, codes not heard, what to ask next, notes.",
        "live_waiting": "Before the first phase.",
        "live_listening": "Listening to the presentation.",
        "live_door": "The stem that leads to a distinction; two codes credited by a digit.",
        "live_moved": "A note moved back and its kind changed; the recording is off.",
        "live_signal": "Five minutes are left.",
        "live_stocktake": "The stocktake at half time.",
        "checklist": "The checklist: every code with its words.",
        "choose_parked": "What was parked, to be asked now.",
        "live_paused": "Paused.",
        "live_overtime": "Past the allotted time.",
        "live_over_ceiling": "Past the ceiling.",
        "live_ended": "The phase is over.",
        "live_blank": "Names and words hidden, the clock goes on.",
        "live_refused": "A key that cannot be taken says why.",
        "live_adjourned": "Adjourned, to go on another day.",
        "live_elsewhere": "Handed over: the other laptop goes on.",
        "handed_over": "What to do on the other laptop.",
        "dialog_incident": "An incident, in the wording of the assessor's own folder.",
    },
    "Questions to the assessor": {
        "dialog_confirm": "Yes or no.",
        "dialog_ask": "A line of words.",
        "dialog_choose": "One of a few.",
        "dialog_read": "Something to read.",
    },
    "After": {
        "judge": "The criteria, each with its notes.",
        "judge_writing": "The words for a judgement.",
        "judge_doubted": "Feedback that blames where the judgement is met.",
        "judge_deviation": "Fewer questions than the plan asks for: why?",
        "judge_closing": "What is still to be done before the seal.",
        "judge_shut": "Sealed: nothing is changed any more.",
        "loose_notes": "Notes that support no judgement.",
        "loose_attached": "A note is attached to a code.",
        "sealing": "The grade, and how the rules come to it.",
        "sealing_refused": "What stands in the way of the seal.",
    },
    "The record": {
        "record": "Every entry, below the chart of heard and judged codes over time.",
        "record_live": "The record of a sitting that goes on.",
        "record_handed": "The record of a sitting that was handed over.",
        "record_taken_back": "Handed over and taken back.",
        "record_withdrawn": "Withdrawing a result.",
        "trace": "One judgement, back to the words it rests on.",
    },
    "Quality assurance": {
        "second_marking": "A second marker judges on the same notes, and on nothing else.",
        "second_marking_warned": "From the journey, which tells the grade, it is not blind.",
        "comparison": "What both said, once both are done.",
    },
    "Sending": {
        "exchange": "What left, what waits, and why.",
        "exchange_nowhere": "No destination is named.",
    },
    "Practice": {
        "practice": "The keys, asked for one by one.",
        "practice_score": "What was missed.",
    },
}
"""Sections, the scenes of each, and what is seen there."""


def page() -> str:
    """Return the page: each scene at the smallest usual size, and links to the other sizes."""
    return "\n".join(_lines())


def _lines() -> Iterable[str]:
    yield "# Every screen, at every size\n"
    yield (
        "Drawn by the running program (`make looks`); a test holds each to what it draws today."
        " The names and sittings are made up. What is shown is 80 columns wide and 24 lines high;"
        " below each are the other sizes.\n"
    )
    for heading, scenes in GALLERY.items():
        yield f"## {heading}\n"
        for name, caption in scenes.items():
            others = " · ".join(
                f"[{size}](pictures/{file_name(name, size)})" for size in SIZES if size != FIRST
            )
            yield f"**{caption}**\n"
            yield f"![{caption}](pictures/{file_name(name, FIRST)})\n"
            yield f"{others}\n"


def file_name(name: str, size: str) -> str:
    """Return the name of the picture of a scene at a size."""
    return f"{name}-{size}.svg"
