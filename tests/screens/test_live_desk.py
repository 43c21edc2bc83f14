"""What is typed and done is kept, said to be saved when it is, and asked about where it departs."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.record.entries import Deviation, Noted
from data.store.store import Store
from screens.save_watch import SaveWatch
from tests.screens.acted import Acted
from tests.screens.living import after_a_kill, closing, live, showing


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    with closing(Acted(tmp_path, "M2").asking()) as made:
        yield made


@contextlib.contextmanager
def full_disk(store: Store) -> Iterator[None]:
    """Let SQLite find no room for another page."""
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    try:
        yield
    finally:
        store._connection.execute("PRAGMA max_page_count = 1000000")


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[Acted, SaveWatch]]:
    watch = SaveWatch()
    with closing(Acted(tmp_path, "M2", watch=watch).asking()) as made:
        assert made.record.flush()
        yield made, watch


async def test_what_the_disk_refuses_is_said_loudly_until_it_is_mended(
    watched: tuple[Acted, SaveWatch],
) -> None:
    acted, watch = watched
    async with live(acted, watch=watch) as shown:
        with full_disk(acted.store):
            await shown.press("n")
            shown.line.line.value = "words " * 3_000
            await shown.press("enter", "enter")
            await shown.sees("NOT SAVED")
            assert "● saved" not in shown.seen
            assert "disk" in shown.refused
            assert "Testa Example" in shown.seen
        assert acted.record.flush()
        await shown.sees("● saved")
        assert "NOT SAVED" not in shown.seen
    assert len(acted.kept().notes) == 1


async def test_saved_is_said_after_the_commit_and_not_before(
    watched: tuple[Acted, SaveWatch],
) -> None:
    acted, watch = watched
    async with live(acted, watch=watch) as shown:
        with acted.store._turns.reading():
            await shown.press("q")
            assert "questions 1/10" in shown.seen
            assert "○ saving" in shown.seen
        assert acted.record.flush()
        await shown.sees("● saved")


async def test_keys_that_go_to_another_window_are_said(acted: Acted) -> None:
    async with live(acted) as shown:
        shown.window.app_focus = False
        await shown.pilot.pause()
        assert "KEYS GO TO ANOTHER WINDOW" in shown.seen
        assert "Testa Example" in shown.seen
        shown.window.app_focus = True
        await shown.pilot.pause()
        assert "ANOTHER WINDOW" not in shown.seen


async def test_what_was_being_typed_is_there_after_a_kill(acted: Acted, tmp_path: Path) -> None:
    async with live(acted) as shown:
        await shown.press("n")
        await shown.type("they compared thr")
    with after_a_kill(acted, tmp_path / "copy") as record:
        async with showing(record, acted.ticker) as shown:
            assert shown.writing
            assert shown.line.text == "they compared thr"
            await shown.press("enter")
            assert [note.text for note in shown.of(Noted)] == ["they compared thr"]


async def test_what_is_typed_waits_while_another_screen_is_shown(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press("n")
        await shown.type("first")
        await shown.press("enter")
        await shown.type("second")
    async with live(acted) as shown:
        assert shown.line.text == "second"
        await shown.press("enter")
    async with live(acted) as shown:
        assert shown.line.text == ""
        assert [note.text for note in shown.of(Noted)] == ["first", "second"]


async def test_texts_that_wait_for_the_judgements_are_no_note(acted: Acted) -> None:
    draft = 'judging:{"rationale P1": "not shown"}'
    acted.record.keep_draft(draft, len(draft), acted.ticker.now)
    async with live(acted) as shown:
        assert shown.line.text == ""


async def test_a_main_question_in_overtime_asks_for_a_deviation(acted: Acted) -> None:
    acted.wait(121)
    async with live(acted) as shown:
        await shown.press("q")
        assert "what is left is for the last answer" in shown.seen
        await shown.press("escape")
        assert not shown.state.questions
        await shown.press("n")
        await shown.type("? one more")
        await shown.press("enter")
        await shown.type("she asked for it")
        await shown.press("enter")
        assert shown.state.questions[0].text == "one more"
        assert shown.of(Deviation)[0].reason == "she asked for it"
        assert shown.line.text == ""
