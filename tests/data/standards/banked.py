"""A question bank for the shipped standard, and hands that put it into a folder."""

from __future__ import annotations

from pathlib import Path

BANK = """
format = 1
reference = "ST0792"
version = "1.1"

[[questions]]
id = "mill"
method = "M1"
text = "What would have happened if the mill had fallen through?"
aims = ["p3", "D3"]

[[questions]]
id = "kit"
method = "M1"
text = "How did the kit list come about?"
aims = ["AM1-P2"]

[[questions]]
id = "rights"
method = "M2"
option = "1"
text = "Which clearance kept you waiting?"
aims = ["o7", "K14"]

[[stems]]
method = "M1"
from = "P3"
to = "D3"
text = "Which of the two risks would you take again?"
"""


def put(folder: Path, text: str = BANK, name: str = "ST0792.toml") -> Path:
    """Put a bank into a folder, and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, "utf-8")
    return path
