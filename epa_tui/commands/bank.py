"""`epa-tui bank`: lists, shows and checks question banks, and prints one to begin with.

On the application's floor. Nothing heavy is imported before the command runs, so that `--help`
stays instant.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from data.standards.errors import printable
from epa_tui.commands import COMMANDS

if TYPE_CHECKING:
    from data.standards.bank import Bank
    from data.standards.banks import Banks
    from data.standards.loader import LoadedStandard
    from data.standards.model import Standard

_OF_A_BANK = ("reference", "version", "questions", "stems", "problem")
"""What is told of a bank besides its file: null where it is not known."""


class _Refused(Exception):
    """The arguments name something that is not there; the text says what is."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `bank` and its actions with the main parser."""
    parser = subparsers.add_parser("bank", help=COMMANDS["bank"][1])
    parser.set_defaults(json=False)
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="list the question banks at hand")
    listing.add_argument("--json", action="store_true", help="as JSON")
    listing.set_defaults(run=run, action="list")
    show = actions.add_parser("show", help="show the questions and stems for a method")
    show.add_argument("reference", metavar="REFERENCE", help="for example ST0792")
    show.add_argument("--version", metavar="VERSION", help="the newest if left out")
    show.add_argument("--method", metavar="CODE", required=True, help="for example M1")
    show.add_argument("--option", metavar="CODE", help="core only if left out")
    show.add_argument("--json", action="store_true", help="as JSON")
    show.set_defaults(run=run, action="show")
    check = actions.add_parser("check", help="check a bank's file, and tell all its errors")
    check.add_argument("file", metavar="FILE", type=Path, help="a .toml file")
    check.add_argument("--json", action="store_true", help="as JSON")
    check.set_defaults(run=run, action="check")
    template = actions.add_parser("template", help="print a bank to fill in")
    template.add_argument("reference", metavar="REFERENCE", help="for example ST0792")
    template.add_argument("--version", metavar="VERSION", help="the newest if left out")
    template.set_defaults(run=run, action="template")


def run(args: argparse.Namespace) -> int:
    """Do what the arguments say.

    Returns:
        The exit status: 0, 1 where a checked file has errors, 2 where something named is not there.
    """
    from data.standards.banks import FOLDER, Banks
    from data.standards.errors import StandardError
    from data.standards.library import Library
    from epa_tui.commands.refusing import refuse
    from epa_tui.home import resolve

    home = resolve(args)
    library, banks = Library(home / "standards"), Banks(home / FOLDER)
    try:
        if args.action == "check":
            return _check(args, library.find)
        if args.action == "list":
            return _list(args, banks)
        standard = library.find(args.reference, args.version).standard
        if args.action == "template":
            from epa_tui.commands.bank_template import template

            print(template(standard))
            return 0
        return _show(args, banks, standard)
    except (_Refused, StandardError) as error:
        refuse(args, error)
        return 2


def _check(args: argparse.Namespace, find: Callable[..., LoadedStandard]) -> int:
    """Tell everything that is wrong with a file; return 1 where something is."""
    from data.standards.bank_fitting import Fit
    from data.standards.bank_loader import load_bank
    from data.standards.errors import StandardError, UnknownStandard

    told: dict[str, object] = {"format": 1, "file": str(args.file)}
    told |= dict.fromkeys(("questions", "stems", "unwritten"))
    problems: list[str] = []
    try:
        bank = load_bank(args.file).bank
        told |= {"questions": len(bank.questions), "stems": len(bank.stems)}
        fit = Fit(bank, find(bank.reference, bank.version).standard)
        told["unwritten"] = fit.unwritten
        problems = [str(problem) for problem in fit.problems]
    except UnknownStandard as error:
        problems = [str(error)]
    except StandardError as error:
        problems = [str(problem) for problem in error.problems]
    told["problems"] = problems
    print(json.dumps(told, indent=2) if args.json else "\n".join(_checked(told, problems)))
    return int(bool(problems))


def _checked(told: dict[str, object], problems: list[str]) -> list[str]:
    """Return what a check found, in lines."""
    if problems:
        return [
            f"{_shown(Path(str(told['file'])))} is not right yet.",
            *(f"  {p}" for p in problems),
        ]
    lines = [f"No errors. Questions: {told['questions']}, stems: {told['stems']}."]
    if told["unwritten"]:
        lines.append(f"Without words yet, and left out: {told['unwritten']}.")
    return lines


def _list(args: argparse.Namespace, banks: Banks) -> int:
    from data.standards.banks import BrokenBank

    rows: list[dict[str, object]] = []
    for found in banks.all():
        row: dict[str, object] = {"file": str(found.path), **dict.fromkeys(_OF_A_BANK)}
        if isinstance(found, BrokenBank):
            row["problem"] = str(found.error.problems[0])
        else:
            bank = found.bank
            row |= {"reference": bank.reference, "version": bank.version}
            row |= {"questions": len(bank.questions), "stems": len(bank.stems)}
        rows.append(row)
    if args.json:
        print(json.dumps({"format": 1, "banks": rows}, indent=2))
        return 0
    for row in rows:
        print("\n".join(_listed(row)))
    if not rows:
        print(f"There is no question bank in {_shown(banks.folder)} yet. Begin with:")
        print("  epa-tui bank template ST0792")
    return 0


def _listed(row: dict[str, object]) -> list[str]:
    path = _shown(Path(str(row["file"])))
    if row["problem"]:
        return [path, f"  cannot be used: {row['problem']}"]
    version = row["version"] or "every version"
    parts = f"{row['questions']} questions, {row['stems']} stems"
    return [path, f"  {row['reference']} {version}: {parts}"]


def _show(args: argparse.Namespace, banks: Banks, standard: Standard) -> int:
    method = _pick("method", args.method, [method.code for method in standard.methods])
    options = [option.code for option in standard.options]
    option = None if args.option is None else _pick("option", args.option, options)
    bank = banks.fitting(standard, method, option)
    for sentence in bank.told:
        print(sentence, file=sys.stderr)
    if args.json:
        print(json.dumps(_as_json(bank), indent=2))
        return 0
    for question in bank.questions:
        print(f"{question.id}  {printable(question.text, 600)}  {' '.join(question.aims)}")
    for (lower, upper), text in bank.stems.items():
        print(f"{lower} to {upper}  {printable(text, 600)}")
    if not bank.questions and not bank.stems:
        print(f"No question bank has anything for {method} of {standard.reference}.")
    return 0


def _pick(kind: str, wanted: str, codes: list[str]) -> str:
    for code in codes:
        if code.casefold() == wanted.casefold():
            return code
    there = f"There are: {', '.join(codes)}." if codes else "There are none."
    raise _Refused(f"There is no {kind} {wanted!r}. {there}")


def _as_json(bank: Bank) -> dict[str, object]:
    return {
        "format": 1,
        "questions": [
            {"id": question.id, "text": question.text, "aims": list(question.aims)}
            for question in bank.questions
        ],
        "stems": [
            {"from": lower, "to": upper, "text": text}
            for (lower, upper), text in bank.stems.items()
        ],
        "problems": list(bank.told),
    }


def _shown(path: Path) -> str:
    return printable(str(path), 1000)
