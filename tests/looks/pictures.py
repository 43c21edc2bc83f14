"""Draw every screen at every size into a folder, to be looked at.

python -m tests.looks.pictures FOLDER [SCENE...]    all sizes of the scenes, of all without a name
python -m tests.looks.pictures --docs               what the documents show
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

from tests.looks.drawing import SIZES, draw
from tests.looks.scenes import SCENES, Stage

DOCS = Path(__file__).parents[2] / "docs/pictures"

SHOWN = {
    "home": "80x24",
    "prepare": "80x24",
    "prepare_planned": "80x24",
    "room": "80x24",
    "teleprompter": "80x24",
    "live": "80x24",
    "live_overtime": "80x24",
    "live_door": "80x24",
    "live_stocktake": "80x24",
    "live_moved": "80x24",
    "checklist": "120x40",
    "judge": "120x40",
    "record": "120x40",
    "trace": "80x24",
    "exchange": "80x24",
}
"""What the documents show, and at which size."""


def drawn_for_docs(name: str) -> str:
    """Return the picture of a scene as the documents show it."""
    return _drawn(name, tuple(SIZES))[SHOWN[name]]


def _drawn(
    name: str, sizes: tuple[str, ...], theme: str = "epa-dark", *, ascii_only: bool = False
) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        stage, shown = Stage(Path(folder)), SCENES[name]
        try:
            app = shown.app(stage, theme, ascii_only=ascii_only)
            drawn = asyncio.run(draw(app, sizes, shown.keys, svg=sizes))
        finally:
            stage.close()
    for size, one in drawn.items():
        for fault in one.faults:
            print(f"{name} {size}: {fault}", file=sys.stderr)
    return {size: one.svg for size, one in drawn.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=DOCS)
    parser.add_argument("scenes", nargs="*", help="all of them where none is named")
    parser.add_argument("--docs", action="store_true", help="what the documents show")
    parser.add_argument("--theme", default="epa-dark")
    parser.add_argument("--ascii", action="store_true")
    parser.add_argument("--size", action="append", choices=SIZES)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    if asked.docs:
        for name in SHOWN:
            (asked.folder / f"{name}.svg").write_text(drawn_for_docs(name), "utf-8")
        return
    sizes = tuple(asked.size or SIZES)
    for name in asked.scenes or SCENES:
        for size, svg in _drawn(name, sizes, asked.theme, ascii_only=asked.ascii).items():
            (asked.folder / f"{name}-{size}.svg").write_text(svg, "utf-8")


if __name__ == "__main__":
    os.environ.update(TZ="Europe/London", TEXTUAL_ANIMATIONS="none")
    time.tzset()
    main()
