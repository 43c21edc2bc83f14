"""The part of the journey about conduct: its facts, and its steps.

What may be recorded is decided by `data.rules.conduct_guards` and `data.rules.case_guards`.
"""

from __future__ import annotations

from collections.abc import Sequence

from data.record.journey.cases import APPEAL_MOVES, COMPLAINT_MOVES, OVER, Case
from data.record.journey.machine import Move
from data.rules import case_guards, conduct_guards
from data.rules.case_guards import STEP_WORDS
from data.rules.conduct_facts import facts, line
from data.rules.journey_view import JourneyView
from data.rules.step import Ask, Choice, Part, Since, Step


def _day(view: JourneyView, label: str, since: Since = "programme") -> Ask:
    return Ask("on", label, "day", value=f"{view.today:%d/%m/%Y}", since=since)


def _person(label: str, value: str = "") -> Ask:
    return Ask("by", label, hint="a name", value=value)


def _declaration(view: JourneyView) -> list[Ask]:
    return [
        Ask("person", "Whose declaration", hint="a name", value=view.assessor),
        Ask("interest", "Is there an interest?", "yes"),
        Ask("reference", "Decision, reference", hint="that they may all the same", needed=False),
        Ask("instead", "Who assesses instead", hint="a name", needed=False),
        _day(view, "Declared on", since=""),
    ]


def _suspecting(view: JourneyView) -> list[Ask]:
    return [
        _person("Reported by", view.assessor),
        Ask("at", "Seen on", "moment"),
        Ask("facts", "Facts and times", hint="what was seen and heard, no finding"),
        Ask("reference", "Case, reference", hint="of the organisation", needed=False),
    ]


def _releasing(view: JourneyView) -> list[Ask]:
    outcomes = tuple(Choice(code, words) for code, words in conduct_guards.OUTCOMES.items())
    return [
        Ask(
            "number", "Suspicion", "whole", hint="its number, where several are open", needed=False
        ),
        _person("Decided by"),
        Ask("outcome", "Outcome", "choice", choices=outcomes),
        Ask("reference", "Case, reference", needed=False),
        _day(view, "Decided on"),
    ]


def _withdrawing(view: JourneyView) -> list[Ask]:
    listed = view.journey.conduct.withdrawals
    reasons = tuple(Choice(one.name, one.text) for one in listed)
    return [
        Ask("reason", "Reason", "choice", choices=reasons),
        Ask("words", "In words", needed=False),
        _person("Withdrawn by"),
        _day(view, "Withdrawn on"),
    ]


def _complaining(view: JourneyView) -> list[Ask]:
    return [_person("Who complains"), Ask("about", "About what"), _day(view, "Received on")]


def _appealing(view: JourneyView) -> list[Ask]:
    return [
        _person("Who appeals"),
        Ask("about", "Against what"),
        Ask("result", "Day of the result", "day", "where it is one", needed=False, since="gateway"),
        _day(view, "Lodged on", "gateway"),
    ]


def _going_on(view: JourneyView, moves: tuple[Move, ...], cases: Sequence[Case]) -> list[Ask]:
    """Return what is asked for a step of a case; the steps that come next stand first."""
    open_ones = [case.at for case in cases if case.at not in OVER]
    following = [move.name for move in moves if move.before in open_ones]
    names = dict.fromkeys([*following, *(move.name for move in moves)])
    steps = tuple(Choice(name, STEP_WORDS[name]) for name in names)
    return [
        Ask("number", "Number", "whole", hint="where several are open", needed=False),
        Ask("step", "What is done", "choice", choices=steps),
        _person("Done by"),
        Ask("words", "In words", needed=False),
        _day(view, "Done on"),
    ]


def _complaint_asks(view: JourneyView) -> list[Ask]:
    return _going_on(view, COMPLAINT_MOVES, view.state.conduct.complaints)


def _appeal_asks(view: JourneyView) -> list[Ask]:
    asks = _going_on(view, APPEAL_MOVES, view.state.conduct.appeals)
    told_of = "not connected; to decide"
    asks.insert(3, Ask("independent", "With whom", hint=told_of, needed=False))
    return asks


PART = Part(
    "conduct",
    "Conduct",
    line,
    facts,
    (
        Step(
            "conduct.declare",
            "Declare an interest",
            "Records whether somebody has an interest in this apprentice, employer or provider; an "
            "assessor who has one needs the organisation's decision.",
            _declaration,
            conduct_guards.declare,
        ),
        Step(
            "conduct.suspect",
            "Report a suspicion",
            "Records facts and times of suspected malpractice, and holds the result. Whether it "
            "was malpractice is decided by others.",
            _suspecting,
            conduct_guards.suspect,
        ),
        Step(
            "conduct.release",
            "Release the result",
            "Records how a suspicion was answered, by somebody who neither assessed nor reported "
            "it; the result can leave then.",
            _releasing,
            conduct_guards.release,
            conduct_guards.not_held,
        ),
        Step(
            "conduct.complaint",
            "Record a complaint",
            "Records that somebody complained.",
            _complaining,
            case_guards.complain,
        ),
        Step(
            "conduct.complaint-step",
            "Go on with a complaint",
            "Takes a complaint one step further, up to its decision and close.",
            _complaint_asks,
            case_guards.move_complaint,
            lambda view: case_guards.no_case(view.state.conduct.complaints, "complaint"),
        ),
        Step(
            "conduct.appeal",
            "Record an appeal",
            "Records that somebody appealed against a result or a decision.",
            _appealing,
            case_guards.appeal,
        ),
        Step(
            "conduct.appeal-step",
            "Go on with an appeal",
            "Takes an appeal one step further. Two people decide: one with no interest in it, and "
            "one who is not connected with the organisation.",
            _appeal_asks,
            case_guards.move_appeal,
            lambda view: case_guards.no_case(view.state.conduct.appeals, "appeal"),
        ),
        Step(
            "conduct.withdraw",
            "Withdraw assessment",
            "Records that the whole assessment does not go on. A result that was sent is taken "
            "back at its sitting instead.",
            _withdrawing,
            conduct_guards.withdraw,
            conduct_guards.no_withdrawal,
        ),
    ),
)
"""Interests, suspicions, attendance, complaints, appeals and withdrawal."""
