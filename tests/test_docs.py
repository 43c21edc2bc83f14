"""The documents lead somewhere: every link in them, and every page from the list of pages."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "docs/journey").glob("*.md")]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def test_no_link_leads_nowhere() -> None:
    found = [(page, link) for page in PAGES for link in LINK.findall(page.read_text("utf-8"))]
    inside = [(page, link) for page, link in found if "://" not in link]
    assert len(inside) > 60
    assert [(page.name, link) for page, link in inside if not (page.parent / link).exists()] == []


def test_the_list_of_pages_leads_to_every_page() -> None:
    listed = set(LINK.findall((ROOT / "docs/README.md").read_text("utf-8")))
    pages = {page.name for page in (ROOT / "docs").glob("*.md")} - {"README.md"}
    pages |= {f"journey/{page.name}" for page in (ROOT / "docs/journey").glob("*.md")}
    assert pages <= listed
