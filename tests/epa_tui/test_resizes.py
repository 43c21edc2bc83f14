"""A storm of resizes while a note is typed: the program lives, and the text is whole.

`EPA_TUI_RESIZES=20000` makes the storm longer.
"""

from __future__ import annotations

import os
import signal
from itertools import cycle, islice
from pathlib import Path

from tests.epa_tui.test_killed import home, kept, live

__all__ = ["home"]

RESIZES = int(os.environ.get("EPA_TUI_RESIZES", "500"))
SIZES = ((1, 1), (20, 5), (0, 0), (500, 1000), (80, 24), (1000, 2), (2, 500), (79, 23))
WORDS = "they began to say that it had rained all week "


def test_a_note_is_whole_after_a_storm_of_resizes(home: Path) -> None:
    letters = cycle(WORDS)
    typed = ""
    with live(home) as session:
        session.type("n").wait("NOTE")
        for number, (columns, lines) in enumerate(islice(cycle(SIZES), RESIZES)):
            session.resize(columns, lines)
            if number % 10 == 0:
                typed += (letter := next(letters))
                session.type(letter)
            session.look_away()
        session.resize(80, 24).type("END").wait("END").wait("RUNNING")
        session.type("\r").wait("NOTE").wait(lambda text: "> t" not in text)
        assert session.signal(signal.SIGTERM) == 0  # what is shown is kept a moment later
    (note,) = kept(home).state.notes.values()
    assert note.text == f"{typed}END".strip()
