"""An appeal bundle: whole, the same each time, checked by a stranger, masked in every byte."""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import re
import shutil
import stat
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from data.exchange.bundle_check import NotABundle, check_bundle
from data.exchange.papers.feedback import feedback_paper
from data.exchange.papers.making import FileTaken, written
from data.record.journey.conduct_kinds import AppealLodged
from data.record.journey.fold import fold_journey
from data.record.journey.opening import AssessmentOpened
from data.record.journey.planning import MeetingBooked, MeetingHeld
from data.record.journey.portfolio import PieceKept
from data.record.journey.project import ReportCounted
from data.record.journey.quality_kinds import SittingSampled
from data.record.journey.results import ResultPublished
from data.store.rows import AssessmentRow
from data.store.store import Store
from epa_tui.bundle.contents import BundleFile
from epa_tui.bundle.dossier import Dossier, read_dossier
from epa_tui.bundle.making import make
from epa_tui.bundle.masking import KINDS, Mask
from epa_tui.bundle.timeline import timeline_paper
from epa_tui.bundle.writing import write
from epa_tui.journeys import open_journey
from tests.data.store.building import a_record
from tests.epa_tui.conftest import NOW

OTHERS = ("Testa", "Mocka", "Fabla", "Placeholder Post", "Specimen Studios", "1000159807")
"""Of other apprentices in the same store."""
MINE = ("Proba", "Sample", "1000159806", "Sample Films", "Imaginary College", "Pat Pretend")
NOTED = (
    "Quinn Quality",
    "asked for twice",
    "three quotes",
    "generator over",
    "Sound from start",
    "One saving was described",
)


@pytest.fixture(scope="module")
def dossier(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    home = Path(shutil.copytree(built, tmp_path_factory.mktemp("bundled") / "home"))
    with Store.open(home) as store:
        row = _proba(store)
        record, newest = open_journey(store, row.assessment.id), row.sittings[-1]
        told = (newest.id, newest.method, 1, str(newest.grade), newest.head)
        record.add(
            NOW.later(1000),
            ResultPublished(*told, "2026-11-20", "Quinn Quality"),
            SittingSampled(newest.id, "Quinn Quality", "2026-11-21", ("all fails",)),
            AppealLodged(
                "Proba Sample", "2026-11-23", "the saving was asked for twice", "2026-11-20"
            ),
        )
        return read_dossier(store, _proba(store), NOW)


def _proba(store: Store) -> AssessmentRow:
    rows = store.search("Proba", limit=10).rows
    return next(row for row in rows if row.assessment.given_names == "Proba")


@pytest.fixture(scope="module")
def files(dossier: Dossier) -> tuple[BundleFile, ...]:
    return make(dossier, forms=("html", "md"))


@pytest.fixture(scope="module")
def masked(dossier: Dossier) -> tuple[BundleFile, ...]:
    return make(dossier, KINDS, ("html", "md"))


def test_it_holds_records_results_standards_and_papers(files: tuple[BundleFile, ...]) -> None:
    paths = [one.path for one in files]
    kinds = ("records/", "results/", "standards/", "papers/timeline", "papers/trace")
    assert [sum(path.startswith(kind) for path in paths) for kind in kinds] == [3, 4, 2, 2, 2]
    assert {"README.txt", "MANIFEST.json", "MANIFEST.jws", "SHA256SUMS"} <= set(paths)
    timeline = next(one.body.decode() for one in files if one.path == "papers/timeline.md")
    assert "result of M2 published" in timeline and timeline.index("| M1 ") < timeline.index(
        "| M2 "
    )
    assert "question: Tell me about a day on which the travel plan fell apart" in timeline


def test_it_is_a_function_of_the_records(dossier: Dossier, files: tuple[BundleFile, ...]) -> None:
    assert make(dossier, forms=("html", "md")) == files


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_a_stranger_finds_it_in_order(
    name: str, dossier: Dossier, files: tuple[BundleFile, ...], tmp_path: Path
) -> None:
    write(tmp_path / name, files)
    found = check_bundle(tmp_path / name)
    assert (found.findings, found.records, found.files) == ((), 3, len(files))
    states = [held.state for held in dossier.case.held]
    entries = [*dossier.case.view.state.entries, *(e for s in states for e in s.entries)]
    assert found.entries == len(entries) > 160
    with pytest.raises(FileTaken, match="is there already"):
        write(tmp_path / name, files)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_its_files_are_for_their_owner_and_sha256sum_takes_them(
    files: tuple[BundleFile, ...], tmp_path: Path
) -> None:
    write(tmp_path / "out", files)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "out").rglob("*")}
    assert modes == {0o600, 0o700}
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700
    if shutil.which("sha256sum"):
        command = ["sha256sum", "--quiet", "-c", "SHA256SUMS"]
        assert subprocess.run(command, cwd=tmp_path / "out", check=False).returncode == 0


def _flip(path: Path) -> None:
    body = bytearray(path.read_bytes())
    body[len(body) // 2] ^= 1
    path.write_bytes(bytes(body))


def _reorder(path: Path) -> None:
    first, second, *rest = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join((second, first, *rest)))


@pytest.mark.parametrize(
    ("pattern", "change"),
    [
        ("papers/trace.md", _flip),
        ("records/*.jsonl", _reorder),
        ("results/*.json", _flip),
        ("results/*.jws", _flip),
        ("standards/ST*.toml", _flip),
        ("MANIFEST.json", lambda path: path.write_bytes(path.read_bytes() + b"\n")),
        ("MANIFEST.jws", _flip),
        ("SHA256SUMS", _flip),
        ("papers/feedback.md", lambda path: path.unlink()),
        ("README.txt", lambda path: path.with_name("more.txt").write_bytes(b"more")),
    ],
)
def test_whatever_is_changed_is_found(
    pattern: str, change: Callable[[Path], object], files: tuple[BundleFile, ...], tmp_path: Path
) -> None:
    write(tmp_path / "out", files)
    change(next((tmp_path / "out").glob(pattern)))
    assert check_bundle(tmp_path / "out").findings


def test_a_manifest_made_anew_does_not_hide_a_changed_chain(
    files: tuple[BundleFile, ...], tmp_path: Path
) -> None:
    write(tmp_path / "out", files)
    record = next((tmp_path / "out/records").iterdir())
    entries = [json.loads(line) for line in record.read_bytes().splitlines()]
    entries[3]["wall"] += 1000
    record.write_bytes(b"".join(json.dumps(one).encode() + b"\n" for one in entries))
    found = check_bundle(tmp_path / "out").findings
    assert any("entry 4 was changed" in finding for finding in found)


def test_what_is_no_bundle_is_refused(tmp_path: Path, files: tuple[BundleFile, ...]) -> None:
    bomb = tmp_path / "b.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(600):
            packed.writestr(f"top/{number}", b"")
    (tmp_path / "text.zip").write_bytes(b"text")
    write(tmp_path / "linked", files)
    (tmp_path / "linked/papers/more").symlink_to(tmp_path)
    for path in (bomb, tmp_path / "text.zip", tmp_path / "linked", tmp_path):
        with pytest.raises(NotABundle):
            check_bundle(path)


def test_nobody_else_of_the_store_is_in_it(files: tuple[BundleFile, ...]) -> None:
    for one in files:
        for name in OTHERS:
            assert name.encode() not in one.body, (one.path, name)


def test_what_is_masked_is_in_no_byte(masked: tuple[BundleFile, ...], tmp_path: Path) -> None:
    for one in masked:
        for text in (*MINE, *NOTED, *OTHERS):
            sought = rf"(?i)(?<!\w){re.escape(text)}(?!\w)"  # `sampled` is a word of the form
            assert not re.search(sought, one.body.decode()), (one.path, text)
    write(tmp_path / "out", masked)
    found = check_bundle(tmp_path / "out")
    assert found.findings == () and found.redacted == tuple(KINDS)
    assert all(text in masked[0].body.decode() for text in KINDS.values())


def test_its_readme_tells_a_panel_what_it_is_about(
    files: tuple[BundleFile, ...], masked: tuple[BundleFile, ...]
) -> None:
    told, hidden = (" ".join(made[0].body.decode().split()) for made in (files, masked))
    assert "questioning: pass (all pass descriptors are met; not met: D2), published on" in told
    assert "Overall: pass, confirmed on" in told
    appeal = "Lodged on 23 November 2026 by {} against the result of 20 November 2026: {}"
    assert appeal.format("Proba Sample", "the saving was asked for twice") in told
    assert appeal.format("[person]", "[redacted]") in hidden
    for command in ("sha256sum -c", "shasum -a 256 -c", "certutil -hashfile"):
        assert command in told
    assert "(.html, .md)" in told


def test_some_can_be_masked_and_the_rest_stays(dossier: Dossier) -> None:
    made = {one.path: one.body.decode() for one in make(dossier, ["names", "uln"], ("md",))}
    whole = "".join(made.values())
    assert "Proba" not in whole and "1000159806" not in whole
    assert "three quotes" in whole and "Pat Pretend" in whole
    assert "Apprentice | \\[name\\] \\[name\\]" in made["papers/timeline.md"]


def test_a_redaction_is_proved_by_the_unmasked_bundle(
    files: tuple[BundleFile, ...], masked: tuple[BundleFile, ...]
) -> None:
    manifests = [
        json.loads(next(one.body for one in made if one.path == "MANIFEST.json"))
        for made in (files, masked)
    ]
    salt, originals = bytes.fromhex(manifests[0]["salt"]), {one.path: one.body for one in files}
    assert "salt" not in manifests[1]
    proved = [one for one in manifests[1]["files"] if "unmasked_hmac_sha256" in one]
    assert {one["path"].partition("/")[0] for one in proved} == {"papers", "records", "results"}
    for one in proved:
        made = hmac.new(salt, originals[one["path"]], hashlib.sha256).hexdigest()
        assert made == one["unmasked_hmac_sha256"]


def test_people_files_and_moments_of_the_way_are_masked_by_what_they_are(dossier: Dossier) -> None:
    at = "2026-12-01T10:00+00:00"
    report = ReportCounted("Proba_Sample2.docx", "0" * 64, "docx", 1, 1, 0, 1, 1, (), ())
    piece = PieceKept(1, "Trailer", "video", "https://example.org/ProbaSample/1", ())
    came, booked = MeetingHeld("Robin Specimen (the employer)"), MeetingBooked(at, "room 2")
    opened = AssessmentOpened("ST0792", "1.1", "1", "")
    state = fold_journey(a_record([opened, booked, came, report, piece]))
    case = replace(dossier.case, view=replace(dossier.case.view, state=state))
    for kinds in (["names"], ["people"], [*KINDS]):
        masked = Mask(kinds, case).case(case)
        told = " ".join(
            str(value)
            for entry in masked.view.state.entries
            for value in asdict(entry.body).values()
        )
        assert at in told, "a moment is a moment, and no text"
        assert ("Robin" in told) == (kinds == ["names"])
        assert ("Proba" in told) == (kinds == ["people"])
        assert (".docx" in told) == (len(kinds) == 1)
        assert timeline_paper(masked).blocks


def test_a_masked_paper_as_pdf_shows_no_name(dossier: Dossier) -> None:
    case = Mask(["names", "notes"], dossier.case).case(dossier.case)
    body = written(feedback_paper(case), "pdf")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    assert "[name]" in text and "[redacted]" in text and "Proba" not in text
