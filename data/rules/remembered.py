"""What a rule found for a state is found once, however often the screen asks.

The live screen asks every second; a state is a value that never changes. The state is held weakly
and takes the answer with it: nothing that was said outlives its sitting here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import ref

from data.record.state import SittingState

Found = TypeVar("Found")
"""What a rule gives."""


def per_state(rule: Callable[[SittingState], Found]) -> Callable[[SittingState], Found]:
    """Let a rule that needs nothing but the state remember its last answer.

    Args:
        rule: A pure function of the state.
    """
    last: tuple[ref[SittingState], Found] | None = None

    def forget(gone: ref[SittingState]) -> None:
        nonlocal last
        if last is not None and last[0] is gone:
            last = None

    @wraps(rule)
    def remembering(state: SittingState) -> Found:
        nonlocal last
        kept = last  # read once: a thread may ask about another sitting meanwhile
        if kept is not None and kept[0]() is state:
            return kept[1]
        found = rule(state)
        last = ref(state, forget), found
        return found

    return remembering
