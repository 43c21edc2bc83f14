"""Adjustments and special considerations as a part of the journey: effects, never reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from data.record.journey.adjusting import (
    AdjustingApproved,
    AdjustingConsidered,
    Consideration,
    Request,
)
from data.record.journey.machine import (
    CERTIFICATED,
    CLAIMED,
    CONFIRMED,
    PERIOD_OVER,
    WITHDRAWN,
)
from data.rules import adjusting_guards as guards
from data.rules.again import nothing_to_sit
from data.rules.arrangements import also_of, arrangements_written, breaks_of
from data.rules.booked_before import adjustment_booked
from data.rules.counts import counted
from data.rules.days import iso_written
from data.rules.extra_time import extra_written, read_share
from data.rules.journey_view import JourneyView
from data.rules.refused import refuse_if
from data.rules.step import Ask, Choice, Fact, Given, Outcome, Part, Step

_ENDED = frozenset({CLAIMED, CERTIFICATED, WITHDRAWN, PERIOD_OVER})
_DAY = "e.g. 12/05/2026"
_EFFECT = "the effect, never the reason"


# --- What is known -----------------------------------------------------------------------------


def _effects(view: JourneyView) -> str:
    effects = (extra_written(view.extra_per_mille), *arrangements_written(view.breaks))
    return ", ".join(effect for effect in effects if effect)


def _line(view: JourneyView) -> Fact:
    effects = _effects(view)
    left = len(guards.waiting(view)) + len(guards.raised(view))
    if left:
        told = f"; {effects}" if effects else ""
        return Fact("", f"{counted(left, 'request')} not decided{told}", "warn")
    return Fact("", effects or "none", "" if effects else "muted")


def _facts(view: JourneyView) -> Sequence[Fact]:
    return tuple(_told(view))


def _told(view: JourneyView) -> Iterator[Fact]:
    effects = _effects(view)
    yield Fact("Approved now", effects or "none", "" if effects else "muted")
    if view.adjustment_reference:
        yield Fact("Under", view.adjustment_reference)
    if guards.stands_elsewhere(view):
        yield Fact(
            "Changed since", "in the form or by a file of bookings, not by a step here", "warn"
        )
    state = view.state.adjusting
    for number, request in enumerate(state.requests, start=1):
        yield _request_fact(number, request)
    for number, each in enumerate(state.considerations, start=1):
        yield _special_fact(view, number, each)
    if view.gateway_on and view.gateway_on <= view.today:
        yield Fact("Gateway is over", "a change needs the reference of its decision", "muted")


def _request_fact(number: int, request: Request) -> Fact:
    by = f" by {request.by}" if request.by else ""
    asked = f"{request.effect}; asked for {iso_written(request.on)}{by}"
    return _decided(f"Request {number}", asked, request)


def _special_fact(view: JourneyView, number: int, each: Consideration) -> Fact:
    told = guards.consideration_words(view, each) + (f" by {each.by}" if each.by else "")
    return _decided(f"Special {number}", f"{told}{f': {each.effect}' if each.effect else ''}", each)


def _decided(label: str, asked: str, found: Request | Consideration) -> Fact:
    if not found.outcome:
        return Fact(label, f"{asked}; not decided", "warn")
    under = f" under {found.reference}" if found.reference else ""
    decided = f"{found.outcome} {iso_written(found.decided_on)} by {found.decided_by}{under}"
    good = found.outcome in ("approved", "given")
    return Fact(label, f"{asked}; {decided}", "good" if good else "")


# --- What can be done --------------------------------------------------------------------------


def _ended(view: JourneyView) -> str:
    """Say why nothing can be raised any more; empty while a result can still change."""
    return (
        f"The assessment is {view.at}: nothing is adjusted any more." if view.at in _ENDED else ""
    )


def _no_sitting_left(view: JourneyView) -> str:
    """Say why no adjustment can be asked for; empty while a sitting may still be held."""
    if view.at == CONFIRMED:
        return "The overall grade is confirmed: no sitting is left to adjust."
    return _ended(view) or nothing_to_sit(view)


def _request_asks(view: JourneyView) -> Sequence[Ask]:
    del view
    return (
        Ask("on", "Asked for on", "day", _DAY, value="today"),
        Ask("effect", "What is asked for", hint=_EFFECT),
        Ask("by", "Asked for by", hint="the training provider", needed=False),
    )


def _request(view: JourneyView, given: Given) -> Outcome:
    refuse_if(_no_sitting_left(view))
    return Outcome((guards.request(view, given["on"], given["effect"], given["by"]),))


def _numbers(waiting: Mapping[int, str]) -> tuple[tuple[Choice, ...], str]:
    """Return what waits as choices, and which is proposed: the only one."""
    choices = tuple(Choice(str(number), f"{number}: {words}") for number, words in waiting.items())
    return choices, choices[0].code if len(choices) == 1 else ""


def _approve_asks(view: JourneyView) -> Sequence[Ask]:
    choices, only = _numbers(guards.waiting(view))
    special = {each.effect for each in view.state.adjusting.considerations if each.live}
    also = ", ".join(each for each in also_of(view.breaks) if each not in special)
    extra = f"{view.extra_per_mille / 10:g}" if view.extra_per_mille else ""
    return (
        Ask("request", "Request", "choice", needed=False, choices=choices, value=only),
        Ask("extra", "Extra time, %", hint="e.g. 25 for a quarter more", needed=False, value=extra),
        Ask("breaks", "Breaks", hint="e.g. 3 x 5 min", needed=False, value=breaks_of(view.breaks)),
        Ask("also", "Also", hint="e.g. questions in writing", needed=False, value=also),
        Ask("reference", "Approved under", hint="reference of the decision"),
        *_decision(),
    )


def _decision() -> tuple[Ask, Ask]:
    # Who assesses never decides of an adjustment, so nobody's name is proposed.
    return (
        Ask("by", "Decided by", hint="a name of the organisation"),
        Ask("on", "Decided on", "day", _DAY, value="today"),
    )


def _approve(view: JourneyView, given: Given) -> Outcome:
    refuse_if(_no_sitting_left(view))
    body = AdjustingApproved(
        on=given["on"].isoformat(),
        by=given["by"],
        reference=given["reference"],
        extra_per_mille=read_share(given["extra"]),
        breaks=given["breaks"],
        also=given["also"],
        number=int(given["request"] or 0),
        before=adjustment_booked(view),
    )
    return Outcome((body,), guards.approve(view, body))


def _decline_asks(view: JourneyView) -> Sequence[Ask]:
    choices, only = _numbers(guards.waiting(view))
    return (
        Ask("request", "Request", "choice", choices=choices, value=only),
        Ask("reference", "Decided under", hint="reference of the decision", needed=False),
        *_decision(),
    )


def _decline(view: JourneyView, given: Given) -> Outcome:
    number = int(given["request"])
    return Outcome((guards.decline(view, given["on"], given["by"], number, given["reference"]),))


def _raise_asks(view: JourneyView) -> Sequence[Ask]:
    methods = tuple(Choice(each.code, each.short) for each in view.standard.methods)
    return (
        Ask("on", "Asked for on", "day", _DAY, value="today"),
        Ask("method", "About", "choice", needed=False, choices=methods),
        Ask("by", "Asked for by", hint="the apprentice or the provider", needed=False),
    )


def _raise(view: JourneyView, given: Given) -> Outcome:
    refuse_if(_ended(view))
    return Outcome((guards.raise_special(view, given["on"], given["method"] or "", given["by"]),))


def _consider_asks(view: JourneyView) -> Sequence[Ask]:
    choices, only = _numbers(guards.raised(view))
    return (
        Ask("special", "Which", "choice", choices=choices, value=only),
        Ask("given", "Is it given?", "yes"),
        Ask("effect", "What is done", hint=_EFFECT, needed=False),
        Ask("live", "Show at the sittings", "yes", needed=False, value="no"),
        Ask("reference", "Decided under", hint="reference of the decision", needed=False),
        *_decision(),
    )


def _consider(view: JourneyView, given: Given) -> Outcome:
    body = AdjustingConsidered(
        on=given["on"].isoformat(),
        by=given["by"],
        number=int(given["special"]),
        given=given["given"],
        effect=given["effect"],
        reference=given["reference"],
        live=(live := bool(given["live"]) and given["given"]),
        before=adjustment_booked(view) if live else (),
    )
    return Outcome((body,), guards.consider(view, body))


def _no_request(view: JourneyView) -> str:
    return "" if guards.waiting(view) else "No request waits for a decision."


def _no_special(view: JourneyView) -> str:
    return "" if guards.raised(view) else "No special consideration waits for a decision."


PART = Part(
    "adjusting",
    "Adjustments",
    _line,
    _facts,
    (
        Step(
            "adjusting.request",
            "Request",
            "A reasonable adjustment was asked for: type its effect, never the reason.",
            _request_asks,
            _request,
            _no_sitting_left,
        ),
        Step(
            "adjusting.approve",
            "Approve",
            "All that is approved, from now on: type effects, never the reason.",
            _approve_asks,
            _approve,
            _no_sitting_left,
        ),
        Step(
            "adjusting.decline",
            "Decline",
            "A request was not approved.",
            _decline_asks,
            _decline,
            _no_request,
        ),
        Step(
            "adjusting.raise",
            "Raise consideration",
            "Special consideration is asked for; what happened stands in the sitting's record.",
            _raise_asks,
            _raise,
            _ended,
        ),
        Step(
            "adjusting.consider",
            "Decide consideration",
            "Special consideration was decided: type its effect, never the reason.",
            _consider_asks,
            _consider,
            _no_special,
        ),
    ),
)
"""The part."""
