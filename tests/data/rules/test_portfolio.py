"""The pieces of a portfolio: what may be listed, what is missing, and what it never is."""

from __future__ import annotations

import pytest

from data.exchange.portfolio_part import PART, piece_step
from data.rules.portfolio import NEVER_EVIDENCE, gaps, statements
from tests.data.rules.acting import shipped
from tests.data.rules.planned import OnTheWay

FOREIGN = {
    "1": [k.code for k in shipped().ksbs if k.method == "M1" or k.option == "2"],
    "2": [k.code for k in shipped().ksbs if k.method == "M1" or k.option == "1"],
}


def kept(way: OnTheWay, number: int, *ksbs: str, title: str = "", link: str = "") -> None:
    words = title or f"Made-up piece {number}"
    way.do("keep", number=number, title=words, kind="document", link=link, ksbs=ksbs)


def test_a_piece_is_listed_changed_and_removed() -> None:
    way = OnTheWay(PART)
    kept(way, 3, "k3", "S4")
    assert way.view.state.portfolio.pieces[3].ksbs == ("K3", "S4")
    kept(way, 3, "K3", title="Another title")
    kept(way, 1)
    assert list(way.view.state.portfolio.pieces) == [1, 3]
    way.do("remove", number=3)
    assert list(way.view.state.portfolio.pieces) == [1]
    assert "No piece 3" in way.refused("remove", number=3)


def test_claims_that_a_change_leaves_out_are_told() -> None:
    way = OnTheWay(PART)
    piece = {"number": 1, "title": "Call sheet", "kind": "document", "ksbs": ("K3", "S4", "K10")}
    assert "no more" not in way.do("keep", **piece).told
    assert "It claims K3 S4 no more." in way.do("keep", **piece | {"ksbs": ("K10", "B1")}).told


def test_the_same_piece_again_is_no_entry() -> None:
    way = OnTheWay(PART)
    kept(way, 3, "K3")
    before = len(way.entries)
    kept(way, 3, "K3")
    assert len(way.entries) == before


@pytest.mark.parametrize("option", ["1", "2"])
def test_every_ksb_of_another_method_or_option_is_refused_with_the_reason(option: str) -> None:
    way = OnTheWay(PART, option=option)
    assert FOREIGN[option] and not {*FOREIGN[option]} & {*statements(way.view)}
    for code in FOREIGN[option]:
        ksb = shipped().ksb_by_code[code]
        given = {"number": 1, "title": "A title", "kind": "video", "ksbs": (code,)}
        why = f"belongs to option {ksb.option}" if ksb.option else "is assessed in M1, not in M2"
        said = way.refused("keep", **given)
        assert said.startswith(code) and why in said and "tag" not in said and "##" not in said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"number": 0}, "numbered from 1"),
        ({"number": 100}, "numbered from 1"),
        ({"title": "  "}, "needs a title"),
        ({"title": "x" * 201}, "at most 200"),
        ({"link": "x" * 1001}, "at most 1000"),
        ({"kind": "sculpture"}, "one of: document"),
        ({"ksbs": ("P1",)}, "is a descriptor"),
        ({"ksbs": ("K\x1b[2J",)}, "is not a code"),
    ],
)
def test_what_cannot_be_listed_is_refused(given: dict[str, object], said: str) -> None:
    whole = {"number": 1, "title": "A title", "kind": "audio", **given}
    refused = OnTheWay(PART).refused("keep", **whole)
    assert said in refused and "\x1b" not in refused


@pytest.mark.parametrize("option", ["1", "2"])
def test_gaps_are_closed_by_fifteen_pieces_that_claim_every_ksb(option: str) -> None:
    way = OnTheWay(PART, option=option)
    codes = statements(way.view)
    assert gaps(way.view).unclaimed == codes and len(gaps(way.view).missing) == 15
    for number in range(1, 16):
        kept(way, number, *codes[number - 1 :: 15] or codes[:1])
    assert gaps(way.view).none
    assert PART.line(way.view).tone == "good"
    kept(way, 16, codes[0])
    found = gaps(way.view)
    assert found.beyond == (16,) and not found.none
    assert "1 too many" in way.facts()["Pieces"]
    way.do("remove", number=16)
    way.do("remove", number=4)
    assert gaps(way.view).missing == (4,) and way.facts()["Pieces"] == "14 of 15, 1 missing"


def test_pieces_that_may_not_be_discrete_and_those_without_a_claim_are_shown() -> None:
    way = OnTheWay(PART)
    kept(way, 1, "K3", title="Call  sheet", link="https://example.org/a")
    kept(way, 2, "K3", title="call sheet")
    kept(way, 5, title="Edit notes", link="https://example.org/a")
    assert gaps(way.view).alike == ((1, 2), (1, 5))
    assert gaps(way.view).unmapped == (5,)


def test_wherever_it_is_shown_it_is_said_to_be_no_evidence() -> None:
    way = OnTheWay(PART)
    assert NEVER_EVIDENCE in [fact.words for fact in PART.facts(way.view)]
    told = way.do("keep", number=1, title="A title", kind="other").told
    assert NEVER_EVIDENCE in told


def test_the_form_of_a_piece_begins_with_what_is_listed() -> None:
    way = OnTheWay(PART)
    kept(way, 2, "K3", "S4", title="Call sheet", link="https://example.org/a")
    values = {ask.name: ask.value for ask in piece_step(way.view, 2).asks(way.view)}
    assert values == {
        "number": "2",
        "title": "Call sheet",
        "kind": "document",
        "link": "https://example.org/a",
        "ksbs": "K3 S4",
    }
    fresh = {ask.name: ask.value for ask in piece_step(way.view, 7).asks(way.view)}
    assert fresh["number"] == "7" and not fresh["title"]
