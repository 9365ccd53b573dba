"""`localize apply`: one stage on one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from localize import formats
from localize.script import language_of
from localize.stages import STAGES
from tests.running import GLOSSARY, MASTER, MODELS, TALK, Outcome, call

ENGLISH = (
    "1\n00:00:01,000 --> 00:00:03,000\nHello, Arisa. This line is rather too long to stand alone on a screen.\n\n"
    "2\n00:00:03,100 --> 00:00:05,000\nThank you, and good night to all of you.\n"
)
NOTICE = "Text by translate-ru_en-1.0 is for evaluation only (CC BY-NC 4.0); it must not be delivered.\n"


@pytest.fixture
def english(tmp_path: Path) -> Path:
    path = tmp_path / "talk.en.srt"
    path.write_text(ENGLISH, encoding="utf-8")
    return path


def apply(*arguments: str | Path) -> Outcome:
    return call("apply", *arguments, "--models", MODELS)


def refused(outcome: Outcome, message: str, code: int = 2) -> None:
    assert (outcome.code, outcome.out, outcome.err) == (code, "", message + "\n")


def test_segment_prints_sentences(talk: Path) -> None:
    outcome = apply("segment", talk)
    assert (outcome.code, outcome.out) == (0, "1\tПривет, как дела?\n2\tВсё хорошо.\n")
    assert outcome.err == f"{talk}: 2 cues in, 2 out, 0 errors, 0 warnings\n"


def test_segment_takes_options(tmp_path: Path) -> None:
    path = tmp_path / "a.srt"
    path.write_text(TALK.replace("дела?", "дела,").replace("Всё хорошо", "у тебя дома"), encoding="utf-8")
    assert apply("segment", path).out == "1-2\tПривет, как дела, у тебя дома.\n"
    assert apply("segment", "max_gap_ms=50", path).out == "1\tПривет, как дела,\n2\tу тебя дома.\n"


def test_translate(talk: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "talk.en.srt"
    outcome = apply("translate", "beam=1", talk, "--to", "en", "-o", out)
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err == f"{talk}: 2 cues in, 2 out, 0 errors, 0 warnings, written to {out}\n{NOTICE}"
    text = "\n".join(cue.text for cue in formats.read(out).cues)
    assert language_of(text) == "en"


def bom_and_line_ends(path: Path) -> tuple[bool, bool]:
    data = path.read_bytes()
    assert data.count(b"\r\n") in (0, data.count(b"\n"))
    return data.startswith(b"\xef\xbb\xbf"), b"\r\n" in data


def test_line_ends_and_byte_order_mark_are_kept_unless_asked_for(english: Path, tmp_path: Path) -> None:
    def made(*options: str, name: str) -> tuple[bool, bool]:
        assert apply("fit", "profile=netflix-en", english, *options, "-o", tmp_path / name).code == 0
        return bom_and_line_ends(tmp_path / name)

    assert made(name="a.srt") == (False, False)
    assert made("--newline", "crlf", "--bom", name="b.srt") == (True, True)
    english.write_bytes((tmp_path / "b.srt").read_bytes())
    assert made(name="c.srt") == (True, True)
    assert made("--newline", "lf", "--no-bom", name="d.srt") == (False, False)


def test_a_layout_needs_characters_per_line(english: Path, tmp_path: Path) -> None:
    refused(
        apply("fit", "profile=generic", english, "-o", tmp_path / "a.srt"),
        "profile generic has no layout.cpl; choose a profile with characters per line, such as netflix-en",
    )


def test_convert(tmp_path: Path) -> None:
    source = MASTER.parent / "reference" / "better-than-us.s01e01.zh-Hans.srt"
    out = tmp_path / "tw.srt"
    assert apply("convert", source, "--to", "zh-TW", "--glossary", GLOSSARY, "-o", out).code == 0
    made = formats.read(out)
    assert made.language == "zh-Hant"
    assert len(made.cues) == len(formats.read(source).cues)


def test_convert_lists_what_had_to_be_chosen(tmp_path: Path) -> None:
    source = tmp_path / "line.zh-Hans.srt"
    source.write_text("1\n00:00:01,000 --> 00:00:02,000\n他是个勇敢的士兵\n", encoding="utf-8")
    outcome = apply("convert", source, "--to", "zh-TW", "--ambiguous", "-o", tmp_path / "out.srt")
    assert outcome.code == 0
    assert "convert.ambiguous\t1\t的士兵 became 的士兵, not 計程車兵" in outcome.out + outcome.err
    refused = apply("enforce", source, "--glossary", GLOSSARY, "--ambiguous", "-o", tmp_path / "other.srt")
    assert refused.code == 2
    assert "enforce.ambiguous: unknown option" in refused.err


def test_enforce_repairs_against_a_source(english: Path, tmp_path: Path) -> None:
    terms = tmp_path / "terms.tsv"
    terms.write_text("ru\ten\tforbidden\tkind\nАриса\tArisa\ten:Alisa\tperson\n", encoding="utf-8")
    english.write_text(ENGLISH.replace("Arisa", "Alisa"), encoding="utf-8")
    source = tmp_path / "talk.ru.srt"
    source.write_text(TALK.replace("Привет", "Привет, Ариса"), encoding="utf-8")
    out = tmp_path / "out.srt"
    outcome = apply("enforce", english, "--source", source, "--glossary", terms, "-o", out)
    assert outcome.code == 0
    assert outcome.out == "info\tterm.repaired\t1\t'Alisa' was replaced by 'Arisa'\n"
    assert out.read_text(encoding="utf-8") == ENGLISH


def test_fit(english: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.srt"
    assert apply("fit", "profile=netflix-en", english, "-o", out).code == 0
    assert max(len(line) for cue in formats.read(out).cues for line in cue.lines) <= 42


def test_check_looks_and_writes_nothing(english: Path) -> None:
    outcome = apply("check", "profile=netflix-en", english)
    assert outcome.code == 1
    rows = [line.split("\t") for line in outcome.out.rstrip("\n").split("\n")]
    assert ["error", "layout.cpl", "1"] in [row[:3] for row in rows]
    assert ["not run", "timing.gap", "", "no frame rate"] in rows
    assert [path.name for path in english.parent.iterdir()] == [english.name]
    with_rate = apply("check", "profile=netflix-en", english, "--frame-rate", "23.976")
    assert "not run\ttiming.gap" not in with_rate.out


def test_every_stage_is_shown_here() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert all(f'apply("{name}", ' in text for name in STAGES)


def test_a_misspelt_stage(english: Path) -> None:
    refused(apply("fti", english), "unknown stage 'fti'; did you mean 'fit'?")


def test_every_wrong_option_at_once(english: Path) -> None:
    refused(
        apply("translate", "beem=2", "protect=maybe", "beam=0", english),
        "translate.beem: unknown option; did you mean 'beam'?\n"
        "translate.protect: wants true or false, got 'maybe'; write true or false\n"
        "translate.beam: '0' is too small; write 1 or more",
    )


def test_a_missing_file(tmp_path: Path) -> None:
    refused(apply("segment", tmp_path / "no.srt"), f"{tmp_path}/no.srt: no such file")


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "empty.srt").write_bytes(b"")
    refused(apply("segment", tmp_path / "empty.srt"), f"{tmp_path}/empty.srt: the file is empty", code=1)


def test_a_stage_that_changes_text_needs_an_output(english: Path) -> None:
    message = "`apply fit` changes the text; say where to write it with -o FILE"
    refused(apply("fit", "profile=netflix-en", english), message)


def test_an_output_that_is_an_input(english: Path) -> None:
    message = f"{english}: is an input and would be overwritten; give another file with -o"
    refused(apply("fit", "profile=netflix-en", english, "-o", english), message)
    assert english.read_text(encoding="utf-8") == ENGLISH


def test_an_output_that_cannot_be(english: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for out, message in (
        (tmp_path / "folder", "a folder; name the file to write with -o"),
        (tmp_path / "a.vtt", "the text is srt and stays srt; give the name of a .srt file with -o"),
    ):
        refused(apply("fit", "profile=netflix-en", english, "-o", out), f"{out}: {message}")
    refused(
        apply("fit", "profile=netflix-en", english, "-o", english / "a.srt"),
        f"{english}: not a folder, and none can be made there; give another with -o",
    )


def test_an_edited_output_is_kept(english: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "a.srt"
    apply("fit", "profile=netflix-en", english, "-o", out)
    made = out.read_bytes()
    out.write_bytes(b"edited")
    for _ in range(2):
        outcome = apply("fit", "profile=netflix-en", english, "-o", out)
        assert f"; a person had edited {out}: the new text is in {tmp_path}/out/a.new.srt\n" in outcome.err
    assert out.read_bytes() == b"edited"
    assert (tmp_path / "out" / "a.new.srt").read_bytes() == made


def test_a_stage_where_it_cannot_work(talk: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.srt"
    outcome = apply("convert", talk, "--to", "zh-Hant-TW", "-o", out)
    assert outcome.code == 2
    assert outcome.err.startswith("there is no Chinese to convert yet, the text is ru; ")
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--to", "klingon"], "unknown language 'klingon'; known: ru, en, zh-Hans, zh-Hant, zh-Hant-TW, zh-Hant-HK"),
        (["--frame-rate", "0"], "--frame-rate: '0' is no frame rate; write frames a second, such as 25 or 23.976"),
        (["--encoding", "utf88"], "unknown encoding 'utf88'; did you mean 'utf-8'?"),
        (["--line", "0"], "--line '0': write 1, 2 or one of ru, en, zh-Hans, zh-Hant, zh-Hant-TW, zh-Hant-HK"),
    ],
)
def test_wrong_values(arguments: list[str], message: str, english: Path) -> None:
    refused(apply("check", "profile=netflix-en", english, *arguments), message)


def test_a_language_that_cannot_be_told(tmp_path: Path) -> None:
    path = tmp_path / "a.srt"
    path.write_text("1\n00:00:01,000 --> 00:00:03,000\n...\n")
    message = f"{path}: the language of the text cannot be told; say which with --from LOCALE"
    refused(apply("check", "profile=generic", path), message)
    assert apply("check", "profile=generic", path, "--from", "en").code in (0, 1)


def test_options_come_before_the_file_even_if_its_name_looks_like_one(tmp_path: Path) -> None:
    path = tmp_path / "max_cues=1.srt"
    path.write_text(TALK, encoding="utf-8")
    assert apply("segment", path).out.startswith("1\tПривет")
