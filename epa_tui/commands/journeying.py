"""What the commands of the parts of the journey share: each step is a command, made from the step.

On the application's floor. `epa-tui gateway accept ID --on DAY` is the same step as in the
application, asked of the same rules and kept in the same way.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from epa_tui.commands import COMMANDS

if TYPE_CHECKING:
    from data.record.instant import Instant
    from data.rules.journey_view import JourneyView
    from data.rules.step import Ask, Fact, Part, Step
    from data.store.journey_record import JourneyRecord
    from data.store.store import Store

Subparsers = Any
"""What argparse gives for the commands below a command; its type is private there."""


@dataclass(frozen=True)
class OnJourney:
    """One assessment that a command works on."""

    store: Store
    record: JourneyRecord
    now: Instant

    @property
    def view(self) -> JourneyView:
        """All that rules may ask of it."""
        return self.record.view(self.now)


def add_part(subparsers: Subparsers, part: Part) -> Subparsers:
    """Register the command of a part: `show`, and one for each of its steps.

    Args:
        subparsers: Of the main parser.
        part: The part.

    Returns:
        Where further commands of the part can be registered.
    """
    parser = subparsers.add_parser(part.key, help=COMMANDS[part.key][1])
    below = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    shown = below.add_parser("show", help="tell what is known, and what can be done")
    add_assessment(shown)
    shown.set_defaults(run=lambda args: answered(lambda a: _show(a, part), args))
    for step in part.steps:
        _add_step(below, step)
    return below


def add_assessment(parser: argparse.ArgumentParser) -> None:
    """Let a command take an assessment, and `--json`."""
    parser.add_argument(
        "assessment", metavar="ID", help="id of the assessment or of a sitting of it, or its begin"
    )
    parser.add_argument("--json", action="store_true", help="as JSON")


def _add_step(below: Subparsers, step: Step) -> None:
    told = f"{step.told[0].lower()}{step.told[1:].removesuffix('.')}"
    parser = below.add_parser(step.verb, help=told.replace("%", "%%"), description=step.told)
    add_assessment(parser)
    for ask in step.asks(_nobody()):
        parser.add_argument(
            f"--{ask.name}",
            dest=f"ask_{ask.name}",
            metavar=_metavar(ask),
            help=_help(ask).replace("%", "%%"),
        )
    parser.set_defaults(run=lambda args: answered(lambda a: _do(a, step), args))


def _metavar(ask: Ask) -> str:
    return {"day": "DAY", "moment": "MOMENT", "file": "FILE", "whole": "N"}.get(ask.kind, "TEXT")


def _help(ask: Ask) -> str:
    codes = ", ".join(choice.code for choice in ask.choices) or (
        "yes or no" if ask.kind == "yes" else ""
    )
    short = ask.label[:2].isupper()  # KSBs and EPA stay as they are
    label = ask.label if short else ask.label[0].lower() + ask.label[1:]
    parts = [label, codes, "" if ask.needed else "optional"]
    return "; ".join(part for part in parts if part)


def answered(work: Callable[[argparse.Namespace], int], args: argparse.Namespace) -> int:
    """Do the work of a command, and say what is wrong where it cannot be done.

    Returns:
        What the work returns; 1 where it is refused, 2 where no such assessment is there or an
        answer is missing or wrong.
    """
    from epa_tui.commands.acting import answered as said
    from epa_tui.commands.refusing import refuse
    from screens.step_answers import NotAnswered

    try:
        return said(work, args)
    except NotAnswered as error:
        refuse(args, "; ".join(f"--{name}: {what}" for name, what in error.problems.items()))
        return 2


@contextmanager
def on_journey(args: argparse.Namespace) -> Iterator[OnJourney]:
    """Open the assessment that a command names, for as long as the command works.

    Args:
        args: `assessment` is an id of it or of one of its sittings, or how one begins.

    Raises:
        NotChosen: There is no store, no such assessment, or several.
        StoreError: Another epa_tui has the store open, or it cannot be read.
    """
    from epa_tui.commands.acting import clock_of
    from epa_tui.commands.chosen import NotChosen, chosen_row, has_store, no_store
    from epa_tui.demonstration import is_demonstration
    from epa_tui.home import resolve
    from epa_tui.journeys import open_journey
    from epa_tui.unlocking import open_store

    home = resolve(args)
    if not has_store(home):
        raise NotChosen(no_store(home))
    with open_store(home) as store:
        row = chosen_row(store, args.assessment)
        record = open_journey(store, row.assessment.id)
        yield OnJourney(store, record, clock_of(store, is_demonstration(home))())


def _do(args: argparse.Namespace, step: Step) -> int:
    from data.rules.refused import Refused
    from epa_tui.asking import tell
    from screens.journey_facts import elsewhere
    from screens.step_answers import read_given

    with on_journey(args) as on:
        # Why nothing can be done is more than which of the answers has no choice.
        if closed := step.closed(on.view):
            raise Refused(closed)
        asks = step.asks(on.view)
        typed = _typed(args, asks)
        stands = step.known(on.view, typed)
        typed = {ask.name: ask.value for ask in asks} | dict(stands) | typed
        outcome = on.record.do(step, read_given(asks, typed, on.now.local().date()), on.now)
        view, name, away = on.view, on.record.assessment.id, elsewhere(on.view)
    if args.json:
        told = {"format": 1, "assessment": name, "done": step.id, "state": view.at}
        print(json.dumps({**told, "told": outcome.told}, indent=2))
    else:
        tell(f"{outcome.told or step.words + ': done.'} State: {view.at_name}.{_away(away)}")
    return 0


def _away(words: str) -> str:
    """Return what to know of a step while a sitting of the assessment is on another laptop."""
    return f" {words}, and this does not reach it." if words else ""


def _typed(args: argparse.Namespace, asks: Sequence[Ask]) -> dict[str, str]:
    """Return the answers that were given: what was left out stays, or is as the form proposes."""
    given = {ask.name: getattr(args, f"ask_{ask.name}", None) for ask in asks}
    return {name: str(text) for name, text in given.items() if text is not None}


def _show(args: argparse.Namespace, part: Part) -> int:
    from epa_tui.asking import tell

    with on_journey(args) as on:
        told, view = part_json(part, on.view), on.view
        name, facts = on.record.assessment.id, part.facts(on.view)
    if args.json:
        print(json.dumps({"format": 1, "assessment": name, **told}, indent=2))
    else:
        tell("\n".join([*fact_lines(facts), *_step_lines(part, view)]))
    return 0


def part_json(part: Part, view: JourneyView) -> dict[str, object]:
    """Return a part as JSON: what is known, and which steps are open."""
    return {
        "part": part.key,
        "line": part.line(view).words,
        "facts": [{"label": fact.label, "words": fact.words} for fact in part.facts(view)],
        "steps": [
            {"step": step.id, "open": not step.closed(view), "closed": step.closed(view)}
            for step in part.steps
        ],
    }


def fact_lines(facts: Any) -> Iterator[str]:
    """Go through facts as lines, the labels in a column."""
    listed: list[Fact] = list(facts)
    width = max((len(fact.label) for fact in listed), default=0)
    yield from (f"{fact.label:<{width}}  {fact.words}" for fact in listed)


def _step_lines(part: Part, view: JourneyView) -> Iterator[str]:
    open_ones = [step for step in part.steps if not step.closed(view)]
    if open_ones:
        yield ""
        yield "What can be done:"
    for step in open_ones:
        yield f"  epa-tui {part.key} {step.verb:<12}  {step.told}"


@cache
def _nobody() -> JourneyView:
    """Return a view of nobody: the names of what is asked for do not depend on the assessment."""
    from data.record.journey.state import JourneyState
    from data.rules.journey_view import JourneyView
    from data.standards.journey_loader import journey_of
    from data.standards.library import Library
    from data.standards.loader import LoadedStandard

    shipped = (one for one in Library().all() if isinstance(one, LoadedStandard))
    standard = next(shipped).standard
    return JourneyView(standard, journey_of(standard), None, JourneyState(), (), date(2000, 1, 1))
