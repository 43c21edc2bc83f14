"""`epa-tui quality set` and `spread`: one invented sitting marked by many, and how far apart."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from data.exchange.marking import read_marking
from data.exchange.marking_errors import NotMarkable
from data.exchange.marking_file import read_marking_file
from data.exchange.marking_model import MarkingFile, MarkingJson
from data.record.instant import system_clock
from data.record.people import same_person
from data.rules.agreement import places
from data.rules.counts import counted
from data.rules.spread import Judged, Spread, spread
from data.standards.files import files_in
from data.store.private_files import private_folder
from data.store.store import Store
from epa_tui.asking import tell
from epa_tui.commands.chosen import NotChosen
from epa_tui.commands.quality_files import read_bytes_of, write_new
from epa_tui.journeys import open_journey
from epa_tui.quality import Sheets

FILE = "sitting.json"
"""Name of the marking file of a set."""

MOST = 500
"""Most markings of one set."""


def write_set(args: argparse.Namespace) -> int:
    """Write a folder with the marking file of an invented sitting.

    Raises:
        NotChosen: The folder holds something already.
    """
    folder: Path = args.to.expanduser().absolute()
    if folder.exists() and any(folder.iterdir()):
        raise NotChosen(f"{folder} holds something already. Name a new folder.")
    with tempfile.TemporaryDirectory(prefix="epa-tui-set-") as home:
        file = _invented(Path(home) / "home")
    private_folder(folder)
    path = write_new(folder / FILE, file.content())
    told = {"format": 1, "file": str(path), "digest": file.digest, "said": len(file.said)}
    if args.json:
        print(json.dumps(told, indent=2))
    else:
        tell(
            f"Written: {path}\nEverybody in it is invented. Each marker runs `epa-tui quality mark "
            f"{path} --marker NAME --no-conflict --unseen --to {folder / 'NAME.json'}`; then "
            f"`epa-tui quality spread {folder} --marker NAME`."
        )
    return 0


def _invented(home: Path) -> MarkingFile:
    """Play one sealed sitting of the demonstration in a store that is thrown away."""
    from epa_tui.invented.scenes import play_sealed

    now = system_clock()()
    with Store.open(home) as store:
        sitting = play_sealed(store, now)
        record = open_journey(store, sitting.assessment_id)
        return Sheets(store).of(record, sitting.id, now).file()


def show_spread(args: argparse.Namespace) -> int:
    """Tell how far the markers of a set are apart.

    Raises:
        NotChosen: The folder holds no set, or fewer than two markings of it.
        NotMarkable: A file in it is none, or was changed.
    """
    folder = args.folder.expanduser()
    file, markings = _read(folder)
    _demand_own(folder, markings, args.marker, leading=args.leading)
    blind = [one for one in markings if one.unseen is not False]
    if len(blind) < 2:
        raise NotChosen("A spread needs two markers or more who had seen nothing before.")
    left_out = [one.marker for one in markings if one.unseen is False]
    unasked = [one.marker for one in blind if one.unseen is None]
    found = spread([_judged(one) for one in blind], [one.code for one in file.descriptors])
    if args.json:
        apart = {"left_out_as_not_blind": left_out, "not_known_to_be_blind": unasked}
        print(json.dumps({**_as_json(file, found), **apart}, indent=2))
    else:
        tell("\n".join([*_as_text(found), *_apart_text(left_out, unasked)]))
    return 0


def _demand_own(folder: Path, markings: list[MarkingJson], marker: str, *, leading: bool) -> None:
    """Demand that nobody sees what others judged before an own marking is finished."""
    under_way = sorted(path.name for path in files_in(folder, {".part"}))
    if under_way:
        raise NotChosen(
            f"Somebody is still marking: {', '.join(under_way[:3])}. The spread is shown when all "
            "who have begun are done."
        )
    own = any(same_person(marker, one.marker) for one in markings)
    if bool(marker) == leading or not (own or leading):
        raise NotChosen(
            "The spread is shown to whoever has marked: say --marker NAME, once your marking lies "
            "in the folder. Whoever leads, and will not mark this set, says --leading."
        )


def _apart_text(left_out: list[str], unasked: list[str]) -> Iterator[str]:
    if left_out:
        yield f"Left out, as not blind: {', '.join(left_out)}."
    if unasked:
        yield f"Not asked what they had seen before: {', '.join(unasked)}."


def _read(folder: Path) -> tuple[MarkingFile, list[MarkingJson]]:
    """Return the marking file of a set, and its markings; each marker once."""
    if not (folder / FILE).is_file():
        raise NotChosen(f"{folder} has no {FILE}. `epa-tui quality set` writes such a folder.")
    file = read_marking_file(read_bytes_of(folder / FILE))
    markings: list[MarkingJson] = []
    for path in files_in(folder, {".json"})[: MOST + 1]:
        if path.name == FILE:
            continue
        found = _marking(path)
        if found.of != file.digest:
            raise NotChosen(f"{path.name} is a marking of another file. Take it out of the folder.")
        if any(same_person(found.marker, one.marker) for one in markings):
            raise NotChosen(f"{found.marker} is there twice ({path.name}). Take one out.")
        markings.append(found)
    if len(markings) < 2:
        raise NotChosen(
            f"{folder} has {counted(len(markings), 'marking')}. A spread needs two or more."
        )
    return file, markings


def _marking(path: Path) -> MarkingJson:
    try:
        return read_marking(read_bytes_of(path))
    except NotMarkable as error:
        raise NotChosen(f"{path.name}: {error}") from error


def _judged(one: MarkingJson) -> Judged:
    return Judged(one.marker, {each.code: each.met for each in one.judgements}, one.grade)


def _as_json(file: MarkingFile, found: Spread) -> dict[str, Any]:
    return {
        "format": 1,
        "of": file.digest,
        "markers": list(found.markers),
        "grades": dict(found.grades),
        "fleiss_kappa": found.fleiss.told,
        "cohens_kappa_of_pairs": {
            "pairs": found.pairwise.pairs,
            "undefined": found.pairwise.undefined,
            "lowest": _places(found.pairwise.lowest),
            "mean": _places(found.pairwise.mean),
            "highest": _places(found.pairwise.highest),
        },
        "descriptors": [
            {
                "code": one.code,
                "met": one.met,
                "not_met": one.not_met,
                "split": one.split,
                "differing": list(one.differing),
            }
            for one in found.descriptors
        ],
    }


def _places(value: Fraction | None) -> str | None:
    return None if value is None else places(value)


def _as_text(found: Spread) -> Iterator[str]:
    grades = ", ".join(f"{number} {grade}" for grade, number in found.grades)
    yield f"{counted(len(found.markers), 'marker')}: {', '.join(found.markers)}."
    yield f"Grades: {grades}."
    yield f"Fleiss' kappa over all {len(found.descriptors)} descriptors: {found.fleiss.told}."
    pairs = found.pairwise
    if pairs.lowest is None or pairs.highest is None or pairs.mean is None:
        yield f"Cohen's kappa is undefined for every one of {counted(pairs.pairs, 'pair')}."
    else:
        undefined = f"; undefined for {pairs.undefined}" if pairs.undefined else ""
        yield (
            f"Cohen's kappa of {counted(pairs.pairs, 'pair')}: {places(pairs.lowest)} to "
            f"{places(pairs.highest)}, mean {places(pairs.mean)}{undefined}."
        )
    yield ""
    for one in found.descriptors:
        with_whom = f"  differing: {', '.join(one.differing)}" if one.differing else ""
        split = "  no majority" if one.split else with_whom
        yield f"{one.code:<5} {one.met:>3} met {one.not_met:>3} not met{split}"
