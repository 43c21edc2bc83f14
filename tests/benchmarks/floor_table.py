"""The least that marking a criterion could be: a key, a committed row, a cell that changes.

Run with the path of a database that may be written. Sixty rows; `p`, `m` and `d` mark the row at
the cursor. Driver and pragmas are those of the store.
"""

from __future__ import annotations

import sys
import time
from datetime import datetime
from pathlib import Path
from typing import ClassVar

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import DataTable, Digits, Footer, Header

from data.store.connection import connect


class FloorTable(App[None]):
    """Shows the time and a table, and keeps every mark.

    Args:
        path: Where the marks are kept.
    """

    CSS = "DataTable { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("p", "mark('P')", "Pass"),
        ("m", "mark('M')", "Middle"),
        ("d", "mark('D')", "Keep"),
    ]

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._marks = connect(path)
        self._marks.execute("CREATE TABLE mark (id INTEGER PRIMARY KEY, place INT, sign TEXT, at)")

    def compose(self) -> ComposeResult:
        """Put header, clock, table and footer below each other."""
        yield Header()
        yield Digits("00:00:00")
        yield DataTable(cursor_type="row")
        yield Footer()

    def on_mount(self) -> None:
        """Fill the table, and start to tick."""
        table = self.query_one(DataTable)
        table.add_columns("Code", "Criterion", "Mark")
        for number in range(60):
            table.add_row(f"K{number}", "Explains how the criterion was met in the work", "-")
        table.focus()
        self.set_interval(1, self.tick)

    def tick(self) -> None:
        """Show the next second."""
        self.query_one(Digits).update(f"{datetime.now():%H:%M:%S}")

    def action_mark(self, sign: str) -> None:
        """Keep a mark and show it."""
        table = self.query_one(DataTable)
        values = (table.cursor_row, sign, time.time())
        self._marks.execute("INSERT INTO mark (place, sign, at) VALUES (?, ?, ?)", values)
        table.update_cell_at(table.cursor_coordinate._replace(column=2), sign)


if __name__ == "__main__":
    FloorTable(Path(sys.argv[1])).run()
