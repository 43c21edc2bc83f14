"""The part of the journey after the sittings: grade, results and certificate, as facts and steps.

What may be done is said by `data.rules.confirming`, `publishing` and `certificate`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from data.rules import certificate
from data.rules.confirming import confirm, to_confirm
from data.rules.days import day_written, iso_written
from data.rules.due import CLAIM, REPLACEMENT, RESULT, due_words, left_words
from data.rules.dues import dues, replacement_due
from data.rules.journey_view import JourneyView
from data.rules.publishing import publish, refuse_to_publish
from data.rules.refused import Refused
from data.rules.results import derived, held, holds, unpublished, unsealed
from data.rules.standing import Attempt, code_of
from data.rules.step import Ask, Choice, Fact, Given, Outcome, Part, Step, Tone

_MINE = (RESULT, CLAIM, REPLACEMENT)
_CHANGED = "no longer holds: a sealed record was changed since"


def _line(view: JourneyView) -> Fact:
    """Say where the result stands: what is overdue before all else."""
    late = next((due for due in dues(view) if due.what in _MINE and due.on < view.today), None)
    if late:
        what = due_words(late.what, late.method, short=True)
        return Fact("", f"{left_words(late.on, view.today)}: {what}", "loud")
    return _stands(view)


def _stands(view: JourneyView) -> Fact:
    results = view.state.results
    if results.confirmation and not holds(view):
        return Fact("", f"{results.confirmation.grade} {_CHANGED}", "loud")
    if results.received:
        return Fact("", "certificate received", "good")
    if results.claimed:
        return Fact("", f"certificate claimed {iso_written(results.claimed.on)}", "good")
    if results.confirmation:
        return Fact("", f"{results.confirmation.grade} confirmed", "good")
    overall = derived(view)
    if overall is None:
        return Fact("", f"{' '.join(unsealed(view))} not sealed yet", "muted")
    return Fact("", f"{overall.grade}, provisional", "warn")


def _facts(view: JourneyView) -> Sequence[Fact]:
    return [
        *_grade_facts(view),
        *(_result_fact(view, attempt) for attempt in view.attempts if attempt.heard_on),
        *_certificate_facts(view),
        *_replacement_facts(view),
    ]


def _grade_facts(view: JourneyView) -> Iterator[Fact]:
    """Go through what is known of the overall grade: as derived, and as confirmed."""
    overall, told = derived(view), view.state.results.confirmation
    stands = told is not None and holds(view)
    if overall is None:
        yield Fact("Overall grade", f"open: {' and '.join(unsealed(view))} not sealed yet", "muted")
    elif not stands:
        yield Fact("Overall grade", f"provisional {_grounded(overall.grade, overall.rule)}", "warn")
    if told:
        tone: Tone = "good" if stands else "loud"
        yield Fact("Confirmed", _grounded(told.grade, told.rule) if stands else _CHANGED, tone)
        yield Fact("Confirmed by", f"{told.by}, {iso_written(told.on)}")
    if told and told.by_assessor:
        yield Fact("", "Confirmed by the person who assessed: have another person look.", "warn")
    if held(view):
        yield Fact("Held", "No result leaves while a suspicion is looked into.", "loud")


def _grounded(grade: str | None, rule: str) -> str:
    """Return a grade with what it came from: `pass: M1 pass, M2 distinction`."""
    before, _, after = rule.rpartition(f": {grade}")
    return f"{grade}: {before}{after}"


def _result_fact(view: JourneyView, attempt: Attempt) -> Fact:
    """Say of one sitting whether its result is out, or by when it has to be."""
    code = attempt.code
    label = f"Result of {code}"
    if done := view.state.results.publication(attempt.sitting_id, attempt.head):
        return Fact(label, f"{attempt.grade}, published {iso_written(done.on)}", "good")
    grade = attempt.grade or "not sealed yet"
    mine = (due.on for due in dues(view) if (due.what, due.method) == (RESULT, code))
    if (on := next(mine, None)) is None:
        return Fact(label, f"{grade}; when it was published is not recorded", "muted")
    return Fact(label, f"{grade}; to be published by {_by(on, view.today)}", _tone(on, view.today))


def _certificate_facts(view: JourneyView) -> Iterator[Fact]:
    results = view.state.results
    for due in dues(view):
        if due.what == CLAIM:
            told = f"to be claimed by {_by(due.on, view.today)}"
            yield Fact("Certificate", told, _tone(due.on, view.today))
    if results.claimed:
        told = f"claimed {iso_written(results.claimed.on)}, reference {results.claimed.reference}"
        yield Fact("Certificate", told, "good")
    if results.received:
        known = f", {results.received.reference}" if results.received.reference else ""
        yield Fact("Received", f"{iso_written(results.received.on)}{known}", "good")


def _replacement_facts(view: JourneyView) -> Iterator[Fact]:
    waiting = next((due.on for due in dues(view) if due.what == REPLACEMENT), None)
    for one in view.state.results.replacements:
        asked = f"asked for by {one.asked.by} on {iso_written(one.asked.on)}"
        if one.requested:
            yield Fact("Replacement", f"{asked}, requested {iso_written(one.requested.on)}", "good")
        elif waiting:
            told = f"{asked}; to be requested by {_by(waiting, view.today)}"
            yield Fact("Replacement", told, _tone(waiting, view.today))


def _by(on: date, today: date) -> str:
    return f"{day_written(on)}, {left_words(on, today)}"


def _tone(on: date, today: date) -> Tone:
    return "loud" if on < today else "warn"


def _closed(guard: Callable[[JourneyView], object]) -> Callable[[JourneyView], str]:
    """Return what says why a step is closed: what its guard would say."""

    def why(view: JourneyView) -> str:
        try:
            guard(view)
        except Refused as refused:
            return refused.sentence
        return ""

    return why


def _on(label: str) -> Ask:
    return Ask("on", label, "day", "24 Nov 2026 or today", value="today", since="gateway")


def _by_name(label: str) -> Ask:
    return Ask("by", label, hint="a name; may stay empty", needed=False)


def _ask_confirm(view: JourneyView) -> Sequence[Ask]:
    overall = derived(view)
    grades = tuple(Choice(grade, grade) for grade in view.standard.grades)
    stands = overall.rule if overall else ""
    return (
        Ask("by", "Confirmed by", hint="a person of the organisation, not the assessor"),
        Ask("grade", "Grade", "choice", stands, choices=grades,
            value=(overall.grade or "") if overall else "", needed=False),
        _on("Confirmed on"),
    )  # fmt: skip


def _confirm(view: JourneyView, given: Given) -> Outcome:
    body = confirm(view, given["by"], given["on"], given["grade"] or "")
    warned = (
        f" {body.by} assessed as well: have another person of the organisation look."
        if body.by_assessor
        else ""
    )
    return Outcome((body,), told=f"Confirmed as {_grounded(body.grade, body.rule)}.{warned}")


def _ask_publish(view: JourneyView) -> Sequence[Ask]:
    waiting = unpublished(view)
    choices = tuple(Choice(one.code, f"{one.code}: {one.grade}") for one in waiting)
    first = waiting[0].code if len(waiting) == 1 else ""
    sitting = Ask("sitting", "Result of", "choice", choices=choices, value=first)
    return (sitting, _on("Published on"), _by_name("Published by"))


def _publish(view: JourneyView, given: Given) -> Outcome:
    body = publish(view, given["sitting"], given["on"], given["by"])
    code = code_of(body.method, body.number)
    left = [one.code for one in unpublished(view) if one.code != code]
    rest = f" Still to be published: {', '.join(left)}." if left else ""
    told = f"The result of {code}, {body.grade}, was published on {iso_written(body.on)}.{rest}"
    return Outcome((body,), told=told)


def _asks(*asks: Ask) -> Callable[[JourneyView], Sequence[Ask]]:
    """Return what asks for the same whatever stands."""

    def same(view: JourneyView) -> Sequence[Ask]:
        del view
        return asks

    return same


def _claim(view: JourneyView, given: Given) -> Outcome:
    body = certificate.claim(view, given["on"], given["reference"], given["by"])
    return Outcome((body,), told=f"The certificate was claimed on {iso_written(body.on)}.")


def _receive(view: JourneyView, given: Given) -> Outcome:
    body = certificate.receive(view, given["on"], given["reference"])
    return Outcome((body,), told=f"The certificate was received on {iso_written(body.on)}.")


def _asked(view: JourneyView, given: Given) -> Outcome:
    body = certificate.ask_replacement(view, given["on"], given["by"])
    by = replacement_due(view, given["on"])
    return Outcome((body,), told=f"Request the replacement by {_by(by, view.today)}.")


def _request(view: JourneyView, given: Given) -> Outcome:
    body = certificate.request_replacement(view, given["on"], given["reference"])
    return Outcome((body,), told=f"The replacement was requested on {iso_written(body.on)}.")


_REFERENCE = Ask("reference", "Reference", hint="may stay empty", needed=False)

_STEPS = (
    Step(
        "results.confirm",
        "Confirm the grade",
        "Confirms, with a name, the overall grade that the sealed records give.",
        _ask_confirm,
        _confirm,
        _closed(to_confirm),
    ),
    Step(
        "results.publish",
        "Publish a result",
        "Records that the result of a sealed sitting was uploaded on a day.",
        _ask_publish,
        _publish,
        _closed(refuse_to_publish),
    ),
    Step(
        "results.claim",
        "Claim the certificate",
        "Records that the certificate was claimed, when every result is out.",
        _asks(
            _on("Claimed on"),
            Ask("reference", "Reference", hint="of the claim"),
            _by_name("Claimed by"),
        ),
        _claim,
        _closed(certificate.refuse_to_claim),
    ),
    Step(
        "results.received",
        "Certificate received",
        "Records that the employer has the certificate.",
        _asks(_on("Received on"), _REFERENCE),
        _receive,
        _closed(certificate.to_receive),
    ),
    Step(
        "results.replacement",
        "Replacement asked for",
        "Records that somebody wrote for a replacement certificate, on a day.",
        _asks(_on("Asked for on"), Ask("by", "Asked for by", hint="who wrote")),
        _asked,
        _closed(certificate.to_replace),
    ),
    Step(
        "results.requested",
        "Request the replacement",
        "Records that the replacement was requested from whoever issues certificates.",
        _asks(_on("Requested on"), _REFERENCE),
        _request,
        _closed(certificate.to_request),
    ),
)

PART = Part("results", "Results and certificate", _line, _facts, _STEPS)
"""The overall grade, its publication and the certificate."""
