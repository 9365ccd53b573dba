from __future__ import annotations

import re
from pathlib import Path

import pytest

from localize.errors import SpecError
from localize.model import Severity
from localize.qc import RULES
from localize.qc.profile import Profile, load, names

GOOD = """\
version: "3"
title: House style
language: zh-TW
half_width: true
sources:
  house: {title: House guide, url: https://example.org, date: 2026-01-31}
limits:
  layout.cpl: {value: 16.5, unit: characters a line, counts: everything, severity: warning, source: house}
  layout.cps: {value: 9, unit: characters a second, counts: all, source: house, date: 2025-12, note: 10 before}
"""


def written(folder: Path, text: str) -> str:
    path = folder / "house.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def problems(folder: Path, text: str) -> list[str]:
    path = written(folder, text)
    with pytest.raises(SpecError) as caught:
        load(path)
    return [problem.replace(path, "house.yaml") for problem in caught.value.problems]


def test_names() -> None:
    assert names() == (
        "generic",
        "netflix-en",
        "netflix-ru",
        "netflix-zh-hans",
        "netflix-zh-hant",
        "pixelogic-zh",
    )


# Delivery figures, as stated in the guides; a change of a profile must be made here as well.
FIGURES = {
    "netflix-en": (833, 7000, 2, 2, 42, 17),
    "netflix-ru": (833, 7000, 2, 2, 42, 17),
    "netflix-zh-hans": (833, 7000, 2, 2, 16, 9),
    "netflix-zh-hant": (833, 7000, 2, 2, 16, 9),
    "pixelogic-zh": (1000, 7000, 2, 2, 18, 9),
    "generic": (None, 7000, 2, 2, None, None),
}
RULE_IDS = (
    "timing.min-duration",
    "timing.max-duration",
    "timing.gap",
    "layout.lines",
    "layout.cpl",
    "layout.cps",
)


@pytest.mark.parametrize("name", names())
def test_figures(name: str) -> None:
    limits = [load(name).limit(rule) for rule in RULE_IDS]
    assert tuple(limit and limit.value for limit in limits) == FIGURES[name]


@pytest.mark.parametrize("name", names())
def test_every_limit_has_its_evidence(name: str) -> None:
    profile = load(name)
    assert profile.name == name
    assert profile.title
    assert profile.version
    for rule, limit in profile.limits.items():
        assert rule in RULES
        assert limit.unit
        assert limit.counts
        assert limit.source
        assert limit.url.startswith("https://")
        assert re.fullmatch(r"\d{4}-\d{2}(-\d{2})?|undated", limit.date)


@pytest.mark.parametrize(
    ("name", "language", "half_width"),
    [
        ("netflix-en", "en", False),
        ("netflix-ru", "ru", False),
        ("netflix-zh-hans", "zh-Hans", True),
        ("netflix-zh-hant", "zh-Hant", True),
        ("pixelogic-zh", "zh", False),
        ("generic", "", False),
    ],
)
def test_language_and_counting(name: str, language: str, half_width: bool) -> None:
    assert (load(name).language, load(name).half_width) == (language, half_width)


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    profile = load(written(tmp_path, GOOD))
    assert (profile.name, profile.version, profile.language, profile.half_width) == ("house", "3", "zh-Hant-TW", True)
    cpl, cps = profile.limits["layout.cpl"], profile.limits["layout.cps"]
    assert (cpl.value, cpl.severity, cpl.source, cpl.date) == (16.5, Severity.WARNING, "House guide", "2026-01-31")
    assert (cps.value, cps.severity, cps.date, cps.note) == (9, Severity.ERROR, "2025-12", "10 before")
    assert profile.limit("layout.lines") is None


def test_an_empty_profile_is_possible(tmp_path: Path) -> None:
    assert load(written(tmp_path, 'version: "1"\ntitle: Nothing\nlimits: {}\n')).limits == {}


def test_unknown_name() -> None:
    with pytest.raises(SpecError) as caught:
        load("netflix-zh-hnas")
    assert str(caught.value) == "unknown profile 'netflix-zh-hnas'; did you mean 'netflix-zh-hans'?"


@pytest.mark.parametrize("path", ["missing.yaml", "some/folder"])
def test_missing_file(path: str) -> None:
    with pytest.raises(SpecError) as caught:
        load(path)
    assert str(caught.value) == f"{path}: no such file; give a profile's name or the path of a YAML file"


MISTAKES = {
    "not a mapping": ("- a\n", ["house.yaml:1: no mapping; write version: …, title: …, limits: … below it"]),
    "nothing in it": (
        "language: en\n",
        [
            "house.yaml:1: version is missing; write `version: …`",
            "house.yaml:1: title is missing; write `title: …`",
            "house.yaml:1: limits is missing; write `limits: …`",
        ],
    ),
    "unknown key": (GOOD + "halfwidth: true\n", ["house.yaml:10: halfwidth: unknown key; did you mean 'half_width'?"]),
    "unknown rule": (
        GOOD.replace("layout.cpl", "layout.cpll"),
        ["house.yaml:8: limits.'layout.cpll': unknown rule; did you mean 'layout.cpl'?"],
    ),
    "unknown source": (
        GOOD.replace("source: house}", "source: huose}"),
        ["house.yaml:8: limits.'layout.cpl'.source: no source 'huose'; did you mean 'house'?"],
    ),
    "no sources": (
        'version: "1"\ntitle: T\nlimits:\n  layout.cpl: {value: 1, unit: u, counts: c, source: s}\n',
        ["house.yaml:4: limits.'layout.cpl'.source: no source 's'; list it under `sources`"],
    ),
    "two mistakes in a limit": (
        GOOD.replace("16.5", "many").replace("severity: warning", "severity: fatal"),
        [
            "house.yaml:8: limits.'layout.cpl'.value: 'many' is no number from 0; write one such as 42 or 0.5",
            "house.yaml:8: limits.'layout.cpl'.severity: 'fatal' is no severity; write error, warning, info",
        ],
    ),
    "no value": (
        GOOD.replace("value: 16.5, ", ""),
        ["house.yaml:8: limits.'layout.cpl': value is missing; write `value: …`"],
    ),
    "negative": (
        GOOD.replace("16.5", "-1"),
        ["house.yaml:8: limits.'layout.cpl'.value: -1 is no number from 0; write one such as 42 or 0.5"],
    ),
    "limit without evidence": (
        GOOD.split("  layout.cps")[0] + "  layout.cps: 9\n",
        ["house.yaml:9: limits.'layout.cps': no mapping; write value: …, unit: …, counts: …, source: … below it"],
    ),
    "language": (
        GOOD.replace("zh-TW", "zh-Hnas"),
        ["house.yaml:3: language: unknown language 'zh-Hnas'; did you mean 'zh-Hans'?"],
    ),
    "half_width": (GOOD.replace("true", "no"), ["house.yaml:4: half_width: 'no' is neither; write true or false"]),
    "version is a number": (GOOD.replace('"3"', "3"), ["house.yaml:1: version: 3 is not text; write it in quotes"]),
    "date": (
        GOOD.replace("2026-01-31", "31.01.2026"),
        ["house.yaml:6: sources.house.date: '31.01.2026' is no date; write YYYY-MM-DD, YYYY-MM or undated"],
    ),
    "limits is a list": (
        'version: "1"\ntitle: T\nlimits: [42]\n',
        ["house.yaml:3: limits: no mapping; write one indented `name: …` a line"],
    ),
    "duplicate key": (
        GOOD + "title: Again\n",
        ["house.yaml:10: title: duplicate key, first in line 2; take one out"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistakes(mistake: str, tmp_path: Path) -> None:
    text, expected = MISTAKES[mistake]
    assert problems(tmp_path, text) == expected


def test_a_profile_is_not_changed_by_reading_it_twice(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    assert isinstance(load(path), Profile)
    assert load(path) is load(path)
