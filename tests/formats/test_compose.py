from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.errors import FileError
from localize.formats import compose, parse_document
from localize.model import Cue, Document, FormatFacts
from tests.strategies import documents, soup, texts

FORMATS = ("srt", "vtt", "ass")

SRT = "1\r\n00:00:01,000 --> 00:00:02,000 X1:5\r\n<i>Да</i>\r\n\r\n7\r\n00:00:03,000->00:00:04,000\r\nНет"
VTT = (
    "WEBVTT\n\n00:01.000 --> 00:02.000 line:0\na\n\nNOTE keep me\n\n"
    "00:03.000 --> 00:04.000\nb\n\n00:05.000 --> 00:06.000\nc\n"
)


def _readable(text: str, name: str) -> Document | None:
    """The document in `text`, or None if it is refused."""
    try:
        return parse_document(text.encode(), f"x.{name}")
    except FileError:
        return None


def _shown(document: Document) -> list[tuple[int, int, str]]:
    return [(cue.start_ms, cue.end_ms, cue.text) for cue in document.cues]


@pytest.mark.parametrize("name", FORMATS)
def test_any_text_is_read_back_as_written(name: str) -> None:
    @given(documents(name))
    def holds(document: Document) -> None:
        assert _shown(parse_document(compose(document), document.path)) == _shown(document)

    holds()


@pytest.mark.parametrize("name", FORMATS)
def test_any_file_is_read_whole_or_refused_and_written_as_it_was(name: str) -> None:
    @given(soup)
    def holds(text: str) -> None:
        document = _readable(text, name)
        assert document is None or compose(document) == text.encode()

    holds()


@pytest.mark.parametrize("name", FORMATS)
def test_new_text_in_any_file_is_read_back_and_the_rest_stays(name: str) -> None:
    @given(soup, st.lists(texts, min_size=1, max_size=3))
    def holds(text: str, new: list[str]) -> None:
        document = _readable(text, name)
        if document is None:
            return
        changed = document.with_cues(
            cue.with_text(new[number % len(new)]) if number % 2 else cue for number, cue in enumerate(document.cues)
        )
        assert _shown(parse_document(compose(changed), f"x.{name}")) == _shown(changed)

    holds()


@pytest.mark.parametrize("name", FORMATS)
def test_cues_can_go_from_any_file(name: str) -> None:
    @given(soup, st.sets(st.integers(0, 5)))
    def holds(text: str, gone: set[int]) -> None:
        document = _readable(text, name)
        if document is None:
            return
        kept = tuple(cue for number, cue in enumerate(document.cues) if number not in gone)
        if kept:
            less = replace(document, cues=kept, source=document)
            assert _shown(parse_document(compose(less), f"x.{name}")) == _shown(less)

    holds()


def test_text_and_times_change_and_nothing_else_does() -> None:
    document = parse_document(SRT.encode(), "x.srt")
    first, second = document.cues
    changed = document.with_cues([first.with_text("Yes\nindeed", first.spans), replace(second, end_ms=5_000)])
    assert compose(changed).decode() == SRT.replace("<i>Да</i>", "<i>Ye</i>s\r\nindeed").replace("04,000", "05,000")


def test_tags_stay_over_new_text() -> None:
    document = parse_document(SRT.encode(), "x.srt")
    first, second = document.cues
    spans = tuple(replace(span, end=3) for span in first.spans)
    assert "<i>Yes</i>\r\n" in compose(document.with_cues([first.with_text("Yes", spans), second])).decode()


def test_an_emptied_and_a_filled_cue_stay_apart() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\n2\n00:00:03,000 --> 00:00:04,000\nb\n3\n00:00:05,000 --> 00:00:06,000"
    document = parse_document(text.encode(), "x.srt", language="en")
    assert compose(document).decode() == text
    changed = document.with_cues(cue.with_text(new) for cue, new in zip(document.cues, ("a", "", "c"), strict=True))
    assert compose(changed).decode() == (
        "1\n00:00:01,000 --> 00:00:02,000\na\n\n2\n00:00:03,000 --> 00:00:04,000\n\n\n"
        "3\n00:00:05,000 --> 00:00:06,000\nc"
    )


def test_comments_of_cues_that_are_gone_stay() -> None:
    document = parse_document(VTT.encode(), "x.vtt")
    less = replace(document, cues=document.cues[2:], source=document)
    assert compose(less).decode() == "WEBVTT\n\nNOTE keep me\n\n00:05.000 --> 00:06.000\nc\n"
    none = replace(document, cues=(), source=document)
    assert compose(none).decode() == "WEBVTT\n\nNOTE keep me\n"


ASS = (
    "[Script Info]\nTitle: x\n\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Top,Arial\n\n"
    "[Events]\nFormat: Layer, Start, End, Style, Text\n"
    "Dialogue: 0,0:00:01.00,0:00:02.00,Top,a\n; keep me\nDialogue: 0,0:00:03.00,0:00:04.00,Top,b\n"
    "Dialogue: 0,0:00:05.00,0:00:06.00,Top,c\n"
)
TOPS = {"srt": (SRT, ""), "vtt": (VTT, "WEBVTT"), "ass": (ASS, ASS[: ASS.index("Dialogue")])}


@pytest.mark.parametrize("gone", [1, 2])
@pytest.mark.parametrize("name", FORMATS)
def test_a_new_cue_in_place_of_the_first(name: str, gone: int) -> None:
    text, top = TOPS[name]
    document = parse_document(text.encode(), f"x.{name}")
    new = Cue(id="new", start_ms=500, end_ms=900, text="At the top.")
    changed = replace(document, cues=(new, *document.cues[gone:]), source=document)
    data = compose(changed).decode()
    assert data.startswith(top)
    assert data.count(top) == 1 or not top
    assert _shown(parse_document(data.encode(), f"x.{name}")) == _shown(changed)
    assert ("keep me" in data) == ("keep me" in text)
    assert data.index("At the top.") < (data.find("keep me") if gone == 1 and "keep me" in data else len(data))


def test_a_new_cue_in_place_of_the_first_line_for_line() -> None:
    new = Cue(id="new", start_ms=500, end_ms=900, text="At the top.")
    shapes = {
        "srt": SRT.replace(
            "1\r\n00:00:01,000 --> 00:00:02,000 X1:5\r\n<i>Да</i>", "1\r\n00:00:00,500 --> 00:00:00,900\r\nAt the top."
        ),
        "vtt": VTT.replace("00:01.000 --> 00:02.000 line:0\na\n", "00:00:00.500 --> 00:00:00.900\nAt the top.\n"),
        "ass": ASS.replace(
            "Dialogue: 0,0:00:01.00,0:00:02.00,Top,a", "Dialogue: 0,0:00:00.50,0:00:00.90,Default,At the top."
        ),
    }
    for name, shape in shapes.items():
        document = parse_document(TOPS[name][0].encode(), f"x.{name}")
        changed = replace(document, cues=(new, *document.cues[1:]), source=document)
        assert compose(changed).decode() == shape


@pytest.mark.parametrize("name", FORMATS)
def test_a_later_cue_in_place_of_the_first(name: str) -> None:
    text, top = TOPS[name]
    document = parse_document(text.encode(), f"x.{name}")
    changed = replace(document, cues=(*document.cues[:0:-1],), source=document)
    data = compose(changed).decode()
    assert data.startswith(top)
    assert data.count(top) == 1 or not top
    assert _shown(parse_document(data.encode(), f"x.{name}")) == _shown(changed)


@pytest.mark.parametrize("name", FORMATS)
def test_cues_can_come_and_go_in_any_file(name: str) -> None:
    @given(soup, st.sets(st.integers(0, 5)), st.lists(st.tuples(st.integers(0, 5), texts), max_size=2))
    def holds(text: str, gone: set[int], added: list[tuple[int, str]]) -> None:
        document = _readable(text, name)
        if document is None or not document.cues:
            return
        cues = [cue for number, cue in enumerate(document.cues) if number not in gone]
        for number, (place, new) in enumerate(added):
            # Whoever puts a cue above one that is there moves the top of the file to it.
            cues.insert(place if 0 in gone else place + 1, Cue(id=f"new{number}", start_ms=0, end_ms=1_000, text=new))
        changed = replace(document, cues=tuple(cues), source=document)
        if cues:
            assert _shown(parse_document(compose(changed), f"x.{name}")) == _shown(changed)

    holds()


# What was read as it was only because of what stood beside it: a number alone that is text as long as no cue follows; a
# comment below a cue without text; a number alone in a file without signature; blanks below a cue without text.
ALONE = [
    ("vtt", "00:01.000 --> 00:02.000\n1\n\n12\n", [0, "new"],
     "WEBVTT\n\n00:01.000 --> 00:02.000\n1\n<c></c>\n12\n\n{new}\n"),
    ("vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n\nNOTE a\n", [0, "new"],
     "WEBVTT\n\n00:01.000 --> 00:02.000\n\n\n{new}\n\nNOTE a\n"),
    ("vtt", "00:01.000 --> 00:02.000\n1\n\n1\n\n00:03.000 --> 00:04.000\nb\n", [1],
     "WEBVTT\n\n1\n\n00:03.000 --> 00:04.000\nb\n"),
    ("srt", "1\n00:00:01,000 --> 00:00:02,000\n \n", [0, "new"], "1\n00:00:01,000 --> 00:00:02,000\n\n\n{new}\n \n"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "order", "written"), ALONE)
def test_what_depends_on_what_stands_beside_it_is_written_to_stand_alone(
    name: str, text: str, order: list[int | str], written: str
) -> None:
    document = parse_document(text.encode(), f"x.{name}")
    new = Cue(id="new", start_ms=0, end_ms=1_000, text="\n")
    changed = replace(document, cues=tuple(new if one == "new" else document.cues[int(one)] for one in order))
    changed = replace(changed, source=document)
    shapes = {
        "vtt": "00:00:00.000 --> 00:00:01.000\n<c></c>\n<c></c>",
        "srt": "2\n00:00:00,000 --> 00:00:01,000\n<i></i>\n<i></i>",
    }
    assert compose(changed).decode() == written.replace("{new}", shapes[name])
    assert _shown(parse_document(compose(changed), f"x.{name}")) == _shown(changed)


def test_the_first_cue_can_go_without_leaving_blank_lines() -> None:
    document = parse_document(SRT.encode(), "x.srt")
    less = replace(document, cues=document.cues[1:], source=document)
    assert compose(less).decode() == SRT[SRT.index("7\r\n") :]


def test_new_cues_are_written_in_normal_form() -> None:
    document = parse_document(SRT.encode(), "x.srt")
    new = Cue(id="new", start_ms=2_000, end_ms=2_500, text="Ага")
    first, second = document.cues
    written = compose(document.with_cues([first, new, second])).decode()
    assert written == SRT.replace("\r\n\r\n7", "\r\n\r\n2\r\n00:00:02,000 --> 00:00:02,500\r\nАга\r\n\r\n7")


def test_a_whole_new_file() -> None:
    cue = Cue(id="a", start_ms=0, end_ms=1_500, text="Да")
    shapes = {
        "srt": "1\n00:00:00,000 --> 00:00:01,500\nДа\n",
        "vtt": "WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nДа\n",
    }
    for name, text in shapes.items():
        document = Document(path="x", language="ru", cues=(cue,), facts=FormatFacts(format=name))
        assert compose(document).decode() == text


SHIELDED = [
    ("srt", "a\n\nb", "a\n<i></i>\nb"),
    ("srt", "12:30 --> 13:00", "<i></i>12:30 --> 13:00"),
    ("srt", " ", " <i></i>"),
    ("vtt", "a\n\nNOTE b", "a\n<c></c>\nNOTE b"),
    ("vtt", "a --> b", "a --&gt; b"),
    ("ass", "a { b", "a \\{ b"),
]


@pytest.mark.parametrize(("name", "text", "raw"), SHIELDED)
def test_text_that_would_end_a_cue_is_shielded(name: str, text: str, raw: str) -> None:
    cue = Cue(id="a", start_ms=0, end_ms=1_500, text=text)
    document = Document(path=f"x.{name}", language="ru", cues=(cue,), facts=FormatFacts(format=name))
    written = compose(document)
    assert written.decode().rstrip("\n").endswith(raw)
    assert _shown(parse_document(written, document.path)) == _shown(document)


_READ_BACK = "it would be read back differently; change its text or its times"
UNWRITABLE = [
    ("srt", 0, "a\rb", f"x.srt: cue 1 cannot be written as SubRip: {_READ_BACK}"),
    ("srt", -5, "a", f"x.srt: cue 1 cannot be written as SubRip: {_READ_BACK}"),
    ("ass", 0, "a\\Nb", f"x.ass: cue 1 cannot be written as Advanced SubStation Alpha: {_READ_BACK}"),
]


@pytest.mark.parametrize(("name", "start", "text", "message"), UNWRITABLE)
def test_what_cannot_be_written_is_refused(name: str, start: int, text: str, message: str) -> None:
    cue = Cue(id="a", start_ms=start, end_ms=1_500, text=text)
    document = Document(path=f"x.{name}", language="ru", cues=(cue,), facts=FormatFacts(format=name))
    with pytest.raises(FileError) as caught:
        compose(document)
    assert str(caught.value) == message


def test_newline_and_byte_order_mark_on_request() -> None:
    document = parse_document(b"\xef\xbb\xbf" + SRT.encode(), "x.srt")
    assert compose(document) == b"\xef\xbb\xbf" + SRT.encode()
    assert compose(document, bom=False) == SRT.encode()
    assert compose(document, newline="\n", bom=False) == SRT.replace("\r\n", "\n").encode()
    assert compose(document, encoding="cp1251") == SRT.encode("cp1251")


def test_another_encoding_is_written_as_utf8() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nТы где была всю ночь? Я тебя ждала. Объясни мне, что здесь происходит.\n"
    document = parse_document(text.encode("cp1251"), "x.srt")
    assert document.facts.encoding == "cp1251"
    assert compose(document) == text.encode()
    marked = parse_document(text.encode("utf-16"), "x.srt")
    assert compose(marked) == b"\xef\xbb\xbf" + text.encode()


def test_cues_out_of_their_order_are_written_apart() -> None:
    document = parse_document(SRT.encode(), "x.srt")
    swapped = document.with_cues(reversed(document.cues))
    assert _shown(parse_document(compose(swapped), "x.srt")) == _shown(swapped)
    vtt = parse_document(VTT.encode(), "x.vtt")
    with pytest.raises(FileError, match="cannot be written as WebVTT"):
        compose(vtt.with_cues(reversed(vtt.cues)))
