"""TMX out and in again, and files as other programs write them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localize import __version__
from localize.errors import FileError
from localize.memory import Memory, Unit, UnitMaker
from localize.memory.tmx_read import TmxFile
from localize.memory.tmx_write import compose
from tests.memory.peak import peak_of
from tests.memory.units import unit, units

OMEGAT = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
  <header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext" creationtoolversion="6.0.0"
    segtype="sentence" srclang="RU"/>
  <body>
    <tu>
      <prop type="file">s01e01.srt</prop>
      <prop type="prev">Да.</prop>
      <prop type="next">Как дела?</prop>
      <note>a nickname</note>
      <tuv xml:lang="RU">
        <seg>Привет, Шмель!</seg>
      </tuv>
      <tuv xml:lang="EN-US" changeid="ann" changedate="20260131T093000Z" creationid="bob"
        creationdate="20250131T093000Z">
        <seg>Hi, Bumblebee!</seg>
      </tuv>
    </tu>
  </body>
</tmx>
"""
MEMOQ = """<?xml version="1.0" encoding="utf-16"?>
<tmx version="1.4"><header creationtool="MemoQ" creationtoolversion="10.0" segtype="sentence" adminlang="en-us"
 creationid="ann" srclang="ru" o-tmf="MemoQTM" datatype="unknown"><prop type="defclient">x</prop></header><body>
<tu changedate="20260131T093000Z" creationdate="20250131T093000Z" creationid="bob" changeid="ann">
<prop type="client">Client</prop>
<tuv xml:lang="ru"><prop type="x-context-pre">&lt;seg&gt;Да.&lt;/seg&gt;</prop>
<prop type="x-context-post">&lt;seg&gt;&lt;ph&gt;x&lt;/ph&gt;Как дела?&lt;/seg&gt;</prop>
<seg><bpt i="1">&lt;i&gt;</bpt>Привет, Шмель!<ept i="1">&lt;/i&gt;</ept></seg></tuv>
<tuv xml:lang="en-gb"><seg><bpt i="1">&lt;i&gt;</bpt>Hi, Bumblebee!<ept i="1">&lt;/i&gt;</ept></seg></tuv>
</tu></body></tmx>
"""
TRADOS = """<?xml version="1.0" encoding="utf-8"?>
<tmx version="1.4"><header creationtool="SDL Language Platform" creationtoolversion="8.1" o-tmf="SDL TM8 Format"
 datatype="xml" segtype="sentence" adminlang="ru-RU" srclang="ru-RU" creationdate="20250101T000000Z" creationid="x">
<prop type="x-ContextContent">a</prop></header><body>
<tu creationdate="20250131T093000Z" creationid="DOMAIN\\bob" changedate="20260131T093000Z" changeid="ann"
 lastusagedate="20260131T093000Z"><prop type="x-LastUsedBy">ann</prop><prop type="x-ConfirmationLevel">Translated</prop>
<tuv xml:lang="ru-RU"><seg>Привет, <ph x="1" type="1"/>Шмель!</seg></tuv>
<tuv xml:lang="en-US"><seg>Hi, <ph x="1" type="1"/>Bumblebee!</seg></tuv></tu></body></tmx>
"""
MATECAT = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header srclang="ru-RU"/><body>
<tu tuid="1" creationdate="2026-01-31T09:30:00Z" srclang="ru-RU"><prop type="x-context-pre">Да.</prop>
<prop type="x-context-post">Как дела?</prop><tuv xml:lang="ru-RU"><seg>Привет, Шмель!</seg></tuv>
<tuv xml:lang="en-US"><seg>Hi, Bumblebee!</seg></tuv></tu></body></tmx>
"""


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def units_of(path: Path, target: str = "en", source: str = "") -> list[Unit]:
    return list(TmxFile(path, target=target, source=source))


@pytest.mark.parametrize(
    ("text", "encoding", "facts"),
    [
        (OMEGAT, "utf-8", {"creator": "ann", "note": "a nickname"}),
        (MEMOQ, "utf-16", {"creator": "ann"}),
        (TRADOS, "utf-8", {"creator": "ann", "before": "", "after": ""}),
        (MATECAT, "utf-8-sig", {}),
    ],
    ids=["OmegaT", "memoQ", "Trados", "MateCAT"],
)
def test_files_of_other_programs(tmp_path: Path, text: str, encoding: str, facts: dict[str, str]) -> None:
    expected = {
        "before": "Да.", "after": "Как дела?", "maker": UnitMaker.IMPORTED, "origin": "a.tmx",
        "created": "2026-01-31T09:30:00Z", **facts,
    }  # fmt: skip
    assert units_of(written(tmp_path / "a.tmx", text, encoding)) == [
        unit("Привет, Шмель!", "Hi, Bumblebee!", **expected)
    ]


def test_what_we_write() -> None:
    one = unit(
        "Да & <нет>", "是", target_locale="zh-Hans", before="Ну", maker=UnitMaker.APPROVED, origin="a.srt/3",
        creator='"Ann"', created="2026-01-31T09:30:00Z", note="sic",
    )  # fmt: skip
    assert b"".join(compose([one], "ru")).decode() == (
        f"""<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
<header creationtool="localize" creationtoolversion="{__version__}" segtype="sentence" o-tmf="localize" """
        """adminlang="en" srclang="ru" datatype="plaintext"/>
<body>
<tu srclang="ru">
<note>sic</note>
<prop type="x-localize-maker">approved</prop>
<prop type="x-localize-origin">a.srt/3</prop>
<prop type="prev">Ну</prop>
<tuv xml:lang="ru">
<prop type="x-context-pre">&lt;seg&gt;Ну&lt;/seg&gt;</prop>
<seg>Да &amp; &lt;нет&gt;</seg>
</tuv>
<tuv xml:lang="zh-CN" creationid="&quot;Ann&quot;" changeid="&quot;Ann&quot;" """
        """creationdate="20260131T093000Z" changedate="20260131T093000Z">
<seg>是</seg>
</tuv>
</tu>
</body>
</tmx>
"""
    )


def test_several_source_locales(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_bytes(b"".join(compose([unit("Да", "Yes"), unit("Так", "Yes", source_locale="uk")])))
    assert b'srclang="*all*"' in path.read_bytes()
    assert [one.source for one in units_of(path, source="uk")] == ["Так"]


@pytest.mark.parametrize("program", [OMEGAT, MEMOQ, TRADOS, MATECAT], ids=["OmegaT", "memoQ", "Trados", "MateCAT"])
def test_in_out_in(tmp_path: Path, program: str) -> None:
    first = units_of(written(tmp_path / "a.tmx", program, "utf-16" if "utf-16" in program else "utf-8"))
    (tmp_path / "b.tmx").write_bytes(b"".join(compose(first, "ru")))
    assert units_of(tmp_path / "b.tmx") == first


@settings(max_examples=60)
@given(st.lists(units(), min_size=1, max_size=4))
def test_any_text_goes_out_and_in(added: list[Unit]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.tmx"
        path.write_bytes(b"".join(compose(added, "ru")))
        assert units_of(path, "zh-Hans") == added


@settings(max_examples=15)
@given(st.lists(units(), min_size=1, max_size=4))
def test_a_memory_goes_out_and_in(added: list[Unit]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        with Memory(folder / "one", create=True) as one, Memory(folder / "two", create=True) as two:
            one.add(added)
            (folder / "a.tmx").write_bytes(b"".join(compose(one.units(), "ru")))
            two.add(TmxFile(folder / "a.tmx", target="zh-Hans"))
            assert list(two.units()) == list(one.units())


def test_another_reader_finds_the_same(tmp_path: Path) -> None:
    from translate.storage import tmx

    added = [unit("Да & <нет>\n", "Yes", target_locale="zh-Hant-TW"), unit("Нет", "No", target_locale="zh-Hant-TW")]
    path = tmp_path / "a.tmx"
    path.write_bytes(b"".join(compose(added, "ru")))
    with path.open("rb") as file:
        read = tmx.tmxfile(file, "ru", "zh-TW")
    assert [(one.source, one.target) for one in read.unit_iter()] == [(one.source, one.target) for one in added]


# -- which texts -------------------------------------------------------------------------------------------------------

UNIT = "<tu>{}</tu>\n"
FILE = '<tmx version="1.4"><header srclang="{}"/><body>\n{}</body></tmx>'


def tuvs(*texts: tuple[str, str]) -> str:
    return "".join(f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>' for tag, text in texts)


@pytest.mark.parametrize(
    ("variants", "target", "expected"),
    [
        ([("ru-RU", "Да"), ("EN_us", "Yes")], "en", ["Yes"]),
        ([("en", "Yes"), ("ru", "Да")], "en", ["Yes"]),
        ([("ru", "Да"), ("en-US", "Yes"), ("en-GB", "Aye")], "en", ["Yes", "Aye"]),
        ([("ru", "Да"), ("zh-TW", "對"), ("zh-CN", "对")], "zh-Hans", ["对"]),
        ([("ru", "Да"), ("zh-TW", "對"), ("zh-CN", "对")], "zh-Hant-TW", ["對"]),
        ([("ru", "Да"), ("zh-Hant-HK", "係"), ("zh", "对")], "zh-Hans", ["对"]),
        ([("ru", "Да"), ("pt-BR", "Sim")], "pt", ["Sim"]),
        ([("ru", "Да"), ("ru", "Ага")], "ru", ["Ага"]),
        ([("ru", " "), ("ru", "Да"), ("en", ""), ("en", "Yes")], "en", ["Yes"]),
    ],
)  # fmt: skip
def test_the_texts_of_a_locale(
    tmp_path: Path, variants: list[tuple[str, str]], target: str, expected: list[str]
) -> None:
    path = written(tmp_path / "a.tmx", FILE.format("ru", UNIT.format(tuvs(*variants))))
    found = units_of(path, target)
    assert [one.target for one in found] == expected
    assert {(one.source, one.source_locale, one.target_locale) for one in found} == {("Да", "ru", target)}


def test_units_that_lack_a_text_are_counted(tmp_path: Path) -> None:
    lacking = [tuvs(("ru", "Да")), tuvs(("en", "Yes")), tuvs(("ru", "Да"), ("en", " ")), '<tuv xml:lang="ru"/>', ""]
    full = tuvs(("ru", "Да"), ("en", "Yes"))
    tmx = TmxFile(
        written(tmp_path / "a.tmx", FILE.format("ru", "".join(map(UNIT.format, [*lacking, full])))), target="en"
    )
    for _ in range(2):
        assert len(list(tmx)) == 1
        assert (tmx.read, tmx.passed_over) == (1, 5)


@pytest.mark.parametrize(
    ("value", "created"),
    [
        ("20260131T093000Z", "2026-01-31T09:30:00Z"),
        ("2026-01-31T09:30:00Z", "2026-01-31T09:30:00Z"),
        ("20260131", "2026-01-31T00:00:00Z"),
        ("31/01/2026", ""),
        ("", ""),
    ],
)
def test_dates(tmp_path: Path, value: str, created: str) -> None:
    body = f'<tu changedate="{value}">{tuvs(("ru", "Да"), ("en", "Yes"))}</tu>'
    (found,) = units_of(written(tmp_path / "a.tmx", FILE.format("ru", body)))
    assert found.created == created


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (FILE.format("*all*", "<tu/>"), ":2: does not name its source language; give --from"),
        (FILE.replace(' srclang="{}"', "").format("<tu/>"), ":2: does not name its source language; give --from"),
        (
            FILE.format("de", UNIT.format(tuvs(("ru", "a"), ("en", "b")))),
            ": no unit holds both de and en; check --from and --to",
        ),
        (FILE.format("ru", ""), ": no unit holds both ru and en; check --from and --to"),
        ("<tmx>\n", ":2: not well-formed XML (no element found: line 2, column 0); export it again"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_taken_in(tmp_path: Path, text: str, message: str) -> None:
    path = written(tmp_path / "a.tmx", text)
    with pytest.raises(FileError) as caught:
        units_of(path)
    assert str(caught.value) == f"{path}{message}"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        units_of(tmp_path / "no.tmx")
    assert str(caught.value) == f"{tmp_path}/no.tmx: cannot be read: No such file or directory"


def test_damage_leaves_the_memory_as_it_was(tmp_path: Path) -> None:
    good = b"".join(compose((unit(f"Серия {number}", "x") for number in range(7_000)), "ru"))
    path = tmp_path / "a.tmx"
    path.write_bytes(good[:-40])
    with Memory(tmp_path / "m", create=True) as memory:
        memory.add([unit()])
        with pytest.raises(FileError, match=r"a\.tmx:\d{5}: not well-formed XML"):
            memory.add(TmxFile(path, target="en"))
        assert list(memory.units()) == [unit()]


def test_memory_is_bounded_both_ways(tmp_path: Path) -> None:
    def out_and_in(count: int) -> int:
        path = tmp_path / f"{count}.tmx"
        with path.open("wb") as file:
            file.writelines(compose((unit(f"Серия {number}", "x" * 500) for number in range(count)), "ru"))
        return sum(1 for _ in TmxFile(path, target="en"))

    few, little = peak_of(lambda: out_and_in(500))
    many, hardly_more = peak_of(lambda: out_and_in(4_000))
    assert (few, many) == (500, 4_000)
    assert hardly_more < little + 100_000
