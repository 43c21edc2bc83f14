"""What the drawings need: a stage for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.looks.scenes import Stage


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """Give a test its stores, and close them afterwards."""
    stage = Stage(tmp_path)
    yield stage
    stage.close()
