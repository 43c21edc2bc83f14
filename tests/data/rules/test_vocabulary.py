from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.rules.vocabulary import Unknown, Vocabulary
from tests.data.record.sittings import made_up, shipped

SHIPPED = shipped().standard
M1 = Vocabulary.of(SHIPPED, "M1", "1")
M2 = Vocabulary.of(SHIPPED, "M2", "1")


def refusal(vocabulary: Vocabulary, typed: str) -> str:
    answer = vocabulary.resolve(typed)
    assert isinstance(answer, Unknown)
    return answer.sentence


@pytest.mark.parametrize(
    ("typed", "code"),
    [("p6", "P6"), ("P6", "P6"), ("k8", "K8"), ("am1-p6", "P6"), ("AM1-D2", "D2")],
)
def test_codes_and_full_ids_are_understood_in_either_case(typed: str, code: str) -> None:
    assert M1.resolve(typed) == code


def test_the_same_code_means_the_descriptor_of_the_option() -> None:
    other = Vocabulary.of(SHIPPED, "M2", "2")
    assert M2.resolve("am2o1-p1") == other.resolve("am2o2-k30") == "O1"
    assert M2.texts["O1"] != other.texts["O1"]


def test_a_code_of_another_method_is_refused_with_the_method() -> None:
    assert refusal(M1, "k3").startswith("K3 is assessed in M2, not in M1.")
    assert refusal(M1, "p13").startswith("P13 is assessed in M2, not in M1.")


def test_a_code_of_another_option_is_refused_with_both_options() -> None:
    said = refusal(M2, "k30")
    assert said.startswith("K30 belongs to option 2 (Post-Production, VFX or Animation);")
    assert "this apprentice takes option 1." in said


def test_without_an_option_no_code_of_an_option_may_be_typed() -> None:
    core = Vocabulary.of(made_up().standard, "B", None)
    assert "this apprentice takes no option" in refusal(core, "K3")
    assert core.resolve("k2") == "K2"


def test_a_code_of_several_methods_names_them_all() -> None:
    standard = made_up().standard
    grown = standard.model_copy(
        update={"descriptors": tuple(d for d in standard.descriptors if d.id != "B-P1")}
    )
    said = refusal(Vocabulary.of(grown, "B", "a"), "p1")
    assert said.startswith("P1 is assessed in A or C, not in B.")


def test_a_slip_of_the_fingers_is_told_what_was_near() -> None:
    assert refusal(M1, "p44").startswith("p44 is not a code of ST0792. Did you mean P4?")


def test_a_word_is_told_the_codes_that_speak_of_it() -> None:
    assert "Did you mean P4, P7 or K11?" in refusal(M1, "budgets") + refusal(M1, "budget")


def test_nothing_near_still_says_what_to_do() -> None:
    assert "Choose a code of the checklist." in refusal(M1, "zzzz")
    assert len(refusal(M1, "z" * 50_000)) < 160


def test_words_are_found_by_their_beginning_with_and_without_hyphen() -> None:
    assert M2.starting("co-ord") == M2.starting("coord")
    assert "S17" in M2.starting("Coordinate")
    assert M2.starting("qqq") == ()


def test_an_unknown_method_is_an_error_of_the_caller() -> None:
    with pytest.raises(KeyError):
        Vocabulary.of(SHIPPED, "M9", "1")


@settings(deadline=None)
@given(st.text(), st.sampled_from([M1, M2]))
def test_every_text_is_either_a_code_or_has_a_reason(typed: str, vocabulary: Vocabulary) -> None:
    answer = vocabulary.resolve(typed)
    if isinstance(answer, Unknown):
        assert answer.sentence.endswith(".")
        assert not vocabulary.knows(typed)
    else:
        assert answer in vocabulary.texts


@pytest.mark.parametrize("option", ["1", "2"])
@pytest.mark.parametrize("method", ["M1", "M2"])
def test_exactly_what_applies_may_be_typed(method: str, option: str) -> None:
    vocabulary = Vocabulary.of(SHIPPED, method, option)
    criteria = SHIPPED.criteria(method, option)
    applying = {d.code for d in criteria} | {k.code for k in SHIPPED.statements(method, option)}
    assert set(vocabulary.texts) == applying
    for ksb in SHIPPED.ksbs:
        assert vocabulary.knows(ksb.code) == (ksb.code in applying)
    for descriptor in SHIPPED.descriptors:
        assert vocabulary.knows(descriptor.id) == (descriptor in criteria)
