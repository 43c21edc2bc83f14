"""The form of an assessment: who is assessed, under which plan, with which adjustment, and when.

Everything that is wrong is said at its field and at once; nothing is written before all is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from uuid import uuid4

from textual import on
from textual.containers import Vertical
from textual.widget import Widget

from data.record.instant import Clock
from data.rules.counts import counted
from data.rules.period import period_end
from data.standards.library import Library
from data.standards.loader import LoadedStandard
from data.standards.model import Method, Standard
from data.store.accepted_gateway import accepted_on
from data.store.rows import Assessment, Sitting
from data.store.store import Store
from screens.agenda import DATED, NOT_BEGUN
from screens.booking import booked
from screens.entered import left_over, read_assessment, read_times
from screens.filling import FormScreen, Wrong, hint, section
from screens.typed import NotUnderstood, doubt_about, read_day, read_moment, wall_ms
from screens.widgets.field import ChoiceField, Field, TextField
from screens.wording import day_written, full_name, iso_day_written, local, moment_written

_WHEN = "when "
"""How the keys of the sittings' fields begin; the rest is the id of the sitting."""
_CHOOSE = "choose with the arrow keys"


class AssessmentForm(FormScreen[Assessment]):
    """Enters an assessment and its first sittings, or changes them.

    Args:
        store: Where it is saved; ready.
        library: The standards to choose from.
        clock: Tells what `today` means.
        assessment: The one to change; None for a new one.
        assessor: Whose name stands in a new one.

    Raises:
        data.standards.errors.StandardError: The standard of the assessment is not at hand.
    """

    def __init__(
        self,
        store: Store,
        library: Library,
        clock: Clock,
        assessment: Assessment | None,
        assessor: str = "",
    ) -> None:
        title = "Change the assessment" if assessment else "New assessment"
        super().__init__(title, full_name(assessment) if assessment else "")
        self._store, self._clock = store, clock
        self._old = assessment
        self._assessment_id = assessment.id if assessment else uuid4().hex
        self._accepted_on = accepted_on(store, assessment.id) if assessment else ""
        self._assessor = assessment.assessor if assessment else assessor
        self._sittings = store.sittings(assessment.id) if assessment else ()
        self._standards = _offered(library, assessment, self._sittings)
        self._planned = self._to_plan()
        self._groups: dict[str, Vertical] = {}

    @property
    def _begun(self) -> bool:
        """True where a first phase has begun: standard and option cannot change any more."""
        return _begun(self._sittings)

    @property
    def _today(self) -> date:
        return self._clock().local().date()

    def _to_plan(self) -> dict[str, list[tuple[Method, Sitting]]]:
        """Return the sittings that a date can be given to, under the name of their standard."""
        planned: dict[str, list[tuple[Method, Sitting]]] = {}
        for standard in self._standards:
            lines = planned.setdefault(_name(standard), [])
            for method in standard.methods:
                mine = [sitting for sitting in self._sittings if sitting.method == method.code]
                open_ones = [s for s in mine if s.stage in DATED]
                if not mine:
                    open_ones = [booked(self._assessment_id, method.code, None)]
                lines += [(method, sitting) for sitting in open_ones]
        return planned

    # --- What is shown -------------------------------------------------------------------------

    def fields(self) -> Iterable[Widget]:
        """Return the fields from the top."""
        yield section("Apprentice", first=True)
        yield from self._about_person()
        yield section("Assessment")
        yield from self._about_plan()
        yield section("Adjustment")
        yield hint("Approved before the gateway. Its effect only: the reason is never kept.")
        if self._begun:
            yield hint("A sitting has begun: what is changed here holds for later sittings only.")
        yield from self._about_adjustment()
        yield from self._about_sittings()

    def _line(self, label: str, key: str, placeholder: str = "") -> TextField:
        value = str(getattr(self._old, key)) if self._old else ""
        return TextField(label, key, value, placeholder)

    def _about_person(self) -> Iterable[Widget]:
        yield self._line("Given names", "given_names")
        yield self._line("Family name", "family_name", "as on the learner record")
        yield self._line("ULN", "uln", "ten digits")
        yield self._line("Employer", "employer")
        yield self._line("Training provider", "provider")

    def _about_plan(self) -> Iterable[Widget]:
        old = self._old
        names = [f"{s.reference} {s.version}  {s.title}" for s in self._standards]
        places = [(s.reference, s.version) for s in self._standards]
        wanted = (old.reference, old.version) if old else None
        at = places.index(wanted) if wanted in places else 0
        yield ChoiceField("Standard", "standard", names, at, fixed=self._begun)
        answers, chosen, codes = self._options(at, old.option if old else None)
        yield ChoiceField("Option", "option", answers, chosen, codes=codes, fixed=self._begun)
        gateway = iso_day_written(old.gateway_on if old else None)
        yield TextField("Gateway", "gateway_on", gateway, "e.g. 24/11/2026")
        yield TextField(
            "EPA period ends", "epa_ends_on", iso_day_written(old.epa_ends_on if old else None)
        )
        yield TextField("Assessor", "assessor", self._assessor, "your name")

    def _about_adjustment(self) -> Iterable[Widget]:
        extra = f"{self._old.extra_per_mille / 10:g}" if self._old else ""
        shown = extra if extra != "0" else ""
        yield TextField("Extra time, %", "extra", shown, "e.g. 25 for a quarter more")
        yield self._line("Breaks", "breaks", "e.g. 3 x 5 min")
        yield self._line("Approved under", "adjustment_reference", "reference of the decision")

    def _about_sittings(self) -> Iterable[Widget]:
        for place, (name, lines) in enumerate(self._planned.items()):
            group = Vertical(*self._sitting_fields(lines))
            group.styles.height = "auto"
            group.display = bool(lines) and place == self._place_of_standard()
            self._groups[name] = group
            yield group

    def _sitting_fields(self, lines: list[tuple[Method, Sitting]]) -> Iterable[Widget]:
        yield section("Sittings")
        yield hint("Date and time; empty where there is none yet.")
        for method, sitting in lines:
            when = sitting.scheduled_at
            value = moment_written(local(when)) if when is not None else ""
            again = "" if sitting.attempt == "first" else f" {sitting.attempt}"
            key = f"{_WHEN}{sitting.id}"
            yield TextField(
                f"{method.code}{again}", key, value, "e.g. 24/11 10:00", beside=method.short
            )

    def _place_of_standard(self) -> int:
        wanted = (self._old.reference, self._old.version) if self._old else None
        places = [(s.reference, s.version) for s in self._standards]
        return places.index(wanted) if wanted in places else 0

    # --- What follows from what is filled in ---------------------------------------------------

    def _standard(self) -> Standard | None:
        at = self._choice("standard").at
        return self._standards[at] if self._standards else None

    def _choice(self, key: str) -> ChoiceField:
        field = self.field(key)
        assert isinstance(field, ChoiceField)  # noqa: S101 - for the types: it is ours
        return field

    def _options(self, at: int, wanted: str | None) -> tuple[list[str], int, list[str]]:
        """Return the options of a standard in words, the place of the one wanted, and the codes."""
        options = self._standards[at].options if self._standards else ()
        if not options:
            return ["none in this standard"], 0, []
        words = [_CHOOSE, *(f"Option {option.code}  {option.title}" for option in options)]
        codes = ["", *(option.code for option in options)]
        return words, codes.index(wanted) if wanted in codes else 0, codes

    def _option(self) -> str | None:
        """Return the code of the option that was chosen; None for none."""
        standard, at = self._standard(), self._choice("option").at
        return standard.options[at - 1].code if standard and standard.options and at else None

    @on(Field.Changed)
    def follow(self, event: Field.Changed) -> None:
        """Offer what belongs to another standard, and show what an empty end of period means."""
        if event.field.key == "standard":
            self._choice("option").offer(*self._options(self._choice("standard").at, None))
            standard = self._standard()
            for name, group in self._groups.items():
                group.display = standard is not None and name == _name(standard)
        if event.field.key in ("standard", "gateway_on"):
            self._hint_end()

    def on_mount(self) -> None:
        """Show what an empty end of period means."""
        self._hint_end()

    def _hint_end(self) -> None:
        standard, ends = self._standard(), self.field("epa_ends_on")
        if standard is None or not isinstance(ends, TextField):
            return
        months = f"{counted(standard.deadlines.epa_period_months, 'month')} after the gateway"
        with suppress(NotUnderstood):
            gateway = read_day(self.typed()["gateway_on"], self._today)
            shown = day_written(period_end(gateway, standard))
            ends.hint(f"{shown}, {months}")
            return
        ends.hint(months)

    def _left_over(self) -> bool:
        return left_over(self._old, self._standard(), self.typed(), self._today)

    @on(Field.Left)
    def look(self, event: Field.Left) -> None:
        """Write days as they are understood, and say what is doubtful."""
        field, ends = event.field, self.field("epa_ends_on")
        if field.key == "gateway_on" and isinstance(ends, TextField) and self._left_over():
            ends.write("")  # the hint says what it will be
        if not isinstance(field, TextField) or not field.text:
            return
        with suppress(NotUnderstood):
            if field.key in ("gateway_on", "epa_ends_on"):
                field.write(day_written(read_day(field.text, self._today)))
            elif field.key.startswith(_WHEN):
                field.write(moment_written(read_moment(field.text, self._today)))
            elif not field.problem:
                field.say(doubt_about(field.key, field.text), doubt=True)

    # --- Saving --------------------------------------------------------------------------------

    def save(self) -> Assessment:
        """Write assessment and sittings in one transaction.

        Raises:
            Wrong: Something in it is wrong; nothing was written.
            StoreError: It could not be written.
        """
        typed, wrong = self.typed(), dict[str, str]()
        standard = self._standard()
        try:
            whose = self._assessment_id, self._today, self._old, self._accepted_on
            assessment = read_assessment(typed, standard, self._option(), *whose)
        except Wrong as found:
            wrong |= found.problems
        lines = self._planned[_name(standard)] if standard else []
        mine = {f"{_WHEN}{sitting.id}": typed[f"{_WHEN}{sitting.id}"] for _, sitting in lines}
        try:
            times = read_times(mine, _WHEN, self._today)
        except Wrong as found:
            wrong |= found.problems
        if wrong:
            raise Wrong(wrong)
        known = {sitting.id for sitting in self._sittings}
        sittings = [
            replace(sitting, scheduled_at=wall_ms(when) if when else None)
            for _, sitting in lines
            if (when := times[sitting.id]) or sitting.id in known
        ]
        self._store.save_bookings([assessment], sittings)
        return assessment


def _name(standard: Standard) -> str:
    return f"{standard.reference} {standard.version}"


def _begun(sittings: Iterable[Sitting]) -> bool:
    return any(sitting.stage not in NOT_BEGUN for sitting in sittings)


def _offered(
    library: Library, assessment: Assessment | None, sittings: Sequence[Sitting]
) -> list[Standard]:
    """Return the standards to choose from.

    Only its own once a first phase has begun; before that, those with every method that is booked.
    """
    if assessment and _begun(sittings):
        return [library.find(assessment.reference, assessment.version).standard]
    loaded = [entry.standard for entry in library.all() if isinstance(entry, LoadedStandard)]
    by_name = {_name(standard): standard for standard in reversed(loaded)}
    if assessment:
        own = library.find(assessment.reference, assessment.version).standard
        by_name[_name(own)] = own
    needed = {sitting.method for sitting in sittings}
    offered = [by_name[name] for name in dict.fromkeys(map(_name, loaded))]
    return [s for s in offered if needed <= {method.code for method in s.methods}]
