from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.errors import FileError
from localize.spec.model import Spec
from localize.spec.naming import compile_episode, file_name, naming_problems


def spec(naming: str, episode: str | None = None, name: str = "show") -> Spec:
    return Spec(
        path=Path("spec.yaml"),
        version=1,
        name=name,
        source="ru",
        episode=compile_episode(episode) if episode else None,
        naming=naming,
        frame_rate=None,
        glossary=None,
        stages=(),
        outputs={},
        lines={},
    )


EPISODE = r"s(?P<season>\d+)e(?P<episode>\d+)(?P<part>[ab])?"


def test_fields_and_groups() -> None:
    pipeline = spec("{series} S{season}E{episode} [{stem}].{locale}.{format}", EPISODE)
    assert file_name(pipeline, "x.s01e07", "zh-Hant-TW", "ass") == "show S01E07 [x.s01e07].zh-Hant-TW.ass"


def test_doubled_braces_are_braces() -> None:
    assert file_name(spec("{{{stem}}}.{locale}.{format}"), "a", "en", "srt") == "{a}.en.srt"


def test_a_file_without_the_group() -> None:
    with pytest.raises(FileError) as nothing:
        file_name(spec("{episode}.{locale}.{format}", EPISODE), "film", "en", "srt")
    assert str(nothing.value) == "film: the file name has no 'episode'; rename it or change `episode` in the spec"
    with pytest.raises(FileError) as part:
        file_name(spec("{part}.{locale}.{format}", EPISODE), "s01e01", "en", "srt")
    assert str(part.value) == "s01e01: the file name has no 'part'; rename it or change `episode` in the spec"
    assert file_name(spec("{stem}.{locale}.{format}", EPISODE), "film", "en", "srt") == "film.en.srt"


def test_a_name_with_a_folder_is_refused() -> None:
    with pytest.raises(FileError) as caught:
        file_name(spec("{stem}.{locale}.{format}"), "../a", "en", "srt")
    assert str(caught.value) == "../a: '../a.en.srt' is no file name; rename the file or change `naming` in the spec"


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"((\w+\s?)*)*x", r"(a|aa)+$", r"(?:\w+)*!", r"(a[)]+)*b"])
def test_repeated_groups_are_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="a repeated group could run for ever"):
        compile_episode(pattern)


@pytest.mark.parametrize("pattern", [EPISODE, r"\(\d+\)+", r"[)]+", r"[\])]{2}", r"(\d+)\w*", r"(a+)?b", r"[^]()]+"])
def test_other_expressions_are_allowed(pattern: str) -> None:
    started = time.perf_counter()
    compile_episode(pattern).search("a" * 255)
    assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize("pattern", ["[[a]", "a{99999999999999}", "(?P<a>", "*", "a(?i)"])
def test_bad_expressions_are_one_kind_of_error(pattern: str) -> None:
    with pytest.raises(ValueError, match="not a regular expression"):
        compile_episode(pattern)


def test_every_problem_of_a_pattern_is_told() -> None:
    assert list(naming_problems("../{stem!r}.{lcale}.{format}", (), 2)) == [
        "'../{stem!r}.{lcale}.{format}' names a folder or has a character that no file name should have; "
        "write a file name such as '{stem}.{locale}.{format}'",
        "unknown field 'lcale'; did you mean 'locale'?",
        "field 'stem' has a format mark; write '{stem}'",
    ]


NAMES = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=20).filter(
    lambda name: name not in (".", "..")
)


@given(st.text("{}sterialocfmt.:!/\\ \0", max_size=30), NAMES)
def test_an_accepted_pattern_stays_in_its_folder(pattern: str, stem: str) -> None:
    naming = pattern + "{stem}.{locale}.{format}"
    if not list(naming_problems(naming, (), 2)):
        name = file_name(spec(naming), stem, "en", "srt")
        assert (Path("out") / name).parent == Path("out")
        assert name.endswith(".srt")
