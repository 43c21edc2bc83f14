"""A pytest plugin: the tests run against one of the mutants, and have to fail.

`EPA_TUI_MUTANT=NAME pytest -p tests.faults.mutated ...`; for the campaigns only.
"""

from __future__ import annotations

import os

from tests.faults.mutants import MUTANTS

VARIABLE = "EPA_TUI_MUTANT"


def pytest_configure() -> None:
    """Turn the program into the mutant, before any test is collected."""
    MUTANTS[os.environ[VARIABLE]]()
