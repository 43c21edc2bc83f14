"""Whose sitting it is, why its judgements are shut, and what is read out when it is over."""

from __future__ import annotations

from collections.abc import Sequence

from data.record.instant import Instant
from data.record.state import SittingState
from data.rules.adjourning import left_words
from data.rules.reading_out import read_whole
from data.store.sitting_record import SittingRecord
from screens.keys_now import key_for
from screens.widgets.times import span
from screens.wording import attempt_written, full_name

JUST_ENDED_MS = 600_000
"""How long after the end the closing words are offered first, in milliseconds."""


def who_line(record: SittingRecord) -> str:
    """Return who is assessed in what, the name first."""
    opened = record.state.opened
    attempt = attempt_written(record.sitting)
    facts = (
        full_name(record.assessment),
        opened.method,
        f"option {opened.option}" if opened.option else "",
        f"{attempt} attempt" if attempt == "first" else attempt,
        f"{opened.reference} {opened.version}",
    )
    return "  ".join(fact for fact in facts if fact)


def locked_because(state: SittingState, now: Instant) -> str:
    """Return why nothing can be judged, and what to do; never anything of a grade."""
    if state.outcome not in (None, "completed"):
        told = "The apprentice did not come" if state.outcome == "no-show" else "It was abandoned"
        return (
            f"{told}: this sitting has nothing to judge.\n\n"
            f"Book another sitting from the list ({key_for('judge.home')})."
        )
    start = "Judgements are locked until the last phase has ended."
    back = f"{key_for('judge.home')} goes back to the list"
    keys = f"{back}, {key_for('judge.record')} shows the record."
    return f"{start}\n\n{_where(state, now)}\n\n{keys}"


def _where(state: SittingState, now: Instant) -> str:
    """Return how far the live part has come."""
    over = len([clock for clock in state.phases.values() if clock.ended])
    have = "phases has" if over == 1 else "phases have"
    phases = f"{over} of {len(state.method.phases)} {have} ended."
    if not over:
        phases = "No phase has ended yet."
    if state.adjourned:
        return f"{phases} The sitting is adjourned, {left_words(state)}. Open it to take it up."
    if state.clock is None:
        return phases
    title = state.method.phase(state.clock.phase).title
    left = state.clock.remaining(now)
    spent = f"{span(left)} left" if left >= 0 else f"{span(-left)} over"
    return f"{phases} {title} is under way: {state.clock.state(now).lower()}, {spent}."


def just_ended(state: SittingState, now: Instant) -> bool:
    """Tell whether the live part ended moments ago, with nothing read out or judged since."""
    ends = [clock.ended for clock in state.phases.values() if clock.ended]
    read = read_whole(state, "closing")
    if not state.phases_over or state.sealed or state.judgements or not ends or read:
        return False
    return now.since(ends[-1]) < JUST_ENDED_MS


def missing_text(missing: Sequence[str]) -> str:
    """Return what is missing for the seal, as sentences with what to do."""
    told = [f"- {_sentence(phrase)}" for phrase in missing]
    return "\n".join(told)


def _sentence(phrase: str) -> str:
    remedy = next((say for part, say in _remedies().items() if part in phrase), "")
    return f"{phrase[0].upper()}{phrase[1:]}. {remedy}".rstrip()


def _remedies() -> dict[str, str]:
    """Return what to do, by what the rules' phrase says."""
    loose = key_for("judge.loose")
    return {
        "not judged": f"{key_for('judge.next_open')} goes to the next one.",
        "1 note not reviewed": f"Attach it or set it aside with {loose}.",
        "notes not reviewed": f"Attach them or set them aside with {loose}.",
        "the sitting has not been ended": "End its last phase on the live screen.",
        "main questions": f"Record with {key_for('judge.deviation')} why, as a deviation.",
    }
