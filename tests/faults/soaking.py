"""The table of all campaigns: what was promised, what was done to it, and what was lost."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table

from tests.faults.campaign import Mutant, Tally
from tests.faults.campaigns import ALL
from tests.faults.verdict import FULL_MINUTES, Shown, in_minutes, in_slice, shown

COLUMNS = ("promise", "what was done", "runs", "acknowledged", "lost")
WIDTH = 170
MUTANT_COLUMNS = ("mutant", "its losses", "verdict", "s")


def main(arguments: Sequence[str]) -> int:
    """Run all campaigns and print the table.

    Args:
        arguments: The command line without the program's name.

    Returns:
        1 where a promise is broken or a mutant was not found out, else 0.
    """
    args = _parser().parse_args(arguments)
    amount = in_slice if args.slice else in_minutes(args.minutes)
    console, results = _console(), list[Shown]()
    for campaign in ALL:
        with console.status(campaign.done):
            results.append(shown(campaign, amount))
    console.print(table(results))
    for result in results:
        _print_problems(console, result)
    return int(any(result.bad for result in results))


def _console() -> Console:
    """Return where the table goes: as wide as it needs, where that is no terminal."""
    console = Console()
    return console if console.is_terminal else Console(width=WIDTH)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.soak", description=__doc__)
    parser.add_argument(
        "--minutes", type=float, default=FULL_MINUTES, help="about how long (default: %(default)s)"
    )
    parser.add_argument("--slice", action="store_true", help="a little of each, about two minutes")
    return parser


def table(results: Iterable[Shown]) -> Table:
    """Return the table: a line for each campaign, and one more for each further mutant."""
    drawn = Table()
    for name in (*COLUMNS, *MUTANT_COLUMNS):
        number = name in ("runs", "acknowledged", "lost", "s")
        drawn.add_column(name, justify="right" if number else "left")
    for result in results:
        first, *others = [_mutant(*each) for each in result.mutants] or [("", "")]
        drawn.add_row(*_campaign(result), *first, result.verdict.value, f"{result.seconds:.0f}")
        for other in others:
            drawn.add_row("", "", "", "", "", *other)
    return drawn


def _campaign(result: Shown) -> tuple[str, ...]:
    tally, done = result.tally, result.campaign.done
    remark = result.unable or tally.remark
    told = f"{done}\n({remark})" if remark else done
    figures = (f"{each:,}" for each in (tally.runs, tally.acknowledged, tally.lost))
    return (result.campaign.promise, told, *figures)


def _mutant(mutant: Mutant, tally: Tally) -> tuple[str, str]:
    return mutant.name, f"{tally.lost:,} in {tally.hurt} of {tally.runs} runs"


def _print_problems(console: Console, result: Shown) -> None:
    if result.bad or result.campaign.control:
        for problem in result.tally.problems:
            console.print(f"{result.campaign.done}: {problem}", markup=False, highlight=False)
