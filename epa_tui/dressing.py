"""How an application of ours takes on the theme and the signs that its user wants."""

from __future__ import annotations

import os
import sys

from epa_tui.glyphs import ascii_wanted
from epa_tui.looks import Dressed
from epa_tui.settings import Settings
from epa_tui.themes import theme_for


def dress(app: Dressed, settings: Settings) -> None:
    """Give an application the theme and the signs of the settings and of this terminal.

    Args:
        app: Not running yet.
        settings: What the user has chosen.
    """
    encoding = sys.stdout.encoding or "utf-8"
    app.dress(
        theme_for(settings.theme, os.environ.get("COLORFGBG", "")),
        ascii_only=ascii_wanted(settings.glyphs, os.environ, encoding),
    )
