"""The form that writes a paper or a bundle: which, how, where to, and what is masked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from textual import work
from textual.widget import Widget

from data.exchange.errors import ExchangeError
from data.exchange.papers.making import FORMS, KINDS
from data.record.errors import RecordError
from data.rules.step import Outcome
from data.standards.errors import StandardError
from data.store.errors import StoreError
from data.store.journey_record import JourneyRecord
from screens.filling import FormScreen, Wrong, hint
from screens.navigation import SayRefused
from screens.typed import NotUnderstood, read_path
from screens.widgets.field import ChoiceField, Field, TextField
from screens.widgets.key_bar import KeyBar
from screens.widgets.tick_field import Tickable, TickField
from screens.wording import full_name

BUNDLE = "bundle"
"""The code of the appeal bundle among the papers."""
_WORDS = {**{name: kind.words for name, kind in KINDS.items()}, BUNDLE: "Appeal bundle (ZIP)"}
_FORMS = {"pdf": "PDF", "html": "HTML, one file", "md": "Markdown"}
_LONGEST = 1_000

Write = Callable[[JourneyRecord, str, str, Path, tuple[str, ...]], Path]
"""Writes a paper: assessment, kind, form, folder, what is masked; returns the file."""


class PaperForm(FormScreen[Outcome]):
    """Asks which paper is to be made, and makes it.

    Args:
        record: The assessment.
        write: Makes and writes it, in a thread.
        folder: What stands there at first as the place to write to.
        masks: What can be masked in a bundle, with what each means.
    """

    def __init__(
        self, record: JourneyRecord, write: Write, folder: Path, masks: Mapping[str, str]
    ) -> None:
        super().__init__("Write a paper", full_name(record.assessment))
        self._record, self._write = record, write
        self._folder, self._masks, self._making = folder, masks, False

    def fields(self) -> Iterable[Widget]:
        """Return the fields."""
        yield hint("Nothing is overwritten, and the name of the file holds nobody's name.")
        words = list(_WORDS.values())
        yield ChoiceField("Paper", "kind", words, 0, codes=list(_WORDS))
        yield ChoiceField("Written as", "form", [_FORMS[f] for f in FORMS], 0, codes=list(FORMS))
        yield TextField("Folder", "folder", str(self._folder), "an existing one", longest=_LONGEST)
        masks = [Tickable(mask, words) for mask, words in self._masks.items()]
        yield TickField("Masked in a bundle", "mask", masks)

    def save(self) -> Outcome:
        """Make the paper at once; `action_save` does it beside the screen."""
        kind, form, folder, masked = self._asked()
        path = self._write(self._record, kind, form, folder, masked)
        return Outcome((), told=f"Written: {path}")

    def action_save(self) -> None:
        """Check what was filled in, then make the paper in a thread."""
        with self.saying():
            self._asked()
            if not self._making:
                self._show_making(True)
                self._make()

    def _show_making(self, making: bool) -> None:
        """Show in place of the keys whether a paper is in the making."""
        self._making = making
        self.query(KeyBar).set(loading=making)

    @work(thread=True, group="paper")
    def _make(self) -> None:
        try:
            done = self.save()
        except (ExchangeError, RecordError, StandardError, StoreError) as error:
            self.app.call_from_thread(self._show_making, False)
            self.post_message(SayRefused(str(error)))
        else:
            self.app.call_from_thread(self._made, done)

    def _made(self, done: Outcome) -> None:
        """Leave, and say where the paper lies: nothing else on the screen does."""
        self._show_making(False)
        self.app.clear_notifications()
        self.app.notify(done.told, markup=False, timeout=8)
        self.dismiss(done)

    def _asked(self) -> tuple[str, str, Path, tuple[str, ...]]:
        """Return what was filled in.

        Raises:
            Wrong: The folder is not there.
        """
        places, texts = {}, {}
        for field in self.query(Field):
            if isinstance(field, ChoiceField):
                places[field.key] = field.at
            elif isinstance(field, TextField | TickField):
                texts[field.key] = field.text.strip()
        folder = _folder(texts["folder"])
        if folder is None:
            raise Wrong({"folder": "There is no such folder. Name one that is there."})
        masked = tuple(texts["mask"].split())
        return list(_WORDS)[places["kind"]], FORMS[places["form"]], folder, masked


def _folder(typed: str) -> Path | None:
    """Return the folder that was named; None where there is none."""
    with suppress(NotUnderstood):
        folder = read_path(typed)
        return folder if typed and folder.is_dir() else None
    return None
