"""Bytes to text, with a confidence, and a refusal below `THRESHOLD`.

Byte order marks, zero bytes and strict UTF-8 decide first. What is left is scored as each of a short list of encodings,
by how many bits a byte of its text would cost a reader of Russian or Chinese, and the winner is cross-checked with
chardet, which knows many more encodings. The confidence is

- 1.0 where the bytes prove the encoding;
- 0.95 if the text looks like Russian or Chinese, the next candidate is well behind, and chardet names none that was not
  weighed, or the text is long enough to be Russian beyond doubt;
- 0.9 for English whose only bytes above ASCII are the quotes, dashes and dots of cp1252 (cp1251 has them too);
- 0.4 in every other case, which is refused: a person has to say `--encoding`.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from localize.encoding.likelihood import cost, expected
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
_HIGH = re.compile(rb"[\x80-\xff]+")
# Encodings that are weighed; of a family the first that fits. The last two are only there to lose or to be refused.
_CANDIDATES = (
    ("cp1251",), ("koi8-r",), ("cp866",), ("gb18030",), ("big5", "cp950", "big5hkscs"), ("mac-cyrillic",),
    ("iso8859-5",),
)  # fmt: skip
# Bits a byte of real text does not reach; measured on film subtitles: Russian 4.2 to 5.4 (capitals 5.7), Chinese 4.3 to
# 7.3. Russian as another table reads it costs 6 and more.
_COST_LIMIT = {"cp1251": 5.8, "koi8-r": 5.8, "cp866": 5.8, "gb18030": 8.0, "big5": 8.0, "cp950": 8.0, "big5hkscs": 8.0}
_RUSSIAN_LIMIT = _COST_LIMIT | {"gb18030": 2.9, "big5": 0.0, "cp950": 0.0, "big5hkscs": 0.0}  # a letter is two bytes
_CLEAR = 40.0  # bits below that limit from which on the text speaks for itself
_DOUBTFUL = 8.0  # bits a byte below which a few letters may be Russian
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
        if _damaged_utf8(data):
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


def usual_chinese(name: str) -> str:
    """The written form of Chinese that the encoding `name` was made for: zh-Hant for Big5, zh-Hans for all others."""
    return "zh-Hant" if name in ("big5", "cp950", "big5hkscs") else "zh-Hans"


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
    """True if a line or two of GB18030 or cp866 happen to be well-formed UTF-8.

    GB18030 makes pairs of bytes, thus odd letters; small Russian letters in cp866 make threes, thus odd ideographs.
    """
    odd = [character for character in text[:_SAMPLE] if character > "\x7f"]
    if not odd or len(odd) > 40 or all(map(expected, odd)):
        return False
    if max(odd) > "\u07ff":
        size = sum(byte > 0x7F for byte in data)
        return cost(data.decode("cp866")) < _DOUBTFUL * size
    import chardet

    return chardet.detect(data)["encoding"] != "utf-8"


def _damaged_utf8(data: bytes) -> bool:
    """True if most bytes above 0x7f, or most of at least three words of them, are well-formed UTF-8.

    Legacy text of which this is true by chance does not exist beyond a few letters.
    """
    high = sum(byte > 0x7F for byte in data)
    good = sum(len(character.encode()) for character in data.decode("utf-8", errors="ignore") if character > "\x7f")
    words = _HIGH.findall(data)
    whole = sum(_fits(word, "utf-8") for word in words)
    return good > 0.8 * high or (len(words) > 2 and 2 * whole > len(words))


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
    bits, name = scores[0]
    others = [(other, rival) for other, rival in scores[1:] if not _same(sample, name, rival)]
    lead = (others[0][0] - bits) * size if others else inf  # bits by which the winner explains the text better
    second = (chardet.detect(sample)["encoding"] or "").lower()
    beaten = any(_same(sample, second, rival) for _, rival in scores)  # a second opinion on what was weighed already
    russian = (_RUSSIAN_LIMIT.get(name, 0.0) - bits) * size > _CLEAR
    if bits < _COST_LIMIT.get(name, 0.0) and lead > 16 and (beaten or russian):
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
            yield cost(sample.decode(name, errors="ignore")) / max(1, size), name
