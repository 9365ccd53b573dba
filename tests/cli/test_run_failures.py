"""`localize run` when something is wrong: one clear message, the right exit code, and nothing lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.running import ENGLISH, MASTER, MODELS, SEASON, TALK, Outcome, call, flat, run

VTT = "WEBVTT\n\n" + TALK.replace(",", ".", 4)
BINARY = bytes(range(256)) * 20


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def refused(outcome: Outcome, message: str, out: Path) -> None:
    """Wrong use, found before any work: exit code 2, one message, no output folder."""
    assert (outcome.code, outcome.out, outcome.err) == (2, "", message + "\n")
    assert not out.is_dir()


def failed(outcome: Outcome, *messages: str) -> None:
    """Rows of the table, which folds them anywhere; and exit code 1."""
    assert (outcome.code, outcome.out) == (1, "")
    for message in messages:
        assert "".join(f"failed: {message}".split()) in "".join(outcome.err.split())
    assert "Traceback" not in outcome.err


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in (".srt", ".vtt", ".ass")}


def test_a_missing_input(talk: Path, out: Path) -> None:
    refused(run(ENGLISH, talk, "missing.srt", out=out), "missing.srt: no such file or folder", out)


def test_a_missing_spec(talk: Path, out: Path) -> None:
    message = "cannot be read: No such file or directory; give the path of a YAML file"
    refused(run(Path("no.yaml"), talk, out=out), f"no.yaml: {message}", out)


def test_a_misspelt_stage_and_option(talk: Path, out: Path, tmp_path: Path) -> None:
    spec = tmp_path / "spec.yaml"
    spec.write_text("version: 1\nname: x\noutputs:\n  en:\n    - segmnet\n    - fit: {profil: netflix-en}\n")
    outcome = run(spec, talk, out=out)
    assert outcome.code == 2
    assert f"{spec}:5: outputs.en[0]: unknown stage 'segmnet'; did you mean 'segment'?" in outcome.err
    assert f"{spec}:6: outputs.en[1].fit.profil: unknown option; did you mean 'profile'?" in outcome.err
    assert not out.exists()


def test_a_glossary_without_the_column(talk: Path, out: Path, tmp_path: Path) -> None:
    (tmp_path / "terms.tsv").write_text("ru\ten\tkind\nАриса\tArisa\tperson\n", encoding="utf-8")
    spec = tmp_path / "spec.yaml"
    spec.write_text(SEASON.read_text(encoding="utf-8").replace("../glossaries/better-than-us.tsv", "terms.tsv"))
    outcome = run(spec, talk, out=out)
    assert outcome.code == 2
    lines = outcome.err.rstrip("\n").split("\n")
    assert len(lines) == 3
    for line, locale in zip(lines, ("zh-Hans", "zh-Hant-TW", "zh-Hant-HK"), strict=True):
        wanted = f"{tmp_path}/terms.tsv has no column {locale!r}; add the column or take the locale out"
        assert line.endswith(f"outputs.{locale}: {wanted}")


def test_an_unknown_encoding(talk: Path, out: Path) -> None:
    message = "unknown encoding 'utf88'; did you mean 'utf-8'?"
    refused(run(ENGLISH, talk, "--encoding", "utf88", out=out), message, out)


def test_an_impossible_line(talk: Path, out: Path) -> None:
    message = "--line 'klingon': write 1, 2 or one of ru, en, zh-Hans, zh-Hant, zh-Hant-TW, zh-Hant-HK"
    refused(run(ENGLISH, talk, "--line", "klingon", out=out), message, out)


def test_unreadable_files_among_good_ones(talk: Path, out: Path, tmp_path: Path) -> None:
    names = ("empty.srt", "binary.srt", "page.html", "english.srt", "long.srt", "none.vtt", "times.srt")
    empty, binary, page, english, long, none, times = (tmp_path / name for name in names)
    empty.write_bytes(b"")
    binary.write_bytes(BINARY)
    page.write_text("<html><body>Привет</body></html>", encoding="utf-8")
    english.write_text("1\n00:00:01,000 --> 00:00:03,000\nHello there, how are you?\n")
    long.write_text("1\n00:00:01,000 --> 00:00:03,000\n" + "Слово за слово. " * 6000, encoding="utf-8")
    none.write_text("WEBVTT\n\nNOTE nothing\n")
    times.write_text("1\n00:00:01,000 --> soon\nПривет\n", encoding="utf-8")
    unknown = "format not supported; supported: srt, ass, ssa, vtt; convert the file to one of these first"
    outcome = run(ENGLISH, empty, binary, page, talk, english, long, none, times, out=out)
    failed(
        outcome,
        f"{empty}: the file is empty",
        f"{binary}: binary data, not a subtitle file",
        f"{page}: {unknown}",
        f"{english}: the text is en, the pipeline wants ru; give files in ru, or set `source: en` in {ENGLISH}",
        f"{long}:2: a cue of 96,000 characters; the time lines below it may be damaged; repair the file",
        f"{none}: the file has no cues",
        f"{times}:2: this looks like a time line, but its times cannot be read; "
        "write it as 00:00:01,000 --> 00:00:02,500",
    )
    assert f"{talk} en 2 2 0 0" in flat(outcome.err)
    assert set(files(out)) == {"talk.en.srt"}
    assert (out / "report.html").is_file()


def test_a_file_in_a_script_that_is_not_the_pipelines(out: Path, tmp_path: Path) -> None:
    path = tmp_path / "es.srt"
    path.write_text("1\n00:00:01,000 --> 00:00:09,000\n" + "Buenos días, señora. ¿Cómo está? " * 9, encoding="utf-8")
    failed(run(ENGLISH, path, out=out), f"{path}: the text is in another language, the pipeline wants ru; give files")


def test_a_suffix_that_is_no_formats(talk: Path, out: Path, tmp_path: Path) -> None:
    names = ("talk.txt", "episode", "liar.srt")
    for name in names:
        (tmp_path / name).write_bytes(talk.read_bytes() if name != "liar.srt" else VTT.encode())
    outcome = run(ENGLISH, *(tmp_path / name for name in names), out=out)
    assert outcome.code == 0
    # WebVTT that is named .srt is written as what it is.
    assert set(files(out)) == {"talk.txt.en.srt", "episode.en.srt", "liar.en.vtt"}


def test_an_output_that_is_an_input(talk: Path, tmp_path: Path) -> None:
    target = tmp_path / "talk.en.srt"
    target.write_text(TALK, encoding="utf-8")
    outcome = run(ENGLISH, talk, target, out=tmp_path)
    message = f"{target}: the output of {talk} would overwrite it; give another folder with -o"
    assert (outcome.code, outcome.err) == (2, message + "\n")
    assert target.read_text(encoding="utf-8") == TALK


def test_two_inputs_with_one_output(talk: Path, out: Path, tmp_path: Path) -> None:
    other = tmp_path / "b" / "talk.srt"
    other.parent.mkdir()
    other.write_text(TALK, encoding="utf-8")
    message = f"{talk} and {other} would both be written to {out}/talk.en.srt; rename one or change `naming`"
    refused(run(ENGLISH, talk, other, out=out), message, out)


def test_two_inputs_with_one_output_that_names_do_not_tell(out: Path, tmp_path: Path) -> None:
    (tmp_path / "talk.srt").write_text(VTT, encoding="utf-8")
    (tmp_path / "talk.vtt").write_text(VTT.replace("дела", "жизнь"), encoding="utf-8")
    outcome = run(ENGLISH, tmp_path / "talk.srt", tmp_path / "talk.vtt", out=out)
    failed(outcome, f"{out}/talk.en.vtt: another input was written to this file; rename one of the inputs")
    assert set(files(out)) == {"talk.en.vtt"}


def test_the_output_is_no_folder(talk: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for out in (tmp_path / "file", tmp_path / "file" / "below"):
        outcome = run(ENGLISH, talk, out=out)
        message = f"{out}: not a folder, and none can be made there; give another with -o"
        assert (outcome.code, outcome.err) == (2, message + "\n")
    assert (tmp_path / "file").read_text() == "mine"


def test_a_folder_that_may_not_be_written_to(talk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: path != tmp_path)
    outcome = run(ENGLISH, talk, out=tmp_path)
    assert outcome.code == 2
    assert outcome.err == f"{tmp_path}: you may not write to this folder; give another with -o\n"


def test_a_full_disk_ends_the_run_before_any_work(talk: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    outcome = run(ENGLISH, talk, out=out)
    assert outcome.code == 1
    assert outcome.err == (
        f"{out}/.localize/.gitignore: cannot be written: No space left on device; check the folder and the disk\n"
    )
    assert [path.name for path in out.rglob("*") if path.is_file()] == ["lock"]


def test_an_edited_output_survives_two_more_runs(talk: Path, out: Path) -> None:
    assert run(ENGLISH, talk, out=out).code == 0
    made = (out / "talk.en.srt").read_bytes()
    edited = made.replace(b"Hello", b"Good day")
    assert edited != made
    (out / "talk.en.srt").write_bytes(edited)
    for _ in range(2):
        run(ENGLISH, talk, out=out)
        assert files(out) == {"talk.en.srt": edited}


def test_a_file_that_was_there_before_is_a_persons(talk: Path, out: Path) -> None:
    out.mkdir()
    (out / "talk.en.srt").write_text("theirs")
    (out / "report.html").write_text("theirs too")
    outcome = run(ENGLISH, talk, out=out)
    assert (out / "talk.en.srt").read_text() == "theirs"
    assert (out / "report.html").read_text() == "theirs too"
    assert (out / "talk.en.new.srt").is_file()
    assert f"report: {out}/report.new.html" in outcome.err


def test_the_same_again_writes_the_same(talk: Path, out: Path) -> None:
    run(ENGLISH, talk, out=out)
    first = files(out)
    run(ENGLISH, talk, out=out)
    assert files(out) == first


def test_a_folder_as_input_and_output(talk: Path) -> None:
    """What an earlier run made there is not taken for input."""
    for _ in range(2):
        outcome = run(ENGLISH, talk.parent, out=talk.parent)
        assert outcome.code == 0
        assert set(files(talk.parent)) == {"talk.ru.srt", "talk.en.srt"}


@pytest.mark.parametrize("name", ["с пробелом и ё.srt", "-dash.srt", "a=b.srt", "[red]x[red].srt", "%s {stem}.SRT"])
def test_odd_names(name: str, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_text(TALK, encoding="utf-8")
    outcome = call("run", "-o", out, "--models", MODELS, "--", ENGLISH, name)
    assert outcome.code == 0, outcome.err
    assert f"{name} en 2 2 0 0" in flat(outcome.err)
    assert set(files(out)) == {f"{name[:-4]}.en.srt"}


def test_a_name_that_is_not_utf_8(out: Path, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"talk-\xff.srt")
    path.write_text(TALK, encoding="utf-8")
    for _ in range(2):
        outcome = run(ENGLISH, path, "--json", out=out)
        assert outcome.code == 0, outcome.err
        assert set(files(out)) == {os.fsdecode(b"talk-\xff.en.srt")}
    assert "talk-<U+DCFF>.srt" in outcome.err
    assert "talk-\\udcff.srt" in outcome.out


def test_a_name_that_is_too_long(talk: Path, out: Path, tmp_path: Path) -> None:
    refused(run(ENGLISH, "x" * 300 + ".srt", out=out), "x" * 300 + ".srt: File name too long", out)
    long = tmp_path / ("я" * 125 + ".srt")
    long.write_text(TALK, encoding="utf-8")
    outcome = run(ENGLISH, long, talk, out=out)
    failed(outcome, f"{out / long.stem}.en.srt: cannot be read: File name too long")
    assert set(files(out)) == {"talk.en.srt"}


def test_line_ends_and_mark_are_kept(talk: Path, out: Path) -> None:
    talk.write_bytes(b"\xef\xbb\xbf" + TALK.replace("\n", "\r\n").encode())
    run(SEASON, talk, out=out)
    assert len(files(out)) == 4
    for data in files(out).values():
        assert data.startswith(b"\xef\xbb\xbf1\r\n")
        assert data.count(b"\n") == data.count(b"\r\n") == TALK.count("\n")


def test_line_ends_and_mark_as_the_pipeline_or_the_command_line_says(talk: Path, out: Path, tmp_path: Path) -> None:
    spec = tmp_path / "spec.yaml"
    spec.write_text(ENGLISH.read_text(encoding="utf-8") + "newline: crlf\nbom: true\n", encoding="utf-8")
    assert run(spec, talk, out=out).code == 0
    assert (out / "talk.en.srt").read_bytes().startswith(b"\xef\xbb\xbf1\r\n")
    assert run(spec, talk, "--newline", "lf", "--no-bom", out=out).code == 0
    assert (out / "talk.en.srt").read_bytes().startswith(b"1\n")


def test_files_with_other_endings_are_told_of(talk: Path, out: Path) -> None:
    (talk.parent / "notes.sbv").touch()
    assert "\nnot taken: 1 file with another ending (notes.sbv)\n" in run(ENGLISH, talk.parent, out=out).err


@pytest.mark.parametrize("text", ["а" * 3900, "Да и нет " * 430, "Ариса и «Кронос Корп», " * 170], ids=len)
def test_a_sentence_that_is_too_long_for_the_engine(text: str, out: Path, tmp_path: Path) -> None:
    path = tmp_path / "long.srt"
    path.write_text(f"1\n00:00:01,000 --> 00:00:03,000\n{text}\n", encoding="utf-8")
    outcome = run(ENGLISH, path, out=out)
    assert outcome.code == 1
    assert "en 1 1" in flat(outcome.err)
    assert (out / "long.en.srt").stat().st_size > 100


def test_many_cues_at_one_time_and_the_same_cue_again(out: Path, tmp_path: Path) -> None:
    same = "".join(f"1\n00:00:05,000 --> 00:00:07,000\nРеплика {number // 2}.\n\n" for number in range(100))
    (tmp_path / "same.srt").write_text(same, encoding="utf-8")
    outcome = run(ENGLISH, tmp_path / "same.srt", out=out)
    assert "en 100 100" in flat(outcome.err)
    written = (out / "same.en.srt").read_text(encoding="utf-8")
    assert written.count("1\n00:00:05,000 --> 00:00:07,000\n") == 100


def test_nothing_but_hidden_or_foreign_files(out: Path, tmp_path: Path) -> None:
    (tmp_path / ".hidden.srt").write_text(TALK, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("notes")
    message = f"{tmp_path}: no subtitle file (.srt, .ass, .ssa, .vtt) in this folder"
    refused(run(ENGLISH, tmp_path, out=out), message, out)


def test_a_run_of_one_language_does_not_touch_the_inputs(out: Path) -> None:
    before = MASTER.read_bytes()
    run(ENGLISH, MASTER, out=out)
    assert MASTER.read_bytes() == before
