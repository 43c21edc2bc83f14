"""The floors of the house, seen from outside: what importing a module brings along."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import pytest

import data

DISK = ["alembic", "sqlalchemy", "sqlcipher3", "sqlite3", "sqlmodel"]
TERMINAL = ["rich", "textual"]
MIGRATIONS = "data.store.migrations."
"""Scripts that Alembic runs, in a context of its own: nothing else can import them."""


def modules(under: str) -> list[str]:
    """Return every module below a package that can be imported, and the package."""
    found = [module.name for module in pkgutil.walk_packages(data.__path__, "data.")]
    named = [name for name in found if name == under or name.startswith(f"{under}.")]
    return [name for name in named if not name.startswith(MIGRATIONS)] or [under]


def brought_along(names: list[str], forbidden: list[str]) -> list[str]:
    """Import modules in a fresh interpreter; which forbidden ones came with which."""
    program = f"""
import importlib, sys
for name in {names!r}:
    importlib.import_module(name)
    if came := sorted(set({forbidden!r}) & set(sys.modules)):
        print(name, "brought along", *came)
        break
"""
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()


def test_the_data_knows_no_terminal() -> None:
    names = modules("data")
    assert "data.record.fold" in names
    assert brought_along(names, TERMINAL) == []


@pytest.mark.parametrize("floor", ["data.record", "data.rules", "data.standards"])
def test_the_rules_know_no_disk(floor: str) -> None:
    assert brought_along(modules(floor), DISK) == []


def test_entries_are_read_without_the_model_of_the_standard() -> None:
    """The first list is painted before anything heavy is loaded."""
    names = [f"data.record.{name}" for name in ("chain", "entries", "errors", "instant", "text")]
    assert brought_along(names, ["pydantic", *DISK, *TERMINAL]) == []


def test_what_is_forbidden_would_be_seen() -> None:
    assert brought_along(["sqlite3"], DISK) == ["sqlite3 brought along sqlite3"]
