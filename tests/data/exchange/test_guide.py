"""What `docs/exchange.md` tells the person who receives results is true: all of it is run here."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from data.exchange.checking import check_file
from data.exchange.schema import load_schema, schema_text
from tests.data.exchange.examples import files
from tests.servers.postgres import Postgres
from tests.servers.postgres import postgres as postgres

DOCS = Path(__file__).parents[3] / "docs"
RESULT = "7d1b5a52-6f0e-4b0e-9d8e-3f6a4f6a0001-r1.json"


def blocks(language: str) -> list[str]:
    """Return the blocks of the guide in one language."""
    text = (DOCS / "exchange.md").read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def test_the_examples_are_what_the_program_makes_now() -> None:
    made = {path.name: path.read_bytes() for path in (DOCS / "examples").iterdir()}
    assert made == files(), "python -m tests.data.exchange.examples docs/examples"


@pytest.mark.parametrize("path", sorted((DOCS / "examples").glob("*.json")), ids=lambda p: p.name)
def test_the_examples_are_in_order_and_invented(path: Path) -> None:
    assert check_file(path).findings == ()
    raw = json.loads(path.read_bytes())
    Draft202012Validator(load_schema()).validate(raw)
    assert raw["data"]["demonstration"] is True
    if path.name == RESULT:
        assert raw["data"]["apprentice"]["uln"] == "1000159800"


def test_what_the_guide_shows_of_a_result_stands_in_the_example() -> None:
    (shown,) = blocks("json")
    whole = json.loads((DOCS / "examples" / RESULT).read_bytes())
    assert missing(json.loads(shown), whole, "") == []


def missing(shown: Any, whole: Any, place: str) -> list[str]:
    """Return the places at which something is shown that is not in the whole."""
    if isinstance(shown, dict) and isinstance(whole, dict):
        return [
            found
            for name, part in shown.items()
            for found in missing(part, whole.get(name, ...), f"{place}/{name}")
        ]
    if isinstance(shown, list) and isinstance(whole, list):
        lost = [part for part in shown if all(missing(part, one, place) for one in whole)]
        return [place] if lost else []
    return [] if shown == whole and type(shown) is type(whole) else [place]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder with the examples, beside the schema."""
    (tmp_path / "result-1.schema.json").write_text(schema_text(), "utf-8")
    shutil.copytree(DOCS / "examples", tmp_path / "examples")
    return Path(shutil.copytree(DOCS / "examples", tmp_path / "inbox"))


def checked_by_python(inbox: Path) -> subprocess.CompletedProcess[str]:
    (program,) = blocks("python")
    command = [sys.executable, "-c", program, "inbox"]
    return subprocess.run(command, cwd=inbox.parent, capture_output=True, text=True)


def test_the_program_of_the_guide_takes_the_examples_and_no_changed_one(inbox: Path) -> None:
    done = checked_by_python(inbox)
    assert done.returncode == 0, done.stderr
    found = check_file(inbox / RESULT)
    assert done.stdout.splitlines()[0].split() == [found.sha256, RESULT[:-8], "1"]
    assert len(done.stdout.splitlines()) == 2
    body = (inbox / RESULT).read_bytes()
    (inbox / RESULT).write_bytes(body.replace(b'"Testa"', b'"Tessa"'))
    refused = checked_by_python(inbox)
    assert refused.returncode == 1 and "BadSignatureError" in refused.stderr


@pytest.mark.skipif(not shutil.which("openssl"), reason="left out: there is no openssl here")
def test_the_commands_of_the_guide_take_the_example_and_no_changed_one(inbox: Path) -> None:
    commands, _ = blocks("sh")

    def done() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["/bin/sh", "-c", commands], cwd=inbox.parent, capture_output=True, text=True
        )

    assert done().returncode == 0 and "Verified Successfully" in done().stdout
    assert check_file(inbox / RESULT).sha256 in done().stdout
    with (inbox.parent / "examples" / RESULT).open("ab") as file:
        file.write(b" ")
    assert done().returncode != 0


@pytest.mark.skipif(not shutil.which("psql"), reason="left out: there is no psql here")
def test_the_sql_of_the_guide_loads_the_examples_once(inbox: Path, postgres: Postgres) -> None:
    tables, load, asked = blocks("sql")
    _, loop = blocks("sh")
    (inbox.parent / "load.sql").write_text(load, "utf-8")
    url = postgres.database("UTF8")

    def psql(sql: str) -> str:
        command = ["psql", "-qAt", "-v", "ON_ERROR_STOP=1", "-c", sql, url]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    psql(tables)
    for _ in range(2):
        command = ["/bin/sh", "-ec", loop]
        subprocess.run(command, cwd=inbox.parent, check=True, env={**os.environ, "DATABASE": url})
    kept = psql("SELECT revision, encode(sha256(body), 'hex') = sha256 FROM document ORDER BY 1")
    assert kept.split() == ["1|t", "2|t"]
    assert psql("SELECT type FROM head") == "epa-tui.withdrawal.v1\n"
    assert psql(asked) == "" == psql("SELECT * FROM conflict")
