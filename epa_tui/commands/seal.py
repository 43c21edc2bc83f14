"""`epa-tui seal`: signs a sitting off with the grade that follows from its judgements.

On the application's floor; nothing heavy is imported before the command runs. Seal and result are
kept in one transaction, as on the judging screen, and by the same rules.
"""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from epa_tui.commands import COMMANDS

if TYPE_CHECKING:
    from data.record.state import SittingState
    from data.rules.refused import Refused
    from data.store.prepared import Prepared
    from data.store.rows import Document
    from epa_tui.commands.acting import Acting, Rule

SHORT = 8
"""Characters of the id that are typed to confirm."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `seal` with the main parser."""
    parser = subparsers.add_parser(
        "seal",
        help=COMMANDS["seal"][1],
        description="Sign a sitting off. It tells what is missing, or the grade with all that is "
        "to be looked at, and asks for the beginning of the id.",
    )
    parser.add_argument("sitting", metavar="ID", help="id of the sitting, or how it begins")
    parser.add_argument("--declaration", metavar="TEXT", help="what you declare by it")
    parser.add_argument(
        "--deviation",
        metavar="TEXT",
        help="why fewer main questions were asked than the plan demands",
    )
    parser.add_argument("--dry-run", action="store_true", help="only tell what would be sealed")
    parser.add_argument("--yes", action="store_true", help="do it without asking")
    parser.add_argument("--json", action="store_true", help="as JSON; asks nothing without --yes")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Seal.

    Returns:
        The exit status: 0, 1 where something is missing or the store refuses, 2 where no such
        sitting is there or nobody confirmed.
    """
    from epa_tui.commands.acting import answered

    return answered(_seal, args)


def _seal(args: argparse.Namespace) -> int:
    from data.rules.refused import Refused
    from epa_tui.asking import tell
    from epa_tui.commands.acting import acting
    from epa_tui.commands.refusing import refuse

    with acting(args) as opened:
        now = opened.clock()
        try:
            prepared = opened.prepare(now, *_rules(args))
        except Refused as refused:
            return _refuse(args, opened, refused)
        if args.dry_run:
            _tell(args, opened, prepared.state, None)
            return 0
        if not args.json:
            tell(_question(opened, prepared.state, args.declaration))
        if not _confirmed(args, opened.record.sitting.id):
            refuse(args, "Nothing was sealed.")
            return 2
        document = _keep(opened, prepared)
        _tell(args, opened, prepared.state, document)
    return 0


def _rules(args: argparse.Namespace) -> list[Rule]:
    """Return what is asked of the rules: the end, the deviation, the seal."""
    from data.rules import sealing
    from data.rules.clock_guards import end_sitting
    from data.rules.refused import MINIMUM_QUESTIONS
    from screens.wording import DECLARATION

    rules: list[Rule] = [
        lambda state, now: (
            end_sitting(state, now, "completed")
            if state.phases_over and state.outcome is None and not state.sealed
            else ()
        ),
        lambda state, now: sealing.seal(state, now, args.declaration or DECLARATION),
    ]
    if args.deviation:
        rules.insert(
            1,
            lambda state, now: (
                sealing.record_deviation(state, now, MINIMUM_QUESTIONS, args.deviation)
                if sealing.questions_missing(state) and not state.sealed
                else ()
            ),
        )
    return rules


def _refuse(args: argparse.Namespace, opened: Acting, refused: Refused) -> int:
    """Say everything that keeps the sitting from being sealed."""
    from data.rules.sealing import missing_for_seal, not_completed
    from epa_tui.asking import say

    state = opened.state
    missing = () if state.sealed or not_completed(state) else missing_for_seal(state)
    say(refused.sentence)
    if refused.deviation:
        say("Say why with --deviation, and it is recorded as a deviation.")
    if args.json:
        told = {"format": 1, "refused": refused.sentence, "sealed": False}
        about = {"sitting": opened.record.sitting.id, "missing": list(missing)}
        print(json.dumps({**told, **about}, indent=2))
    return 1


def _question(opened: Acting, state: SittingState, declaration: str | None) -> str:
    """Return what to know before the seal."""
    from data.record.text import clean
    from data.rules.grading import method_grade
    from data.rules.judging import warnings
    from screens.wording import DECLARATION

    derived = method_grade(state)
    lines = [f"{state.method.code}: {derived.grade}. {derived.reason}."]
    lines += [f"Look at this: {warning}" for warning in warnings(state)]
    if not state.feedback.get(""):
        lines.append("There is no feedback on the whole sitting.")
    if opened.record.draft and opened.record.draft.text:
        lines.append("A text was typed in the application and not kept: it is not in the record.")
    lines.append(f"You declare: {declaration or DECLARATION}")
    return clean("\n".join(lines), lines=True)


def _confirmed(args: argparse.Namespace, sitting: str) -> bool:
    from epa_tui.commands.confirming import confirmed

    short = sitting[:SHORT]
    question = "Seal it? A change after it needs a reason."
    return confirmed(question, already=args.yes, word=short, as_json=args.json)


def _keep(opened: Acting, prepared: Prepared) -> Document:
    """Keep the seal and its result in one transaction."""
    from epa_tui.destinations import named
    from epa_tui.results import make_document

    record, store = opened.record, opened.store
    document = make_document(
        store,
        prepared.state,
        record.assessment,
        record.sitting,
        demonstration=opened.demonstration,
    )
    ways = named(opened.settings, store.path.parent)
    opened.keep(prepared, document=document, destinations=tuple(way.url for way in ways))
    return document


def _tell(
    args: argparse.Namespace, opened: Acting, state: SittingState, document: Document | None
) -> None:
    """Tell the grade, and how the result leaves."""
    from data.rules.grading import method_grade
    from epa_tui.results import overall_of

    grade = method_grade(state).grade
    both = overall_of(opened.store, state.standard, opened.record.sitting, grade)
    if args.json:
        told = {
            "format": 1,
            "sitting": opened.record.sitting.id,
            "sealed": document is not None,
            "missing": [],
            "grade": grade,
            "overall": both.grade,
            "document": document.id if document else None,
            "revision": document.revision if document else None,
        }
        print(json.dumps(told, indent=2))
        return
    overall = f"Overall, provisional: {both.grade or 'open'}."
    if document is None:
        print(f"It could be sealed as {grade}. {overall}")
    else:
        print(f"Sealed as {grade}, revision {document.revision}. {overall}")
        print("`epa-tui sync` sends the result, `epa-tui export` writes it.")
