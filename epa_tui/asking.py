"""Asks for passphrases and shows the recovery key, on the plain terminal before anything is drawn.

Nothing typed here is echoed, and what is shown here is gone from the terminal's scroll-back when
the question is answered: it stands on the alternate screen.
"""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from data.store.errors import StoreLocked

VARIABLE = "EPA_TUI_PASSPHRASE"
"""Environment variable that answers for the passphrase, where nobody can be asked."""

SHORTEST = 10
"""Characters that a passphrase has at least."""

_NEW_PAGE, _BACK = "\x1b[?1049h\x1b[H\x1b[2J", "\x1b[?1049l"


def given_passphrase() -> str | None:
    """Return the passphrase of the environment and take it out, so that no child inherits it."""
    return os.environ.pop(VARIABLE, None)


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
        return getpass.getpass(f"{prompt} ", sys.stderr)
    except EOFError as error:
        raise StoreLocked from error


def say(text: str = "") -> None:
    """Write a line beside the questions."""
    sys.stderr.write(f"{text}\n")


@contextmanager
def page() -> Iterator[None]:
    """Show what is asked on a page of its own, which is gone afterwards."""
    if not can_ask():
        raise StoreLocked
    sys.stderr.write(_NEW_PAGE)
    try:
        yield
    finally:
        sys.stderr.write(_BACK)
        sys.stderr.flush()


def ask_new_passphrase() -> str:
    """Ask for a new passphrase, twice, until both are the same and long enough."""
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
