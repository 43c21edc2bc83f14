"""What was typed on the judging screen and is not in the record yet.

Leaving a text without keeping it, or a crash, loses nothing: it waits here, and behind that in the
sitting's draft, until it is kept.
"""

from __future__ import annotations

import json

from data.record.instant import Instant
from data.store.sitting_record import SittingRecord

RATIONALE = "rationale"
FEEDBACK = "feedback"

_START = "judging:"
"""How a draft of ours begins, so that it is never taken for the live note line."""


class Unkept:
    """Texts by what they are and the descriptor they are about.

    Args:
        record: Keeps them on the disk beside its entries.
    """

    def __init__(self, record: SittingRecord) -> None:
        self._record = record
        self._texts: dict[str, str] = {}
        draft = record.draft
        if draft and record.first_key and draft.text.startswith(_START):
            self._texts = _read(draft.text)
        # A note that was never finished on the live screen owns the draft: it is not overwritten.
        self._may_draft = record.first_key is None or bool(self._texts)

    def get(self, what: str, code: str) -> str:
        """Return a text; empty where there is none."""
        return self._texts.get(f"{what} {code}", "")

    def of(self, code: str) -> dict[str, str]:
        """Return the texts about one descriptor, by what they are."""
        found = {what: self.get(what, code) for what in (RATIONALE, FEEDBACK)}
        return {what: text for what, text in found.items() if text}

    def codes(self) -> tuple[str, ...]:
        """Return the descriptors that something waits for; empty stands for the whole."""
        return tuple(dict.fromkeys(key.partition(" ")[2] for key in self._texts))

    def put(self, what: str, code: str, text: str, now: Instant) -> None:
        """Remember a text; an empty one is forgotten."""
        before = dict(self._texts)
        self._texts.pop(f"{what} {code}", None)
        if text.strip():
            self._texts[f"{what} {code}"] = text
        if self._may_draft and self._texts != before:
            draft = _START + json.dumps(self._texts) if self._texts else ""
            self._record.keep_draft(draft, len(draft), now)


def is_judging(draft: str) -> bool:
    """Tell whether a draft is of the judgements, and nothing that was typed on the note line."""
    return draft.startswith(_START) and bool(_read(draft))


def _read(draft: str) -> dict[str, str]:
    """Read texts back from a draft; nothing where it is damaged."""
    try:
        texts = json.loads(draft.removeprefix(_START))
    except ValueError:
        return {}
    return {str(key): str(text) for key, text in texts.items()} if isinstance(texts, dict) else {}
