from __future__ import annotations

import gzip
import itertools
import lzma
from pathlib import Path

import pytest

from localize.errors import FileError, LocalizeError, UsageError
from localize.training import corpus
from localize.training.corpus import Pair
from tests.training.phrases import pairs, tmx, tsv

PAIRS = pairs(3)
UNIT = '<tu><tuv xml:lang="ru"><seg>{}</seg></tuv><tuv xml:lang="en"><seg>Yes</seg></tuv></tu>'


def read(path: Path, data: bytes, source: str = "ru", target: str = "en") -> list[Pair]:
    path.write_bytes(data)
    return list(corpus.read(path, source, target))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.tsv", tsv(PAIRS).encode()),
        ("no-final-end.tsv", tsv(PAIRS).rstrip().encode()),
        ("mark.tsv", tsv(PAIRS).encode("utf-8-sig")),
        ("crlf.txt", tsv(PAIRS).replace("\n", "\r\n").encode()),
        ("columns.tsv", tsv(PAIRS).replace("\n", "\tа note\t5\n").encode()),
        ("blank-lines.tsv", ("\n" + tsv(PAIRS).replace("\n", "\n \t\n\n")).encode()),
        ("a.tsv.xz", lzma.compress(tsv(PAIRS).encode())),
        ("a.tsv.gz", gzip.compress(tsv(PAIRS).encode())),
        ("a.tmx", tmx(PAIRS).encode()),
        ("LOUD.TMX", tmx(PAIRS).encode()),
        ("mark.tmx", tmx(PAIRS).encode("utf-8-sig")),
        ("wide.tmx", tmx(PAIRS).replace('encoding="utf-8"', 'encoding="utf-16"').encode("utf-16")),
        ("a.tmx.xz", lzma.compress(tmx(PAIRS).encode())),
        ("a.tmx.gz", gzip.compress(tmx(PAIRS).encode())),
        ("regions.tmx", tmx(PAIRS, "RU_ru", "en-GB").encode()),
        ("old.tmx", tmx(PAIRS).replace("xml:lang", "lang").encode()),
    ],
)
def test_the_same_pairs_in_every_kind_of_file(tmp_path: Path, name: str, data: bytes) -> None:
    assert read(tmp_path / name, data) == PAIRS


def test_characters_that_only_look_like_line_ends_stay(tmp_path: Path) -> None:
    assert read(tmp_path / "a.tsv", "Да\u2028нет\x85\tYes\x0bno\n".encode()) == [Pair("Да\u2028нет\x85", "Yes\x0bno")]


@pytest.mark.parametrize(
    ("segment", "text"),
    [
        ('Да <bpt i="1">&lt;b&gt;</bpt>нет<ept i="1">&lt;/b&gt;</ept>', "Да нет"),
        ("Да <hi>и <ph>{0}</ph>нет</hi>!", "Да и нет!"),
        ("<ph>a<sub>b</sub></ph>Да", "Да"),
        (" Да,\n  нет ", "Да, нет"),
        ("Tom &amp; &#1044;а", "Tom & Да"),
        ("", ""),
    ],
)
def test_words_of_a_segment(tmp_path: Path, segment: str, text: str) -> None:
    data = f"<tmx><body>{UNIT.format(segment)}</body></tmx>"
    assert read(tmp_path / "a.tmx", data.encode()) == [Pair(text, "Yes")]


def test_a_unit_that_lacks_a_language_is_passed_over(tmp_path: Path) -> None:
    lone = '<tu><tuv xml:lang="ru"><seg>Нет</seg></tuv><tuv xml:lang="de"><seg>Nein</seg></tuv></tu>'
    assert read(tmp_path / "a.tmx", tmx(PAIRS).replace("<body>", f"<body>{lone}").encode()) == PAIRS


def test_of_two_chinese_texts_the_simplified_one_is_read(tmp_path: Path) -> None:
    unit = '<tu><tuv xml:lang="ru"><seg>Да</seg></tuv>{}</tu>'
    texts = [f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>' for tag, text in (("zh-TW", "對"), ("zh-CN", "对"))]
    for order in (texts, texts[::-1]):
        data = f"<tmx><body>{unit.format(''.join(order))}</body></tmx>"
        assert read(tmp_path / "a.tmx", data.encode(), "ru", "zh") == [Pair("Да", "对")]
    lone = f"<tmx><body>{unit.format(texts[0])}</body></tmx>"
    with pytest.raises(FileError):
        read(tmp_path / "a.tmx", lone.encode(), "ru", "zh")


BROKEN = "<tmx>\n<body>\n<tu>"
PACKED = lzma.compress(tsv(PAIRS).encode())
DAMAGED = bytearray(gzip.compress(tsv(PAIRS * 50).encode()))
DAMAGED[20] ^= 255


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.tsv", "Да\tYes\n\nНет\n".encode(), ":3: no tab; a line is source, tab, target"),
        ("a.tsv", b"Da\tYes\n\xcd\xe5\tNo\n", ":2: not UTF-8; save the file as UTF-8"),
        ("a.tsv", "Да\tYes\n".encode("utf-16"), ":1: not UTF-8; save the file as UTF-8"),
        ("a.tmx", BROKEN.encode(), ":3: not well-formed XML (no element found: line 3, column 4); export it again"),
        (
            "a.tmx",
            b"<tmx>\n<body>&bad;</body></tmx>",
            ":2: not well-formed XML (undefined entity: line 2, column 6); export it again",
        ),
        ("a.tmx", tmx(PAIRS, target="de").encode(), ": no unit holds both ru and en; check --from and --to"),
        (
            "a.tmx",
            b'<?xml version="1.0" encoding="gbk"?><tmx/>',
            ": cannot be read (multi-byte encodings are not supported); export it as UTF-8",
        ),
        (
            "a.tmx",
            b'<?xml version="1.0" encoding="none"?><tmx/>',
            ": cannot be read (unknown encoding: none); export it as UTF-8",
        ),
        (
            "a.tsv.xz",
            PACKED[:-20],
            ": cannot be read (Compressed file ended before the end-of-stream marker was reached)",
        ),
        (
            "a.tmx.xz",
            lzma.compress(tmx(PAIRS).encode())[:-20],
            ": cannot be read (Compressed file ended before the end-of-stream marker was reached)",
        ),
        ("a.tsv.xz", b"plain text, not compressed", ": cannot be read (Input format not supported by decoder)"),
        ("a.tsv.gz", b"plain", ": cannot be read (Not a gzipped file (b'pl'))"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    with pytest.raises(FileError) as caught:
        read(tmp_path / name, data)
    assert str(caught.value) == f"{tmp_path / name}{message}"


def test_damage_inside_an_archive(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"a\.tsv\.gz: cannot be read \(Error -3 while decompressing data: .*\)$"):
        read(tmp_path / "a.tsv.gz", bytes(DAMAGED))


def test_entities_that_blow_up_are_refused(tmp_path: Path) -> None:
    names = "abcdefgh"
    made = "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in itertools.pairwise(names))
    bomb = f'<!DOCTYPE tmx [<!ENTITY a "{"x" * 100}">{made}]><tmx><body>{UNIT.format("&h;")}</body></tmx>'
    with pytest.raises(LocalizeError, match=r"amplification factor"):
        read(tmp_path / "a.tmx", bomb.encode())


def test_entities_are_not_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    text = f'<!DOCTYPE tmx [<!ENTITY x SYSTEM "{tmp_path}/secret">]><tmx><body>{UNIT.format("&x;")}</body></tmx>'
    with pytest.raises(FileError, match=r"undefined entity &x;"):
        read(tmp_path / "a.tmx", text.encode())


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        list(corpus.read(tmp_path / "a.tsv", "ru", "en"))
    assert str(caught.value) == f"{tmp_path}/a.tsv: no such file"


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        list(corpus.read(tmp_path, "ru", "en"))
    assert str(caught.value) == f"{tmp_path}: cannot be read ([Errno 21] Is a directory: '{tmp_path}')"
