"""Quality assurance as a part of the journey: what was sampled, marked twice, decided, concluded.

Before two markings are compared nothing of either is told here: whoever is to judge blind may look.
"""

from __future__ import annotations

from collections.abc import Sequence

from data.record.journey.quality import Marking
from data.rules import sample_outcome, second_marking
from data.rules.journey_view import JourneyView
from data.rules.quality_facts import facts, line, looked_at
from data.rules.sample_outcome import OUTCOMES, follows
from data.rules.second_marking import sealed
from data.rules.standing import Attempt
from data.rules.step import Ask, Choice, Given, Outcome, Part, Step

_DECLARES = "Yes: no interest in apprentice, employer or provider."
_UNSEEN = "Yes: neither grade nor tags, judgements or feedback."
_NONE_SEALED = "No sitting is sealed yet. Quality assurance begins after the seal."


def _which(view: JourneyView) -> Ask:
    choices = tuple(Choice(one.code, one.code) for one in looked_at(view))
    only = choices[0].code if len(choices) == 1 else ""
    return Ask("sitting", "Sitting", "choice", choices=choices, value=only)


def _nothing_sealed(view: JourneyView) -> str:
    return "" if sealed(view) else _NONE_SEALED


def _sampled_asks(view: JourneyView) -> Sequence[Ask]:
    return (
        _which(view),
        Ask("by", "Sampled by", hint="a name"),
        Ask("on", "Sampled on", "day", value="today", since="gateway"),
        Ask("why", "Why", hint="rules that chose it, with commas between", needed=False),
    )


def _sampled(view: JourneyView, given: Given) -> Outcome:
    reasons = [reason.strip() for reason in given["why"].split(",") if reason.strip()]
    bodies = sample_outcome.sampled(view, given["sitting"], given["by"], given["on"], reasons)
    return Outcome(bodies, told=f"{given['sitting']} is sampled.")


def _begin_asks(view: JourneyView) -> Sequence[Ask]:
    return (
        _which(view),
        Ask("marker", "Second marker", hint="a name; not the assessor"),
        Ask("no-conflict", "No conflict declared", "yes", hint=_DECLARES),
        Ask("unseen", "Nothing seen before", "yes", hint=_UNSEEN),
    )


def _begin(view: JourneyView, given: Given) -> Outcome:
    name, marker = given["sitting"], given["marker"]
    declared = {"no_conflict": given["no-conflict"], "unseen": given["unseen"]}
    bodies = second_marking.begin(view, name, marker, **declared)
    return Outcome(bodies, told=f"{marker} marks {name} a second time.")


def _judge_asks(view: JourneyView) -> Sequence[Ask]:
    return (
        _which(view),
        Ask("code", "Descriptor", hint="P4"),
        Ask("met", "Met", "yes"),
        Ask("why", "Rationale", hint="needed for not met", needed=False),
        Ask("notes", "Notes", "many", hint="numbers of notes that support it", needed=False),
    )


def _judge(view: JourneyView, given: Given) -> Outcome:
    notes = tuple(int(number) for number in given["notes"] if number.isascii() and number.isdigit())
    code = given["code"].strip().upper()
    bodies = second_marking.judge(view, given["sitting"], code, given["met"], given["why"], notes)
    return Outcome(bodies, told=f"{code} {'met' if given['met'] else 'not met'}.")


def _no_marking(view: JourneyView) -> str:
    open_ones = [one for one in sealed(view) if under_way(view, one)]
    return "" if open_ones else (_nothing_sealed(view) or "No second marking is under way.")


def under_way(view: JourneyView, attempt: Attempt) -> Marking | None:
    """Return the second marking of a sitting that can be gone on with; None where none can."""
    marking = view.state.quality.marking_of(attempt.sitting_id)
    if marking is None or marking.done or marking.begun.head != attempt.head:
        return None
    return marking


def _finish(view: JourneyView, given: Given) -> Outcome:
    name = given["sitting"]
    return Outcome(second_marking.done(view, name), told=f"The second marking of {name} is done.")


def _adjudicate_asks(view: JourneyView) -> Sequence[Ask]:
    quality = view.state.quality
    codes = [code for marking in quality.markings for code in marking.open]
    return (
        _which(view),
        Ask("code", "Descriptor", hint=", ".join(codes) or "P4"),
        Ask("met", "Met", "yes"),
        Ask("by", "Decided by", hint="a third person"),
        Ask("reason", "Reason", hint="in the words of the descriptor"),
    )


def _adjudicate(view: JourneyView, given: Given) -> Outcome:
    name, code = given["sitting"], given["code"].strip().upper()
    (body,) = sample_outcome.adjudicate(
        view, name, code, given["met"], given["by"], given["reason"]
    )
    return Outcome((body,), told=follows(second_marking.demand_attempt(view, name), body))


def _nothing_open(view: JourneyView) -> str:
    return "" if any(one.open for one in view.state.quality.markings) else "Nothing is in dispute."


def _outcome_asks(view: JourneyView) -> Sequence[Ask]:
    choices = tuple(Choice(word.replace(" ", "-"), word) for word in OUTCOMES)
    return (
        _which(view),
        Ask("by", "Assured by", hint="a name; not the assessor"),
        Ask("on", "Assured on", "day", value="today", since="gateway"),
        Ask("outcome", "Outcome", "choice", choices=choices),
        Ask("remarks", "Remarks", hint="needed unless agreed", needed=False),
    )


def _outcome(view: JourneyView, given: Given) -> Outcome:
    name, word = given["sitting"], given["outcome"].replace("-", " ")
    bodies = sample_outcome.outcome(view, name, given["by"], given["on"], word, given["remarks"])
    return Outcome(bodies, told=f"The outcome of {name} is recorded: {word}.")


PART = Part(
    "quality",
    "Quality assurance",
    line,
    facts,
    (
        Step(
            "quality.sampled",
            "Record a sample",
            "Records that a sealed sitting was taken for quality assurance.",
            _sampled_asks,
            _sampled,
            _nothing_sealed,
        ),
        Step(
            "quality.begin",
            "Begin second marking",
            "Names who judges a sealed sitting again, on the same notes and without its tags.",
            _begin_asks,
            _begin,
            _nothing_sealed,
        ),
        Step(
            "quality.judge",
            "Judge as second marker",
            "Records how the second marker judges one descriptor; it is not blind so.",
            _judge_asks,
            _judge,
            _no_marking,
        ),
        Step(
            "quality.finish",
            "Finish second marking",
            "Says that the second marker is done; then the two can be compared.",
            lambda view: (_which(view),),
            _finish,
            _no_marking,
        ),
        Step(
            "quality.adjudicate",
            "Adjudicate",
            "Decides a descriptor on which assessor and second marker differ.",
            _adjudicate_asks,
            _adjudicate,
            _nothing_open,
        ),
        Step(
            "quality.outcome",
            "Record the outcome",
            "Records what the internal quality assurance of a sitting came to.",
            _outcome_asks,
            _outcome,
            _nothing_sealed,
        ),
    ),
)
"""Quality assurance, from the sample to its outcome."""
