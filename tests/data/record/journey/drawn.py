"""Draws the machines of the journey from their tables, for docs/journey/states.md.

Run `python -m tests.data.record.journey.drawn > docs/journey/states.md` after a table changed.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator

from data.record.journey import cases, machine
from data.record.journey.cases import APPEAL_MOVES, COMPLAINT_MOVES, LODGED, RECEIVED
from data.record.journey.machine import MOVES, OF_THE_SITTINGS, ON_PROGRAMME, STATES, Move
from data.rules.standing import why_not
from data.rules.state_words import state_name

PAGE = """\
# Where an assessment stands

Every assessment is always in one of {states} states. What leads from one to the next is a table:
[`data/record/journey/machine.py`](../../data/record/journey/machine.py). This page is made from it,
and a test compares the two. What is not in the table is refused, with the reason and with what
comes first: {illegal} of {pairs} pairs of a state and a move. For example:

{examples}

## The drawing

```text
{drawing}
```

{endings}

## What the states are called

The names in the drawing are those that records and `--json` have, and they never change. Screens,
commands and papers say them in the words of this table.

{names}

A result can be held in any state (see [conduct](conduct.md)). That is no state of its own: it is
lifted again, and the assessment goes on from where it stood.

## The same as a diagram

In brackets stands what the standard does not describe and may be a fact all the same: a sitting
that began before gateway was recorded here, or a seal that was broken.

{mermaid}

## Every move

Moves of the sittings are made by the records of the sittings: nobody enters them. All others are
entries of the assessment's own record, made by a step of a part of the journey.

{table}

## Complaints and appeals

Each complaint and each appeal has a state of its own, beside that of the assessment.

```text
{cases}
```

{complaints}

{appeals}
"""

EXAMPLES = (("on programme", "claim"), ("graded", "claim"), ("withdrawn", "confirm"))
ENDINGS = ("withdraw", "run out")


def page() -> str:
    """Return the whole page."""
    names = dict.fromkeys(move.name for move in MOVES)
    pairs = len(STATES) * len(names)
    return PAGE.format(
        states=len(STATES),
        pairs=pairs,
        illegal=pairs - len(MOVES),
        examples="\n".join(f"* {why_not(at, move)}" for at, move in EXAMPLES),
        drawing=_block(machine),
        endings="\n".join(_ending(name) for name in ENDINGS),
        names="\n".join(_names()),
        mermaid=_mermaid(MOVES, ON_PROGRAMME, STATES),
        table="\n".join(_table()),
        cases=_block(cases),
        complaints=_mermaid(COMPLAINT_MOVES, RECEIVED),
        appeals=_mermaid(APPEAL_MOVES, LODGED),
    )


def _block(module: object) -> str:
    """Return the drawing in the docstring of a module: what is indented there."""
    lines = (inspect.getdoc(module) or "").splitlines()
    drawn = [number for number, line in enumerate(lines) if line.startswith("    ")]
    return "\n".join(line[4:] for line in lines[drawn[0] : drawn[-1] + 1])


def _ending(name: str) -> str:
    before = [move.before for move in MOVES if move.name == name]
    return f"* `{name}` leads from {', '.join(before)} to {_after(name)}."


def _after(name: str) -> str:
    return next(move.after for move in MOVES if move.name == name)


def _names() -> Iterator[str]:
    yield "| `state` | in words |"
    yield "|---|---|"
    for state in STATES:
        yield f"| `{state}` | {state_name(state)} |"


def _table() -> Iterator[str]:
    yield "| state | move | leads to | made by |"
    yield "|---|---|---|---|"
    for state in STATES:
        for move in MOVES:
            if move.before == state:
                by = "the sittings" if move.name in OF_THE_SITTINGS else "a person"
                yield f"| {state_name(state)} | `{move.name}` | {state_name(move.after)} | {by} |"


def _mermaid(moves: Iterable[Move], begin: str, states: Iterable[str] = ()) -> str:
    """Return a diagram of a table, in the language of Mermaid."""
    moves = tuple(moves)
    known = dict.fromkeys([*states, *(name for move in moves for name in move[1:3])])
    said = {state: state_name(state) if states else state for state in known}
    lines = [f'    state "{said[state]}" as {_name(state)}' for state in known]
    lines.append(f"    [*] --> {_name(begin)}")
    lines += [
        f"    {_name(move.before)} --> {_name(move.after)}: "
        + (move.name if move.usual else f"({move.name})")
        for move in moves
    ]
    ends = [state for state in known if all(move.before != state for move in moves)]
    lines += [f"    {_name(state)} --> [*]" for state in ends]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])


def _name(state: str) -> str:
    return state.replace(" ", "_").replace("-", "_")


if __name__ == "__main__":
    print(page(), end="")
