"""What is proposed to ask next, planned anew only where coverage or plan changed.

A tick of the clock, a note without tags and a pause find the proposal of before.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.record.state import SittingState
from data.rules.planning import Plan, after, ground, plan_for
from screens.widgets.code_runs import runs


@dataclass(frozen=True)
class Proposed:
    """The question to ask next."""

    number: int | None = None
    """Its number on the plan; None where none is proposed."""
    codes: tuple[str, ...] = ()
    """Open codes that it reaches."""
    why: tuple[str, str] = ("", "")
    """Why it is proposed, in a few words and in fewer."""
    unreached: tuple[str, ...] = ()
    """Open codes that no planned question reaches."""

    @property
    def nothing(self) -> str:
        """Say that nothing reaches what is open; empty where something does."""
        codes = " ".join(runs(self.unreached))
        return f"no planned question reaches {codes}" if codes and self.number is None else ""


NOTHING = Proposed()
"""Where nothing is planned, or nothing can be asked any more."""


class Proposals:
    """The plan of a sitting, and the question that it proposes now."""

    def __init__(self) -> None:
        self.plan: Plan | None = None
        """Stays the same object as long as its ground does; None where nothing is planned."""
        self._made_of: tuple[object, ...] = ()
        self._proposed = NOTHING
        self._turn = 0

    def of(self, state: SittingState) -> Proposed:
        """Return what is proposed as a sitting stands.

        Args:
            state: Where it stands; what it shares with the state before is not looked at again.
        """
        parts = (state.plan, state.questions, state.standings, state.report, state.asked_before)
        made_of = (*parts, state.criteria, state.live_over)
        if len(self._made_of) != len(made_of) or any(
            new is not old for new, old in zip(made_of, self._made_of, strict=True)
        ):
            self._made_of = made_of
            self._look(state)
        return self._proposed

    def other(self, state: SittingState) -> Proposed:
        """Return the next best proposal instead, round and round, until coverage changes."""
        self.of(state)
        if self.plan is not None and self.plan.proposals:
            self._turn = (self._turn + 1) % len(self.plan.proposals)
            self._proposed = _proposal(self.plan, self._turn, _above(state))
        return self._proposed

    def _look(self, state: SittingState) -> None:
        if state.live_over or not state.plan:
            self.plan, self._proposed = None, NOTHING
            return
        now = ground(state)
        if self.plan is None or self.plan.ground != now:
            self.plan, self._turn = plan_for(now), 0
            self._proposed = _proposal(self.plan, 0, _above(state))


def _above(state: SittingState) -> str:
    """Return the name of the grade above the lowest; `higher` where there are several."""
    grades = state.standard.grades[2:]
    return grades[0] if len(grades) == 1 else "higher"


def _proposal(plan: Plan, turn: int, above: str) -> Proposed:
    if not plan.proposals:
        return Proposed(unreached=plan.unreached)
    number = plan.proposals[turn]
    return Proposed(number, plan.codes_of(number), _why(plan, number, above), plan.unreached)


def _why(plan: Plan, number: int, above: str) -> tuple[str, str]:
    """Return why a question is proposed: what it reaches of what is open, and what is left then."""
    open_now, bits = plan.ground, plan.reach.get(number, 0)
    low = (bits & open_now.of_lowest).bit_count()
    if not bits:
        return "aimed at nothing", ""
    if low:
        short = f"{low} of {len(open_now.lowest)} open"
        return f"{short}{_then(*_rest(plan, number))}", short
    short = f"{bits.bit_count()} of {len(open_now.higher)} {above}"
    if open_now.lowest and plan.first:
        return short, short
    return f"{short}{_then(*_rest(plan, number))}", short


def _rest(plan: Plan, number: int) -> tuple[int, bool]:
    """Return how many more are needed after a question, and whether no fewer will do."""
    part = plan.first or plan.further
    if number in part:
        return len(part) - 1, plan.proved
    rest = plan_for(after(plan.ground, number))
    return len(rest.first if plan.first else rest.further), rest.proved


def _then(more: int, proved: bool) -> str:
    if not more:
        return ", the last one needed"
    return f", then {more} more" if proved else f", then about {more} more"
