"""The parsers of the command line: of the one command that is called, or of all, to describe them.

On the application's floor. Imported when a command runs; the help of the program needs no parser.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from epa_tui.commands import COMMANDS
from epa_tui.overview import HOME_HELP, USAGE, unknown
from epa_tui.wrong_calls import Parser, WrongCall, not_taken


def parser_of(command: str) -> argparse.ArgumentParser:
    """Return the parser of the program and of one command: no other is imported.

    Args:
        command: As it was typed; empty where there is none.

    Raises:
        WrongCall: There is no such command.
    """
    parser = Parser(prog="epa-tui", usage=USAGE, add_help=False, allow_abbrev=False)
    parser.add_argument("--home", type=Path, metavar="DIR")
    parser.add_argument("--no-mouse", action="store_true")
    parser.set_defaults(command=None)
    commands = parser.add_subparsers(prog="epa-tui", dest="command")
    if command in COMMANDS:
        _add(commands, command)
    elif command:
        raise WrongCall(unknown(command))
    return parser


def read(
    given: Sequence[str], command: str, run: Callable[[argparse.Namespace], int]
) -> argparse.Namespace:
    """Read a command line.

    Args:
        given: The words of it.
        command: The command among them; empty where there is none.
        run: What is done where no command is named.

    Raises:
        WrongCall: It cannot be read.
    """
    if command and command not in COMMANDS and (option := _strange(given, command)):
        # What stands behind a mistyped option is no command: the option is what is wrong.
        raise not_taken(parser_of(""), [option])
    parser = parser_of(command)
    parser.set_defaults(run=run)
    args, left = parser.parse_known_args(given)
    if left:
        raise not_taken(_named(parser, given), left)
    return args


def _strange(given: Sequence[str], command: str) -> str:
    """Return the first option before a word that nothing takes there; empty for none."""
    known = {each for action in parser_of("")._actions for each in action.option_strings}
    known.add("--json")  # every command takes it: the word behind it is meant to be one
    before = given[: list(given).index(command)]
    return next((w for w in before if w.startswith("-") and w.partition("=")[0] not in known), "")


def _named(parser: argparse.ArgumentParser, given: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser of the last command that is named: of `accept` in `gateway accept`."""
    for word in given:
        parser = branches(parser).get(word, parser)
    return parser


def every_parser() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of every command, by its name, in the order of the help."""
    commands = Parser().add_subparsers(prog="epa-tui")
    for name in COMMANDS:
        _add(commands, name)
    return dict(commands.choices)


def _add(commands: argparse._SubParsersAction[Parser], name: str) -> None:
    """Add the parser of a command, which takes `--home` behind it as well as in front of it."""
    import_module(f"epa_tui.commands.{COMMANDS[name][0]}").add_parser(commands)
    command = commands.choices[name]
    _take_home(command, HOME_HELP)
    for verb in branches(command).values():
        _take_home(verb, argparse.SUPPRESS)


def _take_home(command: argparse.ArgumentParser, told: str) -> None:
    """Let a parser take `--home`; behind a verb as well, where its command tells of it already."""
    if not any("--home" in action.option_strings for action in command._actions):
        command.add_argument(
            "--home", type=Path, metavar="DIR", default=argparse.SUPPRESS, help=told
        )


def branches(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return the commands below a command, by name: `list`, `show` and `check` of `standard`."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def arguments(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """Return what a command takes: operands first, then options; without `--help`."""
    taken = [
        action
        for action in parser._actions
        if not isinstance(action, argparse._HelpAction | argparse._SubParsersAction)
        and action.help != argparse.SUPPRESS
    ]
    return sorted(taken, key=lambda action: bool(action.option_strings))


def told(action: argparse.Action) -> str:
    """Return what an argument is for, with its default where the text names it."""
    text = (action.help or "") % {**vars(action), "prog": "epa-tui"}
    return " ".join(text.split())
