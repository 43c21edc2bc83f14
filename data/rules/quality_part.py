"""Quality assurance as a part of the journey: what was sampled, marked twice, decided, concluded.

Before two markings are compared nothing of either is told here: whoever is to judge blind may look.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.record.journey.quality import Marking
from data.record.journey.quality_kinds import MarkingsCompared, SampleOutcome
from data.rules import sample_outcome, second_marking
from data.rules.blindness import apart, blind_words, not_blind
from data.rules.journey_view import JourneyView
from data.rules.sample_outcome import AGREED, OUTCOMES, follows
from data.rules.second_marking import sealed
from data.rules.standing import Attempt
from data.rules.step import Ask, Choice, Fact, Given, Outcome, Part, Step, Tone

_DECLARES = "Yes: no interest in apprentice, employer or provider."
_UNSEEN = "Yes: neither grade nor tags, judgements or feedback."
_NONE_SEALED = "No sitting is sealed yet. Quality assurance begins after the seal."


def _line(view: JourneyView) -> Fact:
    """Tell in a few words how far quality assurance has come."""
    if not _looked_at(view):
        return Fact("", "nothing is sealed yet", "muted")
    quality = view.state.quality
    told = [_short(view, attempt) for attempt in _looked_at(view)]
    words = "; ".join(word for word in told if word)
    if words:
        waits = any(marking.open for marking in quality.markings)
        return Fact("", words, "warn" if waits else "")
    return Fact("", "not sampled", "muted")


def _looked_at(view: JourneyView) -> tuple[Attempt, ...]:
    """Return the sittings that are sealed, and those of which something was recorded before."""
    quality = view.state.quality
    recorded = {sample.sitting for sample in quality.sampled}
    recorded |= {outcome.sitting for outcome in quality.outcomes}
    recorded |= {marking.begun.sitting for marking in quality.markings}
    return tuple(one for one in view.attempts if one.grade or one.sitting_id in recorded)


def _short(view: JourneyView, attempt: Attempt) -> str:
    quality, name = view.state.quality, attempt.code
    marking = quality.marking_of(attempt.sitting_id)
    outcome = quality.outcome_of(attempt.sitting_id)
    if outcome is not None:
        return f"{name} {outcome.outcome}"
    if marking is not None and marking.open:
        return f"{name}: {len(marking.open)} to adjudicate"
    if marking is not None:
        return f"{name} {_stage(marking)}"
    taken = any(one.sitting == attempt.sitting_id for one in quality.sampled)
    return f"{name} sampled" if taken else ""


def _stage(marking: Marking) -> str:
    if marking.compared is not None:
        return "marked twice and compared"
    return "marked twice, to be compared" if marking.done else "second marking under way"


def _facts(view: JourneyView) -> Sequence[Fact]:
    if not _looked_at(view):
        return [Fact("Sealed", "nothing yet: quality assurance begins after the seal", "muted")]
    return [fact for attempt in _looked_at(view) for fact in _of(view, attempt)]


def _of(view: JourneyView, attempt: Attempt) -> Iterator[Fact]:
    """Tell all that is known of one sealed sitting."""
    quality, name = view.state.quality, attempt.code
    samples = [one for one in quality.sampled if one.sitting == attempt.sitting_id]
    if not samples:
        yield Fact(f"{name} sampled", "not recorded", "muted")
    for one in samples:
        why = f": {', '.join(one.reasons)}" if one.reasons else ""
        yield Fact(f"{name} sampled", f"{one.on} by {one.by}{why}")
    marking = quality.marking_of(attempt.sitting_id)
    if marking is not None:
        yield from _marked(attempt, marking)
    outcome = quality.outcome_of(attempt.sitting_id)
    if outcome is not None:
        yield _outcome_fact(attempt, outcome)


def _marked(attempt: Attempt, marking: Marking) -> Iterator[Fact]:
    name, marker = attempt.code, marking.begun.marker
    if marking.compared is None and marking.begun.head != attempt.head:
        words = f"{marker} marked a record that was changed since: mark it again"
        yield Fact(f"{name} second marking", words, "warn")
        return
    done = "done" if marking.done else f"under way, {len(marking.judged)} judged"
    yield Fact(f"{name} second marking", f"{marker}: {done}")
    reason = not_blind(marking)
    yield Fact(f"{name} blind", blind_words(reason), "warn" if reason else "")
    if marking.compared is not None:
        yield Fact(f"{name} agreement", _agreement(marking.compared, reason))
        differing = ", ".join(marking.compared.differing) or "none"
        yield Fact(f"{name} differ on", differing, "warn" if marking.open else "")
    for decided in marking.adjudicated.values():
        tone: Tone = "good" if decided.upheld else "warn"
        words = f"{decided.by}: {follows(attempt, decided)} Reason: {decided.reason}"
        yield Fact(f"{name} {decided.code} decided", words, tone)


def _agreement(both: MarkingsCompared, reason: str) -> str:
    share = 100 * both.agreed / both.descriptors if both.descriptors else 0
    figures = f"{share:.1f} % ({both.agreed} of {both.descriptors}), Cohen's kappa {both.kappa}"
    return f"{apart(figures, reason)}; {both.first_grade} and {both.second_grade}"


def _outcome_fact(attempt: Attempt, outcome: SampleOutcome) -> Fact:
    remarks = f": {outcome.remarks}" if outcome.remarks else ""
    before = "" if outcome.head == attempt.head else " (of the record as it was then)"
    tone: Tone = "good" if outcome.outcome == AGREED else "warn"
    words = f"{outcome.outcome}, {outcome.on} by {outcome.by}{before}{remarks}"
    return Fact(f"{attempt.code} outcome", words, tone)


def _which(view: JourneyView) -> Ask:
    choices = tuple(Choice(one.code, one.code) for one in _looked_at(view))
    only = choices[0].code if len(choices) == 1 else ""
    return Ask("sitting", "Sitting", "choice", choices=choices, value=only)


def _nothing_sealed(view: JourneyView) -> str:
    return "" if sealed(view) else _NONE_SEALED


def _sampled_asks(view: JourneyView) -> Sequence[Ask]:
    return (
        _which(view),
        Ask("by", "Sampled by", hint="name"),
        Ask("on", "On", "day", value="today"),
        Ask("why", "Why", hint="rules that chose it, with commas between", needed=False),
    )


def _sampled(view: JourneyView, given: Given) -> Outcome:
    reasons = [reason.strip() for reason in given["why"].split(",") if reason.strip()]
    bodies = sample_outcome.sampled(view, given["sitting"], given["by"], given["on"], reasons)
    return Outcome(bodies, told=f"{given['sitting']} is sampled.")


def _begin_asks(view: JourneyView) -> Sequence[Ask]:
    return (
        _which(view),
        Ask("marker", "Second marker", hint="name; not the assessor"),
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
        Ask("by", "Assured by", hint="name; not the assessor"),
        Ask("on", "On", "day", value="today"),
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
    _line,
    _facts,
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
