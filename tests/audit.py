"""Tells whether everything that is installed for this project was looked at by a person.

Started by `make audit`. Every package that the project needs, its own needs included, has its
version in `constraints.txt` and a row in `docs/dependencies.md`: a package that slips in with an
update stops here. Where `pip-audit` is installed and reaches its data, known faults stop here too.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]

_ROW = re.compile(r"\| *([\w.-]+) *\| *[^|\s][^|]*\| *[^|\s][^|]*\| *\d{4}-\d\d-\d\d *\|")
_PIN = re.compile(r"([A-Za-z0-9._-]+)==([A-Za-z0-9.+!_-]+)")


def plain(name: str) -> str:
    """Return the name of a package as all its spellings share it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned(constraints: str) -> dict[str, str]:
    """Return the version of each package in the text of `constraints.txt`."""
    found = (_PIN.match(line) for line in constraints.splitlines())
    return {plain(pin[1]): pin[2] for pin in found if pin}


def reviewed(table: str) -> set[str]:
    """Return the packages that have a whole row in the text of `docs/dependencies.md`."""
    return {plain(row[1]) for row in map(_ROW.match, table.splitlines()) if row}


def needed(requirements: Iterable[str]) -> dict[str, str]:
    """Return the installed version of everything that is needed, near and far.

    Args:
        requirements: What the project itself asks for.
    """
    found: dict[str, str] = {}
    asked: set[tuple[str, frozenset[str]]] = set()
    waiting = [Requirement(text) for text in requirements]
    while waiting:
        wanted = waiting.pop()
        key = (plain(wanted.name), frozenset(wanted.extras))
        if key in asked or not _applies(wanted, {""}):
            continue
        asked.add(key)
        installed = metadata.distribution(wanted.name)
        found[key[0]] = installed.version
        below = (Requirement(text) for text in installed.requires or [])
        waiting += [_bare(more) for more in below if _applies(more, {"", *wanted.extras})]
    return found


def _applies(wanted: Requirement, extras: set[str]) -> bool:
    here = {name: str(value) for name, value in default_environment().items()}
    return wanted.marker is None or any(
        wanted.marker.evaluate({**here, "extra": extra}) for extra in extras
    )


def _bare(wanted: Requirement) -> Requirement:
    wanted.marker = None  # it was asked already, with the extras of whoever needs it
    return wanted


def missing(
    installed: Mapping[str, str], pins: Mapping[str, str], rows: Iterable[str]
) -> list[str]:
    """Return what nobody has looked at, each with what to do.

    Args:
        installed: Versions of what is needed.
        pins: Versions of `constraints.txt`.
        rows: Packages of `docs/dependencies.md`.
    """
    told = []
    for name, version in sorted(installed.items()):
        if name not in pins:
            told.append(f"{name} {version} is not in constraints.txt. Find out what brought it in.")
        elif pins[name] != version:
            told.append(f"{name} is {version}, constraints.txt says {pins[name]}. Install anew.")
        if name not in rows:
            told.append(f"{name} has no row in docs/dependencies.md. Review it and add one.")
    unknown = sorted(pins.keys() - set(rows))
    told += [f"{name} is pinned, but has no row in docs/dependencies.md." for name in unknown]
    return told


def known_faults(report: str) -> list[str] | None:
    """Return the faults that `pip-audit` reports as JSON; None where it reached no data."""
    try:
        packages = json.loads(report)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return None
    return [
        f"{package['name']} {package['version']}: {fault['id']}. Take a version without it."
        for package in packages
        for fault in package.get("vulns", [])
    ]


def _asked() -> list[str] | None:
    command = [sys.executable, "-m", "pip_audit", "--format", "json", "--progress-spinner", "off"]
    command += ["--skip-editable", "--timeout", "10"]
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    except subprocess.TimeoutExpired:
        return None
    return known_faults(run.stdout)


def main() -> int:
    """Print what is wrong; 0 where nothing is."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    ours = f"{project['name']}["  # an extra that is made of other extras
    asked = [text for more in project["optional-dependencies"].values() for text in more]
    extras = [text for text in asked if not text.startswith(ours)]
    installed = needed([*project["dependencies"], *extras])
    pins = pinned((ROOT / "constraints.txt").read_text("utf-8"))
    wrong = missing(
        installed, pins, reviewed((ROOT / "docs" / "dependencies.md").read_text("utf-8"))
    )
    faults = _asked()
    if faults is None:
        print("Known faults were not asked for: pip-audit is not here, or reaches no data.")
    wrong += faults or []
    print("\n".join(wrong or [f"{len(installed)} packages, each pinned and reviewed."]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
