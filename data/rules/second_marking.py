"""Second marking: who may judge a sitting again, descriptor by descriptor, and when it is done.

Only a sealed sitting is marked twice, and only as its record was then: what changes afterwards is
another sitting to the marker.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from data.record.entries import Judged
from data.record.journey.quality import Marking
from data.record.journey.quality_kinds import (
    MarkingGiven,
    SecondJudged,
    SecondMarkingBegun,
    SecondMarkingDone,
    SecondMarkingShown,
)
from data.record.people import same_person
from data.record.state import SittingState
from data.record.text import clean
from data.rules.blinding import empty
from data.rules.blindness import OPENED, SAID, known_to, not_blind
from data.rules.demands import demand_words
from data.rules.grading import MethodGrade, method_grade
from data.rules.journey_view import JourneyView
from data.rules.refused import REASON, Refused
from data.rules.standing import Attempt


def sealed(view: JourneyView) -> tuple[Attempt, ...]:
    """Return the sittings of an assessment that are sealed."""
    return tuple(attempt for attempt in view.attempts if attempt.grade is not None)


def demand_attempt(view: JourneyView, wanted: str) -> Attempt:
    """Return a sealed sitting of an assessment.

    Args:
        view: The assessment.
        wanted: Its name (`M1`, `M1-2`), its id, or how that begins.

    Raises:
        Refused: There is none, several are meant, or it is not sealed.
    """
    typed = wanted.strip().casefold()
    exact = [one for one in view.attempts if typed in (one.code.casefold(), one.sitting_id)]
    begun = [one for one in view.attempts if typed and one.sitting_id.startswith(typed)]
    found = exact or begun
    if len(found) != 1:
        choice = ", ".join(one.code for one in sealed(view)) or "none yet"
        raise Refused(f"Say which sealed sitting of this assessment is meant: {choice}.")
    if found[0].grade is None:
        raise Refused(f"{found[0].code} is not sealed. Quality assurance begins after the seal.")
    return found[0]


def demand_other(
    view: JourneyView, name: str, others: Mapping[str, str], doing: str, *, of: str = "by"
) -> str:
    """Return the name of a person who has no part in what is looked at.

    Args:
        view: The assessment.
        name: As it was typed.
        others: Names that it may not be, by what they are: `the assessor`.
        doing: What the person does, to end a sentence: `marks a second time`.
        of: Name of the answer.

    Raises:
        Refused: No name, one of the others, or somebody whose interest in it is on the record.
    """
    person = demand_words(name, f"Type the name of the person who {doing}.")
    alike = (f"is {role} here" for role, other in others.items() if same_person(person, other))
    if why := next(alike, "") or _interest(view, person):
        raise Refused(f"{person} {why}. Somebody else {doing}.", about=of)
    return person


def _interest(view: JourneyView, person: str) -> str:
    """Say that somebody declared an interest; empty where none did, or a decision lets them."""
    declared = any(
        same_person(one.person, person) and one.interest and not one.reference
        for one in view.state.conduct.interests
    )
    return "declared an interest in this assessment" if declared else ""


def begin(
    view: JourneyView,
    sitting: str,
    marker: str,
    *,
    no_conflict: bool,
    assessors: Iterable[str] = (),
    digest: str = "",
    unseen: bool | None = None,
) -> tuple[SecondMarkingBegun | SecondMarkingShown, ...]:
    """Begin a second marking, or go on with it.

    Args:
        view: The assessment.
        sitting: Which sitting.
        marker: Who judges.
        no_conflict: What the marker declares: no interest in apprentice, employer or provider.
        assessors: Names in the sitting's record of those who held it.
        digest: Of the marking file; empty where it is marked on this machine.
        unseen: Whether the marker declares to have seen nothing of what the assessor made of it;
            None where the marker was not asked.

    Returns:
        What is recorded; nothing where this marker is at it already.

    Raises:
        Refused: It is not sealed, is the marker's own, there is a conflict of interest, or it was
            marked already as it stands.
    """
    attempt = demand_attempt(view, sitting)
    others = {"the assessor": view.assessor}
    person = demand_other(view, marker, others, "marks a second time", of="marker")
    for assessor in assessors:
        demand_other(view, marker, {"the assessor": assessor}, "marks a second time", of="marker")
    if not no_conflict:
        raise Refused(
            "A second marker declares to have no interest in the apprentice, the employer or the "
            "provider. Declare it, or let somebody else mark."
        )
    before = view.state.quality.marking_of(attempt.sitting_id)
    if before is not None and before.begun.head == attempt.head:
        if before.done:
            raise Refused(
                f"{attempt.code} was marked a second time by {before.begun.marker}. "
                "Compare the two."
            )
        if _goes_on(before, person, digest, unseen):
            return _shown(before, SAID) if unseen is False else ()
    known = known_to(view, attempt.sitting_id, person)
    return (SecondMarkingBegun(attempt.sitting_id, person, attempt.head, digest, unseen, known),)


def _goes_on(before: Marking, person: str, digest: str, unseen: bool | None) -> bool:
    """Tell whether somebody goes on; a declaration before anything is judged begins anew."""
    declares = unseen is not None and before.begun.unseen is None and not before.judgements
    same = same_person(before.begun.marker, person) and before.begun.digest == digest
    return same and (not declares or bool(before.shown))


def shown(view: JourneyView, sitting: str) -> tuple[SecondMarkingShown, ...]:
    """Record that a marking is opened where the grade is shown; nothing where it is known already.

    Raises:
        Refused: No marking is under way.
    """
    return _shown(demand_open(view, sitting), OPENED)


def _shown(marking: Marking, why: str) -> tuple[SecondMarkingShown, ...]:
    if marking.shown or marking.begun.unseen is False:
        return ()
    return (SecondMarkingShown(marking.begun.sitting, marking.begun.marker, why),)


def before_shown(view: JourneyView, sitting: str) -> str:
    """Say what follows from opening a marking where the grade is shown; empty where nothing does.

    Raises:
        Refused: No marking is under way.
    """
    marking, attempt = demand_open(view, sitting), demand_attempt(view, sitting)
    if not_blind(replace(marking, alone=True)):
        return ""
    return (
        "This program shows the grade: the marking would be recorded as not blind, for good, and "
        "told apart where agreement is measured. To mark blind, leave the program: "
        f"`epa-tui quality blind {attempt.sitting_id[:8]} {attempt.sitting_id[:8]} --marker "
        f'"{marking.begun.marker}" --no-conflict --unseen`, or give a marking file.'
    )


def demand_open(view: JourneyView, sitting: str) -> Marking:
    """Return the second marking that is under way.

    Raises:
        Refused: None is, it is done, or the sitting's record changed since.
    """
    attempt = demand_attempt(view, sitting)
    marking = view.state.quality.marking_of(attempt.sitting_id)
    if marking is None:
        raise Refused(f"Nobody marks {attempt.code} a second time yet. Begin first.")
    if marking.begun.head != attempt.head:
        raise Refused(
            f"The record of {attempt.code} changed since the second marking began. Begin again: "
            "another sitting was marked."
        )
    if marking.done:
        raise Refused("This second marking is done: nothing of it changes any more.")
    return marking


def judge(
    view: JourneyView,
    sitting: str,
    code: str,
    met: bool | None,
    rationale: str = "",
    notes: tuple[int, ...] = (),
    *,
    alone: bool = False,
) -> tuple[SecondJudged]:
    """Judge one descriptor as the second marker.

    Args:
        view: The assessment.
        sitting: Which sitting.
        code: The descriptor.
        met: Met, not met, or None: the judgement is taken back, or its rationale waits.
        rationale: Why; needed for not met.
        notes: Sequence numbers of the notes that support it.
        alone: True where nothing else of the store can be looked at.

    Raises:
        Refused: No marking is under way, there is no such descriptor, or a rationale is missing
            (rule `reason`).
    """
    marking = demand_open(view, sitting)
    codes = [one.code for one in _empty(view, sitting).criteria]
    if code not in codes:
        raise Refused(
            f"{clean(code)} is not judged here. Choose one of {', '.join(codes)}.", about="code"
        )
    return (replace(judged(marking.begun, code, met, rationale, notes), alone=alone),)


def judged(
    begun: SecondMarkingBegun,
    code: str,
    met: bool | None,
    rationale: str,
    notes: tuple[int, ...],
) -> SecondJudged:
    """Return a judgement fit for the record.

    Raises:
        Refused: It is not met, and nothing says why; rule `reason`.
    """
    words = clean(rationale, lines=True).strip()
    if met is False and not words:
        sentence = f"Type why {code} is not met: what was missing, in the words of its text."
        raise Refused(sentence, REASON, about="why")
    return SecondJudged(begun.sitting, begun.marker, code, met, words, tuple(sorted(set(notes))))


def done(view: JourneyView, sitting: str) -> tuple[SecondMarkingDone]:
    """Finish a second marking: from here on it can be compared, and not changed.

    Raises:
        Refused: No marking is under way, or a descriptor is undecided.
    """
    marking = demand_open(view, sitting)
    found = graded(_empty(view, sitting), marking.judgements)
    if found.undecided:
        raise Refused(f"Not judged yet: {', '.join(found.undecided)}. Judge every descriptor.")
    return (SecondMarkingDone(marking.begun.sitting, marking.begun.marker, str(found.grade)),)


def graded(paper: SittingState, said: Mapping[str, SecondJudged]) -> MethodGrade:
    """Return the method grade that a second marker's judgements come to so far.

    Args:
        paper: What is judged.
        said: By code.
    """
    return method_grade(with_judgements(paper, said))


def with_judgements(paper: SittingState, said: Mapping[str, SecondJudged]) -> SittingState:
    """Return a sitting as its second marker judges it; what has no verdict is left out."""
    verdicts = {
        code: Judged(code, one.met, one.rationale, one.notes)
        for code, one in said.items()
        if one.met is not None
    }
    return replace(paper, judgements=verdicts)


def given(view: JourneyView, sitting: str, digest: str, *, with_names: bool) -> tuple[MarkingGiven]:
    """Record that the notes of a sitting left as a marking file.

    Raises:
        Refused: There is no such sealed sitting.
    """
    attempt = demand_attempt(view, sitting)
    return (MarkingGiven(attempt.sitting_id, attempt.head, digest, with_names),)


def _empty(view: JourneyView, sitting: str) -> SittingState:
    return empty(view.standard, demand_attempt(view, sitting).method, view.option)
