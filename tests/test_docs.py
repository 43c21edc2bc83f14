"""The documents lead somewhere: every link in them, and every page from the list of pages."""

from __future__ import annotations

import re
from pathlib import Path

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
