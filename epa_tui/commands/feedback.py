"""`epa-tui feedback`: writes what the apprentice is to read, on one descriptor or on the whole.

On the application's floor; nothing heavy is imported before the command runs.
"""

from __future__ import annotations

import argparse
import json

from epa_tui.commands import COMMANDS

WHOLE = "whole"
"""What is typed in place of a descriptor."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `feedback` with the main parser."""
    parser = subparsers.add_parser(
        "feedback",
        help=COMMANDS["feedback"][1],
        description="Write feedback for the apprentice when the live part is over. It takes the "
        "place of what stood there; an empty TEXT takes that away.",
    )
    parser.add_argument("sitting", metavar="ID", help="id of the sitting, or how it begins")
    parser.add_argument("code", metavar="CODE", help=f"a descriptor, or `{WHOLE}`")
    parser.add_argument("text", metavar="TEXT", help="what the apprentice reads")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Keep the feedback.

    Returns:
        The exit status: 0, 1 where the rules or the store refuse, 2 where no such sitting is there.
    """
    from epa_tui.commands.acting import answered

    return answered(_keep, args)


def _keep(args: argparse.Namespace) -> int:
    from data.rules.judging import give_feedback
    from epa_tui.commands.acting import acting, as_typed

    with acting(args) as opened:
        whole = args.code.casefold() == WHOLE
        code = "" if whole else as_typed(opened.state, args.code)
        opened.do(lambda state, now: give_feedback(state, now, code, args.text))
        if args.json:
            told = {"format": 1, "sitting": opened.record.sitting.id, "code": code, "kept": True}
            print(json.dumps(told, indent=2))
        else:
            print(f"Feedback on {code or 'the whole sitting'} is kept.")
    return 0
