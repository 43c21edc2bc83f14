"""Which papers there are, and in which forms they are written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from data.exchange.errors import DifferentResult, ExchangeError
from data.exchange.folder import publish, told
from data.exchange.open_folder import OpenFolder
from data.exchange.papers.case import Case
from data.exchange.papers.feedback import feedback_paper
from data.exchange.papers.model import Paper
from data.exchange.papers.quality_form import quality_form
from data.exchange.papers.record_form import record_form
from data.exchange.papers.trace import trace_paper


class FileTaken(ExchangeError):
    """A file of the same name has another content."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is there already and was left untouched. Name another file, or move it away."
        )


@dataclass(frozen=True, slots=True)
class Kind:
    """One paper that can be made."""

    words: str
    make: Callable[[Case], Paper]


KINDS = {
    "feedback": Kind("Feedback for apprentice and employer", feedback_paper),
    "record-form": Kind("Assessor's record", record_form),
    "quality-form": Kind("Internal quality assurance form", quality_form),
    "trace": Kind("Trace from grade to minute", trace_paper),
}
"""Every paper, by the name that commands call it."""

FORMS = ("pdf", "html", "md")
"""How a paper can be written."""


def written(paper: Paper, form: str) -> bytes:
    """Return a paper as the bytes of a file.

    Args:
        paper: What is written.
        form: One of `FORMS`.
    """
    if form == "pdf":
        from data.exchange.papers.as_pdf import pdf

        return pdf(paper)
    if form == "html":
        from data.exchange.papers.as_html import html

        return html(paper).encode()
    from data.exchange.papers.as_markdown import markdown

    return markdown(paper).encode()


def file_name(case: Case, kind: str, form: str) -> str:
    """Return how the file of a paper is called where nobody says it: never by a person."""
    return f"{kind}-{case.reference}.{form}"


def keep(path: Path, body: bytes) -> None:
    """Write a file for its owner only, whole or not at all, and never over another one.

    Args:
        path: The file, in a folder that is there.
        body: Its bytes.

    Raises:
        FileTaken: There is one with another content.
        NotWritten: The folder refuses; the sentence says what to do.
    """
    try:
        with told(path.parent), OpenFolder.opened(path.parent) as opened:
            publish(opened, [(path.name, body)])
    except DifferentResult as error:
        raise FileTaken(path) from error
