"""The standards at hand: those that came with the application, and those the user put in a folder.

A broken file is a value, not an exception: it is shown with its errors, and hides nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from .errors import AmbiguousStandard, StandardError, UnknownStandard, UnreadableStandard, printable
from .files import Loads, files_in
from .loader import SHIPPED_FOLDER, SUFFIXES, LoadedStandard, load_standard

TAKEN = "taken"
"""Folder in the user's, for the standards of sittings that were begun on another laptop."""


@dataclass(frozen=True, slots=True)
class BrokenStandard:
    """A file that should hold a standard and does not."""

    path: Path
    error: StandardError
    shipped: bool


class Library:
    """Every standard that can be assessed here.

    Args:
        user_folder: Where the user puts standards of their own; need not exist.
    """

    def __init__(self, user_folder: Path | None = None) -> None:
        self.user_folder = user_folder
        self._loads: dict[Path, Loads[LoadedStandard | BrokenStandard]] = {}

    def all(self) -> list[LoadedStandard | BrokenStandard]:
        """Return every file: newest version first, the user's before the shipped, broken last."""
        found = [*self._folder(self.user_folder), *self._folder(SHIPPED_FOLDER)]
        good = [entry for entry in found if isinstance(entry, LoadedStandard)]
        good.sort(key=lambda entry: entry.shipped)
        good.sort(key=lambda entry: version_key(entry.standard.version), reverse=True)
        good.sort(key=lambda entry: entry.standard.reference.casefold())
        return [*good, *(entry for entry in found if isinstance(entry, BrokenStandard))]

    def find(self, reference: str, version: str | None = None) -> LoadedStandard:
        """Return the standard to start an assessment with.

        Args:
            reference: For example `ST0792`, in either case.
            version: For example `1.1`; the newest where None.

        Returns:
            The user's file where there is one of that reference and version, else the shipped one.

        Raises:
            UnknownStandard: Where there is none; says which there are.
            AmbiguousStandard: Where two different files of the user claim to be it.
        """
        matching = self._matching(reference, version)
        if not matching:
            raise self._unknown(reference, version)
        first = matching[0]
        rivals = [
            entry
            for entry in matching[1:]
            if (entry.standard.version, entry.shipped) == (first.standard.version, first.shipped)
            and entry.digest != first.digest
        ]
        if rivals:
            problem = (
                f"{rivals[0].path} holds a different standard of the same reference and version"
            )
            remedy = "Remove one of the two files, or correct its version."
            raise AmbiguousStandard(first.path, "", problem, remedy)
        return first

    def by_digest(self, reference: str, version: str, digest: str) -> LoadedStandard:
        """Return the very file that a sitting was started with.

        Raises:
            UnknownStandard: Where no file of that reference and version has these bytes.
        """
        matching = self._matching(reference, version)
        for entry in matching:
            if entry.digest == digest:
                return entry
        for taken in self._taken():
            if isinstance(taken, LoadedStandard) and taken.digest == digest:
                return taken
        if not matching:
            raise self._unknown(reference, version)
        problem = (
            f"has changed since: no file of {reference} {version} has the digest {digest[:12]}"
        )
        remedy = f"Put the file that was used then into {self._folder_name()}."
        raise UnknownStandard(matching[0].path, "", problem, remedy)

    def _taken(self) -> list[LoadedStandard | BrokenStandard]:
        """Return the files that came with sittings of others: no new one begins under them."""
        return self._folder(self.user_folder / TAKEN) if self.user_folder else []

    def _matching(self, reference: str, version: str | None) -> list[LoadedStandard]:
        return [
            entry
            for entry in self.all()
            if isinstance(entry, LoadedStandard)
            and entry.standard.reference.casefold() == reference.casefold()
            and version in (None, entry.standard.version)
        ]

    def _unknown(self, reference: str, version: str | None) -> UnknownStandard:
        wanted = f"{reference} {version}" if version else reference
        entries = self.all()
        names = [
            f"{entry.standard.reference} {entry.standard.version}"
            for entry in entries
            if isinstance(entry, LoadedStandard)
        ]
        listed = ", ".join(dict.fromkeys(names)) or "none"
        remedy = f"There are: {listed}. Put the file of another into {self._folder_name()}."
        broken = [entry.path.name for entry in entries if isinstance(entry, BrokenStandard)]
        if broken:
            remedy += f" A file that cannot be used: {', '.join(broken)}; check it."
        folder = self.user_folder or SHIPPED_FOLDER
        return UnknownStandard(folder, "", f"has no standard {printable(wanted, 60)}", remedy)

    def _folder_name(self) -> str:
        return str(self.user_folder) if self.user_folder else "the standards folder"

    def _folder(self, folder: Path | None) -> list[LoadedStandard | BrokenStandard]:
        if folder is None:
            return []
        try:
            paths = files_in(folder, SUFFIXES)
        except UnreadableStandard as refused:
            return [BrokenStandard(folder, refused, shipped=False)]
        if folder == SHIPPED_FOLDER:
            return _SHIPPED.of(paths)
        return self._loads.setdefault(folder, Loads(_load)).of(paths)


def _load(path: Path) -> LoadedStandard | BrokenStandard:
    try:
        return load_standard(path)
    except StandardError as error:
        return BrokenStandard(path, error, shipped=path.parent == SHIPPED_FOLDER)


_SHIPPED = Loads(_load)
"""Of the whole program, which makes many libraries: reading a standard takes some 30 ms."""


def version_key(version: str) -> tuple[tuple[int, int | str], ...]:
    """Return what versions are ordered by: 1.10 after 1.9, and `1.1-draft` before 1.1."""
    parts = re.findall(r"[0-9]+|[A-Za-z]+", version)
    keys: list[tuple[int, int | str]] = [
        (2, int(part)) if part.isdigit() else (0, part.casefold()) for part in parts
    ]
    return (*keys, (1, 0))
