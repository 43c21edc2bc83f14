"""Takes a file apart in a process of its own, which has so much time and memory and no more.

The parsers are not ours and the file is from anywhere: one that never ends, or takes the memory of
a small computer, is ended. What comes back are the passages as JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from data.exchange.reading_report.errors import (
    ReportDamaged,
    ReportTooLarge,
    ReportTooSlow,
    UncountableReport,
)
from data.exchange.reading_report.passages import Extract, Passage

MOST_SECONDS = 60
_MOST_MEMORY = 1_500_000_000
_MOST_LETTERS = 4_000_000
"""Of all passages together: a book of thousand pages."""
_CHILD = (
    "import sys; sys.path[:] = sys.argv[2:]; "
    "from data.exchange.reading_report.apart import main; main()"
)
"""The other process looks for its modules where this one does, and nowhere else."""


def taken_apart(form: str, content: bytes, seconds: int = MOST_SECONDS) -> Extract:
    """Return the passages of a file.

    Args:
        form: `docx`, `pdf` or `md`.
        content: The bytes of the file.
        seconds: How long it may take.

    Raises:
        UncountableReport: One of its kinds.
    """
    try:
        done = subprocess.run(  # noqa: S603 - this program itself
            [sys.executable, "-P", "-c", _CHILD, form, *sys.path],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
            env={name: value for name, value in os.environ.items() if "EPA_TUI" not in name},
        )
    except subprocess.TimeoutExpired as error:
        raise ReportTooSlow(seconds) from error
    if done.returncode:  # it was ended, or a parser fell
        raise ReportDamaged(f".{form}")
    return _told(json.loads(done.stdout))


def _told(told: dict[str, Any]) -> Extract:
    if refused := told.get("refused"):
        raise UncountableReport(refused)
    return Extract(tuple(Passage(*each) for each in told["passages"]), tuple(told["notices"]))


def extract(form: str, content: bytes) -> Extract:
    """Return the passages of a file, in this process and without bounds of time.

    Args:
        form: `docx`, `pdf` or `md`.
        content: The bytes of the file; those of Markdown are UTF-8.

    Raises:
        UncountableReport: One of its kinds.
    """
    if form == "docx":
        from data.exchange.reading_report import document_text

        return document_text.extract(content)
    if form == "pdf":
        from data.exchange.reading_report import page_text

        return page_text.extract(content)
    from data.exchange.reading_report import markdown_text

    return markdown_text.extract(content.decode())


def main() -> None:
    """Write the passages of the standard input to the standard output."""
    _bound()
    try:
        found = extract(sys.argv[1], sys.stdin.buffer.read())
        if sum(len(passage.text) for passage in found.passages) > _MOST_LETTERS:
            raise ReportTooLarge(f"more than {_MOST_LETTERS:,} letters")
        told: dict[str, Any] = {"passages": found.passages, "notices": found.notices}
    except UncountableReport as error:
        told = {"refused": str(error)}
    except MemoryError:
        told = {"refused": str(ReportTooLarge("more in it than fits into the memory"))}
    sys.stdout.write(json.dumps(told))


def _bound() -> None:
    """Take no more memory than any report needs, where the system can see to it."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
