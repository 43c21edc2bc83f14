"""Writes papers and bundles for the screens: what `epa-tui paper` and `epa-tui bundle` do."""

from __future__ import annotations

from pathlib import Path

from data.record.instant import Clock
from data.store.journey_record import JourneyRecord
from data.store.rows import AssessmentRow
from data.store.store import Store
from screens.paper_form import BUNDLE, PaperForm


def paper_form(record: JourneyRecord, store: Store, clock: Clock) -> PaperForm:
    """Return the form that writes papers about an assessment.

    Args:
        record: The assessment.
        store: Where everything about it is kept.
        clock: Tells the time.
    """
    from epa_tui.bundle.masking import KINDS

    def write(
        record: JourneyRecord, kind: str, form: str, folder: Path, masked: tuple[str, ...]
    ) -> Path:
        row = AssessmentRow(record.assessment, store.sittings(record.assessment.id))
        if kind == BUNDLE:
            return _bundle(store, row, clock, form, folder, masked)
        return _paper(store, row, clock, kind, form, folder)

    return PaperForm(record, write, Path.home(), KINDS)


def _paper(
    store: Store, row: AssessmentRow, clock: Clock, kind: str, form: str, folder: Path
) -> Path:
    from data.exchange.papers.making import KINDS, file_name, keep, written
    from epa_tui.cases import read_case

    case = read_case(store, row.assessment, row.sittings, clock())
    path = folder / file_name(case, kind, form)
    keep(path, written(KINDS[kind].make(case), form))
    return path


def _bundle(
    store: Store,
    row: AssessmentRow,
    clock: Clock,
    form: str,
    folder: Path,
    masked: tuple[str, ...],
) -> Path:
    from epa_tui.bundle.dossier import read_dossier
    from epa_tui.bundle.making import make
    from epa_tui.bundle.writing import write

    dossier = read_dossier(store, row, clock())
    path = folder / f"bundle-{dossier.case.reference}{'-masked' if masked else ''}.zip"
    write(path, make(dossier, masked, (form,)))
    return path
