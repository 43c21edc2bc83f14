"""Where the program keeps its things: the store, the user's standards and settings."""

from __future__ import annotations

import argparse
import os
from pathlib import Path


def resolve(args: argparse.Namespace) -> Path:
    """Return the folder that a command works in.

    `--home` comes first, then `EPA_TUI_HOME`, then the user's data folder of this system.

    Args:
        args: The parsed command line; `args.home` is a path or None.
    """
    given = getattr(args, "home", None) or os.environ.get("EPA_TUI_HOME")
    if given:
        return Path(given).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("epa-tui", appauthor=False)
