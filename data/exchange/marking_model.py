"""The two files of a second marking: the notes that are given, and the judgements that come back.

Everything that may be in them is named here. What the assessor made of a sitting has no field, so
it cannot get in.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from data.exchange.canonical import address, canonical
from data.exchange.errors import UnreadableDocument
from data.exchange.marking_errors import NotMarkable
from data.exchange.reading import read_document
from data.standards.errors import printable
from data.standards.matching import with_tuples

_Text = Annotated[str, Field(max_length=20_000)]
_Name = Annotated[str, Field(min_length=1, max_length=200)]
_Short = Annotated[str, Field(max_length=200)]
_Code = Annotated[str, Field(min_length=1, max_length=32)]
_Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_Id = Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{1,64}$")]
_Number = Annotated[int, Field(ge=0, le=2**53 - 1)]


class _Model(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class StatementToMark(_Model):
    """A KSB that a descriptor covers."""

    code: _Code
    text: _Text


class DescriptorToMark(_Model):
    """One descriptor that is to be judged."""

    code: _Code
    level: _Short
    """For which grade it is demanded."""
    text: _Text
    statement: bool
    """True where a KSB's text stands in for it."""
    ksbs: tuple[StatementToMark, ...]


class Said(_Model):
    """A question that was asked, or a note of what was said."""

    what: Literal["question", "follow-up", "note"]
    number: _Number
    """Of its entry in the sitting's record."""
    phase: _Code
    clock_ms: _Number
    """Phase clock when it was asked, or at the first key of the note."""
    recording_ms: _Number | None
    text: _Text
    verbatim: bool
    """Whether the text is in the apprentice's own words."""
    evidence: tuple[_Short, ...]
    """What it points at: `7` is portfolio evidence 7, `r12` page 12 of the report."""


class _File(_Model):
    """What both files have: their digest over everything else in them."""

    digest: str = ""

    def sealed(self) -> Self:
        """Return the same with its digest."""
        return self.model_copy(update={"digest": self._address()})

    def _address(self) -> str:
        named = self._plain()
        del named["digest"]
        return address(canonical(named))

    def _plain(self) -> dict[str, Any]:
        return self.model_dump(mode="json")

    def content(self) -> bytes:
        """Return the bytes of the file: canonical JSON."""
        return canonical(self._plain())


class MarkingFile(_File):
    """The notes of one sitting, for a second marker."""

    kind: Literal["epa-tui marking file"] = "epa-tui marking file"
    format: Literal[1] = 1
    sitting: _Id
    head: _Hash
    """Hash of the last entry of the sitting's record."""
    reference: _Code
    version: _Code
    standard: _Hash
    """SHA-256 of the standard's file."""
    title: _Text
    method: _Code
    method_title: _Text
    option: _Code | None
    apprentice: _Short
    names_masked: _Number | None
    """How many names were replaced in the texts, as far as they were found; None where they were
    left in."""
    notes_left_out: _Number
    """Notes outside of the phases, which are not what was said."""
    phases: dict[_Code, _Text]
    """Titles, by code."""
    descriptors: Annotated[tuple[DescriptorToMark, ...], Field(max_length=500)]
    said: Annotated[tuple[Said, ...], Field(max_length=20_000)]


class MarkedDescriptor(_Model):
    """How one descriptor was judged."""

    code: _Code
    met: bool
    rationale: _Text
    notes: Annotated[tuple[_Number, ...], Field(max_length=5000)]


class MarkingJson(_File):
    """What a second marker made of a marking file."""

    kind: Literal["epa-tui marking"] = "epa-tui marking"
    format: Literal[1] = 1
    of: _Hash
    """Digest of the marking file."""
    sitting: _Id
    head: _Hash
    marker: _Name
    no_conflict: Literal[True]
    """The marker declares to have no interest in apprentice, employer or provider."""
    unseen: bool | None = None
    """Whether the marker declares to have seen nothing of what the assessor made of it; it is left
    out of the file where the marker was not asked."""
    grade: _Short
    """That the judgements come to."""
    judgements: Annotated[tuple[MarkedDescriptor, ...], Field(max_length=500)]

    def _plain(self) -> dict[str, Any]:
        """Return what is in the file; one from before `unseen` keeps its digest."""
        plain = super()._plain()
        if self.unseen is None:
            del plain["unseen"]
        return plain


def read_file(content: bytes, model: type[_File], error: type[NotMarkable]) -> Any:
    """Read one of the two files, and check that nothing in it was changed.

    Args:
        content: The bytes of the file.
        model: Which of the two.
        error: What to raise where it is none.

    Raises:
        NotMarkable: As `error`; says what is wrong.
    """
    try:
        file = model.model_validate(with_tuples(read_document(content)))
    except UnreadableDocument as refused:
        raise error(refused.problem) from refused
    except ValidationError as refused:
        first = refused.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(step) for step in first["loc"]) or "the whole"
        raise error(f"{printable(place, 80)}: {printable(first['msg'], 200)}") from refused
    if file.digest != file._address():
        raise error("it was changed since it was written")
    return file
