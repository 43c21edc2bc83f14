"""Brings a store to the version of this program; imported only where the two differ.

All steps are one transaction: after a kill or an error the store is as it was. A store that
holds something is backed up first.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection as EngineConnection
from sqlalchemy import create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from data.record.errors import BrokenChain
from data.store.backup import approve, back_up
from data.store.connection import Connection, DriverError
from data.store.errors import StoreDamaged, typed
from data.store.reading import schema_of

STEPS = Path(__file__).resolve().parent / "migrations"
"""The folder of the shipped steps."""


def migrate(
    connection: Connection,
    path: Path,
    version: str | None,
    steps: Path = STEPS,
    *,
    key: bytes | None = None,
) -> Path | None:
    """Bring a store to the newest version that `steps` knows.

    Args:
        connection: The one connection to the store, outside a transaction.
        path: The store's file.
        version: What the store has; None where it is brand-new.
        steps: The folder with the steps.
        key: The data key; None where the store is not encrypted.

    Returns:
        The backup that was made before; None for a brand-new store.

    Raises:
        StoreError: One of its kinds; the store is then as it was.
    """
    backup = _backed_up(connection, path, key, steps) if version else None
    try:
        with _borrowed(connection).begin() as borrowed:
            _run(borrowed, steps)
    except DBAPIError as error:
        # Only what the driver says: SQLAlchemy's own message would carry the parameters.
        raise typed(error.orig if isinstance(error.orig, Exception) else error, path) from None
    except CommandError as error:
        raise StoreDamaged(path) from error  # it claims a version that no step leads to
    except BrokenChain as error:
        raise StoreDamaged(path, f"entry {error.seq} of a record was changed") from error
    if version:
        # On the pages lie parts of what was changed. The store is in order without it, too.
        with contextlib.suppress(DriverError):
            connection.execute("VACUUM")
    return backup


def _backed_up(connection: Connection, path: Path, key: bytes | None, steps: Path) -> Path:
    """Copy the store as it is; its chains are checked by the steps that read them."""
    return approve(back_up(connection, path, key, f"before-{newest(steps)}"))


def newest(steps: Path = STEPS) -> str:
    """Return the version that the newest step leads to."""
    return ScriptDirectory(str(steps)).get_current_head() or ""


@cache
def expected_schema() -> Mapping[str, str]:
    """Return the SQL of every table, index and trigger of a store of this version, by its name.

    It takes a store made from nothing; while the program runs, it stays the same.
    """
    connection = dbapi2.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        with _borrowed(connection).begin() as borrowed:
            _run(borrowed, STEPS)
        return MappingProxyType(schema_of(connection))
    finally:
        connection.close()


def _borrowed(connection: Connection) -> Any:
    """Return an engine that runs on the store's own connection: there is never a second one."""
    engine = create_engine(
        "sqlite://", module=dbapi2, creator=lambda: connection, poolclass=StaticPool
    )
    # The driver begins nothing by itself, and schema changes must be in the transaction too.
    event.listen(engine, "begin", lambda borrowed: borrowed.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _run(borrowed: EngineConnection, steps: Path) -> None:
    scripts = ScriptDirectory(str(steps))
    context = MigrationContext.configure(
        borrowed, opts={"fn": lambda revision, _: scripts._upgrade_revs("head", revision)}
    )
    with Operations.context(context):
        context.run_migrations()
