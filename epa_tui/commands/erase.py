"""`epa-tui erase`: destroys the key of an apprentice after the retention period, for good.

On the application's floor. Nothing heavy is imported before the command runs, so that `--help`
stays instant. Nothing is ever erased without this command.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from epa_tui.commands import COMMANDS

if TYPE_CHECKING:
    from data.record.instant import Instant
    from data.store.rows import AssessmentRow
    from data.store.store import Store


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `erase` with the main parser."""
    parser = subparsers.add_parser("erase", help=COMMANDS["erase"][1])
    parser.add_argument(
        "assessment",
        nargs="?",
        metavar="ID",
        help="id of the assessment, or how it begins; without it, those that may be are listed",
    )
    parser.add_argument("--yes", action="store_true", help="do it without asking")
    parser.add_argument("--json", action="store_true", help="as JSON; asks nothing without --yes")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Erase an apprentice, or list who may be.

    Returns:
        The exit status: 0, 1 where the rules or the store do not allow it, 2 where no such
        assessment is there or nobody said yes.
    """
    from data.record.instant import system_clock
    from data.store.errors import StoreError
    from epa_tui.commands.chosen import NotChosen, has_store, no_store
    from epa_tui.commands.refusing import refuse
    from epa_tui.home import resolve
    from epa_tui.settings import read_settings
    from epa_tui.unlocking import open_store

    home = resolve(args)
    if not has_store(home):
        refuse(args, no_store(home))
        return 2
    months = read_settings(home).retention_months
    try:
        with open_store(home) as store:
            if args.assessment is None:
                return _list(store, months, system_clock()(), as_json=args.json)
            return _erase(store, months, system_clock()(), args)
    except NotChosen as error:
        refuse(args, error)
        return 2
    except StoreError as error:
        refuse(args, error)
        return 1


def _list(store: Store, months: int, now: Instant, *, as_json: bool) -> int:
    from screens.wording import full_name

    due = [row for row in _rows(store) if not _reason_not_to(store, row, months, now)]
    begun = [row for row in due if _has_record(store, row)]
    if as_json:
        ids = [row.assessment.id for row in begun]
        print(json.dumps({"format": 1, "months": months, "may_be_erased": ids}, indent=2))
        return 0
    for row in begun:
        print(f"{row.assessment.id}  {full_name(row.assessment)}")
    if not begun:
        print(f"Nobody may be erased yet: the retention period is {months} months.")
    return 0


def _has_record(store: Store, row: AssessmentRow) -> bool:
    own = store.journey(row.assessment.id)
    return bool(own and own.entries) or any(sitting.entries for sitting in row.sittings)


def _erase(store: Store, months: int, now: Instant, args: argparse.Namespace) -> int:
    from data.store.errors import NotErasable
    from epa_tui.commands.confirming import confirmed
    from epa_tui.commands.refusing import refuse

    row = _chosen(store, args.assessment)
    if row.assessment.id in _gone(store):
        before = ["It was erased already. What was left of it is looked for again."]
        agreed = True
    else:
        if reason := _reason_not_to(store, row, months, now):
            raise NotErasable(reason)
        before, agreed = list(_lost(store, row)), args.yes
    if not args.json:
        print("\n".join(before))
    # With --json nobody is asked: the question would stand in the middle of the document.
    if not agreed and (args.json or not confirmed("Erase it?", already=False)):
        refuse(args, f"Nothing was erased.{' Say --yes to do it.' if args.json else ''}")
        return 2
    told = list(_erased(store, row, now, f"retention period of {months} months"))
    if args.json:
        print(json.dumps({"format": 1, "assessment": row.assessment.id, "told": told}, indent=2))
    else:
        print("\n".join(told))
    return 0


def _lost(store: Store, row: AssessmentRow) -> Iterator[str]:
    """Say what an erasure makes unreadable."""
    from data.rules.counts import counted
    from screens.wording import full_name

    name = full_name(row.assessment)
    yield f"{name}: the text of {len(row.sittings)} sittings becomes unreadable for good."
    if waiting := store.waiting_of(row.assessment.id):
        sends = counted(waiting, "delivery", "deliveries")
        yield f"{sends} of its results still wait, and will never arrive."


def _erased(store: Store, row: AssessmentRow, now: Instant, reason: str) -> Iterator[str]:
    """Erase an assessment, in the backups too, and say what is left to do."""
    from data.store.erasing import erase_in_copies

    home = store.path.parent
    left: list[Path] = []

    def in_copies() -> None:
        left.extend(erase_in_copies(home, store.key, list(store.erased())))

    told = store.erase(row.assessment.id, now, reason, in_copies)
    where = "here, and not in every backup" if left else "here and in the backups"
    yield f"Erased {where}. The chains still verify: `epa-tui verify`."
    if told:
        yield told
    yield from _elsewhere(home, row, left)


def _elsewhere(home: Path, row: AssessmentRow, left: list[Path]) -> Iterator[str]:
    """Say what else there may be of the apprentice."""
    for path in left:
        yield (
            f"The backup {path} cannot be written or opened: free some space and run the same "
            "again, or destroy it yourself."
        )
    ids = {sitting.id for sitting in row.sittings}
    for folder in _folders_of_results(home):
        for path in sorted(folder.glob("*.json")):
            if any(name in path.name for name in ids):
                yield f"The result {path} is still there: remove it when it is not needed any more."
    yield from _calendars(home, {row.assessment.id, *ids})
    if (home / "assessment-service").is_dir():
        yield f"Files for the assessment service in {home / 'assessment-service'} may name them."
    yield (
        "Copies, papers, bundles and marking files that were written elsewhere, and receivers of "
        "results, are yours to tell."
    )


def _calendars(home: Path, ids: set[str]) -> Iterator[str]:
    """Name the calendar files in the home that still hold an event of the apprentice."""
    from data.exchange.calendar_file import MAX_BYTES
    from data.standards.bounds import Unbounded, read_bounded
    from epa_tui.calendar_giving import FOLDER

    for path in sorted((home / FOLDER).glob("*.ics")):
        try:
            # A calendar folds its lines: an id may stand on two of them.
            told = read_bounded(path, MAX_BYTES).replace(b"\r\n ", b"")
        except (OSError, Unbounded):
            continue  # no calendar of this program
        if any(name.encode() in told for name in ids):
            yield f"The calendar {path} names them still: write it anew, or remove it."


def _folders_of_results(home: Path) -> set[Path]:
    from epa_tui.destinations import results_folder
    from epa_tui.settings import read_settings

    return {home / "results", results_folder(read_settings(home), home)}


def _rows(store: Store) -> tuple[AssessmentRow, ...]:
    """Return the assessments that are not erased yet."""
    return tuple(row for row in _all(store) if row.assessment.id not in _gone(store))


def _all(store: Store) -> tuple[AssessmentRow, ...]:
    from epa_tui.commands.chosen import EVERYTHING

    return store.search("", limit=EVERYTHING).rows


def _gone(store: Store) -> set[str]:
    return {name for name, _ in store.erased()}


def _chosen(store: Store, beginning: str) -> AssessmentRow:
    """Return the assessment that is meant; one that was erased only where no other can be."""
    from epa_tui.commands.chosen import NotChosen

    found = _named(_rows(store), beginning) or _named(_all(store), beginning)
    if len(found) != 1 or not beginning:
        raise NotChosen(_not_chosen(beginning, len(found)))
    return found[0]


def _named(rows: tuple[AssessmentRow, ...], beginning: str) -> list[AssessmentRow]:
    found = [row for row in rows if row.assessment.id.startswith(beginning.lower())]
    return [row for row in found if row.assessment.id == beginning] or found


def _not_chosen(beginning: str, found: int) -> str:
    if found > 1 and beginning:
        return f"{found} assessments begin with {beginning!r}. Type more of the id."
    return (
        f"There is no assessment {beginning!r}. "
        "`epa-tui list --json` shows the ids of all assessments."
    )


def _reason_not_to(store: Store, row: AssessmentRow, months: int, now: Instant) -> str:
    from data.rules.erasure import reason_not_to_erase

    moments = [sitting.updated_at for sitting in row.sittings if sitting.entries]
    journey = store.journey(row.assessment.id)
    if journey and journey.held:
        return "its result is held while something is looked into. Release it first."
    moments += [journey.updated_at] if journey and journey.entries else []
    last = datetime.fromtimestamp(max(moments) / 1000, UTC).date() if moments else None
    undelivered = len(store.undelivered(row.assessment.id))
    stages = [sitting.stage for sitting in row.sittings]
    return reason_not_to_erase(stages, last, months, undelivered, now.local().date())
