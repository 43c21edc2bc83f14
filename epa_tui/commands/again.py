"""`epa-tui again`: what comes before a failed method is sat again.

On the application's floor. Each verb is a step of the part; nothing heavy is imported before the
command is called.
"""

from __future__ import annotations

import argparse


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `again` with the main parser."""
    from data.rules.again_part import PART
    from epa_tui.commands.journeying import add_part

    add_part(subparsers, PART)
