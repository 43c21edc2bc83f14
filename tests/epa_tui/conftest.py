"""The demonstration, built once and copied for each test, and the command line in this process."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlcipher3 import dbapi2

from data.exchange import handover_file
from data.record.instant import Instant
from data.store import key_file
from epa_tui.cli import main
from epa_tui.demonstration import prepare
from tests.faults.opening import OPENS, begun, with_passphrase

NOW = Instant(1_795_516_200_000, 3_600_000, "boot-one")
"""A Tuesday in November 2026, 10:30."""


@pytest.fixture(autouse=True)
def cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make files at the least cost of trying a passphrase: some 0.2 s each time, in all a minute.

    What the real cost is, and that it opens what it closed, the tests of both files try.
    """
    for module in (key_file, handover_file):
        monkeypatch.setattr(module, "_MEMORY_KIB", 8 * module._LANES)
        monkeypatch.setattr(module, "_PASSES", 1)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration as it was built; never written to."""
    home = tmp_path_factory.mktemp("built") / "home"
    prepare(home, NOW)
    return home


@pytest.fixture
def demonstration(built: Path, tmp_path: Path) -> Path:
    """A demonstration of one's own."""
    return Path(shutil.copytree(built, tmp_path / "home"))


class Done(NamedTuple):
    """How a command ended."""

    status: int
    out: str
    err: str


class CommandLine:
    """`epa-tui --home HOME` and what is typed behind it."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self._capsys = capsys

    def __call__(self, *words: str) -> Done:
        try:
            status = main(["--home", str(self.home), *words])
        except SystemExit as left:
            status = int(left.code or 0)
        captured = self._capsys.readouterr()
        return Done(status, captured.out, captured.err)

    def tamper(self, *statements: str) -> None:
        """Change the store behind the back of the program."""
        raw = dbapi2.connect(str(self.home / "store.db"), isolation_level=None)
        for statement in statements:
            raw.execute(statement)
        raw.close()


@pytest.fixture
def epa_tui(demonstration: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line on a demonstration."""
    return CommandLine(demonstration, capsys)


@pytest.fixture
def nowhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line on a folder that is not there."""
    return CommandLine(tmp_path / "nothing" / "here", capsys)


class SealedLine(CommandLine):
    """The command line on an encrypted store, whose passphrase is in the environment."""

    def __init__(
        self, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        super().__init__(home, capsys)
        self._monkeypatch = monkeypatch

    def __call__(self, *words: str) -> Done:
        # Set anew each time: the program takes it out.
        for name, passphrase in OPENS.items():
            self._monkeypatch.setenv(name, passphrase)
        return super().__call__(*words)


@pytest.fixture
def sealed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> SealedLine:
    """The command line on an encrypted store with one sitting that has begun."""
    return SealedLine(with_passphrase(begun(tmp_path / "home")), capsys, monkeypatch)
