"""No file makes the loader hang, grow or fall: each is refused with a sentence, within bounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.standards.library import BrokenStandard, Library
from tests.bounded import run_bounded
from tests.data.standards.hostile import FILES, KITE_TEXT, TEXTS

SAID = {name: said for cases in (TEXTS, FILES) for name, (_, said) in cases.items()}

LOADER = """
from pathlib import Path
from data.standards.errors import StandardError
from data.standards.loader import load_standard

def check(case):
    try:
        load_standard(Path(case))
    except StandardError as error:
        return str(error)
    return "loaded"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of hostile files."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, (content, _) in TEXTS.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    for name, (make, _) in FILES.items():
        make(folder / name)
    return folder


@pytest.fixture(scope="module")
def told(folder: Path) -> dict[str, str]:
    """What the loader says of each file, by its name."""
    told = run_bounded(LOADER, [str(folder / name) for name in SAID])
    return {Path(case).name: sentence for case, sentence in told.items()}


@pytest.mark.parametrize("name", SAID)
def test_it_is_refused_within_bounds(name: str, told: dict[str, str]) -> None:
    sentence = told.get(name, "not reached: an earlier file ended the process")
    assert name in sentence
    assert SAID[name] in sentence
    assert len(sentence) < 30_000
    assert sentence.isprintable() or "problems." in sentence


def test_a_folder_of_them_hides_no_standard(folder: Path) -> None:
    (folder / "kite.toml").write_text(KITE_TEXT, "utf-8")
    library = Library(folder)
    broken = {entry.path.name for entry in library.all() if isinstance(entry, BrokenStandard)}
    assert broken == {name for name in SAID if name != "text.yaml"}
    assert library.find("ZZ0001").path == folder / "kite.toml"
    assert library.find("ST0792").shipped


def test_a_file_out_of_bounds_would_be_seen() -> None:
    spin = "def check(case):\n    while case == 'spins': pass\n    return 'x' * int(case)"
    assert "ended" in run_bounded(spin, ["1", "spins"], seconds=0)["spins"]
    assert "MemoryError" in run_bounded(spin, ["999999999"])["999999999"]
