"""What of a question bank fits a standard: the rest is told, and left out.

A code that the standard does not know never keeps a sitting from starting.
"""

from __future__ import annotations

from collections.abc import Iterator

from .bank import Bank, BankQuestion
from .bank_model import BankFile, QuestionInFile, StemInFile
from .errors import Problem
from .model import Descriptor, Standard

_Home = tuple[str, str | None]
"""A method and an option, or core alone."""


def is_for(bank: BankFile, standard: Standard) -> bool:
    """Tell whether a bank is written for a standard of this reference and version."""
    same = bank.reference.casefold() == standard.reference.casefold()
    return same and bank.version in (None, standard.version)


class Fit:
    """A question bank held against its standard.

    Args:
        bank: Written for this standard.
        standard: The standard.
    """

    def __init__(self, bank: BankFile, standard: Standard) -> None:
        self._standard = standard
        self._homes: dict[_Home, dict[str, Descriptor | str]] = {}
        wrong = [(question, list(self._question(question))) for question in bank.questions]
        wrong_stems = [(stem, list(self._stem(stem))) for stem in bank.stems]
        self._questions = [q for q, problems in wrong if not problems and q.text.strip()]
        self._stems = [stem for stem, problems in wrong_stems if not problems and stem.text.strip()]
        self.problems = tuple(p for _, found in (*wrong, *wrong_stems) for p in found)
        """What does not fit, questions before stems, in the order of the file."""
        texts = [*(q.text for q in bank.questions), *(stem.text for stem in bank.stems)]
        self.unwritten = sum(not text.strip() for text in texts)
        """How many questions and stems have no words yet; they are left out."""

    def bank(self, method: str, option: str | None) -> Bank:
        """Return what is for one method and option, with its codes as the standard has them.

        Args:
            method: Code of the method.
            option: Code of the apprentice's option, or None.
        """
        questions = tuple(
            BankQuestion(q.id, q.text, tuple(dict.fromkeys(self._code(q, aim) for aim in q.aims)))
            for q in self._questions
            if _is_for(q, method, option)
        )
        stems = {
            (self._code(stem, stem.from_code), self._code(stem, stem.to_code)): stem.text
            for stem in self._stems
            if _is_for(stem, method, option)
        }
        return Bank(questions, stems)

    def _known(self, part: QuestionInFile | StemInFile) -> dict[str, Descriptor | str]:
        """Return the descriptors and KSBs that a part may name, by their names in lower case."""
        home = (part.method, part.option)
        if home not in self._homes:
            known: dict[str, Descriptor | str] = {}
            for ksb in self._standard.statements(*home):
                known[ksb.code.casefold()] = ksb.code
            for descriptor in self._standard.criteria(*home):
                known[descriptor.id.casefold()] = known[descriptor.code.casefold()] = descriptor
            self._homes[home] = known
        return self._homes[home]

    def _code(self, part: QuestionInFile | StemInFile, written: str) -> str:
        found = self._known(part)[written.casefold()]
        return found.code if isinstance(found, Descriptor) else found

    def _question(self, question: QuestionInFile) -> Iterator[Problem]:
        place = f"question {question.id}"
        homeless = self._homeless(place, question)
        if homeless:
            yield homeless
            return
        for aim in question.aims:
            if aim.casefold() not in self._known(question):
                yield _unknown(f"{place}, aims", aim, question)

    def _stem(self, stem: StemInFile) -> Iterator[Problem]:
        place = f"stem {stem.from_code} to {stem.to_code}"
        homeless = self._homeless(place, stem)
        if homeless:
            yield homeless
            return
        lowest = self._standard.grades[1]
        for key, code in (("from", stem.from_code), ("to", stem.to_code)):
            found = self._known(stem).get(code.casefold())
            if not isinstance(found, Descriptor):
                yield _unknown(f"{place}, {key}", code, stem, "descriptor")
            elif (found.grade == lowest) != (key == "from"):
                wanted = f"a {lowest} descriptor" if key == "from" else f"one above {lowest}"
                problem = f"{code} is a {found.grade} descriptor"
                yield Problem(f"{place}, {key}", problem, f"Name {wanted}.")

    def _homeless(self, place: str, part: QuestionInFile | StemInFile) -> Problem | None:
        """Return what is wrong with a method or option that the standard does not have."""
        methods = [method.code for method in self._standard.methods]
        if part.method not in methods:
            remedy = f"Write one of {', '.join(methods)}."
            return Problem(f"{place}, method", f"{part.method} is not known", remedy)
        if part.option is not None and self._standard.option(part.option) is None:
            options = ", ".join(option.code for option in self._standard.options)
            remedy = f"Write one of {options}." if options else "Leave it out: there are none."
            return Problem(f"{place}, option", f"{part.option} is not known", remedy)
        return None


def _is_for(part: QuestionInFile | StemInFile, method: str, option: str | None) -> bool:
    return part.method == method and part.option in (None, option)


def _unknown(
    place: str, code: str, part: QuestionInFile | StemInFile, what: str = "descriptor or KSB"
) -> Problem:
    home = f"{part.method} {'core' if part.option is None else f'option {part.option}'}"
    remedy = "Correct the code."
    if part.option is None:
        remedy = "Correct the code, or name the option that it belongs to."
    return Problem(place, f"{code} is no {what} of {home}", remedy)
