"""Scripts that are read out: what is filled into them, where the reader is, and a tick per line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from data.record.conduct import ReadOut
from data.record.entries import Body, Checked
from data.record.instant import Instant
from data.record.phase_clock import allotted_ms
from data.record.script_entries import LineRead
from data.record.state import SittingState
from data.record.text import clean
from data.rules.demands import demand_unsealed
from data.rules.gate import PREAMBLE
from data.rules.no_show import WAIT_MINUTES

MINUTE = 60_000
_BRACES = re.compile(r"\{([a-z_]{1,30})\}")


def facts(
    state: SittingState, apprentice: str = "", assessor: str = "", wait: int = WAIT_MINUTES
) -> dict[str, str]:
    """Return what may stand between braces in a script, and what it becomes.

    Args:
        state: The sitting.
        apprentice: The apprentice's name.
        assessor: The assessor's name, where the record has none.
        wait: Minutes that an apprentice is waited for.
    """
    method, standard, opened = state.method, state.standard, state.opened
    extra = opened.extra_per_mille
    times = [(phase.title, allotted_ms(phase, extra) // MINUTE) for phase in method.phases]
    option = standard.option(opened.option)
    return {
        "apprentice": apprentice or "the apprentice",
        "assessor": opened.assessor or assessor or "your assessor",
        "method": method.title,
        "method_code": method.code,
        "minutes": str(sum(minutes for _, minutes in times)),
        "phases": ", then ".join(f"{title.lower()} {minutes} minutes" for title, minutes in times),
        "questions": str(sum(phase.minimum_questions for phase in method.phases)),
        "standard": standard.title,
        "reference": f"{opened.reference} version {opened.version}",
        "option": option.title if option else "",
        "attempt": "first attempt" if opened.attempt == "first" else opened.attempt,
        "days": str(standard.deadlines.result_working_days),
        "wait": str(wait),
    }


def fill(paragraphs: Sequence[str], known: Mapping[str, str]) -> tuple[tuple[str, ...], list[str]]:
    """Return paragraphs with what is known filled in, and the braces that nobody knows.

    Args:
        paragraphs: As the file has them.
        known: What may stand between braces.

    Returns:
        The paragraphs, fit for record and terminal, and the unknown names in order; these stay.
    """
    unknown: dict[str, None] = {}

    def value(found: re.Match[str]) -> str:
        if found[1] not in known:
            unknown[found[1]] = None
            return found[0]
        return known[found[1]]

    filled = tuple(clean(_BRACES.sub(value, paragraph)) for paragraph in paragraphs)
    return filled, list(unknown)


def read_now(state: SittingState, script: str, words: Sequence[str]) -> tuple[ReadOut, ...]:
    """Return what was read of the reading that goes on, in order.

    A script read to its end begins anew the next time; so does one whose words were changed.

    Args:
        state: The sitting.
        script: Its name.
        words: Its paragraphs, as they are shown.
    """
    reading: list[ReadOut] = []
    for line in state.conduct.lines:
        if line.script == script:
            if line.line == 1 or line.line != len(reading) + 1:
                reading = []
            reading.append(line)
    same = [line.text for line in reading] == list(words[: len(reading)])
    return tuple(reading) if same and len(reading) < len(words) else ()


def read_whole(state: SittingState, script: str) -> bool:
    """Tell whether a script was read to its end."""
    return any(line.script == script and line.line == line.of for line in state.conduct.lines)


def read_line(
    state: SittingState, now: Instant, script: str, words: Sequence[str], place: int
) -> tuple[Body, ...]:
    """Tick one paragraph; the last of the preamble answers its check as well.

    Args:
        state: The sitting.
        now: The present.
        script: Its name.
        words: Its paragraphs, as they are shown.
        place: Which one was read, from 0.

    Raises:
        Refused: The sitting is sealed.
    """
    demand_unsealed(state)
    read = LineRead(script, place + 1, len(words), words[place])
    answered = state.checks.get(PREAMBLE)
    whole = place + 1 == len(words) and script == PREAMBLE and not state.phases
    if whole and not (answered and answered.ok):
        return (read, Checked(PREAMBLE, True))
    return (read,)
