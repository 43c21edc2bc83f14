"""One key keeps every screen of the program from other eyes, and takes nothing from the user."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

from textual.screen import Screen

import epa_tui
import screens
from tests.looks.hidden import SHOWN_BY
from tests.looks.scenes import SCENES


def screen_classes() -> set[str]:
    """Return the names of all screens that can come in front, of both packages."""
    for package in (screens, epa_tui):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    ours = [each for each in _below(Screen) if each.__module__.startswith(("screens.", "epa_tui."))]
    return {each.__name__ for each in ours if not each.__subclasses__()} | {"LiveScreen"}


def _below(kind: type[Any]) -> Iterator[type[Any]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def test_there_is_a_scene_of_every_screen() -> None:
    """`test_looks` hides each of them."""
    assert screen_classes() - {"Cover"} == set(SHOWN_BY)
    assert set(SHOWN_BY.values()) <= set(SCENES)
