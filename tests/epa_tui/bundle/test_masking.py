"""Every kind of entry is masked: what was typed goes, codes stay, and it is still that kind."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_type_hints

import pytest

from data.record import entries as e
from data.record.body import Body
from data.record.chain import body_from_json, body_to_json
from data.record.journey.kinds import KINDS as OWN
from epa_tui.bundle.masking import _CODED, _HASHES, KINDS, REDACTED, Mask
from tests.data.exchange.papers.papered import NAMED, case_of, state_of

TYPED = "Siân told Quux of it"
BOTH = {**e.KINDS, **OWN}
FREE = {
    "adjustment_reference",
    "script",
    "line",
    "step",
    "aims",
    "evidence",
    "origin",
    "origins",
    "cause",
    "phase",
}
FREE |= {
    "reference",
    "assessor",
    "giver",
    "device",
    "former",
    "handed_at",
    "name",
    "method",
    "note",
}
"""Fields of a sitting's record that hold codes, or what the program wrote itself."""


def filled(kind: type[Body]) -> Body:
    """Return an entry that says the same in each field that can hold it."""
    hints = get_type_hints(kind)
    values: dict[str, Any] = {}
    for field in fields(kind):
        hint = hints[field.name]
        if hint is e.Mark:
            values[field.name] = e.Mark("P1", "+")
        elif "Mark" in str(hint):
            values[field.name] = (e.Mark("P1", "+"),)
        elif "tuple[str" in str(hint):
            values[field.name] = (TYPED,)
        elif "tuple[int" in str(hint):
            values[field.name] = (1,)
        elif "str" in str(hint):
            values[field.name] = TYPED
        else:
            values[field.name] = True if "bool" in str(hint) else 1
    return kind(**values)


@pytest.fixture(scope="module")
def mask() -> Mask:
    return Mask(KINDS, case_of(state_of("M1"), assessment=NAMED))


@pytest.mark.parametrize("name", BOTH)
def test_what_was_typed_is_in_no_field(name: str, mask: Mask) -> None:
    body = filled(BOTH[name])
    masked = mask.body(body)
    kinds = {name: BOTH[name]}
    assert body_from_json(name, body_to_json(masked), kinds) == masked
    for field in fields(masked):
        told = getattr(masked, field.name)
        assert type(told) is type(getattr(body, field.name))
        if field.name in _HASHES:
            continue
        assert "Siân" not in str(told)
        if field.name not in _CODED | FREE and TYPED in str(getattr(body, field.name)):
            assert "Quux" not in str(told), field.name


def test_texts_of_the_standard_and_days_stay(mask: Mask) -> None:
    descriptor = state_of("M1").criteria[0].text
    assert mask.json({"text": descriptor, "on": "2026-05-20"})["text"] == descriptor
    assert mask.json([{"rationale": "he was late"}]) == [{"rationale": REDACTED}]
    assert mask.text("ŁUKASZ żółć-παπαδόπουλος, Lukasz") == "[name] [name], Lukasz"
