"""Answers the questions of the program as somebody at the terminal does."""

from __future__ import annotations

import re
from pathlib import Path

from tests.epa_tui.session import Session
from tests.faults.opening import PASSPHRASE

LEAVE, CLOSE_INPUT = "\x03", "\x04"
"""Ctrl+C and Ctrl+D."""

_GROUP = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4}\b")


def asked(session: Session, passphrase: str = PASSPHRASE) -> str:
    """Answer the first question, and return the recovery key that is shown with the second."""
    session.prompted("Passphrase:").type(f"{passphrase}\r")
    session.prompted("Once more:").type(f"{passphrase}\r")
    return shown_key(session)


def shown_key(session: Session) -> str:
    """Return the recovery key that stands on the screen."""
    groups = _GROUP.findall(session.wait("Type its last group").text)
    assert len(groups) == 9, session.text
    return "-".join(groups)


def first_run(home: Path) -> str:
    """Make an encrypted store by the program, and return its recovery key."""
    with Session("--home", str(home)) as session:
        written = asked(session)
        session.type(f"{written[-4:]}\r").wait("Nothing is booked")
        session.wait(lambda _: bool(list((home / "backups").glob("*-start.db")))).type("q")
        assert session.ended() == 0
    return written


def leave(session: Session, key: str = LEAVE) -> int:
    """Press a key that ends a question once the program waits for one; return its exit status."""
    state = Path(f"/proc/{session.pid}/stat")
    # Between its prompt and its waiting a program is deaf to it until the next key.
    session.wait(lambda _: state.read_text("utf-8").rpartition(")")[2].split()[0] == "S")
    session.type(key)
    return session.ended()


def files_of(home: Path) -> set[str]:
    """Return the names of the files of a store, those of its backups, too."""
    return {str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()}
