"""How a store that is there is opened: by what, how often, and what is said when it is not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from data.store import key_file
from data.store.connection import is_plain
from data.store.errors import StoreDamaged, StoreLocked
from data.store.key_file import KeyFile
from data.store.store import Store
from epa_tui.asking import VARIABLE
from epa_tui.unlocking import key_of, open_store
from tests.data.store.building import an_assessment
from tests.epa_tui.answering import CLOSE_INPUT, LEAVE, files_of, first_run, leave
from tests.epa_tui.conftest import SealedLine
from tests.epa_tui.session import ROOT, Session
from tests.faults.opening import KEY, OPENS, PASSPHRASE, begun, with_passphrase


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An encrypted store with a sitting that has begun."""
    return with_passphrase(begun(tmp_path / "home"))


def piped(home: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the real program without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "epa_tui", "--home", str(home), *words],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )


def test_a_wrong_passphrase_may_be_typed_three_times(home: Path) -> None:
    before = files_of(home)
    with Session("--home", str(home), "list", columns=60) as session:
        for attempt in range(3):
            session.wait(lambda text, n=attempt: text.count("recovery key:") == n + 1)  # type: ignore[misc]  # of this turn
            session.type("not the passphrase\r")
        assert session.ended() == 1
        assert session.text.count("That is not the passphrase of this store.") == 3
        assert session.echoes and "Testa" not in session.text
    assert files_of(home) == before


def test_the_recovery_key_opens_it_however_it_is_typed(tmp_path: Path) -> None:
    written = first_run(tmp_path / "home")
    with Session("--home", str(tmp_path / "home"), "list") as session:
        session.wait("Passphrase or recovery key:")
        session.type(f"{written.lower().replace('-', ' ')}\r")
        assert session.ended() == 0
        assert "holds no assessment yet" in session.text


@pytest.mark.parametrize(("key", "status"), [(LEAVE, 130), (CLOSE_INPUT, 1)])
def test_leaving_at_the_passphrase(home: Path, key: str, status: int) -> None:
    with Session("--home", str(home), "list") as session:
        session.wait("Passphrase or recovery key:")
        assert leave(session, key) == status
        assert session.echoes and "Testa" not in session.text
        assert "Traceback" not in session.text


def test_without_a_terminal_it_says_what_to_do(home: Path) -> None:
    done = piped(home, "list")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"put it into the environment variable {VARIABLE}" in done.stderr


def test_the_environment_answers_where_nobody_can_be_asked(home: Path) -> None:
    assert "Testa Example" in piped(home, "list", **OPENS).stdout
    wrong = piped(home, "list", **{VARIABLE: "not the passphrase"})
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert f"What {VARIABLE} holds does not open this store" in wrong.stderr
    assert "give the passphrase" in piped(home, "list", **{VARIABLE: ""}).stderr


def test_the_passphrase_is_taken_out_of_the_environment(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (home, tmp_path / "nothing"):
        monkeypatch.setenv(VARIABLE, PASSPHRASE)
        key_of(folder)
        child = subprocess.run(["/usr/bin/env"], capture_output=True, text=True).stdout
        assert PASSPHRASE not in child


@pytest.mark.parametrize("words", [(), ("list",), ("encryption", "passphrase")])
def test_that_it_is_open_elsewhere_is_said_before_anybody_types(
    home: Path, words: tuple[str, ...]
) -> None:
    with Session("--home", str(home), environment=OPENS) as first:
        first.wait("Testa Example")
        with Session("--home", str(home), *words, columns=60) as second:
            assert second.ended() == 1
            said = " ".join(second.text.split())
    assert said.startswith("The store is open in another epa_tui")
    assert f"process {first.pid}" in said and "terminal /dev/pts/" in said
    assert "Passphrase" not in said


@pytest.mark.parametrize("content", [None, b"", b"this is no key file", b'{"store": 1}'])
def test_a_key_file_that_is_damaged_or_gone_is_replaced_by_its_copy(
    sealed: SealedLine, content: bytes | None
) -> None:
    path = sealed.home / key_file.NAME
    good = path.read_bytes()
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    done = sealed("list")
    assert done.status == 0 and "Testa Example" in done.out
    assert "Its copy took its place" in done.err
    assert path.read_bytes() == good


def test_a_copy_that_is_gone_or_old_is_made_anew(sealed: SealedLine) -> None:
    copy = sealed.home / "backups" / key_file.NAME
    good = copy.read_bytes()
    copy.unlink()
    assert sealed("list").status == 0
    assert copy.read_bytes() == good
    KeyFile.new().write(copy.parent / "other.key")
    copy.write_bytes((copy.parent / "other.key").read_bytes())
    assert sealed("list").status == 0
    assert copy.read_bytes() == good


def test_without_any_key_file_no_new_one_is_made(home: Path) -> None:
    for path in (home / key_file.NAME, home / "backups" / key_file.NAME):
        path.unlink()
    before = (home / "store.db").read_bytes()
    with Session("--home", str(home)) as session:
        assert session.ended() == 1
        assert "is missing. Put back that file" in " ".join(session.text.split())
    assert not (home / key_file.NAME).exists()
    assert (home / "store.db").read_bytes() == before


def test_two_damaged_key_files_are_told_and_left(sealed: SealedLine) -> None:
    for path in (sealed.home / key_file.NAME, sealed.home / "backups" / key_file.NAME):
        path.write_bytes(b"damaged")
    done = sealed("list")
    assert done.status == 1 and "Put the .key file of a copy" in done.err
    assert (sealed.home / key_file.NAME).read_bytes() == b"damaged"


def test_with_the_store_and_the_key_file_gone_the_key_of_the_backups_stays(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_with(home, monkeypatch) as store:
        store.back_up("hand").rename(home / "backups" / "000001-hand.db")
    for path in (home / "store.db", home / key_file.NAME):
        path.unlink()
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    assert key_of(home, may_make=True) == KEY
    with pytest.raises(StoreDamaged, match="it is missing"):
        open_with(home, monkeypatch, may_make=True)


def open_with(home: Path, monkeypatch: pytest.MonkeyPatch, *, may_make: bool = False) -> Store:
    """Open a store by the passphrase in the environment."""
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    return open_store(home, may_make=may_make)


def test_an_encryption_that_was_cut_off_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    with Store.open(home) as store:
        store.save_assessment(an_assessment())
    with_passphrase(home)
    (home / ".store.db.0123456789abcdef.part").write_bytes(b"half made")
    with open_with(home, monkeypatch) as store:
        assert store.assessment("assessment-0").family_name == "Example"
    assert not is_plain(home / "store.db") and not list(home.glob(".*"))


def test_a_decryption_that_was_cut_off_goes_on(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "settings.toml").write_text('encryption = "off"\n', "utf-8")
    from data.store.recode import recode_all

    recode_all(home, KEY, None)
    with open_with(home, monkeypatch) as store:
        assert store.key is None
    assert not {name for name in files_of(home) if name.endswith(".key")}


def test_where_nobody_can_answer_the_first_run_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(StoreLocked, match="Nothing was made"):
        open_store(tmp_path / "home", may_make=True)
    assert not (tmp_path / "home").exists()


def test_the_process_and_its_children_leave_no_image_of_the_memory(home: Path) -> None:
    with Session("--home", str(home), environment=OPENS) as session:
        session.wait("Testa Example")
        limits = Path(f"/proc/{session.pid}/limits").read_text("utf-8")
    (line,) = (line for line in limits.splitlines() if line.startswith("Max core file size"))
    assert int(line.split()[4]) <= 1
