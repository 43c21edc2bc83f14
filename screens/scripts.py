"""What the screens know of the user's words: scripts, room checklist, incidents, and the wait."""

from __future__ import annotations

from dataclasses import dataclass, field

from data.rules.no_show import WAIT_MINUTES
from data.rules.reading_out import facts, fill
from data.standards.wordings import RoomLine, Wordings
from data.store.sitting_record import SittingRecord
from screens.wording import full_name


@dataclass(frozen=True)
class Scripts:
    """The user's words, and how long an apprentice is waited for."""

    wordings: Wordings = field(default_factory=Wordings)
    wait_minutes: int = WAIT_MINUTES

    def words(self, name: str, record: SittingRecord) -> tuple[tuple[str, ...], str]:
        """Return the paragraphs of a script with everything filled in, and what is to be told.

        Args:
            name: Which script.
            record: The sitting in which it is read.
        """
        script = self.wordings.script(name, record.state.method)
        words, unknown = fill(script.paragraphs, self._facts(record))
        braces = ", ".join(f"{{{each}}}" for each in unknown)
        told = f"Nobody knows what {braces} stands for: it stays as it is." if unknown else ""
        return words, " ".join(part for part in (script.problem, told) if part)

    def room(self, record: SittingRecord) -> tuple[tuple[RoomLine, ...], str]:
        """Return the room checklist with everything filled in, and what is to be told.

        Args:
            record: The sitting before which it is gone through.
        """
        found = self.wordings.room()
        questions, _ = fill([line.question for line in found.lines], self._facts(record))
        names = [line.name for line in found.lines]
        lines = tuple(RoomLine(*pair) for pair in zip(names, questions, strict=True))
        return lines, found.problem

    def _facts(self, record: SittingRecord) -> dict[str, str]:
        assessment = record.assessment
        name = full_name(assessment)
        return facts(record.state, name, assessment.assessor, self.wait_minutes)
