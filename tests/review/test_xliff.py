from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree

from localize.model import Maker
from localize.review import Change, Sheet, Verdict, merge, xliff
from tests.review.sheets import SEASON, returned, row, schema, sheet, sheets

SCHEMA = schema("xliff-core-1.2-strict.xsd")
AGAIN = "export a new table and enter the changes there"
X = "{urn:oasis:names:tc:xliff:document:1.2}"
FILE = "e01.en.srt"


def units(data: bytes) -> list[Any]:
    return list(etree.fromstring(data).iter(f"{X}trans-unit"))


def changed(*edits: tuple[str, str]) -> Verdict:
    """What `SEASON` becomes when its file is edited as text."""
    text = xliff.write(SEASON).decode()
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return merge(SEASON, xliff.read(text.encode(), "t.xlf"))


@given(sheets())
@settings(max_examples=50)
def test_it_is_valid(season: Sheet) -> None:
    SCHEMA.assertValid(etree.fromstring(xliff.write(season)))


def test_the_season_is_valid() -> None:
    SCHEMA.assertValid(etree.fromstring(xliff.write(SEASON)))


def test_a_unit_says_everything_of_its_cue() -> None:
    one, two, three, four, *_ = units(xliff.write(SEASON))
    assert (two.get("id"), two.get("resname"), two.get("approved")) == ("0000000002", str(SEASON.rows[1].mark), "yes")
    assert [(note.get("from"), note.text) for note in two.iter(f"{X}note")] == [
        ("time", "No. 2, 00:00:04,000 --> 00:00:05,500"),
        ("status", "approved"),
        ("reviewer", "см. 3-ю серию"),
    ]
    assert [note.text for note in one.iter(f"{X}note")][2:] == [
        "error: 11.3 characters per second; at most 9",
        "warning: the term Кронос is missing",
    ]
    assert [tag.text for tag in two[1]] == ["<i>", "</i>", "{\\an8}"]
    assert [unit[1].get("state") for unit in (one, two, three, four)] == [
        "translated",
        "final",
        "needs-review-translation",
        "needs-translation",
    ]
    assert three.find(f"{X}alt-trans/{X}target").text == "Two."


def test_every_file_has_its_languages() -> None:
    root = etree.fromstring(xliff.write(SEASON))
    assert [(file.get("original"), file.get("source-language"), file.get("target-language")) for file in root] == [
        (FILE, "ru", "en"),
        ("e02.en.srt", "ru", "en"),
    ]


@pytest.mark.parametrize(
    ("attributes", "approved"),
    [
        ('approved="yes"><S/><T state="translated">', True),
        ('approved="yes"><S/><T>', True),
        ("><S/><T state='final'>", True),
        ("><S/><T state='signed-off'>", True),
        ("><S/><T state='translated'>", False),
        ('approved="no"><S/><T state="final">', False),
        ('approved="yes"><S/><T state="needs-review-translation">', False),
        ('approved="yes"><S/><T state="new">', False),
        ("><S/><T>", False),
    ],
)
def test_approval_is_read_from_attribute_and_state(attributes: str, approved: bool) -> None:
    text = xliff.write(sheet(row(1))).decode()
    head, tail = attributes.split("><S/><T")
    text = text.replace(' xml:space="preserve">', f' xml:space="preserve" {head}>').replace(
        '<target state="translated">', f"<target{tail}"
    )
    assert xliff.read(text.encode(), "t").rows[0].approved is approved


def test_an_edit_an_approval_a_note() -> None:
    assert changed(
        (">- Where is Arisa?\n", ">- Where’s Arisa?\n"),
        ('xml:space="preserve" approved="yes"', 'xml:space="preserve" approved="no"'),
        ('<note from="status">needs review</note>', '<note from="Anna">Why not two?</note>'),
    ).changes == (
        Change(file=FILE, cue_id="0000000001", target="- Where’s Arisa?\n- I don't know."),
        Change(file=FILE, cue_id="0000000002", approved=False),
        Change(file=FILE, cue_id="0000000003", note="Why not two?"),
    )


def rewritten(data: bytes) -> bytes:
    """As a tool may write it: a prefix for the namespace, attributes in another order, additions of its own."""
    text = data.decode()
    text = re.sub(r"<(/?)(?=[a-z])", r"<\1xlf:", text).replace("xmlns=", "xmlns:xlf=")
    text = re.sub(r' id="(\w+)" resname="([^"]+)"', r' tool:pos="7" resname="\2" id="\1"', text)
    text = text.replace("<xlf:xliff ", '<xlf:xliff xmlns:tool="urn:tool" ')
    text = re.sub(
        r"(<xlf:target[^>]*>)(.*?)(</xlf:target>)",
        r'\1<xlf:mrk mtype="seg" mid="0">\2</xlf:mrk>\3',
        text,
        flags=re.DOTALL,
    )
    text = text.replace("<xlf:target", "<xlf:seg-source>x</xlf:seg-source><xlf:target", 1)
    other = "<xlf:source>Нет</xlf:source><xlf:target>Nope</xlf:target><xlf:note>n</xlf:note>"
    other = f'<xlf:alt-trans match-quality="90">{other}</xlf:alt-trans>'
    return text.replace("</xlf:trans-unit>", f"{other}<tool:x>y</tool:x></xlf:trans-unit>").encode("utf-16")


def test_what_other_tools_write_is_read() -> None:
    data = rewritten(xliff.write(SEASON)).decode("utf-16").replace('"UTF-8"', '"UTF-16"').encode("utf-16")
    assert merge(SEASON, xliff.read(data, "t.xlf")) == Verdict(unchanged=6)


def test_codes_of_other_tools_are_the_tags() -> None:
    code = '<ph id="1">&lt;i&gt;</ph>Cronos<ph id="2">&lt;/i&gt;</ph>'
    assert changed((code, '<bpt id="1">&lt;i&gt;</bpt>Cronos<x id="2"/>')) == Verdict(unchanged=6)
    assert changed((code, '<g id="1">Cronos</g>')).refusals == (
        "t.xlf: unit 2: <g id='1'> stands for no tag of the subtitle; take the formatting out",
    )


def test_a_target_that_was_left_out_is_no_edit_and_no_loss() -> None:
    assert changed(('<target state="needs-translation"></target>', "")) == Verdict(unchanged=6)
    assert changed(('<target state="needs-review-translation">=1+1</target>', "")).refusals == (
        "t.xlf: unit 3: the tool left its target out; have it write all targets, translated or not",
    )


def test_a_unit_that_lost_its_mark_or_source_is_refused() -> None:
    mark = str(SEASON.rows[2].mark)
    assert changed((f' resname="{mark}"', "")).refusals == (f"t.xlf: unit 3: its fingerprint is gone; {AGAIN}",)
    assert changed(("<source>=1+1</source>", "<source>=1+2</source>")).refusals == (
        f"t.xlf: unit 3: the source was changed in the table; put it back, or {AGAIN}",
    )
    assert changed(("<source>=1+1</source>", "")).refusals == (
        "t.xlf: unit 3: the tool left its target out; have it write all targets, translated or not",
    )


def test_a_file_that_lost_its_name_is_refused() -> None:
    assert changed((' original="e02.en.srt"', ' original=""')).refusals[:2] == (
        f"t.xlf: unit 5: no file or no id; take the row out, or {AGAIN}",
        f"t.xlf: unit 6: no file or no id; take the row out, or {AGAIN}",
    )


def test_times_are_not_what_a_tool_has_to_keep() -> None:
    bare = re.sub(rb"<note.*?</note>", b"", xliff.write(replace(SEASON, rows=SEASON.rows[2:])), flags=re.DOTALL)
    assert merge(replace(SEASON, rows=SEASON.rows[2:]), xliff.read(bare, "t")) == Verdict(unchanged=4)


def test_an_approved_empty_target_stays_approved() -> None:
    season = sheet(row(1, target="", maker=Maker.APPROVED))
    assert merge(season, returned(season, "xliff")) == Verdict(unchanged=1)
