"""How questions are planned before a sitting: typed, from the bank, or about some evidence.

Whatever they come from, the record holds their words, their aims and where they came from.
"""

from __future__ import annotations

from data.rules import prepare_guards
from data.rules.bank_questions import take_in
from data.rules.capture import Capture, parse
from data.rules.counts import counted
from data.rules.vocabulary import Vocabulary
from data.standards.bank import NO_BANK, Bank
from screens.answers import Answering, line_of
from screens.keeping import Make
from screens.question_rows import BANKED, NEW

_AIM = "Aim it with # and a code, or several. Live, ? and its number asks it word for word."


class Questioning(Answering):
    """Plans questions and adds them to the record."""

    _bank: Bank = NO_BANK
    """The user's questions for this method and option."""

    async def edit_question(self, key: str) -> bool:
        """Ask for the words of a planned question, or take one of the bank in.

        Args:
            key: Key of the row.

        Returns:
            Whether it was planned.
        """
        if key.startswith(BANKED):
            name = key.removeprefix(BANKED)
            one = [question for question in self._bank.questions if question.id == name]
            return self.keep(lambda state, now: take_in(state, now, one))
        number = None if key == NEW else int(key)
        question = self.state.plan.get(number) if number is not None else None
        value = line_of(question.text, question.aims, asking=True) if question else ""
        title = f"Question {number}" if number is not None else "A question of your own"
        return await self._plan(f"question {key}", title, value, number, "")

    async def ask_about(self, origin: str, title: str, codes: tuple[str, ...]) -> bool:
        """Ask for the words of a question about what is at the cursor, aimed at its codes.

        Args:
            origin: Where the question comes from: `portfolio 3`, `report P4`.
            title: What it is about.
            codes: What it is aimed at unless the assessor changes that.
        """
        tags = "".join(f"#{code} " for code in codes)
        key = f"{origin} {tags}"
        # As a text that was left: the first letter goes on with it instead of taking its place.
        self._unkept.setdefault(key, tags)
        return await self._plan(key, title, "", None, origin)

    async def _plan(
        self, key: str, title: str, value: str, number: int | None, origin: str
    ) -> bool:
        def make(text: str) -> Make:
            read = _question(text, self._vocabulary)
            return lambda state, now: prepare_guards.plan_question(
                state, now, read.text, read.aims, number, origin
            )

        def check(text: str) -> str:
            read = _question(text, self._vocabulary)
            if read.problems:
                return read.problems[0].sentence
            return self.refusal(make(text)) if read.text else "Type the words of the question."

        example = "e.g. How did you budget the shoot #p4"
        text = await self.ask(key, title, _AIM, value=value, placeholder=example, check=check)
        return text is not None and self.keep(make(text))

    def take_bank(self) -> None:
        """Plan every question of the bank that fits and is not planned yet; say how many."""
        before = len(self.state.plan)
        if self.keep(lambda state, now: take_in(state, now, self._bank.questions)):
            taken = counted(len(self.state.plan) - before, "question")
            self.notify(f"{taken} taken from your question bank.", markup=False, timeout=4)


def _question(text: str, vocabulary: Vocabulary) -> Capture:
    """Read a question; the sign that the note line wants in front may be there or not."""
    return parse(f"? {text.lstrip('? ')}", vocabulary)
