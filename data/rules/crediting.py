"""Credit in one key: which digit stands for which open descriptor, and what nobody had asked for.

The digits keep their meaning during one answer, so that hands can rely on them.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.record.entries import Body, Entry, Mark, Marked, PhaseEnded, PhaseStarted
from data.record.instant import Instant
from data.record.state import Question, SittingState
from data.rules.coverage import Heard, descriptor_state
from data.rules.demands import demand_clock
from data.rules.refused import Refused
from data.rules.remembered import per_state
from data.rules.talk_guards import mark
from data.standards.model import Descriptor

MOST = 9
"""How many descriptors have a digit: as many as there are digits from 1 on."""


@dataclass(frozen=True, slots=True)
class Credit:
    """A code that was ticked while the apprentice was heard."""

    seq: int
    mark: Mark
    clock_ms: int
    """Phase clock when it was ticked."""
    unexpected: bool
    """True where the open question was not aimed at it. Without an aim nothing surprises."""


@per_state
def slots(state: SittingState) -> tuple[str, ...]:
    """Return the codes that the digits from 1 on stand for.

    They are the first descriptors, in the order of the standard and the lowest grade first, that
    were open when the last main question of the phase under way was asked; before its first one,
    when the phase began. What was heard since keeps its digit until the next main question.

    Returns:
        At most `MOST` codes; none where no phase is under way.
    """
    since = _mapped_at(state)
    if since is None:
        return ()
    at_that_time = (d.code for d in state.criteria if _was_open(state, d, since))
    return tuple(code for code, _ in zip(at_that_time, range(MOST), strict=False))


def _mapped_at(state: SittingState) -> int | None:
    """Return the sequence number of the entry at which the digits were given out."""
    mains = (q.seq for q in reversed(state.questions) if q.main and q.phase == state.current)
    asked = next(mains, None)
    if asked is not None or state.current is None:
        return asked
    return next(entry.seq for entry in reversed(state.entries) if _begins(entry, state))


def _begins(entry: Entry, state: SittingState) -> bool:
    body = entry.body
    return isinstance(body, PhaseStarted) and body.phase == state.current


def _was_open(state: SittingState, descriptor: Descriptor, before: int) -> bool:
    """Tell whether a descriptor was open before an entry, by the marks that hold now."""
    if state.report.get(descriptor.code):
        return False
    told = (state.tellings.get(code) for code in (descriptor.code, *descriptor.ksbs))
    # Tellings stand in the order of the record: the first one is the oldest.
    return all(tellings[0].seq > before for tellings in told if tellings)


def credit(state: SittingState, now: Instant, number: int) -> tuple[Body, ...]:
    """Credit the descriptor of a digit: it was heard.

    Args:
        state: The sitting.
        now: The present.
        number: The digit, from 1 on.

    Raises:
        Refused: The clock stands, the digit stands for nothing, or its descriptor was heard.
    """
    if not demand_clock(state).running:
        raise Refused("The clock is paused. Resume first, then credit.")
    codes = slots(state)
    if not 0 < number <= len(codes):
        raise Refused(f"{number} stands for nothing now. The open codes show their digits.")
    code = codes[number - 1]
    descriptor = next(d for d in state.criteria if d.code == code)
    if descriptor_state(state, descriptor) is not Heard.NOT_HEARD:
        raise Refused(f"{code} was heard already. A tag such as #{code.lower()}+ says more of it.")
    return mark(state, now, code, "")


@per_state
def credits_given(state: SittingState) -> tuple[Credit, ...]:
    """Return the ticks that hold and stand on no note, in the order of the record."""
    ticks = sorted(
        (telling.seq, code)
        for code, tellings in state.tellings.items()
        for telling in tellings
        if telling.note is None
    )
    return tuple(_credit(state, seq, code) for seq, code in ticks)


def _credit(state: SittingState, seq: int, code: str) -> Credit:
    body = state.entries[seq - 1].body
    sign, clock_ms = (body.mark.sign, body.clock_ms) if isinstance(body, Marked) else ("", 0)
    return Credit(seq, Mark(code, sign), clock_ms, not _aimed(state, code, seq))


def _aimed(state: SittingState, code: str, seq: int) -> bool:
    """Tell whether the question that was open at an entry was aimed at a code, or at nothing."""
    aims = {aim for question in _chain(state, seq) for aim in question.aims}
    return not aims or bool(_near(state, code) & aims)


def _chain(state: SittingState, seq: int) -> list[Question]:
    """Return the question that was open at an entry: its follow-ups and the main one."""
    chain: list[Question] = []
    for question in reversed(state.questions):
        if question.seq > seq:
            continue
        if not chain and _over(state, question, seq):
            break
        chain.append(question)
        if question.main:
            break
    return chain


def _over(state: SittingState, question: Question, seq: int) -> bool:
    """Tell whether the phase of a question had ended at an entry."""
    between = state.entries[question.seq : seq - 1]
    return any(isinstance(entry.body, PhaseEnded | PhaseStarted) for entry in between)


def _near(state: SittingState, code: str) -> frozenset[str]:
    """Return a code with its KSBs, or with the descriptors that list it."""
    near = {code}
    for descriptor in state.criteria:
        if descriptor.code == code:
            near.update(descriptor.ksbs)
        elif code in descriptor.ksbs:
            near.add(descriptor.code)
    return frozenset(near)
