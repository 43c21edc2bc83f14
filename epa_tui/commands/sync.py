"""`epa-tui sync`: sends what waits to the destinations of the settings, and says what became of it.

For a scheduler: `epa-tui sync --once` sends what is due and ends, with a status that tells whether
somebody has to look.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from epa_tui.commands import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

    from data.exchange.destinations.urls import Named
    from data.exchange.sending import Sender
    from data.store.rows import DestinationState, Sending
    from data.store.store import Store
    from epa_tui.settings import Settings

ALL_SENT, LOOK, WRONG_CALL, LATER = 0, 1, 2, 75
"""The exit statuses: all is delivered; somebody has to look; a wrong call; try again later (the
`EX_TEMPFAIL` of sysexits.h)."""

LONGEST_REST_S = 60.0
"""How long nothing is looked for at the most, in seconds."""


MOST_TOLD = 20
"""How many refusals of a destination are told one by one."""


@dataclass(frozen=True, slots=True)
class Line:
    """One destination and what sends to it."""

    named: Named
    sender: Sender


@dataclass(frozen=True, slots=True)
class After:
    """How everything stands after a pass."""

    states: list[DestinationState]
    refused: dict[str, tuple[Sending, ...]]
    """What was refused, by the destination."""
    ended_by_hand: bool


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `sync` with the main parser."""
    parser = subparsers.add_parser(
        "sync",
        help=COMMANDS["sync"][1],
        description="Send what waits, and go on until all has arrived or somebody has to look.",
        epilog="Exit status: 0 all is delivered, 1 somebody has to look (refused, paused, "
        "wrong settings), 2 wrong call, 75 something still waits: try again later.",
    )
    parser.add_argument("--once", action="store_true", help="send what is due, then end")
    parser.add_argument(
        "--now",
        action="store_true",
        help="send at once whatever waits, also to a destination that was paused",
    )
    parser.add_argument(
        "--refused", action="store_true", help="send what was refused once more, too"
    )
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Send what waits.

    Returns:
        One of the exit statuses above.
    """
    from data.store.errors import StoreError, StoreInUse
    from epa_tui.commands.chosen import has_store, no_store
    from epa_tui.commands.refusing import refuse
    from epa_tui.home import resolve
    from epa_tui.unlocking import key_of, refuse_in_use

    home = resolve(args)
    if not has_store(home):
        refuse(args, no_store(home))
        return WRONG_CALL
    try:
        refuse_in_use(home)
        return _until_done(home, key_of(home), args)
    except StoreInUse as error:
        refuse(args, f"{error} An epa_tui that is open sends by itself.")
        return LATER
    except StoreError as error:
        refuse(args, error)
        return LOOK


def _until_done(home: Path, key: bytes | None, args: argparse.Namespace) -> int:
    """Send until all has arrived or nothing but a person helps; once: only what is due.

    Between two passes the store is closed: an assessment must be able to begin.
    """
    from epa_tui.settings import read_settings

    settings = read_settings(home)
    for problem in settings.problems:
        print(problem, file=sys.stderr)
    now, refused = args.now or args.refused, args.refused
    while True:
        after = _one_pass(home, key, settings, now=now, refused=refused)
        if args.once or after.ended_by_hand or not any(map(_waits, after.states)):
            break
        _say_waiting(after.states)
        try:
            time.sleep(_rest_s(after.states))  # until the next is due; Ctrl+C ends the wait
        except KeyboardInterrupt:
            print(file=sys.stderr)
            break
        now = refused = False
    ended = LOOK if settings.destinations_wrong else status(after.states)
    told = _json(after.states, ended, after.refused) if args.json else _text(after)
    print(told)
    return ended


def _one_pass(
    home: Path, key: bytes | None, settings: Settings, *, now: bool, refused: bool
) -> After:
    """Open the store, send what is due, and close it again."""
    from data.store.rows import REFUSED
    from data.store.store import Store

    by_hand = False
    with Store.open(home, key) as store:
        store.make_ready()
        lines = list(_lines(store, settings))
        urls = [line.named.url for line in lines]
        store.queue(urls)
        for url in urls if now else []:
            store.try_now(url, refused=refused)
        try:
            _pass(store, lines)
        except KeyboardInterrupt:
            by_hand = True
        finally:
            for line in lines:
                line.sender.close()
        kept = {url: store.sendings(url, REFUSED, limit=MOST_TOLD) for url in urls}
        return After(_states(store, urls), kept, by_hand)


def _lines(store: Store, settings: Settings) -> Iterator[Line]:
    from data.exchange.sending import Sender
    from data.record.instant import system_clock
    from epa_tui.destinations import connect, named

    for one in named(settings, store.path.parent):
        yield Line(one, Sender(store, one.url, partial(connect, one), system_clock()))


def _pass(store: Store, lines: list[Line]) -> None:
    """Send what is due, to each destination in a thread: a slow one keeps no other waiting."""
    leaving, tell = threading.Event(), _progress(store, lines)

    def send(line: Line) -> None:
        line.sender.send(leaving.is_set, progress=lambda sent: tell(line.named.url, sent.delivered))

    with ThreadPoolExecutor(max(1, len(lines))) as threads:
        try:
            for done in [threads.submit(send, line) for line in lines]:
                done.result()
        except KeyboardInterrupt:
            print("\nEnding when what is on its way has arrived: some seconds.", file=sys.stderr)
            raise
        finally:
            leaving.set()
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)


def _progress(store: Store, lines: list[Line]) -> Callable[[str, int], None]:
    """Return what says on a terminal how far all destinations are."""
    arrived: dict[str, int] = {}
    total = sum(state.waiting for state in _states(store, [line.named.url for line in lines]))

    def tell(url: str, delivered: int) -> None:
        arrived[url] = delivered
        if sys.stderr.isatty():
            print(f"\r{sum(arrived.values())} of {total} ", end="", file=sys.stderr, flush=True)

    return tell


def _say_waiting(states: list[DestinationState]) -> None:
    """Say on a terminal what is waited for: without this, a call that waits looks like one hung."""
    if sys.stderr.isatty():
        waits = [state for state in states if _waits(state)]
        why = next((state.told for state in waits if state.told), "")
        number = sum(state.waiting for state in waits)
        print(f"{number} waiting. {why} Ctrl+C ends this; nothing is lost.", file=sys.stderr)


def _states(store: Store, urls: list[str]) -> list[DestinationState]:
    from data.store.rows import DestinationState

    known = store.destinations()
    return [known.get(url, DestinationState(url)) for url in urls]


def _waits(state: DestinationState) -> bool:
    """Tell whether time alone may bring something there."""
    return bool(state.waiting) and not state.paused


def _rest_s(states: list[DestinationState]) -> float:
    now = time.time() * 1000
    dues = [max(state.due_at, state.next_due) for state in states if _waits(state)]
    return min(LONGEST_REST_S, max(0.2, (min(dues) - now) / 1000))


def status(states: list[DestinationState]) -> int:
    """Return the exit status: what somebody has to look at comes before what time mends."""
    if any(state.refused or (state.paused and state.waiting) for state in states):
        return LOOK
    return LATER if any(state.waiting for state in states) else ALL_SENT


def _text(after: After) -> str:
    return "\n".join(line for one in after.states for line in _told(one, after.refused[one.url]))


def _told(state: DestinationState, refused: tuple[Sending, ...]) -> Iterator[str]:
    parts = [f"{state.delivered} delivered"]
    parts += [f"{state.waiting} waiting"] if state.waiting else []
    parts += [f"{state.held} held"] if state.held else []
    parts += [f"{state.refused} refused"] if state.refused else []
    yield state.url
    yield f"  {', '.join(parts)}"
    if state.told:
        yield f"  {'Paused: ' if state.paused else ''}{state.told}"
    if state.paused:
        yield "  Put this right, then run `epa-tui sync --now`."
    for one in refused:
        yield f"  Refused: {one.sitting_id[:8]} revision {one.revision}. {one.told}"
    if state.refused > len(refused):
        yield f"  And {state.refused - len(refused)} more were refused."
    if refused:
        yield "  Put this right there, then run `epa-tui sync --refused`."


def _json(
    states: list[DestinationState], ended: int, refused: dict[str, tuple[Sending, ...]]
) -> str:
    told: list[dict[str, Any]] = [
        {
            "destination": state.url,
            "delivered": state.delivered,
            "waiting": state.waiting,
            "held": state.held,
            "refused": state.refused,
            "paused": state.paused,
            "oldest_waiting_at": state.oldest,
            "told": state.told,
            "refusals": [
                {"sitting": one.sitting_id, "revision": one.revision, "told": one.told}
                for one in refused[state.url]
            ],
        }
        for state in states
    ]
    return json.dumps({"format": 1, "status": ended, "destinations": told}, indent=2)
