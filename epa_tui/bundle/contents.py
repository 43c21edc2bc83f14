"""The files of a bundle, made of a dossier: papers, records, results and standards."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from data.exchange.canonical import canonical
from data.exchange.folder import result_name
from data.exchange.papers.case import Case
from data.exchange.papers.making import KINDS, written
from data.exchange.record_json import entry_json
from data.exchange.signature import SUFFIX
from data.record.body import Entry
from data.store.rows import Document
from epa_tui.bundle.dossier import Dossier
from epa_tui.bundle.masking import Mask
from epa_tui.bundle.timeline import timeline_paper

_PAPERS = {"timeline": timeline_paper, **{name: kind.make for name, kind in KINDS.items()}}
"""The papers of a bundle, in the order in which somebody would read them."""


@dataclass(frozen=True, slots=True)
class BundleFile:
    """One file of a bundle."""

    path: str
    """With `/`, from the top of the bundle."""
    what: str
    """What it is, in a few words."""
    body: bytes
    original: bytes | None = None
    """What it was before it was masked; None where nothing was."""


def contents(dossier: Dossier, mask: Mask, forms: Sequence[str]) -> tuple[BundleFile, ...]:
    """Return the files of a bundle, without what tells of them.

    Args:
        dossier: What they are made of.
        mask: What is masked in them; with no kinds, nothing.
        forms: How each paper is written.
    """
    open_files = tuple(_files(dossier, forms))
    if not mask.kinds:
        return open_files
    case = mask.case(dossier.case)
    documents = tuple(_masked(one, mask) for one in dossier.documents)
    masked = _files(replace(dossier, case=case, documents=documents), forms)
    pairs = zip(masked, open_files, strict=True)
    return tuple(replace(one, original=_original(one, was)) for one, was in pairs)


def _original(one: BundleFile, was: BundleFile) -> bytes | None:
    return was.body if was.body != one.body else None


def _masked(document: Document, mask: Mask) -> Document:
    return replace(document, body=canonical(mask.json(json.loads(document.body))))


def _files(dossier: Dossier, forms: Sequence[str]) -> Iterator[BundleFile]:
    yield from _papers(dossier.case, forms)
    yield from _records(dossier.case)
    yield from _results(dossier)
    for name, body in dossier.standards:
        yield BundleFile(f"standards/{name}", "standard that a sitting was begun under", body)
    for name, body in dossier.journey:
        yield BundleFile(f"standards/journey-{name}", "what surrounds the sittings", body)


def _papers(case: Case, forms: Sequence[str]) -> Iterator[BundleFile]:
    for name, make in _PAPERS.items():
        paper = make(case)
        for form in forms:
            yield BundleFile(f"papers/{name}.{form}", paper.title, written(paper, form))


def _records(case: Case) -> Iterator[BundleFile]:
    if case.view.state.entries:
        lines = _lines(case.view.state.entries, case.view.state.undone)
        yield BundleFile(_record(case.assessment.id), "record of the assessment", lines)
    for held in case.held:
        lines = _lines(held.state.entries, held.state.undone)
        yield BundleFile(_record(held.sitting.id), f"record of a sitting: {held.name}", lines)


def _record(name: str) -> str:
    return f"records/{name}.jsonl"


def _lines(entries: Sequence[Entry], undone: frozenset[int]) -> bytes:
    """Return a record as JSON lines: each entry with its body and the hashes of its chain."""
    told = (entry_json(entry, undone=entry.seq in undone) for entry in entries)
    return b"".join(canonical(one) + b"\n" for one in told)


def _results(dossier: Dossier) -> Iterator[BundleFile]:
    """Return the results, each with the device's signature of its unmasked bytes."""
    for document, signature in zip(dossier.documents, dossier.signatures, strict=True):
        name = result_name(document.sitting_id, document.revision)
        what = f"result, revision {document.revision}"
        yield BundleFile(f"results/{name}", what, document.body)
        beside = name.removesuffix(".json") + SUFFIX
        yield BundleFile(f"results/{beside}", f"signature of the {what}", signature.encode())
