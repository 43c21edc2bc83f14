"""What a command says that does nothing: a sentence for people and, where asked for, JSON.

On the application's floor. Every command that takes `--json` refuses through here, so that a
program finds on standard output what it was promised, whatever happens.
"""

from __future__ import annotations

import argparse

from epa_tui.asking import say


def refuse(args: argparse.Namespace, sentence: object) -> None:
    """Say why nothing was done, and with `--json` tell it on standard output as well.

    Args:
        args: Of the command; what follows `--json` is a line of its own.
        sentence: Why, and what to do: a text, or the error that says it.
    """
    refuse_call(sentence, as_json=args.json)


def refuse_call(sentence: object, *, as_json: bool) -> None:
    """Say why nothing was done, also where nobody knows yet what was to be done.

    Args:
        sentence: Why, and what to do: a text, or the error that says it.
        as_json: Tell it on standard output as well, in a line of its own.
    """
    say(str(sentence))
    if as_json:
        import json

        print(json.dumps({"format": 1, "refused": str(sentence)}), flush=True)
