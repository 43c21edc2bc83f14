"""`epa-tui quality`: sampling, blind second marking, comparison, adjudication, drift.

The steps that one assessment takes are those of its part (`data.rules.quality_part`); what looks at
many assessments, or writes and reads files, is registered here. Nothing heavy is imported before a
command runs.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from epa_tui.commands.journeying import Subparsers, add_assessment, add_part


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `quality` with the main parser."""
    from data.rules.quality_part import PART

    below = add_part(subparsers, PART)
    _add_sample(below)
    _add_drift(below)
    _add_give(below)
    _add_blind(below)
    _add_mark(below)
    _add_take(below)
    _add_compare(below)
    _add_set(below)
    _add_spread(below)


def _add_sample(below: Subparsers) -> None:
    parser = below.add_parser(
        "sample",
        help="list the sealed sittings that are to be sampled, and why",
        description="Choose sealed sittings by the rules of sampling.toml in the home folder: one "
        "of every so many, new assessors, fails, whatever is flagged. `epa-tui quality sampled` "
        "records that one was taken.",
    )
    parser.add_argument("--since", metavar="DAY", help="only those first sealed from this day on")
    _with_json(parser, "sampling", "sample")


def _add_drift(below: Subparsers) -> None:
    parser = below.add_parser(
        "drift",
        help="show how an assessor's judgements move over the day and over months",
        description="Count what was met, grades, time and extensions by place in the day, time of "
        "day and month. No apprentice is named; nothing is said of fewer than five sittings.",
    )
    parser.add_argument("--assessor", metavar="NAME", default="", help="only this one's")
    _with_json(parser, "sampling", "drift_of")


def _add_give(below: Subparsers) -> None:
    parser = below.add_parser(
        "give",
        help="write the notes of a sealed sitting as a marking file, without tags or judgements",
        description="Write what was asked and noted in the phases of a sitting, for a second "
        "marker. No tags, judgements, grade or assessor's name are in it; the apprentice's name is "
        "masked as far as it is found.",
    )
    add_assessment(parser)
    _with_sitting(parser)
    parser.add_argument("--to", type=Path, metavar="FILE", required=True, help="a new file")
    parser.add_argument("--with-names", action="store_true", help="leave the apprentice's name in")
    _run(parser, "marking", "give")


def _add_blind(below: Subparsers) -> None:
    parser = below.add_parser(
        "blind",
        help="mark a sitting of this store a second time, on a screen that shows nothing else",
        description="Open a screen with what was asked and noted, and nothing that was made of it. "
        "What is judged goes into the assessment's record at every key.",
    )
    add_assessment(parser)
    _with_sitting(parser)
    _with_marker(parser)
    _run(parser, "marking", "blind")


def _add_mark(below: Subparsers) -> None:
    parser = below.add_parser(
        "mark",
        help="mark a marking file: on a screen, or from a table of judgements",
        description="Judge what is in a marking file. Without --judgements a screen is opened on "
        "it, and what is judged is kept beside the file at every key. A table has the columns "
        "code, met, rationale and notes.",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="what `quality give` wrote")
    _with_marker(parser)
    parser.add_argument("--judgements", type=Path, metavar="TABLE", help="CSV or JSON")
    parser.add_argument(
        "--to", type=Path, metavar="FILE", help="the marking (default: FILE with .marking.json)"
    )
    _with_json(parser, "marking", "mark")


def _add_take(below: Subparsers) -> None:
    parser = below.add_parser("take", help="take a marking back into the assessment's record")
    add_assessment(parser)
    parser.add_argument("file", type=Path, metavar="FILE", help="what `quality mark` wrote")
    _run(parser, "marking", "take")


def _add_compare(below: Subparsers) -> None:
    parser = below.add_parser(
        "compare", help="show what both markers said, descriptor by descriptor, and how they agree"
    )
    add_assessment(parser)
    _with_sitting(parser)
    _run(parser, "comparing", "compare")


def _add_set(below: Subparsers) -> None:
    parser = below.add_parser(
        "set",
        help="write a sitting of the demonstration as a standardisation set",
        description="Write a folder with a marking file of an invented sitting. Everybody marks "
        "it into that folder; `epa-tui quality spread` shows how far they are apart.",
    )
    parser.add_argument("--demo", action="store_true", required=True, help="invented apprentices")
    parser.add_argument("--to", type=Path, metavar="DIR", required=True, help="a new folder")
    _with_json(parser, "standardising", "write_set")


def _add_spread(below: Subparsers) -> None:
    parser = below.add_parser(
        "spread", help="show how far the markers of a standardisation set are apart"
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="with markings of one file")
    parser.add_argument(
        "--marker", metavar="NAME", default="", help="who looks: only after an own marking"
    )
    parser.add_argument(
        "--leading", action="store_true", help="say that you lead it, and will not mark this set"
    )
    _with_json(parser, "standardising", "show_spread")


def _with_sitting(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sitting", metavar="SITTING", help="M1, M1-2, or the id of the sitting")


def _with_marker(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--marker", metavar="NAME", required=True, help="who marks")
    parser.add_argument(
        "--no-conflict",
        action="store_true",
        help="declare to have no interest in the apprentice, the employer or the provider",
    )
    parser.add_argument(
        "--unseen",
        action="store_true",
        help="declare to have seen neither grade nor tags, judgements or feedback of the sitting",
    )
    parser.add_argument(
        "--seen", action="store_true", help="say that you have: it is recorded as not blind"
    )


def _with_json(parser: argparse.ArgumentParser, module: str, work: str) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON")
    _run(parser, module, work)


def _run(parser: argparse.ArgumentParser, module: str, work: str) -> None:
    """Let a command be done by a function of a module that is imported only then."""
    parser.set_defaults(run=_work(module, work))


def _work(module: str, work: str) -> Callable[[argparse.Namespace], int]:
    def run(args: argparse.Namespace) -> int:
        from importlib import import_module

        from epa_tui.commands.journeying import answered

        done = import_module(f"epa_tui.commands.quality_{module}")
        return answered(getattr(done, work), args)

    return run
