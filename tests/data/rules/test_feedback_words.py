"""Words are held against judgements: praise on not met, blame on met, and nothing else.

The first table was written with the list of words; the second after it and without looking back:
it shows what the rule does with sentences that it does not know (`never` and slips are from there).
The test prints how often it is right. It is a notice: it may miss some, and must not cry wolf.
"""

from __future__ import annotations

import pytest

from data.record.entries import FeedbackGiven, Judged
from data.rules.feedback_words import Tone, all_doubts, contradiction, doubts, foreign, tone
from tests.data.rules.acting import Acting

MET, NOT_MET = True, False

TABLE = (
    # met, and the words agree
    ("Clear and confident explanation of how the schedule was built.", MET, False),
    ("Well done: the budget was accurate and you explained every line.", MET, False),
    ("There were no weaknesses in your account of the risk assessment.", MET, False),
    ("You did not miss anything that the call sheet needs.", MET, False),
    ("Nothing was missing from the release forms.", MET, False),
    ("A thorough answer; next time give the cost of the contingency too.", MET, False),
    ("Strong evidence. For a distinction you would need more on the alternatives.", MET, False),
    ("You compared three quotes and chose the middle one.", MET, False),
    ("You answered without hesitation.", MET, False),
    ("Good, although the second example was limited.", MET, False),
    ("The schedule could have been tighter, but it was realistic and well argued.", MET, False),
    ("You could not have been clearer about who signs the forms.", MET, False),
    ("Not only did you list the hazards, you ranked them.", MET, False),
    ("You explained unprompted how data protection shapes a casting.", MET, False),
    ("I could not fault the way you planned the travel.", MET, False),
    ("You never failed to bring the answer back to the production.", MET, False),
    ("In future, keep a copy of each permit with the call sheet.", MET, False),
    ("Effective use of the software, without doubt.", MET, False),
    ("You handled the short notice calmly.", MET, False),
    ("You kept the crew informed when the location fell through.", MET, False),
    # met, and the words blame
    ("Your explanation was vague and incomplete.", MET, True),
    ("You did not explain how the budget was controlled.", MET, True),
    ("The answer was not convincing.", MET, True),
    ("It could have been stronger.", MET, True),
    ("There was no evidence of a risk assessment.", MET, True),
    ("You were unable to name a regulation.", MET, True),
    ("Limited understanding of the contracts.", MET, True),
    ("This lacked detail throughout.", MET, True),
    ("You should have given a fuller account of the permits.", MET, True),
    ("The example was never clear.", MET, True),
    ("Not enough on how conflicts in the crew are solved.", MET, True),
    ("The plan was hardly realistic or detailed.", MET, True),
    ("Your knowledge of rights was superficial.", MET, True),
    ("You needed more examples.", MET, True),
    ("The account of the wrap was rushed and muddled.", MET, True),
    # not met, and the words agree
    ("You did not show how the costs were tracked.", NOT_MET, False),
    ("The answer was not convincing and no example followed.", NOT_MET, False),
    ("You spoke clearly, but the legal duties were missing.", NOT_MET, False),
    ("Good start; the risk assessment itself was absent.", NOT_MET, False),
    ("The descriptor asks for two methods; one was named.", NOT_MET, False),
    ("It could have been stronger with a real example.", NOT_MET, False),
    ("Without a clear example this cannot be credited.", NOT_MET, False),
    ("There was little detailed evidence of planning.", NOT_MET, False),
    ("You never explained the chain of approval.", NOT_MET, False),
    ("Neither the budget nor the schedule was accurate.", NOT_MET, False),
    ("Confident in tone; insufficient on substance.", NOT_MET, False),
    ("You would have needed to show stronger links to the brief.", NOT_MET, False),
    ("The documents were generic and the dates wrong.", NOT_MET, False),
    ("You named the law and no more.", NOT_MET, False),
    ("Next time, bring the signed forms.", NOT_MET, False),
    # not met, and the words praise
    ("Excellent work throughout.", NOT_MET, True),
    ("You gave a clear, detailed and confident account.", NOT_MET, True),
    ("Your planning was thorough and well organised.", NOT_MET, True),
    ("There were no gaps in your knowledge.", NOT_MET, True),
    ("A strong answer with relevant examples.", NOT_MET, True),
    ("Well done.", NOT_MET, True),
    ("You demonstrated this consistently.", NOT_MET, True),
    ("Nothing was missing here.", NOT_MET, True),
    ("Very good use of the schedule.", NOT_MET, True),
    ("I was impressed by how you handled the crew.", NOT_MET, True),
)
"""What was written, how it was judged, and whether these contradict each other."""

LATER = (
    ("Your response on insurance was excellent and needed no prompting.", MET, False),
    ("You set out the whole chain from script to delivery.", MET, False),
    ("The production log is complete, and you use it every day.", MET, False),
    ("I have no concerns about your understanding of safeguarding.", MET, False),
    ("You were nervous at first; your examples then showed real command of the topic.", MET, False),
    ("You do not confuse the roles, and you say who decides.", MET, False),
    ("Some minor slips in terminology, otherwise very solid.", MET, False),
    ("You gave two examples where one was asked for.", MET, False),
    ("You repeated the question back and gave nothing of your own.", MET, True),
    ("Poor grasp of the purpose of a call sheet.", MET, True),
    ("The figures did not add up.", MET, True),
    ("We had to ask four times and still heard no method.", MET, True),
    ("Your answer on copyright isn't accurate.", MET, True),
    ("You were not prepared for this topic.", MET, True),
    ("No method was described.", NOT_MET, False),
    ("The evidence fell short of what the descriptor asks.", NOT_MET, False),
    ("Enthusiastic and well presented, yet the budget was never reconciled.", NOT_MET, False),
    ("You told us what others did rather than what you did.", NOT_MET, False),
    ("A little more depth on the contracts would have secured this.", NOT_MET, False),
    ("Superb answer, among the most polished of the afternoon.", NOT_MET, True),
    ("You covered everything that was asked, with real insight.", NOT_MET, True),
    ("Impressive command of scheduling software.", NOT_MET, True),
    ("This was handled skilfully and without any errors.", NOT_MET, True),
    ("You really understood what the client wanted.", NOT_MET, True),
)


def counted(table: tuple[tuple[str, bool, bool], ...]) -> tuple[float, float, list[str]]:
    """Return precision and recall of the flags, and the sentences that it is wrong about."""
    flagged = {text: bool(contradiction(text, met)) for text, met, _ in table}
    right = sum(flagged[text] and wrong for text, _, wrong in table)
    missed = [text for text, _, wrong in table if flagged[text] is not wrong]
    return (
        right / max(1, sum(flagged.values())),
        right / sum(wrong for _, _, wrong in table),
        missed,
    )


@pytest.mark.parametrize(
    ("table", "precision", "recall"), [(TABLE, 1.0, 1.0), (LATER, 0.9, 0.6)], ids=["first", "later"]
)
def test_how_often_it_is_right(
    table: tuple[tuple[str, bool, bool], ...], precision: float, recall: float
) -> None:
    found = counted(table)
    print(f"\n{len(table)} sentences: precision {found[0]:.2f}, recall {found[1]:.2f}")
    print("\n".join(found[2]))
    assert found[0] >= precision, found[2]
    assert found[1] >= recall, found[2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Tone.NEITHER),
        ("You compared three quotes.", Tone.NEITHER),
        ("not convincing", Tone.BLAME),
        ("no weaknesses", Tone.PRAISE),
        ("could have been stronger", Tone.BLAME),
        ("Strong start, weak end", Tone.BOTH),
        ("STRONG", Tone.PRAISE),
        ("It wasn\u2019t clear.", Tone.BLAME),
    ],
)
def test_what_words_come_to(text: str, expected: Tone) -> None:
    assert tone(text) is expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("This is a refer.", "fail"),
        ("You are not yet competent here.", "fail"),
        ("A clear merit.", "pass or distinction"),
        ("Better than most candidates.", "other apprentices"),
        ("The best I have seen this year.", "other apprentices"),
        ("Please refer to the plan.", ""),
        ("You worked with other departments.", ""),
    ],
)
def test_words_that_no_feedback_should_have(text: str, said: str) -> None:
    assert said in foreign(text) if said else not foreign(text)


def test_feedback_rationale_and_the_whole_are_held_against_what_was_decided() -> None:
    sitting = Acting("M1")

    def keep(*bodies: FeedbackGiven | Judged) -> None:
        for body in bodies:
            sitting.do(lambda state, now, body=body: (body,))

    keep(FeedbackGiven("P1", "Excellent and clear."))
    assert not doubts(sitting.state, "P1"), "nothing is judged yet"
    keep(Judged("P1", False, "Thorough and convincing."))
    first, second = doubts(sitting.state, "P1")
    assert first == (
        "P1 feedback: the words praise, the judgement says not met. Mend it, or leave it."
    )
    assert second.startswith("P1 rationale: the words praise")
    keep(Judged("P1", True, ""), FeedbackGiven("", "Weak in every part."))
    assert not all_doubts(sitting.state), "there is no grade yet"
    for descriptor in sitting.state.criteria[1:]:
        keep(Judged(descriptor.code, True))
    (overall,) = all_doubts(sitting.state)
    assert overall.startswith("Overall feedback: the words blame, the grade is distinction")
