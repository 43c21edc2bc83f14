"""`epa-tui import`: nothing is written before it was shown, and then all of it or nothing."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from data.exchange.incoming.columns import template_csv
from data.store.connection import is_plain
from data.store.restore import compare
from tests.data.exchange.incoming.building import ROW, table
from tests.epa_tui.answering import LEAVE, asked, files_of, leave
from tests.epa_tui.conftest import CommandLine, SealedLine
from tests.epa_tui.session import Session, without_encryption
from tests.faults.opening import KEY, OPENS, opened

GOOD = {**ROW, "family_name": "Canary"}
WRONG = {**ROW, "uln": "100015980", "family_name": "Canary"}
CANARY = "Canary"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with one new apprentice and one new sitting."""
    return written(tmp_path, GOOD)


def written(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "bookings.csv"
    path.write_text(table(*rows), "utf-8", newline="")
    return path


def contents(home: Path) -> dict[str, bytes]:
    """Return every file of a store that must not change, the lock left out."""
    return {name: (home / name).read_bytes() for name in files_of(home) - {"store.lock"}}


def names(line: CommandLine) -> set[str]:
    listed = json.loads(line("list", "--json").out)
    return {row["family_name"] for row in listed["assessments"]}


def test_the_template_is_printed_without_a_store(nowhere: CommandLine) -> None:
    done = nowhere("import", "--template")
    assert (done.status, done.err) == (0, "") and "Testa" in done.out
    assert done.out.splitlines() == template_csv().splitlines()
    assert json.loads(nowhere("import", "--template", "json").out)["format"] == 1
    assert not nowhere.home.parent.exists()


def test_it_is_written_once_after_a_backup_and_then_the_same(
    sealed: SealedLine, file: Path
) -> None:
    done = sealed("import", str(file), "--yes")
    assert (done.status, done.err) == (0, "") and done.out.endswith("Written.\n")
    assert names(sealed) == {"Example", CANARY}
    (copy,) = (sealed.home / "backups").glob("*-before-import.db")
    differs = compare(sealed.home, copy, KEY)
    assert (differs.assessments_lost, differs.assessments_gained) == (1, 0)
    before = contents(sealed.home)
    again = sealed("import", str(file), "--yes")
    assert again.status == 0 and "There is nothing to write." in again.out
    assert contents(sealed.home) == before


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_a_dry_run_shows_and_writes_nothing(
    sealed: SealedLine, file: Path, more: tuple[str, ...]
) -> None:
    before = contents(sealed.home)
    done = sealed("import", str(file), "--dry-run", *more)
    assert (done.status, done.err) == (0, "")
    assert contents(sealed.home) == before


def test_json_holds_no_value_of_anybody(sealed: SealedLine, tmp_path: Path) -> None:
    changed = {
        **ROW,
        "uln": "1000159800",
        "employer": CANARY,
        "place": CANARY,
        "date": "",
        "time": "",
    }
    path = written(tmp_path, GOOD, changed, {**WRONG, "method": "M2"})
    done = sealed("import", str(path), "--dry-run", "--json")
    told = json.loads(done.out)
    assert done.status == 1 and CANARY not in done.out + done.err and "1000159" not in done.out
    assert (told["format"], told["written"], told["rows"]) == (1, False, 3)
    assert told["counts"]["assessments"]["new"] == told["counts"]["rows"]["refused"] == 1
    fields = {step["of"]: step["fields"] for step in told["steps"] if step["kind"] == "changed"}
    assert fields["assessment"] == ["employer"]
    (refused,) = [step for step in told["steps"] if step["kind"] == "refused"]
    assert (refused["where"], refused["problems"][0]["column"]) == ("row 4", "uln")


def test_many_notices_do_not_hide_what_changes(sealed: SealedLine, tmp_path: Path) -> None:
    rows = [{**GOOD, "uln": str(uln)} for uln in range(1_100_000_000, 1_100_000_060)]
    path = str(written(tmp_path, *rows))
    out = sealed("import", path, "--dry-run").out
    told = json.loads(sealed("import", path, "--dry-run", "--json").out)
    assert out.count("Note: ") == 21 and f"and {len(told['notices']) - 20} more" in out


def test_one_row_that_is_wrong_keeps_all_out(sealed: SealedLine, tmp_path: Path) -> None:
    path, before = written(tmp_path, GOOD, WRONG), contents(sealed.home)
    done = sealed("import", str(path), "--yes")
    assert done.status == 1 and "row 3, uln: A ULN has ten digits" in done.out
    assert "Nothing was written" in done.err and CANARY not in done.err
    assert contents(sealed.home) == before


def test_partly_leaves_out_what_is_wrong(sealed: SealedLine, tmp_path: Path) -> None:
    done = sealed("import", str(written(tmp_path, GOOD, WRONG)), "--yes", "--partly")
    assert done.status == 1 and "Written." in done.out and "were left out" in done.err
    assert names(sealed) == {"Example", CANARY}


def test_nobody_to_ask_means_no(sealed: SealedLine, file: Path) -> None:
    before = contents(sealed.home)
    done = sealed("import", str(file))
    assert done.status == 2 and "say --yes" in done.err and "new       1 assessment" in done.out
    asked = sealed("import", str(file), "--json")
    assert asked.status == 2 and "--dry-run" in json.loads(asked.out)["refused"]
    assert contents(sealed.home) == before


@pytest.mark.parametrize(("answer", "status"), [("no\r", 2), (LEAVE, 130)])
def test_anything_but_a_yes_writes_nothing(
    sealed: SealedLine, file: Path, answer: str, status: int
) -> None:
    with Session("--home", str(sealed.home), "import", str(file), environment=OPENS) as session:
        session.wait("Type yes:")
        assert leave(session, answer) == status
    assert names(sealed) == {"Example"}


def test_a_yes_writes_it(sealed: SealedLine, file: Path) -> None:
    with Session("--home", str(sealed.home), "import", str(file), environment=OPENS) as session:
        session.wait("Type yes:").type("yes\r").wait("Written.")
        assert session.ended() == 0
    assert names(sealed) == {"Example", CANARY}


def test_killed_between_the_backup_and_the_write_the_store_is_as_it_was(
    sealed: SealedLine, file: Path
) -> None:
    backups = sealed.home / "backups"
    with Session("--home", str(sealed.home), "import", str(file), environment=OPENS) as session:
        session.wait("Type yes:").type("yes\r")
        session.wait(lambda _: any(backups.glob("*-before-import.db*")))
        session.signal(signal.SIGKILL)
    with opened(sealed.home) as store:
        rows = store.search("").rows
    assert {len(row.sittings) for row in rows} == {1}, "an apprentice came without the sitting"
    assert sealed("import", str(file), "--yes").status == 0
    assert names(sealed) == {"Example", CANARY}


def test_where_the_store_refuses_a_sitting_its_apprentice_does_not_come_either(
    epa_tui: CommandLine, tmp_path: Path
) -> None:
    before = names(epa_tui)
    epa_tui.tamper(
        "CREATE TRIGGER refuses BEFORE INSERT ON sitting WHEN NEW.place = 'nowhere' "
        "BEGIN SELECT RAISE(ABORT, 'refused'); END"
    )
    path = written(tmp_path, {**GOOD, "uln": "1000159809", "place": "nowhere"})
    done = epa_tui("import", str(path), "--yes")
    assert done.status == 1 and "Written." not in done.out and CANARY not in done.err
    assert names(epa_tui) == before


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "first row"), (b"PK\x03\x04", "CSV UTF-8"), (b"{", "JSON of bookings"), (None, "name")],
)
def test_a_file_that_cannot_be_read(
    sealed: SealedLine, tmp_path: Path, content: bytes | None, said: str
) -> None:
    path = tmp_path / "file"
    if content is not None:
        path.write_bytes(content)
    done = sealed("import", str(path), "--yes")
    assert (done.status, done.out) == (2, "") and said in done.err


def test_a_folder_or_a_file_beyond_all_bounds(sealed: SealedLine, tmp_path: Path) -> None:
    assert "is not a file" in sealed("import", str(tmp_path)).err
    with (tmp_path / "large").open("wb") as large:
        large.truncate(40_000_000)
    done = sealed("import", str(tmp_path / "large"))
    assert done.status == 2 and "more than 32,000,000 bytes" in done.err


def test_without_a_file(nowhere: CommandLine) -> None:
    done = nowhere("import")
    assert (done.status, done.out) == (2, "") and "--template" in done.err


def test_the_first_store_is_made_only_for_what_is_right(
    nowhere: CommandLine, tmp_path: Path
) -> None:
    nowhere.home.mkdir(parents=True)
    without_encryption(nowhere.home)
    assert nowhere("import", str(written(tmp_path, GOOD, WRONG)), "--yes").status == 1
    assert nowhere("import", str(written(tmp_path, GOOD)), "--dry-run").status == 0
    assert files_of(nowhere.home) == {"settings.toml"}
    assert nowhere("import", str(written(tmp_path, GOOD)), "--yes").status == 0
    assert names(nowhere) == {CANARY}


def test_what_list_writes_comes_in_again_as_the_same(epa_tui: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text(epa_tui("list", "--json").out, "utf-8")
    done = epa_tui("import", str(path), "--yes")
    assert done.status == 0 and "same      10 assessments, 14 sittings" in done.out
    assert "There is nothing to write." in done.out


def test_the_first_store_is_encrypted_as_any_other(tmp_path: Path) -> None:
    home, path = tmp_path / "home", written(tmp_path, GOOD)
    with Session("--home", str(home), "import", str(path)) as session:
        session.wait("Type yes:").type("yes\r")
        session.type(f"{asked(session)[-4:]}\r").wait("Written.")
        assert session.ended() == 0
    assert not is_plain(home / "store.db")


def test_without_a_terminal_no_first_store_is_made(nowhere: CommandLine, tmp_path: Path) -> None:
    done = nowhere("import", str(written(tmp_path, GOOD)), "--yes")
    assert done.status == 1 and CANARY not in done.err and "Written." not in done.out
    assert not (nowhere.home / "store.db").exists()
