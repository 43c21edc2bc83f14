"""The second marking as a program of its own: it shows the notes, and nothing else of the store.

On the marker's laptop it works on a marking file; on the assessor's, on the assessment's record.
Either way there is no list, no record and no journey to go to.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from data.exchange.marking_model import MarkingFile
from data.record.state import SittingState
from data.rules.demands import demand_words
from data.rules.refused import Refused
from epa_tui.commands.chosen import NotChosen
from epa_tui.crash import FOLDER, guarded
from epa_tui.dressing import dress
from epa_tui.file_desk import FileDesk
from epa_tui.guarded_app import GuardedApp
from epa_tui.home import resolve
from epa_tui.keyboard import take_keys
from epa_tui.settings import Settings, read_settings
from epa_tui.terminal import survive_a_closed_window, survive_bad_bytes
from screens.actions import BY_ID, EVERYWHERE, bindings
from screens.marking_desk import Desk
from screens.second_marking import SecondMarking


class MarkingApp(GuardedApp):
    """Shows one second marking, and ends with it.

    Args:
        desk: What is marked, and where it is kept.
        settings: The user's own, so that the keys are the user's own.
        reports: Folder for reports of errors.
    """

    TITLE = "epa_tui second marking"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(EVERYWHERE[:2])]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, desk: Desk, settings: Settings, reports: Path) -> None:
        super().__init__(reports)
        self._desk = desk
        dress(self, settings)
        take_keys(self, settings.keys)

    def on_mount(self) -> None:
        """Show the marking; when it is left, the program ends."""
        self.push_screen(SecondMarking(self._desk), lambda _: self.exit())


def mark_on_screen(
    args: argparse.Namespace,
    file: MarkingFile,
    paper: SittingState,
    path: Path,
    told: Callable[[Desk], None],
    *,
    unseen: bool,
) -> int:
    """Mark a marking file on a screen, and return the exit status.

    Args:
        args: Of the command; `marker` and `no_conflict`.
        file: What is marked.
        paper: The same, as a sitting that nobody has judged.
        path: Where the marking goes.
        told: Called with the desk when the screen is left.
        unseen: Whether the marker declares to have seen nothing of what the assessor made of it.

    Raises:
        NotChosen: There is no terminal, or what is kept there is another marking.
        Refused: Nobody is named, or a conflict is declared.
    """
    marker = demand_words(args.marker, "Say who marks: --marker NAME.")
    if not args.no_conflict:
        raise Refused(
            "Declare with --no-conflict to have no interest in the apprentice, the employer or "
            "the provider, or let somebody else mark."
        )
    return run_desk(args, lambda: FileDesk(file, paper, marker, path, unseen=unseen), told)


def run_desk(
    args: argparse.Namespace, make: Callable[[], Desk], told: Callable[[Desk], None]
) -> int:
    """Run the program on a desk, and return the exit status.

    Args:
        args: Of the command.
        make: Makes the desk.
        told: Called with the desk when the screen is left.

    Raises:
        NotChosen: There is no terminal, or what is kept there is another marking.
    """
    if not all(stream and stream.isatty() for stream in (sys.stdin, sys.stderr)):
        raise NotChosen("This opens a screen and needs a terminal. Give --judgements without one.")
    home = resolve(args)
    settings = read_settings(home, frozenset(BY_ID))
    desk = make()
    status = guarded(home / FOLDER, partial(_run, desk, settings, home, not args.no_mouse))
    told(desk)
    return status


def _run(desk: Desk, settings: Settings, home: Path, mouse: bool) -> int:
    survive_bad_bytes()
    survive_a_closed_window()
    app = MarkingApp(desk, settings, home / FOLDER)
    app.run(mouse=mouse)
    return app.return_code or 0
