"""The demonstration: invented apprentices in a store of their own, at every stage of a sitting.

A marker file tells its folder from a real one. Nothing heavy is imported before it is built, so
that the application can ask `is_demonstration` at its start.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.record.instant import Instant

MARKER = "demonstration"
"""Name of the file in a folder whose store holds invented apprentices only."""

MOST_MORE = 100_000
"""How many assessments can be added in one go."""


class NotADemonstration(Exception):
    """The folder holds something that is not the demonstration; the text says what to do."""

    def __init__(self, home: Path) -> None:
        super().__init__(
            f"The folder {home} holds something else than the demonstration. Nothing was changed. "
            "Name a new folder with --home, or leave --home out."
        )


def is_demonstration(home: Path) -> bool:
    """Tell whether the store in a folder is that of the demonstration.

    Args:
        home: The folder of a store; need not exist.
    """
    try:
        return (home / MARKER).is_file()
    except OSError:
        return False


def prepare(home: Path, now: Instant, more: int = 0) -> None:
    """Build the demonstration in a folder, where it is not there already.

    Args:
        home: The folder; made where it is missing.
        now: The present; the sittings lie around it, by the same clock.
        more: How many further assessments to add, with their sittings booked.

    Raises:
        NotADemonstration: The folder is in use for something else.
        data.store.errors.StoreError: The folder or its store cannot be used.
    """
    from data.store.store import Store

    if not is_demonstration(home):
        _mark(home)
    with Store.open(home) as store:
        # Whoever was killed before anything was kept finds a marked folder and no assessments.
        if not store.search("", limit=1).total:
            from epa_tui.invented.scenes import play

            _put_bank(home)
            play(store, now)
        if more:
            from epa_tui.invented.crowd import crowd

            store.save_bookings(*crowd(more, now))


def _put_bank(home: Path) -> None:
    """Put the invented question bank where the user's own would lie."""
    from data.standards.banks import FOLDER
    from data.standards.guard import read_text
    from data.store.private_files import private_folder, write_private

    private_folder(home / FOLDER)
    invented = Path(__file__).with_name("invented") / "questions.toml"
    write_private(home / FOLDER / "invented.toml", read_text(invented)[0])


def _mark(home: Path) -> None:
    """Make a folder that is new or empty the demonstration's."""
    from data.store.errors import StoreUnwritable
    from data.store.private_files import private_file, private_folder

    try:
        taken = any(home.iterdir())
    except FileNotFoundError:
        taken = False
    except OSError as error:
        raise StoreUnwritable(home, error.strerror or "it cannot be read") from error
    if taken:
        raise NotADemonstration(home)
    private_folder(home)
    private_file(home / MARKER)
