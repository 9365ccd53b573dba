"""Damaged SubRip files: what each must be read as, or the whole message of its refusal.

`PLAIN` is damaged in one named way a case. Where the format is loose the expected values are: ",50" is 500 ms, no
milliseconds is 0, no hours is mm:ss.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Cues = Sequence[tuple[int, int, str]]

PLAIN = """1
00:00:01,000 --> 00:00:02,500
Первая строка.
Вторая.

2
00:00:03,000 --> 00:00:04,000
<i>Курсив</i>

3
00:00:05,000 --> 00:00:06,000
Конец.
"""
CUES: Cues = [(1000, 2500, "Первая строка.\nВторая."), (3000, 4000, "Курсив"), (5000, 6000, "Конец.")]


@dataclass(frozen=True, kw_only=True)
class Case:
    """rules: ids of the diagnostics expected, in order of lines. error: the whole refusal, then there are no cues."""

    data: bytes
    cues: Cues = ()
    rules: tuple[str, ...] = ()
    error: str = ""
    encoding: str | None = None


def _case(old: str, new: str, *rules: str, cues: Cues = CUES, error: str = "") -> Case:
    damaged = PLAIN.replace(old, new, 1)
    assert damaged != PLAIN
    return Case(data=damaged.encode(), cues=[] if error else cues, rules=rules, error=error)


def _bytes(data: bytes, *rules: str, cues: Cues = CUES, error: str = "", encoding: str | None = None) -> Case:
    return Case(data=data, cues=[] if error else cues, rules=rules, error=error, encoding=encoding)


def _second(text: str) -> Cues:
    return [CUES[0], (3000, 4000, text), CUES[2]]


_TIME2 = "00:00:03,000 --> 00:00:04,000"
_WRITE = "write it as 00:00:01,000 --> 00:00:02,500"
_NO_TIME = "write its times below the number, as 00:00:01,000 --> 00:00:02,500"
_ODD = "this looks like a time line, but its times cannot be read"
_ALL_INDEXES = PLAIN.replace("1\n00", "00").replace("2\n00", "00").replace("3\n00", "00")

CASES: dict[str, Case] = {
    "plain": _bytes(PLAIN.encode()),
    "utf8-bom": _bytes(PLAIN.encode("utf-8-sig")),
    "utf16le-bom": _bytes(b"\xff\xfe" + PLAIN.encode("utf-16-le")),
    "utf16be-bom": _bytes(b"\xfe\xff" + PLAIN.encode("utf-16-be")),
    "utf16-bom, encoding told": _bytes(PLAIN.encode("utf-16"), encoding="utf-16"),
    "cp1251 untold": _bytes(PLAIN.encode("cp1251")),
    "cp1251 told": _bytes(PLAIN.encode("cp1251"), encoding="cp1251"),
    "crlf": _bytes(PLAIN.replace("\n", "\r\n").encode()),
    "cr only": _bytes(PLAIN.replace("\n", "\r").encode()),
    "crcrlf": _bytes(PLAIN.replace("\n", "\r\r\n").encode(), "newline.doubled"),
    "missing index on 2": _case("2\n00", "00", "srt.index-missing"),
    "all indexes missing": _bytes(_ALL_INDEXES.encode(), *["srt.index-missing"] * 3),
    "index not a number": _case("2\n00", "two\n00", "srt.index-odd"),
    "duplicate / unordered index": _case("2\n00", "1\n00"),
    "no blank line between": _case("\n\n", "\n", "srt.blank-missing"),
    "blank line missing before 2": _case("Вторая.\n\n", "Вторая.\n", "srt.blank-missing"),
    "no newline at EOF": _bytes(PLAIN.rstrip("\n").encode()),
    "two blank lines between": _case("\n\n2", "\n\n\n2"),
    "whitespace-only separator": _case("\n\n2", "\n \t\n2"),
    "blank line inside text": _case(
        "<i>Курсив</i>", "<i>Курсив</i>\n\nи ещё", "srt.blank-in-text", cues=_second("Курсив\n\nи ещё")
    ),
    "overlap": _case("00:00:02,500", "00:00:03,500", cues=[(1000, 3500, CUES[0][2]), *CUES[1:]]),
    "out of order in time": _case(
        _TIME2, "00:00:00,100 --> 00:00:00,900", "time.order", cues=[CUES[0], (100, 900, "Курсив"), CUES[2]]
    ),
    "end before start": _case(
        "00:00:04,000", "00:00:02,000", "time.reversed", cues=[CUES[0], (3000, 2000, "Курсив"), CUES[2]]
    ),
    "zero duration": _case(
        "00:00:04,000", "00:00:03,000", "time.zero", cues=[CUES[0], (3000, 3000, "Курсив"), CUES[2]]
    ),
    "negative time": _case(
        "00:00:01,000", "-00:00:01,000", "srt.time-loose", cues=[(-1000, 2500, CUES[0][2]), *CUES[1:]]
    ),
    "empty cue": _case("<i>Курсив</i>\n", "", cues=_second("")),
    "empty cue (2 blanks)": _case("<i>Курсив</i>\n", "\n", cues=_second("")),
    "trailing spaces in text": _case("<i>Курсив</i>", "<i>Курсив</i>  ", cues=_second("Курсив  ")),
    "leading spaces in text": _case("<i>Курсив</i>", "  <i>Курсив</i>", cues=_second("  Курсив")),
    "trailing spaces on time line": _case(_TIME2, _TIME2 + "  "),
    "spaces on index line": _case("2\n00", " 2 \n00"),
    "arrow no spaces": _case(_TIME2, "00:00:03,000-->00:00:04,000", "srt.arrow"),
    "arrow wide": _case(_TIME2, "00:00:03,000   -->   00:00:04,000"),
    "arrow tab": _case(_TIME2, "00:00:03,000\t-->\t00:00:04,000"),
    "arrow ->": _case(_TIME2, "00:00:03,000 -> 00:00:04,000", "srt.arrow"),
    "arrow —> (em dash)": _case(_TIME2, "00:00:03,000 —> 00:00:04,000", "srt.arrow"),
    "arrow - ->": _case(_TIME2, "00:00:03,000 - -> 00:00:04,000", "srt.arrow"),
    "X1..Y2 coordinates": _case(_TIME2, _TIME2 + " X1:53 X2:303 Y1:438 Y2:453"),
    "WebVTT-like settings": _case(_TIME2, _TIME2 + " position:50% line:84.67%"),
    "hours > 99": _case(
        _TIME2, "100:00:03,000 --> 100:00:04,000", "time.order",
        cues=[CUES[0], (360_003_000, 360_004_000, "Курсив"), CUES[2]],
    ),
    "dot ms": _case(_TIME2, "00:00:03.000 --> 00:00:04.000", "srt.time-loose"),
    "ms missing": _case(_TIME2, "00:00:03 --> 00:00:04", "srt.time-loose"),
    "ms 2 digits (,50)": _case(
        _TIME2, "00:00:03,50 --> 00:00:04,00", "srt.time-loose", cues=[CUES[0], (3500, 4000, "Курсив"), CUES[2]]
    ),
    "1-digit fields": _case(_TIME2, "0:0:3,0 --> 0:0:4,0", "srt.time-loose"),
    "no hours mm:ss,ms": _case(_TIME2, "00:03,000 --> 00:04,000", "srt.time-loose"),
    "text line looks like index (last line)": _case("<i>Курсив</i>", "<i>Курсив</i>\n42", cues=_second("Курсив\n42")),
    "text is only a number": _case("<i>Курсив</i>", "42", cues=_second("42")),
    "text only a number, next index missing": _case(
        "<i>Курсив</i>\n\n3\n", "42\n\n", "srt.index-missing", cues=_second("42")
    ),
    "text has a timestamp": _case(
        "<i>Курсив</i>", "В 00:00:07,000, или в 3:30.", cues=_second("В 00:00:07,000, или в 3:30.")
    ),
    "text line is a time line": _case(
        "<i>Курсив</i>", "Табло:\n10:30 --> 12:45", "srt.time-in-text", cues=_second("Табло:\n10:30 --> 12:45")
    ),
    "NUL in text": _case("<i>Курсив</i>", "<i>Кур\0сив</i>", "srt.nul", cues=_second("Кур\0сив")),
    "NUL padding at EOF": _bytes(PLAIN.encode() + b"\0" * 512, "srt.nul"),
    "U+2028 in text": _case("<i>Курсив</i>", "Кур\u2028сив", cues=_second("Кур\u2028сив")),
    "U+0085 / VT / FF in text": _case("<i>Курсив</i>", "К\x85у\x0bр\x0cс", cues=_second("К\x85у\x0bр\x0cс")),
    "U+2028 + newline in text": _case("<i>Курсив</i>", "Кур\u2028\nсив", cues=_second("Кур\u2028\nсив")),
    "bad byte in utf-8": _bytes(
        PLAIN.encode().replace("Курсив".encode(), b"\xd0\x9a\xff"),
        error="x.srt:8: byte 112 (0xff) is not utf-8; repair the file",
    ),
    "cut mid text": _bytes(PLAIN[: PLAIN.index("ец.")].encode(), cues=[*CUES[:2], (5000, 6000, "Кон")]),
    "cut in time line": _bytes(
        PLAIN[: PLAIN.index(":06,000")].encode(), error="x.srt:11: the file is cut off in this time line; complete it"
    ),
    "cut after time line": _bytes(PLAIN[: PLAIN.index("Конец")].encode(), cues=[*CUES[:2], (5000, 6000, "")]),
    "garbage before first cue": _bytes(("Скачано с сайта\n\n" + PLAIN).encode(), "srt.text-before"),
    "bad time in 2 (00:00:zz)": _case("00:00:03,000", "00:00:zz", error=f"x.srt:7: {_ODD}; {_WRITE}"),
    "minutes > 59": _case(
        _TIME2, "00:75:03,000 --> 00:75:04,000", "srt.time-over", "time.order",
        cues=[CUES[0], (4503000, 4504000, "Курсив"), CUES[2]]
    ),
    "fullwidth punctuation in time": _case(_TIME2, "00：00：03，000 --> 00：00：04，000", "srt.time-loose"),
    "ASS tags, unknown html, braces": _case(
        "<i>Курсив</i>", "{\\an8}<i>К</i> <ШЁПОТОМ> {y:i} <x>", cues=_second("К <ШЁПОТОМ> {y:i} <x>")
    ),
    "zero bytes file": _bytes(b"", error="x.srt: the file is empty"),
    "BOM inside (concatenated files)": _case("2\n00", "\ufeff2\n00", "srt.bom-inside"),
    # More than the 66 of the measured comparison.
    "only blanks": _bytes(b" \r\n\r\n", error="x.srt: the file is empty"),
    "no time lines": _bytes(
        "Просто текст.\n".encode(),
        error="x.srt:1: no time line in the whole file; a cue needs one, as 00:00:01,000 --> 00:00:02,500",
    ),
    "time line of 2 missing": _case(_TIME2 + "\n", "", error=f"x.srt:6: cue 2 has no time line; {_NO_TIME}"),
    "time line of 1 missing": _case(
        "00:00:01,000 --> 00:00:02,500\n", "", error=f"x.srt:1: cue 1 has no time line; {_NO_TIME}"
    ),
    "frames": _case(
        "00:00:03,000", "00:00:03:14",
        error=f"x.srt:7: 00:00:03:14 counts frames, and the frame rate is unknown; {_WRITE}",
    ),
    "colon before milliseconds": _case(_TIME2, "00:00:03:000 --> 00:00:04:000", "srt.time-loose"),
    "dash for an arrow": _case(" --> 00:00:04,000", " - 00:00:04,000", error=f"x.srt:7: {_ODD}; {_WRITE}"),
    "arrow without start": _case("00:00:03,000 --> ", "--> ", error=f"x.srt:7: {_ODD}; {_WRITE}"),
    "cut after the arrow": _bytes(PLAIN[: PLAIN.index("00:00:06")].encode(), error=f"x.srt:11: {_ODD}; {_WRITE}"),
    "cut in the first time": _bytes(
        PLAIN[: PLAIN.index(" --> 00:00:06")].encode(), error=f"x.srt:10: cue 3 has no time line; {_NO_TIME}"
    ),
    "cut after the index": _bytes(PLAIN[: PLAIN.index("00:00:05")].encode(), "srt.index-dangling", cues=CUES[:2]),
    "words on the time line": _case(_TIME2, _TIME2 + " Привет", "srt.time-rest"),
    "hours of a sign": _case("<i>Курсив</i>", "10:00 - 18:00", cues=_second("10:00 - 18:00")),
    "a number of the numbering alone": _case("\n\n3\n", "\n\n3\n\n4\n", "srt.index-alone"),
    "the next number twice": _case("\n\n3\n", "\n\n3\n\n3\n", "srt.index-alone"),
    "blank line below the number": _case("\n\n3\n", "\n\n3\n\n", "srt.index-alone", "srt.index-missing"),
    "another number alone": _case("\n\n3\n", "\n\n42\n\n3\n", "srt.blank-in-text", cues=_second("Курсив\n\n42")),
    "a number is all the text": _case("<i>Курсив</i>", "\n3", "srt.blank-in-text", cues=_second("3")),
    "mixed line ends": _bytes(PLAIN.replace("\n", "\r\n", 3).encode(), "newline.mixed"),
    "blank line below the time line": _case("<i>Курсив</i>", "\n<i>Курсив</i>", "srt.blank-in-text"),
}  # fmt: skip
