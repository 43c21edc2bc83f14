"""Makes a bundle of a dossier: a function of the records, with no clock and no disk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from epa_tui.bundle.contents import BundleFile, contents
from epa_tui.bundle.dossier import Dossier
from epa_tui.bundle.masking import Mask
from epa_tui.bundle.telling import telling


def make(
    dossier: Dossier, kinds: Iterable[str] = (), forms: Sequence[str] = ("pdf", "html")
) -> tuple[BundleFile, ...]:
    """Return all files of a bundle.

    Args:
        dossier: What it is made of.
        kinds: What is masked, of `epa_tui.bundle.masking.KINDS`.
        forms: How each paper is written, of `data.exchange.papers.making.FORMS`.
    """
    mask = Mask(kinds, dossier.case)
    files = contents(dossier, mask, forms)
    return (*telling(dossier, files, mask), *files)
