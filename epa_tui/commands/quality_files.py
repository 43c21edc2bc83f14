"""Files of the second marking: read bounded, written whole, private and never over another."""

from __future__ import annotations

from pathlib import Path

from data.exchange.marking_file import paper
from data.exchange.marking_model import MarkingFile
from data.exchange.reading import MAX_BYTES
from data.record.state import SittingState
from data.standards.bounds import read_bounded
from data.standards.errors import printable
from data.standards.library import Library
from data.store.errors import StoreUnwritable
from data.store.private_files import write_private
from epa_tui.commands.chosen import NotChosen


def read_bytes_of(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        NotChosen: It cannot be read, or is larger than any of its kind.
    """
    try:
        return read_bounded(path.expanduser(), MAX_BYTES)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise NotChosen(printable(f"{path}: cannot be read ({reason}).", 600)) from error


def write_new(path: Path, content: bytes) -> Path:
    """Write a new file that only its owner can read, and return where it lies.

    Raises:
        NotChosen: There is something already, or the folder refuses.
    """
    path = path.expanduser().absolute()
    if path.exists() or path.is_symlink():
        raise NotChosen(f"{path} is there already and was left as it is. Name a new file.")
    write_over(path, content)
    return path


def write_over(path: Path, content: bytes) -> None:
    """Write a file in its place, whole or not at all.

    Raises:
        NotChosen: The folder refuses.
    """
    try:
        write_private(path, content)
    except StoreUnwritable as error:
        cause = error.__cause__
        reason = getattr(cause, "strerror", None) or "it cannot be written"
        told = f"{path}: {reason}. Name a file in a folder that is there and yours."
        raise NotChosen(printable(told, 600)) from error


def paper_of(file: MarkingFile, home: Path) -> SittingState:
    """Return a marking file as a sitting that nobody has judged.

    Args:
        file: The marking file.
        home: The home folder: the user's standards lie in it.

    Raises:
        NotMarkable: It is not of the standard that it names.
        StandardError: That standard is not here.
    """
    library = Library(home / "standards")
    loaded = library.by_digest(file.reference, file.version, file.standard)
    return paper(file, loaded.standard)
