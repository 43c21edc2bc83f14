"""The command line on a real store of one's own, and sittings graded in it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from data.record.instant import Instant
from data.store.rows import Sitting
from data.store.store import Store
from tests.data.store.building import a_sitting, an_assessment
from tests.epa_tui.conftest import CommandLine, Done
from tests.epa_tui.graded import Graded
from tests.epa_tui.session import without_encryption

ULN = "9276308686"
FLAG = "--assessment-service"


def at(day: str) -> Instant:
    moment = datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=UTC)
    return Instant(int(moment.timestamp() * 1000), 5_000_000, "boot-one")


class Hub(CommandLine):
    """The command line on a store of one's own, and sittings in it."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        super().__init__(home, capsys)
        home.mkdir(mode=0o700)
        without_encryption(home)
        self.store = Store.open(home)

    def sit(self, method: str, day: str, *, whose: int = 0, **about: Any) -> Graded:
        """Begin a sitting."""
        personal = {"uln": ULN, "family_name": "Example", **about.pop("personal", {})}
        assessment = an_assessment(whose, **personal)
        mine = self.store.sittings(assessment.id)
        number = 1 + sum(sitting.method == method for sitting in mine)
        begun = at(day)
        booked: Sitting = replace(
            a_sitting(method=method, assessment_id=assessment.id, number=number, **about),
            id=f"{assessment.id}-{method}-{number}",
            scheduled_at=begun.wall,
        )
        return Graded(self.store, assessment, booked, begun)

    def graded(self, method: str, day: str, *failed: str, **about: Any) -> Graded:
        """Hold, judge and seal a sitting, and keep its result."""
        held = self.sit(method, day, **about)
        held.heard().sealed(*failed)
        return held.with_result()

    def export(self, *words: str) -> Done:
        self.store.close()
        return self("export", FLAG, *words)

    def summary(self, status: int = 0) -> dict[str, Any]:
        done = self.export("--json")
        assert done.status == status, done.err
        told: dict[str, Any] = json.loads(done.out)
        return told
