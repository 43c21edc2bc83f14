"""`epa-tui destinations`: where results go, and the secrets that this takes.

A secret is typed where nobody sees it, or read from another program, and kept in the system's
keyring: never in the settings, the store, an argument or a message.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from epa_tui.commands import COMMANDS

if TYPE_CHECKING:
    from data.exchange.destinations.urls import Named

_NO_SAFE = (
    "This system has no keyring that keeps it. Put it into the environment variable {variable} "
    "for the program that sends."
)

_STILL_KEPT = "The keyring still holds the secret. Unlock the keyring, then run this again."
_NOWHERE = "No destination can be used, so nothing is sent. Put `destinations` in {path} right."


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `destinations` with the main parser."""
    parser = subparsers.add_parser(
        "destinations",
        help=COMMANDS["destinations"][1],
        description="Without more, list the destinations of the settings. A destination is named "
        'in settings.toml: destinations = ["https://results.example.org/inbox"]',
    )
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run, task="list", url="")
    tasks = parser.add_subparsers(title="tasks", metavar="TASK", dest="task")
    for task, sentence in (
        ("secret", "keep the secret of a destination: typed, or from standard input"),
        ("forget", "forget the secret of a destination"),
    ):
        tasks.add_parser(task, help=sentence).add_argument(
            "url", metavar="URL", help="a destination, as the settings name it"
        )


def run(args: argparse.Namespace) -> int:
    """List destinations, or keep or forget a secret.

    Returns:
        The exit status: 0, 1 where a secret was not kept, 2 where no such destination is named.
    """
    from epa_tui.destinations import named
    from epa_tui.home import resolve
    from epa_tui.settings import read_settings

    home = resolve(args)
    settings = read_settings(home)
    for problem in settings.problems:
        print(problem, file=sys.stderr)
    destinations = named(settings, home)
    if args.task in ("secret", "forget"):
        url = args.url.rstrip("/")
        if url not in [one.url for one in destinations]:
            print(_not_named(home), file=sys.stderr)
            return 2
        return _keep(url) if args.task == "secret" else _forget(url)
    print(_json(destinations) if args.json else _text(destinations, home))
    return 0


def _not_named(home: Path) -> str:
    from epa_tui.settings import NAME

    return (
        f"The settings name no such destination. Add it to `destinations` in {home / NAME}, "
        "letter by letter as here, then run this again."
    )


def _keep(url: str) -> int:
    from data.store.errors import StoreLocked
    from epa_tui.asking import ask_secret, can_ask, say
    from epa_tui.destinations import variable
    from epa_tui.secret_store import has_safe, keep_text

    try:
        typed = ask_secret("Secret:") if can_ask() else sys.stdin.readline()
    except StoreLocked:
        typed = ""
    if not (secret := typed.strip()):
        say("Nothing was typed, so nothing was kept. Type the secret, or send it to this program.")
        return 1
    if not has_safe() or not keep_text(url, secret):
        say(_NO_SAFE.format(variable=variable(url)))
        return 1
    print("Kept in the keyring of this system. `epa-tui sync --now` sends what waits.")
    return 0


def _forget(url: str) -> int:
    import os

    from epa_tui.destinations import variable
    from epa_tui.secret_store import fetch_text, forget

    forget(url)
    if fetch_text(url) is not None:
        print(_STILL_KEPT, file=sys.stderr)
        return 1
    if os.environ.get(variable(url)):
        print(f"The environment variable {variable(url)} still holds one.", file=sys.stderr)
    print("The keyring does not hold a secret of this destination any more.")
    return 0


def _has_secret(one: Named) -> bool:
    from epa_tui.destinations import secret_of

    return secret_of(one.url) is not None


def _text(destinations: tuple[Named, ...], home: Path) -> str:
    from epa_tui.destinations import variable
    from epa_tui.settings import NAME

    lines = [] if destinations else [_NOWHERE.format(path=home / NAME)]
    for one in destinations:
        lines.append(one.url)
        if not one.automatic:
            lines.append("  the folder of results, filled by hand: `epa-tui sync`, or x")
            lines.append(f"  To have results sent, name destinations in {home / NAME}")
        elif not one.url.startswith("file:"):
            kept = "a secret is kept" if _has_secret(one) else "no secret is kept"
            lines.append(f"  {kept}; the environment variable is {variable(one.url)}")
    return "\n".join(lines)


def _json(destinations: tuple[Named, ...]) -> str:
    told = [
        {"destination": one.url, "automatic": one.automatic, "secret": _has_secret(one)}
        for one in destinations
    ]
    return json.dumps({"format": 1, "destinations": told}, indent=2)
