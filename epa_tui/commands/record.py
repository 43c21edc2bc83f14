"""`epa-tui record`: the record of one sitting, as a report for a person or as JSON for a program.

On the application's floor. Nothing heavy is imported before the command runs, so that `--help`
stays instant.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from epa_tui.commands import COMMANDS

if TYPE_CHECKING:
    from data.store.store import Store


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `record` with the main parser."""
    parser = subparsers.add_parser("record", help=COMMANDS["record"][1])
    parser.add_argument("sitting", metavar="ID", help="id of the sitting, or how it begins")
    parser.add_argument("--json", action="store_true", help="every entry and the state, as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Show a record.

    Returns:
        The exit status: 0, 1 where the record or the store is not in order, 2 where no such record
        is there.
    """
    from data.record.errors import RecordError
    from data.standards.errors import StandardError
    from data.store.errors import StoreError
    from epa_tui.commands.chosen import NotChosen
    from epa_tui.commands.refusing import refuse
    from epa_tui.home import resolve

    try:
        print(_shown(resolve(args), args.sitting, as_json=args.json))
    except NotChosen as error:
        refuse(args, error)
        return 2
    except (RecordError, StandardError, StoreError) as error:
        refuse(args, error)
        return 1
    return 0


def _shown(home: Path, beginning: str, *, as_json: bool) -> str:
    from epa_tui.commands.chosen import NotChosen, has_store, no_store
    from epa_tui.unlocking import open_store

    if not has_store(home):
        raise NotChosen(no_store(home))
    with open_store(home) as store:
        return _record(store, beginning, as_json)


def _record(store: Store, beginning: str, as_json: bool) -> str:
    from data.exchange.record_json import record_json
    from data.exchange.report import plain_report
    from data.record.instant import system_clock
    from data.standards.own_holidays import read_own_holidays
    from epa_tui.commands.chosen import chosen, read
    from epa_tui.demonstration import is_demonstration
    from epa_tui.results import overall_of

    found = read(store, chosen(store, beginning))
    state, sitting, now = found.state, found.sitting, system_clock()()
    home = store.path.parent
    if as_json:
        return json.dumps(record_json(state.entries, state, now), indent=2)
    sealed = state.graded is not None
    return plain_report(
        state,
        found.assessment,
        sitting,
        now,
        overall=overall_of(store, state.standard, sitting, sitting.grade) if sealed else None,
        demonstration=is_demonstration(home),
        holidays=read_own_holidays(home),
    ).rstrip("\n")
