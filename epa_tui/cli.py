"""The command line. The terminal interface and the ORM are imported only where they are needed."""

from __future__ import annotations

import io
import os
import sys

TYPE_CHECKING = False  # `typing` is slow to load, and checkers know this name as well
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; without one, open the application.

    Args:
        arguments: The command line without the program's name; `sys.argv` where left out.

    Returns:
        The exit status: 0 when it worked, 1 when something is wrong, 2 for a wrong call.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A name that the terminal's encoding lacks must not end the program.
            stream.reconfigure(errors="backslashreplace")
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["help"]:
        given = [*given[1:], "--help"]
    try:
        status = _told(given)
        if status is None:
            status = _run(given)
        if sys.stdout:
            sys.stdout.flush()  # a reader that is gone is noticed here, not after the end
        return status
    except BrokenPipeError:
        # Whoever read our output has seen enough; what is left of it goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _told(given: Sequence[str]) -> int | None:
    """Answer what needs no parser, which is slow to load; return None where more is asked."""
    asked, _ = _first(given)
    if asked in ("-h", "--help"):
        from epa_tui.overview import overview

        print(overview())
    elif asked == "--version":
        from epa_tui import __version__

        print(f"epa-tui {__version__}")
    else:
        return None
    return 0


def _first(given: Sequence[str]) -> tuple[str, str]:
    """Return the first question before any command, and the command; empty where there is none."""
    words = iter(given)
    for word in words:
        if word in ("-h", "--help", "--version"):
            return word, ""
        if word == "--home":
            next(words, None)
        elif not word.startswith("-"):
            return "", word
    return "", ""


def _run(given: Sequence[str]) -> int:
    """Read the whole command line and do what it says."""
    from epa_tui.core_dumps import no_core_dumps
    from epa_tui.parsers import read
    from epa_tui.wrong_calls import WrongCall

    os.umask(0o077)
    no_core_dumps()
    try:
        args = read(given, _first(given)[1], _open)
    except WrongCall as wrong:
        return _not_read(given, wrong)
    try:
        return int(args.run(args))
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - a traceback would print names and notes
        return _stopped(args, error)


def _not_read(given: Sequence[str], wrong: Exception) -> int:
    """Say what is wrong with a command line, for a program where it asks; return the status."""
    from epa_tui.commands.refusing import refuse_call
    from epa_tui.wrong_calls import asks_json

    refuse_call(wrong, as_json=asks_json(given))
    return 2


def _stopped(args: argparse.Namespace, error: Exception) -> int:
    """Report an error that nobody foresaw, without anybody's data; return the exit status."""
    from epa_tui.crash import FOLDER, sentence, tell, write_report
    from epa_tui.home import resolve

    tell(sentence(write_report(resolve(args) / FOLDER, error)))
    return 1


def _open(args: argparse.Namespace) -> int:
    """Open the application on the store."""
    from epa_tui.home import resolve
    from epa_tui.opening import open_app

    return open_app(resolve(args), mouse=not args.no_mouse)
