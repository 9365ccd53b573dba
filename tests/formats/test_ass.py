from __future__ import annotations

import pysubs2
import pytest

from localize.errors import FileError
from localize.formats import compose, decode_document, parse_document
from localize.model import Cue, Document, FormatFacts, Kind

FILE = """[Script Info]
; a remark
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize
Style: Default,Arial,48
Style: Sign,Arial,30

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,not shown
Dialogue: 0,0:00:01.00,0:00:02.50,Default,Егор,0,0,0,,{\\an8}Привет,\\Nкак дела, друг?
Dialogue: 1,0:00:03.00,0:00:04.00,Sign,,0,0,0,,Вход
Comment: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,check this
Dialogue: 0,0:00:05.00,0:00:06.00,Default,,0,0,0,,{\\p1}m 0 0 l 10 0 10 10{\\p0}

[Fonts]
fontname: a.ttf
M1234,56[[
"""


def test_cues_kinds_and_speakers() -> None:
    document = decode_document(FILE.encode(), "x.ass")
    assert [(cue.start_ms, cue.end_ms, cue.text, cue.kind, cue.speaker) for cue in document.cues] == [
        (1000, 2500, "Привет,\nкак дела, друг?", Kind.DIALOGUE, "Егор"),
        (3000, 4000, "Вход", Kind.ON_SCREEN, None),
        (5000, 6000, "", Kind.DRAWING, None),
    ]
    assert document.cues[2].payload.before.count("Comment: ") == 1
    assert document.facts.tail.startswith("\n\n[Fonts]")
    assert document.diagnostics == ()
    assert compose(document) == FILE.encode()


def test_only_text_and_times_change() -> None:
    document = decode_document(FILE.encode(), "x.ass")
    first, sign, drawing = document.cues
    moved = Cue(
        id=first.id,
        start_ms=1234,
        end_ms=first.end_ms,
        text="Hi {there},\nfriend",
        spans=first.spans,
        payload=first.payload,
    )
    written = compose(document.with_cues([moved, sign, drawing])).decode()
    assert written == FILE.replace("0:00:01.00,0:00:02.50", "0:00:01.23,0:00:02.50").replace(
        "Привет,\\Nкак дела, друг?", "Hi \\{there},\\Nfriend"
    )


def test_columns_are_those_of_the_file() -> None:
    text = "[Events]\nFormat: End, Actor, Start, Style, Text\nDialogue: 0:00:02.00,Боб,0:00:01.00,OP,Ла, ла\n"
    document = decode_document(text.encode(), "x.ass")
    (cue,) = document.cues
    assert (cue.start_ms, cue.end_ms, cue.text, cue.speaker, cue.kind) == (1000, 2000, "Ла, ла", "Боб", Kind.SONG)
    later = Cue(id=cue.id, start_ms=1500, end_ms=2500, text=cue.text, payload=cue.payload)
    assert compose(document.with_cues([later])).decode() == text.replace("2.00", "2.50").replace("1.00", "1.50")
    new = Cue(id="new", start_ms=3000, end_ms=4000, text="Да", speaker="Аня")
    assert compose(document.with_cues([cue, new])).decode() == text + "Dialogue: 0:00:04.00,Аня,0:00:03.00,Default,Да\n"


def test_ssa() -> None:
    text = (
        "[Script Info]\nScriptType: v4.00\n\n[V4 Styles]\n\n[Events]\n"
        "Format: Marked, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
        "Dialogue: Marked=0,0:00:01.00,0:00:02.00,Default,,0000,0000,0000,,Да\n"
    )
    document = decode_document(text.encode(), "x.ssa")
    assert (document.facts.format, document.cues[0].text) == ("ssa", "Да")
    assert compose(document) == text.encode()


READ = {
    "[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,a\n": (1, ["ass.format-missing"]),
    "[Script Info]\n\n[Events]\nFormat: Start, End, Text\n": (0, ["ass.no-cues"]),
    "[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,0:00:02.00,a\nrest of it\n": (1, ["ass.line-unknown"]),
    "[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01,-0:00:02.5,a\n": (
        1,
        ["ass.time-loose"] * 2 + ["time.reversed"],
    ),
    "[Events]\nFormat: Start, End, Text\nDialogue: 0:75:01.00,1:16:61.00,a\n": (1, ["ass.time-over"] * 2),
}


@pytest.mark.parametrize("text", READ)
def test_read(text: str) -> None:
    document = decode_document(text.encode(), "x.ass")
    count, rules = READ[text]
    assert (len(document.cues), [one.rule for one in document.diagnostics]) == (count, rules)
    assert compose(document) == text.encode()


_EVENTS = "[Events]\nFormat: Start, End, Text\n"
REFUSED = {
    "[Script Info]\n": "x.ass:1: the [Events] section is missing; it should hold a Format line and Dialogue lines",
    "[Events]\nFormat: Layer, Sxxxx, End, Text\n": (
        "x.ass:2: the Format line has no Start column; it names Layer, Sxxxx, End, Text"
    ),
    "[Events]\nFormat: Start, Text, End\n": (
        "x.ass:2: Text is not the last column; move it to the end of the Format line"
    ),
    _EVENTS + "Format: End, Start, Text\n": "x.ass:3: a second Format line names other columns; keep one",
    _EVENTS + "Dialogue: 0:00:01.00\n": "x.ass:3: this event has 1 fields, the Format line names 3; complete it",
    _EVENTS + "Dialogue: 0:00:1x.00,0:00:02.00,a\n": (
        "x.ass:3: the start time '0:00:1x.00' cannot be read; write it as 0:00:01.00"
    ),
}


@pytest.mark.parametrize("text", REFUSED)
def test_refused(text: str) -> None:
    with pytest.raises(FileError) as caught:
        decode_document(text.encode(), "x.ass")
    assert str(caught.value) == REFUSED[text]


def test_pysubs2_reads_the_same() -> None:
    ours = parse_document(FILE.encode(), "x.ass").cues
    theirs = [event for event in pysubs2.SSAFile.from_string(FILE) if event.type == "Dialogue"]
    assert [(cue.start_ms, cue.end_ms) for cue in ours] == [(event.start, event.end) for event in theirs]
    assert [cue.text for cue in ours] == [event.plaintext if not event.is_drawing else "" for event in theirs]


def test_a_new_file_can_be_read_by_pysubs2() -> None:
    cue = Cue(id="a", start_ms=1_004, end_ms=36_000_000, text="Да,\nнет", speaker="Боб, сосед")
    data = compose(Document(path="x.ass", language="ru", cues=(cue,), facts=FormatFacts(format="ass")))
    (event,) = pysubs2.SSAFile.from_string(data.decode())
    assert (event.start, event.end, event.plaintext, event.name) == (1000, 36_000_000, "Да,\nнет", "Боб  сосед")


def test_hostile_lines_are_read_in_linear_time() -> None:
    top = "[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,a,,0,0,0,,"
    for text in (top + "{" * 300_000, top + "\n" + "[" * 300_000, top + "{\\p1}" * 60_000):
        assert compose(parse_document(text.encode(), "x.ass")) == text.encode()
