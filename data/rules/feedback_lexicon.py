"""The words by which `data.rules.feedback_words` tells praise from blame. A small list on purpose.

A word is in here where, said of what an apprentice showed, it praises or blames nearly always.
Words of the trade (budget, risk, call sheet) and words of both kinds (detail, simple) are not.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PRAISE = _words(
    "able accurate accurately achieved admirable articulate assured clear clearly"
    " commendable competent competently comprehensive comprehensively confident"
    " confidently congratulations consistent consistently convincing convincingly creative"
    " demonstrated detailed effective effectively efficient efficiently engaging evidenced"
    " excellent excellently exceptional exceptionally exemplary fluent fluently fully good"
    " great impressed impressive impressively insightful knowledgeable logical logically"
    " mature organised outstanding perceptive pleased pleasure polished precise proactive"
    " professional professionally reflective relevant robust secure showed shown skilful"
    " skilfully solid sound strength strengths strong strongly succeeded successful"
    " successfully superb thorough thoroughly thoughtful understood well"
)
"""Words that praise."""

BLAME = _words(
    "absent basic below concern concerning concerns confused confusing disappointing"
    " disorganised error errors fail failed failing fails failure forgot gap gaps generic"
    " hesitant inaccurate inaccurately inadequate inappropriate incomplete inconsistent"
    " inconsistently incorrect incorrectly ineffective insecure insufficient"
    " insufficiently irrelevant lack lacked lacking lacks limited minimal missed missing"
    " mistake mistaken mistakes muddled omitted overlooked poor poorly rushed scant"
    " shallow sketchy slip slips struggled superficial superficially thin unable unclear"
    " unconvincing unprepared unrealistic unsafe unstructured unsure untested vague"
    " vaguely weak weakness weaknesses wrong wrongly"
)
"""Words that blame."""

COMPARATIVES = _words(
    "better clearer closer deeper fuller further greater more sharper stronger tighter wider"
)
"""Words that blame where something `could have been` so; by themselves they say nothing."""

NEGATIONS = _words(
    "barely cannot hardly little neither never no nobody none nor not nothing rarely"
    " scarcely seldom without"
)
"""Words that turn the next word of praise or blame into its opposite."""

WISHES = _words("could must need needed needs should would")
"""Words before what was missing: `could have been stronger`, `needed more detail`."""

FIXED = (
    ("not only", ""),
    ("not just", ""),
    ("no doubt", ""),
    ("without doubt", ""),
    ("as well as", ""),
    ("as well", ""),
    ("without prompting", "good"),
    ("without hesitation", "good"),
    ("unprompted", "good"),
    ("well done", "good"),
    ("well below", "poor"),
    ("no evidence", "poor"),
    ("fell short", "poor"),
    ("not enough", "poor"),
    ("too little", "poor"),
    ("too few", "poor"),
    ("too brief", "poor"),
    ("did not", "poor"),
    ("does not", "poor"),
    ("was not able", "poor"),
    ("were not able", "poor"),
    ("could not", "poor"),
    ("had to be prompted", "poor"),
    ("only after prompting", "poor"),
    ("nothing was missing", "good"),
    ("nothing missing", "good"),
    ("nothing to add", "good"),
    ("did not miss", "good"),
    ("did not overlook", "good"),
    ("did not struggle", "good"),
    ("did not fail", "good"),
    ("did not hesitate", "good"),
    ("never failed", "good"),
    ("nothing wrong", "good"),
    ("could not fault", "good"),
    ("cannot fault", "good"),
    ("could not have been better", "good"),
    ("could not have been clearer", "good"),
    ("left nothing", "good"),
)
"""Phrases that mean something else than their words, and what they stand for; the longest first
where one holds the other."""

ADVICE = (
    "next time",
    "in future",
    "in the future",
    "going forward",
    "from here",
    "for a distinction",
    "for the distinction",
    "to reach distinction",
    "to reach a distinction",
    "to go further",
    "as a next step",
    "would encourage",
    "continue to",
    "keep",
)
"""Phrases of advice: a clause with one says nothing about what was shown."""

JARGON = (
    (r"refer(?:red|ral|s)?(?! (?:to|back|him|her|them|us|me|it))", "fail"),
    (r"not yet (?:competent|achieved)", "fail"),
    (r"working towards", "fail"),
    (r"merit", "pass or distinction"),
)
"""Words of other schemes, and what the plan says."""

OTHERS = (
    r"(?:other|most|many|previous|some|all|any) (?:candidates|apprentices|learners|students)",
    r"(?:than|unlike|compared (?:to|with)) (?:the )?(?:others|most|average|anyone|everyone|peers)",
    r"(?:your|their|his|her) peers",
    r"(?:everyone|everybody|anyone|anybody) else",
    r"best (?:i|we) have (?:seen|heard|assessed)",
    r"above average|below average",
    r"(?:in|of) (?:your|the|this) (?:cohort|class)",
)
"""Hints at other apprentices."""
