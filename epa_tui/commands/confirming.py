"""Asks for a yes before something that cannot be undone, where somebody is there to say it."""

from __future__ import annotations

import sys


def confirmed(question: str, *, already: bool, word: str = "yes", as_json: bool = False) -> bool:
    """Tell whether it may be done.

    Args:
        question: What is asked.
        already: True where `--yes` was given.
        word: The answer that is meant, in full.
        as_json: True where standard output is a document: a question would stand in its middle.

    Returns:
        False where the answer was another one, or nobody can be asked.
    """
    if already:
        return True
    if as_json:
        print("With --json nobody is asked: say --yes to do it.", file=sys.stderr)
        return False
    if not (sys.stdin and sys.stdin.isatty()):
        print("Nobody can be asked here: say --yes to do it.", file=sys.stderr)
        return False
    try:
        return input(f"{question} Type {word}: ").strip().lower() == word.lower()
    except EOFError:
        return False
