"""Works out what a file of bookings would change: apprentice by apprentice, sitting by sitting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from data.exchange.incoming import attempts
from data.exchange.incoming.apprentices import FIELDS, Wanted, wanted, with_period
from data.exchange.incoming.bookings import DAY_FIRST, Booking, Unreadable, read_booking
from data.exchange.incoming.plan import ByHand, Kind, Known, Plan, Step, Stopped, changes
from data.exchange.incoming.rows import Row
from data.rules.learner import check_digit_fits
from data.store.rows import Assessment, AssessmentRow, Sitting

_Key = tuple[str, str]


def plan(rows: Iterable[Row], known: Known, by_hand: ByHand, new_id: Callable[[], str]) -> Plan:
    """Work out what a file would change.

    Args:
        rows: What it holds.
        known: What is there already; read while nobody else can write.
        by_hand: What the forms check.
        new_id: Gives an id that nothing has yet.

    Returns:
        The plan; what it would save are its good rows, whether the others are bad or not.
    """
    planner = _Planner(known, by_hand, new_id)
    groups: dict[_Key, list[Booking]] = {}
    for row in rows:
        booking = planner.read(row)
        if booking is not None:
            key = booking.uln, booking.reference.casefold()
            groups.setdefault(key, []).append(booking)
    for bookings in groups.values():
        planner.apprentice(bookings)
    return planner.plan()


class _Planner:
    def __init__(self, known: Known, by_hand: ByHand, new_id: Callable[[], str]) -> None:
        self._known, self._by_hand, self._new_id = known, by_hand, new_id
        self._there: dict[_Key, list[AssessmentRow]] = {}
        for row in known.rows:
            key = row.assessment.uln, row.assessment.reference.casefold()
            self._there.setdefault(key, []).append(row)
        self._steps: list[Step] = []
        self._assessments: list[Assessment] = []
        self._sittings: list[Sitting] = []
        self._notices: dict[str, None] = {}

    def plan(self) -> Plan:
        return Plan(
            tuple(self._steps),
            tuple(self._assessments),
            tuple(self._sittings),
            tuple(self._notices),
        )

    def read(self, row: Row) -> Booking | None:
        """Return what a row says; None where nothing more is to be made of it."""
        if row.cells.get("id") in self._known.erased:
            self._erased(row)
            return None
        try:
            booking = read_booking(row)
        except Unreadable as refused:
            self._steps.append(Step(row.where, "row", Kind.REFUSED, (), refused.problems))
            return None
        self._notices |= dict.fromkeys(booking.notices)
        if booking.day_first:
            self._notices[DAY_FIRST] = None
        return booking

    def _erased(self, row: Row) -> None:
        if "uln" not in row.cells:  # a list that was written after it
            self._notices[f"{row.where}: an apprentice who was erased is passed over."] = None
            return
        sentence = "This apprentice was erased here and is not brought back. Remove the row."
        self._stop(row.where, "row", Stopped(Kind.CONFLICT, "id", sentence))

    def _stop(self, where: str, of: str, stopped: Stopped) -> None:
        self._steps.append(Step(where, of, stopped.kind, (), (stopped.problem,)))

    def apprentice(self, bookings: Sequence[Booking]) -> None:
        """Plan all that is said of one apprentice."""
        try:
            said = _merged([(booking.where, booking.apprentice) for booking in bookings])
            there = self._existing(bookings[0], said)
            whose = self._wanted(bookings[0], there, said)
        except Stopped as stopped:
            self._stop(_rows(bookings), "assessment", stopped)
            return
        old = there.assessment if there else None
        differing = changes(old, whose.assessment, FIELDS) if old else ()
        self._note(bookings[0].where, "assessment", new=old is None, differing=differing)
        if old is None and not check_digit_fits(bookings[0].uln):
            told = "the check digit of the ULN does not fit: compare it with the source."
            self._notices[f"{bookings[0].where}: {told}"] = None
        if old is None or differing:
            self._assessments.append(whose.assessment)
        self._bookings(bookings, whose, there.sittings if there else ())

    def _note(self, where: str, of: str, *, new: bool, differing: tuple[Any, ...]) -> None:
        kind = Kind.NEW if new else Kind.CHANGED if differing else Kind.SAME
        self._steps.append(Step(where, of, kind, differing))

    def _existing(self, booking: Booking, said: Mapping[str, Any]) -> AssessmentRow | None:
        found = self._there.get((booking.uln, booking.reference.casefold()), [])
        if len(found) > 1:
            found = [row for row in found if row.assessment.version == said.get("version")]
            if len(found) != 1:
                sentence = "The store has several assessments of this ULN and standard. Change them"
                raise Stopped(Kind.CONFLICT, "uln", f"{sentence} in the application.")
        return found[0] if found else None

    def _wanted(
        self, booking: Booking, there: AssessmentRow | None, said: Mapping[str, Any]
    ) -> Wanted:
        blank = Assessment(
            self._new_id(),
            *("", "", booking.uln, "", "", booking.reference, ""),
            *(None, 0, "", "", None, None, ""),
        )
        made = wanted(there, blank, said, self._known)
        old = there.assessment if there else None
        whole = with_period(made.assessment, old, made.standard, self._by_hand)
        return Wanted(whole, made.standard)

    def _bookings(
        self, bookings: Sequence[Booking], whose: Wanted, there: tuple[Sitting, ...]
    ) -> None:
        """Plan the sittings of one apprentice, in the order of their attempts."""
        alike: dict[tuple[str, int], list[Booking]] = {}
        for booking in bookings:
            if booking.method is None:
                continue
            try:
                method = attempts.method_of(whose.standard, booking.method)
            except Stopped as stopped:
                self._stop(booking.where, "sitting", stopped)
                continue
            number = attempts.number_of(booking.sitting, method, there)
            alike.setdefault((method, number), []).append(booking)
        sittings = list(there)
        for (method, number), rows in sorted(alike.items(), key=lambda pair: pair[0]):
            try:
                sittings += self._booking(rows, method, number, whose, sittings)
            except Stopped as stopped:
                self._stop(_rows(rows), "sitting", stopped)

    def _booking(
        self,
        rows: Sequence[Booking],
        method: str,
        number: int,
        whose: Wanted,
        sittings: Sequence[Sitting],
    ) -> list[Sitting]:
        """Plan one sitting; return it where it is new."""
        said = _merged([(booking.where, booking.sitting) for booking in rows])
        for twin in rows[1:]:
            self._notices[f"{twin.where} says the same as {rows[0].where}."] = None
        old = [one for one in sittings if (one.method, one.number) == (method, number)]
        if len(old) > 1:
            sentence = "The store has several sittings of this number. Change them in the"
            raise Stopped(Kind.CONFLICT, "number", f"{sentence} application.")
        if old:
            made, differing = attempts.changed(old[0], said, whose, self._by_hand)
        else:
            blank = Sitting(
                self._new_id(), whose.assessment.id, method, "first", number, None, "", ""
            )
            made = attempts.booked_anew(blank, said, whose, sittings, self._by_hand)
            differing = ()
        self._note(rows[0].where, "sitting", new=not old, differing=differing)
        if not old or differing:
            self._sittings.append(made)
            if attempts.is_late(made, whose):
                self._notices[f"{rows[0].where}: the date is after the EPA period."] = None
        return [] if old else [made]


def _merged(rows: Sequence[tuple[str, Mapping[str, Any]]]) -> dict[str, Any]:
    """Return what several rows say together.

    Raises:
        Stopped: Two of them contradict each other.
    """
    said: dict[str, Any] = {}
    by: dict[str, str] = {}
    for where, fields in rows:
        for name, value in fields.items():
            if said.setdefault(name, value) != value:
                sentence = f"{by[name]} and {where} contradict each other. Correct one of them."
                raise Stopped(Kind.CONFLICT, attempts.column_of(name), sentence)
            by.setdefault(name, where)
    return said


def _rows(bookings: Sequence[Booking]) -> str:
    """Return where it stands what concerns several rows."""
    more = len(bookings) - 1
    return f"{bookings[0].where} (and {more} more of the same)" if more else bookings[0].where
