"""Hands the sitting on the screen over: asks, writes the file, and shows its passphrase.

The half of `app` that does it, above what any application of ours owes to the terminal.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work

from data.record.instant import Clock
from data.store.errors import RecordConflict
from data.store.store import Store
from epa_tui.guarded_app import GuardedApp
from screens.home import HomeScreen
from screens.navigation import GoHome, HandOver

if TYPE_CHECKING:
    from epa_tui.giving import Given
    from epa_tui.open_sitting import OpenSitting
    from epa_tui.sittings import Sittings

_STICKS = ("run/media/*/*", "media/*/*", "media/*", "Volumes/*")
"""Where systems show a memory stick."""

TRIES = 3
"""How often the file is written anew where something was typed while it was being written."""


class HandingApp(GuardedApp):
    """An application from which a sitting can go to another laptop."""

    _store: Store
    _clock: Clock
    _sittings: Sittings | None

    def __init__(self, reports: Path) -> None:
        super().__init__(reports)
        self._left_answers: dict[str, str] = {}
        """What was typed about a handover and left again, by what was asked."""

    def refresh_home(self) -> None:
        """Read the list of sittings again."""
        for screen in self.screen_stack:
            if isinstance(screen, HomeScreen):
                screen.refresh_agenda()

    @on(HandOver)
    def _asked_to_hand_over(self, event: HandOver) -> None:
        event.stop()
        self._hand_over(event.sitting_id)

    @work(exclusive=True, group="hand over")
    async def _hand_over(self, sitting_id: str) -> None:
        if self._sittings is None:
            return
        try:
            given = await self._given(self._sittings.opened(sitting_id))
        except Exception as error:
            if not self._sittings.is_ours(error):
                raise
            self.say(str(error))
            return
        if given is None:
            return
        await self.in_sight()  # the passphrase is shown once, and to nobody else
        while self.opened > 1:
            await self.pop_screen()
        self._sittings.let_go(sitting_id)
        self.refresh_home()
        self.retitle("epa-tui")  # its clock goes on, and not here
        from screens.dialogs import Read

        await self.push_screen_wait(Read("Handed over, in this file:", given.words()))
        self.post_message(GoHome())

    async def _given(self, opened: OpenSitting) -> Given | None:
        """Ask for what a handover needs and carry it out; None where it was left."""
        from data.rules.handover import hand_over

        state = opened.record.state
        if state.handed is None:  # else another file of it is wanted
            hand_over(state, self._clock(), "to be asked")
        answers = await self._answers()
        if answers is None:
            return None
        for _ in range(TRIES - 1):
            try:
                return await self._written(opened, *answers)
            except RecordConflict:
                continue  # a note came in between: it is to be in the file
        return await self._written(opened, *answers)

    async def _answers(self) -> tuple[str, str, Path] | None:
        """Ask why, what the other assessor has to know, and where the file goes."""
        from screens.dialogs import Ask, Confirm

        waiting = self._left_answers
        why = Ask("Why is the sitting handed over?", "It stays in the record.", waiting=waiting)
        if not (reason := await self.push_screen_wait(why)):
            return None
        body = "It is shown where the sitting is taken. Empty: nothing."
        note = await self.push_screen_wait(
            Ask("What has the other assessor to know?", body, check=_any, waiting=waiting)
        )
        if note is None:
            return None
        body = "A memory stick, or a folder that both laptops see."
        folder = await self.push_screen_wait(
            Ask("Into which folder?", body, value=stick(), check=_wrong_folder, waiting=waiting)
        )
        if not folder:
            return None
        body = "It continues on the other laptop only. The clock of a phase goes on, too."
        if not await self.push_screen_wait(Confirm("Hand the sitting over?", body)):
            return None
        return reason, note, _folder(folder)

    async def _written(self, opened: OpenSitting, reason: str, note: str, folder: Path) -> Given:
        """Write the file, keep the entry and wait for the disk; only then is there a passphrase."""
        from epa_tui.giving import keep_given, settle, write_handover

        given = await asyncio.to_thread(
            write_handover,
            self._store,
            opened.record,
            opened.loaded,
            self._clock(),
            reason,
            note,
            folder,
        )
        keep_given(opened.record, given)
        await asyncio.to_thread(settle, opened.record)
        return given


def stick() -> str:
    """Return where a memory stick seems to be; empty where none is."""
    found = (path for places in _STICKS for path in sorted(Path("/").glob(places)))
    return next((str(path) for path in found if path.is_mount() and os.access(path, os.W_OK)), "")


def _any(text: str) -> str:
    return ""


def _folder(typed: str) -> Path:
    return Path(typed).expanduser().absolute()


def _wrong_folder(typed: str) -> str:
    """Return what is wrong with a folder for the file."""
    from screens.typed import NotUnderstood, read_path  # only when something is handed over

    with suppress(NotUnderstood):
        if typed and read_path(typed).is_dir():
            return ""
    return "There is no such folder. Connect the stick, or type another: /media/stick"
