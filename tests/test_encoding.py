from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.encoding import KNOWN, THRESHOLD, decode, detect, encode
from localize.encoding.likelihood import cost, expected
from localize.errors import FileError, UsageError

RUSSIAN = [
    "Ты где была всю ночь? Я тебя ждала.", "Не сейчас, мама. Дай мне пройти.", "Ариса, стой! Куда ты пошла?",
    "- Кто там?\n- Это я, Егор.", "Он ничего не знает об этом.", "Мы нашли её на станции «Заря-7».",
    "Что с тобой случилось?", "Пять минут назад звонили из полиции.", "Хорошо.",
    "Объясни мне, пожалуйста, что здесь происходит!", "Если мы не успеем, всё пропало.", "Я люблю тебя.",
    "Подожди… Слышишь?", "Нет! Нет, только не это.", "Съешь ещё этих мягких булок.",
    "Вы уверены, что хотите продолжить?", "Корабль вылетает в 14:30.", "Завтра утром я всё расскажу.",
    "Не бойся, я рядом.", "Какая разница, кто это сделал?", "Давай поговорим об этом потом.",
    "Чёрт возьми, опять опоздали!", "Деньги лежат в ящике стола.", "Да.", "Конечно.",
]  # fmt: skip
SIMPLIFIED = [
    "你昨天晚上去哪儿了？我一直在等你。", "现在不行，妈妈，让我过去。", "站住！你要去哪里？", "谁在那儿？",
    "他什么都不知道。", "我们在车站找到了她。", "你怎么了？", "五分钟前警察打来电话。", "好的。",
    "请告诉我这里发生了什么事！", "如果我们来不及，一切都完了。", "我爱你。", "等等……你听见了吗？",
    "不，不要这样。", "明天早上我会告诉你一切。", "别怕，我在这里。", "是谁干的有什么关系？",
    "我们以后再谈这个吧。", "糟糕，又迟到了！", "钱在桌子的抽屉里。", "你确定要继续吗？", "船下午两点半出发。",
    "是的。", "当然可以。",
]  # fmt: skip
TRADITIONAL = [
    "你昨天晚上去哪兒了？我一直在等你。", "現在不行，媽媽，讓我過去。", "站住！你要去哪裡？", "誰在那兒？",
    "他什麼都不知道。", "我們在車站找到了她。", "你怎麼了？", "五分鐘前警察打來電話。", "好的。",
    "請告訴我這裡發生了什麼事！", "如果我們來不及，一切都完了。", "我愛你。", "等等……你聽見了嗎？",
    "不，不要這樣。", "明天早上我會告訴你一切。", "別怕，我在這裡。", "是誰幹的有什麼關係？",
    "我們以後再談這個吧。", "糟糕，又遲到了！", "錢在桌子的抽屜裡。", "你確定要繼續嗎？", "船下午兩點半出發。",
    "是的。", "當然可以。",
]  # fmt: skip

WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
TEXTS = {
    **dict.fromkeys(("cp1251", "koi8-r", "cp866", *WIDE), RUSSIAN),
    "gb18030": SIMPLIFIED,
    "big5": TRADITIONAL,
    "utf-8": [*RUSSIAN, *SIMPLIFIED],
}


def _file(lines: list[str], cues: int, seed: int) -> str:
    pick = random.Random(seed)
    blocks = (
        f"{number}\n00:{number // 60:02d}:{number % 60:02d},000 --> 00:{number // 60:02d}:{number % 60:02d},900\n"
        f"{pick.choice(lines)}\n"
        for number in range(1, cues + 1)
    )
    return "\n".join(blocks)


@pytest.mark.parametrize("cues", [5, 20, 50, 200])
@pytest.mark.parametrize("name", TEXTS)
def test_right_or_refused(name: str, cues: int) -> None:
    # KOI8-R and cp866 lack some quotes and dots.
    texts = [_file(TEXTS[name], cues, seed).encode(name, "ignore").decode(name) for seed in range(25)]
    found = [detect(text.encode(name)) for text in texts]
    sure = [(text, one) for text, one in zip(texts, found, strict=True) if one.confidence >= THRESHOLD]
    for text, one in sure:
        assert text.encode(name).decode(one.name) == text
    assert len(sure) >= (len(texts) if cues >= 20 else 23)


@given(st.lists(st.sampled_from(RUSSIAN), min_size=1, max_size=30), st.sampled_from(["cp1251", "koi8-r", "cp866"]))
def test_never_wrong_silently(lines: list[str], name: str) -> None:
    text = "\n".join(lines)
    found = detect(text.encode(name, errors="ignore"))
    if found.confidence >= THRESHOLD:
        data = text.encode(name, errors="ignore")
        assert data.decode(found.name) == data.decode(name)


CASES = [str, str.upper, str.lower]
CYRILLIC = ["cp1251", "koi8-r", "cp866", "mac-cyrillic", "gb18030"]


def _read(data: bytes) -> str | None:
    try:
        return decode(data, "x.srt")[0]
    except FileError:
        return None


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", CYRILLIC)
@pytest.mark.parametrize("cues", [1, 2, 3, 5, 10, 20, 40])
def test_russian_of_any_case_is_right_or_refused(name: str, cues: int, case: Callable[[str], str]) -> None:
    lines = [case(line) for line in RUSSIAN]
    texts = [_file(lines, cues, seed).encode(name, "ignore").decode(name) for seed in range(20)]
    read = [_read(text.encode(name)) for text in texts]
    assert all(got in (None, text) for got, text in zip(read, texts, strict=True))
    if cues >= 20 and name != "mac-cyrillic":  # that one is never taken, only told from the others
        assert read == texts


def test_two_cues_in_capitals() -> None:
    text = "1\n00:00:01,000 --> 00:00:03,000\nАРИСА, ТЫ ГДЕ?\n\n2\n00:00:05,000 --> 00:00:08,000\nЯ ЖДУ ТЕБЯ У ВХОДА!\n"
    assert _read(text.encode("cp1251")) == text
    assert _read(text.encode("koi8-r")) in (None, text)


def test_likelihood_prefers_the_case_that_people_write() -> None:
    good, swapped, glued = cost("Да. Нет."), cost("дА. нЕТ."), cost("dда")
    assert good < cost("да. нет.") < swapped < glued + 60
    assert cost("plain ASCII, 100 %") == 0
    assert cost("«»") == 16


def test_expected_characters() -> None:
    assert all(map(expected, "ЯёЁ你們，…"))
    assert not any(map(expected, "їéλ\u0301"))


BOMS = [("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le"), ("utf-32", "utf-32-le")]


@pytest.mark.parametrize(("codec", "name"), BOMS)
def test_byte_order_marks_are_proof(codec: str, name: str) -> None:
    text, found = decode("Да.".encode(codec), "x.srt")
    assert (text, found.name, found.confidence, found.bom) == ("Да.", name, 1.0, True)


@pytest.mark.parametrize("name", ["utf-16-be", "gb18030"])
def test_other_byte_order_marks(name: str) -> None:
    text, found = decode("\ufeff你好".encode(name), "x.srt")
    assert (text, found.name, found.bom) == ("你好", name, True)


OFF_THE_LIST = [
    ("cp1252", "C'était l'été dernier, François. Où est la forêt ? Déjà là."),
    ("cp850", "Ich möchte wissen, warum die Tür schön groß ist. Für dich würde ich es tun."),
    ("cp1250", "Nie wiem, co się stało. Chcę wyjść, właśnie tak. Źle się czuję."),
    ("shift_jis", "私は学生です。どこへ行くの？ありがとうございました。カメラを持ってきて。"),
    ("cp949", "안녕하세요. 어디 가세요? 고맙습니다. 잠깐만 기다려! 정말이에요?"),
    ("cp1255", "שלום, מה שלומך? אני לא יודע. בוא הנה!"),
    ("cp1253", "Καλημέρα, τι κάνεις; Δεν ξέρω τίποτα. Πάμε!"),
    ("mac-cyrillic", "Ты где была всю ночь? Я тебя ждала. Дай мне пройти. Объясни мне, что ты делаешь!"),
    ("iso8859-5", "Ты где была всю ночь? Я тебя ждала. Дай мне пройти."),
]


@pytest.mark.parametrize(("name", "text"), OFF_THE_LIST)
@pytest.mark.parametrize("times", [1, 30])
def test_encodings_off_the_list_are_refused(name: str, text: str, times: int) -> None:
    data = ((text + "\n") * times).encode(name)
    assert detect(data).confidence < THRESHOLD


def test_english_with_curly_quotes() -> None:
    text = "I don’t know… “Yes,” he said — well, maybe. There is nothing else to say about it.\n"
    assert decode(text.encode("cp1252"), "x.srt")[0] == text


def test_windows_hong_kong_characters_are_big5() -> None:
    text = _file([*TRADITIONAL, "佢哋喺邊度？我唔知。嘅"], 60, 1)
    assert decode(text.encode("big5hkscs"), "x.srt")[0] == text


def test_a_short_text_is_refused_with_the_candidates() -> None:
    with pytest.raises(FileError) as caught:
        decode("Привет".encode("cp1251"), "x.srt")
    assert str(caught.value) == (
        "x.srt: the encoding is not certain: cp1251 or mac-cyrillic or gb18030; say which with --encoding NAME"
    )


def test_a_few_letters_that_look_like_utf8_are_not_taken_for_it() -> None:
    assert detect("联通".encode("gb18030")).confidence < THRESHOLD
    assert decode("联通".encode("gb18030"), "x.srt", "gb18030")[0] == "联通"
    for short in ("уже...", "теа?"):
        assert _read(short.encode("cp866")) in (None, short)
    for short in ("♪", "Oh – no 😀", "안녕", "ありがとう", "ไม่", "㦥漢"):
        assert detect(short.encode()).name == "utf-8"
    assert detect("Γειά σου, Łódź".encode()).name == "utf-8"


REFUSED = [
    (b"a\nb\n" + "привет".encode() + b"\xff", None, "x.srt:3: byte 17 (0xff) is not utf-8; repair the file"),
    ("да\nнет\n".encode() * 30 + b"\xd0", None, "x.srt:61: byte 361 (0xd0) is not utf-8; repair the file"),
    ("1\nПривет".encode(), "cp1251", "x.srt:2: byte 3 (0xd0) is not cp1251; the file is utf-8"),
    ("1\nПривет".encode("cp1251"), "utf-8", "x.srt:2: byte 3 (0xcf) is not utf-8; give another --encoding NAME"),
    ("a\nb".encode("utf-16"), "koi8-r", "x.srt:1: byte 1 (0xff) is not koi8-r; the file is utf-16-le"),
    (
        "1\nПривет, как дела?\n".encode() + "Плохая кодировка.\n".encode("cp1251"), None,
        "x.srt:3: byte 34 (0xcf) is not utf-8; repair the file",
    ),
    (b"\xef\xbb\xbfab\xffc", None, "x.srt:1: byte 6 (0xff) is not utf-8; repair the file"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0" * 9, None, "x.srt: binary data, not a subtitle file"),
    (b"a\0b\0\0\0\1\2\3" * 50, None, "x.srt: binary data, not a subtitle file"),
    (bytes(range(1, 32)) * 9, None, "x.srt: binary data, not a subtitle file"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "told", "message"), REFUSED)
def test_refusals(data: bytes, told: str | None, message: str) -> None:
    with pytest.raises(FileError) as caught:
        decode(data, "x.srt", told)
    assert str(caught.value) == message


UNKNOWN = [
    ("utf9", "unknown encoding 'utf9'; did you mean 'utf-8'?"),
    ("rot13", f"unknown encoding 'rot13'; known: {', '.join(KNOWN)}"),
]


@pytest.mark.parametrize(("told", "message"), UNKNOWN)
def test_unknown_encoding_is_wrong_use(told: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        decode(b"a", "x.srt", told)
    assert str(caught.value) == message


def test_told_utf16_without_mark_finds_the_byte_order() -> None:
    assert decode("1\nДа\n".encode("utf-16-be"), "x.srt", "utf-16")[0] == "1\nДа\n"


def test_encode() -> None:
    assert encode("Да", "x.srt", "utf-8", bom=True) == b"\xef\xbb\xbf\xd0\x94\xd0\xb0"
    assert encode("Да", "x.srt", "cp1251", bom=True) == b"\xc4\xe0"
    with pytest.raises(FileError) as caught:
        encode("Да\r\n你", "x.srt", "cp1251", bom=False)
    assert str(caught.value) == "x.srt:2: '你' cannot be written in cp1251; write utf-8"


def test_nul_padding_and_a_stray_nul_are_no_binary() -> None:
    text = _file(RUSSIAN, 5, 0)
    assert decode(text.encode() + b"\0" * 4096, "x.srt")[0] == text + "\0" * 4096
    assert decode(text.replace("была", "бы\0ла").encode(), "x.srt")[1].name == "utf-8"
