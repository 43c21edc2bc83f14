"""The files that the ways of the demonstration take in: tables of pieces, and reports to count."""

from __future__ import annotations

from pathlib import Path

from data.exchange.incoming.portfolio_table import written
from data.record.journey.portfolio import PieceKept
from data.store.private_files import write_private
from epa_tui.invented.script import PORTFOLIO_1, PORTFOLIO_2

IN_RANGE, TOO_LONG = 3_040, 3_410
"""How many words the summary of a report has, those of its headings not counted."""

_NOT_DOCUMENTS = {4: "other", 7: "other", 10: "presentation", 15: "presentation"}
_SECTIONS = ("The production", "People and kit", "Telling each other", "Schedule", "What it cost")
_SENTENCE = "This line of a report that nobody wrote stands here so that its words are counted."
_APPENDIX = """Appendix: mapping

K1 K2 K4 K5 K6 K7 K8 K9 K11 K12 K19 K25 K26 K28 K34
S1 S2 S3 S5 S6 S7 S10 S24 B3
"""


class Papers:
    """Writes what is taken in, each file once.

    Args:
        folder: Where to; thrown away afterwards.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def portfolio(self, option: str | None) -> Path:
        """Return a table of fifteen pieces that exist nowhere, claiming the KSBs of an option."""
        listed = PORTFOLIO_2 if option == "2" else PORTFOLIO_1
        pieces = [
            PieceKept(n, title, _NOT_DOCUMENTS.get(n, "document"), _link(n), ksbs)
            for n, (title, ksbs) in enumerate(listed, start=1)
        ]
        return self._put(f"portfolio-{option}.csv", written(pieces))

    def report(self, words: int) -> Path:
        """Return a report whose summary has so many words, with an appendix that maps KSBs."""
        each, sentence = words // len(_SECTIONS), _SENTENCE.split()
        text = " ".join((sentence * (each // len(sentence) + 1))[:each])
        parts = [f"{heading}\n\n{text}\n" for heading in _SECTIONS]
        return self._put(f"report-{words}.txt", "\n".join(["Project report\n", *parts, _APPENDIX]))

    def _put(self, name: str, text: str) -> Path:
        path = self._folder / name
        if not path.exists():
            write_private(path, text.encode())
        return path


def _link(number: int) -> str:
    return f"https://files.example/portfolio/{number:02}"
