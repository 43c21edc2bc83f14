"""The form of a step of the journey: a field for each thing that it asks for."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from textual import on, work
from textual.widget import Widget

from data.record.instant import Clock, Instant
from data.rules.step import Ask, Choice, Outcome, Part, Step
from data.store.journey_record import JourneyRecord
from screens.filling import FormScreen, Wrong, hint
from screens.step_answers import LONGEST, NotAnswered, read_given
from screens.typed import NotUnderstood, read_day, read_moment
from screens.widgets.field import ChoiceField, Field, TextField
from screens.widgets.key_bar import KeyBar
from screens.widgets.tick_field import Tickable, TickField
from screens.wording import day_written, full_name, moment_written

_CHOOSE = "choose with the arrow keys"
_TICKED = 12
"""Choices that are ticked one below the other: of more, the codes are typed."""
_EXAMPLES = {"day": "e.g. 24/11/2026", "moment": "e.g. 24/11 10:00", "file": "path of the file"}


class StepForm(FormScreen[Outcome]):
    """Asks what a step needs, and carries it out.

    Args:
        record: The assessment.
        part: The part of the journey that the step belongs to.
        step: What is to be done.
        clock: Tells the time.
    """

    def __init__(self, record: JourneyRecord, part: Part, step: Step, clock: Clock) -> None:
        title = f"{part.title}: {step.words}"
        super().__init__(title, full_name(record.assessment), short=step.words)
        self._record, self._step, self._clock = record, step, clock
        self._asks = tuple(step.asks(record.view(clock())))

    def fields(self) -> Iterable[Widget]:
        """Return what is done in a sentence, and the fields."""
        yield hint(self._step.told)
        for ask in self._asks:
            # A day that is proposed stands there as it will be left: leaving it changes nothing.
            yield _field(replace(ask, value=_understood(ask, ask.value, self._today)))

    @on(Field.Left)
    def look(self, event: Field.Left) -> None:
        """Write days as they are understood."""
        field = event.field
        if isinstance(field, TextField) and field.text:
            ask = next(ask for ask in self._asks if ask.name == field.key)
            field.write(_understood(ask, field.text, self._today))

    @property
    def _today(self) -> date:
        return self._clock().local().date()

    def action_save(self) -> None:
        """Save and leave; a step that reads a file works beside the screen, which goes on."""
        if any(ask.kind == "file" for ask in self._asks):
            self._save_beside()
        else:
            super().action_save()

    @work(exclusive=True, group="save")
    async def _save_beside(self) -> None:
        now = self._clock()
        with self.saying():
            given = self._given(now)
            self.query(KeyBar).set(loading=True)
            try:
                outcome = await asyncio.to_thread(
                    self._step.carry_out, self._record.view(now), given
                )
            finally:
                self.query(KeyBar).set(loading=False)
            self._record.keep(outcome, now)
            self.dismiss(self._told(outcome))

    def save(self) -> Outcome:
        """Carry the step out.

        Raises:
            Wrong: An answer is missing or has no meaning; nothing was recorded.
            Refused: The rules do not allow it; nothing was recorded.
            StoreError: It could not be written.
        """
        now = self._clock()
        return self._told(self._record.do(self._step, self._given(now), now))

    def _told(self, outcome: Outcome) -> Outcome:
        """Say what came of it, where that is more than the part's line says."""
        self.app.clear_notifications()  # what was refused before holds no more
        if outcome.told:
            self.app.notify(outcome.told, markup=False, timeout=8)
        return outcome

    def _given(self, now: Instant) -> Mapping[str, Any]:
        try:
            return read_given(self._asks, self._answers(), now.local().date())
        except NotAnswered as error:
            raise Wrong(error.problems) from error

    def _answers(self) -> dict[str, str]:
        """Return what was typed or chosen, by name; of choices the codes."""
        return {ask.name: _answer(ask, self.field(ask.name)) for ask in self._asks}


def _understood(ask: Ask, text: str, today: date) -> str:
    """Return a day or moment as it is understood; anything else as it was typed."""
    with suppress(NotUnderstood):
        if ask.kind == "day" and text:
            return day_written(read_day(text, today, past=not ask.ahead))
        if ask.kind == "moment" and text:
            return moment_written(read_moment(text, today, past=not ask.ahead))
    return text


def _field(ask: Ask) -> Field:
    """Return the field that asks for something."""
    if ask.kind == "many" and 0 < len(ask.choices) <= _TICKED:
        return TickField(ask.label, ask.name, list(map(_tickable, ask.choices)), ask.value.split())
    codes = _codes(ask)
    if not codes:
        example = ask.hint or _EXAMPLES.get(ask.kind, "" if ask.needed else "may stay empty")
        return TextField(ask.label, ask.name, ask.value, example, longest=LONGEST)
    words = {"": _CHOOSE if ask.needed else "-", "yes": "yes", "no": "no"}
    words |= {choice.code: choice.words for choice in ask.choices}
    at = codes.index(ask.value) if ask.value in codes else 0
    return ChoiceField(ask.label, ask.name, [words[code] for code in codes], at, codes=codes)


def _tickable(choice: Choice) -> Tickable:
    """Return a choice as it is ticked: its code, and what it means."""
    return Tickable(choice.code, f"{choice.code}: {choice.words}")


def _codes(ask: Ask) -> list[str]:
    """Return the codes of what is chosen from; none where it is typed."""
    if ask.kind == "yes":
        return ["", "yes", "no"]
    return ["", *(choice.code for choice in ask.choices)] if ask.kind == "choice" else []


def _answer(ask: Ask, field: Field) -> str:
    if isinstance(field, ChoiceField):
        return _codes(ask)[field.at]
    return field.text if isinstance(field, TextField | TickField) else ""
