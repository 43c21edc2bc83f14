from __future__ import annotations

from pathlib import Path

import pytest

from epa_tui.cli import main
from screens.actions import ALL

ROOT = Path(__file__).parents[2]


def test_the_document_of_the_keys_is_what_the_registry_says(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["keys", "--markdown"]) == 0
    assert (ROOT / "docs/keys.md").read_text("utf-8") == capsys.readouterr().out


def test_every_action_is_listed_with_its_id(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["keys"]) == 0
    printed = capsys.readouterr().out
    assert all(action.id in printed for action in ALL)
