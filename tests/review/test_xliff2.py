from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree

from localize.review import Change, Sheet, Verdict, merge, xliff2
from tests.review.sheets import SEASON, row, schema, sheet, sheets

SCHEMA = schema("xliff-core-2.0.xsd")
X = "{urn:oasis:names:tc:xliff:document:2.0}"
FILE = "e01.en.srt"


def units(data: bytes) -> list[Any]:
    return list(etree.fromstring(data).iter(f"{X}unit"))


def changed(*edits: tuple[str, str]) -> Verdict:
    """What `SEASON` becomes when its file is edited as text."""
    text = xliff2.write(SEASON).decode()
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return merge(SEASON, xliff2.read(text.encode(), "t.xlf"))


@given(sheets())
@settings(max_examples=50)
def test_it_is_valid(season: Sheet) -> None:
    SCHEMA.assertValid(etree.fromstring(xliff2.write(season)))


def test_the_season_is_valid() -> None:
    SCHEMA.assertValid(etree.fromstring(xliff2.write(SEASON)))


def test_a_unit_says_everything_of_its_cue() -> None:
    one, two, three, four, *_ = units(xliff2.write(SEASON))
    assert (two.get("id"), two.get("name"), two.get("canResegment")) == ("0000000002", str(SEASON.rows[1].mark), "no")
    assert [(note.get("category"), note.text) for note in two.iter(f"{X}note")] == [
        ("time", "No. 2, 00:00:04,000 --> 00:00:05,500"),
        ("status", "approved"),
        ("reviewer", "см. 3-ю серию"),
    ]
    assert [note.text for note in three.iter(f"{X}note") if note.get("category") == "proposal"] == ["Two."]
    assert [data.text for data in two.iter(f"{X}data")] == ["<i>", "</i>", "{\\an8}"]
    assert [unit.find(f"{X}segment").get("state") for unit in (one, two, three, four)] == [
        "translated",
        "final",
        "initial",
        "initial",
    ]


def test_every_file_has_an_id_of_its_own() -> None:
    root = etree.fromstring(xliff2.write(SEASON))
    assert (root.get("srcLang"), root.get("trgLang")) == ("ru", "en")
    assert [(file.get("id"), file.get("original")) for file in root] == [("f1", FILE), ("f2", "e02.en.srt")]


@pytest.mark.parametrize(
    ("state", "approved"), [("final", True), ("reviewed", True), ("translated", False), ("initial", False)]
)
def test_approval_is_read_from_the_state(state: str, approved: bool) -> None:
    data = xliff2.write(sheet(row(1))).replace(b'state="translated"', f'state="{state}"'.encode())
    assert xliff2.read(data, "t").rows[0].approved is approved


def test_an_edit_an_approval_a_note() -> None:
    assert changed(
        (">- Where is Arisa?\n", ">- Where’s Arisa?\n"),
        ('state="final"', 'state="translated"'),
        ('<note category="status">needs review</note>', "<note>Why not two?</note>"),
    ).changes == (
        Change(file=FILE, cue_id="0000000001", target="- Where’s Arisa?\n- I don't know."),
        Change(file=FILE, cue_id="0000000002", approved=False),
        Change(file=FILE, cue_id="0000000003", note="Why not two?"),
    )


def test_what_other_tools_write_is_read() -> None:
    text = xliff2.write(SEASON).decode()
    text = re.sub(r"<(/?)(?=[a-z])", r"<\1xlf:", text).replace("xmlns=", "xmlns:xlf=")
    text = re.sub(r' id="(\w+)" name="([^"]+)"', r' name="\2" tool:n="1" id="\1"', text)
    text = text.replace("<xlf:xliff ", '<xlf:xliff xmlns:tool="urn:tool" ').replace('version="2.0"', 'version="2.1"')
    text = text.replace(' disp="&lt;i&gt;"', "").replace("<xlf:segment ", "<tool:x>y</tool:x><xlf:segment ")
    text = re.sub(r"(<xlf:unit.*?</xlf:unit>)", r"<xlf:group id='g'>\1</xlf:group>", text, count=1, flags=re.DOTALL)
    assert merge(SEASON, xliff2.read(text.encode(), "t.xlf")) == Verdict(unchanged=6)


def test_a_unit_cut_into_segments_is_one_cue() -> None:
    whole = (
        '<segment state="translated">\n        <source>— Где Ариса?\n— Не знаю.</source>\n'
        "        <target>- Where is Arisa?\n- I don't know.</target>"
    )
    cut = (
        '<segment state="final"><source>— Где Ариса?</source><target>- Where is Arisa?</target></segment>'
        "<ignorable><source>\n</source></ignorable>"
        '<segment state="final"><source>— Не знаю.</source><target>- I don\'t know.</target>'
    )
    assert changed((whole, cut)).changes == (Change(file=FILE, cue_id="0000000001", approved=True),)
    assert changed((whole, cut.replace("<target>- I don't know.</target>", ""))).refusals == (
        "t.xlf: unit 1: the tool left its target out; have it write all targets, translated or not",
    )


def test_codes_of_other_tools_are_the_tags() -> None:
    code = '<target><ph id="1" dataRef="d1" disp="&lt;i&gt;"/>Cronos<ph id="2" dataRef="d2" disp="&lt;/i&gt;"/>'
    assert changed((code, '<target><pc id="1" dataRefStart="d1" dataRefEnd="d2">Cronos</pc>')) == Verdict(unchanged=6)
    assert changed((code, '<target><pc id="1">Cronos</pc>')).refusals == (
        "t.xlf: unit 2: <pc id='1'> stands for no tag of the subtitle; take the formatting out",
    )
