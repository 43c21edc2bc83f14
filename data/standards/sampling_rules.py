"""Which sealed sittings quality assurance looks at: the organisation's rules, in one small file.

`sampling.toml` in the home folder; without it the defaults here hold. The errors are those of a
standard's file (`data.standards.errors`): it is read as one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from .errors import Problem
from .matching import matched, parsed

NAME = "sampling.toml"
"""Name of the file in the home folder."""

FLAGS = (
    "over ceiling",
    "extension",
    "deviation",
    "reopened",
    "withdrawn",
    "second attempt",
    "exceptional",
    "incident",
    "handed over",
)
"""What a sitting can be sampled for, beside its grade and its assessor."""

_Name = Annotated[str, Field(min_length=1, max_length=200)]


class _Model(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class EveryRules(_Model):
    """One of so many, in the order in which they were first sealed."""

    of: Annotated[int, Field(ge=0, le=1000)] = 5
    """How long a run is, of which one is sampled; 0 for none by this rule."""
    pick: Literal["drawn", "last"] = "drawn"
    """`last` takes the last of each run. `drawn` takes the one that the seals of the whole run
    point at: nobody can know it before the last of them is sealed, and it never changes after."""
    per: Literal["assessor", "all"] = "assessor"
    """Whether the runs are counted for each assessor, or over everybody."""


class NewRules(_Model):
    """The first sittings of an assessor who is new here."""

    first: Annotated[int, Field(ge=0, le=1000)] = 3
    """So many first sealed sittings of each; 0 for none."""
    days: Annotated[int, Field(ge=0, le=3660)] = 0
    """Whatever is sealed within so many days of the first seal; 0 for none."""
    known: Annotated[tuple[_Name, ...], Field(max_length=500)] = ()
    """Assessors who are not new, however little this store knows of them."""


class AllRules(_Model):
    """What is always sampled."""

    fails: bool = True
    grades: Annotated[tuple[_Name, ...], Field(max_length=20)] = ()
    """Further grades, as the standard calls them."""
    flags: Annotated[tuple[_Name, ...], Field(max_length=20)] = (
        "over ceiling",
        "reopened",
        "withdrawn",
    )
    """Some of `FLAGS`."""


class SamplingRules(_Model):
    """The whole file."""

    format: Literal[1] = 1
    every: EveryRules = EveryRules()
    new: NewRules = NewRules()
    all: AllRules = AllRules()


def sampling_rules(home: Path) -> SamplingRules:
    """Return the rules of a home folder; the defaults where it has no file.

    Raises:
        StandardError: The file is wrong, with everything that is.
    """
    path = home / NAME
    return load_sampling(path) if path.exists() else SamplingRules()


def load_sampling(path: Path) -> SamplingRules:
    """Read and match a file of rules.

    Raises:
        StandardError: One of its kinds, with everything that is wrong with the file.
    """
    return matched(path, parsed(path), SamplingRules, _unknown_flags)


def _unknown_flags(rules: SamplingRules) -> Iterator[Problem]:
    for flag in rules.all.flags:
        if flag not in FLAGS:
            known = f"Known are: {', '.join(FLAGS)}."
            yield Problem("all.flags", f"there is no {flag!r}", known)
