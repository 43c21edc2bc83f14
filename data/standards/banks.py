"""The question banks in the user's folder, and what they hold for one sitting.

Never raises: a broken bank is told and hides nothing else, and no bank is needed for a sitting.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .bank import Bank, BankQuestion
from .bank_fitting import Fit, is_for
from .bank_loader import SUFFIX, LoadedBank, load_bank
from .errors import Problem, StandardError, UnreadableStandard, printable
from .files import Loads, files_in
from .model import Standard

FOLDER = "questions"
"""Name of the folder in the user's home folder."""

MOST_FILES = 50
"""How many files are read; the rest is told."""


@dataclass(frozen=True, slots=True)
class BrokenBank:
    """A file that should hold a question bank and does not."""

    path: Path
    error: StandardError


class Banks:
    """Every question bank of the user.

    Args:
        folder: Where they lie; need not exist.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._loads = Loads(_load)

    def all(self) -> list[LoadedBank | BrokenBank]:
        """Return every file in the order of the names, the broken ones as well."""
        try:
            paths = files_in(self.folder, (SUFFIX,))
        except UnreadableStandard as refused:
            return [BrokenBank(self.folder, refused)]
        found = self._loads.of(paths[:MOST_FILES])
        return [*found, *(_one_too_many(path) for path in paths[MOST_FILES : MOST_FILES + 1])]

    def fitting(self, standard: Standard, method: str, option: str | None) -> Bank:
        """Return what the banks of a standard hold for one method and option.

        Args:
            standard: The standard.
            method: Code of the method.
            option: Code of the apprentice's option, or None.

        Returns:
            Questions and stems of all files in the order of their names; of two of the same id,
            or between the same codes, the first. What is wrong is told in it.
        """
        questions: dict[str, BankQuestion] = {}
        stems: dict[tuple[str, str], str] = {}
        told: list[str] = []
        for found in self.all():
            if isinstance(found, BrokenBank):
                told.append(_sentence(found.path, found.error.problems[0]))
            elif is_for(found.bank, standard):
                fit = Fit(found.bank, standard)
                told += [_sentence(found.path, problem) for problem in fit.problems]
                part = fit.bank(method, option)
                for question in part.questions:
                    if questions.setdefault(question.id.casefold(), question) is not question:
                        told.append(_twice(found.path, question.id))
                stems = {**part.stems, **stems}
        return Bank(tuple(questions.values()), stems, tuple(told))


def _load(path: Path) -> LoadedBank | BrokenBank:
    try:
        return load_bank(path)
    except StandardError as error:
        return BrokenBank(path, error)


def _one_too_many(path: Path) -> BrokenBank:
    problem = f"is one file more than the {MOST_FILES} that are read"
    remedy = "Put several banks into one file, or take files out."
    return BrokenBank(path, UnreadableStandard(path, "", problem, remedy))


def _sentence(path: Path, problem: Problem) -> str:
    return f"{printable(path.name, 60)}: {problem}"


def _twice(path: Path, name: str) -> str:
    problem = Problem(f"question {name}", "is in another bank as well", "Rename one of the two.")
    return _sentence(path, problem)
