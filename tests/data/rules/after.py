"""An assessment after its sittings, on a stage: what is recorded is linked, folded and kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from data.record.body import Body, Entry
from data.record.chain import link
from data.record.cipher import IN_CLEAR
from data.record.journey.fold import fold_journey
from data.record.journey.opening import AssessmentOpened
from data.rules.journey_view import JourneyView
from data.rules.refused import Refused
from data.rules.standing import Attempt
from data.standards.journey_loader import journey_of
from data.standards.model import Standard
from tests.data.rules.acting import BEGIN, shipped

HEARD = date(2026, 5, 20)
"""A Wednesday: the result is due on Monday 1 June, behind a bank holiday."""


def sat(
    method: str, grade: str | None = "pass", number: int = 1, kind: str = "", **more: Any
) -> Attempt:
    """Return a sitting that was heard on `HEARD`, and sealed that day where it has a grade."""
    sealed = HEARD.isoformat() if grade else ""
    attempt = Attempt(
        f"{method}-{number}",
        method,
        kind or ("first" if number == 1 else "re-sit"),
        number,
        begun=True,
        grade=grade,
        head=f"head of {method}-{number}",
        ended_on=HEARD.isoformat(),
        heard_on=HEARD.isoformat(),
        sealed_on=sealed,
    )
    return replace(attempt, **more)


class After:
    """An assessment whose record tests add to; every refused call leaves it as it was."""

    def __init__(
        self,
        *attempts: Attempt,
        today: date = HEARD,
        standard: Standard | None = None,
        **known: Any,
    ) -> None:
        self.standard = standard or shipped()
        self.attempts: tuple[Attempt, ...] = attempts
        self.today = today
        self.known = known
        self.entries: list[Entry] = []

    @property
    def view(self) -> JourneyView:
        return JourneyView(
            self.standard,
            journey_of(self.standard),
            None,
            fold_journey(self.entries, "2026-01-05"),
            self.attempts,
            self.today,
            assessor="Pat Pretend",
            **self.known,
        )

    def keep(self, *bodies: Body) -> After:
        if not self.entries:
            opened = AssessmentOpened("ST0792", "1.1", None, "2026-01-05")
            bodies = (opened, *bodies)
        for body in bodies:
            last = self.entries[-1] if self.entries else None
            name = f"entry-{len(self.entries) + 1}"
            self.entries.append(link(body, BEGIN, name, last, IN_CLEAR))
        return self

    def do(self, rule: Callable[..., Body], *args: Any, **more: Any) -> After:
        return self.keep(rule(self.view, *args, **more))

    def refused(self, rule: Callable[..., object], *args: Any, **more: Any) -> str:
        with pytest.raises(Refused) as caught:
            rule(self.view, *args, **more)
        assert caught.value.sentence.endswith(".")
        return caught.value.sentence

    def change(self, method: str, **more: Any) -> After:
        """Change the newest sitting of a method: a seal was broken, or another was set."""
        newest: Sequence[Attempt] = [a for a in self.attempts if a.method == method]
        changed = replace(newest[-1], **more)
        self.attempts = tuple(changed if a is newest[-1] else a for a in self.attempts)
        return self
