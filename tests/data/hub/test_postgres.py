"""What is special about a record in PostgreSQL."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from data.hub.errors import NoRecord
from data.hub.record import open_record
from data.store.hub_rows import Batch
from tests.data.hub.looking import addresses, rows
from tests.data.hub.making import fill
from tests.data.hub.test_collecting import collect
from tests.data.hub.test_heads import Act, document
from tests.servers.postgres import Postgres

ROW = document(Act(1, 0, False, False, True), None, 0)


def test_a_database_in_another_encoding_is_refused(postgres: Postgres) -> None:
    with pytest.raises(NoRecord, match="--encoding UTF8"):
        open_record(postgres.database("LATIN1"))


def test_a_report_makes_no_tables(postgres: Postgres) -> None:
    url = postgres.schema()
    with pytest.raises(NoRecord, match="there is none"):
        open_record(url, make=False)
    query = "SELECT to_regclass('document') IS NULL"
    assert rows(url, query) == [(True,)]


def test_many_that_begin_at_once_make_the_tables_once(postgres: Postgres) -> None:
    url = postgres.schema()
    with ThreadPoolExecutor(8) as threads:
        opened = list(threads.map(lambda _: open_record(url), range(8)))
    for record in opened:
        record.close()
    assert rows(url, "SELECT count(*) FROM hub_version") == [(1,)]


def test_those_that_keep_the_same_in_another_order_do_not_wait_in_a_ring(
    postgres: Postgres,
) -> None:
    url = postgres.database("UTF8")
    open_record(url).close()
    parts = [
        [replace(ROW, sha256=f"{part:032x}{number:032x}") for number in range(400)]
        for part in range(8)
    ]
    together = threading.Barrier(4)

    def keep(step: int) -> int:
        record = open_record(url)
        new = 0
        try:
            for part in parts:
                together.wait()
                new += record.keep("inbox", Batch(documents=part[::step]))
        except BaseException:
            together.abort()  # nobody waits for one that failed
            raise
        finally:
            record.close()
        return new

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(keep, [1, -1, 1, -1])) == 8 * 400
    rings = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
    assert rows(url, rings) == [(0,)]


def test_a_document_that_the_server_refuses_stops_no_other(
    postgres: Postgres, folder: Path
) -> None:
    """A trigger stands for whatever a server may refuse that no check of ours foresees."""
    url = postgres.schema()
    there = fill(folder, 3)
    open_record(url).close()
    rows(
        url,
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'no' USING ERRCODE = 'check_violation'; END $$",
    )
    rows(
        url,
        "CREATE TRIGGER refuse BEFORE INSERT ON document FOR EACH ROW "
        f"WHEN (NEW.sha256 = '{there[1]}') EXECUTE FUNCTION refuse()",
    )
    assert collect(folder, url).quarantine == {"not kept": 1}
    assert addresses(url) == sorted([there[0], there[2]])

    rows(url, "DROP TRIGGER refuse ON document")
    assert collect(folder, url).quarantine == {}
    assert addresses(url) == sorted(there)
