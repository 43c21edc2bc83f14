"""From what stands in the fields of an assessment to the assessment, or to all that is wrong.

Pure: today is a parameter, and nothing is written. `screens.form` shows the fields and saves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TypeVar

from data.rules.adjusted import Approved, late_change
from data.rules.arrangements import reason_told
from data.rules.period import period_end, why_fixed
from data.rules.sensible_days import period_doubt, unlikely
from data.standards.model import Standard
from data.store.rows import Assessment
from screens.filling import Wrong
from screens.typed import (
    NotUnderstood,
    read_day,
    read_extra,
    read_moment,
    read_uln,
)

Value = TypeVar("Value")

_NEEDED = {
    "family_name": "Type the family name, exactly as on the learner record.",
    "uln": "Type the ten digits of the ULN.",
    "assessor": "Type your name: the record says who assessed.",
}

_NO_GATEWAY = (
    "Without a gateway there is no EPA period. Empty its end as well, or type the day of gateway."
)
_APPROVAL = "Type where the approval is kept, for example the number of the decision."
_AS_TYPED = (
    *("family_name", "given_names", "employer", "provider"),
    *("breaks", "adjustment_reference", "assessor"),
)
"""Fields that are kept as they were typed."""


def read_assessment(
    typed: Mapping[str, str],
    standard: Standard | None,
    option: str | None,
    assessment_id: str,
    today: date,
    old: Assessment | None = None,
    accepted_on: str = "",
) -> Assessment:
    """Read the fields of an assessment.

    Args:
        typed: What was typed, by the names of the fields of `Assessment`; the extra time as
            `extra`.
        standard: The one that was chosen; None where none is known.
        option: Code of the option that was chosen.
        assessment_id: The id that it has or is to have.
        today: The day that `today` means.
        old: The assessment as it stands; None for a new one.
        accepted_on: ISO date on which gateway was accepted in its own record; empty where it was
            not.

    Raises:
        Wrong: With every problem, by field.
    """
    wrong = _lacking(typed, standard, option)
    uln = _read(wrong, "uln", typed["uln"], read_uln, "")
    extra = _read(wrong, "extra", typed["extra"], read_extra, 0)
    gateway, ends = _period(wrong, typed, standard, today, old)
    wrong |= _unlikely(old, gateway, ends, standard, today)
    if old and (fixed := why_fixed(accepted_on)):
        wrong |= dict.fromkeys(_moved(old, gateway, ends), fixed)
    if told := reason_told(typed["breaks"]):
        wrong["breaks"] = told
    if (extra or typed["breaks"]) and not typed["adjustment_reference"]:
        wrong["adjustment_reference"] = _APPROVAL
    elif old and "extra" not in wrong and (late := _late(old, typed, extra, today)):
        wrong["adjustment_reference"] = late
    if wrong or standard is None:
        raise Wrong(wrong)
    return Assessment(
        id=assessment_id,
        uln=uln,
        reference=standard.reference,
        version=standard.version,
        option=option,
        extra_per_mille=extra,
        gateway_on=gateway.isoformat() if gateway else None,
        epa_ends_on=ends.isoformat() if ends else None,
        **{key: typed[key] for key in _AS_TYPED},
    )


def _moved(old: Assessment, gateway: date | None, ends: date | None) -> list[str]:
    """Return which days of an assessment would change, by the names of their fields."""
    now = {"gateway_on": gateway, "epa_ends_on": ends}
    return [key for key, day in now.items() if getattr(old, key) != (day and day.isoformat())]


def _unlikely(
    old: Assessment | None,
    gateway: date | None,
    ends: date | None,
    standard: Standard | None,
    today: date,
) -> dict[str, str]:
    """Return which days that were typed can only be typing errors, by the names of their fields."""
    moved = _moved(old, gateway, ends) if old else ["gateway_on", "epa_ends_on"]
    found = {
        key: unlikely(day, today)
        for key, day in (("gateway_on", gateway), ("epa_ends_on", ends))
        if day and key in moved
    }
    if standard and ends and moved and not any(found.values()):
        found["epa_ends_on"] = period_doubt(gateway, ends, standard)
    return {key: sentence for key, sentence in found.items() if sentence}


def _late(old: Assessment, typed: Mapping[str, str], extra: int, today: date) -> str:
    """Return why the adjustment of an assessment may not change so; empty where it may."""
    gateway = date.fromisoformat(old.gateway_on) if old.gateway_on else None
    stands = Approved(old.extra_per_mille, old.breaks, old.adjustment_reference)
    wanted = Approved(extra, typed["breaks"], typed["adjustment_reference"])
    return late_change(stands, wanted, gateway, today)


def _lacking(
    typed: Mapping[str, str], standard: Standard | None, option: str | None
) -> dict[str, str]:
    """Return what has to be there and is not, by field."""
    wrong = {key: sentence for key, sentence in _NEEDED.items() if not typed[key]}
    if standard is None:
        wrong["standard"] = "Choose a standard; put its file into the standards folder first."
    elif standard.options and option is None:
        wrong["option"] = "Choose the option that the apprentice takes."
    return wrong


def left_over(
    old: Assessment | None, standard: Standard | None, typed: Mapping[str, str], today: date
) -> bool:
    """Tell whether the end of the EPA period was counted from a gateway that is another now.

    It goes with that gateway: an end that somebody set otherwise stays.

    Args:
        old: The assessment as it stands; None for a new one.
        standard: Says how many months the period has.
        typed: What was typed, by the names of the fields of `Assessment`.
        today: The day that `today` means.
    """
    if old is None or standard is None or not (old.gateway_on and old.epa_ends_on):
        return False
    counted = period_end(date.fromisoformat(old.gateway_on), standard).isoformat()
    unread: dict[str, str] = {}
    gateway, ends = _days(unread, typed, today)
    days = gateway and gateway.isoformat(), ends and ends.isoformat()
    return not unread and days[0] != old.gateway_on and counted == days[1] == old.epa_ends_on


def _days(
    wrong: dict[str, str], typed: Mapping[str, str], today: date
) -> tuple[date | None, date | None]:
    """Return gateway and end of the EPA period as they were typed."""

    def day(text: str) -> date | None:
        return read_day(text, today)

    gateway = _read(wrong, "gateway_on", typed["gateway_on"], day, None)
    return gateway, _read(wrong, "epa_ends_on", typed["epa_ends_on"], day, None)


def _period(
    wrong: dict[str, str],
    typed: Mapping[str, str],
    standard: Standard | None,
    today: date,
    old: Assessment | None,
) -> tuple[date | None, date | None]:
    """Return gateway and end of the EPA period; the end follows from the plan where it is empty."""
    gateway, ends = _days(wrong, typed, today)
    if left_over(old, standard, typed, today):
        ends = None
    if old and old.gateway_on and ends and not typed["gateway_on"]:
        wrong["epa_ends_on"] = _NO_GATEWAY
    if gateway and ends is None and "epa_ends_on" not in wrong and standard:
        ends = period_end(gateway, standard)
    if gateway and ends and ends < gateway:
        wrong["epa_ends_on"] = "The EPA period cannot end before the gateway; correct one of them."
    return gateway, ends


def read_times(typed: Mapping[str, str], prefix: str, today: date) -> dict[str, datetime | None]:
    """Read the dates and times of sittings.

    Args:
        typed: What was typed.
        prefix: How the keys of these fields begin.
        today: The day that `today` means.

    Returns:
        By the rest of the key: when, or None where nothing was typed.

    Raises:
        Wrong: With every problem, by field.
    """
    wrong: dict[str, str] = {}

    def moment(text: str) -> datetime | None:
        read = read_moment(text, today)
        if doubt := unlikely(read.date(), today):
            raise NotUnderstood(doubt)
        return read

    times = {
        key.removeprefix(prefix): _read(wrong, key, text, moment, None)
        for key, text in typed.items()
        if key.startswith(prefix)
    }
    if wrong:
        raise Wrong(wrong)
    return times


def _read(
    wrong: dict[str, str], key: str, text: str, read: Callable[[str], Value], empty: Value
) -> Value:
    """Read one field; note the sentence where it cannot be understood."""
    if not text:
        return empty
    try:
        return read(text)
    except NotUnderstood as refused:
        wrong[key] = str(refused)
        return empty
