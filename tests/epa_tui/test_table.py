"""The columns of the plain lists: nothing wider than the line, and every line in its place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from epa_tui.commands.table import table

ROWS = st.integers(1, 5).flatmap(
    lambda columns: st.lists(
        st.lists(st.text(max_size=30), min_size=columns, max_size=columns), min_size=1, max_size=6
    )
)


@given(ROWS, st.integers(20, 120))
def test_no_line_is_wider_than_the_terminal_or_drives_it(rows: list[list[str]], width: int) -> None:
    lines = list(table(rows, width, elastic=0))
    assert len(lines) == len(rows)
    for line in lines:
        assert cell_len(line) <= width
        assert not any(char < " " or "\x7f" <= char <= "\x9f" for char in line)


def test_wide_letters_keep_the_columns_in_line() -> None:
    lines = list(
        table([["NAME", "STAGE"], ["例え 太郎", "live"], ["Ada", "sealed"]], 40, elastic=0)
    )
    assert lines == ["NAME       STAGE", "例え 太郎  live", "Ada        sealed"]


def test_the_elastic_column_gives_way_and_shows_that_it_was_cut() -> None:
    lines = list(table([["A very long made-up name", "live"]], 20, elastic=0))
    assert lines == ["A very long m…  live"]
