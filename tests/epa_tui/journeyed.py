"""One assessment on its way, driven by commands from day to day in a real store."""

from __future__ import annotations

import json
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from data.record.instant import Instant
from data.rules import talk_guards
from data.rules.refused import Refused
from data.store.rows import Assessment
from data.store.sitting_record import SittingRecord
from data.store.store import Store
from epa_tui.earlier_attempts import keep_asked_before
from tests.data.store.building import an_assessment
from tests.epa_tui.conftest import CommandLine
from tests.epa_tui.graded import Graded
from tests.epa_tui.hub import FLAG, ULN
from tests.epa_tui.session import without_encryption
from tests.screens.acted import shipped
from tests.screens.ticking import Ticker

WHO = "assessment-0"
WITHOUT_WORDS = "English maths portfolio proposal declaration adjustments"
"""Checks of the gateway that a mere yes answers."""


def somebody() -> Assessment:
    """Return an assessment before its gateway."""
    return an_assessment(uln=ULN, family_name="Example", gateway_on=None)


class Held(Graded):
    """A booked sitting that begins: its booking stays as the way has made it.

    Args:
        store: Where it is booked.
        method: Its newest attempt at this method.
        at: When it begins.
    """

    def __init__(self, store: Store, method: str, at: Instant) -> None:
        self.loaded, self.store, self.ticker = shipped(), store, Ticker(at)
        mine = [sitting for sitting in store.sittings(WHO) if sitting.method == method]
        booked = max(mine, key=lambda sitting: sitting.number)
        assessment = store.assessment(WHO)
        self.record = SittingRecord.begin(store, booked, assessment, self.loaded, at)
        assert keep_asked_before(store, self.record, at) == ""

    def asked(self, number: int) -> Held:
        """Ask other questions than at an earlier attempt, whose first one is refused."""
        attempt = self.record.sitting.number
        if attempt > 1:
            with pytest.raises(Refused, match="This was asked at the first attempt"):
                self.do(talk_guards.ask, "Question 1 of attempt 1?", aims=(self.first,))
        for count in range(number):
            words = f"Question {count + 1} of attempt {attempt}?"
            self.wait(1).do(talk_guards.ask, words, aims=(self.first,))
        return self


def graded(store: Store, method: str, at: Instant, *failed: str) -> None:
    """Hold, judge and seal the newest attempt at a method, and keep its result."""
    held = Held(store, method, at)
    held.heard().sealed(*failed)
    held.with_result().done()


class Way(CommandLine):
    """The command line on a store with one assessment, on a day of one's own."""

    def __init__(
        self, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        super().__init__(home, capsys)
        home.mkdir(mode=0o700)
        without_encryption(home)
        with Store.open(home) as store:
            store.save_bookings([somebody()], [])
        self._wall = 0
        # The clock of the machine, not of the program: commands read the time for themselves.
        monkeypatch.setattr(time, "time_ns", self._tick)

    def _tick(self) -> int:
        self._wall += 1_000
        return self._wall * 1_000_000

    def on(self, day: str, hour: str = "09:00") -> Way:
        """Let it be nine o'clock of a day."""
        self._wall = int(datetime.fromisoformat(f"{day}T{hour}Z").timestamp() * 1000)
        return self

    def does(self, words: str, *more: str, at: str) -> str:
        """Carry a step out; return what is told of it.

        Args:
            words: Part and verb: `gateway accept`.
            more: Its answers.
            at: Where the assessment stands then.
        """
        done = self(*words.split(), WHO, *more, "--json")
        assert done.status == 0, done.err
        told = json.loads(done.out)
        assert told["state"] == at, told
        return str(told["told"])

    def refuses(self, words: str, *more: str, because: str) -> None:
        """Try a step that is not allowed: the reason is told, and nothing is recorded."""
        before = self._lines()
        done = self(*words.split(), WHO, *more)
        assert done.status == 1 and because in " ".join(done.err.split()), done
        assert self._lines() == before

    def takes_back(self) -> None:
        """Undo what was recorded last."""
        done = self("journey", WHO, "--undo", "--yes")
        assert done.status == 0, done.err

    def _lines(self) -> list[int]:
        """Return how many lines the records have, and how many sittings are booked."""
        raw = dbapi2.connect(str(self.home / "store.db"))
        tables = ("journey_entry", "entry", "sitting")
        counts = [raw.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables]
        raw.close()
        return counts

    def holds(self, method: str, *failed: str) -> None:
        """Hold and seal the newest attempt at a method."""
        with Store.open(self.home) as store:
            graded(store, method, Instant(self._wall, self._wall, "boot-one"), *failed)

    def stands(self) -> dict[str, Any]:
        """Return what `epa-tui journey` tells."""
        done = self("journey", WHO, "--json")
        assert done.status == 0, done.err
        told: dict[str, Any] = json.loads(done.out)
        assert (told["format"], told["assessment"]) == (1, WHO)
        return told

    def sent(self) -> Sent:
        """Return what goes to the assessment service."""
        done = self("export", FLAG, "--json")
        return Sent(json.loads(done.out))

    def verifies(self) -> None:
        """Check that every chain holds, and that lists show what the records say."""
        done = self("verify")
        assert done.status == 0, done.out + done.err


class Sent:
    """What one export holds of the only apprentice.

    Args:
        told: Its summary.
    """

    def __init__(self, told: dict[str, Any]) -> None:
        files = {file["name"]: Path(told["folder"]) / file["name"] for file in told["files"]}
        self.codes = [problem["code"] for problem in told["problems"]]
        self._items = {name: json.loads(path.read_bytes()) for name, path in files.items()}

    @property
    def epas(self) -> list[str]:
        """The history, in short: `2026-06-30 Pass resit`."""
        entries = self._items.get("epa-001.json", [])
        return [
            " ".join([epa.pop("epaDate")[:10], epa.pop("epaOutcome"), *epa])
            for entry in entries
            for epa in entry["epaDetails"]["epas"]
        ]

    @property
    def certificate(self) -> dict[str, Any] | None:
        """The draft of the certificate; None where there is none."""
        (draft,) = self._items.get("certificate-001.json", [None])
        found: dict[str, Any] | None = draft
        return found

    @property
    def certified(self) -> tuple[str, str] | None:
        """The overall grade and the day of the achievement of the draft."""
        if self.certificate is None:
            return None
        learning = self.certificate["learningDetails"]
        return learning["overallGrade"], learning["achievementDate"][:10]
