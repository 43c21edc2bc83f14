"""Gathers what goes into a calendar file, and writes the file anew over the one written last.

What was written last is read back: it says which events have moved since, and which are gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from data.exchange.calendar_events import Subject, events_of
from data.exchange.calendar_file import MAX_BYTES, Event, calendar_file, read_back, revised
from data.record.errors import RecordError
from data.record.instant import Instant
from data.rules.meeting import MEETING_STATES
from data.standards.bounds import Unbounded, read_bounded
from data.standards.errors import StandardError
from data.standards.library import Library
from data.store.errors import StoreError
from data.store.private_files import private_folder, write_private
from data.store.rows import AssessmentRow
from data.store.store import Store
from epa_tui.journeys import library_of, open_journey

FOLDER = "calendar"
"""Name of the folder in the home folder that files go into by themselves."""

ALL = "all"
"""Scope of a file with the events of every assessment."""


class NotOurs(Exception):
    """A file is in the way that this program did not write for the same assessments."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is there already, and is no calendar of the same assessments written by "
            "epa-tui. Name another file with --out, or remove it."
        )


@dataclass(frozen=True)
class Given:
    """A calendar that was written."""

    path: Path
    events: tuple[Event, ...]
    problems: tuple[str, ...]
    """Assessments that could not be read, one sentence each; their events are as they were."""


@dataclass(frozen=True)
class Wish:
    """What is wanted of a calendar."""

    names: bool = True
    alarm_minutes: int | None = None


def give_all(store: Store, path: Path, wish: Wish, now: Instant) -> Given:
    """Write what is to come of every assessment.

    Args:
        store: Where the assessments are.
        path: The file.
        wish: What of it is wanted.
        now: The present.

    Raises:
        NotOurs: Something else is at the path.
        StoreError: The store cannot be read, or the file not written.
    """
    earlier, library = _earlier(path, ALL), library_of(store)
    today = now.local().replace(hour=0, minute=0, second=0, microsecond=0)
    events: list[Event] = []
    problems: list[str] = []
    owing = _owing(store, now, today)
    for row in store.search("", limit=10**9).rows:
        if row.assessment.id not in owing and not _may_come(store, row, today):
            continue
        try:
            events += _events(store, library, row, wish, now)
        except (StoreError, RecordError, StandardError) as error:
            problems.append(f"{row.assessment.id}: {error}")
            events += _kept(row, earlier)
    coming = [event for event in events if _from(event, today)]
    return _written(path, ALL, coming, earlier, now, problems)


def give_one(store: Store, row: AssessmentRow, path: Path, wish: Wish, now: Instant) -> Given:
    """Write everything of one assessment.

    Args:
        store: Where the assessments are.
        row: The assessment.
        path: The file.
        wish: What of it is wanted.
        now: The present.

    Raises:
        NotOurs: Something else is at the path.
        StoreError: The store cannot be read, or the file not written.
        RecordError: The record of the assessment was changed.
        StandardError: Its standard is missing.
    """
    scope = row.assessment.id
    earlier = _earlier(path, scope)
    return _written(path, scope, _events(store, library_of(store), row, wish, now), earlier, now)


def default_path(home: Path, scope: str) -> Path:
    """Return the file that a calendar goes into by itself; its folder is made.

    Raises:
        StoreUnwritable: The folder cannot be made.
    """
    folder = home / FOLDER
    private_folder(folder)
    return folder / f"epa-{scope}.ics"


def _owing(store: Store, now: Instant, today: datetime) -> set[str]:
    """Return the assessments of which something is due from a day on: a result, a certificate."""
    from data.store.due_counting import DueCounting

    DueCounting(store).count(now)
    since = today.date().isoformat()
    owed = store.dues(date.max.isoformat(), 10**9)
    return {one.due.assessment_id for one in owed if one.due.due_on >= since}


def _may_come(store: Store, row: AssessmentRow, today: datetime) -> bool:
    """Tell whether something of an assessment can be still to come."""
    since = today.timestamp() * 1000
    if any((sitting.scheduled_at or 0) >= since for sitting in row.sittings):
        return True
    summary = store.journey(row.assessment.id)
    return summary is not None and summary.state in MEETING_STATES


def _written(
    path: Path,
    scope: str,
    events: Iterable[Event],
    earlier: Mapping[str, Event],
    now: Instant,
    problems: Iterable[str] = (),
) -> Given:
    """Write events over those that were written last."""
    revisions = revised(events, earlier, now.utc.replace(microsecond=0))
    write_private(path, calendar_file(revisions, scope))
    return Given(path, revisions, tuple(problems))


def _events(
    store: Store, library: Library, row: AssessmentRow, wish: Wish, now: Instant
) -> tuple[Event, ...]:
    record = open_journey(store, row.assessment.id, library)
    whole = replace(row, sittings=store.sittings(row.assessment.id))
    subject = Subject(
        record.view(now),
        whole.assessment,
        whole.sittings,
        now.utc.replace(microsecond=0),
        wish.names,
        wish.alarm_minutes,
    )
    return events_of(subject)


def _kept(row: AssessmentRow, earlier: Mapping[str, Event]) -> list[Event]:
    """Return what was written of an assessment that cannot be read now."""
    ids = (row.assessment.id, *(sitting.id for sitting in row.sittings))
    return [event for uid, event in earlier.items() if uid.startswith(ids)]


def _from(event: Event, since: datetime) -> bool:
    if isinstance(event.start, datetime):
        return event.start >= since
    return event.start >= since.date()


def _earlier(path: Path, scope: str) -> dict[str, Event]:
    """Return what was written to a file last; nothing where there is no file.

    Raises:
        NotOurs: It is something else.
    """
    try:
        found = read_back(read_bounded(path, MAX_BYTES))
    except FileNotFoundError:
        return {}
    except (OSError, Unbounded) as error:
        raise NotOurs(path) from error
    if found is None or found[0] != scope:
        raise NotOurs(path)
    return found[1]
