"""The documents lead somewhere: links, the list of pages, and every command line in them."""

from __future__ import annotations

import io
import re
import shlex
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from epa_tui.parsers import branches, every_parser
from epa_tui.wrong_calls import WrongCall

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def test_no_link_leads_nowhere() -> None:
    found = [(page, link) for page in PAGES for link in LINK.findall(page.read_text("utf-8"))]
    inside = [(page, link) for page, link in found if "://" not in link]
    assert len(inside) > 60
    assert [(page.name, link) for page, link in inside if not (page.parent / link).exists()] == []


def test_the_list_of_pages_leads_to_every_page() -> None:
    listed = set(LINK.findall((DOCS / "README.md").read_text("utf-8")))
    pages = {page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")} - {"README.md"}
    assert pages <= listed


FENCE = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]*(?:\n[^`\n]+)?)`")
CALL = re.compile(r"(?:\$ )?(?:\.venv/bin/)?epa-tui((?: .*)?)")
ANY = {"PART": "gateway", "STEP": "show", "KIND": "feedback"}
"""Words that stand for one of several commands."""


def calls(page: str) -> Iterator[str]:
    """Go through the command lines of a page: those of its blocks, and those in its sentences."""
    for block in FENCE.findall(page):
        lines = block.replace("\\\n", " ").splitlines()
        prompted = [line for line in lines if line.startswith("$ ")]
        yield from (found[1] for line in prompted or lines if (found := CALL.fullmatch(line)))
    for code in CODE.findall(FENCE.sub("", page)):
        if found := CALL.fullmatch(" ".join(code.split())):
            yield found[1]


def why_not(call: str, parsers: Mapping[str, ArgumentParser]) -> str:
    """Return why a command line is not taken; one without anything behind it names a command."""
    words = re.split(r"\s{2,}|\s#|\s[|>&]|;\s", f" {call.strip()}" if call[:2] != "  " else "")[0]
    given = [ANY.get(word, word) for word in shlex.split(re.sub(r"[\[\]]", "", words))]
    given = given[2:] if given[:1] == ["--home"] else given
    if not given or given[0] in ("--help", "--version", "--no-mouse", "help"):
        return ""
    if (parser := parsers.get(given[0])) is None:
        return f"{given[0]}: there is no such command"
    if given[1:] in ([], *([verb] for verb in branches(parser))):
        return ""
    told = io.StringIO()
    try:
        with redirect_stderr(told), redirect_stdout(told):
            parser.parse_args(["-" if word == "..." else word for word in given[1:]])
    except WrongCall as wrong:
        return f"{words}: {wrong}"
    except SystemExit as end:
        return f"{words}: {told.getvalue().splitlines()[-1]}" if end.code else ""
    return ""


def test_every_command_line_is_one_that_the_program_takes() -> None:
    written = [page for page in PAGES if page.name != "commands.md"]  # made of the parsers
    found = {(page.name, call) for page in written for call in calls(page.read_text("utf-8"))}
    assert len(found) > 100
    parsers = every_parser()
    told = [f"{page}: {reason}" for page, call in found if (reason := why_not(call, parsers))]
    assert told == []
    assert why_not(" exprot --to DIR", parsers) and why_not(" export --too DIR", parsers)
