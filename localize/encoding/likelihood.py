"""How well a text reads as Russian or Chinese, in bits: the less it costs a reader, the likelier it was meant."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

# -log2 of how often a letter (row) is followed by another (column), in hexadecimal digits, from 890,000 pairs of the
# Russian sides of OpenSubtitles and Tatoeba; both in alphabetical order, ё counted as е, "_" for the edge of a word.
_ALPHABET = "_абвгдежзийклмнопрстуфхцчшщъыьэюя"
_PAIRS = """
_ 0653645755c464343544576958ceee5b5
а 2c6575565954344b75449978668eeeb56
б 5578db3bb4d74973d47c4d9ddb67289b4
в 33cab73e74e7686386476ebb88cd37ae7
г 44da835dd4d74a71d4a94dddadddcd8dd
д 53b6a725a3d75a4385784da8b9dc66797
е 295655676b5644397443a988757eeed99
ж 538bb41bd3d7aa35db9b5ddd7dddd8abd
з 32646458b5d87524d6795ddabddc56ac7
и 28656558566544478643b966668eeea76
й 19a9958d8ad65657a944da9758bddddd9
к 32d8ac59a4d85b62d4654db9dddddd8dd
л 33ab8936a2e76a73bd695adeacee63955
м 239bdd3db4d987437a7c4cdbbdcd477b6
н 42ba862ba3e7bd53d76659c78c9e55b85
о 2b544565665644496444998a569eee987
п 84dddd4dd4d95b8192886ddcaddd689d8
р 52978737b3e78752877548aaa8ce56776
с 3595c64ce5e4466458626c8b7aea74984
т 34a5c93ec4e78a7295696db99ecc43ca8
у 28565464576654695654dc7c457ddd85a
ф 536b9b3bb2bb5893a29655bb9bbb898bb
х 24c7ca6cc5cc7861c6896cccccccc96cc
ц 33b59a29a2b6bba4b99b4bb8bbbb5bbbb
ч 73dcdd2cd3d69b58dbd14cddd6ddd5bdd
ш 53c9cc2cc3c449659bb75cccccccc2abc
щ 73bbba1bb2bbbb6bbbbb5bbbbbbbb4bbb
ъ 677777277777777777777777777777771
ы 1d75785a9946456d7765ad6c86bddddd9
ь 1d88796d68d5d64abd47d9d885bdddd66
э 8c7776bc8b46464b9471c98cc8ccccaaa
ю 1a3894a879b8988ca644cc985b5cccc8b
я 0d8796786a88566d8a64dd888b8dddd8a
"""
_UNUSUAL = 9.0  # a Cyrillic letter that Russian does not have
_YO = 3.0  # ё on top of е, which is written for it more often than not
_GLUED = 30.0  # a capital after a small letter, a Latin letter next to a Cyrillic one: marks of the wrong table
_FALLEN = 18.0  # a small letter after two capitals, as in some declined abbreviations
_FALL = re.compile("[А-ЯЁ]{2}[а-яё]")
_UNKNOWN = 24.0  # any other character
# Cases of letters: at the start of a sentence, at other starts of words, after a capital.
_CASES = {("start", True): 0.5, ("start", False): 3.0, ("word", True): 1.5, ("word", False): 0.5}
_AFTER_CAPITAL = 0.5
_START = "\2"
# A new cue, or a full stop; then dashes, quotes and tags in ASCII.
_SENTENCE = re.compile(r"(?:\A|[.!?][\"]?[ \r\n]+|\d[ \t]*[\r\n]+)(?:[-\"' ]|<[^<>\r\n]{0,40}>|\{[^{}\r\n]{0,40}\})*")

# The commonest characters of spoken Chinese, both scripts.
_HAN = (
    "的我你是了不在一他有这個个這们們来來到时時大地为為子中说說生国國年着著就那和要她出也得里裡後后自以会會家可下而过過天去能对對小多然于於心學学么"
    "麼之都好看起发發当當没沒成只如事把还還用第样樣道想作种種开開美總总从從无無情己面最女但现現前些所同日手又行意动動方期它头頭经經长長"
    "儿兒回位分爱愛老因很给給名法间間斯知世什两兩次使身者被高已亲親其进進此话話常与與活正感吗嗎吧呢啊哪谁誰怎请請谢謝别別让讓找叫走人上真"
)


def cost(text: str) -> float:
    """Bits that the letters of `text` and all its characters above ASCII cost; ASCII itself is free."""
    text = _SENTENCE.sub(lambda match: match[0] + _START, text)
    pairs = Counter(zip(_START + text, text + "\n", strict=True))
    return sum(count * _pair(*pair) for pair, count in pairs.items()) + _FALLEN * len(_FALL.findall(text))


def expected(character: str) -> bool:
    """True if `character`, which is above ASCII, occurs in ordinary Russian or Chinese text."""
    return _letter(character) not in ("", "?") or character in _others()


@lru_cache(maxsize=1 << 16)
def _pair(before: str, after: str) -> float:
    """Bits of `after` that follows `before`."""
    first, second = _letter(before), _letter(after)
    bits = 0.0 if after <= "\x7f" or second else _others().get(after, _UNKNOWN)
    if first or second:
        known = "?" not in (first, second)
        bits += _pairs()[first or "_", second or "_"] if known else _UNUSUAL
        bits += _YO * (after in "ёЁ")
        bits += _case(before, after) if second else 0.0
        bits += _GLUED * (_latin(before) or _latin(after))
    return bits


def _case(before: str, after: str) -> float:
    if not _letter(before):
        return _CASES["start" if before == _START else "word", after.isupper()]
    if before.isupper():
        return _AFTER_CAPITAL
    return _GLUED * after.isupper()


def _latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _letter(character: str) -> str:
    """The row of a Cyrillic letter in the table of pairs, "?" if it has none; empty for other characters."""
    if not "\u0400" <= character <= "\u052f":
        return ""
    lower = character.lower().replace("ё", "е")
    return lower if lower in _ALPHABET else "?"


@cache
def _pairs() -> dict[tuple[str, str], float]:
    rows = (line.split() for line in _PAIRS.strip().split("\n"))
    return {
        (before, after): float(int(digit, 16))
        for before, row in rows
        for after, digit in zip(_ALPHABET, row, strict=True)
    }


@cache
def _others() -> dict[str, float]:
    """Bits of Chinese characters and of punctuation above ASCII: by lists of common characters, in steps."""
    table = {chr(code): 19.0 for code in range(0x4E00, 0xA000)}
    for lead in range(0xA4, 0xC7):  # Big5 level 1: 5,401 characters in daily use
        for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)):
            table.update(dict.fromkeys(bytes((lead, trail)).decode("big5", errors="ignore"), 13.0))
    for lead in range(0xB0, 0xD8):  # GB2312 level 1: 3,755 characters in daily use
        level = bytes(byte for trail in range(0xA1, 0xFF) for byte in (lead, trail))
        table.update(dict.fromkeys(level.decode("gb2312", errors="ignore"), 12.5))
    table.update(dict.fromkeys(_HAN, 8.0))
    table.update(dict.fromkeys("，。？！、：；「」『』（）《》“”‘’…—·～【】　０１２３４５６７８９", 7.0))
    table.update(dict.fromkeys("«»–№\xa0•", 8.0))
    return table
