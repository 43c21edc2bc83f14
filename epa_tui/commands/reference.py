"""`epa-tui commands`: every command with its options, as text or as the document in `docs`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from epa_tui.commands import COMMANDS, HEADINGS


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `commands` with the main parser."""
    parser = subparsers.add_parser(
        "commands",
        help=COMMANDS["commands"][1],
        description="Describe every command with what it takes.",
    )
    parser.add_argument("--markdown", action="store_true", help="as the document in docs")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the description and return the exit status."""
    print("\n".join(_markdown() if args.markdown else _plain()))
    return 0


def _plain() -> Iterator[str]:
    for name, parser in _all():
        yield f"{name}: {_said(name, parser)}"
        yield f"  {usage(name, parser)}"
        yield from (f"  {written}: {said}" for written, said in _taken(parser))
        yield ""


def _markdown() -> Iterator[str]:
    yield "# Commands"
    yield ""
    yield "Made by `epa-tui commands --markdown`. `--home DIR` goes with every command: it is the"
    yield "folder of the store (else `EPA_TUI_HOME`, else your data folder). A command ends with 0"
    yield "when it worked, 1 when something is wrong or not allowed, 2 for a wrong call, and says"
    yield "what to do in a sentence."
    for name, parser in _all():
        if name in HEADINGS:
            yield from ("", f"## {HEADINGS[name].capitalize()}")
        yield from ("", f"### {name}", "", _said(name, parser), "", f"`{usage(name, parser)}`")
        rows = [f"| `{written}` | {said} |" for written, said in _taken(parser)]
        if rows:
            yield from ("", "| | |", "|---|---|", *rows)


def _all() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Go through every command and the commands below it."""
    from epa_tui.parsers import branches, every_parser

    for name, parser in every_parser().items():
        yield name, parser
        for below, branch in branches(parser).items():
            yield f"{name} {below}", branch


def _said(name: str, parser: argparse.ArgumentParser) -> str:
    """Return what a command does, as one sentence or more."""
    told = parser.description or COMMANDS.get(name, ("", ""))[1]
    text = " ".join(told.split())
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""


def usage(name: str, parser: argparse.ArgumentParser) -> str:
    """Return how a command is called, on one line, the same on every version of Python.

    Args:
        name: The command, with the one below it.
        parser: Its own.
    """
    from epa_tui.parsers import arguments, branches

    parts = ["epa-tui", name, *map(_called, arguments(parser))]
    if below := branches(parser):
        parts.append("|".join(below))
    return " ".join(part for part in parts if part)


def _called(action: argparse.Action) -> str:
    if action.dest == "home":
        return ""
    value = _value(action)
    if not action.option_strings:
        return f"[{value}]" if action.nargs in ("?", "*") else value
    written = f"{action.option_strings[-1]} {value}".strip()
    return written if action.required else f"[{written}]"


def _value(action: argparse.Action) -> str:
    """Return how the value of an argument is written; empty where it takes none."""
    if action.nargs == 0:
        return ""
    if isinstance(action.metavar, tuple):
        return " ".join(action.metavar)
    if action.choices is not None and action.metavar is None:
        value = "|".join(map(str, action.choices))
    else:
        value = action.metavar or action.dest.upper()
    if action.option_strings and action.nargs == "?":
        return f"[{value}]"
    return f"{value}..." if action.nargs in ("*", "+") else value


def _taken(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    """Go through what a command takes, each with what it is for."""
    from epa_tui.parsers import arguments, told

    for action in arguments(parser):
        if action.dest == "home":
            continue
        written = ", ".join(action.option_strings)
        value = _value(action).replace("|", " or ")
        yield f"{written} {value}".strip(), told(action)
