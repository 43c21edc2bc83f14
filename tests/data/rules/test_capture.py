from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.record.entries import Mark, QuestionPlanned
from data.record.text import clean
from data.rules.capture import Capture, Kind, parse, written
from data.rules.vocabulary import Vocabulary
from tests.data.record.sittings import made_up, shipped

M1 = Vocabulary.of(shipped().standard, "M1", "1")
M2 = Vocabulary.of(shipped().standard, "M2", "1")
PLAN = {7: QuestionPlanned(7, "How did the #budget end?", ("P4",))}


@pytest.mark.parametrize(
    ("line", "capture"),
    [
        (
            "? How did you budget the shoot #p4",
            Capture(Kind.QUESTION, "How did you budget the shoot", aims=("P4",)),
        ),
        ("?? and who signed it off", Capture(Kind.FOLLOWUP, "and who signed it off")),
        ("+ and who signed it off", Capture(Kind.FOLLOWUP, "and who signed it off")),
        (
            "?7",
            Capture(Kind.PLANNED, "How did the #budget end?", aims=("P4",), planned=7),
        ),
        (
            "compared three quotes, picked mid one #k8 #p6+",
            Capture(
                Kind.NOTE,
                "compared three quotes, picked mid one",
                marks=(Mark("K8"), Mark("P6", "+")),
            ),
        ),
        ("#p6-", Capture(Kind.NOTE, marks=(Mark("P6", "-"),))),
        ("#p6?", Capture(Kind.NOTE, marks=(Mark("P6", "?"),))),
        ("#d2+", Capture(Kind.NOTE, marks=(Mark("D2", "+"),))),
        (
            '"we overspent by ten percent" @r12',
            Capture(Kind.NOTE, "we overspent by ten percent", verbatim=True, evidence=("r12",)),
        ),
        ("! their line dropped", Capture(Kind.INCIDENT, "their line dropped")),
    ],
)
def test_the_table_of_the_note_line(line: str, capture: Capture) -> None:
    assert parse(line, M1, PLAN) == capture


def test_verbatim_words_point_at_the_portfolio() -> None:
    understood = parse('"we overspent by ten percent" @7', M2)
    assert understood == Capture(
        Kind.NOTE, "we overspent by ten percent", verbatim=True, evidence=("7",)
    )


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        (" ? is what they wrote", Kind.NOTE, "? is what they wrote"),
        ("+10% over budget", Kind.NOTE, "+10% over budget"),
        ("?", Kind.QUESTION, ""),
        ("+", Kind.FOLLOWUP, ""),
        ("!", Kind.INCIDENT, ""),
        ("?How was it", Kind.QUESTION, "How was it"),
        ("?3 days late, what then", Kind.QUESTION, "3 days late, what then"),
        ("? 7", Kind.QUESTION, "7"),
        ("! lost #p4 @7 of 9", Kind.INCIDENT, "lost #p4 @7 of 9"),
    ],
)
def test_how_a_line_begins_decides_what_it_is(line: str, kind: Kind, text: str) -> None:
    assert parse(line, M1, PLAN) == Capture(kind, text)


@pytest.mark.parametrize(
    "line", ['she said "no" to it', '"yes" and "no"', '""', '"', '"open', 'closed"']
)
def test_only_a_note_wholly_in_quotes_is_verbatim(line: str) -> None:
    assert parse(line, M1) == Capture(Kind.NOTE, line)


def test_tags_inside_the_quotes_are_no_words_of_the_apprentice() -> None:
    understood = parse("“#k8 we asked three #p6+”", M1)
    assert understood.verbatim
    assert understood.text == "we asked three"
    assert understood.marks == (Mark("K8"), Mark("P6", "+"))


def test_a_planned_question_takes_more_aims() -> None:
    assert parse("?7 #k5 #p4", M1, PLAN).aims == ("P4", "K5")
    assert parse("?7#k5", M1, PLAN).planned == 7


def test_a_planned_question_that_is_not_there_is_told() -> None:
    understood = parse("?8", M1, PLAN)
    assert understood.planned == 8
    assert [(p.start, p.end) for p in understood.problems] == [(0, 2)]
    assert "there is 7; choose one" in understood.problems[0].sentence
    many = {number: QuestionPlanned(number, "Why?") for number in range(1, 200, 2)}
    assert "there is 5, 7, 9; choose one" in parse("?8", M1, many).problems[0].sentence
    assert parse("?8", M1).problems[0].sentence.startswith("No question is planned.")


def test_problems_are_told_at_their_place_in_the_line() -> None:
    line = "?? and then #k3 who #p99?"
    places = [line[p.start : p.end] for p in parse(line, M1).problems]
    assert places == ["#k3", "#p99"]


def test_what_could_drive_the_terminal_is_made_visible() -> None:
    assert parse("a\x1b[2J b #p4\n", M1).text == "a␛[2J b #p4␊"


def test_an_empty_line_says_nothing() -> None:
    assert parse("", M1).empty
    assert parse("   ", M1).empty
    assert not parse("#p4", M1).empty
    assert not parse("?", M1).empty


def test_another_standard_needs_no_code() -> None:
    kite = Vocabulary.of(made_up().standard, "A", "a")
    understood = parse("tied it in gloves #m1+ @r2", kite)
    assert (understood.marks, understood.evidence) == ((Mark("M1", "+"),), ("r2",))
    assert parse("x @4", Vocabulary.of(made_up().standard, "B", "a")).problems


HARD = st.text(st.sampled_from('#@?+-!"“”()[]. ,:\tp6k8r123xAé'))
LINES = st.one_of(st.text(), HARD, st.lists(HARD).map(" ".join))


@settings(deadline=None)
@given(LINES, st.sampled_from([M1, M2]))
def test_any_text_is_understood_and_nothing_is_invented(line: str, vocabulary: Vocabulary) -> None:
    understood = parse(line, vocabulary, PLAN)
    typed = clean(line)
    if understood.kind is not Kind.PLANNED:
        left = iter(typed)
        assert all(character in left or character == " " for character in understood.text)
    for problem in understood.problems:
        assert 0 <= problem.start < problem.end <= len(typed)
        assert problem.sentence.endswith(".")
    assert all(mark.code in vocabulary.texts for mark in understood.marks)


@settings(deadline=None)
@given(st.text(st.characters(exclude_characters='#@"“”')))
def test_words_without_signs_are_kept_to_the_letter(words: str) -> None:
    understood = parse(f" {words}", M1)
    assert understood == Capture(Kind.NOTE, clean(words).strip())


@settings(deadline=None, max_examples=400)
@given(LINES, st.sampled_from([M1, M2]))
@example("?7 #k5", M1)
@example('"##p4 (#p6)" #p6', M1)
@example(" !not an incident @@7", M2)
def test_what_was_understood_can_be_written_again(line: str, vocabulary: Vocabulary) -> None:
    understood = parse(line, vocabulary, PLAN)
    if understood.kind is Kind.PLANNED and understood.planned not in PLAN:
        return
    again = parse(written(understood), vocabulary, PLAN)
    assert again == replace(understood, problems=())


def test_a_note_is_written_as_one_would_type_it() -> None:
    line = "picked the mid one #K8 #P6+ @r12"
    assert written(parse(line, M1)) == line
    assert written(parse(" ?no question", M1)) == " ?no question"


SAME = (Mark("P4", "+"), Mark("K8"))


@pytest.mark.parametrize(
    ("line", "text", "marks"),
    [
        ("and a fourth one #=", "and a fourth one", SAME),
        ("#= and more", "and more", SAME),
        ("but #= #p4?", "but", (Mark("P4", "?"), Mark("K8"))),
        ("but #p4- #=", "but", (Mark("P4", "-"), Mark("K8"))),
        ("(#=) so", "so", SAME),
        ("more #=#d1.", "more.", (*SAME, Mark("D1"))),
        ("a plain ##= sign", "a plain #= sign", ()),
        ("x#= in a word, #=> an arrow", "x#= in a word, #=> an arrow", ()),
    ],
)
def test_the_same_tags_as_before(line: str, text: str, marks: tuple[Mark, ...]) -> None:
    understood = parse(line, M1, same=SAME)
    assert understood.text == text
    assert sorted(understood.marks) == sorted(marks)
    assert not understood.problems
    assert parse(written(understood), M1) == understood


def test_a_question_is_aimed_at_the_same_codes_without_signs() -> None:
    assert parse("? and then #=", M1, same=SAME).aims == ("P4", "K8")


def test_no_tags_before_is_told_at_its_place() -> None:
    (problem,) = parse("more #=", M1).problems
    assert (problem.start, problem.end) == (5, 7)
    assert "No note before has tags" in problem.sentence
