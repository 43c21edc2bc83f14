from __future__ import annotations

import string
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.rules.tags import Reading, plain
from data.rules.vocabulary import Vocabulary
from tests.data.record.sittings import shipped

M1 = Vocabulary.of(shipped().standard, "M1", "1")
M2 = Vocabulary.of(shipped().standard, "M2", "1")


def read(line: str, vocabulary: Vocabulary = M1, asking: bool = False) -> Reading:
    return Reading(vocabulary, line, 0, asking=asking)


@pytest.mark.parametrize(
    ("line", "text", "signs"),
    [
        ("kept to the budget #p4", "kept to the budget", {"P4": ""}),
        ("#P4 kept to the budget", "kept to the budget", {"P4": ""}),
        ("kept to #p4+ the budget", "kept to the budget", {"P4": "+"}),
        ("three  quotes #k8, then  one.", "three  quotes, then  one.", {"K8": ""}),
        ("over budget #p4-.", "over budget.", {"P4": "-"}),
        ("who signed? #p6?", "who signed?", {"P6": "?"}),
        ("a (#p4 #k8+) b", "a b", {"P4": "", "K8": "+"}),
        ("a #p4#k8+ b", "a b", {"P4": "", "K8": "+"}),
        ("a #p4 #p4+ #p4 b", "a b", {"P4": "+"}),
        ("#am1-p6-", "", {"P6": "-"}),
    ],
)
def test_tags_leave_the_words_as_they_were(line: str, text: str, signs: dict[str, str]) -> None:
    found = read(line)
    assert (found.text, found.signs, found.problems) == (text, signs, [])


@pytest.mark.parametrize(
    "prose",
    [
        "why? 50% of it, was #1 of 3",
        "wrote it in C# and F#",
        "mail a@b.c or testa@example.org",
        "# alone and @ alone",
        "call at @12:30, @7pm, @home",
        "5-6 takes + 2 spare - all used",
        "issue#p4 is no tag",
        "#é and #_ are no tags",
    ],
)
def test_ordinary_prose_is_left_alone(prose: str) -> None:
    found = read(prose)
    assert (found.text, found.signs, found.evidence, found.problems) == (prose, {}, {}, [])


def test_a_doubled_sign_stands_for_itself() -> None:
    found = read("typed ##p4 and ###k8 and @@7", M2)
    assert (found.text, found.signs, found.evidence) == ("typed #p4 and ##k8 and @7", {}, {})


@pytest.mark.parametrize(
    ("line", "wrong", "sentence"),
    [
        ("said #k3 here", "#k3", "K3 is assessed in M2, not in M1."),
        ("said #p6+- here", "#p6+-", "P6 has the signs +-. Keep one"),
        ("#p6+ said #p6- here", "#p6-", "P6 is marked + and - in one note."),
        ("said #p4/p6 here", "#p4/p6", "#p4/p6 is not a tag. Put a space after the code"),
        ("said @7 here", "@7", "M1 has no portfolio to point at."),
        ("said @r0 here", "@r0", "@r0 is out of range: the pages of the report are counted"),
        ("#p4#nope here", "#nope", "nope is not a code of ST0792."),
    ],
)
def test_what_is_wrong_stays_in_the_text_and_is_told(line: str, wrong: str, sentence: str) -> None:
    found = read(line)
    (problem,) = found.problems
    assert line[problem.start : problem.end] == wrong
    assert problem.sentence.startswith(sentence)
    assert found.text.endswith(f"{wrong} here")


@pytest.mark.parametrize("number", ["0", "16", "00", "9" * 5000])
def test_a_pointer_past_the_portfolio_is_out_of_range(number: str) -> None:
    found = read(f"see @{number}", M2)
    assert "is out of range: the pieces of the portfolio are counted from 1 to 15." in (
        found.problems[0].sentence
    )
    assert (list(found.evidence), found.text) == ([], f"see @{number}")


def test_pointers_are_written_one_way_and_kept_once() -> None:
    assert list(read("see @7, @07 and @15.", M2).evidence) == ["7", "15"]
    assert list(read("see @R012 @r12").evidence) == ["r12"]


def test_a_method_without_a_report_has_no_pages() -> None:
    assert read("@r3", M2).problems[0].sentence.startswith("M2 has no report to point at.")


def test_a_question_is_aimed_without_a_sign_and_keeps_its_question_mark() -> None:
    found = read("How did you budget it #p4?", asking=True)
    assert (found.text, found.signs) == ("How did you budget it?", {"P4": ""})
    refused = read("How did you budget it #p4+", asking=True)
    assert "aimed at P4 without a sign" in refused.problems[0].sentence


def test_a_question_keeps_pointers_as_words() -> None:
    assert read("What does @7 show", M2, asking=True).text == "What does @7 show"


def test_a_very_long_line_is_read_at_once() -> None:
    began = process_time()
    for line in ("#a---" * 20_000 + '"x', "#a" + "?" * 100_000 + "x", "@1" * 50_000 + "x"):
        read(line)
    # It takes a hundredth of a second; a regular expression that backtracks takes minutes.
    assert process_time() - began < 5


WORDS = st.text(
    st.characters(exclude_categories=("C", "Z"), exclude_characters="#@"), min_size=1, max_size=8
)
TAGS = st.sampled_from(["#p4", "#k8+", "#P6-", "#d2?", "#p4#k8+", "@r12", "(#k9)", "#k5+@r3"])
SPACES = st.sampled_from([" ", "  ", " \u00a0"])


@settings(deadline=None)
@given(st.lists(st.tuples(st.booleans(), WORDS, TAGS, SPACES)))
def test_every_word_is_kept_in_its_place(parts: list[tuple[bool, str, str, str]]) -> None:
    line = "".join((tag if tagged else word) + gap for tagged, word, tag, gap in parts)
    found = read(line)
    assert found.problems == []
    assert found.text.split() == [word for tagged, word, _, _ in parts if not tagged]


@settings(deadline=None)
@given(st.text(string.printable + "“”é"), st.booleans())
def test_plain_words_are_read_as_they_are(text: str, asking: bool) -> None:
    found = read(plain(text, asking=asking), asking=asking)
    assert (found.text, found.signs, found.evidence) == (text.strip(), {}, {})
    assert found.problems == []
