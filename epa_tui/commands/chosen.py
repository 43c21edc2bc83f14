"""What several commands need of the store: is there one, which sitting is meant, its whole record.

Nothing in here makes a file: a command that only reads leaves a new folder as it was.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.record.state import SittingState
    from data.standards.library import Library
    from data.store.rows import Assessment, AssessmentRow, Sitting
    from data.store.store import Store

EVERYTHING = 10**9
"""More rows than any store has."""


class NotChosen(Exception):
    """The arguments name no sitting, or several; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Read:
    """A sitting with all that is known of it."""

    assessment: Assessment
    sitting: Sitting
    state: SittingState


def has_store(home: Path) -> bool:
    """Tell whether there is a store in a folder; True where only opening it can tell.

    Args:
        home: The folder; need not exist.
    """
    try:
        (home / "store.db").lstat()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return True


def no_store(home: Path) -> str:
    """Return the sentence for a folder without a store."""
    return (
        f"There is no store in {home} yet. Start `epa-tui` to book the first assessment, or "
        "`epa-tui demo` to look around."
    )


def chosen(store: Store, beginning: str) -> Sitting:
    """Return the sitting whose id is `beginning`, or alone begins with it.

    Args:
        store: Where to look.
        beginning: An id, or the first characters of one.

    Raises:
        NotChosen: None is meant, or several.
        data.store.errors.StoreError: The store cannot be read.
    """
    rows = store.search("", limit=EVERYTHING).rows if beginning else ()
    sittings = [sitting for row in rows for sitting in row.sittings]
    found = [sitting for sitting in sittings if _begins(sitting.id, beginning)]
    exact = [sitting for sitting in sittings if sitting.id == beginning]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if not found:
        raise NotChosen(
            f"There is no sitting {beginning!r}. `epa-tui list` shows the ids of all sittings."
        )
    raise NotChosen(f"{len(found)} sittings begin with {beginning!r}. Type more of the id.")


def chosen_row(store: Store, beginning: str) -> AssessmentRow:
    """Return the assessment that is meant, with the sittings that are: one of them, or all.

    Args:
        store: Where to look.
        beginning: An id of a sitting or of an assessment, or the first characters of one.

    Raises:
        NotChosen: None is meant, or several.
        data.store.errors.StoreError: The store cannot be read.
    """
    from data.store.rows import AssessmentRow

    rows = store.search("", limit=EVERYTHING).rows if beginning else ()
    named = {row.assessment.id: row for row in rows}
    for row in rows:
        named |= {one.id: AssessmentRow(row.assessment, (one,)) for one in row.sittings}
    exact = [named[beginning]] if beginning in named else []
    found = exact or [row for name, row in named.items() if _begins(name, beginning)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotChosen(
            f"There is no sitting or assessment {beginning!r}. `epa-tui list` shows their ids."
        )
    raise NotChosen(f"{len(found)} ids begin with {beginning!r}. Type more of the id.")


def _begins(name: str, beginning: str) -> bool:
    return name.casefold().startswith(beginning.casefold())


def opened_read(args: argparse.Namespace) -> Read:
    """Open the store, read the sitting that a command names, and close the store again.

    Args:
        args: `sitting` is its id, or how it begins.

    Raises:
        NotChosen: There is no store, no such sitting, or several.
        data.store.errors.StoreError: The store cannot be read.
        data.record.errors.RecordError: The record was changed.
        data.standards.errors.StandardError: The standard that it was begun under is missing.
    """
    from epa_tui.home import resolve
    from epa_tui.unlocking import open_store

    home = resolve(args)
    if not has_store(home):
        raise NotChosen(no_store(home))
    with open_store(home) as store:
        return read(store, chosen(store, args.sitting))


def read(store: Store, sitting: Sitting, library: Library | None = None) -> Read:
    """Read the record of a sitting, check it, and compute where the sitting stands.

    Args:
        store: Where it is kept.
        sitting: What the lists know of it.
        library: Knows the standards already, where many are read; a file is parsed once then.

    Raises:
        NotChosen: The sitting has not begun.
        data.store.errors.StoreError: The store cannot be read.
        data.record.errors.RecordError: An entry was changed, is missing or cannot be read.
        data.standards.errors.StandardError: The standard that it was begun under is missing.
    """
    from data.record.chain import verify
    from data.record.errors import BrokenChain
    from data.record.fold import fold, last_opened, without_effect
    from data.standards.library import Library

    verify(store.lines(sitting.id))
    entries = store.entries(sitting.id)
    if len(entries) < sitting.entries:
        # What is missing at the end leaves a chain that is whole; only the summary tells.
        raise BrokenChain(len(entries) + 1)
    if not entries:
        raise NotChosen(
            f"Sitting {sitting.id} has not begun: there is no record yet. Open it in `epa-tui`."
        )
    assessment = store.assessment(sitting.assessment_id)
    library = library or Library(store.path.parent / "standards")
    under = last_opened(entries, without_effect(entries))
    loaded = library.by_digest(under.reference, under.version, sitting.digest or "")
    return Read(assessment, sitting, fold(loaded.standard, entries))
