"""What is told of quality assurance: what was sampled, marked twice, decided and concluded.

Before two markings are compared nothing of either is told here: whoever is to judge blind may look.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.record.journey.quality import Marking
from data.record.journey.quality_kinds import MarkingsCompared, SampleOutcome
from data.rules.blindness import apart, blind_words, not_blind
from data.rules.journey_view import JourneyView
from data.rules.sample_outcome import AGREED, follows
from data.rules.standing import Attempt
from data.rules.step import Fact, Tone


def line(view: JourneyView) -> Fact:
    """Tell in a few words how far quality assurance has come."""
    if not looked_at(view):
        return Fact("", "nothing is sealed yet", "muted")
    quality = view.state.quality
    told = [_short(view, attempt) for attempt in looked_at(view)]
    words = "; ".join(word for word in told if word)
    if words:
        waits = any(marking.open for marking in quality.markings)
        return Fact("", words, "warn" if waits else "")
    return Fact("", "not sampled", "muted")


def looked_at(view: JourneyView) -> tuple[Attempt, ...]:
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


def facts(view: JourneyView) -> Sequence[Fact]:
    """Tell all that is known, one sitting after the other."""
    if not looked_at(view):
        return [Fact("Sealed", "nothing yet: quality assurance begins after the seal", "muted")]
    return [fact for attempt in looked_at(view) for fact in _of(view, attempt)]


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
