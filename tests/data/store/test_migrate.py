"""A store of another version is brought up, or left exactly as it was."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from data.store.connection import connect
from data.store.errors import StoreDamaged, StoreError, StoreNewer
from data.store.migrate import STEPS, migrate, newest
from data.store.store import Store
from data.store.version import CURRENT, stored_version
from tests.data.store.building import an_assessment

_NEXT = '''"""A step that does not exist yet."""
from alembic import op
revision = "0005"
down_revision = "0004"

def upgrade() -> None:
    op.execute("ALTER TABLE assessment ADD COLUMN shoe_size INTEGER")
    op.execute({last!r})
'''


@pytest.fixture
def steps(tmp_path: Path) -> Path:
    copied = tmp_path / "steps"
    shutil.copytree(STEPS, copied, ignore=shutil.ignore_patterns("__pycache__"))
    return copied


@pytest.fixture
def old(home: Path) -> Path:
    with Store.open(home) as store:
        store.save_assessment(an_assessment())
    return home / "store.db"


def test_the_version_of_the_program_is_that_of_the_newest_step() -> None:
    assert newest() == CURRENT


def test_an_older_store_is_backed_up_and_brought_up_with_all_it_holds(
    old: Path, steps: Path
) -> None:
    (steps / "versions" / "v0005.py").write_text(_NEXT.format(last="SELECT 1"))
    connection = connect(old)

    backup = migrate(connection, old, "0004", steps)

    row = connection.execute("SELECT family_name, shoe_size FROM assessment").fetchone()
    assert row == ("Example", None)
    connection.close()
    assert backup == old.parent / "backups" / "000001-before-0005.db"
    assert backup.stat().st_mode & 0o777 == 0o600
    copy = connect(backup)
    assert stored_version(copy, backup) == "0004"
    assert copy.execute("SELECT family_name FROM assessment").fetchall() == [("Example",)]
    copy.close()


def test_a_step_that_fails_half_way_leaves_the_store_as_it_was(old: Path, steps: Path) -> None:
    (steps / "versions" / "v0005.py").write_text(_NEXT.format(last="SELECT * FROM nowhere"))
    connection = connect(old)

    with pytest.raises(StoreError):
        migrate(connection, old, "0004", steps)

    assert stored_version(connection, old) == "0004"
    columns = {row[1] for row in connection.execute("PRAGMA table_info(assessment)")}
    assert "shoe_size" not in columns
    connection.close()
    with Store.open(old.parent) as store:
        assert store.search("").total == 1


def test_a_brand_new_store_is_not_backed_up(home: Path) -> None:
    with Store.open(home) as store:
        store.make_ready()
    assert not (home / "backups").exists()


def _claim_version(path: Path, version: str) -> str:
    connection = connect(path)
    connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
    connection.close()
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_newer_store_is_refused_and_not_touched(old: Path) -> None:
    before = _claim_version(old, "0999")

    with pytest.raises(StoreNewer, match="Update epa_tui"):
        Store.open(old.parent)

    assert hashlib.sha256(old.read_bytes()).hexdigest() == before
    assert not (old.parent / "backups").exists()


def test_after_a_refusal_the_store_is_free_again(old: Path) -> None:
    _claim_version(old, "0999")
    for _ in range(2):
        with pytest.raises(StoreNewer):
            Store.open(old.parent)


def test_a_version_that_never_was_is_called_damaged(old: Path) -> None:
    _claim_version(old, "0000")
    with Store.open(old.parent) as store, pytest.raises(StoreDamaged):
        store.make_ready()


def test_a_database_of_another_program_is_called_damaged(home: Path) -> None:
    home.mkdir()
    connection = connect(home / "store.db")
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    with pytest.raises(StoreDamaged, match="not a store of epa_tui"):
        Store.open(home)
