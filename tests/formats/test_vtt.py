from __future__ import annotations

from pathlib import Path

import pysubs2
import pytest

from localize.errors import FileError
from localize.formats import compose, decode_document, parse_document

FILE = """WEBVTT Kind: captions
X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0

STYLE
::cue(.yellow) { color: yellow }
/* 00:00:01.000 --> 00:00:02.000 */

REGION
id:top

NOTE for the translator --> careful

intro
00:01.000 --> 00:02.500 region:top line:0 align:start
<v Егор>Привет &amp; пока.</v>

NOTE
two lines
of it

2
00:00:03.000 --> 00:00:04.000
<c.yellow>Да</c> <00:00:03.500>нет
"""


def test_cues_settings_and_blocks() -> None:
    document = parse_document(FILE.encode(), "x.vtt")
    first, second = document.cues
    assert (first.start_ms, first.end_ms, first.text, first.speaker) == (1000, 2500, "Привет & пока.", "Егор")
    assert first.payload.head == "intro\n00:01.000 --> 00:02.500 region:top line:0 align:start\n"
    assert first.payload.before.endswith("careful\n\n")
    assert second.payload.before == "\n\nNOTE\ntwo lines\nof it\n\n"
    assert second.text == "Да нет"
    assert document.diagnostics == ()
    assert compose(document) == FILE.encode()


def test_only_text_changes() -> None:
    document = parse_document(FILE.encode(), "x.vtt")
    first, second = document.cues
    changed = document.with_cues([first.with_text("Hi & <bye>", first.spans[:0]), second])
    assert compose(changed).decode() == FILE.replace("<v Егор>Привет &amp; пока.</v>", "Hi &amp; &lt;bye>")


# name -> (file, cues as (start, end, text), rules of the diagnostics)
READ: dict[str, tuple[str, list[tuple[int, int, str]], list[str]]] = {
    "no cues": ("WEBVTT\n\n", [], ["vtt.no-cues"]),
    "small letters": ("webvtt\n\n00:01.000 --> 00:02.000\na\n", [(1000, 2000, "a")], ["vtt.header-odd"]),
    "no signature": ("00:01.000 --> 00:02.000\na\n", [(1000, 2000, "a")], ["vtt.header-missing"]),
    "no signature, ids": ("1\n00:01.000 --> 00:02.000\na\n", [(1000, 2000, "a")], ["vtt.header-missing"]),
    "no blank line after the signature": ("WEBVTT\n00:01.000 --> 00:02.000\na", [(1000, 2000, "a")], []),
    "time line glued to text": (
        "WEBVTT\n\n00:01.000 --> 00:02.000\na\n00:02.000 --> 00:03.000\nb",
        [(1000, 2000, "a"), (2000, 3000, "b")], ["vtt.blank-missing"],
    ),
    "number glued to text": (
        "WEBVTT\n\n1\n00:01.000 --> 00:02.000\na\n2\n00:02.000 --> 00:03.000\nb",
        [(1000, 2000, "a"), (2000, 3000, "b")], ["vtt.blank-missing"],
    ),
    "time line below a time line": (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n00:01.000 --> 00:02.000\nb", [(1000, 2000, ""), (1000, 2000, "b")], []
    ),
    "blank line in text": (
        "WEBVTT\n\n00:01.000 --> 00:02.000\na\n\nb\n", [(1000, 2000, "a\n\nb")], ["vtt.blank-in-text"]
    ),
    "text after a note": (
        "WEBVTT\n\n00:01.000 --> 00:02.000\na\n\nNOTE x\n\nb\n", [(1000, 2000, "a")], ["vtt.text-outside"]
    ),
    "text above the first cue": (
        "WEBVTT\n\nstray words\n\n00:01.000 --> 00:02.000\na\n", [(1000, 2000, "a")], ["vtt.text-outside"]
    ),
    "blank line below the identifier": (
        "WEBVTT\n\n1\n\n00:01.000 --> 00:02.000\na\n\n2\n\n00:02.000 --> 00:03.000\nb\n\n3\n",
        [(1000, 2000, "a"), (2000, 3000, "b\n\n3")], ["vtt.text-outside", "vtt.text-outside", "vtt.blank-in-text"],
    ),
    "number is the only text": (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n1984\n\n00:02.000 --> 00:03.000\nb\n7\n\n00:03.000 --> 00:04.000\nc",
        [(1000, 2000, "1984"), (2000, 3000, "b\n7"), (3000, 4000, "c")], [],
    ),
    "seconds over 59": ("WEBVTT\n\n00:75.000 --> 01:16.000\na\n", [(75_000, 76_000, "a")], ["vtt.time-over"]),
    "comma": ("WEBVTT\n\n00:00:01,01 --> 00:00:02.02\na", [(1010, 2020, "a")], ["vtt.time-loose"]),
    "arrow in text": ("WEBVTT\n\n00:01.000 --> 00:02.000\na --> b", [(1000, 2000, "a --> b")], ["vtt.arrow-in-text"]),
    "named srt": ("WEBVTT\n\n00:01.000 --> 00:02.000\na", [(1000, 2000, "a")], ["format.name"]),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_read(name: str) -> None:
    text, cues, rules = READ[name]
    document = parse_document(text.encode(), "x.srt" if name == "named srt" else "x.vtt")
    assert document.facts.format == "vtt"
    assert [(cue.start_ms, cue.end_ms, cue.text) for cue in document.cues] == cues
    assert [one.rule for one in document.diagnostics] == rules
    assert compose(document) == text.encode()


_ODD = "this looks like a time line, but its times cannot be read; write it as 00:00:01.000 --> 00:00:02.500"
REFUSED = {
    "words\n\n00:01.000 --> 00:02.000\na\n": (
        "x.vtt:1: the WEBVTT signature is missing; begin the file with WEBVTT and a blank line"
    ),
    "words\n": "x.vtt:1: the WEBVTT signature is missing; begin the file with WEBVTT and a blank line",
    "WEBVTT\n\n00:01.000 --> 00:0d.000\na\n": f"x.vtt:3: {_ODD}",
    "WEBVTT\n\n00:00:07:17 - 00:00:08:14\na\n": f"x.vtt:3: {_ODD}",
}


@pytest.mark.parametrize("text", REFUSED)
def test_refused(text: str) -> None:
    with pytest.raises(FileError) as caught:
        decode_document(text.encode(), "x.vtt")
    assert str(caught.value) == REFUSED[text]


def test_pysubs2_reads_the_same_from_clean_files(shared_data: Path) -> None:
    for path in (shared_data / "subtitles").rglob("*.vtt"):
        theirs = pysubs2.SSAFile.from_string(path.read_text("utf-8"), format_="vtt", keep_html_tags=True)
        ours = parse_document(path.read_bytes(), path.name).cues
        assert [(cue.start_ms, cue.end_ms) for cue in ours] == [(event.start, event.end) for event in theirs]


def test_hostile_blocks_are_read_in_linear_time() -> None:
    for text in ("WEBVTT\n\n" + "NOTE x\n\n" * 40_000, "WEBVTT\n\n00:01.000 --> 00:02.000\na" + "\n" * 150_000):
        assert compose(parse_document(text.encode(), "x.vtt")) == text.encode()
