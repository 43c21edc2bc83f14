"""How every screen looks, at each size: compared with a drawing that somebody has looked at.

`make looks` takes the drawings anew; `python -m tests.looks.pictures FOLDER` makes pictures.
"""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from epa_tui.glyphs import ALLOWED
from tests.looks.drawing import SIZES, Drawn, draw
from tests.looks.pictures import DOCS, SHOWN
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
    shown, wanted = SCENES[name], SHOWN.get(name, "")
    drawn = await draw(shown.app(stage), SIZES, shown.keys, svg=[wanted])
    faults = [f"{size}: {fault}" for size, one in drawn.items() for fault in one.faults]
    assert faults == []
    assert {size: _foreign(one) for size, one in drawn.items() if _foreign(one)} == {}
    assert "\n\n".join(one.written() for one in drawn.values()) + "\n" == drawing
    if wanted:
        there = (DOCS / f"{name}.svg").read_text("utf-8")
        assert drawn[wanted].svg == there, "the picture in docs is stale: run `make looks`"


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
