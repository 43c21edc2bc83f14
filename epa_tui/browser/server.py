"""Serves the application to one browser tab of this computer.

textual-serve's server with a door in front of it: it listens on the loopback address alone, lets
nobody in without the token or the cookie, and runs one application at a time.
"""

from __future__ import annotations

import asyncio
import json
import signal
import socket
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web
from textual_serve.server import Server

from epa_tui.browser.child import Opening
from epa_tui.browser.door import ADDRESS, Door
from epa_tui.browser.pages import COME_IN, SHUT, headers, page
from epa_tui.browser.process import AppProcess
from epa_tui.crash import FOLDER, write_report
from screens.widgets.text_input import LONGEST_PASTE

PATIENCE_S = 8.0
"""How long a page that is loaded again waits for the application of the last one to save. The
browser closes the old page only when it has the new one: it is the connection that has to wait."""

ANSWER_S = 20.0
"""How long an application that is to end may take to save, before it is ended as one that hangs."""

_STATIC = Path(__file__).with_name("static")
_OWN = ("page.css", "page.js")
_SERVED = ("", "ws", *_OWN, "static/css/xterm.css", "static/js/textual.js")
_FONTS = "static/fonts/"
_MOST_CELLS = 1000
_MOST_BYTES = 16 * LONGEST_PASTE
"""What is longer is cut off with the connection; a paste that is too long is refused before."""

_OPEN = "Open this address in a browser on this computer; it works once. Ctrl+C ends it."
_SILENT = "The application did not answer and was ended. What it had shown as saved is there."
_CLOSED = "The tab was closed; everything is saved. To go on, open:"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def listen(port: int = 0) -> socket.socket:
    """Return a socket that hears this computer alone.

    Args:
        port: 0 for any that is free.

    Raises:
        OSError: The port is taken, or not ours to take.
    """
    heard = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        heard.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        heard.bind((ADDRESS, port))
    except OSError:
        heard.close()
        raise
    return heard


class BrowserServer(Server):
    """The application behind a door.

    Args:
        opening: What a tab opens.
        key: The store's key; None where it is not encrypted.
        heard: What `listen` gave.
        tell: Tells whoever sits at the terminal something.
        patience_s: See `PATIENCE_S`.
        answer_s: See `ANSWER_S`.
    """

    def __init__(
        self,
        opening: Opening,
        key: bytes | None,
        heard: socket.socket,
        tell: Callable[[str], None],
        patience_s: float = PATIENCE_S,
        answer_s: float = ANSWER_S,
    ) -> None:
        super().__init__("epa-tui", ADDRESS, heard.getsockname()[1])
        self.door = Door(self.port)
        self._opening, self._key, self._heard, self._tell = opening, key, heard, tell
        self._patience_s, self._answer_s = patience_s, answer_s
        self._tab: web.WebSocketResponse | None = None
        self._carrying: asyncio.Task[None] | None = None
        self._one, self._over = asyncio.Lock(), asyncio.Event()
        self._status = 0

    async def run(self) -> int:
        """Serve until the application was left by its own key, or a signal comes.

        Returns:
            The exit status of the application; 0 where a signal came.
        """
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._over.set)
        # No log of who asked for what: the token is in the first address.
        runner = web.AppRunner(await self._make_app(), access_log=None)
        await runner.setup()
        await web.SockSite(runner, self._heard).start()
        self._tell(f"{_OPEN}\n{self.door.address}")
        await self._over.wait()
        await runner.cleanup()
        return self._status

    async def _make_app(self) -> web.Application:
        behind = await super()._make_app()
        for name in _OWN:
            behind.router.add_get(f"/{name}", _file(name))
        outside = web.Application(middlewares=[self._guard])
        outside.router.add_get("/", self._come_in, allow_head=False)
        outside.add_subapp(f"/{self.door.place}", behind)
        outside.on_response_prepare.append(self._strict)
        return outside

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: `run` does."""

    async def on_shutdown(self, app: web.Application) -> None:
        """Close the tab's connection, and wait until its application has saved everything."""
        if self._tab is not None:
            self._tell("Saving everything; then it ends.")
            await self._tab.close()
        if self._carrying is not None:
            # A key that an application which hangs does not take would be waited with for ever.
            await asyncio.wait([self._carrying], timeout=self._answer_s)
            self._carrying.cancel()
        async with self._one:
            pass

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let nobody by who was not let in; a stranger learns nothing from the answer."""
        if not self._may(request):
            return page(SHUT, 403)
        try:
            return await handler(request)
        except web.HTTPException:
            return page(SHUT, 403)
        except Exception as error:  # noqa: BLE001 - whatever nobody foresaw
            write_report(Path(self._opening.home) / FOLDER, error)
            return page(SHUT, 500)

    def _may(self, request: web.Request) -> bool:
        if not self.door.is_ours(request.headers.get("Host", "")):
            return False
        if request.path == "/":
            return True
        begin = f"/{self.door.place}/"
        if not request.path.startswith(begin) or not self._is_known(request):
            return False
        path = request.path.removeprefix(begin)
        return path in _SERVED or (path.startswith(_FONTS) and path.endswith(".ttf"))

    def _is_known(self, request: web.Request) -> bool:
        return self.door.knows(request.cookies.get(self.door.cookie_name, ""))

    async def _strict(self, request: web.Request, response: web.StreamResponse) -> None:
        """Tell the browser to keep nothing, to load nothing from elsewhere and to tell nobody."""
        response.headers.update(headers(self.port))

    async def _come_in(self, request: web.Request) -> web.StreamResponse:
        """Exchange the token for the cookie, and send the browser behind the door."""
        cookie = self.door.exchange(request.query.get("token", ""))
        if cookie is None:
            return page(SHUT, 403)
        place = f"/{self.door.place}/"
        # Not a redirect: one that a page of elsewhere began would come without the new cookie.
        answer = page(COME_IN, goes_to=place)
        answer.set_cookie(
            self.door.cookie_name, cookie, path=place, httponly=True, samesite="Strict"
        )
        return answer

    async def handle_index(self, request: web.Request) -> web.StreamResponse:
        """Give the page; whether there is room for another tab shows when it connects."""
        return web.FileResponse(_STATIC / "page.html")

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run the application for as long as its tab is there."""
        origin, host = request.headers.get("Origin", ""), request.headers.get("Host", "")
        if not self.door.came_from_us(origin, host):
            raise web.HTTPForbidden
        tab = web.WebSocketResponse(heartbeat=15, max_msg_size=_MOST_BYTES)
        await tab.prepare(request)
        try:
            # Loaded again in the same tab: what was open there is just being saved.
            async with asyncio.timeout(self._patience_s):
                await self._one.acquire()
        except TimeoutError:
            await tab.send_json(["elsewhere"])
            await tab.close()
            return tab
        try:
            await self._open(tab, _size(request.query))
        finally:
            self._one.release()
        return tab

    async def _open(self, tab: web.WebSocketResponse, size: tuple[int, int]) -> None:
        """Run the application in a tab, until either has ended."""
        if self._over.is_set():
            return
        app, self._tab = AppProcess(self._opening, self._key, tab, self._answer_s), tab
        try:
            await app.start(*size)
            self._carrying = carrying = asyncio.ensure_future(self._carry(tab, app))
            await asyncio.wait([carrying])
            if not carrying.cancelled():
                carrying.result()  # what nobody foresaw is reported
        finally:
            left = app.over
            await app.stop()
            if app.silent:
                self._tell(_SILENT)
            self._closed(app.status, left)

    async def _carry(self, tab: web.WebSocketResponse, app: AppProcess) -> None:
        """Carry keys, sizes and focus from the tab to the application, until either has ended."""
        async for message in tab:
            if message.type is not WSMsgType.TEXT:
                continue
            match _told(message.data):
                case ["stdin", str(text)]:
                    # Half of a pair of surrogates is no character: it shows as a question mark.
                    await app.send_bytes(text.encode("utf-8", "replace"))
                case ["resize", {"width": int(), "height": int()} as size]:
                    await app.set_terminal_size(*_size(size))
                case ["focus"]:
                    await app.focus()
                case ["blur"]:
                    await app.blur()

    def _closed(self, status: int, left: bool) -> None:
        """End with the application where it was left by its own key; else let the next tab in."""
        self._tab = None
        if left:
            self._status = status
            self._over.set()
        elif not self._over.is_set():
            asyncio.get_running_loop().call_later(self._patience_s, self._offer)

    def _offer(self) -> None:
        """Say where to go on, where the tab was closed and not just loaded again."""
        if not self._one.locked() and not self._over.is_set():
            self.door.renew()
            self._tell(f"{_CLOSED}\n{self.door.address}")


def _file(name: str) -> Handler:
    async def given(request: web.Request) -> web.StreamResponse:
        return web.FileResponse(_STATIC / name)

    return given


def _told(text: str) -> Any:
    """Return what a tab says; None for what is no JSON: it is passed over, as all else unknown."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _size(asked: Mapping[str, object]) -> tuple[int, int]:
    """Return width and height in cells, as far as a window can be."""

    def cells(name: str, usual: int) -> int:
        text = str(asked.get(name, usual))
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else usual
        return max(1, min(number, _MOST_CELLS))

    return cells("width", 80), cells("height", 24)
