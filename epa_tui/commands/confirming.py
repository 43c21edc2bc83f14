"""Asks for a yes before something that cannot be undone, where somebody is there to say it."""

from __future__ import annotations

import sys


def confirmed(question: str, *, already: bool, word: str = "yes") -> bool:
    """Tell whether it may be done.

    Args:
        question: What is asked.
        already: True where `--yes` was given.
        word: The answer that is meant, in full.

    Returns:
        False where the answer was another one, or nobody can be asked.
    """
    if already:
        return True
    if not (sys.stdin and sys.stdin.isatty()):
        print("Nobody can be asked here: say --yes to do it.", file=sys.stderr)
        return False
    try:
        return input(f"{question} Type {word}: ").strip().lower() == word.lower()
    except EOFError:
        return False
