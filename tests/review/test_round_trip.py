"""What holds for every format of review table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, given, settings

from localize.errors import FileError
from localize.formats import read as read_subtitles
from localize.model import Maker
from localize.review import TABLES, Row, Sheet, Verdict, merge
from localize.review import read as read_table
from localize.text.markup import Dialect, render
from tests.review.sheets import SEASON, returned, sheet, sheets

SAMPLES = Path(__file__).parents[2] / "samples"
FILES = Path(__file__).parent / "files"
FORMATS = list(TABLES)


def facts(season: Sheet) -> list[tuple[object, ...]]:
    return [(one.file, one.cue_id, one.mark, one.source, one.target, one.note, one.approved, "") for one in season.rows]


@pytest.mark.parametrize("name", FORMATS)
@given(season=sheets())
@settings(max_examples=60)
def test_what_is_written_is_read(name: str, season: Sheet) -> None:
    assume(name != "xlsx" or not any(re.search("_x[0-9A-Fa-f]{4}_", one.source) for one in season.rows))
    there = returned(season, name)
    assert [
        (one.file, one.cue_id, one.mark, one.source, one.target, one.note, one.approved, one.problem)
        for one in sorted(there.rows, key=lambda one: one.cue_id)
    ] == facts(season)
    assert (there.source_locale, there.target_locale) == ("ru", "en")
    assert merge(season, there) == Verdict(unchanged=len(season.rows))


@pytest.mark.parametrize("name", FORMATS)
def test_files_and_cues_keep_their_order(name: str) -> None:
    assert [(one.file, one.cue_id) for one in returned(SEASON, name).rows] == [one.key for one in SEASON.rows]


@pytest.mark.parametrize("name", FORMATS)
def test_the_format_is_known_by_its_content(name: str) -> None:
    data = TABLES[name].write(SEASON)
    assert merge(SEASON, read_table(data, "renamed.txt")) == Verdict(unchanged=6)
    if name != "xlsx":
        wide = data.decode("utf-8-sig").replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
        assert merge(SEASON, read_table(wide, "renamed.txt")) == Verdict(unchanged=6)


@pytest.mark.parametrize("name", FORMATS)
def test_a_real_episode_goes_round(name: str) -> None:
    document = read_subtitles(SAMPLES / "better-than-us.s01e01.ru.srt")
    rows = [
        Row(
            file="s01e01.srt",
            cue_id=cue.id,
            number=str(document.numbers[cue.id]),
            start_ms=cue.start_ms,
            end_ms=cue.end_ms,
            source=render(cue.text, cue.spans, Dialect.SRT),
            target=cue.text.upper(),
            maker=Maker.MACHINE,
        )
        for cue in document.cues
    ]
    season = sheet(*rows)
    assert len(rows) > 50
    assert merge(season, returned(season, name)) == Verdict(unchanged=len(rows))


@pytest.mark.parametrize("name", ["libreoffice.xlsx", "libreoffice.csv"])
def test_what_libreoffice_saved_is_read(name: str) -> None:
    assert merge(SEASON, read_table((FILES / name).read_bytes(), name)) == Verdict(unchanged=6)


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_file_is_refused(name: str) -> None:
    for data in (b"", b" \n"):
        with pytest.raises(FileError) as caught:
            TABLES[name].read(data, "t")
        assert str(caught.value) == "t: the file is empty; give a table that was exported"


XLIFF = b'<xliff version="%b" xmlns="urn:oasis:names:tc:xliff:document:%b">%b</xliff>'
NOT_12 = "t: not an XLIFF 1.2 table; give one that was exported"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("xlsx", b"No.,Time", "t: not an Excel workbook (.xlsx); give one that was exported"),
        (
            "csv",
            b"1\n00:00:01,000 --> 00:00:02,000\nNo.\n",
            "t: not a review table: row 1 has no headings of one; give one that was exported",
        ),
        ("xliff", b"<html/>", NOT_12),
        ("xliff", XLIFF % (b"2.0", b"2.0", b'<file id="f"/>'), NOT_12),
        ("xliff", XLIFF % (b"1.2", b"1.2", b""), NOT_12),
        ("xliff2", XLIFF % (b"1.2", b"1.2", b""), NOT_12.replace("1.2", "2.0")),
        (
            "xliff",
            b"<xliff>\n<file>\n</xliff>",
            "t:3: damaged XML: Opening and ending tag mismatch: file line 2 and xliff, line 3, column 9; "
            "give it as the tool saved it",
        ),
    ],
)
def test_another_kind_of_file_is_refused(name: str, data: bytes, message: str) -> None:
    with pytest.raises(FileError) as caught:
        TABLES[name].read(data, "t")
    assert str(caught.value) == message


@pytest.mark.parametrize("name", ["xliff", "xliff2"])
def test_entities_are_refused(name: str) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>\n<xliff'
    data = TABLES[name].write(SEASON).replace(b"<xliff", bomb, 1).replace(b"Two.", b"&b;&c;")
    with pytest.raises(FileError) as caught:
        TABLES[name].read(data, "t.xlf")
    assert str(caught.value) == "t.xlf: it declares a document type, as no XLIFF does; give it as the tool saved it"


@pytest.mark.parametrize("name", FORMATS)
def test_cut_off_anywhere_it_is_refused_or_tells_what_is_missing(name: str) -> None:
    data = TABLES[name].write(SEASON)
    for length in range(1, len(data) - 40, max(1, len(data) // 40)):
        try:
            verdict = merge(SEASON, read_table(data[:length], "t"))
        except FileError:
            continue
        assert verdict.refusals
