"""Open the application as `epa-tui` does, and tell the terminal when the store takes writes.

Run with the folder of the store. The window's title is then `ready`: that can be seen from outside.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from data.store.store import Store
from epa_tui import opening


class TellingStore(Store):
    """A store that says when it is ready."""

    def make_ready(self) -> None:
        """Load the ORM and say so, the first time."""
        before = self.ready
        super().make_ready()
        if not before:
            # Past Textual, which has taken sys.stdout: the terminal itself is told.
            os.write(1, b"\x1b]0;ready\x07")


if __name__ == "__main__":
    vars(opening)["Store"] = TellingStore
    raise SystemExit(opening.open_app(Path(sys.argv[1])))
