"""How the screen before a sitting asks: for each line at the cursor, its dialog and its rule.

Text that was typed and left again waits in its dialog; nothing that was typed is lost by leaving.
"""

from __future__ import annotations

from collections.abc import Callable

from textual.screen import Screen

from data.record.entries import Body, Checked
from data.record.instant import Clock, Instant
from data.record.state import SittingState
from data.rules import gate, prepare_guards
from data.rules.capture import Capture, Kind, parse, written
from data.rules.refused import Refused
from data.rules.vocabulary import Vocabulary
from data.store.sitting_record import SittingRecord
from screens.dialogs import Ask, Choose
from screens.keeping import Make, keep
from screens.room_checklist import RoomChecklist
from screens.scripts import Scripts
from screens.teleprompter import Teleprompter
from screens.typed import NotUnderstood, read_counter

DOCUMENTS = ("passport", "driving licence", "identity card", "work or student card with photo")
"""Types of document that are offered; another can be typed. Never a number."""


class Answering(Screen[None]):
    """Asks for answers and adds them to the record.

    Args:
        record: The sitting.
        clock: Tells the time.
        scripts: The user's words; the built-in ones where left out.
    """

    def __init__(self, record: SittingRecord, clock: Clock, scripts: Scripts | None = None) -> None:
        super().__init__()
        self.scripts = scripts or Scripts()
        self._record, self._clock = record, clock
        self._unkept: dict[str, str] = {}
        opened = record.state.opened
        self._vocabulary = Vocabulary.of(record.state.standard, opened.method, opened.option)

    @property
    def state(self) -> SittingState:
        """Where the sitting stands."""
        return self._record.state

    def keep(self, make: Make) -> bool:
        """Append what a rule gives; return False where it refuses, which is said."""
        return keep(self, self._record, self._clock, make) is None

    async def ask(
        self,
        key: str,
        title: str,
        body: str = "",
        *,
        value: str = "",
        placeholder: str = "",
        check: Callable[[str], str] = lambda text: "",
    ) -> str | None:
        """Ask for a line; what was left in it the last time stands in it again.

        Args:
            key: What is asked for, to find the text that was left.
            title: The question.
            body: What to know for the answer.
            value: What is in the line where nothing was left.
            placeholder: An example.
            check: Returns what is wrong with an answer, or an empty string.

        Returns:
            The text; None where the line was left.
        """
        dialog = Ask(
            title,
            body,
            value=value,
            placeholder=placeholder,
            check=check,
            waiting=self._unkept,
            key=key,
        )
        return await self.app.push_screen_wait(dialog)

    def refusal(self, make: Make) -> str:
        """Return what a rule would say against it; empty where it allows it."""
        try:
            make(self.state, self._clock())
        except Refused as refused:
            return refused.sentence
        return ""

    # --- Checks --------------------------------------------------------------------------------

    async def answer_yes(self, name: str) -> bool:
        """Answer a check with yes, asking for what it wants; return whether it was answered."""
        if name == gate.RECORDING:
            return await self._recording()
        if name == gate.IDENTITY:
            return await self._identity()
        if name == gate.PREAMBLE:
            return await self.read_preamble()
        if name == gate.ALONE:
            room = RoomChecklist(self._record, self._clock, self.scripts)
            return await self.app.push_screen_wait(room)
        return self.keep(lambda state, now: gate.check(state, now, name, True))

    async def read_preamble(self) -> bool:
        """Have the preamble read out; return whether it was read to its end."""
        script = Teleprompter(self._record, self._clock, self.scripts, gate.PREAMBLE)
        return await self.app.push_screen_wait(script)

    async def answer_no(self, name: str) -> bool:
        """Answer a check with no; return whether it was answered."""
        detail = ""
        if name == gate.CONFLICT:
            answer = await self.ask(
                name,
                "You have an interest. Has your organisation decided that you may assess?",
                "Type the reference of its decision. Empty: there is none, and you cannot start.",
            )
            if answer is None:
                return False
            detail = answer
        return self.keep(lambda state, now: gate.check(state, now, name, False, detail))

    async def _recording(self) -> bool:
        def check(text: str) -> str:
            try:
                read_counter(text or "0:00")
            except NotUnderstood as refused:
                return str(refused)
            return ""

        text = await self.ask(
            gate.RECORDING,
            "What does the counter of the recording show now?",
            "Notes are then stamped with its time as well. Empty: it runs, without a counter.",
            placeholder="e.g. 02:13",
            check=check,
        )
        if text is None:
            return False
        if not text:
            return self.keep(lambda state, now: gate.check(state, now, gate.RECORDING, True))
        counter = read_counter(text)
        return self.keep(lambda state, now: _recorded(state, now, counter))

    async def _identity(self) -> bool:
        body = "The document shows this apprentice. Its kind only: a number is never kept."
        answers = [*DOCUMENTS, "another kind: type it"]
        chosen = await self.app.push_screen_wait(Choose("Which document was shown?", answers, body))
        if chosen is None:
            return False
        if chosen < len(DOCUMENTS):
            kind = DOCUMENTS[chosen]
            return self.keep(lambda state, now: gate.check(state, now, gate.IDENTITY, True, kind))
        text = await self.ask(
            gate.IDENTITY,
            "What kind of document?",
            "Never its number.",
            check=lambda text: self.refusal(
                lambda state, now: gate.check(state, now, gate.IDENTITY, True, text)
            ),
        )
        if text is None:
            return False
        return self.keep(lambda state, now: gate.check(state, now, gate.IDENTITY, True, text))

    # --- Portfolio ---------------------------------------------------------------------------

    async def edit_piece(self, number: int) -> bool:
        """Ask for one piece of the portfolio; return whether it was listed."""
        piece = self.state.portfolio.get(number)
        value = line_of(piece.title, piece.ksbs) if piece else ""

        def make(text: str) -> Make:
            read = parse(f" {text}", self._vocabulary)
            codes = tuple(mark.code for mark in read.marks)
            return lambda state, now: prepare_guards.list_portfolio(
                state, now, number, read.text, codes
            )

        def check(text: str) -> str:
            read = parse(f" {text}", self._vocabulary)
            if read.problems:
                return read.problems[0].sentence
            if read.evidence:
                return "A piece does not point at another; type @@ where a plain @ is meant."
            return self.refusal(make(text))

        text = await self.ask(
            f"piece {number}",
            f"Evidence {number}: what it is, and its KSBs",
            "It may prompt a question; it never supports a judgement by itself.",
            value=value,
            placeholder="e.g. Call sheets of the pilot #k3 #s4",
            check=check,
        )
        return text is not None and self.keep(make(text))


def _recorded(state: SittingState, now: Instant, counter_ms: int) -> tuple[Body, ...]:
    """Keep the counter, and pass the check also where it was answered with no before."""
    bodies = prepare_guards.set_recording(state, now, counter_ms)
    passed = any(isinstance(body, Checked) for body in bodies)
    return bodies if passed else (*bodies, *gate.check(state, now, gate.RECORDING, True))


def line_of(text: str, codes: tuple[str, ...], *, asking: bool = False) -> str:
    """Return a line that reads as the text and codes.

    Args:
        text: The words.
        codes: Codes that stand behind them as tags.
        asking: True for a question.
    """
    kind = Kind.QUESTION if asking else Kind.NOTE
    plain = written(Capture(kind, text)).removeprefix("? " if asking else " ")
    return " ".join([plain, *(f"#{code}" for code in codes)])
