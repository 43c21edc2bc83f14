"""Asks for passphrases and shows the recovery key, on the plain terminal before anything is drawn.

Nothing typed here is echoed, and what is shown here is gone from the terminal's scroll-back when
the question is answered: it stands on the alternate screen.
"""

from __future__ import annotations

import getpass
import os
import re
import shutil
import signal
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from data.store.errors import StoreLocked

VARIABLE = "EPA_TUI_PASSPHRASE"
"""Environment variable that answers for the passphrase, where nobody can be asked."""

SHORTEST = 10
"""Characters that a passphrase has at least."""

_INDENT = re.compile(r" *(\d\. +)?")
_NEW_PAGE, _BACK = "\x1b[?1049h\x1b[H\x1b[2J", "\x1b[?1049l"


class NotText(StoreLocked):
    """What was typed are bytes of another encoding than the terminal's."""


def given_passphrase() -> str | None:
    """Return the passphrase of the environment and take it out, so that no child inherits it.

    Returns:
        None where there is none, or an empty one.
    """
    return os.environ.pop(VARIABLE, None) or None


def can_ask() -> bool:
    """Tell whether somebody sits at a terminal."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stderr and sys.stderr.isatty())


def ask_secret(prompt: str) -> str:
    """Ask for a text without showing it.

    Raises:
        StoreLocked: Nobody can be asked, or the input ended.
    """
    if not can_ask():
        raise StoreLocked
    try:
        with _tidy_at_the_end():
            return getpass.getpass(f"{prompt} ", sys.stderr)
    except EOFError as error:
        say()
        raise StoreLocked from error
    except UnicodeDecodeError as error:
        raise NotText(
            "What was typed is not UTF-8. Set the terminal to UTF-8, then start again."
        ) from error
    except KeyboardInterrupt:
        say()
        raise


@contextmanager
def _tidy_at_the_end() -> Iterator[None]:
    """Let whoever ends the program in a question find a terminal that shows what is typed."""

    def leave(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def say(text: str = "") -> None:
    """Write lines beside the questions; on a terminal they break between words.

    Args:
        text: What is said; the indent of each line holds for what follows of it.
    """
    if sys.stderr is None:  # the shell closed it
        return
    sys.stderr.write(_fitted(text, sys.stderr) + "\n")


def tell(text: str) -> None:
    """Write lines as the answer of a command; on a terminal they break between words.

    Args:
        text: What is told; where no terminal is, each line stays whole for whoever reads it.
    """
    if sys.stdout is not None:
        sys.stdout.write(_fitted(text, sys.stdout) + "\n")


def _fitted(text: str, stream: TextIO) -> str:
    if not stream.isatty():
        return text
    width = max(20, _columns(stream))
    return "\n".join(_broken(line, width) for line in text.split("\n"))


def _columns(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns
    except OSError:
        return shutil.get_terminal_size().columns


def _broken(line: str, width: int) -> str:
    found = _INDENT.match(line)
    indent = " " * (found.end() if found else 0)
    # A path is left whole, so that it can be copied.
    return textwrap.fill(
        line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


@contextmanager
def page() -> Iterator[None]:
    """Show what is asked on a page of its own, which is gone afterwards."""
    _refuse_without_terminal()
    sys.stderr.write(_NEW_PAGE)
    try:
        yield
    finally:
        sys.stderr.write(_BACK)
        sys.stderr.flush()


def _refuse_without_terminal() -> None:
    if not can_ask():
        raise StoreLocked("This asks questions that somebody has to answer: run it in a terminal.")


def ask_new_passphrase() -> str:
    """Ask for a new passphrase, twice, until both are the same and long enough.

    Raises:
        StoreLocked: Nobody can be asked, or the input ended.
    """
    _refuse_without_terminal()
    while True:
        first = ask_secret("     Passphrase:")
        if len(first.strip()) < SHORTEST:
            say(f"     Too short: take at least {SHORTEST} characters; four words are good.\n")
            continue
        if ask_secret("     Once more: ") == first:
            return first
        say("     The two differ. Try again.\n")


def show_recovery_key(written: str) -> None:
    """Show the recovery key until its last group was typed: then it is on paper."""
    groups = written.split("-")
    say("  2. Write this recovery key on paper and keep it away from this computer.")
    say("     It opens the store when nothing else does. It is shown only now.\n")
    for start in range(0, len(groups), 3):
        say("        " + "   ".join(groups[start : start + 3]))
    say()
    while ask_secret("     Type its last group to go on:").strip().upper() != groups[-1]:
        say("     That is not the last group. Look again.\n")
