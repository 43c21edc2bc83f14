"""A sitting run by key presses in a real browser, and what the store holds afterwards."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from data.record.entries import Body, Entry, Noted, Paused, QuestionAsked, Resumed, Undone
from data.record.instant import system_clock
from data.store.errors import StoreInUse
from data.store.store import Store
from epa_tui.demonstration import prepare
from tests.epa_tui.session import PATIENCE_S, Session

CHROMIUM = shutil.which("chromium")
QUIETLY = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
NOTE = "walked the route the evening before"
HALF = "half a note, and the tab is loaded again"


@pytest.fixture
def page() -> Iterator[Page]:
    if CHROMIUM is None:
        pytest.skip("There is no Chromium here: `apt-get install chromium` brings one.")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=[*QUIETLY])
        made = browser.new_page(permissions=["clipboard-write"])
        made.set_default_timeout(PATIENCE_S * 1000)
        yield made
        browser.close()


def titled(page: Page, *parts: str) -> None:
    """Wait until the tab's title, which is the clock and the counts, has some parts."""
    page.wait_for_function("parts => parts.every(part => document.title.includes(part))", arg=parts)


def entries_when_closed(home: Path, sitting: str) -> tuple[Entry, ...]:
    """Return the entries of a sitting, as soon as the application has let the store go."""
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            with Store.open(home) as store:
                return tuple(store.entries(sitting))
        except StoreInUse:
            assert time.monotonic() < end, "the application did not end with its tab"
            time.sleep(0.05)


def test_a_sitting_is_run_by_keys_in_a_tab(tmp_path: Path, page: Page) -> None:
    home = tmp_path / "demo"
    prepare(home, system_clock()())
    with Store.open(home) as store:
        (sitting,) = (row.sitting for row in store.agenda(0) if row.sitting.stage == "interrupted")
        before = len(store.entries(sitting.id))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with Session("serve", "--demo", "--home", str(home), columns=200) as session:
        (address,) = re.findall(r"http://\S+", session.wait("token=").text)
        page.goto(address)
        page.wait_for_selector("body.-first-byte")
        press = page.keyboard.press
        press("Enter")
        titled(page, "PAUSED", "Q 6", "heard 9/22")
        press("r")
        titled(page, "RUNNING")
        press("q")
        titled(page, "Q 7")
        press("n")
        page.keyboard.type(f"{NOTE} #p2+")
        press("Enter")
        press("Enter")
        titled(page, "heard 10/22")
        press("F5")  # pauses, and does not load the page again
        titled(page, "PAUSED", "Q 7")
        press("n")
        page.evaluate("text => navigator.clipboard.writeText(text)", HALF)
        press("Control+V")
        press("!")
        page.once("dialog", lambda asked: asked.accept())  # whether the page may be left
        page.reload()
        page.wait_for_selector("body.-first-byte")
        press("Enter")
        titled(page, "PAUSED", "Q 7", "heard 10/22")
        press("Enter")  # keeps the half note, which stands in the line again
        press("Enter")
        press("r")
        titled(page, "RUNNING")
        press("b")
        page.wait_for_function("() => !document.title.includes('heard')")
        press("b")
        titled(page, "Q 7", "heard 10/22")
        page.set_viewport_size({"width": 700, "height": 420})
        press("q")
        titled(page, "Q 8")
        press("u")
        titled(page, "Q 7")
        page.close()
        made: list[Body] = [entry.body for entry in entries_when_closed(home, sitting.id)[before:]]
        session.type("\x03")
        assert session.ended() == 0
    kinds = (Resumed, QuestionAsked, Noted, Paused, Undone)
    told = [body for body in made if isinstance(body, kinds)]
    expected = [Resumed, QuestionAsked, Noted, Paused, Noted, Resumed, QuestionAsked, Undone]
    assert [type(body) for body in told] == expected
    assert isinstance(note := told[2], Noted)
    assert (note.text, [(mark.code, mark.sign) for mark in note.marks]) == (NOTE, [("P2", "+")])
    assert isinstance(half := told[4], Noted)
    assert half.text == f"{HALF}!"
    root = address.partition("/?")[0]
    assert [url for url in asked if not url.startswith((root, root.replace("http", "ws")))] == []
