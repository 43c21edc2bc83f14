"""`epa-tui schema`: prints the JSON Schema of the documents that leave, for their receivers."""

from __future__ import annotations

import argparse

from epa_tui.commands import COMMANDS


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `schema` with the main parser."""
    parser = subparsers.add_parser(
        "schema",
        help=COMMANDS["schema"][1],
        description="Print the JSON Schema (2020-12) of results and withdrawals.",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the schema, byte by byte as it is published, and return the exit status."""
    from data.exchange.schema import schema_text

    print(schema_text(), end="")
    return 0
