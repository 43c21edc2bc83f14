"""Draw every screen at every size into a folder, to be looked at.

python -m tests.looks.pictures FOLDER [SCENE...]    all sizes of the scenes, of all without a name
python -m tests.looks.pictures --docs               what the documents show
"""

from __future__ import annotations

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
    "live": "80x24",
    "live_overtime": "80x24",
    "checklist": "120x40",
    "judge": "120x40",
    "record": "120x40",
    "trace": "80x24",
    "exchange": "80x24",
}
"""What the documents show, and at which size."""


def drawn_for_docs(name: str) -> str:
    """Return the picture of a scene as the documents show it."""
    return _drawn(name, (SHOWN[name],))[SHOWN[name]]


def _drawn(name: str, sizes: tuple[str, ...]) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder))
        try:
            shown = SCENES[name]
            drawn = asyncio.run(draw(shown.app(stage), sizes, shown.keys, svg=True))
            for size, one in drawn.items():
                for fault in one.faults:
                    print(f"{name} {size}: {fault}", file=sys.stderr)
            return {size: one.svg for size, one in drawn.items()}
        finally:
            stage.close()


def main(arguments: list[str]) -> None:
    if arguments == ["--docs"]:
        DOCS.mkdir(exist_ok=True)
        for name in SHOWN:
            (DOCS / f"{name}.svg").write_text(drawn_for_docs(name), "utf-8")
        return
    folder, *names = arguments
    for name in names or SCENES:
        for size, svg in _drawn(name, tuple(SIZES)).items():
            path = Path(folder) / f"{name}-{size}.svg"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(svg, "utf-8")


if __name__ == "__main__":
    os.environ.update(TZ="Europe/London", TEXTUAL_ANIMATIONS="none")
    time.tzset()
    main(sys.argv[1:])
