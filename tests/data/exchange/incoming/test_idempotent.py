"""What is in the store, written as a file in any manner and taken in again, changes nothing."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from data.exchange.incoming.rows import tidy
from data.record.instant import iso
from data.store.rows import Assessment, Sitting
from tests.data.exchange.incoming.building import COLUMNS, after, known, planned, table
from tests.data.store.building import an_assessment
from tests.fuzz.trying import any_text, tries

DATE_COLUMNS = ("scheduled_at", *COLUMNS)
texts = any_text.map(lambda text: tidy(text[:60]))
needed = texts.filter(bool)
days = st.dates(date(2027, 6, 1), date(2028, 1, 1))
moments = st.integers(26_700_000, 30_500_000).map(lambda minutes: minutes * 60_000)
seconds = st.integers(1_600_000_000, 1_900_000_000).map(lambda s: s * 1000)


@st.composite
def assessments(draw: st.DrawFn, number: int = 0) -> Assessment:
    gateway = draw(st.none() | days)
    extra = draw(st.integers(0, 2000))
    return an_assessment(
        number,
        uln=str(1_000_000_000 + draw(st.integers(0, 899_999_999)) * 10 + number),
        family_name=draw(needed),
        given_names=draw(texts),
        employer=draw(texts),
        provider=draw(texts),
        option=draw(st.sampled_from("12")),
        extra_per_mille=extra,
        breaks=draw(texts),
        adjustment_reference=draw(needed),
        gateway_on=gateway and gateway.isoformat(),
        epa_ends_on=draw(st.none() | st.just("2028-11-20")),
        assessor=draw(needed),
    )


@st.composite
def attempts(draw: st.DrawFn, whose: str, method: str) -> list[Sitting]:
    """Return sittings at one method: no-shows, a first attempt, and what followed failing it."""
    missed, again = draw(st.integers(0, 2)), draw(st.integers(0, 2))
    made = []
    for number in range(1, missed + again + 2):
        first = number <= missed + 1
        last = number == missed + again + 1
        stage = "no-show" if number <= missed else "sealed"
        made.append(
            Sitting(
                *(f"{whose}-{method}-{number}", whose, method),
                "first" if first else draw(st.sampled_from(["re-sit", "re-take"])),
                number,
                draw(st.none() | moments | seconds),
                draw(texts),
                "" if first else draw(texts),
                stage=draw(st.sampled_from([stage, "booked"])) if last else stage,
                grade="fail" if stage == "sealed" else None,
            )
        )
    return made


@st.composite
def bookings(draw: st.DrawFn) -> list[tuple[Assessment, list[Sitting]]]:
    """Return assessments with sittings that the store may hold."""
    made = []
    for number in range(draw(st.integers(1, 3))):
        whose = draw(assessments(number))
        methods = draw(st.sets(st.sampled_from(["M1", "M2"])))
        sittings = [one for method in methods for one in draw(attempts(whose.id, method))]
        made.append((whose, sittings))
    return made


def row(whose: Assessment, sitting: Sitting | None) -> dict[str, str]:
    """Return a row of the template, as somebody would write it down from the application."""
    cells = {**asdict(whose), "standard": whose.reference}
    cells["extra_time"] = f"{whose.extra_per_mille / 10:g} %"
    if sitting is not None:
        at = sitting.scheduled_at
        written = {} if at is None else when(at)
        cells |= {**asdict(sitting), "scheduled_at": "", **written}
    names = {*DATE_COLUMNS}
    return {name: str(cell) for name, cell in cells.items() if name in names and cell is not None}


def when(at: int) -> dict[str, str]:
    """Return a moment as date and time where these say all of it, else with its offset."""
    local = datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo("Europe/London"))
    if local.second == 0 and local.fold == 0:
        return {"date": f"{local:%d/%m/%Y}", "time": f"{local:%H.%M}"}
    return {"scheduled_at": iso(at)}


@tries
@given(bookings(), st.sampled_from(",;\t"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_a_table_of_what_is_there_changes_nothing(
    there: list[tuple[Assessment, list[Sitting]]], sign: str, encoding: str
) -> None:
    rows = [row(whose, sitting) for whose, booked in there for sitting in (booked or (None,))]
    made = planned(table(*rows, sign=sign, columns=DATE_COLUMNS).encode(encoding), known(*there))
    assert made.whole and made.empty, made.steps


@tries
@given(bookings())
def test_a_list_of_what_is_there_changes_nothing(
    there: list[tuple[Assessment, list[Sitting]]],
) -> None:
    listed = [
        {**asdict(whose), "sittings": [{**asdict(s), "scheduled_at": at(s)} for s in sittings]}
        for whose, sittings in there
    ]
    made = planned(json.dumps({"format": 1, "assessments": listed}), known(*there))
    assert made.whole and made.empty, made.steps


def at(sitting: Sitting) -> str | None:
    return None if sitting.scheduled_at is None else iso(sitting.scheduled_at)


@tries
@given(bookings())
def test_what_was_taken_in_changes_nothing_when_it_comes_again(
    there: list[tuple[Assessment, list[Sitting]]],
) -> None:
    rows = [
        {**row(whose, sitting), "scheduled_at": "", "date": "2028-06-01", "time": "10:00"}
        for whose, sittings in there
        for sitting in sittings
        if sitting.number == 1
    ]
    content = table(*rows, columns=DATE_COLUMNS)
    made = planned(content)
    assert made.whole and len(made.sittings) == len(rows)
    assert planned(content, after(made)).empty
