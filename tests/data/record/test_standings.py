from __future__ import annotations

from hypothesis import given

from data.record import entries as e
from data.record.entries import Body, Mark
from data.record.fold import fold
from data.record.instant import Instant
from data.record.state import Standing
from data.standards.loader import LoadedStandard
from tests.data.record.sittings import Sitting, chained, shipped
from tests.data.record.strategies import records

Record = tuple[LoadedStandard, list[tuple[Instant, Body]]]
Told = tuple[int, int | None, str, str]
"""When it was told, by which note, the code, the sign."""


def sitting() -> Sitting:
    return Sitting(shipped(), "M1", "1")


def noted(s: Sitting, *marks: Mark) -> int:
    return s.add(e.Noted("what was said", marks))


def standing(s: Sitting, code: str = "P6") -> Standing | None:
    return s.state.standings.get(code)


def test_the_last_sign_that_said_more_than_heard_counts() -> None:
    s = sitting()
    first, second = noted(s, Mark("P6", "+")), noted(s, Mark("P6"))
    assert standing(s) == Standing("+", 2, (first, second))
    third = noted(s, Mark("P6", "-"))
    assert standing(s) == Standing("-", 3, (first, second, third))


def test_a_tick_on_the_checklist_counts_and_belongs_to_no_note() -> None:
    s = sitting()
    s.add(e.Marked(Mark("P6")))
    assert standing(s) == Standing("", 1)
    s.add(e.Marked(Mark("P6", "?")))
    assert standing(s) == Standing("?", 2)


def test_a_note_that_is_marked_stronger_says_it_once_and_last() -> None:
    s = sitting()
    first, second = noted(s, Mark("P6")), noted(s, Mark("P6", "-"))
    s.add(e.Marked(Mark("P6", "+"), note=first))
    assert standing(s) == Standing("+", 2, (second, first))
    assert s.state.notes[first].marks == (Mark("P6", "+"),)


def test_a_plain_tick_on_a_note_takes_no_sign_away() -> None:
    s = sitting()
    note = noted(s, Mark("P6", "+"))
    s.add(e.Marked(Mark("P6"), note=note))
    assert standing(s) == Standing("+", 1, (note,))
    assert s.state.notes[note].marks == (Mark("P6", "+"),)


def test_a_tick_on_a_note_that_is_not_there_still_counts_as_heard() -> None:
    s = sitting()
    s.add(e.Marked(Mark("P6", "+"), note=77))
    assert standing(s) == Standing("+", 1, ())


def test_a_code_that_was_marked_on_and_amended_away_is_not_heard_any_more() -> None:
    s = sitting()
    note = noted(s, Mark("P6"))
    s.add(e.Marked(Mark("P6", "+"), note=note))
    s.add(e.NoteAmended(note, "what was said"))
    assert standing(s) is None


def test_an_amendment_takes_a_sign_back() -> None:
    s = sitting()
    note = noted(s, Mark("P6", "+"))
    s.add(e.NoteAmended(note, "what was said", (Mark("P6"),)))
    assert standing(s) == Standing("", 1, (note,))


def test_an_amendment_that_drops_a_code_leaves_what_other_notes_said() -> None:
    s = sitting()
    first, second = noted(s, Mark("P6", "-")), noted(s, Mark("P6", "+"))
    s.add(e.NoteAmended(second, "what was said", (Mark("P4"),)))
    assert standing(s) == Standing("-", 1, (first,))
    assert standing(s, "P4") == Standing("", 1, (second,))


def test_correcting_the_words_of_an_early_note_is_no_new_evidence() -> None:
    s = sitting()
    first, second = noted(s, Mark("P6", "+")), noted(s, Mark("P6", "-"))
    for _ in range(3):
        s.add(e.NoteAmended(first, "spelt rightly", (Mark("P6", "+"),)))
    assert standing(s) == Standing("-", 2, (first, second))


def test_an_early_note_that_was_marked_late_still_decides_after_its_words_are_corrected() -> None:
    s = sitting()
    first, second = noted(s, Mark("P6")), noted(s, Mark("P6", "-"))
    s.add(e.Marked(Mark("P6", "+"), note=first))
    for note, sign in ((first, "+"), (second, "-")):
        s.add(e.NoteAmended(note, "spelt rightly", (Mark("P6", sign),)))
        assert standing(s) == Standing("+", 2, (second, first))


def test_amending_twice_counts_once() -> None:
    s = sitting()
    note = noted(s)
    s.add(e.NoteAmended(note, "a", (Mark("P6", "?"),)))
    s.add(e.NoteAmended(note, "b", (Mark("P6", "?"), Mark("P6", "+"))))
    assert standing(s) == Standing("+", 2, (note,))


def test_undoing_an_amendment_brings_the_marks_back() -> None:
    s = sitting()
    note = noted(s, Mark("P6", "+"))
    s.add(e.Undone(s.add(e.NoteAmended(note, "nothing"))))
    assert standing(s) == Standing("+", 1, (note,))


def _told(record: list[Body], undone: frozenset[int]) -> list[Told]:
    """Return every mark that holds, one by one: the plain way, to compare with."""
    told: list[Told] = []
    notes: set[int] = set()
    for seq, body in enumerate(record, start=1):
        if seq in undone:
            continue
        match body:
            case e.Noted(marks=marks):
                notes.add(seq)
                told += [(seq, seq, mark.code, mark.sign) for mark in marks]
            case e.Marked(mark=mark, note=note) if note in notes:
                same = [t for t in told if t[1:3] == (note, mark.code)]
                if mark.sign or not same:
                    told = [t for t in told if t not in same]
                    told.append((seq, note, mark.code, mark.sign))
            case e.Marked(mark=mark):
                told.append((seq, None, mark.code, mark.sign))
            case e.NoteAmended(note=note, marks=marks) if note in notes:
                places = {t[2]: t[0] for t in told if t[1] == note}
                told = [t for t in told if t[1] != note]
                told += [(places.get(m.code, note), note, m.code, m.sign) for m in marks]
            case e.TagsRepeated(note=note, marks=marks) if note in notes:
                had = {t[2] for t in told if t[1] == note}
                new = {mark.code: mark.sign for mark in marks if mark.code not in had}
                told += [(seq, note, code, sign) for code, sign in new.items()]
    return sorted(told, key=lambda one: one[0])


@given(records())
def test_the_standings_are_what_all_marks_that_hold_come_to(record: Record) -> None:
    loaded, bodies = record
    state = fold(loaded.standard, chained(bodies))
    told = _told([body for _, body in bodies], state.undone)
    assert set(state.standings) == {code for _, _, code, _ in told}
    for code, found in state.standings.items():
        own = [one for one in told if one[2] == code]
        said = [sign for _, _, _, sign in own if sign]
        notes = dict.fromkeys(note for _, note, _, _ in own if note is not None)
        assert found == Standing(said[-1] if said else "", len(own), tuple(notes))
