from __future__ import annotations

import io
import itertools
from pathlib import Path

import pytest

from localize.errors import FileError
from localize.memory.elements import elements
from tests.memory.peak import peak_of

HEAD = '<?xml version="1.0"?>\n<tmx version="1.4">\n<header srclang="ru"/>\n<body>\n'


def read(data: bytes) -> list[tuple[int, str]]:
    return [(line, element.tag) for line, element in elements("a.tmx", io.BytesIO(data))]


def refused(data: bytes) -> str:
    with pytest.raises(FileError) as caught:
        read(data)
    return str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_elements_with_their_lines(encoding: str) -> None:
    text = f"{HEAD}<tu>\n<tuv><seg>Да</seg></tuv></tu>\n\n<tu/></body></tmx>".replace(
        '"1.0"', f'"1.0" encoding="{encoding.removesuffix("-sig")}"'
    )
    assert read(text.encode(encoding)) == [(3, "header"), (5, "tu"), (8, "tu")]


def test_a_declared_document_type_is_no_harm() -> None:
    assert read(f'<!DOCTYPE tmx SYSTEM "tmx14.dtd">{HEAD[22:]}<tu/></body></tmx>'.encode())[1][1] == "tu"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            HEAD + "<tu>\n<tuv>\n</tu>",
            "a.tmx:7: not well-formed XML (mismatched tag: line 7, column 2); export it again",
        ),
        (HEAD, "a.tmx:5: not well-formed XML (no element found: line 5, column 0); export it again"),
        ("", "a.tmx:1: not well-formed XML (no element found: line 1, column 0); export it again"),
        (HEAD + "&bad;", "a.tmx:5: not well-formed XML (undefined entity: line 5, column 0); export it again"),
        (
            HEAD + "\x01",
            "a.tmx:5: not well-formed XML (not well-formed (invalid token): line 5, column 0); export it again",
        ),
        ("\n<xliff>\n</xliff>", "a.tmx:2: no TMX: its first element is <xliff>; give a .tmx file"),
        (HEAD + "\n<a>" * 200, "a.tmx:104: elements 100 deep in one another; export it again"),
        (
            '<?xml version="1.0" encoding="gbk"?><tmx/>',
            "a.tmx: cannot be read (multi-byte encodings are not supported); export it as UTF-8",
        ),
        (
            '<?xml version="1.0" encoding="none"?><tmx/>',
            "a.tmx: cannot be read (unknown encoding: none); export it as UTF-8",
        ),
    ],
)  # fmt: skip
def test_damage(data: str, message: str) -> None:
    assert refused(data.encode()) == message


@pytest.mark.parametrize(
    "declared",
    [
        "<!ENTITY x 'harmless'>",
        "<!ENTITY x SYSTEM '/etc/passwd'>",
        "<!ENTITY % x SYSTEM 'http://localhost/x'>",
        "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in itertools.pairwise("xabcdefgh")).replace(
            'a "', 'x "x">\n<!ENTITY a "', 1
        ),
    ],
)
def test_entities_are_refused(declared: str) -> None:
    message = refused(f"<!DOCTYPE tmx [\n{declared}]><tmx><body><tu>&x;</tu></body></tmx>".encode())
    assert message == "a.tmx:2: declares the entity 'x'; export it again without entities"


def test_memory_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    unit = b"<tu><tuv><seg>" + b"x" * 1_000 + b"</seg></tuv></tu>\n"
    path.write_bytes(HEAD.encode() + unit * 5_000 + b"</body></tmx>")

    def count() -> int:
        with path.open("rb") as file:
            return sum(1 for _ in elements("a.tmx", file))

    found, peak = peak_of(count)
    assert found == 5_001
    assert peak < 600_000 < path.stat().st_size
