"""What becomes of an assessment by what a file says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from data.exchange.incoming.plan import ByHand, Kind, Known, Stopped
from data.rules.adjusted import Approved, late_change
from data.rules.period import period_end, why_fixed
from data.rules.sensible_days import period_doubt, unlikely
from data.rules.stage import Stage
from data.standards.model import Standard
from data.store.rows import Assessment, AssessmentRow, Sitting

NOT_BEGUN = frozenset({Stage.BOOKED, Stage.PREPARING})
"""Stages before the first phase: what the sitting is held under still follows the booking."""
DATED = NOT_BEGUN | {Stage.ADJOURNED}
"""Stages in which a sitting can be given another day."""

FIELDS = (
    *("family_name", "given_names", "employer", "provider", "version", "option"),
    *("extra_per_mille", "breaks", "adjustment_reference", "gateway_on", "epa_ends_on"),
    "assessor",
)
"""What a file may change of an assessment."""

FAR_OFF = "This is too far off to be meant. Look at the year."
"""What is said of a day that can only be a typing error."""

_NEEDED = {
    "family_name": "Write the family name of a new apprentice, exactly as on the learner record.",
    "assessor": "Write who assesses a new apprentice: the record says so.",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """An assessment as it is to be, and the standard that it is made under."""

    assessment: Assessment
    standard: Standard


def wanted(
    existing: AssessmentRow | None, blank: Assessment, said: Mapping[str, Any], known: Known
) -> Wanted:
    """Return an assessment as a file wants it.

    Args:
        existing: As the store has it; None for a new one.
        blank: A new one that has an id, ULN and reference, and nothing else.
        said: What the file says, by field.
        known: Has the standards.

    Raises:
        Stopped: It cannot be made so.
    """
    old = existing.assessment if existing else None
    sittings = existing.sittings if existing else ()
    standard = _standard(old or blank, said, known)
    base = old or replace(blank, reference=standard.reference, version=standard.version)
    made = replace(base, **{**said, "version": standard.version})
    if old and old.family_name != made.family_name and old.given_names != made.given_names:
        sentence = "The ULN is that of somebody with other names. Correct it, or change the names"
        raise Stopped(Kind.CONFLICT, "uln", f"{sentence} in the application.")
    if old is None:
        for name, sentence in _NEEDED.items():
            if not getattr(made, name):
                raise Stopped(Kind.REFUSED, name, sentence)
    if old is None or (old.version, old.option) != (made.version, made.option):
        _check_plan(made, standard, sittings)
    return Wanted(made, standard)


def with_period(
    made: Assessment, old: Assessment | None, standard: Standard, by_hand: ByHand
) -> Assessment:
    """Return an assessment with the end of its EPA period, where the plan gives it, and check both.

    Raises:
        Stopped: What is new in it does not fit together.
    """
    before = (old.gateway_on, old.epa_ends_on) if old else (None, None)
    if made.gateway_on and not made.epa_ends_on and made.gateway_on != before[0]:
        gateway = date.fromisoformat(made.gateway_on)
        ends = period_end(gateway, standard)
        made = replace(made, epa_ends_on=ends.isoformat())
    now = (made.gateway_on, made.epa_ends_on)
    if old and now != before and (fixed := why_fixed(by_hand.accepted_on(old.id))):
        column = "epa_ends_on" if now[0] == before[0] else "gateway_on"
        raise Stopped(Kind.CONFLICT, column, fixed)
    if now != before and all(now) and str(now[1]) < str(now[0]):
        sentence = "The EPA period cannot end before the gateway; correct one of them."
        raise Stopped(Kind.REFUSED, "epa_ends_on", sentence)
    if now != before:
        _check_likely(made, standard, by_hand.today)
    approved = ("extra_per_mille", "breaks", "adjustment_reference")
    unchanged = old and all(getattr(old, name) == getattr(made, name) for name in approved)
    if (made.extra_per_mille or made.breaks) and not (made.adjustment_reference or unchanged):
        sentence = "Write where the approval is kept, for example the number of the decision."
        raise Stopped(Kind.REFUSED, "adjustment_reference", sentence)
    if old and (late := _late(old, made, by_hand.today)):
        raise Stopped(Kind.REFUSED, "adjustment_reference", late)
    return made


def _check_likely(made: Assessment, standard: Standard, today: date) -> None:
    """Check that neither gateway nor the end of the EPA period can only be a typing error.

    Raises:
        Stopped: One can; the sentence never holds what was written.
    """
    gateway, ends = (
        date.fromisoformat(iso) if iso else None for iso in (made.gateway_on, made.epa_ends_on)
    )
    if gateway and unlikely(gateway, today):
        raise Stopped(Kind.REFUSED, "gateway_on", FAR_OFF)
    if ends and (unlikely(ends, today) or period_doubt(gateway, ends, standard)):
        raise Stopped(Kind.REFUSED, "epa_ends_on", FAR_OFF)


def _late(old: Assessment, made: Assessment, today: date) -> str:
    """Return why the adjustment may not change so; empty where it may."""
    stands, wanted = (
        Approved(each.extra_per_mille, each.breaks, each.adjustment_reference)
        for each in (old, made)
    )
    gateway = date.fromisoformat(old.gateway_on) if old.gateway_on else None
    return late_change(stands, wanted, gateway, today)


def _standard(whose: Assessment, said: Mapping[str, Any], known: Known) -> Standard:
    version = said.get("version") or whose.version or None
    found = known.standard(whose.reference, version)
    if found is None:
        of_it = known.standard(whose.reference, None)
        names = [f"{one.reference} {one.version}" for one in known.standards]
        listed = ", ".join(dict.fromkeys(names)) or "none"
        column = "version" if of_it else "standard"
        raise Stopped(
            Kind.REFUSED,
            column,
            f"There is no such standard or version here. There are: {listed}. Correct it, or put "
            "the file of the standard into the standards folder; a spreadsheet may have made 1 of "
            "version 1.0.",
        )
    return found


def _check_plan(made: Assessment, standard: Standard, sittings: Sequence[Sitting]) -> None:
    """Check version and option of an assessment that is new, or changes them."""
    codes = [option.code for option in standard.options]
    if made.option is None and codes:
        sentence = f"Write the option that the apprentice takes: {', '.join(codes)}."
        raise Stopped(Kind.REFUSED, "option", sentence)
    if made.option is not None and made.option not in codes:
        listed = f"There are: {', '.join(codes)}." if codes else "Leave it empty."
        raise Stopped(Kind.REFUSED, "option", f"The standard has no option of this code. {listed}")
    if any(sitting.stage not in NOT_BEGUN for sitting in sittings):
        sentence = "A sitting has begun: version and option cannot change. Correct the file."
        raise Stopped(Kind.CONFLICT, "option", sentence)
    methods = {method.code for method in standard.methods}
    if any(sitting.method not in methods for sitting in sittings):
        sentence = "A method is booked that this version does not have. Correct the version."
        raise Stopped(Kind.CONFLICT, "version", sentence)
