"""What is masked in a redacted bundle: before anything is made of it, so that no file has it.

The bodies of entries, the booking and the results are masked; papers are made of what is left. The
hashes of a chain speak of ciphertexts: they stay, and the chain can still be checked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import Any

from data.exchange.papers.case import Case, Held
from data.record.body import Body, Entry
from data.record.fold import fold
from data.record.journey.body import JourneyBody
from data.record.journey.fold import fold_journey
from data.standards.model import Standard

KINDS = {
    "names": "the apprentice's names",
    "uln": "the learner number",
    "employer": "the employer",
    "provider": "the training provider",
    "people": "the assessor and everybody else who is named",
    "notes": "everything that was typed or said: notes, questions, reasons, feedback",
}
"""What can be masked."""

_MARKS = {
    "names": "[name]",
    "uln": "[ULN]",
    "employer": "[employer]",
    "provider": "[provider]",
    "people": "[person]",
}
REDACTED = "[redacted]"
"""What stands for a text that somebody typed."""

_TYPED = frozenset(
    {"text", "texts", "reason", "rationale", "note", "detail", "title", "declaration", "question"}
    | {"whole", "place", "exceptional"}
)
"""Fields of a sitting's record and of results that hold what somebody typed."""
_PEOPLE = frozenset(
    {"by", "person", "marker", "assessor", "instead", "employer", "independent", "who", "present"}
)
"""Fields that hold somebody's name."""
_PRESENT = frozenset({"who", "present"})
"""Fields that name several people, or say what they are: `Robin Sample, the employer`."""
_CODED = frozenset(
    {"kind", "id", "sitting", "method", "attempt", "number", "head", "heads", "digest", "code"}
    | {"codes", "step", "grade", "version", "option", "name", "names", "rule", "outcome", "kappa"}
    | {"first_grade", "second_grade", "differing", "met_by_first", "ksbs", "form", "breaks"}
    | {"outputs", "contents", "reasons", "declaration"}
)
"""Fields of an assessment's own record that hold codes; every other text in it was typed."""
_HASHES = frozenset({"id", "prev", "hash", "commit", "head", "signature", "device_key", "digest"})
_DAY = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?")


class Mask:
    """Masks texts of one assessment.

    Args:
        kinds: Which of `KINDS`.
        case: Whose data it is, unmasked.
    """

    def __init__(self, kinds: Iterable[str], case: Case) -> None:
        self.kinds = tuple(kind for kind in KINDS if kind in set(kinds))
        self._kept = frozenset(_texts_of(case.standard))
        known = sorted(_known(case), key=lambda one: -len(one[1]))
        self._known = [(_MARKS[k], _pattern(k, text)) for k, text in known if k in self.kinds]

    def text(self, text: str) -> str:
        """Return a text without whatever of it is known to be personal."""
        if not self._known or text in self._kept:
            return text
        masked = unicodedata.normalize("NFC", text)
        for mark, pattern in self._known:
            masked = pattern.sub(mark, masked)
        return masked

    def body(self, body: Body) -> Body:
        """Return what an entry says, masked."""
        own = isinstance(body, JourneyBody)
        changed = {f.name: self._field(f.name, getattr(body, f.name), own) for f in fields(body)}
        return replace(body, **changed)

    def json(self, value: Any, name: str = "") -> Any:
        """Return a value of JSON, masked; `name` is that of its field."""
        if isinstance(value, dict):
            return {key: self.json(one, key) for key, one in value.items()}
        if isinstance(value, list):
            return [self.json(one, name) for one in value]
        return self._field("assessor" if name == "assessor_name" else name, value, False)

    def case(self, case: Case) -> Case:
        """Return an assessment of which everything was masked."""
        row = case.assessment
        assessment = replace(
            row,
            family_name=self._as("names", row.family_name),
            given_names=self._as("names", row.given_names),
            uln=self._as("uln", row.uln),
            employer=self._as("employer", row.employer),
            provider=self._as("provider", row.provider),
            assessor=self._as("people", row.assessor),
        )
        entries = tuple(map(self._entry, case.view.state.entries))
        state = fold_journey(entries, row.gateway_on or "")
        view = replace(case.view, state=state, assessor=assessment.assessor)
        return replace(
            case, assessment=assessment, view=view, held=tuple(map(self._held, case.held))
        )

    def _held(self, held: Held) -> Held:
        entries = [self._entry(entry) for entry in held.state.entries]
        sitting = replace(held.sitting, place=self._field("place", held.sitting.place, False))
        return Held(sitting, fold(held.state.standard, entries))

    def _entry(self, entry: Entry) -> Entry:
        return replace(entry, body=self.body(entry.body))

    def _as(self, kind: str, text: str) -> str:
        return _MARKS[kind] if kind in self.kinds and text else self.text(text)

    def _field(self, name: str, value: Any, own: bool) -> Any:
        """Return the value of a field, masked; `own` in an assessment's own record."""
        if type(value) is tuple and all(type(one) is str for one in value):
            return tuple(self._field(name, one, own) for one in value)
        if type(value) is not str or not value or name in _HASHES:
            return value
        if name in _PEOPLE:
            return self._as("people", value)
        # A name with a dot is that of a file, which somebody typed, and no code.
        coded = name in _CODED and not (name == "name" and "." in value)
        typed = not coded and not _DAY.fullmatch(value) if own else name in _TYPED
        if typed and "notes" in self.kinds and value not in self._kept:
            return REDACTED
        return self.text(value)


def _texts_of(standard: Standard) -> Iterator[str]:
    """Return the texts of the standard: they are everybody's, and stay."""
    yield from (standard.title, standard.reference)
    for method in standard.methods:
        yield from (method.title, method.short, *(phase.title for phase in method.phases))
    yield from (
        text for option in standard.options for text in (option.title, option.service_title or "")
    )
    yield from (descriptor.text for descriptor in standard.descriptors)
    yield from (ksb.text for ksb in standard.ksbs)


def _known(case: Case) -> Iterator[tuple[str, str]]:
    """Go through every string that is known to be personal, with its kind."""
    row = case.assessment
    for text in (row.family_name, row.given_names, f"{row.given_names} {row.family_name}"):
        yield from (("names", part) for part in (text, *_parts(text)) if part)
    yield from (
        (kind, getattr(row, kind)) for kind in ("uln", "employer", "provider") if getattr(row, kind)
    )
    for person in {row.assessor, *_people(case)} - {""}:
        yield from (("people", part) for part in (person, *_parts(person)))


def _parts(name: str) -> list[str]:
    """Return the parts of a name that can stand alone."""
    return [part for part in re.split(r"[\s,]+", name) if len(part) > 1]


def _people(case: Case) -> Iterator[str]:
    """Go through everybody who is named in a field for a name."""
    records = [case.view.state.entries, *(held.state.entries for held in case.held)]
    for entry in (entry for record in records for entry in record):
        for name in _PEOPLE & {field.name for field in fields(entry.body)}:
            value = getattr(entry.body, name)
            text = value if isinstance(value, str) else ""
            yield from _NAMED.findall(text) if name in _PRESENT else [text]


_NAMED = re.compile(r"[^\W\d_a-z][\w'-]+(?: [^\W\d_a-z][\w'-]+)*")
"""Words with a capital, one after the other: in a list of people, names."""


def _pattern(kind: str, text: str) -> re.Pattern[str]:
    """Return what finds a text: a name as a word, whatever its case and its blanks.

    In the name of a file or a link a figure or a line below ends a word as well, and names stand
    without a blank: `Testa_Example2.docx`, `TestaExample.docx`.
    """
    words = [re.escape(word) for word in unicodedata.normalize("NFC", text).split()]
    sought = r"[\W_]*".join(words)
    whole = rf"(?<![^\W\d_]){sought}(?![^\W\d_])"
    return re.compile(sought if kind == "uln" else whole, re.IGNORECASE)
