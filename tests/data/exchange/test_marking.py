"""Marking files and markings: blind, bound to one record, and refused once anything was changed."""

from __future__ import annotations

import json
import re

import pytest

from data.exchange.marking import marking, read_marking, read_table, take
from data.exchange.marking_errors import NotAMarking, NotAMarkingFile, NotMarkable
from data.exchange.marking_file import marking_file, paper, read_marking_file
from data.exchange.marking_model import MarkedDescriptor
from data.rules import second_marking
from data.rules.refused import Refused
from tests.data.rules.marked import (
    ASSESSOR,
    FEEDBACK,
    MARKER,
    NAMES,
    SITTING,
    WHY,
    Assured,
    sealed_sitting,
)

MADE_OF_IT = (WHY, FEEDBACK, "THOUGHT", "Pretend", "Pat", "Testa", "Fixture", '"marks"', '"sign"')
"""Whatever the assessor made of the sitting, and names, as they would show."""


def _judgements(assured: Assured, *failed: str) -> list[MarkedDescriptor]:
    note = min(number for number in assured.state.notes if assured.state.notes[number].phase)
    return [
        MarkedDescriptor(
            code=one.code,
            met=one.code not in failed,
            rationale="" if one.code not in failed else "not in the notes",
            notes=(note,),
        )
        for one in assured.state.criteria
    ]


def _marked(assured: Assured, *failed: str, marker: str = MARKER) -> bytes:
    file = assured.file
    sheet = paper(file, assured.state.standard)
    found = marking(file, sheet, marker, _judgements(assured, *failed), no_conflict=True)
    return found.content()


def test_a_marking_file_holds_nothing_of_what_the_assessor_made_of_it() -> None:
    text = Assured("P4").file.content().decode()
    for word in MADE_OF_IT:
        assert word.casefold() not in text.casefold(), word
    said = json.loads(text)["said"]
    assert {field for one in said for field in one} == {
        *("what", "number", "phase", "clock_ms", "recording_ms", "text", "verbatim", "evidence")
    }
    assert not any(re.search(r"#|\+$|P4", one["text"]) for one in said)


def test_the_grade_and_the_judgements_make_no_difference_to_a_marking_file() -> None:
    passed, failed = Assured().file, Assured("P1", "P4").file
    differing = {"head", "digest"}
    assert passed.model_dump(exclude=differing) == failed.model_dump(exclude=differing)


def test_a_name_stays_only_where_it_is_asked_for() -> None:
    file = marking_file(sealed_sitting().state, SITTING, NAMES, ASSESSOR, with_names=True)
    text = file.content().decode()
    assert file.apprentice == "Testa Sample-Fixture"
    assert file.names_masked is None
    assert "How did Testa plan" in text
    assert "Pretend" not in text


def test_what_was_written_is_read_back_and_marked_as_it_was_said() -> None:
    assured = Assured()
    file = read_marking_file(assured.file.content())
    assert file == assured.file
    sheet = paper(file, assured.state.standard)
    assert [note.text for note in sheet.notes.values()][-1] == "their words, jo"
    assert [note.evidence for note in sheet.notes.values()][-1] == ("r12",)
    assert len(sheet.questions) == 6


def _changed(content: bytes, **changes: object) -> bytes:
    return json.dumps({**json.loads(content), **changes}).encode()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"apprentice": "somebody"}, "changed since"),
        ({"marks": []}, "marks"),
        ({"kind": "epa-tui marking"}, "kind"),
        ({"format": 2}, "format"),
        ({"head": "x"}, "head"),
    ],
)
def test_a_marking_file_that_was_changed_is_refused(changes: dict[str, object], told: str) -> None:
    with pytest.raises(NotAMarkingFile, match=told):
        read_marking_file(_changed(Assured().file.content(), **changes))


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b"{", b'{"a": 1.5}', b"[" * 90])
def test_what_is_no_file_of_ours_is_told_in_a_sentence(content: bytes) -> None:
    for read in (read_marking_file, read_marking):
        with pytest.raises(NotMarkable, match=r"epa-tui quality"):
            read(content)


def test_a_marking_comes_back_into_the_record_in_one_go() -> None:
    assured = Assured("D2")
    assured.do(second_marking.given, "M1", assured.file.digest, with_names=False)
    found = read_marking(_marked(assured, "P4"))
    sheet = paper(assured.file, assured.state.standard)
    assured.do(take, found, sheet, (ASSESSOR,))
    done = assured.view.state.quality.marking_of(SITTING)
    assert done is not None
    assert done.done is not None
    assert (done.begun.marker, done.done.grade) == (MARKER, "fail")
    assert [code for code, one in done.judgements.items() if not one.met] == ["P4"]


def test_a_marking_of_another_record_or_of_a_file_from_elsewhere_is_refused() -> None:
    assured = Assured()
    sheet = paper(assured.file, assured.state.standard)
    found = read_marking(_marked(assured))
    assert "not given from here" in assured.refused(take, found, sheet, ())
    assured.do(second_marking.given, "M1", assured.file.digest, with_names=False)
    own = read_marking(_marked(assured, marker=ASSESSOR))
    assert "the assessor" in assured.refused(take, own, sheet, ())
    assured.reopened()
    assert "changed since it was given" in assured.refused(take, found, sheet, ())


def test_a_marking_that_was_changed_on_its_way_is_refused() -> None:
    content = _marked(Assured(), "P4")
    with pytest.raises(NotAMarking, match="changed since"):
        read_marking(content.replace(b'"met":false', b'"met":true'))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda found: found[:-1], "Not judged yet: D3"),
        (lambda found: [*found, found[0]], "P1: judged twice"),
        (lambda found: [*found, found[0].model_copy(update={"code": "P99"})], "P99"),
        (lambda found: [found[0].model_copy(update={"notes": (9999,)}), *found[1:]], "note 9999"),
        (lambda found: [found[0].model_copy(update={"met": False}), *found[1:]], "why P1"),
    ],
)
def test_an_incomplete_marking_is_not_made(change: object, told: str) -> None:
    assured = Assured()
    sheet, judgements = paper(assured.file, assured.state.standard), _judgements(assured)
    assert callable(change)
    with pytest.raises(Refused, match=told):
        marking(assured.file, sheet, MARKER, change(judgements), no_conflict=True)


def test_a_table_of_judgements_is_read_line_by_line() -> None:
    found = read_table('code,met,rationale,notes\np1,met,,12 31\nP4,Not met,"two\nlines",\n')
    assert [(one.code, one.met, one.notes) for one in found] == [
        ("P1", True, (12, 31)),
        ("P4", False, ()),
    ]
    assert found[1].rationale == "two\nlines"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "heading"),
        ("descriptor,met\nP1,met\n", "heading"),
        ("code,met\nP1,perhaps\n", "Line 2"),
        ("code,met,notes\nP1,met,\nP2,met,12;13\n", "notes are numbers"),
        ('code,met\n"P1,met\n', "cannot be read"),
    ],
)
def test_a_table_that_says_something_else_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(Refused, match=told):
        read_table(text)
