from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from localize.errors import FileError, LocalizeError, UsageError
from localize.formats import compose, decode_document, parse_document, read
from localize.formats.base import Parsed
from localize.formats.reading import check_account
from localize.model import Cue

_WRITE = "write it as 00:00:01{}000 --> 00:00:02{}500"
_ODD = "this looks like a time line, but its times cannot be read; "
_NOT_READ = "format not supported; supported: srt, ass, ssa, vtt; convert the file to one of these first"
_NO_TIME = "1: no time line in the whole file; a cue needs one, as 00:00:01,000 --> 00:00:02,500"

# Every odd file of other projects' tests, checked by eye: the number of cues, or the refusal without the file's name.
PEERS: dict[str, int | str] = {
    "AssTest_testMissingEvents.ass": (
        "1: the [Events] section is missing; it should hold a Format line and Dialogue lines"
    ),
    "AssTest_testMissingStart.ass": (
        "4: the Format line has no Start column; "
        "it names Layer, Sxxxx, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text"
    ),
    "AssTest_testParsesFileWithExtraNewlines.ass": 1,
    "SrtTest_testBadTimestampWIthFrames.srt": (
        "4: 01:13:27:14 counts frames, and the frame rate is unknown; " + _WRITE.format(",", ",")
    ),
    "SrtTest_testBadTimestamps.srt": "2: " + _ODD + _WRITE.format(",", ","),
    "SrtTest_testWriteUnderstandableMessage.srt": "4: " + _ODD + _WRITE.format(",", ","),
    "VttTest_testClientFileNoArrow.vtt": "3: " + _ODD + _WRITE.format(".", "."),
    "VttTest_testExceptionIfWrongTimestamp.vtt": "4: " + _ODD + _WRITE.format(".", "."),
    "invalid_timeframe.vtt": "6: " + _ODD + _WRITE.format(".", "."),
    "SrtTest_testDoesntParseTimeInText.srt": 2,
    "SrtTest_testNoNewLine.srt": 2,
    "SrtTest_testParseFileSubtitleNumbersWithLeadingZeros.srt": 2,
    "SrtTest_testParseFileWithTags.srt": 2,
    "SrtTest_testParses0.srt": 1,
    "SrtTest_testParsesClientFile.srt": 1,
    "SrtTest_testParsesShortTimestamp.srt": 2,
    "SrtTest_testParsesWhiteSpaceOnBlankLine.srt": 2,
    "SrtTest_testParsesWithWrongArrows.srt": 2,
    "SrtTest_testRemovesEmptyLines.srt": 2,
    "SrtTest_testSkipsInvalidTextAtTheBeggining.srt": 1,
    "SrtTest_testTimeFormats.srt": 7,
    "VttTest_testClientFile.vtt": 2,
    "VttTest_testComment.vtt": 3,
    "VttTest_testExceptionWhenEmptyFile.vtt": 0,
    "VttTest_testFileContainingMultipleNewLinesBetweenBlocks.vtt": 2,
    "VttTest_testParseFileWithMetadata.vtt": 1,
    "VttTest_testParseFileWithSpacesBetweenTimestamps.vtt": 1,
    "VttTest_testParsesFileWithCue.vtt": 3,
    "VttTest_testParsesFileWithExtraNewLines.vtt": 2,
    "VttTest_testParsesIncorrectTimestampWithComma.vtt": 1,
    "VttTest_testTextIsNotRecognizedAsTimestamp.vtt": 1,
    "VttTest_testTimeFormats.vtt": 1,
    "VttTest_testTimeFormats2.vtt": 1,
    "VttTest_testTimeFormats3.vtt": 1,
    "sample_srt.srt": 7,
    "sample_srt_ascii.srt": 8,
    "sample_srt_blank_lines.srt": 2,
    "sample_srt_empty.srt": " the file is empty",
    "sample_srt_empty_cue_output.srt": 1,
    "sample_srt_numeric.srt": 7,
    "sample_srt_timestamps_without_microseconds.srt": 2,
    "sample_srt_trailing_blanks.srt": 2,
    "sample_webvtt.vtt": 7,
    "sample_webvtt_2.vtt": 7,
    "sample_webvtt_bad_case_header.vtt": 1,
    "sample_webvtt_double_br.vtt": 1,
    "sample_webvtt_empty.vtt": 0,
    "sample_webvtt_empty_cue.vtt": 2,
    "sample_webvtt_empty_cue_output.vtt": 1,
    "sample_webvtt_from_dfxp.vtt": 7,
    "sample_webvtt_from_dfxp_with_positioning_and_style.vtt": 4,
    "sample_webvtt_from_dfxp_with_style.vtt": 1,
    "sample_webvtt_from_sami.vtt": 7,
    "sample_webvtt_from_sami_with_id_style.vtt": 4,
    "sample_webvtt_from_sami_with_style.vtt": 1,
    "sample_webvtt_from_scc_properly_writes_newlines_output.vtt": 1,
    "sample_webvtt_from_srt.vtt": 7,
    "sample_webvtt_keeps_positioning.vtt": 4,
    "sample_webvtt_last_cue_zero_start.vtt": 1,
    "sample_webvtt_multi_lang_de.vtt": 1,
    "sample_webvtt_multi_lang_en.vtt": 1,
    "sample_webvtt_no_blank_after_header.vtt": 1,
    "sample_webvtt_no_header.vtt": 1,
    "sample_webvtt_note_with_arrow.vtt": 1,
    "sample_webvtt_numeric_entities.vtt": 1,
    "sample_webvtt_output_long_cue.vtt": 3,
    "sample_webvtt_style_with_arrow.vtt": 1,
    "sample_webvtt_timestamps.vtt": 2,
    "sample_webvtt_with_bom.vtt": 1,
    "sample_webvtt_with_combined_settings.vtt": 1,
    "sample_webvtt_with_cue_settings.vtt": 2,
    "sample_webvtt_with_inline_style.vtt": 3,
    "sample_webvtt_with_line_integer.vtt": 2,
    "sample_webvtt_with_note_block.vtt": 1,
    "sample_webvtt_with_position_and_line.vtt": 1,
    "sample_webvtt_with_size_and_align.vtt": 1,
    "sample_webvtt_with_structural_tags.vtt": 4,
    "sample_webvtt_with_style_and_class_span.vtt": 1,
    "sample_webvtt_with_style_block_base.vtt": 1,
    "sample_webvtt_with_style_block_cascade.vtt": 2,
    "sample_webvtt_with_style_block_class.vtt": 1,
    "sample_webvtt_with_style_block_tag_selector.vtt": 1,
    "sample_webvtt_with_vertical.vtt": 1,
    "samples_srt_same_time.srt": 5,
    "webvtt_from_dfxp_with_conflicting_align.vtt": 2,
    "captions_with_bom.vtt": 4,
    "comments.vtt": 3,
    "cue_tags.vtt": 3,
    "empty.vtt": " the file is empty",
    "invalid.vtt": 7,
    "invalid_format1.srt": _NO_TIME,
    "invalid_format2.srt": _NO_TIME,
    "invalid_format3.srt": _NO_TIME,
    "invalid_format4.srt": 1,
    "invalid_timeframe.srt": 5,
    "invalid_timeframe_in_cue_text.vtt": 4,
    "metadata_headers.vtt": 2,
    "metadata_headers_multiline.vtt": 2,
    "missing_caption_text.srt": 5,
    "missing_caption_text.vtt": 5,
    "missing_timeframe.srt": (
        "5: cue 2 has no time line; write its times below the number, as 00:00:01,000 --> 00:00:02,500"
    ),
    "missing_timeframe.vtt": 6,
    "netflix_chicas_del_cable.vtt": 865,
    "no_captions.vtt": 0,
    "one_caption.srt": 1,
    "one_caption.vtt": 1,
    "sample.srt": 5,
    "sample.vtt": 16,
    "styles.vtt": 1,
    "using_identifiers.vtt": 6,
    "youtube_dl.vtt": 4,
}  # fmt: skip


def test_odd_files_of_other_projects(shared_data: Path) -> None:
    seen = set()
    for path in sorted((shared_data / "peer-files").rglob("*.*")):
        data = path.read_bytes()
        expected = PEERS.get(path.name, " " + _NOT_READ)
        seen.add(path.name)
        if isinstance(expected, str):
            with pytest.raises(LocalizeError) as caught:
                parse_document(data, path.name)
            assert str(caught.value) == f"{path.name}:{expected}"
        else:
            document = parse_document(data, path.name)
            assert len(document.cues) == expected, path.name
            assert compose(document) == data, path.name
    assert set(PEERS) <= seen


def test_real_files_come_back_byte_for_byte(shared_data: Path) -> None:
    paths = sorted((shared_data / "subtitles").rglob("*.*"))
    assert len(paths) == 16
    for path in paths:
        document = parse_document(path.read_bytes(), path.name)
        assert compose(document) == path.read_bytes(), path.name
        assert document.diagnostics == (), path.name


def test_languages_of_real_files(shared_data: Path) -> None:
    endings = {"ru.vtt": "ru", "en.vtt": "en", "eng.srt": "en", "rus.srt": "ru", "zho.srt": "zh-Hans", "en.srt": "en"}
    for path in (shared_data / "subtitles").rglob("*.*"):
        for ending, language in endings.items():
            if path.name.endswith(ending):
                assert parse_document(path.read_bytes(), path.name).language == language, path.name


SRT = b"1\n00:00:01,000 --> 00:00:02,000\na\n"
NAMED = [
    ("x.srt", SRT, "srt", []),
    ("x.txt", SRT, "srt", []),
    ("x.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\na\n", "vtt", []),
    ("x.srt", b"WEBVTT\n\n00:01.000 --> 00:02.000\na\n", "vtt", ["format.name"]),
    ("x.srt", b"; x\n[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,0:00:02.00,a\n", "ass", ["format.name"]),
    ("x.ass", b"[Script Info]\nScriptType: v4.00\n[Events]\nFormat: Start, End, Text\n", "ssa", ["ass.no-cues"]),
]  # fmt: skip


@pytest.mark.parametrize(("path", "data", "name", "rules"), NAMED)
def test_the_content_says_what_format_it_is(path: str, data: bytes, name: str, rules: list[str]) -> None:
    document = decode_document(data, path)
    assert (document.facts.format, [one.rule for one in document.diagnostics]) == (name, rules)


@pytest.mark.parametrize(
    ("path", "data"),
    [("x.ttml", b"<tt/>"), ("x.srt", b"<?xml version='1.0'?><tt/>"), ("x.sbv", b"0:00:01.0,0:00:02.0\na"),
     ("x.stl", b"\x00\xff\xfe\x12" * 99), ("x.sub", b"{10}{20}a"), ("x", b"hello")],
)  # fmt: skip
def test_other_formats_are_refused(path: str, data: bytes) -> None:
    with pytest.raises(FileError) as caught:
        decode_document(data, path)
    assert str(caught.value) == f"{path}: {_NOT_READ}"


def test_paths(tmp_path: Path) -> None:
    file = tmp_path / "x.srt"
    file.write_bytes(SRT)
    assert read(file).path == str(file)
    with pytest.raises(UsageError) as missing:
        read(tmp_path / "y.srt")
    assert str(missing.value) == f"{tmp_path / 'y.srt'}: no such file"
    with pytest.raises(UsageError) as folder:
        read(tmp_path)
    assert str(folder.value) == f"{tmp_path}: a folder, not a file"


def test_the_language_that_is_given_wins_and_aliases_are_folded() -> None:
    assert decode_document(SRT, "x.srt", language="zh-TW").language == "zh-Hant-TW"
    assert decode_document(SRT, "x.srt").language == "und"


def test_cues_in_another_language_are_marked() -> None:
    texts = (
        "Ты где была всю ночь? Я тебя ждала.",
        "你找谁？我们走吧。",
        "What are you doing here?",
        "Она любит Linux.",
    )
    text = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{text}\n\n" for n, text in enumerate(texts, 1))
    document = decode_document(text.encode(), "x.srt")
    assert document.language == "ru"
    assert [cue.language for cue in document.cues] == [None, "zh-Hans", "en", None]


def test_a_reader_that_loses_text_is_caught() -> None:
    with pytest.raises(FileError) as caught:
        check_account(Parsed(pieces=(), tail="a", diagnostics=()), "ab", "x.srt")
    assert str(caught.value) == ("x.srt: internal error: the reader left out a part of the file; please report it")


def test_documents_and_errors_cross_processes() -> None:
    document = decode_document(SRT, "x.srt")
    assert pickle.loads(pickle.dumps(document)) == document
    with pytest.raises(FileError) as caught:
        decode_document(b"", "x.srt")
    assert str(pickle.loads(pickle.dumps(caught.value))) == "x.srt: the file is empty"


def test_equal_cues_get_ids_by_their_order_and_many_of_them_take_no_time() -> None:
    one = "1\n00:00:00,000 --> 00:00:00,000\nа\n\n"
    ids = [cue.id for cue in decode_document((one * 5000).encode(), "a.srt").cues]
    assert len(set(ids)) == 5000
    assert [cue.id for cue in decode_document((one * 3).encode(), "a.srt").cues] == ids[:3]


def test_a_hundred_thousand_cues() -> None:
    block = "{0}\n{1:02d}:{2:02d}:{3:02d},000 --> {1:02d}:{2:02d}:{3:02d},900\n- Да.\n- <i>Нет.</i>\n\n"
    data = "".join(block.format(n, n // 3600, n // 60 % 60, n % 60) for n in range(100_000)).encode()
    document = decode_document(data, "x.srt")
    assert len(document.cues) == 100_000
    assert len({cue.id for cue in document.cues}) == 100_000
    assert compose(document) == data
    last: Cue = document.cues[-1]
    assert last.start_ms == 99_999_000


@pytest.mark.parametrize(
    ("encoding", "language"), [("big5", "zh-Hant"), ("cp950", "zh-Hant"), ("gb18030", "zh-Hans"), ("utf-8", "zh-Hans")]
)
def test_where_both_scripts_write_alike_the_encoding_decides(encoding: str, language: str) -> None:
    data = "1\n00:00:01,000 --> 00:00:02,000\n你好。\n".encode(encoding)
    assert decode_document(data, "x.srt", encoding=encoding).language == language
    two = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n你好。\nHow are you?\n\n" for n in range(1, 4))
    assert decode_document(two.encode(encoding), "x.srt", encoding=encoding, line="1").language == language


def test_what_the_characters_say_weighs_more_than_the_encoding() -> None:
    data = "1\n00:00:01,000 --> 00:00:02,000\n這裡\n".encode("gb18030")
    assert decode_document(data, "x.srt", encoding="gb18030").language == "zh-Hant"
