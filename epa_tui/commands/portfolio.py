"""`epa-tui portfolio`: the pieces of a portfolio, listed one by one or from a table."""

from __future__ import annotations

import argparse


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `portfolio` with the main parser."""
    from data.exchange.portfolio_part import PART
    from epa_tui.commands.journeying import add_part

    below = add_part(subparsers, PART)
    # The file of an import stands behind the assessment as well, as it does with `epa-tui import`.
    below.choices["import"].add_argument(
        "ask_file", nargs="?", metavar="FILE", default=argparse.SUPPRESS, help="the table"
    )
    template = below.add_parser("template", help="print a table to begin with")
    template.set_defaults(run=print_template)


def print_template(args: argparse.Namespace) -> int:
    """Print a table with a piece that does not exist."""
    from data.exchange.incoming.portfolio_table import template_csv

    del args
    print(template_csv().replace("\r\n", "\n"), end="")
    return 0
