"""What several guards demand before they look at anything else.

Each function returns what was asked for, or raises `Refused`; none changes anything.
"""

from __future__ import annotations

from collections.abc import Iterable

from data.record.entries import Entry, PhaseStarted
from data.record.phase_clock import PhaseClock
from data.record.state import Note, SittingState
from data.record.text import clean
from data.rules.refused import REASON, Refused
from data.rules.vocabulary import Unknown, Vocabulary
from data.standards.model import Descriptor


def demand_unsealed(state: SittingState) -> None:
    """Demand that no seal holds, and that the sitting is on this laptop.

    Raises:
        Refused: The sitting is sealed, or was handed over.
    """
    if state.handed:
        raise Refused(handed_words(state.handed))
    if state.sealed:
        raise Refused("The sitting is sealed. Reopen it with a reason before you change anything.")


def handed_words(handed: Entry) -> str:
    """Return the sentence for a sitting that goes on elsewhere.

    Args:
        handed: The entry that handed it over.
    """
    return (
        f"Handed over at {handed.at.local():%H:%M}: the sitting continues on another laptop. "
        "Take it back with a reason on its record where it does not."
    )


def demand_open(state: SittingState) -> None:
    """Demand that something can still be heard: no seal, and not every phase over.

    Raises:
        Refused: The sitting is sealed, or its live part is over.
    """
    demand_unsealed(state)
    if state.live_over:
        raise Refused(
            "The live part is over: nothing more can be asked or heard. Write a note instead."
        )


def demand_present(state: SittingState) -> None:
    """Demand that the sitting is not adjourned.

    Raises:
        Refused: It is, and has to be taken up first.
    """
    if state.adjourned:
        raise Refused("The sitting is adjourned. Take it up again before anything else.")


def demand_clock(state: SittingState) -> PhaseClock:
    """Return the clock of the phase under way.

    Raises:
        Refused: The sitting is sealed, over or adjourned, or no phase is under way.
    """
    demand_open(state)
    demand_present(state)
    if state.clock is None:
        raise Refused("No phase is under way. Start the next phase first.")
    return state.clock


def demand_words(text: str, sentence: str, rule: str = "", *, lines: bool = False) -> str:
    """Return a text fit for the record.

    Args:
        text: What was typed.
        sentence: What to say where nothing was.
        rule: Rule of the refusal.
        lines: Keep line feeds.

    Raises:
        Refused: The text is blank.
    """
    if not text.strip():
        raise Refused(sentence, rule)
    return clean(text, lines=lines)


def demand_reason(text: str, what: str) -> str:
    """Return a reason fit for the record.

    Args:
        text: The reason as it was typed.
        what: What needs it, to begin the sentence: `Ending a phase early`.

    Raises:
        Refused: The reason is blank; rule `reason`.
    """
    return demand_words(text, f"{what} needs a reason. Type why.", REASON)


def demand_descriptor(state: SittingState, code: str) -> Descriptor:
    """Return the descriptor of this method and option called `code`.

    Raises:
        Refused: There is none.
    """
    for descriptor in state.criteria:
        if descriptor.code == code:
            return descriptor
    choice = ", ".join(descriptor.code for descriptor in state.criteria)
    raise Refused(f"{clean(code)} is not a descriptor that is judged here. Choose one of {choice}.")


def demand_codes(state: SittingState, codes: Iterable[str]) -> None:
    """Demand that codes belong to this method and option, as descriptors or KSBs.

    Raises:
        Refused: One does not; says where it belongs.
    """
    described = {descriptor.code for descriptor in state.criteria}
    _demand_known(state, codes, described | _statements(state))


def demand_statements(state: SittingState, codes: Iterable[str]) -> None:
    """Demand that codes are KSBs of this method and option.

    Raises:
        Refused: One is not; says where it belongs.
    """
    _demand_known(state, codes, _statements(state))


def _statements(state: SittingState) -> set[str]:
    opened = state.opened
    return {ksb.code for ksb in state.standard.statements(opened.method, opened.option)}


def _demand_known(state: SittingState, codes: Iterable[str], known: set[str]) -> None:
    for code in codes:
        if code not in known:
            raise Refused(_stranger(state, clean(code)))


def _stranger(state: SittingState, code: str) -> str:
    """Return why a code cannot be used here."""
    opened = state.opened
    meant = Vocabulary.of(state.standard, opened.method, opened.option).resolve(code)
    if isinstance(meant, Unknown):
        return meant.sentence
    if meant == code:
        return f"{code} is a descriptor. Choose KSBs here."
    return f"{code} is written {meant} in the record. Choose {meant}."


def demand_note(state: SittingState, seq: int) -> Note:
    """Return the note whose entry has the sequence number `seq`.

    Raises:
        Refused: There is none, or it was undone.
    """
    if seq not in state.notes:
        raise Refused(f"There is no note {seq} in this sitting. Choose one of the timeline.")
    return state.notes[seq]


def before_live(state: SittingState, note: Note) -> bool:
    """Tell whether a note was made before the first phase began."""
    if note.phase is not None:
        return False
    began = (entry.seq for entry in state.entries if isinstance(entry.body, PhaseStarted))
    return note.seq < next(began, note.seq + 1)
