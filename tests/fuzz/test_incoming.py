"""Bytes of any kind where a file of bookings is expected: rows and a plan, or a typed refusal."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from data.exchange.incoming.columns import SITTING, template_csv, template_json
from data.exchange.incoming.errors import UnreadableBookings
from data.exchange.incoming.reading import read_bookings
from data.record.text import clean
from tests.data.exchange.incoming.building import COLUMNS, ROW, planned_rows, table
from tests.fuzz.trying import any_json, any_text, edited, tries

SIGNS = [",", ";", "\t", '"', "\r", "\n", "\0", "=", "\ufeff", "1e9", "01/02/2026", "9.30", "%"]
JSON = ["{", "}", "[", "]", ",", ":", '"', "null", "1.0", '"uln":1,', '"sittings":[]']

CELLS = st.sampled_from(["1000159801", "1e9", "46054", "29/03/2026", "1:30", "re-sit", "2", "M2"])


def understood_or_refused(content: bytes) -> None:
    """Check that nothing but a typed refusal comes of a file, and that rows give a sound plan."""
    try:
        read = read_bookings(content)
    except UnreadableBookings as error:
        assert str(error).isprintable()
        return
    assert all(clean(told) == told for told in read.notices)
    made = planned_rows(read.rows)
    ids = {whose.id for whose in made.assessments}
    assert {sitting.assessment_id for sitting in made.sittings} <= ids
    assert len({(whose.uln, whose.reference) for whose in made.assessments}) == len(ids)
    for whose in made.assessments:
        assert len(whose.uln) == 10 and whose.family_name and whose.assessor
        assert clean(whose.family_name) == whose.family_name
    for step in made.steps:
        assert all(problem.sentence.isprintable() for problem in step.problems)


@tries
@given(
    st.binary()
    | any_text.map(lambda text: text.encode(errors="surrogatepass"))
    | edited(template_csv(), SIGNS)
    | edited(template_json(), JSON)
    | st.binary().map(lambda tail: template_csv().encode("utf-16") + tail)
)
def test_any_bytes_as_bookings(content: bytes) -> None:
    understood_or_refused(content)


@tries
@given(
    st.lists(st.dictionaries(st.sampled_from(COLUMNS), any_text | CELLS, max_size=4), max_size=4),
    st.sampled_from(",;\t"),
)
def test_any_cells_as_bookings(changes: list[dict[str, str]], sign: str) -> None:
    rows = [{**ROW, **changed} for changed in changes]
    understood_or_refused(table(*rows, sign=sign).encode(errors="surrogatepass"))


@tries
@given(
    st.dictionaries(st.sampled_from([*COLUMNS, "sittings", "id"]), any_json, max_size=4),
    st.dictionaries(st.sampled_from([*SITTING, "scheduled_at"]), any_json | CELLS, max_size=4),
)
def test_any_values_as_bookings(whose: dict[str, object], sitting: dict[str, object]) -> None:
    assessment = {"sittings": [sitting], **ROW, **whose}
    document = {"format": 1, "assessments": [assessment, assessment]}
    understood_or_refused(json.dumps(document).encode())
