"""`epa-tui judge`: judges descriptors of a sitting, one by one or many at once, or lists them.

On the application's floor; nothing heavy is imported before the command runs. The rules are those
of the judging screen: a judgement that it would refuse is refused here, with the same sentence.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from epa_tui.commands import COMMANDS

if TYPE_CHECKING:
    from data.record.state import SittingState
    from epa_tui.commands.acting import Acting
    from epa_tui.commands.judgements import Wanted

WORDS = {"met": True, "not-met": False, "undecided": None}
"""What a descriptor can be judged, as it is typed; `undecided` takes a judgement back."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `judge` with the main parser."""
    parser = subparsers.add_parser(
        "judge",
        help=COMMANDS["judge"][1],
        description="Judge descriptors of a sitting whose last phase has ended. Without "
        "saying how, list them: each with its text, its KSBs, what is proposed, and its notes. "
        'A file has a table for each descriptor: {"P4": {"met": false, "rationale": "...", '
        '"notes": [3, 7], "feedback": "..."}}; only met is needed.',
    )
    parser.add_argument("sitting", metavar="ID", help="id of the sitting, or how it begins")
    parser.add_argument("code", nargs="?", metavar="CODE", help="a descriptor, such as P4")
    parser.add_argument("met", nargs="?", choices=WORDS, help="undecided takes it back")
    parser.add_argument("--rationale", metavar="TEXT", help="why; not-met needs one")
    parser.add_argument(
        "--notes",
        metavar="N,N",
        type=_numbers,
        help="notes that support it (default: those with its code or a KSB of it)",
    )
    parser.add_argument("--list", action="store_true", help="list the descriptors")
    parser.add_argument(
        "--from",
        dest="file",
        type=Path,
        metavar="FILE",
        help="judge as a TOML or JSON file says, all of it or nothing",
    )
    parser.add_argument("--dry-run", action="store_true", help="only tell what would be judged")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def _numbers(text: str) -> tuple[int, ...]:
    """Return numbers with commas between them."""
    try:
        return tuple(int(number) for number in text.split(",") if number.strip())
    except ValueError:
        raise argparse.ArgumentTypeError("type numbers of notes, such as 3,7") from None


def run(args: argparse.Namespace) -> int:
    """Judge, or list.

    Returns:
        The exit status: 0, 1 where the rules or the store refuse, 2 for a wrong call.
    """
    from epa_tui.commands.acting import answered
    from epa_tui.commands.refusing import refuse

    said = (args.met, args.rationale, args.notes)
    if args.file and (args.code or any(part is not None for part in said)):
        refuse(args, "A file says everything: leave CODE and what follows it out.")
        return 2
    if args.file and not args.list:
        return answered(_from_file, args)
    if args.met is None and any(part is not None for part in said):
        refuse(args, "Say which descriptor is judged, and how: met, not-met or undecided.")
        return 2
    if args.met is None or args.list:
        return answered(_listed, args)
    return answered(_one, args)


def _listed(args: argparse.Namespace) -> int:
    from epa_tui.asking import tell
    from epa_tui.commands.chosen import opened_read
    from epa_tui.commands.descriptors import as_json, as_text

    found = opened_read(args)
    if args.json:
        print(json.dumps(as_json(found.sitting, found.state), indent=2))
    else:
        tell(as_text(found.state, args.code or ""))
    return 0


def _one(args: argparse.Namespace) -> int:
    from epa_tui.commands.judgements import Wanted

    wanted = Wanted(args.code, WORDS[args.met], args.rationale, args.notes)
    return _judge(args, [wanted])


def _from_file(args: argparse.Namespace) -> int:
    from epa_tui.commands.judgements import NotAFile, read_file
    from epa_tui.commands.refusing import refuse

    try:
        wanted = read_file(args.file)
    except NotAFile as error:
        refuse(args, error)
        return 2
    return _judge(args, wanted)


def _judge(args: argparse.Namespace, wanted: list[Wanted]) -> int:
    """Judge everything that is wanted, in one transaction, or nothing."""
    from epa_tui.commands.acting import acting
    from epa_tui.commands.judgements import rules_of

    with acting(args) as opened:
        rules = rules_of(opened, wanted)
        prepared = opened.prepare(opened.clock(), *rules)
        if not args.dry_run:
            opened.keep(prepared)
        _tell(args, prepared.state, wanted, opened)
    return 0


def _tell(
    args: argparse.Namespace, state: SittingState, wanted: list[Wanted], opened: Acting
) -> None:
    """Tell what was judged, and what follows from it."""
    from data.rules.counts import counted
    from data.rules.grading import method_grade
    from epa_tui.commands.acting import as_typed

    derived = method_grade(state)
    words = {met: word.replace("-", " ") for word, met in WORDS.items()}
    judged = {as_typed(state, one.code): one.met for one in wanted}
    if args.json:
        told = {
            "format": 1,
            "sitting": opened.record.sitting.id,
            "kept": not args.dry_run,
            "judged": [{"code": code, "met": met} for code, met in judged.items()],
            "grade": derived.grade,
            "reason": derived.reason,
            "undecided": list(derived.undecided),
        }
        print(json.dumps(told, indent=2))
        return
    for code, met in judged.items():
        print(f"{code} {'would be ' if args.dry_run else ''}{words[met]}.")
    left = counted(len(derived.undecided), "descriptor is", "descriptors are")
    print(f"{left} undecided. {state.method.code} so far: {derived.grade or 'open'}.")
