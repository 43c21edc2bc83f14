"""Sittings for the tests: standards, and a record that is written line by line."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from data.record.chain import link
from data.record.cipher import IN_CLEAR
from data.record.entries import Body, Entry, Opened
from data.record.fold import fold
from data.record.instant import Instant
from data.record.state import SittingState
from data.standards.loader import SHIPPED_FOLDER, LoadedStandard, load_standard
from data.standards.model import Standard

MINUTE = 60_000
START = Instant(wall=1_779_271_620_000, tick=5_000_000, boot="boot-one", awake=4_000_000)
MADE_UP = Path(__file__).resolve().parents[2] / "standards" / "made-up-1.0.toml"


def ms(words: str) -> int:
    """Return `27:30` in milliseconds."""
    minutes, seconds = words.split(":")
    return (int(minutes) * 60 + int(seconds)) * 1000


@cache
def _loaded(path: Path) -> LoadedStandard:
    return load_standard(path)


def shipped() -> LoadedStandard:
    return _loaded(SHIPPED_FOLDER / "ST0792-1.1.toml")


def made_up() -> LoadedStandard:
    return _loaded(MADE_UP)


def opening(
    loaded: LoadedStandard, method: str, option: str | None = None, extra: int = 0
) -> Opened:
    standard = loaded.standard
    return Opened(
        reference=standard.reference,
        version=standard.version,
        digest=loaded.digest,
        method=method,
        option=option,
        extra_per_mille=extra,
        assessor="Testa Example",
    )


def chained(bodies: list[tuple[Instant, Body]]) -> list[Entry]:
    """Link bodies into a record."""
    entries: list[Entry] = []
    for place, (at, body) in enumerate(bodies, start=1):
        entries.append(link(body, at, f"entry-{place}", entries[-1] if entries else None, IN_CLEAR))
    return entries


class Sitting:
    """A record under way, and the time that goes by in it."""

    def __init__(
        self, loaded: LoadedStandard, method: str, option: str | None = None, extra: int = 0
    ) -> None:
        self.standard: Standard = loaded.standard
        self.now = START
        self.entries: list[Entry] = []
        self.add(opening(loaded, method, option, extra))

    def add(self, body: Body) -> int:
        """Append what happened now; the sequence number that it got."""
        after = self.entries[-1] if self.entries else None
        self.entries.append(link(body, self.now, f"entry-{len(self.entries) + 1}", after, IN_CLEAR))
        return self.entries[-1].seq

    def wait(self, milliseconds: int) -> None:
        self.now = self.now.later(milliseconds)

    @property
    def state(self) -> SittingState:
        return fold(self.standard, self.entries)
