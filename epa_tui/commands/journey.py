"""`epa-tui journey`: where an assessment stands on the way from gateway to certificate.

On the application's floor; nothing heavy is imported before the command runs.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from epa_tui.commands import COMMANDS

if TYPE_CHECKING:
    from epa_tui.commands.journeying import OnJourney


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `journey` with the main parser."""
    from epa_tui.commands.journeying import add_assessment

    parser = subparsers.add_parser("journey", help=COMMANDS["journey"][1])
    add_assessment(parser)
    parser.add_argument("--timeline", action="store_true", help="everything that was recorded")
    parser.add_argument("--undo", action="store_true", help="take back what was recorded last")
    parser.add_argument("--yes", action="store_true", help="undo without asking")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Tell it.

    Returns:
        The exit status: 0, 1 where the record or the store is not in order, 2 where no such
        assessment is there.
    """
    from epa_tui.commands.journeying import answered

    return answered(_undo if args.undo else _show, args)


def _undo(args: argparse.Namespace) -> int:
    from data.rules.journey_undoing import given_back, undo, undo_told
    from epa_tui.commands.confirming import confirmed
    from epa_tui.commands.journeying import on_journey
    from epa_tui.commands.refusing import refuse

    with on_journey(args) as on:
        bodies, told = undo(on.view), undo_told(on.view)
        if not args.json:
            print(told)
        if not confirmed("Take it back?", already=args.yes, as_json=args.json):
            refuse(args, "Nothing was taken back.")
            return 2
        on.record.add(on.now, *bodies, **given_back(on.view))
        state, at, name = on.view.at, on.view.at_name, on.record.assessment.id
    if args.json:
        print(json.dumps({"format": 1, "assessment": name, "taken_back": told, "state": state}))
    else:
        print(f"Taken back. State: {at}.")
    return 0


def _show(args: argparse.Namespace) -> int:
    from epa_tui.asking import tell
    from epa_tui.commands.journeying import on_journey

    with on_journey(args) as on:
        if args.json:
            print(json.dumps(_as_json(on), indent=2))
        else:
            tell("\n".join(_timeline(on) if args.timeline else _as_text(on)))
    return 0


def _as_json(on: OnJourney) -> dict[str, Any]:
    from epa_tui.commands.journeying import part_json
    from epa_tui.journey_parts import parts

    view = on.view
    return {
        "format": 1,
        "assessment": on.record.assessment.id,
        "state": view.at,
        "epa_ends_on": view.epa_ends_on.isoformat() if view.epa_ends_on else None,
        "parts": [part_json(part, view) for part in parts()],
        "timeline": [
            {"seq": entry.seq, "at": entry.at.iso(), "kind": entry.kind, "hash": entry.hash}
            for entry in on.record.state.entries
        ],
    }


def _as_text(on: OnJourney) -> Iterator[str]:
    from data.rules.step import Fact
    from epa_tui.commands.journeying import fact_lines
    from epa_tui.journey_parts import parts
    from screens.journey_facts import elsewhere, period_words
    from screens.wording import full_name

    view = on.view
    told = "; ".join(
        words for words in (view.at_name, period_words(view), elsewhere(view)) if words
    )
    yield f"{full_name(on.record.assessment)}: {told}"
    yield ""
    yield from fact_lines([Fact(part.title, part.line(view).words) for part in parts()])
    yield ""
    yield "`epa-tui PART show ID` tells more of a part, and what can be done in it."


def _timeline(on: OnJourney) -> Iterator[str]:
    from epa_tui.commands.taken_journey import timeline

    yield from timeline(on.record.state.entries, on.record.state.undone)
