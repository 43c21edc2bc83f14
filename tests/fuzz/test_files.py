"""Bytes of any kind where a file is expected: something whole comes of it, or a typed refusal."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from itertools import islice, product
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from data.exchange.canonical import canonical
from data.exchange.errors import UnreadableDocument
from data.exchange.reading import read_document
from data.rules.grading import overall
from data.rules.vocabulary import Vocabulary
from data.standards.errors import StandardError
from data.standards.loader import SHIPPED_FOLDER, load_standard
from data.standards.model import Standard
from epa_tui.settings import read_settings
from epa_tui.themes import THEMES
from screens.actions import ALL, BY_ID
from screens.keymap import keymap
from tests.data.exchange.building import SHIPPED, document, sealed
from tests.data.standards.hostile import KITE_DATA, KITE_TEXT
from tests.fuzz.trying import any_json, any_text, edited, tries

SHIPPED_TEXT = next(SHIPPED_FOLDER.glob("*.toml")).read_text("utf-8")
SETTINGS_TEXT = 'theme = "epa-light"\nresults = "~/out"\n[keys]\n"live.question" = "f12,k"\n'
RESULT_TEXT = canonical(document(sealed(SHIPPED, "M2", "1"))).decode()

TOML = ["=", ".", "[", "]", "[[", "]]", "{", '"', '"""', "'''", "#", "\n", ",", "\\u0000", "\\"]
TOML += ["true", "1979-05-27", "0x1", "inf", "nan", "1e9", "-1", "[[ksbs]]\n", '"K1"', '"any"']
JSON = ["{", "}", "[", "]", ",", ":", '"', "\\", "\\ud800", "NaN", "1e9", "1.0", "null", '"a":1,']


@contextmanager
def written(content: bytes, name: str) -> Iterator[Path]:
    """Give a file of these bytes, alone in its folder."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        yield path


def loaded_or_refused(content: bytes, name: str) -> None:
    with written(content, name) as path:
        try:
            standard = load_standard(path).standard
        except StandardError as error:
            assert str(error).replace("\n", "").isprintable()
            assert error.remedy
        else:
            holds_together(standard)


def holds_together(standard: Standard) -> None:
    """Check that whatever the rules ask of a standard has an answer."""
    codes = [method.code for method in standard.methods]
    for method, option in product(codes, [*(o.code for o in standard.options), None]):
        vocabulary = Vocabulary.of(standard, method, option)
        for descriptor in standard.criteria(method, option):
            assert vocabulary.resolve(descriptor.code) == descriptor.code
            assert all(code in standard.ksb_by_code for code in descriptor.ksbs)
    for grades in islice(product(standard.grades, repeat=len(codes)), 50):
        given_grades = dict(zip(codes, grades, strict=True))
        assert overall(standard, given_grades, second_attempt=False).grade in standard.grades


@tries
@given(st.binary() | any_text.map(lambda text: text.encode(errors="surrogatepass")))
def test_any_bytes_as_a_standard(content: bytes) -> None:
    loaded_or_refused(content, "a.toml")
    loaded_or_refused(content, "a.json")


@tries
@given(edited(KITE_TEXT, TOML) | edited(SHIPPED_TEXT, TOML))
def test_an_edited_standard(content: bytes) -> None:
    loaded_or_refused(content, "a.toml")


def _places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    below = value.items() if isinstance(value, dict) else enumerate(value)
    for step, under in below:
        yield (*place, step)
        if isinstance(under, dict | list):
            yield from _places(under, (*place, step))


def _value_at(place: tuple[Any, ...]) -> Any:
    value: Any = KITE_DATA
    for step in place:
        value = value[step]
    return value


PLACES = list(_places(KITE_DATA))
GONE = object()
LIKELY = [_value_at(place) for place in PLACES]


def _changed(changes: list[tuple[tuple[Any, ...], Any]]) -> bytes:
    data = json.loads(json.dumps(KITE_DATA))
    for place, new in changes:
        try:
            value = data
            for step in place[:-1]:
                value = value[step]
            if new is GONE:
                del value[place[-1]]
            else:
                value[place[-1]] = deepcopy(new)
        except (IndexError, KeyError, TypeError):
            continue  # an earlier change took the place away
    return json.dumps(data).encode()


@tries
@given(
    st.lists(
        st.tuples(st.sampled_from(PLACES), st.just(GONE) | st.sampled_from(LIKELY) | any_json),
        min_size=1,
        max_size=4,
    ).map(_changed)
)
def test_a_standard_with_other_values_in_it(content: bytes) -> None:
    loaded_or_refused(content, "a.json")


@tries
@given(
    edited(SETTINGS_TEXT, [*TOML, " ", "space", "ctrl+", ",", "~x/", *list(BY_ID)[:5]])
    | st.binary()
    | any_text.map(lambda text: f"results = {json.dumps(text)}\n[keys]\n".encode())
    | any_text.map(lambda text: f'[keys]\n"live.undo" = {json.dumps(text)}\n'.encode())
)
def test_any_bytes_as_settings(content: bytes) -> None:
    with written(content, "settings.toml") as path:
        settings = read_settings(path.parent, frozenset(BY_ID))
    assert settings.theme in {"auto", *(theme.name for theme in THEMES)}
    assert isinstance(settings.judge_during, bool)
    assert "\0" not in str(Path(settings.results).expanduser())
    assert settings.keys.keys() <= BY_ID.keys()
    assert not any(key in (" ", "") for keys in settings.keys.values() for key in keys.split(","))
    assert all(told.isprintable() for told in settings.problems)
    assert all(told.isprintable() for told in keymap(settings.keys, ALL).problems)


@tries
@given(
    st.binary()
    | any_json.map(lambda value: json.dumps(value).encode())
    | any_json.map(
        lambda value: json.dumps({"a": value}, ensure_ascii=False).encode(errors="surrogatepass")
    )
    | edited(RESULT_TEXT, JSON)
)
def test_any_bytes_as_a_document(content: bytes) -> None:
    try:
        read = read_document(content)
    except UnreadableDocument as error:
        assert str(error).isprintable()
    else:
        assert read_document(canonical(read)) == read
        assert read == json.loads(content)
