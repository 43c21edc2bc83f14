"""What is left of an error that nobody foresaw: a report without a word of anybody's data.

A traceback as Python or Textual print it holds names and notes, and the terminal keeps it in its
scroll-back. Here only types, modules, lines and functions are written, never a value or a message.
Imported at every start: nothing slow is imported here.
"""

from __future__ import annotations

import asyncio
import platform
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType

from epa_tui import __version__

FOLDER = "crashes"
"""Name of the folder beside the store that the reports lie in."""

NO_MORE_THAN = 20
"""How many frames of one error are written: the last ones, where it happened."""


def report_of(error: BaseException) -> str:
    """Return what may be known of an error: types, modules, lines and functions alone.

    Args:
        error: With its traceback, causes and, in a group, its parts.
    """
    versions = f"epa_tui {__version__}, Python {platform.python_version()}, {_textual()}"
    system = f"{platform.system()} {platform.machine()}"
    return "\n".join([f"{versions}, {system}", *_lines(error, set())]) + "\n"


def write_report(folder: Path, error: BaseException) -> Path | None:
    """Write the report of an error into a file that only its owner can read.

    Args:
        folder: Where the reports lie; made where it is missing.
        error: What happened.

    Returns:
        The file; None where it could not be written.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Made by the library under a name of chance, for its owner only.
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=folder, prefix="crash-", suffix=".txt", delete=False
        ) as file:
            file.write(report_of(error))
    except OSError:
        return None
    return Path(file.name)


def sentence(report: Path | None) -> str:
    """Return what the user is told.

    Args:
        report: The file of the report; None where there is none.
    """
    told = "epa-tui had to stop: something went wrong that it did not foresee. "
    kept = "Nothing that was saved is lost; start it again to go on."
    where = f" What happened is in {report}, without names or notes." if report else ""
    return f"{told}{kept}{where}"


def tell(words: str) -> None:
    """Print a sentence behind what was printed; a terminal that is gone is no further error.

    Args:
        words: The sentence.
    """
    with suppress(OSError):
        sys.stderr.write(f"{words}\n")
        sys.stderr.flush()


def guarded(folder: Path, run: Callable[[], int]) -> int:
    """Run a command; of an unforeseen error tell one sentence instead of a traceback.

    Args:
        folder: Where reports lie.
        run: The command; returns its exit status. A broken pipe, an interrupt and a wish to exit
            pass through.

    Returns:
        The exit status of the command; 1 after an unforeseen error.
    """
    with _quiet_threads(folder):
        try:
            return run()
        except BrokenPipeError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever nobody foresaw
            report = write_report(folder, error)
    tell(sentence(report))
    return 1


def report_lost_tasks(folder: Path) -> None:
    """Let the running event loop write a report of an error that nobody waits for.

    Args:
        folder: Where reports lie.
    """

    def lost(loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
        error = context.get("exception")
        if isinstance(error, BaseException):
            write_report(folder, error)

    asyncio.get_running_loop().set_exception_handler(lost)


@contextmanager
def _quiet_threads(folder: Path) -> Iterator[None]:
    """Write reports, too, of what Python would print from threads and finalizers."""
    before = threading.excepthook, sys.unraisablehook

    def lost(args: threading.ExceptHookArgs | sys.UnraisableHookArgs) -> None:
        if args.exc_value is not None:
            write_report(folder, args.exc_value)

    threading.excepthook = sys.unraisablehook = lost
    try:
        yield
    finally:
        threading.excepthook, sys.unraisablehook = before


def _textual() -> str:
    try:
        return f"textual {version('textual')}"
    except PackageNotFoundError:
        return "no textual"


def _lines(error: BaseException, seen: set[int]) -> Iterator[str]:
    """Yield an error and, before it, what led to it; each once, for errors may form a circle."""
    if id(error) in seen:
        return
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _lines(before, seen)
        yield "led to"
    kind = type(error)
    yield f"{kind.__module__}.{kind.__qualname__}"
    yield from _frames(error.__traceback__)
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions:
            yield "with"
            yield from _lines(part, seen)


def _frames(trace: TracebackType | None) -> list[str]:
    # A module's name, not its file: a path tells whose account it is.
    frames = [
        f"  {frame.f_globals.get('__name__', '?')}:{line} {frame.f_code.co_qualname}"
        for frame, line in traceback.walk_tb(trace)
    ]
    return frames[-NO_MORE_THAN:]
