"""The form of one sitting: another attempt, or a method that was not booked yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from textual import on
from textual.widget import Widget

from data.record.attempts import ATTEMPTS, FIRST
from data.record.instant import Clock
from data.rules.again import booking_closed
from data.rules.attempts_allowed import why_not_booked
from data.rules.booking_days import after_period
from data.standards.library import Library
from data.standards.model import Standard
from data.store.journey_rows import attempt_of
from data.store.rows import Assessment, Sitting
from data.store.store import Store
from screens.booking import booked
from screens.entered import read_times
from screens.filling import FormScreen, Wrong, hint, section
from screens.typed import NotUnderstood, read_moment, wall_ms
from screens.widgets.field import ChoiceField, Field, TextField
from screens.wording import full_name, moment_written

_ATTEMPT_WORDS = (
    "first attempt",
    "re-sit: no further learning is needed",
    "re-take: after further learning",
)


_UNLESS = "Choose an earlier day, or enter the reference of the exceptional circumstances."


class SittingForm(FormScreen[Sitting]):
    """Books a sitting of an assessment.

    Args:
        store: Where it is saved; ready.
        library: Knows the standard of the assessment.
        clock: Tells what `today` means.
        assessment: Whose sitting it is.

    Raises:
        data.standards.errors.UnknownStandard: The standard of the assessment is not at hand.
    """

    def __init__(
        self, store: Store, library: Library, clock: Clock, assessment: Assessment
    ) -> None:
        super().__init__("Book a sitting", full_name(assessment))
        self._store, self._clock, self._assessment = store, clock, assessment
        self._standard: Standard = library.find(assessment.reference, assessment.version).standard
        self._sittings = store.sittings(assessment.id)
        self._attempts = [attempt_of(sitting) for sitting in self._sittings]

    def fields(self) -> Iterable[Widget]:
        """Return the fields from the top."""
        methods = self._standard.methods
        yield section("Sitting", first=True)
        names = [f"{method.code}  {method.short}" for method in methods]
        method, attempt = self._likely()
        yield ChoiceField("Method", "method", names, method)
        yield ChoiceField("Attempt", "attempt", _ATTEMPT_WORDS, attempt)
        yield TextField("Date and time", "when", hint="e.g. 24/11 10:00; empty for none yet")
        yield TextField("Place", "place", hint="e.g. a link or a room", longest=500)
        yield section("Exceptional circumstances")
        resit = self._standard.resit
        if resit.cap:
            lifted = resit.cap_unless or "exceptional circumstances are recorded"
            capped = f"After a second attempt the overall grade is at the most {resit.cap}"
            yield hint(f"{capped}, unless {lifted}.")
        yield TextField("Decision, if any", "exceptional", hint="reference of the decision")

    def _likely(self) -> tuple[int, int]:
        """Return the places of the method and attempt that can be booked, if there is one."""
        for attempt in range(len(ATTEMPTS)):
            for place, method in enumerate(self._standard.methods):
                if not self._why_not(method.code, ATTEMPTS[attempt]):
                    return place, attempt
        return 0, 0

    def _why_not(self, method: str, attempt: str) -> tuple[str, str] | None:
        return why_not_booked(self._standard, self._attempts, method, attempt)

    @on(Field.Left)
    def look(self, event: Field.Left) -> None:
        """Write the time as it is understood."""
        field = event.field
        if isinstance(field, TextField) and field.key == "when" and field.text:
            try:
                read = read_moment(field.text, self._clock().local().date())
            except NotUnderstood:
                return
            field.write(moment_written(read))

    def save(self) -> Sitting:
        """Write the sitting.

        Raises:
            Wrong: The plan does not allow it, or something in it cannot be understood.
            StoreError: It could not be written.
        """
        self._refuse_closed()
        typed = self.typed()
        method = self._standard.methods[int(typed["method"])].code
        attempt = ATTEMPTS[int(typed["attempt"])]
        if refused := self._why_not(method, attempt):
            raise Wrong({refused[0]: refused[1]})
        when = read_times({"when": typed["when"]}, "", self._clock().local().date())["when"]
        second = attempt != FIRST
        if second and when and not typed["exceptional"]:
            ends = self._assessment.epa_ends_on
            if late := after_period(date.fromisoformat(ends) if ends else None, when.date()):
                raise Wrong({"when": f"{late} {_UNLESS}"})
        sitting = booked(
            self._assessment.id,
            method,
            wall_ms(when) if when else None,
            attempt=attempt,
            number=1 + sum(s.method == method for s in self._sittings),
            place=typed["place"],
            exceptional=typed["exceptional"] if second else "",
        )
        self._store.save_sitting(sitting)
        return sitting

    def _refuse_closed(self) -> None:
        known = self._store.journey(self._assessment.id)
        if known and (closed := booking_closed(known.state)):
            raise Wrong({"method": closed})
