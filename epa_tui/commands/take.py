"""`epa-tui take`: goes on with a sitting that another laptop gave as a sealed file.

On the application's floor. Nothing heavy is imported before the command runs, so that `--help`
stays instant. Nothing is written before the file was opened, checked and agreed to.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from epa_tui.commands import COMMANDS

if TYPE_CHECKING:
    from data.record.entries import Entry
    from data.record.instant import Instant
    from data.record.state import SittingState
    from data.store.handed import Handed
    from data.store.rows import Assessment
    from data.store.store import Store
    from epa_tui.taking_journey import Joined

MOST_PASSPHRASE = 200
"""Bytes of a passphrase's file that are read."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `take` with the main parser."""
    parser = subparsers.add_parser("take", help=COMMANDS["take"][1])
    parser.add_argument("file", type=Path, metavar="FILE", help="ends with .handover")
    parser.add_argument("--assessor", default="", help="who goes on, where it is somebody else")
    parser.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help="holds the passphrase, for scripts"
    )
    parser.add_argument(
        "--timeline", action="store_true", help="instead: show the assessment's record in the file"
    )
    parser.add_argument("--yes", action="store_true", help="do it without asking")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Take a sitting over.

    Returns:
        The exit status: 0 also where everything was here before, 1 where the file, the passphrase,
        the record or the store do not allow it, 2 where nobody said yes.
    """
    from data.exchange.errors import ExchangeError
    from data.exchange.handover_contents import entries_of, from_bytes, journey_of
    from data.exchange.handover_file import read_sealed, refuse_damaged, unseal
    from data.record.errors import RecordError
    from data.rules.refused import Refused
    from data.standards.errors import StandardError
    from data.store.errors import StoreError
    from epa_tui.asking import say

    try:
        sealed = read_sealed(args.file.expanduser().absolute())
        refuse_damaged(sealed)  # before anybody is asked for a passphrase
        handed = from_bytes(unseal(sealed, _passphrase(args.passphrase_file)))
        entries, journey = entries_of(handed), journey_of(handed)
        if args.timeline:
            return _shown(journey)
        return _offered(handed, entries, len(journey), args)
    except (ExchangeError, RecordError, Refused, StandardError, StoreError) as error:
        say(str(error))
        return 1


def _passphrase(path: Path | None) -> str:
    from data.exchange.folder import told
    from data.exchange.open_folder import OpenFolder
    from epa_tui.asking import ask_secret

    if path is None:
        return ask_secret("Passphrase of the file (it is read out to you):")
    path = path.expanduser().absolute()
    with told(path.parent), OpenFolder.opened(path.parent) as opened:
        return (opened.read(path.name, MOST_PASSPHRASE) or b"").decode("utf-8", "replace")


def _shown(journey: tuple[Entry, ...]) -> int:
    """Show the record of the assessment in a file; nothing is taken."""
    from data.record.fold import without_effect
    from epa_tui.asking import tell
    from epa_tui.commands.taken_journey import timeline

    lines = timeline(journey, without_effect(journey))
    tell("\n".join(lines) or "There is no record of the assessment in this file.")
    return 0


def _offered(
    handed: Handed, entries: tuple[Entry, ...], journey: int, args: argparse.Namespace
) -> int:
    """Show whose sitting it is, and take it after a yes."""
    from data.exchange.handover_errors import Invented
    from data.record.instant import system_clock
    from data.record.text import clean
    from epa_tui.commands.confirming import confirmed
    from epa_tui.demonstration import is_demonstration
    from epa_tui.home import resolve
    from epa_tui.unlocking import open_store

    clock, home = system_clock(), resolve(args)
    if is_demonstration(home) != handed.demonstration:
        raise Invented  # before a store is made for nothing
    for line in _about(handed, entries, journey, clock()):
        print(clean(line), file=sys.stderr)  # the file may be of a stranger
    if not confirmed("Go on with it on this laptop?", already=args.yes):
        print("Nothing was taken over.", file=sys.stderr)
        return 2
    with open_store(home, may_make=True) as store:
        return _take(store, handed, entries, clock(), args.assessor)


def _about(handed: Handed, entries: tuple[Entry, ...], journey: int, now: Instant) -> list[str]:
    """Return whose sitting it is, by initials only, since when, and what its giver has to say."""
    from data.record.entries import HandedOver
    from data.record.head import device_name
    from screens.widgets.times import span
    from screens.wording import attempt_written, local, moment_written

    person, sitting, last = handed.assessment, handed.sitting, entries[-1]
    initials = "".join(f"{name[:1]}." for name in (person.given_names, person.family_name))
    ago = now.wall - last.at.wall
    when = f"{span(ago)} ago" if ago >= 0 else f"{span(-ago)} ahead of the clock here: set one"
    along = f", and {journey} of the assessment" if journey else ""
    kept = f"{len(entries)} entries{along}"
    about = [
        f"{initials}  {sitting.method}, {attempt_written(sitting)} attempt, {kept}",
        f"Handed over {moment_written(local(last.at.wall))} ({when})",
    ]
    if isinstance(last.body, HandedOver):
        # The name that the signing key has: what the entry says of itself anybody can write.
        about.append(f"By the device {device_name(handed.head.device_key)}: {last.body.reason}")
        about += [f"For you: {last.body.note}"] if last.body.note else []
    return [*about, _EARLIER] if handed.earlier else about


def _take(
    store: Store, handed: Handed, entries: tuple[Entry, ...], now: Instant, assessor: str
) -> int:
    from epa_tui.asking import tell
    from epa_tui.commands.taken_journey import journey_told
    from epa_tui.taking import take

    taken = take(store, handed, entries, now, assessor)
    here = store.sitting(handed.sitting.id).stage
    told = [_taken(taken.state, now) if taken.state else _nothing(here, taken.journey)]
    if taken.state and _arranged(store.assessment(handed.assessment.id)) != _arranged(
        handed.assessment
    ):
        told.append(_STAYS)
    tell("\n".join([*told, *journey_told(store, handed.assessment.id, taken.journey)]))
    return 0


def _nothing(stage: str, journey: Joined) -> str:
    """Return what is said where everything of the sitting is here already."""
    from data.rules.stage import Stage

    if journey.new or journey.only_given:
        return "The sitting in this file is here already."
    if stage != Stage.HANDED_OVER:
        return "Everything in this file is here already: nothing was done."
    return (
        "This laptop gave the sitting itself, and everything in the file is here: nothing was "
        "done. To go on here: `epa-tui handover ID --take-back --reason ...`."
    )


_EARLIER = (
    "An earlier epa_tui made this file: what was recorded around the sitting, a suspicion that "
    "holds the result too, stayed on that laptop. Ask its giver."
)

_STAYS = (
    "Adjustment and EPA period stay as they were decided on this laptop; the sitting itself goes "
    "on as it began. Record what was decided on the other one: `epa-tui adjusting`, `epa-tui "
    "again`."
)


def _arranged(person: Assessment) -> tuple[object, ...]:
    """Return what another laptop does not change here without a decision."""
    return (
        *(person.extra_per_mille, person.breaks, person.adjustment_reference),
        *(person.gateway_on, person.epa_ends_on),
    )


def _taken(state: SittingState, now: Instant) -> str:
    from data.rules.unwatched import open_gap
    from screens.widgets.times import span

    gap = open_gap(state)
    asked = f" It asks whether the {span(gap.length)} without a laptop count." if gap else ""
    return f"Taken over. Start `epa-tui` and open the sitting: it goes on where it was.{asked}"
