"""A sitting that stops and goes on another day: the same attempt, with the time that is left.

Distinct from a pause, which is over the same day, and from abandoning, which ends the sitting. The
time between never counts, and nothing is asked about it.
"""

from __future__ import annotations

from data.record.entries import Body, Checked, Deviation
from data.record.instant import Instant
from data.record.script_entries import Adjourned, TakenUp
from data.record.state import SittingState
from data.record.text import clean
from data.rules.demands import demand_open, demand_reason, demand_unsealed
from data.rules.gate import ALONE, CHECKS, IDENTITY, RECORDING, Check
from data.rules.prepare_guards import set_recording
from data.rules.refused import INCOMPLETE_CHECKS, Refused

AGAIN = (RECORDING, IDENTITY, ALONE)
"""What is asked once more on the other day, in order."""


def adjourn(state: SittingState, now: Instant, reason: str) -> tuple[Body, ...]:
    """Stop the sitting, to go on another time.

    Args:
        state: The sitting.
        now: The present: from here on no time counts.
        reason: Why.

    Raises:
        Refused: Nothing has begun, everything is over, it is adjourned already, or there is no
            reason.
    """
    demand_open(state)
    if not state.phases:
        raise Refused("No phase has begun: nothing is left over. Book the sitting anew instead.")
    if state.adjourned:
        raise Refused("The sitting is adjourned already. Take it up again first.")
    return (Adjourned(demand_reason(reason, "Adjourning a sitting")),)


def to_ask_again(state: SittingState) -> tuple[Check, ...]:
    """Return the checks that are not answered yet on the day on which it is taken up, in order."""
    if state.adjourned is None:
        return ()
    open_names = [name for name in AGAIN if name not in state.adjourned.checks]
    by_name = {check.name: check for check in CHECKS}
    return tuple(by_name[name] for name in open_names)


def take_up(state: SittingState, now: Instant, *, deviation: str = "") -> tuple[Body, ...]:
    """Go on with an adjourned sitting; where a phase was under way its clock runs.

    Args:
        state: The sitting.
        now: The present.
        deviation: Reason for going on with a check missing.

    Raises:
        Refused: It is not adjourned, or a check is missing and there is no reason.
    """
    demand_unsealed(state)
    asked = state.adjourned
    if asked is None:
        raise Refused("The sitting is not adjourned. There is nothing to take up.")
    missing = [name for name in AGAIN if not _passed(asked.checks.get(name))]
    if not missing:
        return (TakenUp(),)
    if not deviation.strip():
        answer = "Answer it" if len(missing) == 1 else "Answer these checks"
        raise Refused(
            f"Not passed today: {', '.join(missing)}. {answer} again, or give a reason "
            "for going on without.",
            INCOMPLETE_CHECKS,
            deviation=True,
        )
    return (Deviation(INCOMPLETE_CHECKS, clean(deviation)), TakenUp())


def _passed(answer: Checked | None) -> bool:
    return answer is not None and answer.ok


def left_words(state: SittingState) -> str | None:
    """Return what is left of an adjourned sitting, for lists: `28:15 left`; else None."""
    asked = state.adjourned
    if asked is None:
        return None
    if asked.phase is None:
        following = state.next_phase
        return f"before {state.method.phase(following).title.lower()}" if following else ""
    minutes, seconds = divmod(abs(asked.left_ms) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    time = f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"
    return f"{time} {'left' if asked.left_ms >= 0 else 'over'}"


def recording_again(state: SittingState, now: Instant, counter_ms: int) -> tuple[Body, ...]:
    """Keep what the counter of the new recording shows; this also answers its check.

    Args:
        state: The sitting, adjourned.
        now: The present, at which the counter was read.
        counter_ms: What it showed, in milliseconds.

    Raises:
        Refused: The counter is negative.
    """
    return (*set_recording(state, now, counter_ms), Checked(RECORDING, True))
