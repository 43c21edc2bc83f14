"""What is known of the conduct of an assessment, in facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.record.journey.cases import OVER, Case
from data.record.journey.conduct import AssessmentWithdrawn, InterestDeclared, Suspicion
from data.record.journey.machine import PERIOD_OVER, WITHDRAWN
from data.rules import case_guards, conduct_guards
from data.rules.conduct_guards import OTHER
from data.rules.counts import counted
from data.rules.days import sentence, told
from data.rules.journey_view import JourneyView
from data.rules.step import Fact

_NO_SHOW, _ABANDONED = "no-show", "abandoned"


def line(view: JourneyView) -> Fact:
    """Return what matters most of it, in a few words."""
    conduct = view.state.conduct
    if conduct.held:
        return Fact("", f"held since {told(conduct.held_since)}", "loud")
    if conduct.withdrawn:
        return Fact("", f"withdrawn on {told(conduct.withdrawn.on)}", "warn")
    if conduct_guards.hindrance(conduct, view.assessor):
        return Fact("", "an interest stands in the way", "loud")
    words = [_open(conduct.complaints, "complaint"), _open(conduct.appeals, "appeal")]
    if known := [word for word in words if word]:
        return Fact("", ", ".join(known), "warn")
    shows = len(_ended(view, _NO_SHOW))
    if shows:
        return Fact("", counted(shows, "no-show"), "warn")
    recorded = conduct.interests or conduct.suspicions or conduct.complaints or conduct.appeals
    return Fact("", "nothing is open" if recorded else "nothing recorded", "muted")


def _open(cases: Sequence[Case], what: str) -> str:
    number = sum(case.at not in OVER for case in cases)
    return counted(number, f"open {what}") if number else ""


def facts(view: JourneyView) -> list[Fact]:
    """Return all that is known of it."""
    conduct = view.state.conduct
    known = [Fact("Result", conduct_guards.held_words(conduct), "loud")] if conduct.held else []
    known += [_interest(declared) for declared in conduct.interests]
    if not conduct.interests:
        known.append(Fact("Interests", "no declaration beyond those of the sittings", "muted"))
    known += [fact for one in conduct.suspicions for fact in _suspicion(one)]
    known += _attendance(view)
    known += [_case("Complaint", case) for case in conduct.complaints]
    known += [_case("Appeal", case, _until(view, case)) for case in conduct.appeals]
    if conduct.appeals and view.journey.conduct.appeal_days is None:
        words = "no deadline is set in the file of the journey"
        known.append(Fact("Appeals until", words, "muted"))
    if conduct.withdrawn:
        known.append(_withdrawal(view, conduct.withdrawn))
    return known


def conduct_at_start(view: JourneyView) -> tuple[Fact, ...]:
    """Return what an assessor has to know before a sitting begins; nothing where all is well."""
    told_first = []
    if view.at in (WITHDRAWN, PERIOD_OVER):
        words = "nothing is to be sat any more; ask your organisation before you start"
        told_first.append(Fact(sentence(view.at_name), words, "loud"))
    if view.state.conduct.held:
        words = "held; what you seal stays here until it is released"
        told_first.append(Fact("Result", words, "warn"))
    return tuple(told_first)


def _interest(declared: InterestDeclared) -> Fact:
    on = f", {told(declared.on)}"
    if not declared.interest:
        return Fact("Interests", f"{declared.person}: none{on}", "good")
    words = f"{declared.person}: an interest{on}"
    if declared.instead:
        words += f"; {declared.instead} assesses instead"
    if declared.reference:
        return Fact("Interests", f"{words}; decision {declared.reference}", "warn")
    return Fact("Interests", f"{words}; no decision yet", "warn" if declared.instead else "loud")


def _suspicion(one: Suspicion) -> Iterator[Fact]:
    raised, answered = one.raised, one.answered
    kept = f", reference {raised.reference}" if raised.reference else ""
    words = f"{told(raised.on)}, by {raised.by}{kept}: {raised.facts}"
    yield Fact(f"Suspicion {one.number}", words, "" if answered else "warn")
    if answered is None:
        return
    under = f", {answered.reference}" if answered.reference else ""
    words = f"{answered.outcome}, {told(answered.on)}, by {answered.by}{under}"
    yield Fact("Answered", words)


def _attendance(view: JourneyView) -> Iterator[Fact]:
    """Go through the attempts that ended without a grade."""
    shows, limit = _ended(view, _NO_SHOW), view.journey.conduct.no_shows
    if shows:
        ask = f": ask the organisation how it goes on after {limit}" if len(shows) >= limit else ""
        yield Fact("No-show", f"{', '.join(shows)}{ask}", "loud" if ask else "warn")
    if left := _ended(view, _ABANDONED):
        yield Fact("Abandoned", ", ".join(left), "warn")


def _ended(view: JourneyView, stage: str) -> list[str]:
    return [
        f"{one.method} attempt {one.number}" + (f", {told(one.ended_on)}" if one.ended_on else "")
        for one in view.attempts
        if one.stage == stage
    ]


def _case(name: str, case: Case, until: str = "") -> Fact:
    parts = [f"{case.at} since {told(case.last_on)}", f"from {case.by}, {told(case.on)}{until}"]
    if case.dealt:
        newest = case.dealt[-1]
        people = f"{newest.by} with {newest.independent}" if newest.independent else newest.by
        parts.append(f"by {people}" + (f": {newest.words}" if newest.words else ""))
    words = f"{'; '.join(parts)}. About: {case.about}"
    return Fact(f"{name} {case.number}", words, "muted" if case.at in OVER else "warn")


def _until(view: JourneyView, case: Case) -> str:
    until = case_guards.appeal_until(view, case)
    return f" (possible until {told(until.isoformat())})" if until else ""


def _withdrawal(view: JourneyView, body: AssessmentWithdrawn) -> Fact:
    listed = {one.name: one.text for one in view.journey.conduct.withdrawals}
    why = ["" if body.reason == OTHER else listed.get(body.reason, body.reason), body.words]
    words = f"{told(body.on)}, by {body.by}: {'; '.join(filter(None, why))}"
    return Fact("Withdrawn", words, "warn")
