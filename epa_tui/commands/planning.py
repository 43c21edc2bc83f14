"""`epa-tui planning`: the planning meeting and the sittings that are booked in it."""

from __future__ import annotations

import argparse


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `planning` with the main parser."""
    from data.rules.planning_part import PART
    from epa_tui.commands.journeying import add_part

    add_part(subparsers, PART)
