"""What stands in the file of a question bank, as its author writes it.

Checked for its shape only: whether its codes belong to the standard is for `bank_fitting` to say.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from .model import Code

Words = Annotated[str, Field(max_length=500)]
"""A question that can be said in one breath or two; empty while it is not written yet."""

Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
"""What an author calls a question; it goes into the records, so it never changes its meaning."""

OptionCode = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,32}$")]


class _Model(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class QuestionInFile(_Model):
    """One question."""

    id: Name
    method: Code
    option: OptionCode | None = None
    """The option that it is for; None where it is aimed at core only."""
    text: Words
    aims: Annotated[tuple[Code, ...], Field(min_length=1, max_length=40)]
    """Descriptors or KSBs of its method and option."""


class StemInFile(_Model):
    """One question that lifts a pass descriptor to its distinction."""

    method: Code
    option: OptionCode | None = None
    from_code: Code = Field(alias="from")
    to_code: Code = Field(alias="to")
    text: Words


class BankFile(_Model):
    """A whole file."""

    format: Literal[1]
    reference: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,32}$")]
    """Of the standard that it is for."""
    version: Annotated[str, Field(pattern=r"^[0-9A-Za-z.-]{1,16}$")] | None = None
    """Of the standard; None where it is for every version."""
    questions: Annotated[tuple[QuestionInFile, ...], Field(max_length=1000)] = ()
    stems: Annotated[tuple[StemInFile, ...], Field(max_length=1000)] = ()
