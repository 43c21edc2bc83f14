from __future__ import annotations

import json
import os
from dataclasses import fields
from pathlib import Path

import pytest

from epa_tui.settings import Settings, read_settings, settings_with_keys
from tests.bounded import run_bounded

KNOWN = frozenset({"live.question", "live.undo"})


def write(home: Path, text: str) -> Path:
    (home / "settings.toml").write_text(text, "utf-8")
    return home


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == Settings()


def test_what_the_user_chose_is_taken(tmp_path: Path) -> None:
    home = write(
        tmp_path,
        'theme = "epa-light"\njudge_during = true\nbell = true\nresults = "out"\n'
        '[keys]\n"live.question" = "f12"\n',
    )
    settings = read_settings(home, KNOWN)
    assert (settings.theme, settings.judge_during, settings.results) == ("epa-light", True, "out")
    assert settings.keys == {"live.question": "f12"}
    assert settings.problems == ()
    assert settings.bell
    assert not read_settings(tmp_path / "elsewhere").bell, "a call is quiet unless somebody asks"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('theme = "pink"', "theme must be auto, epa-dark, epa-light, epa-contrast or epa-ansi"),
        ('judge_during = "yes"', "judge_during must be true or false"),
        ("bell = 1", "bell must be true or false"),
        ("colour = 1", "colour is not a setting"),
        ('[keys]\n"live.sing" = "x"', "there is no action live.sing"),
        ('[keys]\n"live.undo" = 3', "live.undo must be a key"),
        ('keys = "x"', "[keys] must be a table"),
        ("theme = ", "cannot be read"),
    ],
)
def test_a_wrong_setting_is_told_and_the_default_used(tmp_path: Path, text: str, said: str) -> None:
    settings = read_settings(write(tmp_path, text), KNOWN)
    assert said in settings.problems[0]
    assert str(tmp_path) in settings.problems[0]
    assert (settings.theme, settings.keys) == ("auto", {})


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


def test_keys_that_cannot_hold_are_told_and_the_others_act(tmp_path: Path) -> None:
    home = write(
        tmp_path,
        '[keys]\n"live.question" = "f12"\n"live.undo" = "f1"\n"live.sing" = "z"\n'
        '"live.pausse" = "f11"\n"home.open" = "ctrl+m"\n',
    )
    settings = settings_with_keys(home)
    assert settings.keys == {"live.question": "f12"}
    told = "\n".join(settings.problems)
    assert "no action live.sing. " in told and "live.pausse. Did you mean live.pause?" in told
    assert "app.help and live.undo both have F1" in told
    assert "home.open cannot be Ctrl+M" in told
    assert all(str(tmp_path) in problem for problem in settings.problems)


READER = """
from pathlib import Path
from epa_tui.settings import read_settings

KNOWN = frozenset({"live.undo"})

def check(case):
    settings = read_settings(Path(case), KNOWN)
    assert settings.theme == "auto" and settings.results == "" and settings.keys == {}
    assert len(settings.problems) <= 6
    assert all(told.isprintable() and len(told) < 500 for told in settings.problems)
    return settings.problems[0]
"""

HOSTILE: dict[str, tuple[bytes, str]] = {
    "nested": (b"a = " + b"[" * 20_000, "nested deeper than 8"),
    "dotted": (b".".join([b"a"] * 20_000) + b" = 1", "nested deeper than 8"),
    "large": (b"# \n" * 1_000_000, "larger than 64,000 bytes"),
    "compressed": (b"\x1f\x8b\x08\x00" + bytes(range(256)), "cannot be read"),
    "wide": ("theme = 'epa-light'".encode("utf-16"), "cannot be read"),
    "NUL": (b"theme = 'epa\0light'", "cannot be read"),
    "digits": (b"a = " + b"9" * 60_000, "cannot be read"),
    "hexadecimal": (b"theme = 0x" + b"f" * 60_000, "theme must be"),
    "many": (b"\n".join(b"a%d = 1" % n for n in range(6_000)), "a0 is not a setting"),
    "many keys": (b"[keys]\n" + b"\n".join(b"a%d = 'k'" % n for n in range(5_000)), "no action a0"),
    "long": (b"a" * 60_000 + b" = 1", "aaa... is not a setting"),
    "steering": (b'"\\u001b[2J\\u202e" = 1', "\\x1b[2J\\u202e is not a setting"),
    "NUL in a path": (b'results = "a\\u0000b"', "results must be the path of a folder"),
    "NUL in a home": (b'results = "~\\u0000"', "results must be the path of a folder"),
    "long path": (b'results = "' + b"x" * 50_000 + b'"', "results must be the path"),
    "nobody's home": (b'results = "~no-such-user/x"', "results must be the path of a folder"),
    "escape as a key": (b'[keys]\n"live.undo" = "\\u001b"', "live.undo must be a key"),
}


def test_no_file_keeps_the_program_from_starting(tmp_path: Path) -> None:
    for name, (content, _) in HOSTILE.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "settings.toml").write_bytes(content)
    told = run_bounded(READER, [str(tmp_path / name) for name in HOSTILE])
    for name, (_, said) in HOSTILE.items():
        assert said in told.get(str(tmp_path / name), "not reached"), name


def test_what_is_no_file_is_told_at_once(tmp_path: Path) -> None:
    homes = {name: tmp_path / name for name in ("pipe", "folder", "loop", "zeros")}
    for home in homes.values():
        home.mkdir()
    os.mkfifo(homes["pipe"] / "settings.toml")
    (homes["folder"] / "settings.toml").mkdir()
    (homes["loop"] / "settings.toml").symlink_to("settings.toml")
    (homes["zeros"] / "settings.toml").symlink_to("/dev/zero")
    told = run_bounded(READER, [str(home) for home in homes.values()])
    assert [("cannot be read" in told.get(str(home), "")) for home in homes.values()] == [True] * 4


@pytest.mark.parametrize("key", [" ", "Space", "SPACE", "k, "])
def test_the_space_bar_stays_with_the_video_call(tmp_path: Path, key: str) -> None:
    settings = read_settings(write(tmp_path, f'[keys]\n"live.undo" = "{key}"'), KNOWN)
    assert "cannot be the space bar" in settings.problems[0]
    assert settings.keys == {}


def test_a_file_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_bytes(b'\xef\xbb\xbftheme = "epa-light"\r\n')
    assert read_settings(tmp_path) == Settings(theme="epa-light")


def test_results_are_not_sent_among_the_files_of_the_store(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(f'destinations = ["{tmp_path.as_uri()}/"]\n', "utf-8")
    read = read_settings(tmp_path)
    assert (read.destinations, read.destinations_wrong) == ((), True)
    assert "a folder of its own" in read.problems[0]


NOT_SET = {"destinations_wrong", "problems"}
"""What the file does not say, but what is said about it."""


def test_every_setting_is_explained_with_its_default_and_an_example(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "docs/settings.md").read_text("utf-8")
    parts = {part.partition("\n")[0]: part for part in text.split("\n## ")[1:]}
    defaults = {f.name: getattr(Settings(), f.name) for f in fields(Settings)}
    assert list(parts) == [name for name in defaults if name not in NOT_SET]
    for name, part in parts.items():
        default = defaults[name]
        said = json.dumps(list(default) if isinstance(default, tuple) else default)
        assert f"Default: `{said}`" in part, name
        example = part.split("```toml\n")[1].split("```")[0]
        settings = settings_with_keys(write(tmp_path, example))
        assert settings.problems == ()
        assert getattr(settings, name) != default, name
