from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from localize.errors import SpecError
from localize.spec.model import Output
from localize.spec.parse import KEYS, load
from localize.spec.schema import schema
from localize.spec.wiring import check
from localize.stages.check import Check
from localize.stages.convert import Convert
from localize.stages.fit import Fit
from localize.stages.segment import Segment
from localize.stages.translate import Translate
from localize.translators.base import Routes

Write = Callable[[str], Path]
FILM = Fraction(24000, 1001)

FULL = r"""
version: 1
name: better-than-us
source: ru
episode: 's(?P<season>\d+)e(?P<episode>\d+)'
naming: "{series}.{episode}.{locale}.{format}"
frame_rate: "23.976"
glossary: ../terms.tsv
stages:
  - segment: {max_cues: 4}
outputs:
  zh-Hant-TW:
    from: zh-Hans
    stages:
      - convert
      - check: {profile: house/tw.yaml}
  en: &english
    - translate: {beam: 5, via: null}
    - fit: {profile: netflix-en, typography: false}
  zh-Hans: *english
newline: crlf
bom: false
"""


def test_every_key(write: Write) -> None:
    path = write(FULL)
    spec = load(path)
    end = (Translate(beam=5), Fit(profile="netflix-en", typography=False))
    taiwan = (Convert(), Check(profile=str(path.parent / "house/tw.yaml")))
    assert spec.path == path
    assert (spec.version, spec.name, spec.source) == (1, "better-than-us", "ru")
    assert spec.episode is not None
    assert spec.episode.groupindex == {"season": 1, "episode": 2}
    assert spec.naming == "{series}.{episode}.{locale}.{format}"
    assert spec.frame_rate == FILM
    assert (spec.newline, spec.bom) == ("crlf", False)
    assert spec.glossary == path.parent / "../terms.tsv"
    assert spec.stages == (Segment(max_cues=4),)
    assert spec.outputs == {
        "en": Output(locale="en", stages=end, line=17),
        "zh-Hans": Output(locale="zh-Hans", stages=end, line=20),
        "zh-Hant-TW": Output(locale="zh-Hant-TW", from_locale="zh-Hans", stages=taiwan, line=12),
    }
    assert list(spec.outputs) == ["en", "zh-Hans", "zh-Hant-TW"]
    assert spec.lines["outputs.zh-Hant-TW.stages[1]"] == 16


def test_defaults(write: Write) -> None:
    spec = load(write("version: 1\nname: a\noutputs: {en: [segment, translate]}\n"))
    assert (spec.source, spec.naming) == ("ru", "{stem}.{locale}.{format}")
    assert (spec.episode, spec.frame_rate, spec.glossary, spec.stages) == (None, None, None, ())
    assert spec.outputs["en"].stages == (Segment(), Translate())


@pytest.mark.parametrize(
    ("written", "rate"),
    [("25", 25), ("29.97", Fraction(30000, 1001)), ('"23.976"', FILM), ("24000/1001", FILM), ("23.5", Fraction(47, 2))],
)
def test_frame_rates(written: str, rate: Fraction, write: Write) -> None:
    assert load(write(f"version: 1\nname: a\nframe_rate: {written}\noutputs: {{en: [segment]}}\n")).frame_rate == rate


def test_outputs_stand_after_what_they_are_made_from(write: Write) -> None:
    text = "version: 1\nname: a\noutputs:\n"
    for locale, origin in (("zh-Hant-HK", "zh-Hant-TW"), ("zh-Hant-TW", "zh-Hant"), ("zh-Hant", "zh-Hans")):
        text += f"  {locale}: {{from: {origin}, stages: [convert]}}\n"
    spec = load(write(text + "  zh-Hans: [segment, translate]\n"))
    assert list(spec.outputs) == ["zh-Hans", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK"]


def test_the_trunk_ends_before_layout() -> None:
    end = Fit(profile="netflix-en"), Check(profile="netflix-en")
    assert Output(locale="en", stages=(Translate(), *end), line=1).trunk == (Translate(),)
    assert Output(locale="en", stages=(Translate(),), line=1).trunk == (Translate(),)


def test_a_spec_survives_a_trip_between_processes(write: Write) -> None:
    spec = load(write(FULL))
    assert pickle.loads(pickle.dumps(spec)) == spec


GOOD: dict[str, Any] = {
    "version": 1,
    "name": "demo",
    "source": "ru",
    "episode": "e(?P<episode>\\d+)",
    "naming": "{stem}.{episode}.{locale}.{format}",
    "frame_rate": 25,
    "glossary": "terms.tsv",
    "stages": [{"segment": {"max_gap_ms": 900, "max_cues": 3}}],
    "outputs": {
        "en": [{"translate": {"engine": "argos", "beam": 2, "protect": True}}, {"fit": {"profile": "netflix-en"}}],
        "zh-Hans": ["translate", {"check": {"profile": "netflix-zh-hans"}}],
        "zh-Hant-TW": {"from": "zh-Hans", "stages": [{"convert": {"config": "s2twp"}}]},
    },
}  # fmt: skip

KNOWN_WORDS = (*KEYS, "from", "en", "zh-Hans", "segment", "translate", "fit", "max_cues", "profile", "no", "{x}")
VALIDATOR = Draft202012Validator(schema())
WORDS = st.one_of(st.sampled_from(KNOWN_WORDS), st.text(max_size=8))
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 10**6), st.floats(allow_nan=False, allow_infinity=False), WORDS
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=4,
)


def mutate(value: Any, draw: Callable[[st.SearchStrategy[Any]], Any]) -> Any:
    """`value` with one key renamed, one entry removed, or one value replaced, somewhere in it."""
    if not isinstance(value, dict | list) or not value or draw(st.integers(0, 4)) == 0:
        return draw(VALUES)
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    key = draw(st.sampled_from(keys))
    what = draw(st.sampled_from(["deeper", "deeper", "deeper", "remove", "rename"]))
    if isinstance(value, list):
        below = [] if what == "remove" else [mutate(value[key], draw)]
        return [*value[:key], *below, *value[key + 1 :]]
    if what == "deeper":
        return {**value, key: mutate(value[key], draw)}
    rest = {name: item for name, item in value.items() if name != key}
    return rest if what == "remove" else {**rest, draw(WORDS): value[key]}


@given(st.data())
def test_any_mutation_loads_or_is_refused(data: st.DataObject) -> None:
    """Never another exception; and whatever loads, the JSON Schema accepts and the wiring check can judge."""
    spec = GOOD
    for _ in range(data.draw(st.integers(1, 3))):
        spec = mutate(spec, data.draw)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "spec.yaml"
        path.write_text(json.dumps(spec, ensure_ascii=False, indent=1), encoding="utf-8")
        problems: tuple[str, ...] | None = None
        try:
            loaded = load(path)
        except SpecError as error:
            problems = error.problems
        if problems is None:
            assert VALIDATOR.is_valid(spec)
            check(loaded, None, Routes())
        else:
            assert problems
            assert all(problem.startswith(f"{path}:") and problem.isprintable() for problem in problems)


def test_the_spec_that_is_mutated_is_good(tmp_path: Path) -> None:
    path = tmp_path / "spec.yaml"
    path.write_text(json.dumps(GOOD), encoding="utf-8")
    assert list(load(path).outputs) == ["en", "zh-Hans", "zh-Hant-TW"]
