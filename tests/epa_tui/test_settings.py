from __future__ import annotations

from pathlib import Path

import pytest

from epa_tui.settings import Settings, clashes, read_settings
from screens.actions import ALL

KNOWN = frozenset({"live.question", "live.undo"})


def write(home: Path, text: str) -> Path:
    (home / "settings.toml").write_text(text, "utf-8")
    return home


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == Settings()


def test_what_the_user_chose_is_taken(tmp_path: Path) -> None:
    home = write(
        tmp_path,
        'theme = "epa-light"\njudge_during = true\nresults = "out"\n'
        '[keys]\n"live.question" = "f12"\n',
    )
    settings = read_settings(home, KNOWN)
    assert (settings.theme, settings.judge_during, settings.results) == ("epa-light", True, "out")
    assert settings.keys == {"live.question": "f12"}
    assert settings.problems == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('theme = "pink"', "theme must be epa-dark, epa-light or epa-contrast"),
        ('judge_during = "yes"', "judge_during must be true or false"),
        ("colour = 1", "colour is not a setting"),
        ('[keys]\n"live.sing" = "x"', "there is no action live.sing"),
        ('[keys]\n"live.undo" = 3', "live.undo must be a key"),
        ('keys = "x"', "[keys] must be a table"),
        ("theme = ", "cannot be read"),
        ("[" * 20000, "cannot be read"),
    ],
)
def test_a_wrong_setting_is_told_and_the_default_used(tmp_path: Path, text: str, said: str) -> None:
    settings = read_settings(write(tmp_path, text), KNOWN)
    assert said in settings.problems[0]
    assert str(tmp_path) in settings.problems[0]
    assert (settings.theme, settings.keys) == ("epa-dark", {})


def test_one_wrong_setting_does_not_take_the_others_away(tmp_path: Path) -> None:
    settings = read_settings(write(tmp_path, 'theme = "epa-light"\nnonsense = 1\n'), KNOWN)
    assert settings.theme == "epa-light"
    assert len(settings.problems) == 1


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_bytes(b"theme = '\xff'")
    assert "cannot be read" in read_settings(tmp_path).problems[0]


@pytest.mark.parametrize("key", ["[red]", "space", "ctrl+", "nonsense", "hyper+k", ""])
def test_a_key_that_no_terminal_sends_is_told(tmp_path: Path, key: str) -> None:
    settings = read_settings(write(tmp_path, f'[keys]\n"live.undo" = "{key}"'), KNOWN)
    assert "live.undo" in settings.problems[0]
    assert settings.keys == {}


@pytest.mark.parametrize("key", ["f12", "k", "ctrl+k", "question_mark", "pageup", "k,f12"])
def test_keys_that_terminals_send_are_taken(tmp_path: Path, key: str) -> None:
    settings = read_settings(write(tmp_path, f'[keys]\n"live.undo" = "{key}"'), KNOWN)
    assert settings.problems == ()


def test_the_example_of_the_readme_clashes_with_nothing() -> None:
    assert clashes({"live.question": "f12"}, ALL) == []


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"live.question": "f3"}, "live.question and live.follow_up both have f3"),
        ({"live.undo": "f1"}, "live.undo and app.help both have f1"),
        ({"live.undo": "z", "live.note": "z"}, "live.note and live.undo both have z"),
    ],
)
def test_two_actions_of_one_screen_with_one_key_are_told_by_name(
    keys: dict[str, str], told: str
) -> None:
    (said,) = clashes(keys, ALL)
    assert told in said


def test_screens_may_use_the_same_key(tmp_path: Path) -> None:
    assert clashes({"live.question": "f12", "home.open": "f12"}, ALL) == []
