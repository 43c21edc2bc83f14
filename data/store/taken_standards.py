"""Keeps the standard's file that came with a sitting of another laptop, where it is not here."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from data.standards.errors import StandardError, UnknownStandard
from data.standards.library import TAKEN, Library
from data.standards.loader import LoadedStandard, load_standard
from data.store.handed import Handed
from data.store.private_files import private_folder, write_private
from data.store.reading import Reading
from data.store.rows import Assessment


def standard_of(
    home: Path, handed: Handed, reference: str, version: str, digest: str
) -> LoadedStandard:
    """Return the standard that a sitting was begun under; what came with it is kept if need be.

    It is kept where no new sitting looks for a standard: those begin under the ones of this laptop.

    Args:
        home: The folder of the store.
        handed: The sitting, and the standard's file.
        reference: For example `ST0792`.
        version: For example `1.1`.
        digest: SHA-256 of the file, as the record has it.

    Raises:
        StandardError: What came with it is no standard.
        data.store.errors.StoreUnwritable: The folder refuses.
    """
    folder = home / "standards"
    try:
        return Library(folder).by_digest(reference, version, digest)
    except UnknownStandard:
        kept = folder / TAKEN / f"{digest[:32]}{handed.suffix}"
    private_folder(kept.parent)
    write_private(kept, handed.standard)
    try:
        return load_standard(kept)
    except StandardError:
        kept.unlink()
        raise


def assessed_under(store: Reading, library: Library, assessment: Assessment) -> LoadedStandard:
    """Return the standard of an assessment: this laptop's own, else the one that a sitting brought.

    Args:
        store: Knows its sittings.
        library: Of the store.
        assessment: The assessment.

    Raises:
        StandardError: Neither is here, or two files claim to be it.
    """
    reference, version = assessment.reference, assessment.version
    try:
        return library.find(reference, version)
    except UnknownStandard:
        for sitting in store.sittings(assessment.id):
            with suppress(UnknownStandard):
                return library.by_digest(reference, version, sitting.digest or "")
        raise
