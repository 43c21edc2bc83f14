"""A store in a new folder, with one assessment and one sitting in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.store.store import Store
from tests.data.store.building import a_sitting, an_assessment


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    with Store.open(home) as opened:
        opened.save_bookings([an_assessment()], [a_sitting()])
        yield opened
