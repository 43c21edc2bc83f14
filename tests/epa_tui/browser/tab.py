"""A browser without a window: it comes in by the address, holds the cookie, types and reads."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pyte

PATIENCE_S = 120.0


class Browser:
    """What a browser knows of one server."""

    def __init__(self, session: aiohttp.ClientSession, address: str) -> None:
        self._session, self.address = session, address
        self.root = address.partition("/?")[0]
        self.host = self.root.removeprefix("http://")
        self.place = self.cookie = ""

    async def get(self, path: str = "/", *, method: str = "GET", **headers: str) -> Any:
        """Ask for a path, and return the answer with its body read."""
        sent = {"Cookie": self.cookie, **headers} if self.cookie else headers
        async with self._session.request(method, self.root + path, headers=sent) as answer:
            await answer.read()
            return answer

    async def come_in(self, address: str = "") -> Any:
        """Use the address that was printed, and keep what is given for it."""
        answer = await self.get("/?" + (address or self.address).partition("/?")[2])
        (self.cookie,) = re.findall(r"^(\S+=\S+);", answer.headers["Set-Cookie"])
        (self.place,) = re.findall(r"0;url=(\S+)\"", await answer.text())
        return answer

    async def knock(self, **headers: str) -> int:
        """Ask for the connection of a tab, and return the status of the refusal."""
        told = {"Origin": self.root, "Cookie": self.cookie, **headers}
        url = f"{self.root}{self.place or '/'}ws"
        with_some = {name: value for name, value in told.items() if value}
        try:
            async with self._session.ws_connect(url, headers=with_some):
                return 101
        except aiohttp.WSServerHandshakeError as refused:
            return refused.status

    @asynccontextmanager
    async def tab(self) -> AsyncIterator[Tab]:
        """Open a tab, and close it afterwards."""
        url = f"{self.root}{self.place}ws?width=80&height=24"
        headers = {"Origin": self.root, "Cookie": self.cookie}
        async with self._session.ws_connect(url, headers=headers) as wire:
            yield Tab(wire)


class Tab:
    """An open tab: what it shows, and keys into it."""

    def __init__(self, wire: aiohttp.ClientWebSocketResponse) -> None:
        self._wire = wire
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        self.title = ""
        self.elsewhere = False
        """Whether it was told that the application is open in another tab."""

    @property
    def text(self) -> str:
        return "\n".join(self._screen.display)

    async def say(self, frame: str | bytes) -> None:
        """Send a frame that the page would not."""
        sending = self._wire.send_str if isinstance(frame, str) else self._wire.send_bytes
        await sending(frame)  # type: ignore[arg-type]  # a frame of ours

    async def say_no_text(self, noise: bytes) -> None:
        """Send a frame that calls itself text, and is none."""
        await self._wire.send_frame(noise, aiohttp.WSMsgType.TEXT)

    async def type(self, text: str) -> None:
        await self._wire.send_json(["stdin", text])

    async def shows(self, wanted: str | Callable[[], bool]) -> None:
        """Read until the tab shows a text, or something else is so."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                while not (wanted() if callable(wanted) else wanted in self.text):
                    assert await self._read(), f"ended before it showed {wanted!r}:\n{self.text}"
        except TimeoutError:
            raise AssertionError(f"never showed {wanted!r}:\n{self.text}") from None

    async def ended(self) -> None:
        """Read until the application closes the connection."""
        async with asyncio.timeout(PATIENCE_S):
            while await self._read():
                pass

    async def _read(self) -> bool:
        message = await self._wire.receive()
        if message.type is aiohttp.WSMsgType.TEXT:
            kind, *more = message.json()
            self.title = more[0] if kind == "title" else self.title
            self.elsewhere |= kind == "elsewhere"
        elif message.type is aiohttp.WSMsgType.BINARY:
            self._stream.feed(re.sub(rb"\x1b\[[<>]\d*u", b"", message.data))
        else:
            return False
        return True


@asynccontextmanager
async def browser(address: str) -> AsyncIterator[Browser]:
    """Start a browser that has not come in yet."""
    # Cookies are sent by hand, so that a test can leave them out.
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        yield Browser(session, address)
