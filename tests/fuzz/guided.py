"""Tries the properties of this folder with input that is steered by the code it reaches.

An optional tool, for hours and not for every change: without `atheris`, which the project does not
install, it names no property. `python tests/fuzz/guided.py NAME [options of libFuzzer]`; without a
name it lists them. Input that breaks a property is kept in a file whose name is printed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

MODULES = ("test_files", "test_records", "test_typed")


def properties() -> dict[str, Any]:
    """Return every property of this folder under its name."""
    return {
        name.removeprefix("test_"): found
        for module in MODULES
        for name, found in vars(import_module(f"tests.fuzz.{module}")).items()
        if hasattr(found, "hypothesis")
    }


def main(arguments: list[str]) -> int:
    """Run one property until it breaks or libFuzzer's limits are reached."""
    try:
        import atheris
    except ImportError:
        print("atheris is not installed: nothing is guided.", file=sys.stderr)
        return 0
    with atheris.instrument_imports(include=["data", "epa_tui", "tomllib"]):
        found = properties()
    if not arguments or arguments[0] not in found:
        print("\n".join(sorted(found)))
        return 0
    name, *options = arguments
    one: Callable[[bytes], object] = found[name].hypothesis.fuzz_one_input
    atheris.Setup([name, "-max_len=4096", "-len_control=0", *options], one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
