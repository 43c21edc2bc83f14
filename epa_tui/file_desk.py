"""Keeps a second marking beside its marking file, at every key, until it is done.

What is kept lies in a file of its own whose name ends in `.part`; the marking itself is written
when every descriptor is judged. Undo takes the last line of it away.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from data.exchange.marking import marking
from data.exchange.marking_model import MarkedDescriptor, MarkingFile
from data.record.journey.quality import Marking
from data.record.journey.quality_kinds import SecondJudged, SecondMarkingBegun
from data.record.people import same_person
from data.record.state import SittingState
from data.rules import second_marking
from data.rules.blindness import not_blind
from epa_tui.commands.chosen import NotChosen
from epa_tui.commands.quality_files import read_bytes_of, write_new, write_over
from screens.marking_desk import who_line

_Text = Annotated[str, Field(max_length=20_000)]


class _Step(BaseModel):
    """One thing that the marker did."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    code: Annotated[str, Field(max_length=32)]
    met: bool | None
    rationale: _Text = ""
    notes: Annotated[tuple[int, ...], Field(max_length=5000)] = ()


class _Kept(BaseModel):
    """The whole file."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    format: Literal[1] = 1
    of: str
    marker: str
    unseen: bool | None = None
    steps: Annotated[tuple[_Step, ...], Field(max_length=100_000)] = ()


class FileDesk:
    """A second marking of a marking file.

    Args:
        file: What is marked.
        paper: The same, as a sitting that nobody has judged.
        marker: Who marks.
        path: Where the marking goes.
        unseen: Whether the marker declares to have seen nothing of what the assessor made of it.

    Raises:
        NotChosen: What is kept there is another marking, or cannot be read.
    """

    def __init__(
        self,
        file: MarkingFile,
        paper: SittingState,
        marker: str,
        path: Path,
        *,
        unseen: bool | None = None,
    ) -> None:
        self._file, self._paper, self._path = file, paper, path.expanduser().absolute()
        self._begun = SecondMarkingBegun(file.sitting, marker, file.head, file.digest, unseen)
        self._kept_at = self._path.with_name(f"{self._path.name}.part")
        self._kept = _Kept(of=file.digest, marker=marker, unseen=unseen)
        if self._path.exists():
            raise NotChosen(f"{self._path} is there already: it was marked. Name a new file.")
        if self._kept_at.exists():
            kept = _read(self._kept_at, self._kept)
            # What was seen once stays seen, and nothing is declared of what is judged already.
            seen = False in (unseen, kept.unseen)
            declared = kept.unseen if kept.steps else unseen
            self._kept = kept.model_copy(update={"unseen": False if seen else declared})

    @property
    def who(self) -> str:
        """Who marks what."""
        begun = replace(self._begun, unseen=self._kept.unseen)
        return who_line(begun.marker, self._paper, not_blind(Marking(begun, 0)))

    @property
    def paper(self) -> SittingState:
        """What was asked and noted."""
        return self._paper

    @property
    def said(self) -> Mapping[str, SecondJudged]:
        """What was judged so far."""
        begun = self._begun
        return {
            step.code: SecondJudged(
                begun.sitting, begun.marker, step.code, step.met, step.rationale, step.notes
            )
            for step in self._kept.steps
        }

    def judge(self, code: str, met: bool | None, rationale: str, notes: tuple[int, ...]) -> None:
        """Judge a descriptor; durable when it returns.

        Raises:
            Refused: A rationale is missing.
            StoreError: The disk refused.
        """
        one = second_marking.judged(self._begun, code, met, rationale, notes)
        step = _Step(code=code, met=met, rationale=one.rationale, notes=one.notes)
        self._keep((*self._kept.steps, step))

    def undo(self) -> str:
        """Take the last judgement back."""
        if not self._kept.steps:
            return ""
        code = self._kept.steps[-1].code
        self._keep(self._kept.steps[:-1])
        return code

    def done(self) -> str:
        """Write the marking.

        Raises:
            Refused: A descriptor is undecided.
            StoreError: The disk refused.
        """
        judged = [
            MarkedDescriptor(code=c, met=bool(one.met), rationale=one.rationale, notes=one.notes)
            for c, one in self.said.items()
            if one.met is not None
        ]
        made = marking(
            self._file,
            self._paper,
            self._begun.marker,
            judged,
            no_conflict=True,
            unseen=self._kept.unseen,
        )
        write_new(self._path, made.content())
        self._kept_at.unlink(missing_ok=True)
        return f"Written: {self._path}"

    def _keep(self, steps: tuple[_Step, ...]) -> None:
        kept = self._kept.model_copy(update={"steps": steps})
        write_over(self._kept_at, json.dumps(kept.model_dump(mode="json")).encode())
        self._kept = kept


def _read(path: Path, expected: _Kept) -> _Kept:
    """Return what was kept before; refuse what is another's or of another file."""
    try:
        kept = _Kept.model_validate_json(read_bytes_of(path))
    except ValidationError as error:
        raise NotChosen(f"{path} cannot be read as a marking. Move it away to begin anew.") from (
            error
        )
    if kept.of != expected.of or not same_person(kept.marker, expected.marker):
        raise NotChosen(f"{path} is the marking of another file or marker. Name a file with --to.")
    return kept
