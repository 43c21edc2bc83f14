"""`epa-tui quality give`, `mark` and `take`: notes go out blind, a marking comes back."""

from __future__ import annotations

import argparse
import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.exchange.marking import marking, read_marking, read_table
from data.exchange.marking import take as taken
from data.exchange.marking_file import read_marking_file
from data.exchange.marking_model import MarkedDescriptor, MarkingFile
from data.rules.blinding import corrected_late
from data.rules.counts import counted
from data.rules.refused import Refused
from data.rules.second_marking import begin, given
from epa_tui.asking import tell
from epa_tui.commands.acting import clock_of
from epa_tui.commands.chosen import NotChosen
from epa_tui.commands.journeying import OnJourney, on_journey
from epa_tui.commands.judgements import NotAFile, read_file
from epa_tui.commands.quality_files import paper_of, read_bytes_of, write_new
from epa_tui.demonstration import is_demonstration
from epa_tui.home import resolve
from epa_tui.quality import Sheet, Sheets

if TYPE_CHECKING:
    from screens.marking_desk import Desk

SUFFIX = ".marking.json"
"""What a marking is called behind the name of its file."""


def give(args: argparse.Namespace) -> int:
    """Write the notes of a sealed sitting as a marking file, and record that they left.

    Raises:
        Refused: There is no such sealed sitting.
        NotChosen: The file cannot be written.
    """
    with on_journey(args) as on:
        sheet = Sheets(on.store).of(on.record, args.sitting, on.now)
        file = sheet.file(with_names=args.with_names)
        path = write_new(args.to, file.content())
        late = corrected_late(sheet.state)
        left = given(on.view, sheet.sitting, file.digest, with_names=args.with_names)
        on.record.add(on.now, *left)
    told = {
        "format": 1,
        "file": str(path),
        "sitting": file.sitting,
        "head": file.head,
        "digest": file.digest,
        "names_masked": file.names_masked,
        "notes_left_out": file.notes_left_out,
        "notes_corrected_since": late,
    }
    _print(args, told, "\n".join(_given_words(file, path, late)))
    return 0


def _given_words(file: MarkingFile, path: Path, late: int) -> list[str]:
    said = counted(len(file.said), "question or note", "questions and notes")
    lines = [f"Written: {path}", f"{said}, {counted(len(file.descriptors), 'descriptor')}."]
    if file.notes_left_out:
        out = counted(file.notes_left_out, "note")
        lines.append(f"{out} outside of the phases left out: what was not said is no evidence.")
    if late:
        stand = "stands as it was" if late == 1 else "stand as they were"
        lines.append(f"{counted(late, 'note')} corrected after the last phase {stand} before.")
    if file.names_masked is None:
        return [*lines, "The apprentice's name is in it, as you asked."]
    masked = counted(file.names_masked, "name")
    lines.append(
        f"{masked} masked in the texts, as far as they were found. Nicknames, typing errors and "
        "other people's names stay: read it through before it leaves."
    )
    return lines


def blind(args: argparse.Namespace) -> int:
    """Mark a sitting of this store on a screen that shows nothing else of it.

    Raises:
        Refused: The marker may not mark it.
        NotChosen: There is no terminal.
    """
    from epa_tui.second_marking import run_desk
    from screens.marking_desk import JourneyDesk

    unseen = _unseen(args)
    with on_journey(args) as on:
        sheet = _sheet(on, args.sitting)
        clock = clock_of(on.store, is_demonstration(resolve(args)))

        def desk() -> JourneyDesk:
            begun = begin(
                on.view,
                sheet.sitting,
                args.marker,
                no_conflict=args.no_conflict,
                assessors=sheet.assessors,
                unseen=unseen,
            )
            on.record.add(on.now, *begun)
            return JourneyDesk(on.record, sheet.sitting, sheet.paper(), clock, alone=True)

        return run_desk(args, desk, partial(_left, args, None))


def _unseen(args: argparse.Namespace) -> bool:
    """Return what the marker declares to have seen of what the assessor made of the sitting.

    Args:
        args: Of the command; `unseen` and `seen`.

    Raises:
        Refused: Nothing is declared, or both.
    """
    if args.unseen == args.seen:
        raise Refused(
            "Declare with --unseen to have seen neither grade nor tags, judgements or feedback of "
            "this sitting. Whoever has says --seen: it is marked all the same, as not blind."
        )
    return bool(args.unseen)


def _sheet(on: OnJourney, sitting: str) -> Sheet:
    """Return what is marked; where there is none, say nothing of what there is: a re-sit tells."""
    try:
        return Sheets(on.store).of(on.record, sitting, on.now)
    except Refused as error:
        raise Refused(
            "No sealed sitting of this assessment is called so. Ask whoever asked you to mark it."
        ) from error


def mark(args: argparse.Namespace) -> int:
    """Mark a marking file, on a screen or from a table.

    Raises:
        NotMarkable: It is no marking file, or was changed.
        Refused: A judgement is missing or cannot be made.
        NotChosen: A file cannot be read or written.
    """
    file = read_marking_file(read_bytes_of(args.file))
    sheet = paper_of(file, resolve(args))
    path = args.to or args.file.with_name(f"{args.file.stem}{SUFFIX}")
    unseen = _unseen(args)
    if args.judgements is None:
        from epa_tui.second_marking import mark_on_screen

        left = partial(_left, args, path)
        return mark_on_screen(args, file, sheet, path, left, unseen=unseen)
    judgements = _judgements(args.judgements)
    free = args.no_conflict
    made = marking(file, sheet, args.marker, judgements, no_conflict=free, unseen=unseen)
    path = write_new(path, made.content())
    told = {"format": 1, "file": str(path), "marker": made.marker, "grade": made.grade}
    words = f"Written: {path}\n{made.marker}: {made.grade}. Give it back to whoever gave the file."
    _print(args, told, words)
    return 0


def _left(args: argparse.Namespace, path: Path | None, desk: Desk) -> None:
    """Tell how far a second marking is when its screen is left.

    Args:
        args: Of the command.
        path: Where the marking goes once it is done; None where it is kept in the record.
        desk: What was marked.
    """
    judged = sum(one.met is not None for one in desk.said.values())
    of = len(desk.paper.criteria)
    written = str(path) if path is not None and path.expanduser().exists() else None
    words = f"{judged} of {counted(of, 'descriptor')} judged; everything is kept."
    if written:
        words += f"\nWritten: {written}\nGive it back to whoever gave the file."
    told = {"format": 1, "judged": judged, "descriptors": of, "file": written}
    _print(args, told, words)


def _judgements(path: Path) -> list[MarkedDescriptor]:
    """Read judgements from a table, or from JSON as `epa-tui judge --from` has it."""
    if path.suffix.lower() == ".csv":
        try:
            return read_table(read_bytes_of(path).decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise NotChosen(f"{path} is not UTF-8. Save it again as UTF-8.") from error
    try:
        wanted = read_file(path)
    except NotAFile as error:
        raise NotChosen(str(error)) from error
    if undecided := [one.code for one in wanted if one.met is None]:
        raise NotChosen(f"{path}: say of {', '.join(undecided)} whether it is met.")
    return [
        MarkedDescriptor(
            code=one.code.upper(),
            met=bool(one.met),
            rationale=one.rationale or "",
            notes=one.notes or (),
        )
        for one in wanted
    ]


def take(args: argparse.Namespace) -> int:
    """Take a marking back into the record of its assessment.

    Raises:
        NotMarkable: It is no marking, or was changed.
        Refused: It is of another record, or may not be taken.
    """
    found = read_marking(read_bytes_of(args.file))
    with on_journey(args) as on:
        sheet = Sheets(on.store).of(on.record, found.sitting, on.now)
        bodies = taken(on.view, found, sheet.paper(), sheet.assessors)
        on.record.add(on.now, *bodies)
    told = {
        "format": 1,
        "sitting": found.sitting,
        "marker": found.marker,
        "judged": len(found.judgements),
    }
    words = (
        f"Taken: {found.marker} judged {counted(len(found.judgements), 'descriptor')}. "
        f"`epa-tui quality compare {args.assessment} {found.sitting[:8]}` shows both."
    )
    _print(args, told, words)
    return 0


def _print(args: argparse.Namespace, told: dict[str, Any], words: str) -> None:
    if args.json:
        print(json.dumps(told, indent=2))
    else:
        tell(words)
