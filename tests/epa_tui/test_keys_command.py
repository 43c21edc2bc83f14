from __future__ import annotations

import json
from pathlib import Path

import pytest

from epa_tui.cli import main
from screens.actions import ALL
from tests.epa_tui.conftest import CommandLine

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


def test_the_keys_of_the_settings_are_those_that_are_listed(nowhere: CommandLine) -> None:
    nowhere.home.mkdir(parents=True)
    assert nowhere("keys", "--check") == (0, "The keys of the settings are in order.\n", "")
    (nowhere.home / "settings.toml").write_text(
        'theme = "pink"\n[keys]\n"live.question" = "Q,f12"\n"live.undo" = "f1"\n"live.sing" = "k"\n'
    )
    listed = nowhere("keys")
    assert "  Q  F12       Question " in listed.out and "  u  F9        Undo " in listed.out
    assert "app.help and live.undo both have F1" in listed.err
    checked = nowhere("keys", "--check")
    assert (checked.status, checked.out, checked.err) == (1, "", listed.err)
    assert len(checked.err.splitlines()) == 2 and "no action live.sing" in checked.err
    plain = json.loads(nowhere("keys", "--json").out)
    (question,) = (one for one in plain["actions"] if one["id"] == "live.question")
    assert (question["keys"], question["default"]) == (["Q", "f12"], ["q", "f2"])
    assert len(plain["problems"]) == 2
    document = (ROOT / "docs/keys.md").read_text("utf-8")
    assert nowhere("keys", "--markdown").out == document
