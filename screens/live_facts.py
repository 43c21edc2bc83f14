"""What the live screen says about a sitting: pure functions from state and time to words."""

from __future__ import annotations

from data.record.instant import Instant
from data.record.state import Remark, SittingState
from data.record.text import clean
from data.rules.arrangements import arrangements_written
from data.rules.coverage import coverage
from data.rules.crediting import slots
from data.rules.horizon import horizon
from data.rules.parked import waiting
from screens.keys_now import key_for
from screens.proposals import NOTHING, Proposed
from screens.widgets.code_runs import runs
from screens.widgets.coverage_strip import GradeFacts, StripFacts
from screens.widgets.pace_words import pace_words
from screens.widgets.times import span

ATTEMPTS = {"first": "1st attempt", "re-sit": "re-sit", "re-take": "re-take"}
"""Attempts as the top line says them."""


def top_facts(state: SittingState, name: str) -> tuple[str, ...]:
    """Return who is assessed in what; an adjustment as its effect, never its reason.

    Args:
        state: The sitting.
        name: The apprentice's name.

    Returns:
        The facts, the most important first: how the sitting is held before what is known anyway.
    """
    opened = state.opened
    facts = (
        clean(name),
        opened.method,
        f"+{opened.extra_per_mille / 10:g}%" if opened.extra_per_mille else "",
        *arrangements_written(opened.breaks),
        f"option {opened.option}" if opened.option else "",
        ATTEMPTS.get(opened.attempt, opened.attempt),
        f"{opened.reference} {opened.version}",
    )
    return tuple(fact for fact in facts if fact)


def hidden_facts() -> tuple[str, str]:
    """Return what the top line says while names are hidden."""
    keys = dict.fromkeys((key_for("live.blank"), key_for("live.blank", typing=True)))
    return "PRIVACY", f"{' or '.join(keys)} shows all again"


def still_hidden(action: str) -> str:
    """Return why an action does nothing while names are hidden, and the keys that mend it."""
    return f"Everything is hidden. {key_for('live.blank')} shows it again, then {key_for(action)}."


def strip_facts(state: SittingState, now: Instant, proposed: Proposed = NOTHING) -> StripFacts:
    """Return counts, open codes, pace and what comes next.

    Args:
        state: Where the sitting stands.
        now: The present.
        proposed: What the planner proposes to ask next.
    """
    grades = coverage(state).grades
    words = pace_words(state, now)
    digits = _digits(state)
    parked = waiting(state)
    # A single one stands there itself, where no question is proposed.
    alone = int(proposed.number is None)
    return StripFacts(
        grades=tuple(
            GradeFacts(
                part.grade,
                part.heard,
                part.total,
                tuple(descriptor.code for descriptor in part.open),
                tuple(descriptor.code for descriptor in part.from_report),
                tuple(digits.get(descriptor.code, "") for descriptor in part.open),
            )
            for part in grades
        ),
        sufficient=sum(part.sufficient for part in grades),
        pace=words.whole,
        pace_short=words.short,
        pace_rest=words.rest,
        behind=words.behind,
        following=following(state, now, proposed),
        aims=" ".join(runs(proposed.codes)),
        why=proposed.why,
        room=room_words(state, now),
        parked=_parked(len(parked)) if len(parked) > alone and not state.live_over else "",
    )


def _parked(count: int) -> str:
    return f"{key_for('live.parked')}  {count} parked"


def _digits(state: SittingState) -> dict[str, str]:
    """Return the digit that credits each code; none while digits say why the clock stands."""
    clock = state.clock
    if clock is None or not clock.running:
        return {}
    return {code: str(place) for place, code in enumerate(slots(state), start=1)}


def room_words(state: SittingState, now: Instant) -> str:
    """Return how many more main questions fit; nothing where none can be asked any more."""
    reach = horizon(state, now)
    if reach is None or state.clock is None or state.clock.remaining(now) <= 0:
        return ""
    return f"room for {reach.room} more" if reach.room else "no room for more"


def following(state: SittingState, now: Instant, proposed: Proposed) -> str:
    """Return the question to ask next, or what was parked; nothing once nothing can be asked.

    While it may not be asked, the key that asks is left out.
    """
    if state.live_over:
        return ""
    if proposed.number is not None:
        late = state.clock and state.clock.remaining(now) <= 0
        key = f"{key_for('live.planned')}  " if is_asking(state) and not late else ""
        return f"{key}{proposed.number}  {state.plan[proposed.number].text}"
    if parked := waiting(state):
        return f"{key_for('live.parked')}  {parked_words(parked[0])}"
    return proposed.nothing


def is_asking(state: SittingState) -> bool:
    """Tell whether the phase under way is one in which questions are asked."""
    return state.clock is not None and not state.method.phase(state.clock.phase).silent


def parked_words(remark: Remark) -> str:
    """Return what was parked, with its time."""
    return f"parked at {span(remark.clock_ms)}  {remark.text or 'ask about this'}"
