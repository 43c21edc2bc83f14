"""How every screen looks, at each size: compared with a drawing that somebody has looked at.

`make looks` takes the drawings anew; `python -m tests.looks.pictures FOLDER` makes pictures.
"""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.pilot import Pilot
from textual.widgets import Static

from epa_tui.glyphs import ALLOWED
from screens.widgets.page import Page
from tests.looks.drawing import SIZES, Drawn, draw
from tests.looks.gallery import GALLERY, page
from tests.looks.hidden import HIDDEN, SEEN_TOO, SHOWN_BY, hidden_and_shown
from tests.looks.pictures import DOCS, PAGE, drawn_for_docs
from tests.looks.scenes import SCENES, Stage


class Drawing(SingleFileSnapshotExtension):
    """One text file for each scene, with all its sizes."""

    _write_mode = WriteMode.TEXT
    _file_extension = "txt"


@pytest.fixture
def drawing(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(Drawing)


@pytest.mark.parametrize("name", SCENES)
async def test_every_screen_at_every_size(
    name: str, stage: Stage, drawing: SnapshotAssertion
) -> None:
    shown = SCENES[name]
    seen: list[str] = []

    async def hide(pilot: Pilot[None]) -> None:
        """Hide each kind of screen once: no name is left to other eyes."""
        if name in HIDDEN:
            assert name in SEEN_TOO or SHOWN_BY[type(pilot.app.screen).__name__] == name
            seen.extend(await hidden_and_shown(pilot))

    drawn = await draw(shown.app(stage), SIZES, shown.keys, svg=SIZES, last=hide)
    assert seen == []
    faults = [f"{size}: {fault}" for size, one in drawn.items() for fault in one.faults]
    assert faults == []
    assert {size: _foreign(one) for size, one in drawn.items() if _foreign(one)} == {}
    assert "\n\n".join(one.written() for one in drawn.values()) + "\n" == drawing
    pictures = drawn_for_docs(drawn, name)
    stale = [path.name for path, svg in pictures.items() if path.read_text("utf-8") != svg]
    assert stale == [], "run `make looks`, and look at them"


def test_the_page_of_all_screens_shows_each_and_no_other_picture_lies_there() -> None:
    shown = [name for scenes in GALLERY.values() for name in scenes]
    assert sorted(shown) == sorted(SCENES)
    assert PAGE.read_text("utf-8") == page(), "run `make looks`"
    assert len(list(DOCS.iterdir())) == len(SCENES) * len(SIZES)


def _foreign(drawn: Drawn) -> set[str]:
    """Return what some terminal could not draw."""
    return {each for each in drawn.text if not each.isascii() and each not in ALLOWED} - {"\n"}


@pytest.mark.parametrize("name", ["live", "record"])
async def test_a_window_that_was_resized_looks_as_one_that_was_opened_so(
    name: str, stage: Stage
) -> None:
    shown = SCENES[name]
    resized = await draw(shown.app(stage), ("200x50", "40x12", "80x24"), shown.keys)
    opened = await draw(shown.app(stage), ("80x24",), shown.keys)
    assert resized["80x24"].lines == opened["80x24"].lines


async def test_a_long_text_can_be_read_to_its_end_after_a_resize(stage: Stage) -> None:
    shown = SCENES["journey_timeline"]
    app = shown.app(stage)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(*shown.keys)
        for size in ((80, 24), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            text = app.screen.query_one(Page).query_one(Static)
            assert text.size.height == len(str(text.content).split("\n"))
