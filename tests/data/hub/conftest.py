"""An inbox of one's own, and a record in each of the engines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.servers.postgres import Postgres
from tests.servers.postgres import postgres as postgres


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty inbox."""
    made = tmp_path / "inbox"
    made.mkdir()
    return made


@pytest.fixture(params=["sqlite", "postgresql"])
def new_record(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Make the address of a record that is not there yet."""
    if request.param == "sqlite":
        numbers = iter(range(1000))
        return lambda: (
            (tmp_path / f"record-{next(numbers)}.db").as_uri().replace("file:", "sqlite:")
        )
    server: Postgres = request.getfixturevalue("postgres")
    return server.schema


@pytest.fixture
def record(new_record: Callable[[], str]) -> str:
    """The address of a record that is not there yet."""
    return new_record()
