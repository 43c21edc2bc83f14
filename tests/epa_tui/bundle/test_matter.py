"""What a bundle says at first: the results as far as they are recorded, and no further."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from data.exchange.papers.case import Case
from data.record.journey.results import Results
from data.store.store import Store
from epa_tui.bundle.dossier import read_dossier
from epa_tui.bundle.matter import matter
from tests.epa_tui.conftest import NOW


def _proba(built: Path, tmp_path: Path) -> Case:
    with Store.open(Path(shutil.copytree(built, tmp_path / "home"))) as store:
        page = store.search("proba", 0, 10)
        return read_dossier(store, page.rows[0], NOW).case


def test_what_may_have_been_published_elsewhere_is_not_called_unpublished(
    built: Path, tmp_path: Path
) -> None:
    case = _proba(built, tmp_path)
    assert ", published on" in matter(case)
    nothing = replace(case.view.state, results=Results())
    told = " ".join(matter(replace(case, view=replace(case.view, state=nothing))).split())
    assert "not met: D2), no publication is recorded" in told
    assert "published on" not in told and "Overall" not in told
