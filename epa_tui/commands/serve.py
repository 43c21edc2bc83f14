"""`epa-tui serve`: the application in a browser tab of this computer.

The store is unlocked here, on the terminal; the application behind the tab gets the key through a
pipe. Nothing heavy is imported before the command runs.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from epa_tui.commands import COMMANDS
from epa_tui.commands.demo import FASTEST, between

if TYPE_CHECKING:
    from epa_tui.browser.child import Opening

EXTRA_MISSING = "The browser tab needs more packages: `pip install 'epa-tui[web]'`."


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `serve` with the main parser."""
    parser = subparsers.add_parser(
        "serve",
        help=COMMANDS["serve"][1],
        description="Open the application in a browser tab of this computer, and of no other. "
        "Ctrl+C ends it; everything is saved first.",
    )
    parser.add_argument(
        "--port",
        type=between(1, 65_535),
        default=0,
        metavar="N",
        help="listen on this port (default: any that is free)",
    )
    parser.add_argument("--demo", action="store_true", help="on invented apprentices")
    parser.add_argument(
        "--speed",
        type=between(1, FASTEST),
        default=1,
        metavar="N",
        help=f"with --demo: let the clock run N times as fast, 1 to {FASTEST}",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Unlock the store, then serve it until it is left.

    Returns:
        The exit status: 0, 1 where the store cannot be opened, 2 where something is missing.
    """
    if find_spec("textual_serve") is None:
        print(EXTRA_MISSING, file=sys.stderr)
        return 2
    if not args.demo:
        from epa_tui.home import resolve

        return _serve(resolve(args), args)
    if args.home is not None:
        return _demonstrate(args.home.expanduser().absolute(), args)
    with tempfile.TemporaryDirectory(prefix="epa-tui-demo-", ignore_cleanup_errors=True) as folder:
        return _demonstrate(Path(folder) / "home", args)


def _demonstrate(home: Path, args: argparse.Namespace) -> int:
    from epa_tui.commands.demo import built

    return built(home) or _serve(home, args)


def _serve(home: Path, args: argparse.Namespace) -> int:
    from epa_tui.opening import opened_store

    opened = opened_store(home)
    if opened is None:
        return 1
    store, key = opened
    store.close()  # each tab opens it anew; meanwhile other commands can
    from epa_tui.browser.child import Opening
    from epa_tui.demonstration import is_demonstration

    invented = is_demonstration(home)
    opening = Opening(str(home), invented, args.speed if invented else 1)
    return _listen(opening, key, args.port)


def _listen(opening: Opening, key: bytes | None, port: int) -> int:
    from epa_tui.browser.server import BrowserServer, listen

    try:
        heard = listen(port)
    except OSError as error:
        said = error.strerror or "it cannot be listened on"
        print(f"Port {port}: {said}. Leave --port out to take a free one.", file=sys.stderr)
        return 1

    async def serving() -> int:
        return await BrowserServer(opening, key, heard, _tell).run()

    return asyncio.run(serving())


def _tell(sentence: str) -> None:
    # Past the buffer: what a terminal that is gone did not take must not be tried again at the end.
    with suppress(OSError):
        os.write(sys.stdout.fileno(), f"{sentence}\n".encode())
