"""The door over real loopback HTTP, and what becomes of the application when its tab is closed."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from data.record.entries import Checked
from data.store.errors import StoreInUse
from epa_tui.browser.child import Opening
from epa_tui.browser.server import ANSWER_S, BrowserServer, listen
from epa_tui.commands import serve
from tests.epa_tui.browser.tab import PATIENCE_S, Browser, Tab, browser
from tests.epa_tui.conftest import CommandLine
from tests.epa_tui.session import Session
from tests.faults.opening import KEY, PASSPHRASE, SITTING, begun, opened, with_passphrase

SECRETS = (PASSPHRASE.encode(), KEY, KEY.hex().encode())


def children(parent: int) -> list[int]:
    """Return the ids of a process's children."""
    told = Path(f"/proc/{parent}/task/{parent}/children").read_text("ascii")
    return [int(child) for child in told.split()]


def told_to_children(parent: int) -> bytes:
    """Return the command lines and environments of a process's children, as anybody's `ps` does."""
    files = [
        Path(f"/proc/{child}/{what}")
        for child in children(parent)
        for what in ("cmdline", "environ")
    ]
    return b"".join(file.read_bytes() for file in files)


class Serving:
    """A server in this process, and what it told the terminal."""

    def __init__(self, home: Path, answer_s: float) -> None:
        self.told: list[str] = []
        opening = Opening(str(home))
        self.server = BrowserServer(opening, KEY, listen(), self.told.append, 0.1, answer_s)
        self.running = asyncio.ensure_future(self.server.run())

    async def address(self, number: int = 1) -> str:
        """Return the address that is told as the first, second ..., when it is told."""
        async with asyncio.timeout(PATIENCE_S):
            while len(self.told) < number:
                await asyncio.sleep(0.01)
        return self.told[number - 1].splitlines()[-1]

    async def ended(self) -> int:
        async with asyncio.timeout(PATIENCE_S):
            return await self.running


@asynccontextmanager
async def serving(home: Path, answer_s: float = ANSWER_S) -> AsyncIterator[tuple[Serving, Browser]]:
    served = Serving(home, answer_s)
    async with browser(await served.address()) as coming:
        yield served, coming
    if not served.running.done():
        signal.raise_signal(signal.SIGTERM)
        assert await served.ended() == 0


def checks(home: Path) -> list[str]:
    with opened(home) as store:
        bodies = [entry.body for entry in store.entries(SITTING)]
    return [body.name for body in bodies if isinstance(body, Checked)]


async def passes_a_check(tab: Tab) -> None:
    """Open the sitting from the list and answer the first of its checks."""
    await tab.shows("Testa Example")
    await tab.type("\r")
    await tab.shows("0 of 7 done")
    await tab.type("\r")
    await tab.shows("1 of 7 done")


async def test_nobody_comes_in_but_by_the_token_and_once(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    async with serving(tmp_path / "home") as (served, them):
        token = them.address.partition("/?")[2]
        place = f"/{served.server.door.place}/"
        strangers = ("/", "/?token=", "/?token=wrong", "/ws", "/static/js/textual.js", place)
        assert {(await them.get(path)).status for path in strangers} == {403}
        assert (await them.get(f"/?{token}", Host="rebound.example")).status == 403
        assert (await them.get(f"/?{token}", method="HEAD")).status == 403
        assert (await them.get(f"/?{token}", method="POST")).status == 403
        answer = await them.come_in()
        assert answer.status == 200
        assert re.fullmatch(
            rf"epa-tui-\d+=[\w-]{{43}}; HttpOnly; Path={place}; SameSite=Strict",
            answer.headers["Set-Cookie"],
        )
        assert (await them.get(f"/?{token}")).status == 403
        them.place, kept, them.cookie = place, them.cookie, ""
        behind = (place, f"{place}page.js", f"{place}static/css/xterm.css", f"{place}ws")
        assert {(await them.get(path)).status for path in behind} == {403}
        assert [await them.knock(), await them.knock(Cookie=f"{kept}x")] == [403, 403]
        them.cookie = kept
        strange = ({"Origin": ""}, {"Origin": "http://127.0.0.1"}, {"Host": "rebound.example"})
        assert [await them.knock(**headers) for headers in strange] == [403] * 3
    assert them.cookie.partition("=")[2] not in "".join(served.told)
    assert token not in "".join(capfd.readouterr())


async def test_the_page_keeps_nothing_loads_nothing_from_elsewhere_and_tells_nobody(
    tmp_path: Path,
) -> None:
    async with serving(tmp_path / "home") as (_, them):
        await them.come_in()
        page = await them.get(them.place)
        text = await page.text()
        loaded = re.findall(r'(?:src|href)="([^"]+)"', text)
        styles = await (await them.get(f"{them.place}page.css")).text()
        loaded += re.findall(r'url\("([^"]+)"\)', styles)
        for part in set(loaded) - {"data:,"}:
            answer = await them.get(them.place + part)
            assert answer.status == 200, part
            assert answer.headers["Cache-Control"] == "no-store"
            assert "//" not in part
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
        assert "unsafe-eval" not in page.headers["Content-Security-Policy"]
        assert page.headers["Referrer-Policy"] == "no-referrer"
        others = ("static/", "download/key", "static/fonts/../../server.py", "nothing")
        assert {(await them.get(them.place + path)).status for path in others} == {403}


async def test_a_closed_tab_saves_a_second_one_waits_and_q_ends_all(tmp_path: Path) -> None:
    home = begun(tmp_path / "home")
    async with serving(home) as (served, them):
        await them.come_in()
        async with them.tab() as tab:
            await tab.shows("Testa Example")
            async with them.tab() as second:
                await second.ended()
                assert (second.elsewhere, second.text.strip()) == (True, "")
            await tab.type("\r")
            await tab.shows("0 of 7 done")
            await tab.type("\r")
            await tab.shows("1 of 7 done")
        again = await served.address(2)
        assert len(checks(home)) == 1
        await them.come_in(again)
        assert (await them.get(them.place)).status == 200
        async with them.tab() as tab:
            await tab.shows("Testa Example")
            await tab.type("q")
            await tab.ended()
        assert await served.ended() == 0


STRANGE = (
    *("", "stdin", "null", "7", "[]", "{", "[[]]", '{"stdin": "x"}', '["stdin"]', '["stdin", 7]'),
    *('["stdin", "x", "y"]', '["resize", {"width": "80"}]', '["resize", null]', '["focus", 1]'),
    *("[" * 100_000, f'["resize", {{"width": {"9" * 5000}, "height": 1}}]', "NaN", '["quit"]'),
)
"""What a page of ours never sends."""


async def test_what_no_page_sends_is_passed_over_and_a_frame_of_noise_leaves_the_sitting_safe(
    tmp_path: Path,
) -> None:
    home = begun(tmp_path / "home")
    async with serving(home) as (served, them):
        await them.come_in()
        async with them.tab() as tab:
            await tab.shows("Testa Example")
            for strange in STRANGE:
                await tab.say(strange)
            await tab.say(b"\x00\xff")
            await tab.type("\r")
            await tab.shows("0 of 7 done")
            await tab.type("\r")
            await tab.shows("1 of 7 done")
            await tab.say_no_text(b"\xff\xfe")
            await tab.ended()
        assert (await served.address(2)).startswith("http")
        assert served.told[1].startswith("The tab was closed; everything is saved.")
    assert len(checks(home)) == 1
    assert not list(home.glob("crashes/*"))


@pytest.mark.parametrize("typed", [0, 100_000])
async def test_an_application_that_hangs_is_ended_and_loses_nothing(
    typed: int, tmp_path: Path
) -> None:
    home, before = begun(tmp_path / "home"), children(os.getpid())
    async with serving(home, answer_s=0.5) as (served, them):
        await them.come_in()
        async with them.tab() as tab:
            await passes_a_check(tab)
            await tab.shows("Store saved")  # it is shown before it is on the disk
            (child,) = set(children(os.getpid())) - set(before)
            os.kill(child, signal.SIGSTOP)
            for _ in range(3):  # nothing that waits, or more than any pipe takes
                await tab.type("x" * typed)
            signal.raise_signal(signal.SIGINT)
            await tab.ended()
            assert await served.ended() == 0
        assert "did not answer" in served.told[-1]
        assert not Path(f"/proc/{child}").exists()
    assert len(checks(home)) == 1


async def test_the_passphrase_is_asked_here_and_a_killed_server_loses_nothing(
    tmp_path: Path,
) -> None:
    home = with_passphrase(begun(tmp_path / "home"))
    with Session("--home", str(home), "serve", columns=200) as session:
        session.wait("Passphrase").type(f"{PASSPHRASE}\n").wait("token=")
        (address,) = re.findall(r"http://\S+", session.text)
        async with browser(address) as them:
            await them.come_in()
            async with them.tab() as tab:
                await passes_a_check(tab)
                assert told_to_children(session.pid)
                assert not any(secret in told_to_children(session.pid) for secret in SECRETS)
                session.signal(signal.SIGKILL)
                await tab.ended()
    async with asyncio.timeout(PATIENCE_S):
        while True:
            try:
                assert len(checks(home)) == 1
                return
            except StoreInUse:  # the application notices, and saves
                await asyncio.sleep(0.02)


def test_what_cannot_be_served_is_told(
    epa_tui: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = epa_tui("serve", "--demo", "--port", str(taken.getsockname()[1]))
    assert (done.status, "Leave --port out" in done.err) == (1, True)
    monkeypatch.setattr(serve, "find_spec", lambda name: None)
    done = epa_tui("serve")
    assert (done.status, done.out) == (2, "")
    assert "pip install 'epa-tui[web]'" in done.err


def test_it_listens_on_this_computer_alone() -> None:
    heard = listen()
    assert heard.getsockname()[0] == "127.0.0.1"
    heard.close()
