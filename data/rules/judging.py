"""Judgements: met or not met, for one descriptor, with a rationale and the notes that support it.

A judgement is the assessor's alone: what is proposed, warned of or listed in here only shows what
the record holds. Which grade follows is in `grading`, the sign-off in `sealing`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.record.entries import Body, Deviation, FeedbackGiven, Judged, NoteSetAside
from data.record.instant import Instant
from data.record.state import Note, SittingState
from data.record.text import clean
from data.rules.coverage import Heard, descriptor_state
from data.rules.demands import (
    before_live,
    demand_descriptor,
    demand_note,
    demand_unsealed,
    demand_words,
)
from data.rules.pointing import ONLY_POINTS, pointing
from data.rules.refused import JUDGED_DURING, REASON, Refused
from data.standards.model import Descriptor

_MOST_TOLD, _LONGEST = 3, 32
"""How many notes are told by their words, and by how many letters of them."""
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def unlocked(state: SittingState, *, during: bool = False) -> bool:
    """Tell whether judgements can be made: when the last phase has ended.

    Args:
        state: The sitting.
        during: True where the organisation allows them as soon as the first phase has begun.
    """
    if state.outcome not in (None, "completed"):
        return False
    return state.phases_over or (during and bool(state.phases) and not state.adjourned)


def judge(
    state: SittingState,
    now: Instant,
    code: str,
    met: bool | None,
    rationale: str = "",
    notes: tuple[int, ...] = (),
    *,
    during: bool = False,
) -> tuple[Body, ...]:
    """Judge one descriptor.

    Args:
        state: The sitting.
        now: The present.
        code: The descriptor.
        met: Met, not met, or None to take the judgement back.
        rationale: Why; needed for not met, and for every change after a seal.
        notes: Sequence numbers of the notes that support it.
        during: True where the organisation allows judgements during the sitting; the record then
            says once that one was made.

    Raises:
        Refused: Judgements are locked, there is no such descriptor or note, a rationale is missing
            (rule `reason`), or a note from before the discussion shall support a judgement in a
            method whose portfolio is not marked (specification, assessment method 2).
    """
    demand_unsealed(state)
    if not unlocked(state, during=during):
        raise Refused("Judgements open when the last phase has ended. Write a note until then.")
    demand_descriptor(state, code)
    if met is None and code not in state.judgements:
        raise Refused(f"{code} is not judged yet: there is nothing to take back.")
    for seq in notes:
        _demand_support(state, demand_note(state, seq))
    judged = Judged(code, met, _rationale(state, code, met, rationale), notes)
    first = not any(remark.rule == JUDGED_DURING for remark in state.deviations)
    if state.phases_over or not first:
        return (judged,)
    return (Deviation(JUDGED_DURING, "allowed by the organisation's settings"), judged)


def _rationale(state: SittingState, code: str, met: bool | None, rationale: str) -> str:
    """Return the rationale fit for the record; refuse where one is needed and missing."""
    if state.seals:
        sentence = f"The sitting was sealed before. Type why the judgement of {code} changes."
        return demand_words(rationale, sentence, REASON, lines=True)
    if met is False:
        sentence = f"Type why {code} is not met: what was missing, in the words of its text."
        return demand_words(rationale, sentence, REASON, lines=True)
    return clean(rationale, lines=True)


def _demand_support(state: SittingState, note: Note) -> None:
    if not _can_support(state, note):
        raise Refused(
            f"Note {note.seq} was made before anything was heard, and the portfolio is not marked. "
            "Choose notes of what the apprentice said."
        )


def _can_support(state: SittingState, note: Note) -> bool:
    """Tell whether a note may support a judgement: words read in a portfolio never do."""
    return not (state.method.portfolio_pieces and before_live(state, note))


def proposal(state: SittingState, descriptor: Descriptor) -> bool | None:
    """Propose a judgement from the live marks: met where they suffice, else None.

    Nothing is ever proposed as not met: that is for the assessor to say, with a rationale. Marks
    of notes that only point at the portfolio propose nothing.
    """
    sufficient = descriptor_state(state, descriptor) is Heard.SUFFICIENT
    return True if sufficient and _told(state, descriptor) else None


def supporting(state: SittingState, descriptor: Descriptor) -> tuple[Note, ...]:
    """Return the notes that speak to a descriptor, in order.

    They carry its code or one of its KSBs as a mark, or its judgement cites them. What only points
    at the portfolio does not support it: see `pointing_to`.
    """
    without = pointing(state)
    return tuple(note for note in _speaking(state, descriptor) if note.seq not in without)


def pointing_to(state: SittingState, descriptor: Descriptor) -> tuple[Note, ...]:
    """Return the notes for a descriptor that only point at the portfolio, in order."""
    only = pointing(state)
    return tuple(note for note in _speaking(state, descriptor) if note.seq in only)


def _speaking(state: SittingState, descriptor: Descriptor) -> tuple[Note, ...]:
    codes = {descriptor.code, *descriptor.ksbs}
    judged = state.judgements.get(descriptor.code)
    cited = judged.notes if judged else ()
    return tuple(
        note
        for seq, note in sorted(state.notes.items())
        if _can_support(state, note)
        and (seq in cited or any(mark.code in codes for mark in note.marks))
    )


def unattached(state: SittingState) -> tuple[Note, ...]:
    """Return the notes that support nothing, and are not set aside.

    No mark, not cited by a judgement; or nothing in it but a pointer at the portfolio.
    """
    only = pointing(state)
    cited = {seq for judged in state.judgements.values() for seq in judged.notes}
    return tuple(
        note
        for seq, note in sorted(state.notes.items())
        if (seq in only or (not note.marks and seq not in cited)) and seq not in state.set_aside
    )


def warnings(state: SittingState) -> tuple[str, ...]:
    """Return what the assessor should look at before the seal, one sentence each.

    None of it forbids anything.
    """
    bare = filter(None, (unsupported(state, one) for one in state.criteria))
    return (*_suspected(state), *_inverted(state), *bare, *_idle_notes(state))


def _suspected(state: SittingState) -> list[str]:
    """Find incidents that speak of a suspicion: with the seal the result would leave."""
    words = [remark.text.casefold() for remark in state.incidents]
    if not any("malpractice" in text or "suspicion" in text for text in words):
        return []
    return [
        "An incident speaks of a suspicion. Report it in the journey of the assessment (Conduct) "
        "before you seal: the result leaves with the seal unless it is held."
    ]


def _inverted(state: SittingState) -> list[str]:
    """Find descriptors that are met above one on the same KSBs that is not met."""
    rank = {grade: place for place, grade in enumerate(state.standard.grades)}
    met = [d for d in state.criteria if _judged(state, d) is True]
    failed = [d for d in state.criteria if _judged(state, d) is False]
    return [
        f"{high.code} ({high.grade}) is met while {low.code} ({low.grade}), on the same KSBs, is "
        "not met. Look at both again."
        for high in met
        for low in failed
        if rank[low.grade] < rank[high.grade] and set(low.ksbs) & set(high.ksbs)
    ]


def _judged(state: SittingState, descriptor: Descriptor) -> bool | None:
    judged = state.judgements.get(descriptor.code)
    return judged.met if judged else None


def unsupported(state: SittingState, descriptor: Descriptor) -> str:
    """Say that a descriptor is met with nothing to show for it; empty where it is not so."""
    code = descriptor.code
    shown = state.report.get(code) or _told(state, descriptor) or supporting(state, descriptor)
    if shown or not _judged(state, descriptor):
        return ""
    if only := pointing_to(state, descriptor):
        found = f"{code} is met, and what stands for it {ONLY_POINTS}: {told(only)}."
        return f"{found} Note what was said."
    return f"{code} is met, and neither a note nor a tick nor the report supports it. Add a note."


def _told(state: SittingState, descriptor: Descriptor) -> bool:
    """Tell whether a descriptor has a mark that is not of a note that only points."""
    only, codes = pointing(state), (descriptor.code, *descriptor.ksbs)
    return any(one.note not in only for code in codes for one in state.tellings.get(code, ()))


def _idle_notes(state: SittingState) -> list[str]:
    """Find notes that support nothing; a tag makes no evidence of one that only points."""
    idle, only = unattached(state), pointing(state)
    ways = (
        ([note for note in idle if note.seq not in only], "Tag, cite or set aside."),
        ([note for note in idle if note.seq in only], "Note what was said, then set aside."),
    )
    return [
        f"{counted(notes)} {'supports' if len(notes) == 1 else 'support'} nothing: {told(notes)}. "
        f"{do}"
        for notes, do in ways
        if notes
    ]


def counted(notes: Sequence[Note]) -> str:
    """Return how many notes there are: `1 note`, `2 notes`."""
    return f"{len(notes)} note{'' if len(notes) == 1 else 's'}"


def told(notes: Sequence[Note]) -> str:
    """Return notes by their minute and first words: `12:31 compared three quotes, 14:02 ...`."""
    said = [f"{_minute(note)} {_first_words(note.text)}".rstrip() for note in notes[:_MOST_TOLD]]
    more = [f"and {len(notes) - _MOST_TOLD} more"] if len(notes) > _MOST_TOLD else []
    return ", ".join([*said, *more])


def _minute(note: Note) -> str:
    minutes, seconds = divmod(note.clock_ms // 1000, 60)
    return f"{minutes}:{seconds:02}" if note.phase else "before"


def _first_words(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def parts(text: str) -> tuple[str, ...]:
    """Return the parts of a compound descriptor: its sentences, and the lines of its lists."""
    found = []
    for line in text.splitlines():
        found += _SENTENCE_END.split(line.strip().removeprefix("- ").removeprefix("• ").strip())
    return tuple(part for part in found if part)


def set_aside(state: SittingState, now: Instant, note: int, reason: str = "") -> tuple[Body, ...]:
    """Say that a note was looked at and supports nothing.

    Raises:
        Refused: There is no such note, it is set aside already, or the sitting is sealed.
    """
    demand_unsealed(state)
    demand_note(state, note)
    if note in state.set_aside:
        raise Refused(f"Note {note} is set aside already. Go on to the next.")
    return (NoteSetAside(note, clean(reason)),)


def give_feedback(state: SittingState, now: Instant, code: str, text: str) -> tuple[Body, ...]:
    """Write feedback for the apprentice on one descriptor, or on the whole.

    Args:
        state: The sitting.
        now: The present.
        code: The descriptor; empty for the whole.
        text: The feedback; empty takes away what stood there.

    Raises:
        Refused: The live part is not over, there is no such descriptor, or nothing was typed.
    """
    demand_unsealed(state)
    if not state.live_over:
        raise Refused("Feedback is written when the live part is over. Write a note until then.")
    if code:
        demand_descriptor(state, code)
    if not text.strip() and not state.feedback.get(code):
        raise Refused("There is no feedback to keep. Type it first.")
    return (FeedbackGiven(code, clean(text, lines=True)),)
