from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from openpyxl.comments import Comment

from localize.errors import FileError
from localize.model import Maker
from localize.review import Change, Sheet, Verdict, merge, xlsx
from tests.review.sheets import SEASON, SHORT, WHEN, row, saved, sheet, workbook

AGAIN = "export a new table and enter the changes there"
FILE = "e01.en.srt"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
EDITABLE = {"Target (en)", "Approved", "Note"}


def page(season: Sheet = SEASON, number: int = 1) -> Any:
    """A sheet of the workbook; the first is the guide."""
    return workbook(xlsx.write(season)).worksheets[number]


def changed(season: Sheet, change: Callable[[Any], None]) -> Verdict:
    """What `season` becomes when `change` is done to the first sheet of its workbook."""
    book = workbook(xlsx.write(season))
    change(book.worksheets[1])
    return merge(season, xlsx.read(saved(book), "t.xlsx"))


def put(place: str, value: object) -> Callable[[Any], None]:
    def put(sheet: Any) -> None:
        sheet[place].value = value

    return put


def refused(data: bytes) -> str:
    with pytest.raises(FileError) as caught:
        xlsx.read(data, "t.xlsx")
    return str(caught.value)


def repacked(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """`data` with one part of the package changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return out.getvalue()


# -- what it looks like ------------------------------------------------------------------------------------------------


def test_a_sheet_a_file_after_one_that_says_how() -> None:
    book = workbook(xlsx.write(SEASON))
    assert book.sheetnames == ["How to use", FILE, "e02.en.srt"]
    lines = [line[0] for line in book["How to use"].values]
    assert lines[:2] == [
        "Better Than Us: review of en, translated from ru",
        f"Exported {WHEN}; 6 subtitles; fingerprint {SEASON.fingerprint}",
    ]
    assert lines[-1] == "Save the file as .xlsx and send it back."


def test_headings_are_frozen_and_filtered() -> None:
    one = page()
    assert [cell.value for cell in one[1]] == [
        "No.", "Time", "Source (ru)", "Target (en)", "Approved", "Note",
        "Findings", "Proposal", "Status", "File", "ID", "Fingerprint",
    ]  # fmt: skip
    assert (one.freeze_panes, one.auto_filter.ref, one.print_title_rows) == ("C2", "A1:L5", "$1:$1")


def test_only_what_a_reviewer_may_edit_is_unlocked() -> None:
    one = page()
    assert (one.protection.sheet, one.protection.password, one.protection.autoFilter) == (True, None, False)
    for line in one.iter_rows(min_row=2):
        assert {one[1][cell.column - 1].value for cell in line if not cell.protection.locked} == EDITABLE


def test_approval_is_chosen_from_a_list() -> None:
    (choice,) = page().data_validations.dataValidation
    assert (str(choice.sqref), choice.type, choice.formula1, choice.allow_blank) == ("E2:E5", "list", '"yes"', True)


def test_every_cell_is_text() -> None:
    for number in (1, 2):
        for line in page(number=number).iter_rows():
            assert {(cell.data_type if cell.value else "s", cell.number_format) for cell in line} == {("s", "@")}
    assert [cell.value for cell in page()["C"]][1:] == [one.source for one in SEASON.rows[:4]]


def test_findings_have_the_colour_of_the_worst() -> None:
    one, two = page(), page(number=2)
    colours = [cell.fill.start_color.rgb[2:] for cell in (*one["G"][1:], two["G2"])]
    assert colours == ["FFC7CE", "F2F2F2", "F2F2F2", "F2F2F2", "FFEB9C"]


@pytest.mark.parametrize(
    ("locale", "font"),
    [
        ("zh-Hans", "Microsoft YaHei"),
        ("zh-TW", "Microsoft JhengHei"),
        ("zh-Hant-HK", "Microsoft JhengHei"),
        ("de", "Calibri"),
    ],
)
def test_the_font_has_the_shapes_of_the_locale(locale: str, font: str) -> None:
    one = page(sheet(row(1), target_locale=locale))
    assert (one["C2"].font.name, one["D2"].font.name) == ("Calibri", font)


def test_columns_and_rows_fit_what_is_in_them() -> None:
    short = page(sheet(row(1, "Да.", "是。")))
    long = page(
        sheet(
            row(1, "Да.", "我不知道她现在在哪里，也许在停车场里。"),
            row(2, "Да.\nДа.\nДа.", "是。"),
            row(3, "Слово " * 40),
        )
    )
    assert short.column_dimensions["C"].width == short.column_dimensions["D"].width == 20
    assert 40 < long.column_dimensions["D"].width < 46
    assert long.column_dimensions["C"].width == 46
    one, two, three = (long.row_dimensions[number].height for number in (2, 3, 4))
    assert one == 2 * 16.5 + 2  # the time takes two lines
    assert two == 3 * 16.5 + 2
    assert three == 7 * 16.5 + 2
    assert page(sheet(row(1, "\n" * 100))).row_dimensions[2].height == 409


def test_names_of_sheets_are_told_apart() -> None:
    files = ("a/b:[c]*?.srt", "how to use", "History", "'", "x" * 40 + "1", "x" * 40 + "2", "X" * 31)
    season = sheet(*(row(number, file=file) for number, file in enumerate(files)))
    names = workbook(xlsx.write(season)).sheetnames
    assert names == [
        "How to use",
        "a_b__c___.srt",
        "how to use~2",
        "History~2",
        "_",
        "x" * 31,
        "x" * 29 + "~2",
        "X" * 29 + "~3",
    ]
    assert merge(season, xlsx.read(xlsx.write(season), "t")) == Verdict(unchanged=7)


@pytest.mark.parametrize(("text", "what"), [("a" * 32_768, "32768 characters"), ("a_x0041_", "a text such as _x0041_")])
def test_what_no_cell_can_hold_is_refused(text: str, what: str) -> None:
    with pytest.raises(FileError) as caught:
        xlsx.write(sheet(row(1), row(2, text)))
    assert str(caught.value) == f"{FILE}: cue 2: no cell of a workbook can hold {what}; export as csv"


# -- what comes back ---------------------------------------------------------------------------------------------------


def test_edits_approvals_notes() -> None:
    def review(one: Any) -> None:
        one["D2"].value = "- Where?\r\n- Dunno. _x000D_\n"
        one["E3"].value = None
        one["E4"].value = "YES "
        one["F5"].value = "nur ein Wort"
        one["D5"].value = 12

    assert changed(SEASON, review).changes == (
        Change(file=FILE, cue_id="0000000001", target="- Where?\n- Dunno."),
        Change(file=FILE, cue_id="0000000002", approved=False),
        Change(file=FILE, cue_id="0000000003", approved=True),
        Change(file=FILE, cue_id="0000000004", target="12", note="nur ein Wort"),
    )


def test_comments_are_notes() -> None:
    def review(one: Any) -> None:
        one["C2"].comment = Comment("Who is Arisa?", "Anna")
        one["D3"].comment = Comment("Cronos!", "Anna")

    assert changed(SEASON, review).changes == (
        Change(file=FILE, cue_id="0000000001", note="Who is Arisa?"),
        Change(file=FILE, cue_id="0000000002", note="см. 3-ю серию\nCronos!"),
    )


@pytest.mark.parametrize(
    ("place", "value", "problem"),
    [
        ("D3", "=A1", "not text under 'Target'; set the cell's format to Text"),
        ("D3", 1.5, "not text under 'Target'; set the cell's format to Text"),
        ("D3", True, "not text under 'Target'; set the cell's format to Text"),
        ("F3", datetime(2026, 5, 5), "not text under 'Note'; set the cell's format to Text"),
        ("E3", "x", "'x' under Approved; choose yes or leave it empty"),
        ("B3", "00:00:04,000 --> 00:00:06,000", f"locked cells were changed, or are those of another row; {AGAIN}"),
        ("C3", "Да.", f"locked cells were changed, or are those of another row; {AGAIN}"),
        ("L3", None, f"locked cells were changed, or are those of another row; {AGAIN}"),
        ("N3", 7, "text beside the table; write it under Note"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named(place: str, value: object, problem: str) -> None:
    assert changed(SHORT, put(place, value)).refusals == (f"t.xlsx: row 3: {problem}",)


def test_rows_of_several_sheets_are_named_by_sheet() -> None:
    assert changed(SEASON, put("C3", "x")).refusals == (
        f"t.xlsx: sheet 'e01.en.srt', row 3: locked cells were changed, or are those of another row; {AGAIN}",
    )


def test_a_row_that_was_taken_out_or_pasted_in() -> None:
    assert changed(SHORT, lambda one: one.delete_rows(3)).refusals == (
        f"t.xlsx: the row of cue 2 of {FILE} (00:00:04,000 --> 00:00:05,500) is missing; put it back, or {AGAIN}",
    )
    assert changed(SHORT, lambda one: one.append([cell.value for cell in one[2]])).refusals == (
        f"t.xlsx: row 6: cue 1 of {FILE} (00:00:02,000 --> 00:00:03,500) stands in row 2 already; "
        "take one of the two out",
    )
    assert changed(SHORT, lambda one: one.append(["my own row"])).refusals == (
        f"t.xlsx: row 6: no file or no id; take the row out, or {AGAIN}",
    )
    assert changed(SHORT, lambda one: one.insert_rows(3)) == Verdict(unchanged=4)


def with_sheet(name: str, rows: list[list[str]]) -> bytes:
    book = workbook(xlsx.write(SEASON))
    for cells in rows:
        if name not in book.sheetnames:
            book.create_sheet(name)
        book[name].append(cells)
    return saved(book)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            with_sheet("Mine", [["Todo"], ["ask Anna"]]),
            "t.xlsx: not a review table: sheet 'Mine', row 1 has no headings of one; give one that was exported",
        ),
        (
            with_sheet("Mine", [[cell.value.replace("(en)", "(zh-Hans)") for cell in page()[1]], ["1"]]),
            "t.xlsx: its sheets are in different locales; take out those of another table",
        ),
        (xlsx.write(sheet()), "t.xlsx: not a review table: no sheet with rows; give one that was exported"),
        (xlsx.write(SEASON)[:4_000], "t.xlsx: a damaged workbook; give it as it was saved"),
        (
            repacked(xlsx.write(SEASON), "xl/worksheets/sheet2.xml", lambda part: part[:-50]),
            "t.xlsx: a damaged workbook (ParseError); give it as it was saved",
        ),
        (
            repacked(xlsx.write(SEASON), "xl/worksheets/sheet2.xml", lambda part: b"<!DOCTYPE x []>" + part),
            "t.xlsx: it declares a document type, as no workbook does; give it as it was saved",
        ),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "t.xlsx: protected by a password; save it without one"),
        (OLE + b"Workbook", "t.xlsx: a workbook of Excel 97; save it as .xlsx"),
    ],
)
def test_what_is_no_review_table_is_refused(data: bytes, message: str) -> None:
    assert refused(data) == message


@pytest.mark.parametrize(
    ("part", "content", "message"),
    [
        (
            "mimetype",
            "application/vnd.oasis.opendocument.spreadsheet",
            "t.xlsx: an OpenDocument file; save it as .xlsx",
        ),
        ("word/document.xml", "<x/>", "t.xlsx: not an Excel workbook (.xlsx); give one that was exported"),
    ],
)
def test_another_package_is_refused(part: str, content: str, message: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(part, content)
    assert refused(out.getvalue()) == message


def test_what_expands_itself_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "")
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(257):
                part.write(bytes(2**20))
    assert refused(out.getvalue()) == "t.xlsx: a workbook too large to be a review table; give one that was exported"


def test_a_stray_cell_far_away_is_refused_at_once() -> None:
    book = workbook(xlsx.write(SHORT))
    book.worksheets[1].cell(row=1_048_576, column=20, value="x")
    assert refused(saved(book)) == "t.xlsx: 1048576 rows are too many; take out those that were added"


def test_an_approved_row_says_yes() -> None:
    season = replace(SHORT, rows=(replace(SHORT.rows[0], maker=Maker.APPROVED),))
    assert page(season)["E2"].value == "yes"
