"""Reads a question bank from its file: bounded, parsed and matched, or all that is wrong is told.

Errors are those of a standard's file (`data.standards.errors`): a bank lies beside its standard.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .bank_model import BankFile
from .errors import Problem, UnreadableStandard
from .matching import matched, parsed

SUFFIX = ".toml"
"""Ending of a question bank's file, in lower case."""


@dataclass(frozen=True, slots=True)
class LoadedBank:
    """A question bank, and the file it was read from."""

    bank: BankFile
    path: Path


def load_bank(path: Path) -> LoadedBank:
    """Read and match the question bank in a file.

    Args:
        path: A `.toml` file.

    Raises:
        StandardError: One of its kinds, with everything that is wrong with the file.
    """
    if path.suffix.lower() != SUFFIX:
        raise UnreadableStandard(path, "", "is not TOML by its name", "Name a .toml file.")
    return LoadedBank(matched(path, parsed(path), BankFile, _doubled), path)


def _doubled(bank: BankFile) -> Iterator[Problem]:
    yield from _twice("question", ((q.id.casefold(), q.id) for q in bank.questions))
    stems = ((s.method, s.option, s.from_code, s.to_code) for s in bank.stems)
    yield from _twice("stem", ((key, f"{key[2]} to {key[3]}") for key in stems))


def _twice(kind: str, named: Iterable[tuple[Hashable, str]]) -> Iterator[Problem]:
    seen: set[Hashable] = set()
    for key, name in named:
        if key in seen:
            yield Problem(f"{kind} {name}", "is there twice", "Remove one, or rename it.")
        seen.add(key)
