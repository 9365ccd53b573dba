from __future__ import annotations

from pathlib import Path

import pytest

from localize.bilingual import Pair, pair, take
from localize.errors import FileError, UsageError
from localize.formats import compose, decode_document, parse_document
from localize.model import Document

FILE = """1
00:00:01,000 --> 00:00:02,000
{\\an8}<i>你昨天晚上去哪儿了？
Where have you been all night?</i>

2
00:00:03,000 --> 00:00:04,000
使用 Transformers 库
使用这个库
We use the <b>library</b>.

3
00:00:05,000 --> 00:00:06,000
OK.

4
00:00:07,000 --> 00:00:08,000
我不知道。
- 42 -
I don't know what it is.
"""


_HANT = str.maketrans("儿爱库这", "兒愛庫這")


def _document() -> Document:
    return parse_document(FILE.encode(), "x.srt")


def _texts(document: Document) -> list[str]:
    return [cue.text for cue in document.cues]


def test_recognised() -> None:
    assert pair(_document()) == Pair(languages=("zh-Hans", "en"), scripts=("Hani", "Latn"))


CHINESE = ["你昨天晚上去哪儿了？", "使用 Transformers 库\n使用这个库", "OK.", "我不知道。\n- 42 -"]
ENGLISH = ["Where have you been all night?", "We use the library.", "OK.", "I don't know what it is."]


@pytest.mark.parametrize(
    ("wanted", "language", "expected"),
    [("zh-Hans", "zh-Hans", CHINESE), ("zh-cn", "zh-Hans", CHINESE), ("1", "zh-Hans", CHINESE), ("en", "en", ENGLISH),
     ("2", "en", ENGLISH)],
)  # fmt: skip
def test_take(wanted: str, language: str, expected: list[str]) -> None:
    taken = take(_document(), wanted)
    assert (taken.language, _texts(taken)) == (language, expected)
    assert [one.rule for one in taken.diagnostics] == ["line.trimmed"] * 3
    assert [cue.id for cue in taken.cues] == [cue.id for cue in _document().cues]
    assert all(cue.language is None for cue in taken.cues)


def test_what_was_left_out_is_told() -> None:
    first = take(_document(), "en").diagnostics[0]
    assert (first.line, first.message) == (2, "left out '你昨天晚上去哪儿了？'")


def test_one_language_is_written() -> None:
    written = compose(decode_document(FILE.encode(), "x.srt", line="en")).decode()
    assert written.startswith("1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>Where have you been all night?</i>\n\n2\n")
    assert "We use the <b>library</b>.\n" in written


def test_the_language_that_is_known_picks_the_lines() -> None:
    document = decode_document(FILE.encode(), "x.srt", language="en")
    assert _texts(document) == ENGLISH
    assert document.diagnostics[-1].message == "two languages in most cues; the en lines were taken"


REFUSED = [
    (None, None, "x.srt: two languages in most cues: zh-Hans and en; say --line zh-Hans or --line en"),
    ("ru", None, "x.srt: no ru lines, but zh-Hans and en; say --line zh-Hans or --line en"),
    ("fr", None, "x.srt: no fr lines, but zh-Hans and en; say --line zh-Hans or --line en"),
    ("klingon", None, "x.srt: no klingon lines, but zh-Hans and en; say --line zh-Hans or --line en"),
    (None, "ru", "x.srt: no ru lines, but zh-Hans and en; say --line zh-Hans or --line en"),
]


@pytest.mark.parametrize(("line", "language", "message"), REFUSED)
def test_refused(line: str | None, language: str | None, message: str) -> None:
    with pytest.raises(FileError) as caught:
        decode_document(FILE.encode(), "x.srt", line=line, language=language)
    assert str(caught.value) == message


@pytest.mark.parametrize(("wanted", "shown"), [("3", "3"), ("", "''"), (" ", "' '")])
def test_a_third_line_is_wrong_use(wanted: str, shown: str) -> None:
    with pytest.raises(UsageError) as caught:
        take(_document(), wanted)
    assert str(caught.value) == f"--line {shown}: write 1, 2 or a language tag"


def test_a_tag_of_chinese_takes_the_chinese_lines_in_the_script_they_have() -> None:
    taken = take(_document(), "zh-TW")
    assert (taken.language, _texts(taken)) == ("zh-Hans", CHINESE)
    assert take(parse_document(FILE.translate(_HANT).encode(), "x.srt"), "ZH-TW").language == "zh-Hant-TW"


def test_where_the_script_is_undecided_the_tag_says_it() -> None:
    text = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n你好\nHow are you?\n\n" for n in range(1, 4))
    assert decode_document(text.encode(), "x.srt", line="zh-HK").language == "zh-Hant-HK"


SAME = [("1984\n1984", "1984", "1984"), ("OK.\nOK.", "OK.", "OK."), ("1984", "1984", "1984"),
        ("7:00 \u2013\n8:00", "7:00 \u2013", "8:00"), ("A\nB\nA\nB", "A\nB", "A\nB")]  # fmt: skip


@pytest.mark.parametrize(("text", "upper", "lower"), SAME)
def test_equal_and_letterless_lines_are_parted_by_place(text: str, upper: str, lower: str) -> None:
    cues = ["Где ключи?\nWhere are the keys?", "Не верю!\nI don't believe it!", text]
    file = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{one}\n\n" for n, one in enumerate(cues, 1))
    assert _texts(decode_document(file.encode(), "x.srt", line="ru"))[2] == upper
    assert _texts(decode_document(file.encode(), "x.srt", line="en"))[2] == lower


def test_one_language_is_no_choice() -> None:
    text = b"1\n00:00:01,000 --> 00:00:02,000\nWhere have you been?\n"
    document = decode_document(text, "x.srt", line="en")
    assert [one.rule for one in document.diagnostics] == ["line.single"]
    with pytest.raises(FileError, match="nothing to choose"):
        take(document, "en")


def test_a_language_that_cannot_be_named_is_chosen_by_place() -> None:
    text = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\nТы где?\nHola amigo\n\n" for n in range(1, 4))
    with pytest.raises(FileError) as caught:
        decode_document(text.encode(), "x.srt")
    assert str(caught.value) == "x.srt: two languages in most cues: ru and und; say --line ru or --line 2"


def test_real_files(shared_data: Path) -> None:
    for path in sorted((shared_data / "subtitles").rglob("*.*")):
        data = path.read_bytes()
        found = pair(parse_document(data, path.name))
        assert (found is not None) == path.name.endswith("zh-CN.srt"), path.name
        if found:
            assert found.languages == ("zh-Hans", "en")
            chinese, english = (decode_document(data, path.name, line=tag) for tag in found.languages)
            assert (chinese.language, english.language) == ("zh-Hans", "en")
            both = [f"{one.text}\n{two.text}" for one, two in zip(chinese.cues, english.cues, strict=True)]
            whole = _texts(parse_document(data, path.name))
            assert sum(text == joined for text, joined in zip(whole, both, strict=True)) > 0.8 * len(whole)


def test_who_asks_for_a_line_gets_it_however_few_cues_have_two() -> None:
    single = "\n\n".join(f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\nДа, {n}." for n in range(10, 20))
    double = "\n\n".join(f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\nКто там?\nWho is there?" for n in (20, 21))
    file = f"{single}\n\n{double}\n".encode()
    assert decode_document(file, "x.srt").cues[-1].text == "Кто там?\nWho is there?"
    assert decode_document(file, "x.srt", line="ru").cues[-1].text == "Кто там?"
    assert decode_document(file, "x.srt", line="en").cues[-1].text == "Who is there?"
