"""Cues that borrow time, run after run: nobody takes it for a person's work, and what a person did to times stays."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from localize import formats, translators
from localize.languages import engine_code
from localize.model import FormatFacts, Payload
from localize.translators.base import Request, Routes, Translation
from tests.running import MODELS, call
from tests.season.show import LOCALES, Line, Show, findings, new

# At 17 characters a second the first needs 2.65 s and the third more than there is; in Chinese, at 9, 1.89 s.
LINES: tuple[Line, ...] = (
    ("00:00:01,000", "00:00:02,000", "Я совсем не знаю, кто это сделал."),
    ("00:00:06,000", "00:00:07,000", "Да."),
    ("00:00:08,000", "00:00:09,000", "Никто не знает, почему он ушёл так рано."),
    ("00:00:09,500", "00:00:11,000", "Спасибо."),
)
SAID = {
    "en": (
        "I really do not know who could have done that.",
        "Yes.",
        "Nobody knows why he left so early.",
        "Thank you.",
    ),
    "zh": ("我真的完全不知道这件事到底是谁干的。", "是的。", "没有人知道他为什么这么早就离开了这里。", "谢谢。"),
}
PLAIN = ["1,000 --> 2,000", "6,000 --> 7,000", "8,000 --> 9,000", "9,500 --> 11,000"]
ENGLISH = ["1,000 --> 3,648", "6,000 --> 7,000", "8,000 --> 9,420", "9,500 --> 11,000"]
CHINESE = ["1,000 --> 2,889", "6,000 --> 7,000", "8,000 --> 9,420", "9,500 --> 11,000"]
EDIT = "I do not know who did this, not at all."

SPEC = """\
version: 1
name: show
frame_rate: 25
stages: [segment]
outputs:
  en: [translate, fit: {profile: netflix-en, timing: extend}, check: {profile: netflix-en}]
  zh-Hans: [translate, fit: {profile: netflix-zh-hans, timing: extend}, check: {profile: netflix-zh-hans}]
  zh-Hant-TW:
    from: zh-Hans
    stages: [convert, fit: {profile: netflix-zh-hant, timing: extend}, check: {profile: netflix-zh-hant}]
  zh-Hant-HK:
    from: zh-Hans
    stages: [convert, fit: {profile: netflix-zh-hant}, check: {profile: netflix-zh-hant}]
"""


def engine(
    requests: Iterable[Request], routes: Routes, *, threads: int = 0, advance: Callable[[int], None] = lambda _: None
) -> dict[Request, Translation]:
    """Knows four lines by heart."""
    texts = [text for _, _, text in LINES]
    return {
        one: Translation(
            texts=(SAID[engine_code(one.target)][texts.index(one.text)],) * max(one.hypotheses, 1),
            packages=routes.find(one.source, one.target, one.via),
        )
        for one in requests
    }


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    path = tmp_path / "spec.yaml"
    path.write_text(SPEC, "utf-8")
    return path


@pytest.fixture
def off(tmp_path: Path) -> Path:
    """The same with the times of the source."""
    path = tmp_path / "off.yaml"
    path.write_text(SPEC.replace(", timing: extend", ""), "utf-8")
    return path


@pytest.fixture
def show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Show:
    monkeypatch.setitem(translators.TRANSLATORS, "argos", engine)
    return new(tmp_path / "show", LINES)


def times(show: Show, locale: str) -> list[str]:
    return [re.sub(r"00:00:0?", "", one) for one in show.times(locale)]


def retime(show: Show, locale: str, old: str, new: str) -> None:
    show.edit(locale, lambda text: text.replace(old, new))


def test_cues_borrow_time_and_it_is_told(show: Show, spec: Path) -> None:
    result = show.result(spec=spec)
    assert {locale: times(show, locale) for locale in LOCALES} == {
        "en": ENGLISH, "zh-Hans": CHINESE, "zh-Hant-TW": CHINESE, "zh-Hant-HK": PLAIN,
    }  # fmt: skip
    told = {
        file["locale"]: [
            (one["rule"], one["value"]) for one in file["findings"] if one["rule"] in ("timing.extended", "layout.cps")
        ]
        for file in result["files"]
    }
    assert told["en"] == [("timing.extended", 2648 - 1000), ("timing.extended", 420), ("layout.cps", 23.9)]
    assert len(told["zh-Hant-TW"]) == 3
    assert [rule for rule, _ in told["zh-Hant-HK"]] == ["layout.cps"] * 2
    assert not any(findings(result, "timing.gap").values())


def test_a_second_run_finds_nothing_to_do_and_nobody_s_work(show: Show, spec: Path) -> None:
    show.run(spec=spec)
    before = {locale: show.output(locale).read_bytes() for locale in LOCALES}
    assert [file["reused"] for file in show.result(spec=spec)["files"]] == [True] * 4
    show.run("--force", spec=spec)
    assert {locale: show.output(locale).read_bytes() for locale in LOCALES} == before
    assert [show.decisions(locale) for locale in LOCALES] == [[]] * 4
    assert "0 of 4 outputs to make" in show.run("--dry-run", spec=spec).out


def test_switched_off_the_times_of_the_source_are_back(show: Show, spec: Path, off: Path) -> None:
    show.run(spec=spec)
    dry = show.run("--dry-run", spec=off).out
    assert dry.count("stages, options or a profile changed") == 4
    show.run(spec=off)
    assert {locale: times(show, locale) for locale in LOCALES} == dict.fromkeys(LOCALES, PLAIN)
    assert [show.decisions(locale) for locale in LOCALES] == [[]] * 4
    show.run(spec=spec)
    assert times(show, "en") == ENGLISH


def test_a_person_s_text_keeps_the_times_that_it_was_written_in(show: Show, spec: Path, off: Path) -> None:
    show.run(spec=spec)
    show.replace("en", 1, EDIT)
    for _ in range(2):
        show.run("--force", spec=spec)
        assert show.texts("en")[0] == EDIT
        assert times(show, "en") == ENGLISH
    assert len(show.decisions("en")) == 1
    show.run(spec=off)
    assert show.texts("en")[0] == EDIT
    assert times(show, "en") == [ENGLISH[0], *PLAIN[1:]]


def test_a_person_s_text_has_no_time_lent_to_it(show: Show, spec: Path, off: Path) -> None:
    show.run(spec=off)
    show.replace("en", 1, EDIT)
    show.run(spec=spec)
    assert times(show, "en") == [PLAIN[0], *ENGLISH[1:]]


@pytest.mark.parametrize("end", ["2,000", "2,500", "5,000"])
def test_a_person_s_own_times_stay(show: Show, spec: Path, off: Path, end: str) -> None:
    """Those of the source too, where a person went back to them."""
    show.run(spec=spec)
    retime(show, "en", "03,648", f"0{end}")
    for pipeline in (spec, off, spec):
        show.run("--force", spec=pipeline)
        assert times(show, "en")[0] == f"1,000 --> {end}"
    (decision,) = show.decisions("en")
    assert (decision["of"][0]["end_ms"], decision["now"][0]["end_ms"]) == (2000, int(end.replace(",", "")))
    assert times(show, "en")[1:] == ENGLISH[1:]


def test_a_whole_file_that_was_moved_stays_as_it_is(show: Show, spec: Path, off: Path) -> None:
    show.run(spec=spec)
    show.edit("en", lambda text: text.replace("00:00:", "00:01:"))
    moved = show.times("en")
    for pipeline in (spec, off):
        show.run("--force", spec=pipeline)
        assert show.times("en") == moved


def test_time_is_lent_up_to_where_a_person_put_the_next_cue(show: Show, spec: Path, off: Path) -> None:
    show.run(spec=off)
    retime(show, "en", "00:00:06,000", "00:00:03,000")
    show.run(spec=spec)
    assert times(show, "en")[:2] == ["1,000 --> 2,920", "3,000 --> 7,000"]


def test_a_cue_that_a_person_added_is_a_next_cue_too(show: Show, spec: Path, off: Path) -> None:
    show.run(spec=off)
    show.edit("en", lambda text: f"{text}\n5\n00:00:02,500 --> 00:00:02,900\nHm.\n")
    show.run(spec=spec)
    assert times(show, "en")[:2] == ["1,000 --> 2,420", "2,500 --> 2,900"]
    before = show.output("en").read_bytes()
    show.run("--force", spec=spec)
    assert show.output("en").read_bytes() == before


def test_what_people_did_to_times_flows_into_what_starts_from_it(show: Show, spec: Path) -> None:
    show.run(spec=spec)
    retime(show, "zh-Hans", "02,889", "02,400")
    for _ in range(2):
        show.run("--force", spec=spec)
        for locale in LOCALES[1:]:
            assert times(show, locale)[0] == "1,000 --> 2,400"
    assert times(show, "zh-Hant-TW")[2] == CHINESE[2]
    assert times(show, "zh-Hant-HK")[2] == PLAIN[2]


def test_an_approval_is_of_the_time_that_was_lent_too(show: Show, spec: Path, off: Path) -> None:
    show.run(spec=spec)
    assert call("approve", show.out, "ep1.en.srt", "1", "--by", "Olga").code == 0
    show.run(spec=off)
    assert times(show, "en") == [ENGLISH[0], *PLAIN[1:]]
    assert show.status()["en"]["cues"] == {"machine": 3, "approved": 1}


def test_time_lent_is_no_person_s_when_nobody_knows_what_was_written(show: Show, spec: Path) -> None:
    show.run(spec=spec)
    before = show.output("en").read_bytes()
    shutil.rmtree(show.state / "written")
    show.run("--force", spec=spec)
    assert show.output("en").read_bytes() == before
    assert show.decisions("en") == []


def test_one_that_is_not_written_lends_none(show: Show, spec: Path) -> None:
    show.run("--only", "zh-Hant-HK", spec=spec)
    assert times(show, "zh-Hant-HK") == PLAIN
    assert not show.output("zh-Hans").exists()


@pytest.mark.parametrize("form", ["vtt", "ass"])
def test_other_formats(show: Show, spec: Path, form: str) -> None:
    source = formats.read(show.source, language="ru")
    cues = (replace(cue, payload=Payload()) for cue in source.cues)
    path = show.folder / f"ep2.ru.{form}"
    path.write_bytes(formats.compose(replace(source, cues=tuple(cues), facts=FormatFacts(format=form))))
    out = show.out / f"ep2.en.{form}"
    for _ in range(2):
        assert call("run", spec, path, "-o", show.out, "--models", MODELS, "--force").code in (0, 1)
        made = formats.read(out, language="en")
        assert [cue.end_ms for cue in made.cues] == [3650 if form == "ass" else 3648, 7000, 9420, 11_000]
        assert not list((show.state / "decisions").glob("ep2.*"))
