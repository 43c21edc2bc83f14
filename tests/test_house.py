"""The code keeps the rules of the house, and a breach of each of them would be seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house import OPENING, Module, broken_rules

ROOT = Path(__file__).resolve().parents[1]


def modules() -> list[Module]:
    return [
        Module(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
        for folder in ("epa_tui", "screens", "data")
        for path in sorted((ROOT / folder).rglob("*.py"))
    ]


def test_the_code_keeps_the_rules_of_the_house() -> None:
    found = modules()
    assert len(found) > 100
    assert [said for module in found for said in broken_rules(module)] == []


def test_every_module_that_may_open_files_is_there() -> None:
    assert OPENING.keys() <= {module.path for module in modules()}


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("self.notify(f'Undone: {label}')", "notify without markup=False"),
        ("self.app.notify(said, timeout=3)", "notify without markup=False"),
        ("self.notify(said, markup=True)", "notify without markup=False"),
        ("self.notify('Press [K1]')", "notify without markup=False"),
        ("yield Static(title)", "Static of a text"),
        ("yield Static(f'[{code}]', classes='code')", "Static of a text"),
        ("yield Label(self._text)", "Label of a text"),
        ("words = Content('a')\nwords = 'b'\nyield Static(words)", "Static of a text"),
        ("yield Static(Content('a') if a else b)", "Static of a text"),
        ("print('here')", "print outside of the command line"),
        ("super().on_mount()", "on_mount of each class itself"),
        ("import logging", "a log"),
        ("from logging import getLogger", "a log"),
        ("from textual import log", "a log"),
        ("self.app.log(name)", "a log"),
        ("import sqlite3", "SQLite outside of data/store"),
        ("from sqlcipher3 import dbapi2", "SQLite outside of data/store"),
        ("open(home / 'store.db', 'rb')", "opens a file"),
        ("path.open()", "opens a file"),
        ("os.open(path, os.O_RDONLY)", "opens a file"),
        ("digest = sha256(store.path.read_bytes())", "opens a file"),
        ("shutil.copyfile(store.path, backup)", "opens a file"),
        ("a = 1\n" * 300, "has more than 299 lines"),
        ("def f():\n" + "    a = 1\n" * 31, "f has more than 30 lines of code"),
        ("async def f():\n    '''Doc.'''\n" + "    a = 1\n" * 31, "f has more than 30 lines"),
    ],
)
def test_a_breach_would_be_seen(code: str, said: str) -> None:
    (found,) = broken_rules(Module("screens/made_up.py", code))
    assert said in found


@pytest.mark.parametrize(
    "code",
    [
        "self.notify('Saved.')\nself.notify(f'{label}', markup=False)",
        "yield Static('Gone')\nyield Static(id='facts')\nyield Static(Content(title))",
        "yield Static(words, markup=False)\nyield Static(Content('').join(parts))",
        "line = Content.assemble(' ', a).stylize('b')\nyield Static(line)",
        "store = Store.open(home)\nself.query_one(NoteLine).open(text)\nline.open()",
        "def f():\n    '''Doc.\n" + "\n" * 40 + "    '''\n" + "    a = 1\n" * 30,
    ],
)
def test_what_is_allowed_is_left_alone(code: str) -> None:
    assert broken_rules(Module("screens/made_up.py", code)) == []


def test_each_place_has_its_own_allowance() -> None:
    assert broken_rules(Module("epa_tui/commands/made_up.py", "print('here')")) == []
    assert broken_rules(Module("data/store/made_up.py", "import sqlcipher3\nopen(path)")) == []
    assert broken_rules(Module("data/standards/bounds.py", "os.open(path, 0)")) == []
