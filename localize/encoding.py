"""Bytes to text, with a confidence, and a refusal below `THRESHOLD`.

Byte order marks, zero bytes and strict UTF-8 decide first. What is left is scored as each of a short list of encodings,
by how many bits a byte of its text would cost a reader of Russian or Chinese, and the winner is cross-checked with
chardet, which knows many more encodings. The confidence is

- 1.0 where the bytes prove the encoding;
- 0.95 if the text looks like Russian or Chinese, the next candidate is well behind, and chardet names none that was not
  weighed;
- 0.9 for English whose only bytes above ASCII are the quotes, dashes and dots of cp1252 (cp1251 has them too);
- 0.4 in every other case, which is refused: a person has to say `--encoding`.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import inf, log2

from localize.errors import FileError, UsageError
from localize.suggest import did_you_mean

THRESHOLD = 0.7

# Encodings offered in messages and hints; any codec that Python knows is accepted.
KNOWN = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "koi8-r", "cp866", "gb18030", "big5")

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_WIDE = {"utf-32-le": (4, 0), "utf-32-be": (4, 3), "utf-16-le": (2, 0), "utf-16-be": (2, 1)}  # unit, place of ASCII
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
_CURLY = re.compile(rb"[\x85\x91-\x97]")
_CURLY_IN_WORD = re.compile(rb"[A-Za-z][\x91\x93-\x95][A-Za-z]")
_LATIN = re.compile(rb"[A-Za-z]")
# A capital after a small letter, and a Latin letter glued to a Cyrillic one, are marks of the wrong table.
_MIXED = re.compile(r"[а-яё][А-ЯЁ]|[a-zA-Z][а-яА-ЯёЁ]|[а-яА-ЯёЁ][a-zA-Z]")
# Encodings that are weighed; of a family the first that fits. The last two are only there to lose or to be refused.
_CANDIDATES = (
    ("cp1251",), ("koi8-r",), ("cp866",), ("gb18030",), ("big5", "cp950", "big5hkscs"), ("mac-cyrillic",),
    ("iso8859-5",),
)  # fmt: skip
# Bits a byte of real text does not reach; measured on film subtitles: Russian 4.4 to 5.3, Chinese 4.3 to 7.3.
_COST_LIMIT = {"cp1251": 5.4, "koi8-r": 5.4, "cp866": 5.4, "gb18030": 8.0, "big5": 8.0, "cp950": 8.0, "big5hkscs": 8.0}
_SAMPLE = 65_536  # bytes that are scored; the whole file must still decode


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """name: as in `KNOWN`. confidence: 0 to 1. bom: there is a byte order mark. rivals: other candidates, if unsure."""

    name: str
    confidence: float
    bom: bool = False
    rivals: tuple[str, ...] = ()


def detect(data: bytes) -> Encoding:
    """The encoding of `data`. Confidence 0 and an empty name: binary, or nothing on the list fits."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return Encoding(name=name, confidence=1.0, bom=True)
    if b"\0" in data.rstrip(b"\0\r\n"):
        return _wide(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        # Legacy text that by chance is mostly well-formed UTF-8 does not exist beyond a few letters.
        if _utf8_share(data) > 0.8:
            return Encoding(name="utf-8", confidence=1.0)
        return _legacy(data)
    return _legacy(data) if _chance(data, text) else Encoding(name="utf-8", confidence=1.0)


def decode(data: bytes, path: str, encoding: str | None = None) -> tuple[str, Encoding]:
    """The text without its byte order mark, and how it was read. `encoding` overrides detection.

    Raises FileError if no candidate is sure enough, if the data is binary, or (with line and byte) if a byte does not
    fit or the data proves `encoding` wrong; UsageError if `encoding` is no codec.
    """
    proof = detect(data)
    found = _told(data, encoding) if encoding else proof
    if not found.name:
        raise FileError(path, None, "binary data, not a subtitle file")
    if found.confidence < THRESHOLD:
        names = " or ".join((found.name, *found.rivals))
        raise FileError(path, None, f"the encoding is not certain: {names}", "say which with --encoding NAME")
    try:
        text = data.decode(found.name)
    except UnicodeDecodeError as error:
        hint = "give another --encoding NAME" if proof.name != found.name else "repair the file"
        raise _misfit(data, path, error.start, error.end, found.name, hint) from None
    if encoding and proof.confidence == 1.0 and not _same(data, found.name, proof.name):
        start = next(at for at, byte in enumerate(data) if byte > 0x7F or byte == 0)
        raise _misfit(data, path, start, start + 1, found.name, f"the file is {proof.name}")
    if found.bom:
        text = text.removeprefix("\ufeff")
    if len(_CONTROL.findall(text, 0, _SAMPLE)) * 50 > len(text[:_SAMPLE]):
        raise FileError(path, None, "binary data, not a subtitle file")
    return text, found


def known(name: str) -> str:
    """Python's name of the encoding `name`. Raises UsageError, with the nearest name, if it is no codec."""
    return _told(b"", name).name


def encode(text: str, path: str, name: str, *, bom: bool) -> bytes:
    """The bytes of `text`. Raises FileError, with the line, for a character that `name` does not have; UsageError."""
    codec = known(name)
    try:
        return (("\ufeff" if bom else "") + text).encode(codec)
    except UnicodeEncodeError as error:
        bad = error.object[error.start]
        if bad == "\ufeff" and error.start == 0:
            return encode(text, path, name, bom=False)
        line = 1 + len(re.findall(r"\r\n|\r|\n", error.object[: error.start]))
        raise FileError(path, line, f"{bad!r} cannot be written in {name}", "write utf-8") from None


def _misfit(data: bytes, path: str, start: int, end: int, name: str, hint: str) -> FileError:
    before = data[:start].decode(name, errors="ignore")
    line = 1 + before.count("\n") + before.count("\r") - before.count("\r\n")
    bad = " ".join(f"0x{byte:02x}" for byte in data[start:end][:4])
    return FileError(path, line, f"byte {start + 1} ({bad}) is not {name}", hint)


def _told(data: bytes, name: str) -> Encoding:
    """The encoding a person named; the byte order marks of its family are still recognised."""
    try:
        canonical = codecs.lookup(name).name
        if not isinstance("".encode(canonical), bytes):
            raise LookupError(name)
    except (LookupError, TypeError):
        raise UsageError(f"unknown encoding {name!r}{did_you_mean(name, KNOWN)}") from None
    for mark, family in _BOMS:
        if data.startswith(mark) and family.startswith(canonical.removesuffix("-sig")):
            return Encoding(name=family, confidence=1.0, bom=True)
    if canonical in ("utf-16", "utf-32"):  # without a mark Python would take the machine's byte order
        return Encoding(name=_wide(data).name or f"{canonical}-le", confidence=1.0)
    return Encoding(name=canonical.removesuffix("-sig"), confidence=1.0)


def _wide(data: bytes) -> Encoding:
    """UTF-16 or UTF-32 without a mark: line ends, digits and blanks put zero bytes at fixed places."""
    for name, (unit, place) in _WIDE.items():
        sample = data[: _SAMPLE - _SAMPLE % unit]
        ascii_units = sum(
            1 for at in range(0, len(sample) - unit + 1, unit)
            if sample[at + place] and sample[at : at + unit].count(0) == unit - 1
        )  # fmt: skip
        if ascii_units * unit * 10 > len(sample) and _fits(data, name):
            return Encoding(name=name, confidence=1.0)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return Encoding(name="", confidence=0.0)
    binary = text.rstrip("\0\r\n").count("\0") > max(3, len(text) // 50)  # a few stray ones do not make it binary
    return Encoding(name="" if binary else "utf-8", confidence=0.0 if binary else 1.0)


def _fits(data: bytes, name: str) -> bool:
    try:
        return "\0" not in data.decode(name).rstrip("\0")
    except UnicodeDecodeError:
        return False


def _chance(data: bytes, text: str) -> bool:
    """True if a line or two of GB18030 happen to be well-formed UTF-8: pairs of bytes only, making odd letters."""
    odd = [character for character in text[:_SAMPLE] if character > "\x7f"]
    if not odd or len(odd) > 40 or max(odd) > "\u07ff" or all(character in _bits() for character in odd):
        return False
    import chardet

    return chardet.detect(data)["encoding"] != "utf-8"


def _utf8_share(data: bytes) -> float:
    """The share of bytes above 0x7f that stand in well-formed UTF-8 sequences."""
    high = sum(byte > 0x7F for byte in data)
    good = sum(len(character.encode()) for character in data.decode("utf-8", errors="ignore") if character > "\x7f")
    return good / high


def _legacy(data: bytes) -> Encoding:
    """The best of the short list, for data that is not Unicode."""
    import chardet

    sample = data[:_SAMPLE].rsplit(b"\n", 1)[0] if len(data) > _SAMPLE else data
    size = sum(byte > 0x7F for byte in sample)
    if _curly(sample, size) and _fits(data, "cp1252"):
        return Encoding(name="cp1252", confidence=0.9)
    scores = sorted(_scores(sample, data, size))
    if not scores:
        return Encoding(name="", confidence=0.0)
    cost, name = scores[0]
    others = [(other, rival) for other, rival in scores[1:] if not _same(sample, name, rival)]
    lead = (others[0][0] - cost) * size if others else inf  # bits by which the winner explains the text better
    second = (chardet.detect(sample)["encoding"] or "").lower()
    beaten = any(_same(sample, second, rival) for _, rival in scores)  # a second opinion on what was weighed already
    if cost < _COST_LIMIT.get(name, 0.0) and lead > 16 and beaten:
        return Encoding(name=name, confidence=0.95)
    rivals = [rival for _, rival in scores[1:3]]
    return Encoding(name=name, confidence=0.4, rivals=tuple(rivals if beaten or not second else [second, *rivals]))


def _curly(sample: bytes, size: int) -> bool:
    """True for English with typographic quotes, dashes and dots only. In cp850 these bytes are letters inside words."""
    return (
        len(_CURLY.findall(sample)) == size
        and not _CURLY_IN_WORD.search(sample)
        and len(_LATIN.findall(sample)) > 5 * size
    )


def _same(data: bytes, name: str, other: str) -> bool:
    try:
        return data.decode(name) == data.decode(other)
    except (UnicodeDecodeError, LookupError):
        return False


def _scores(sample: bytes, data: bytes, size: int) -> Iterator[tuple[float, str]]:
    """Bits that each of the `size` bytes above 0x7f costs, and the encoding, for each that decodes all of `data`."""
    for family in _CANDIDATES:
        name = next((member for member in family if _fits(data, member)), None)
        if name is not None:
            yield _cost(sample.decode(name, errors="ignore")) / max(1, size), name


def _cost(text: str) -> float:
    """Bits that the text's characters above ASCII cost under `_bits`; letters that do not go together cost extra."""
    bits = _bits()
    return sum(bits.get(character, 24.0) for character in text if character > "\x7f") + 30.0 * len(_MIXED.findall(text))


@cache
def _bits() -> dict[str, float]:
    """Cost in bits of a character: -log2 of its share of running text, from short lists ordered by frequency."""
    table: dict[str, float] = {}
    for code in range(0x4E00, 0xA000):
        table[chr(code)] = 19.0
    for lead in range(0xA4, 0xC7):  # Big5 level 1: 5,401 characters in daily use
        for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)):
            for character in bytes((lead, trail)).decode("big5", errors="ignore"):
                table[character] = 13.0
    for lead in range(0xB0, 0xD8):  # GB2312 level 1: 3,755 characters in daily use
        for character in bytes(byte for trail in range(0xA1, 0xFF) for byte in (lead, trail)).decode(
            "gb2312", "ignore"
        ):
            table[character] = 12.5
    for character in _HAN:
        table[character] = 8.0
    for character in "，。？！、：；「」『』（）《》“”‘’…—·～【】　０１２３４５６７８９":
        table[character] = 7.0
    for character in "«»–№\xa0•":
        table[character] = 8.0
    weights = {letter: 1 / (place + 4) for place, letter in enumerate(_CYRILLIC)}
    total = sum(weights.values())
    for letter, weight in weights.items():
        table[letter] = -log2(weight / total)
        table[letter.upper()] = table[letter] + 3.5
    return table


_CYRILLIC = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґў"  # by frequency in Russian, then Ukrainian and Belarusian
# The commonest characters of spoken Chinese, both scripts.
_HAN = (
    "的我你是了不在一他有这個个这們们来來到时時大地为為子中说說生国國年着著就那和要她出也得里裡後后自以会會家可下而过過天去能对對小多然于於心学學么"
    "麼之都好看起发發当當没沒成只如事把还還用第样樣道想作种種开開美总總从從无無情己面最女但现現前些所同日手又行意动動方期它头頭经經长長"
    "儿兒回位分爱愛老因很给給名法间間斯知世什两兩次使身者被高已亲親其进進此话話常与與活正感吗嗎吧呢啊哪谁誰怎请請谢謝别別让讓找叫走人上真"
)
