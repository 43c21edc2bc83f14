"""Starts the application for a tab, and ends it with the tab: textual-serve's half, made safe."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import Process
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any

from aiohttp import web
from textual_serve import app_service
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from epa_tui.asking import VARIABLE
from epa_tui.browser.child import Opening
from epa_tui.browser.driver import NAME

_CHILD = "import sys; sys.path[:] = sys.argv[4:]; from epa_tui.browser.child import main; main()"
"""The other process looks for its modules where this one does, and nowhere else."""


app_service.log.disabled = True  # what is to be said the application says itself


def _while_it_is_there(send: Callable[..., Awaitable[object]]) -> Callable[..., Awaitable[None]]:
    """Return a way to send to a tab that may be gone: what comes then goes nowhere.

    textual-serve would stop to read from the application, which then waited for it for ever.
    """

    async def sending(*what: object) -> None:
        with suppress(ConnectionError, RuntimeError):
            await send(*what)

    return sending


class AppProcess(AppService):
    """One run of the application.

    Args:
        opening: What is to be opened.
        key: The store's key; None where it is not encrypted.
        tab: The connection to the tab.
        answer_s: How long an application that is to end may take over it.
    """

    def __init__(
        self,
        opening: Opening,
        key: bytes | None,
        tab: web.WebSocketResponse,
        answer_s: float,
    ) -> None:
        super().__init__(
            "",
            write_bytes=_while_it_is_there(tab.send_bytes),
            write_str=_while_it_is_there(tab.send_str),
            close=_while_it_is_there(tab.close),
            download_manager=DownloadManager(),
        )
        self._opening, self._key, self._answer_s = opening, key, answer_s
        self.over = False
        """True once the application has ended, whoever wanted it to."""
        self.silent = False
        """True where it did not end when it was asked to, and was made to."""

    @property
    def status(self) -> int:
        """The exit status of an application that has ended; 1 where none was started."""
        ended = self._process.returncode if self._process else None
        return 1 if ended is None else ended

    async def stop(self) -> None:
        """Have the application save and end; one that hangs is ended, by force at last."""
        if await self._within(self._asked()) or self._process is None:
            return
        # What was told as saved is on the disk, whatever becomes of the process.
        self.silent = True
        for end in (self._process.terminate, self._process.kill):
            with suppress(ProcessLookupError):
                end()
            if await self._within(self._process.wait()):
                return

    async def _asked(self) -> None:
        await super().stop()
        if self._process is not None:
            await self._process.wait()

    async def _within(self, ending: Coroutine[Any, Any, object]) -> bool:
        # A task of its own: what carries the drawings takes a cancellation and lets it go no
        # further, so that a wait which only a cancellation bounds would go on for ever.
        asked = asyncio.ensure_future(ending)
        if not (await asyncio.wait([asked], timeout=self._answer_s))[0]:
            asked.cancel()
            return False
        asked.result()
        return True

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        environment = super()._build_environment(width, height)
        for name in (VARIABLE, "TEXTUAL_FPS"):
            environment.pop(name, None)
        return environment | {"TEXTUAL_DRIVER": NAME}

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        reading, writing = os.pipe()
        # What the application says goes to our terminal itself: textual-serve would say it twice.
        saying = os.dup(sys.stderr.fileno())
        try:
            os.write(writing, self._key or b"")  # a few bytes: there is always room for them
            os.close(writing)
            self._process = process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-P", "-c", _CHILD),
                *(self._opening.written(), str(reading), str(saying), *sys.path),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                env=self._build_environment(width, height),
                pass_fds=(reading, saying),
                start_new_session=True,  # Ctrl+C is for the server, which lets the child save first
            )
        finally:
            os.close(reading)
            os.close(saying)
        self._stdin = process.stdin
        return process

    async def run(self) -> None:
        """Carry what is drawn to the tab until the application ends, then close the connection."""
        try:
            await super().run()
        finally:
            self.over = True
            await self.remote_close()

    async def on_meta(self, data: bytes) -> None:
        """Take what the application says besides drawings: its title, and its end."""
        told = json.loads(data)
        if told["type"] == "exit":
            self.over = True
        elif told["type"] == "title":
            await self.remote_write_str(json.dumps(["title", told["text"]]))
