"""Whatever is typed or pasted: it is understood or told, and every character of it is kept."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from data.record.entries import QuestionPlanned
from data.record.text import clean
from data.rules.capture import Kind, kind_of, parse, written
from data.rules.vocabulary import Vocabulary
from tests.data.record.sittings import made_up, shipped
from tests.fuzz.trying import any_text, tries

VOCABULARIES = [
    Vocabulary.of(shipped().standard, "M1", "1"),
    Vocabulary.of(shipped().standard, "M2", "2"),
    Vocabulary.of(made_up().standard, "B", "b"),
]
PLAN = {number: QuestionPlanned(number, "Why?", ("P1",)) for number in (1, 7, 9999)}

signs = st.text(
    st.sampled_from('#@=?+-!"“”\u2019()[]. ,:;\tpPkKrR0189xAéß\u0130\u0301\u200d٣'), max_size=20
)
lines = (
    any_text | signs | st.lists(signs | any_text | st.sampled_from(["#p4+", "@r12"])).map(" ".join)
)
vocabularies = st.sampled_from(VOCABULARIES)


@tries
@given(lines, vocabularies)
def test_any_line_is_understood_or_told_at_its_place(line: str, vocabulary: Vocabulary) -> None:
    understood = parse(line, vocabulary, PLAN)
    assert kind_of(line)[1] <= len(line)
    assert clean(understood.text) == understood.text
    typed = clean(line)
    for problem in understood.problems:
        assert 0 <= problem.start < problem.end <= len(typed)
        assert clean(problem.sentence) == problem.sentence
    assert all(mark.code in vocabulary.texts for mark in understood.marks)


@tries
@given(lines, vocabularies)
def test_what_was_understood_is_shown_as_it_would_be_typed(
    line: str, vocabulary: Vocabulary
) -> None:
    understood = parse(line, vocabulary, PLAN)
    if understood.planned is None or understood.planned in PLAN:
        again = parse(written(understood), vocabulary, PLAN)
        assert again == replace(understood, problems=())


words = st.text(st.characters(exclude_characters='#@"“”', exclude_categories=["Zs"]), min_size=1)


@tries
@given(st.lists(words, min_size=1), st.data())
def test_between_tags_every_character_is_kept(typed: list[str], data: st.DataObject) -> None:
    vocabulary = data.draw(vocabularies)
    codes = st.sampled_from(sorted(vocabulary.texts))
    parts: list[str] = [""]
    for word in typed:
        parts += [word, *(f"#{code}" for code in data.draw(st.lists(codes, max_size=2)))]
    understood = parse(" ".join(parts), vocabulary)
    assert understood.kind is Kind.NOTE
    assert "".join(understood.text.split()) == "".join(clean("".join(typed)).split())
    assert {mark.code for mark in understood.marks} == {p[1:] for p in parts if p[:1] == "#"}


@tries
@given(any_text, st.booleans())
def test_cleaned_text_drives_nothing_and_lacks_nothing(text: str, lines: bool) -> None:
    cleaned = clean(text, lines=lines)
    kinds = {unicodedata.category(char) for char in cleaned if not (lines and char == "\n")}
    assert not kinds & {"Cc", "Cs", "Zl", "Zp"}
    assert clean(cleaned, lines=lines) == cleaned
    assert len(cleaned) == len(text.replace("\r\n", "\n") if lines else text)
    assert cleaned.encode().decode() == cleaned
