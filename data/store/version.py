"""Which version a store has, read without anything heavy.

The version is the name of the newest migration. Migrations are imported only where the store's
differs from ours.
"""

from __future__ import annotations

from pathlib import Path

from data.store.connection import Connection, driver_errors
from data.store.errors import StoreDamaged, StoreNewer

CURRENT = "0004"
"""The version that this program writes: the name of the newest migration."""

ENCIPHERED = "0002"
"""The first version whose chains speak of ciphertexts, and whose apprentices have keys."""

TRAVELLED = "0004"
"""The first version in which an assessment has a record of its own."""


def stored_version(connection: Connection, path: Path) -> str | None:
    """Return the version of a store; None where it is brand-new.

    Raises:
        StoreDamaged: The file holds tables that are not ours.
        StoreNewer: A newer program wrote it.
    """
    with driver_errors(path):
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
        if not tables:
            return None
        if "alembic_version" not in tables:
            raise StoreDamaged(path)
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    version = str(found[0]) if found else ""
    if version > CURRENT:
        raise StoreNewer(version, CURRENT)
    if not version:
        raise StoreDamaged(path)
    return version
