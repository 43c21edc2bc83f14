"""Draw every screen at every size into a folder, to be looked at.

python -m tests.looks.pictures FOLDER [SCENE...]    all sizes of the scenes, of all without a name
python -m tests.looks.pictures --docs               docs/pictures and docs/screens.md
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from tests.looks.drawing import SIZES, Drawn, draw
from tests.looks.gallery import file_name, page
from tests.looks.scenes import SCENES, Stage

DOCS = Path(__file__).parents[2] / "docs/pictures"

PAGE = DOCS.parent / "screens.md"


def drawn_for_docs(drawn: Mapping[str, Drawn], name: str) -> dict[Path, str]:
    """Return the pictures of a scene, as they lie beside the documents."""
    return {DOCS / file_name(name, size): one.svg for size, one in drawn.items()}


def _drawn(
    name: str, sizes: tuple[str, ...], theme: str = "epa-dark", *, ascii_only: bool = False
) -> dict[str, Drawn]:
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
    return drawn


def _draw_for_docs() -> None:
    """Draw all of them anew, and drop those of scenes that are no more."""
    for old in DOCS.glob("*.svg"):
        old.unlink()
    for name in SCENES:
        for path, svg in drawn_for_docs(_drawn(name, tuple(SIZES)), name).items():
            path.write_text(svg, "utf-8")
    PAGE.write_text(page(), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=DOCS)
    parser.add_argument("scenes", nargs="*", help="all of them where none is named")
    parser.add_argument("--docs", action="store_true", help="all of them, and the page of them")
    parser.add_argument("--theme", default="epa-dark")
    parser.add_argument("--ascii", action="store_true")
    parser.add_argument("--size", action="append", choices=SIZES)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    if asked.docs:
        _draw_for_docs()
        return
    sizes = tuple(asked.size or SIZES)
    for name in asked.scenes or SCENES:
        for size, one in _drawn(name, sizes, asked.theme, ascii_only=asked.ascii).items():
            (asked.folder / file_name(name, size)).write_text(one.svg, "utf-8")


if __name__ == "__main__":
    os.environ.update(TZ="Europe/London", TEXTUAL_ANIMATIONS="none")
    time.tzset()
    main()
