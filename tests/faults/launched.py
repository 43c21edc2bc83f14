"""The application as one of the mutants: `python -m tests.faults.launched MUTANT ARGUMENTS`."""

from __future__ import annotations

import sys

from epa_tui.cli import main
from tests.faults.mutants import MUTANTS

if __name__ == "__main__":
    MUTANTS[sys.argv[1]]()
    sys.exit(main(sys.argv[2:]))
