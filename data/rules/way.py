"""The way of an assessment as it is drawn: what was passed, where it stands, what lies ahead."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from data.record.journey.machine import (
    ACCEPTED,
    AGAIN_AGREED,
    ASSESSING,
    AT_GATEWAY,
    CERTIFICATED,
    CLAIMED,
    CONFIRMED,
    FAILED,
    GATEWAY_REJECTED,
    GRADED,
    ON_PROGRAMME,
    PERIOD_OVER,
    PLANNED,
    WITHDRAWN,
)
from data.rules.journey_view import JourneyView

MAIN: Final = (
    ON_PROGRAMME,
    AT_GATEWAY,
    ACCEPTED,
    PLANNED,
    ASSESSING,
    GRADED,
    CONFIRMED,
    CLAIMED,
    CERTIFICATED,
)
"""The states of an assessment that passes at once, in order."""

Mark = Literal["passed", "here", "ahead", "not recorded"]
"""`not recorded` lies behind, and nothing here tells that it was passed."""


_NEXT_PART: Final = {
    ACCEPTED: "planning",
    PLANNED: "project",
    ASSESSING: "results",
    GRADED: "results",
    CONFIRMED: "results",
    CLAIMED: "results",
    CERTIFICATED: "results",
    FAILED: "again",
    AGAIN_AGREED: "again",
    PERIOD_OVER: "again",
    WITHDRAWN: "conduct",
}
"""In which part the next is done; before gateway is accepted, in that of the gateway."""


def part_at(at: str) -> str:
    """Return the key of the part in which the next is done, or the last was.

    Args:
        at: Where the assessment stands.
    """
    return _NEXT_PART.get(at, "gateway")


class Post(NamedTuple):
    """One state on the way."""

    state: str
    mark: Mark


def way(view: JourneyView) -> tuple[Post, ...]:
    """Return the main line, with the side states that are the case or were.

    An assessment that has ended before its certificate has nothing ahead.
    """
    here, line = view.at, _line(view)
    at = line.index(here)
    behind = [Post(state, _passed(view, state)) for state in line[:at]]
    ended = here in (WITHDRAWN, PERIOD_OVER)
    ahead = [] if ended else [Post(state, "ahead") for state in line[at + 1 :]]
    return (*behind, Post(here, "here"), *ahead)


def _line(view: JourneyView) -> list[str]:
    """Return the states in the order in which they are drawn."""
    here, line = view.at, list(MAIN)
    known = {*view.state.been, view.state.at, here}
    if here == GATEWAY_REJECTED:
        line.insert(line.index(ACCEPTED), here)
    if here == FAILED:
        line[line.index(CONFIRMED) : line.index(CONFIRMED)] = [FAILED, AGAIN_AGREED]
    elif AGAIN_AGREED in known:
        before = [state for state in (FAILED, AGAIN_AGREED) if state in known]
        line[line.index(ASSESSING) : line.index(ASSESSING)] = before
    if here in (WITHDRAWN, PERIOD_OVER):
        return [*_so_far(view, line), here]
    return line


def _so_far(view: JourneyView, line: list[str]) -> list[str]:
    """Return the states up to the last that is known to have been passed."""
    passed = [place for place, state in enumerate(line) if _passed(view, state) == "passed"]
    return line[: max(passed, default=-1) + 1]


def _passed(view: JourneyView, state: str) -> Mark:
    """Tell whether a state behind is known to have been passed."""
    known = {ON_PROGRAMME, *view.state.been, view.state.at}
    if view.gateway_on:
        known |= {ACCEPTED}
    if any(attempt.begun for attempt in view.attempts):
        known |= {ASSESSING}
    tried = {attempt.method for attempt in view.attempts if attempt.grade is not None}
    if all(method.code in tried for method in view.standard.methods):
        known |= {GRADED}
    return "passed" if state in known else "not recorded"
