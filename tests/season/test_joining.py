"""Cues joined because a translation has no words for them, run after run: nobody takes it for a person's work."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from localize import translators
from localize.languages import engine_code
from localize.translators.base import Request, Routes, Translation
from tests.running import call
from tests.season.show import LOCALES, Line, Show, findings, new

LINES: tuple[Line, ...] = (
    ("00:00:01,000", "00:00:03,000", "Здравствуйте."),
    ("00:00:04,000", "00:00:06,000", "Если бы мы, конечно,"),
    ("00:00:06,100", "00:00:08,000", "знали об этом раньше."),
    ("00:00:09,000", "00:00:11,000", "Спасибо."),
)
SAID = {"en": ("Hello.", "Hardly.", "Thank you."), "zh": ("你好。", "难。", "谢谢。")}
HELD = ["1,000 --> 3,000", "4,000 --> 6,000", "6,100 --> 8,000", "9,000 --> 11,000"]
JOINED = ["1,000 --> 3,000", "4,000 --> 8,000", "9,000 --> 11,000"]
SPEC = """\
version: 1
name: show
stages: [segment]
outputs:
  en: [translate, fit: {profile: netflix-en, short: merge}, check: {profile: netflix-en}]
  zh-Hans: [translate, fit: {profile: netflix-zh-hans, short: merge}, check: {profile: netflix-zh-hans}]
  zh-Hant-TW:
    from: zh-Hans
    stages: [convert, fit: {profile: netflix-zh-hant, short: merge}, check: {profile: netflix-zh-hant}]
  zh-Hant-HK:
    from: zh-Hans
    stages: [convert, fit: {profile: netflix-zh-hant}, check: {profile: netflix-zh-hant}]
  en+zh-Hans: {bilingual: true}
"""


def engine(
    requests: Iterable[Request], routes: Routes, *, threads: int = 0, advance: Callable[[int], None] = lambda _: None
) -> dict[Request, Translation]:
    """Knows three sentences by heart, and thinks little of any clause of them alone."""
    return {
        one: Translation(
            texts=("", "-1" if " " in one.given else "-0.1") if one.given else (_said(one),) * max(one.hypotheses, 1),
            packages=routes.find(one.source, one.target, one.via),
        )
        for one in requests
    }


def _said(one: Request) -> str:
    return SAID[engine_code(one.target)]["ЗЕС".find(one.text[0])]


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    path = tmp_path / "spec.yaml"
    path.write_text(SPEC.replace("  en+zh-Hans: {bilingual: true}\n", ""), "utf-8")
    return path


@pytest.fixture
def off(tmp_path: Path, spec: Path) -> Path:
    """The same with held cues."""
    path = tmp_path / "off.yaml"
    path.write_text(spec.read_text("utf-8").replace(", short: merge", ""), "utf-8")
    return path


@pytest.fixture
def show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Show:
    monkeypatch.setitem(translators.TRANSLATORS, "argos", engine)
    return new(tmp_path / "show", LINES)


def times(show: Show, locale: str) -> list[str]:
    return [re.sub(r"00:00:0?", "", one) for one in show.times(locale)]


def test_cues_are_joined_and_accounted_for(show: Show, spec: Path) -> None:
    result = show.result(spec=spec)
    assert {locale: times(show, locale) for locale in LOCALES} == {
        "en": JOINED, "zh-Hans": JOINED, "zh-Hant-TW": JOINED, "zh-Hant-HK": HELD,
    }  # fmt: skip
    assert show.texts("en") == ["Hello.", "Hardly.", "Thank you."]
    assert [len(one) for one in findings(result, "spread.merged").values()] == [1, 1, 1, 0]
    assert [len(one) for one in findings(result, "spread.held").values()] == [0, 0, 0, 1]
    assert not any(findings(result, "source.cue-missing").values())
    english = next(file for file in result["files"] if file["locale"] == "en")
    merged = [entry for entry in english["ledger"] if entry["fate"] == "merged"]
    assert [entry["by"] for entry in merged] == ["spread.merged"] * 2
    assert (english["cues_in"], english["cues_out"]) == (4, 3)


def test_a_second_run_finds_nothing_to_do_and_nobody_s_work(show: Show, spec: Path) -> None:
    show.run(spec=spec)
    before = {locale: show.output(locale).read_bytes() for locale in LOCALES}
    assert [file["reused"] for file in show.result(spec=spec)["files"]] == [True] * 4
    show.run("--force", spec=spec)
    shutil.rmtree(show.state / "written")
    show.run("--force", spec=spec)
    assert {locale: show.output(locale).read_bytes() for locale in LOCALES} == before
    assert [show.decisions(locale) for locale in LOCALES] == [[]] * 4


def test_switched_off_and_on_again(show: Show, spec: Path, off: Path) -> None:
    for pipeline, expected in ((off, HELD), (spec, JOINED), (off, HELD), (spec, JOINED)):
        show.run(spec=pipeline)
        assert times(show, "en") == expected
    assert [show.decisions(locale) for locale in LOCALES] == [[]] * 4


def test_a_person_s_words_in_a_joined_cue_stay(show: Show, spec: Path, off: Path) -> None:
    show.run(spec=spec)
    show.replace("en", 2, "We would hardly have known.")
    for pipeline in (spec, off, spec):
        show.run("--force", spec=pipeline)
        assert show.texts("en") == ["Hello.", "We would hardly have known.", "Thank you."]
        assert times(show, "en") == JOINED
    (decision,) = show.decisions("en")
    assert [len(decision["of"]), len(decision["now"])] == [2, 1]


@pytest.mark.parametrize("number", [2, 3])
def test_a_person_s_words_in_one_of_two_keep_them_apart(show: Show, spec: Path, off: Path, number: int) -> None:
    show.run(spec=off)
    show.replace("en", number, "A person was here.")
    for _ in range(2):
        show.run("--force", spec=spec)
        assert show.texts("en")[number - 1] == "A person was here."
        assert times(show, "en") == HELD
    assert times(show, "zh-Hans") == JOINED


def test_a_whole_file_that_was_moved_stays_so(show: Show, spec: Path) -> None:
    show.run(spec=spec)
    show.edit("en", lambda text: text.replace("00:00:", "00:01:"))
    moved = show.times("en")
    for _ in range(3):
        show.run("--force", spec=spec)
        assert show.times("en") == moved
    assert show.texts("en") == ["Hello.", "Hardly.", "Thank you."]


def test_a_cue_that_was_moved_alone_stays_so(show: Show, spec: Path, off: Path) -> None:
    show.run(spec=spec)
    show.edit("en", lambda text: text.replace("00:00:08,000", "00:00:08,500"))
    for pipeline in (spec, off, spec):
        show.run("--force", spec=pipeline)
        assert times(show, "en") == [JOINED[0], "4,000 --> 8,500", JOINED[2]]


def test_a_joined_cue_that_a_person_deleted_stays_deleted(show: Show, spec: Path, off: Path) -> None:
    show.run(spec=spec)
    show.edit("en", lambda text: text.replace("2\n00:00:04,000 --> 00:00:08,000\nHardly.\n\n", ""))
    for pipeline in (spec, off, spec):
        show.run("--force", spec=pipeline)
        assert show.texts("en") == ["Hello.", "Thank you."]


def test_a_joined_cue_can_be_approved(show: Show, spec: Path, off: Path) -> None:
    show.run(spec=spec)
    assert call("approve", show.out, "ep1.en.srt", "2", "--by", "Olga").code == 0
    show.run(spec=off)
    assert times(show, "en") == JOINED
    assert show.status()["en"]["cues"] == {"machine": 2, "approved": 1}


def test_person_s_words_for_one_chinese_cue_flow_on(show: Show, spec: Path) -> None:
    show.run(spec=spec)
    show.replace("zh-Hans", 2, "很难说")
    for _ in range(2):
        show.run("--force", spec=spec)
        assert show.texts("zh-Hant-TW") == ["你好", "很難說", "謝謝"]
        assert times(show, "zh-Hant-HK") == JOINED
