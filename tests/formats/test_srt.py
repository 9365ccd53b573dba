from __future__ import annotations

import warnings
from pathlib import Path

import pysrt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.errors import FileError
from localize.formats import compose, decode_document, from_pysrt, parse_document, to_pysrt
from tests.formats.srt_damage import CASES, CUES, PLAIN, Case


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_damaged_file(case: Case) -> None:
    if case.error:
        with pytest.raises(FileError) as caught:
            decode_document(case.data, "x.srt", encoding=case.encoding, language="ru")
        assert str(caught.value) == case.error
        return
    document = decode_document(case.data, "x.srt", encoding=case.encoding, language="ru")
    assert [(cue.start_ms, cue.end_ms, cue.text) for cue in document.cues] == case.cues
    assert tuple(one.rule for one in document.diagnostics) == case.rules
    if document.facts.encoding == "utf-8":
        assert compose(document) == case.data


def test_diagnostics_name_line_and_what_was_done() -> None:
    document = decode_document(PLAIN.replace(" --> 00:00:04", "->00:00:04").encode(), "x.srt")
    (one,) = document.diagnostics
    assert (one.line, one.rule) == (7, "srt.arrow")
    assert one.message == "the arrow is not written ' --> ' but was read as one"


def test_payload_holds_every_character() -> None:
    document = decode_document(PLAIN.encode(), "x.srt")
    first, second, _ = document.cues
    assert (first.payload.before, first.payload.head) == ("", "1\n00:00:01,000 --> 00:00:02,500\n")
    assert (second.payload.before, second.payload.raw, second.line) == ("\n\n", "<i>Курсив</i>", 7)
    assert document.facts.tail == "\n"


def test_ids_come_from_times_and_text_alone() -> None:
    ids = [cue.id for cue in decode_document(PLAIN.encode(), "x.srt").cues]
    renumbered = PLAIN.replace("2\n00", "77\n00").replace("<i>", "").replace("</i>", "").replace("\n", "\r\n")
    assert [cue.id for cue in decode_document(renumbered.encode(), "y.srt").cues] == ids
    assert len(set(ids)) == 3


def test_equal_cues_have_different_ids() -> None:
    one = "1\n00:00:01,000 --> 00:00:02,000\nДа.\n\n"
    ids = [cue.id for cue in decode_document((one * 3).encode(), "x.srt", language="ru").cues]
    assert len(set(ids)) == 3
    assert [cue.id for cue in decode_document((one * 2).encode(), "x.srt", language="ru").cues] == ids[:2]


def test_pysrt_reads_the_same_from_clean_files(shared_data: Path) -> None:
    paths = sorted((shared_data / "subtitles").rglob("*.srt"))
    assert len(paths) == 14
    for path in paths:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            theirs = pysrt.open(path, encoding="utf-8", error_handling=pysrt.SubRipFile.ERROR_RAISE)
        ours = parse_document(path.read_bytes(), str(path)).cues
        assert [(cue.start_ms, cue.end_ms) for cue in ours] == [
            (item.start.ordinal, item.end.ordinal) for item in theirs
        ], path


def test_to_pysrt_and_back() -> None:
    document = decode_document(PLAIN.encode(), "x.srt", language="ru")
    file = to_pysrt(document)
    assert [(item.start.ordinal, item.end.ordinal) for item in file] == [cue[:2] for cue in CUES]
    assert file[1].text == "<i>Курсив</i>"
    back = from_pysrt(file, path="x.srt")
    assert back.language == "ru"
    assert [cue.id for cue in back.cues] == [cue.id for cue in document.cues]
    assert compose(back).decode() == PLAIN


@given(st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 10**7), st.sampled_from(["Да.", "Нет.\nДа.", "5"]))))
def test_a_file_that_pysrt_wrote_is_read_whole(cues: list[tuple[int, int, str]]) -> None:
    file = pysrt.SubRipFile([pysrt.SubRipItem(number, *cue) for number, cue in enumerate(cues, 1)])
    text = "".join(f"{item}\n" for item in file)
    if not cues:
        with pytest.raises(FileError, match="the file is empty"):
            decode_document(text.encode(), "x.srt")
        return
    document = decode_document(text.encode(), "x.srt", language="ru")
    assert [(cue.start_ms, cue.end_ms, cue.text) for cue in document.cues] == cues


@pytest.mark.parametrize(
    "below",
    ["1" * 300_000, "\n" * 150_000, "1\n" * 150_000, "<i " * 100_000, "{" * 300_000, "-" * 300_000, "1:" * 150_000,
     "00:00:01,000 " * 20_000, "-->" * 100_000, "\0" * 300_000, "# " * 150_000, "(" * 300_000, "\r" * 300_000],
    ids=lambda below: repr(below[:6]),
)  # fmt: skip
def test_hostile_text_is_read_in_linear_time(below: str) -> None:
    data = ("1\n00:00:01,000 --> 00:00:02,000\nТекст\n" + below + "\n").encode()
    document = decode_document(data, "x.srt", language="ru")
    assert compose(document) == data


def test_no_pair_of_hours_is_lost_on_long_films() -> None:
    data = b"1\n123:59:59,999 --> 124:00:00,001\na\n"
    (cue,) = decode_document(data, "x.srt").cues
    assert (cue.start_ms, cue.end_ms) == (446_399_999, 446_400_001)
    moved = decode_document(data, "x.srt").with_cues([cue])
    assert compose(moved) == data
