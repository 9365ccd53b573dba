"""`localize run` with the real packages: what it makes of the samples."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from localize import formats
from localize.glossary import tsv
from localize.glossary.matcher import find, missing
from localize.languages import LANGUAGES
from localize.model import Document
from localize.script import has_han, language_of
from localize.sentences import group
from tests.cli.conftest import Season
from tests.running import ENGLISH, GLOSSARY, MASTER, SAMPLES, SEASON, TRADITIONAL, flat, run

LOCALES = ("en", "zh-Hans", "zh-Hant-TW", "zh-Hant-HK")
TERMS = tsv.load(GLOSSARY)
CYRILLIC = re.compile("[а-яёА-ЯЁ]")


def output(sample: str, locale: str) -> str:
    stem, _, suffix = sample.rpartition(".")
    return f"{stem.removesuffix('.ru')}.{locale}.{suffix}"


OUTPUTS = [(sample, locale) for sample in SAMPLES for locale in LOCALES]


def made(season: Season, sample: str, locale: str) -> tuple[Document, Document]:
    """The sample and its output, both read anew."""
    target = formats.read(season.out / output(sample, locale), language=locale)
    return formats.read(SAMPLES[sample], language="ru"), target


def times(document: Document) -> list[tuple[int, int]]:
    return [(cue.start_ms, cue.end_ms) for cue in document.cues]


def test_one_file_an_input_and_locale_and_a_report(season: Season) -> None:
    names = {path.name for path in season.out.iterdir() if path.is_file()}
    assert names == {output(sample, locale) for sample, locale in OUTPUTS} | {"report.html"}


def test_exit_code_is_that_of_the_findings(season: Season) -> None:
    total = season.report["total"]
    assert total["failed"] == 0
    assert total["cues_in"] == total["cues_out"] > 1000
    assert season.outcome.code == (1 if total["errors"] else 0)


@pytest.mark.parametrize(("sample", "locale"), OUTPUTS)
def test_no_cue_is_lost_or_moved(season: Season, sample: str, locale: str) -> None:
    source, target = made(season, sample, locale)
    assert times(target) == times(source)
    assert [cue.kind for cue in target.cues if cue.kind == "drawing"] == [
        cue.kind for cue in source.cues if cue.kind == "drawing"
    ]
    assert [cue.speaker for cue in target.cues] == [cue.speaker for cue in source.cues]


@pytest.mark.parametrize(("sample", "locale"), OUTPUTS)
def test_it_is_in_the_language_of_its_name(season: Season, sample: str, locale: str) -> None:
    source, target = made(season, sample, locale)
    text = "\n".join(cue.text for cue in target.cues if cue.kind != "drawing")
    assert language_of(text) == ("en" if locale == "en" else f"zh-{LANGUAGES[locale].script}")
    assert not CYRILLIC.search(text)
    for before, after in zip(source.cues, target.cues, strict=True):
        if CYRILLIC.search(before.text):
            assert after.text.strip()
            assert locale == "en" or has_han(after.text) or len(after.text) < 30


@pytest.mark.parametrize(("sample", "locale"), OUTPUTS)
def test_every_glossary_term_is_right(season: Season, sample: str, locale: str) -> None:
    source, target = made(season, sample, locale)
    text = {before.id: after.text for before, after in zip(source.cues, target.cues, strict=True)}
    checked = 0
    for sentence in group(source, max_gap_ms=1500, max_cues=6):
        if sentence.language in (None, "ru"):
            there = "\n".join(text[part.cue_id] for part in sentence.parts)
            assert missing(sentence.text, there, TERMS, locale) == (), (sentence.text, there)
            checked += len(find(sentence.text, TERMS, "ru"))
    assert checked > 15


@pytest.mark.parametrize("locale", LOCALES)
def test_ass_keeps_everything_but_its_text(season: Season, locale: str) -> None:
    name = "better-than-us.s01e01-scene.ass"
    before = SAMPLES[name].read_text(encoding="utf-8").split("\n")
    after = (season.out / output(name, locale)).read_text(encoding="utf-8").split("\n")
    assert len(after) == len(before)
    for old, new in zip(before, after, strict=True):
        if not old.startswith("Dialogue:"):
            assert new == old
            continue
        *fields, old_text = old.split(",", 9)
        assert new.split(",", 9)[:9] == fields
        new_text = new.split(",", 9)[9]
        lead = re.match(r"(?:\{[^}]*\})*", old_text)
        assert lead
        if "\\k" not in lead[0]:
            assert new_text.startswith(lead[0])
        if "\\p1" in old_text:
            assert new_text == old_text


@pytest.mark.parametrize("locale", LOCALES)
def test_vtt_keeps_everything_but_its_text(season: Season, locale: str) -> None:
    name = "better-than-us.s01e01-scene.ru.vtt"
    before = SAMPLES[name].read_text(encoding="utf-8").strip().split("\n\n")
    after = (season.out / output(name, locale)).read_text(encoding="utf-8").strip().split("\n\n")
    assert len(after) == len(before)
    for old, new in zip(before, after, strict=True):
        if " --> " not in old:
            assert new == old.replace("Language: ru", f"Language: {locale}")
            continue
        end = re.search(r"^.* --> .*\n", old, re.MULTILINE)
        assert end
        assert new.startswith(old[: end.end()]), "identifier, times and settings"
        voices = re.compile(r"<(?:v|c|lang|ruby)[^>]*>")
        assert Counter(voices.findall(new)) == Counter(voices.findall(old))


def test_line_ends_are_kept_and_the_output_is_utf_8(season: Season) -> None:
    sample = "better-than-us.s01e02-cp1251.ru.srt"
    data = SAMPLES[sample].read_bytes()
    for locale in LOCALES:
        written = (season.out / output(sample, locale)).read_bytes()
        written.decode("utf-8")
        assert data.count(b"\n") == data.count(b"\r\n")
        assert written.count(b"\n") == written.count(b"\r\n") > 100


def test_the_mandarin_line_stays_as_it_is(season: Season) -> None:
    source, target = made(season, MASTER.name, "en")
    (place,) = [place for place, cue in enumerate(source.cues) if has_han(cue.text)]
    assert target.cues[place].text.replace("\n", "") == source.cues[place].text.replace("\n", "")


def test_the_table_is_on_stderr_and_json_alone_on_stdout(season: Season) -> None:
    assert season.outcome.out.startswith("{")
    assert set(season.report) == {
        "name", "spec", "started", "seconds", "notices", "packages", "total", "files",
    }  # fmt: skip
    err = flat(season.outcome.err)
    for file in season.report["files"]:
        row = f"{file['path']} {file['locale']} {file['cues_in']} {file['cues_out']} "
        assert row in err
    assert f"report: {season.out}/report.html" in season.outcome.err


def test_evaluation_only_is_said_everywhere(season: Season) -> None:
    notices = season.report["notices"]
    assert notices == [
        f"Text by {package} is for evaluation only (CC BY-NC 4.0); it must not be delivered."
        for package in season.report["packages"]
    ]
    assert len(notices) == 2
    page = (season.out / "report.html").read_text(encoding="utf-8")
    for notice in notices:
        assert notice in season.outcome.err
        assert notice in page
    for file in season.report["files"]:
        machine = [made for made in file["provenance"] if made["package"]]
        assert machine
        assert all(made["evaluation_only"] and made["licence"] == "CC BY-NC 4.0" for made in machine)


def test_delivery_refuses_them_before_any_work(talk: Path, tmp_path: Path) -> None:
    outcome = run(ENGLISH, talk, "--delivery", out=tmp_path / "out")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == (
        "--delivery: translate-ru_en-1.0 is for evaluation only (CC BY-NC 4.0); "
        "install another with `localize models install ru en`\n"
    )
    assert not (tmp_path / "out").exists()


def test_delivery_lets_pass_what_needs_no_package(season: Season, tmp_path: Path) -> None:
    path = season.out / output(MASTER.name, "zh-Hans")
    assert run(TRADITIONAL, path, "--delivery", out=tmp_path).code in (0, 1)
    assert (tmp_path / output(MASTER.name, "zh-Hant-TW")).is_file()


def test_only_makes_what_it_names(talk: Path, tmp_path: Path) -> None:
    assert run(SEASON, talk, "--only", "zh-Hant-TW, en", out=tmp_path / "out").code == 0
    names = {path.name for path in (tmp_path / "out").glob("*.srt")}
    # zh-Hant-TW is made from zh-Hans, which nobody asked for.
    assert names == {"talk.zh-Hant-TW.srt", "talk.en.srt"}


def test_only_refuses_a_locale_that_is_not_made(talk: Path, tmp_path: Path) -> None:
    outcome = run(SEASON, talk, "--only", "en,zh-TW", out=tmp_path / "out")
    assert outcome.code == 2
    assert outcome.err == f"--only: {SEASON} makes no output 'zh-TW'; did you mean 'zh-Hant-TW'?\n"
    assert not (tmp_path / "out").exists()


def test_fail_on_warning(tmp_path: Path) -> None:
    path = tmp_path / "mandarin.srt"
    path.write_text(
        "1\n00:00:01,000 --> 00:00:05,000\nПривет, как дела? Где ты был вчера вечером?\n\n"
        "2\n00:00:05,080 --> 00:00:09,000\n你们到底是谁啊？\n",
        encoding="utf-8",
    )
    report = run(ENGLISH, path, "--json", out=tmp_path / "out")
    total = json.loads(report.out)["total"]
    assert (report.code, total["errors"]) == (0, 0)
    assert total["warnings"] >= 1
    assert run(ENGLISH, path, "--fail-on", "warning", out=tmp_path / "out").code == 1


def test_the_english_pipeline(tmp_path: Path) -> None:
    sample = "better-than-us.s01e01-scene.ru.vtt"
    assert run(ENGLISH, SAMPLES[sample], out=tmp_path).code in (0, 1)
    target = formats.read(tmp_path / output(sample, "en"), language="en")
    assert times(target) == times(formats.read(SAMPLES[sample], language="ru"))
    assert language_of("\n".join(cue.text for cue in target.cues)) == "en"


def test_the_traditional_pipeline_needs_no_package(tmp_path: Path) -> None:
    reference = MASTER.parent / "reference" / "better-than-us.s01e01.zh-Hans.srt"
    outcome = run(TRADITIONAL, reference, "--json", out=tmp_path)
    report = json.loads(outcome.out)
    assert (report["total"]["failed"], report["packages"], report["notices"]) == (0, [], [])
    source = formats.read(reference, language="zh-Hans")
    for locale in ("zh-Hant-TW", "zh-Hant-HK"):
        target = formats.read(tmp_path / f"better-than-us.s01e01.{locale}.srt", language=locale)
        assert times(target) == times(source)
        assert language_of("\n".join(cue.text for cue in target.cues)) == "zh-Hant"


def test_three_thousand_cues(tmp_path: Path) -> None:
    texts = [cue.text for cue in formats.read(MASTER, language="ru").cues]
    blocks = []
    for number in range(3000):
        seconds = number * 3
        clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        blocks.append(f"{number + 1}\n{clock},000 --> {clock},900\n{texts[number % len(texts)]}\n")
    path = tmp_path / "long.ru.srt"
    path.write_text("\n".join(blocks), encoding="utf-8")
    outcome = run(ENGLISH, path, "--json", out=tmp_path / "out")
    file = json.loads(outcome.out)["files"][0]
    assert (file["cues_in"], file["cues_out"], file["error"]) == (3000, 3000, None)
    written = formats.read(tmp_path / "out" / "long.en.srt", language="en")
    assert times(written) == times(formats.read(path, language="ru"))
