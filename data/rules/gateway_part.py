"""Gateway as a part of the journey: what is known of it, and what can be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from data.record.journey.gateway import Submission
from data.record.journey.machine import ACCEPTED, AT_GATEWAY
from data.rules import gateway_guards as guards
from data.rules.booked_before import gateway_booked
from data.rules.days import day_written, iso_written
from data.rules.gateway import answered, known_of, lacking, lateness, window_tone, window_words
from data.rules.journey_view import JourneyView
from data.rules.period import period_tone, period_words
from data.rules.standing import OVER
from data.rules.step import Ask, Choice, Fact, Given, Outcome, Part, Step
from data.standards.journey import GatewayCheck

_DAY = "e.g. 12/05/2026"


# --- What is known -----------------------------------------------------------------------------


def _line(view: JourneyView) -> Fact:
    last = view.state.gateway.last
    if last is None:
        if view.gateway_on is None:
            return Fact("", "not submitted", "muted")
        return _with_period(view, f"{day_written(view.gateway_on)} by booking")
    if last.outcome == ACCEPTED:
        return _with_period(view, f"accepted {iso_written(last.decided_on)}")
    if last.outcome:
        return Fact("", f"rejected {iso_written(last.decided_on)}: {last.reason}", "warn")
    if view.at != AT_GATEWAY:
        return Fact("", f"submitted {iso_written(last.on)}, not decided", "muted")
    found = lacking(view, last)
    left = len(found.unanswered) + len(found.no)
    checks = f"{left} of {len(view.journey.gateway.checks)} checks open"
    window = window_words(view, last).partition(", to be")[0]
    told = f"{window}; {checks if left else 'all checks answered'}"
    return Fact("", told, window_tone(view, last))


def _with_period(view: JourneyView, words: str) -> Fact:
    """Return the gateway with the end of the period; the days that are left stand elsewhere."""
    ends = f"; period to {day_written(view.epa_ends_on)}" if view.epa_ends_on else ""
    return Fact("", f"{words}{ends}", _period(view).tone if ends else "")


def _period(view: JourneyView) -> Fact:
    """Return the EPA period as a line; it presses only while something is to be assessed."""
    if view.epa_ends_on is None:
        return Fact("EPA period", "begins when gateway is accepted", "muted")
    if view.at in OVER:
        return Fact("EPA period", f"ends {day_written(view.epa_ends_on)}")
    tone = period_tone(view.epa_ends_on, view.today)
    return Fact("EPA period", period_words(view.epa_ends_on, view.today), tone)


def _facts(view: JourneyView) -> Sequence[Fact]:
    return tuple(_told(view))


def _told(view: JourneyView) -> Iterator[Fact]:
    submissions = view.state.gateway.submissions
    last = view.state.gateway.last
    if last is None and view.gateway_on:
        yield Fact("Gateway", f"{day_written(view.gateway_on)}, by the booking; not recorded here")
    elif last is None:
        yield Fact("Gateway", "not submitted", "muted")
    else:
        yield from _submission(view, last)
    yield _period(view)
    if last is not None or view.gateway_on is None:
        yield from (_check(view, check, last) for check in view.journey.gateway.checks)
    for before in reversed(submissions[:-1]):
        yield Fact("Earlier submission", _history(before), "muted")


def _submission(view: JourneyView, last: Submission) -> Iterator[Fact]:
    by = f" by {last.by}" if last.by else ""
    yield Fact("Submitted", f"{iso_written(last.on)}{by}")
    if not last.outcome and view.at != AT_GATEWAY:
        return
    if not last.outcome:
        yield Fact("Window", window_words(view, last), window_tone(view, last))
        return
    accepted = last.outcome == ACCEPTED
    told = f"{iso_written(last.decided_on)} by {last.decided_by}{lateness(view, last)}"
    yield Fact(
        "Accepted" if accepted else "Rejected",
        f"{told}{f': {last.reason}' if last.reason else ''}",
        "good" if accepted else "warn",
    )


def _check(view: JourneyView, check: GatewayCheck, last: Submission | None) -> Fact:
    """Return a check with its answer, what was said with it, and what the record knows of it."""
    answer = answered(view, check, last) if last else None
    known = known_of(view, check, last)
    told = "; ".join(part for part in (answer.detail if answer else "", known) if part)
    words = f"{check.text}{f' ({told})' if told else ''}"
    if answer is None:
        return Fact(f" .   {check.name}", words, "muted")
    if answer.ok:
        return Fact(f" yes {check.name}", words, "good")
    return Fact(f" NO  {check.name}", words, "warn" if check.typically else "loud")


def _history(submission: Submission) -> str:
    outcome = submission.outcome.removeprefix("gateway ")
    told = f"submitted {iso_written(submission.on)}, {outcome} {iso_written(submission.decided_on)}"
    return f"{told} by {submission.decided_by}: {submission.reason}"


# --- What can be done --------------------------------------------------------------------------


def _submit_asks(view: JourneyView) -> Sequence[Ask]:
    began = view.state.gateway.programme_on
    return (
        Ask("on", "Submitted on", "day", _DAY, value="today", since=""),
        Ask("by", "Submitted by", hint="the training provider", needed=False),
        Ask(
            "began",
            "On programme since",
            "day",
            "the first day of training",
            needed=False,
            value=iso_written(began) if began else "",
            since="",
        ),
    )


def _submit(view: JourneyView, given: Given) -> Outcome:
    began = given["began"]
    same = began is not None and began.isoformat() == view.state.gateway.programme_on
    bodies = guards.submit(view, given["on"], given["by"], began)
    return Outcome(bodies[:1] if same else bodies)


def _began_asks(view: JourneyView) -> Sequence[Ask]:
    began = view.state.gateway.programme_on
    value = iso_written(began) if began else ""
    hint = "the first day of training"
    return (Ask("on", "On programme since", "day", hint, value=value, since=""),)


def _began(view: JourneyView, given: Given) -> Outcome:
    return Outcome((guards.programme(view, given["on"]),))


def _check_asks(view: JourneyView) -> Sequence[Ask]:
    checks = [check for check in view.journey.gateway.checks if check.by != "months"]
    choices = tuple(
        Choice(check.name, f"{check.name}: {check.asks or check.text}") for check in checks
    )
    return (
        Ask("check", "Check", "choice", choices=choices, value=_first_open(view)),
        Ask("ok", "Is it so?", "yes"),
        Ask("detail", "Detail", hint="what was seen, or what is missing", needed=False),
    )


def _first_open(view: JourneyView) -> str:
    """Return the first check that nobody has answered; where all are answered, none."""
    last = view.state.gateway.last
    checks = (check for check in view.journey.gateway.checks if check.by != "months")
    return next((one.name for one in checks if last and not answered(view, one, last)), "")


def _check_one(view: JourneyView, given: Given) -> Outcome:
    return Outcome((guards.check(view, given["check"], given["ok"], given["detail"]),))


def _tick_asks(view: JourneyView) -> Sequence[Ask]:
    checks = guards.open_checks(view)
    choices = tuple(Choice(check.name, check.text) for check in checks)
    names = ", ".join(check.name for check in checks)
    # What was so at the submission before is proposed; nothing else is answered by mere Enter.
    value = " ".join(check.name for check in checks if guards.was_yes(view, check.name))
    return (Ask("checks", "Yes to", "many", names, choices=choices, value=value),)


def _tick(view: JourneyView, given: Given) -> Outcome:
    return Outcome(guards.tick(view, given["checks"]))


def _no_tick(view: JourneyView) -> str:
    nothing = "" if guards.open_checks(view) else "No check is left that a yes alone answers."
    return guards.why_no_decision(view) or nothing


def _decision_asks(view: JourneyView, reason: Ask) -> Sequence[Ask]:
    return (
        Ask("on", "Decided on", "day", _DAY, value="today"),
        Ask("by", "Decided by", hint="a name", value=view.assessor),
        reason,
    )


def _accept_asks(view: JourneyView) -> Sequence[Ask]:
    return _decision_asks(
        view, Ask("reason", "Reason", hint="only where fewer months are enough", needed=False)
    )


def _accept(view: JourneyView, given: Given) -> Outcome:
    body = guards.accept(view, given["on"], given["by"], given["reason"])
    body = replace(body, before=gateway_booked(view))
    return Outcome(
        (body,),
        {"gateway_on": body.on, "epa_ends_on": body.ends_on},
        told=f"Gateway is accepted. The EPA period ends {iso_written(body.ends_on)}.",
    )


def _reject_asks(view: JourneyView) -> Sequence[Ask]:
    return _decision_asks(view, Ask("reason", "Reason", hint="what the courtesy e-mail says"))


def _reject(view: JourneyView, given: Given) -> Outcome:
    body = guards.reject(view, given["on"], given["by"], given["reason"])
    return Outcome(
        (body,),
        told="Gateway is rejected. Send the provider the courtesy e-mail with this reason.",
    )


PART = Part(
    "gateway",
    "Gateway",
    _line,
    _facts,
    (
        Step(
            "gateway.submit",
            "Submit",
            "The documents of the gateway came in: the time to decide it begins.",
            _submit_asks,
            _submit,
            guards.why_no_submission,
        ),
        Step(
            "gateway.began",
            "Start of programme",
            "Says when the apprentice came on programme: the months are counted from it.",
            _began_asks,
            _began,
            guards.why_no_programme,
        ),
        Step(
            "gateway.tick",
            "Answer yes",
            "Answers several checks with yes at once.",
            _tick_asks,
            _tick,
            _no_tick,
        ),
        Step(
            "gateway.check",
            "Answer a check",
            "Answers one check with yes or no, with what was seen.",
            _check_asks,
            _check_one,
            guards.why_no_decision,
        ),
        Step(
            "gateway.accept",
            "Accept",
            "The apprentice is through gateway: the EPA period begins on that day.",
            _accept_asks,
            _accept,
            guards.why_no_decision,
        ),
        Step(
            "gateway.reject",
            "Reject",
            "The submission is not accepted; it may be submitted again.",
            _reject_asks,
            _reject,
            guards.why_no_decision,
        ),
    ),
)
"""The part."""
