"""`epa-tui note`: writes a note to a sitting, corrects or tags one, or sets it aside.

On the application's floor; nothing heavy is imported before the command runs. The text is
understood as on the note line: `#p4+` tags, `@7` points at evidence, quotes are the apprentice's.
"""

from __future__ import annotations

import argparse
import json
from functools import partial
from typing import TYPE_CHECKING

from epa_tui.commands import COMMANDS

if TYPE_CHECKING:
    from data.record.entries import Body
    from data.record.instant import Instant
    from data.record.state import SittingState
    from data.rules.capture import Capture
    from epa_tui.commands.acting import Acting, Rule

_MOST_DIGITS = 9


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `note` with the main parser."""
    parser = subparsers.add_parser(
        "note",
        help=COMMANDS["note"][1],
        description="Write a note to a sitting that is not sealed, as on the note line: #p4+ tags, "
        "@7 points at evidence, words in quotes are the apprentice's own.",
    )
    parser.add_argument("sitting", metavar="ID", help="id of the sitting, or how it begins")
    parser.add_argument("text", nargs="?", metavar="TEXT", help="the note")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--tag", nargs=2, metavar=("N", "TAGS"), help="tag note N, with '#p4+'")
    what.add_argument(
        "--correct",
        nargs=2,
        metavar=("N", "TEXT"),
        help="what note N reads from now on; both wordings stay in the record",
    )
    what.add_argument("--aside", type=int, metavar="N", help="say that note N supports nothing")
    what.add_argument("--list", action="store_true", help="list the notes with their numbers")
    parser.add_argument("--reason", metavar="TEXT", default="", help="why it is set aside")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Keep the note, or list what is there.

    Returns:
        The exit status: 0, 1 where the rules or the store refuse, 2 for a wrong call.
    """
    from epa_tui.commands.acting import answered
    from epa_tui.commands.refusing import refuse

    if args.list:
        return answered(_listed, args)
    if sum(part is not None for part in (args.text, args.tag, args.correct, args.aside)) != 1:
        refuse(args, "Type a note behind the id, or --tag, --correct or --aside and its number.")
        return 2
    number, _ = args.tag or args.correct or ("0", "")
    if not (number.isdecimal() and len(number) <= _MOST_DIGITS):
        refuse(args, f"{number[:20]} is not the number of a note. --list shows the numbers.")
        return 2
    return answered(_keep, args)


def _listed(args: argparse.Namespace) -> int:
    from data.exchange.findings import note_json
    from data.record.text import clean
    from data.rules.judging import unattached
    from epa_tui.asking import tell
    from epa_tui.commands.chosen import opened_read
    from epa_tui.commands.descriptors import note_line

    found = opened_read(args)
    notes = found.state.notes.values()
    loose = {note.seq for note in unattached(found.state)}
    if args.json:
        told = [{**note_json(found.state, n), "supports": n.seq not in loose} for n in notes]
        print(json.dumps({"format": 1, "sitting": found.sitting.id, "notes": told}, indent=2))
        return 0
    for note in notes:
        tell(clean(f"{note_line(note)}{' (supports nothing yet)' if note.seq in loose else ''}"))
    if not notes:
        print("There is no note in this sitting.")
    return 0


def _keep(args: argparse.Namespace) -> int:
    from data.rules.judging import counted, unattached
    from epa_tui.commands.acting import acting

    with acting(args) as opened:
        note = args.aside or int((args.tag or args.correct or (0,))[0])
        state = opened.do(_rule(args, opened, note))
        note = note or state.last.seq
        left = unattached(state)
        if args.json:
            told = {"format": 1, "sitting": opened.record.sitting.id, "note": note}
            print(json.dumps({**told, "unreviewed": [one.seq for one in left]}, indent=2))
        else:
            word = "set aside" if args.aside is not None else "kept"
            more = f" {counted(left)} to be reviewed." if left else ""
            print(f"Note {note} is {word}.{more}")
    return 0


def _rule(args: argparse.Namespace, opened: Acting, note: int) -> Rule:
    """Return what is asked for."""
    if args.aside is not None:
        return partial(_aside, note, args.reason)
    if args.tag:
        return partial(_tagged, _understood(opened, args.tag[1]), note)
    if args.correct:
        return partial(_corrected, _understood(opened, args.correct[1]), note)
    return partial(_written, _understood(opened, args.text))


def _understood(opened: Acting, text: str) -> Capture:
    """Return what a text means.

    Raises:
        Refused: A tag or a pointer leads nowhere, or it is no note.
    """
    from data.rules.capture import Kind, parse
    from data.rules.refused import Refused
    from data.rules.vocabulary import Vocabulary

    state = opened.state
    words = Vocabulary.of(state.standard, state.opened.method, state.opened.option)
    said = parse(text, words, state.plan)
    if said.problems:
        raise Refused(said.problems[0].sentence)
    if said.kind is not Kind.NOTE:
        raise Refused(
            "Questions and incidents belong to the live screen. Begin with a space for a note."
        )
    return said


def _written(said: Capture, state: SittingState, now: Instant) -> tuple[Body, ...]:
    from data.rules import talk_guards

    return talk_guards.note(state, now, said.text, said.marks, said.verbatim, said.evidence)


def _corrected(said: Capture, note: int, state: SittingState, now: Instant) -> tuple[Body, ...]:
    """Give a note other words; tags and pointers stay where the text has none of its own."""
    from data.rules import talk_guards
    from data.rules.demands import demand_note

    old = demand_note(state, note)
    marks, evidence = said.marks or old.marks, said.evidence or old.evidence
    return talk_guards.amend(state, now, note, said.text, marks, said.verbatim, evidence)


def _tagged(said: Capture, note: int, state: SittingState, now: Instant) -> tuple[Body, ...]:
    from data.rules import talk_guards
    from data.rules.refused import Refused

    if said.text or said.evidence or not said.marks:
        raise Refused("Type tags alone behind the number, such as '#p4+'.")
    return tuple(
        body
        for mark in said.marks
        for body in talk_guards.mark(state, now, mark.code, mark.sign, note)
    )


def _aside(note: int, reason: str, state: SittingState, now: Instant) -> tuple[Body, ...]:
    from data.rules.judging import set_aside

    return set_aside(state, now, note, reason)
