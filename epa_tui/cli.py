"""The command line. The terminal interface and the ORM are imported only where they are needed."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from epa_tui import __version__
from epa_tui.commands import COMMANDS
from epa_tui.core_dumps import no_core_dumps


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; without one, open the application.

    Args:
        arguments: The command line without the program's name; `sys.argv` where left out.

    Returns:
        The exit status: 0 when it worked, 1 when something is wrong, 2 for a wrong call.
    """
    os.umask(0o077)
    no_core_dumps()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A name that the terminal's encoding lacks must not end the program.
            stream.reconfigure(errors="backslashreplace")
    given = sys.argv[1:] if arguments is None else arguments
    args = _parser(given).parse_args(given)
    try:
        status = int(args.run(args))
        if sys.stdout:
            sys.stdout.flush()  # a reader that is gone is noticed here, not after the end
        return status
    except BrokenPipeError:
        # Whoever read our output has seen enough; what is left of it goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - a traceback would print names and notes
        return _stopped(args, error)


def _stopped(args: argparse.Namespace, error: Exception) -> int:
    """Report an error that nobody foresaw, without anybody's data; return the exit status."""
    from epa_tui.crash import FOLDER, sentence, tell, write_report
    from epa_tui.home import resolve

    tell(sentence(write_report(resolve(args) / FOLDER, error)))
    return 1


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser; only the commands that may be called are imported."""
    parser = argparse.ArgumentParser(
        prog="epa-tui",
        description="Assess apprentices live: clock, coverage, notes and grade beside the call.",
        epilog="Without a command the application opens. `epa-tui demo` shows it without a trace.",
    )
    parser.add_argument("--version", action="version", version=f"epa-tui {__version__}")
    parser.add_argument(
        "--home",
        type=Path,
        metavar="DIR",
        help="folder of the store (default: $EPA_TUI_HOME, else your data folder)",
    )
    parser.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal")
    parser.set_defaults(run=_open, command=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    for name, (module, sentence) in COMMANDS.items():
        if name in given:
            import_module(f"epa_tui.commands.{module}").add_parser(commands)
            _take_home_too(commands.choices[name])
        else:
            commands.add_parser(name, help=sentence)
    return parser


def _take_home_too(command: argparse.ArgumentParser) -> None:
    """Let `--home` stand behind the command as well as in front of it."""
    if "--home" not in command.format_usage():
        command.add_argument(
            "--home",
            type=Path,
            metavar="DIR",
            default=argparse.SUPPRESS,
            help="folder of the store",
        )


def _open(args: argparse.Namespace) -> int:
    """Open the application on the store."""
    from epa_tui.home import resolve
    from epa_tui.opening import open_app

    return open_app(resolve(args), mouse=not args.no_mouse)
