from __future__ import annotations

import csv as stdlib_csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.errors import FileError
from localize.model import Maker
from localize.review import Change, Verdict, csv, merge
from tests.review.sheets import SEASON, SHORT, returned, row, sheet, texts

AGAIN = "export a new table and enter the changes there"


def table(data: bytes) -> list[list[str]]:
    """The cells as any program of RFC 4180 reads them."""
    return list(stdlib_csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def written(rows: list[list[str]], delimiter: str = ",", end: str = "\r\n") -> str:
    out = io.StringIO()
    stdlib_csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(FileError) as caught:
        csv.read(data, "t.csv")
    return str(caught.value)


def test_it_is_rfc_4180_with_a_mark() -> None:
    data = csv.write(SEASON)
    assert data.startswith(
        b"\xef\xbb\xbfNo.,Time,Source (ru),Target (en),Approved,Note,Findings,Proposal,Status,File,ID,Fingerprint\r\n"
    )
    rows = table(data)
    assert rows[1][:7] == [
        "'1",
        "'00:00:02,000 --> 00:00:03,500",
        "— Где Ариса?\n— Не знаю.",
        "'- Where is Arisa?\n- I don't know.",
        "",
        "",
        "error: 11.3 characters per second; at most 9\nwarning: the term Кронос is missing",
    ]
    assert {len(cells) for cells in rows} == {12}


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"), ("+7", "'+7"), ("-Да", "'-Да"), ("@all", "'@all"), ("\t=1", "'\t=1"), ("＝1", "'＝1"),
        ("12", "'12"), ("1/2", "'1/2"), ("May 5", "'May 5"), ("5 мая", "'5 мая"), ("12e4567890", "'12e4567890"),
        ("TRUE", "'TRUE"), ("ложь", "'ложь"), ("'12", "''12"), ("''=", "'''="),
        ("", ""), ("Да.", "Да."), ("'Cause I said so", "'Cause I said so"), ("''", "''"), ("1\nb", "'1\nb"),
        ("a=b\nc", "a=b\nc"),
        ("Ten years from 1992 until 2002 we waited for this day to come.",) * 2,
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_convert_is_guarded(text: str, cell: str) -> None:
    data = csv.write(sheet(row(1, target=text)))
    assert table(data)[1][3] == cell
    assert csv.read(data, "t").rows[0].target == text


@given(texts)
def test_no_cell_is_a_formula_or_a_number(text: str) -> None:
    cell = table(csv.write(sheet(row(1, target=text))))[1][3]
    assert not cell.startswith(("=", "+", "-", "@", "\t"))
    with pytest.raises(ValueError, match="could not convert"):
        float(cell)


@pytest.mark.parametrize("cell", ["'Tis the season", "12 o'clock", "'12 o'clock"])
def test_a_reviewer_may_write_what_he_likes(cell: str) -> None:
    rows = table(csv.write(SHORT))
    rows[1][3] = cell
    verdict = merge(SHORT, csv.read(written(rows).encode(), "t"))
    assert [change.target for change in verdict.changes] == [cell.removeprefix("'") if "12" in cell else cell]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_excel_and_libreoffice_save_is_read(delimiter: str, encoding: str, end: str) -> None:
    rows = table(csv.write(SEASON))
    rows[2][4], rows[3][4] = "", " Yes"
    text = written([[*cells, "", ""] for cells in rows], delimiter, end) + delimiter * 13 + end
    assert merge(SEASON, csv.read(text.encode(encoding), "t")).changes == (
        Change(file="e01.en.srt", cue_id="0000000002", approved=False),
        Change(file="e01.en.srt", cue_id="0000000003", approved=True),
    )


def test_columns_may_stand_in_another_order() -> None:
    rows = [cells[::-1] for cells in table(csv.write(SEASON))]
    assert merge(SEASON, csv.read(written(rows).encode(), "t")) == Verdict(unchanged=6)


@pytest.mark.parametrize("encoding", ["cp1251", "gb18030"])
def test_another_encoding_is_refused(encoding: str) -> None:
    text = csv.write(sheet(row(1, "Нет.", "不。" if encoding == "gb18030" else "No."))).decode("utf-8-sig")
    assert refused(text.encode(encoding)) == (
        "t.csv: not UTF-8: a program opened or saved it in an encoding that does not hold every character; "
        "open the exported table as UTF-8 and save it as “CSV UTF-8”"
    )


def test_utf8_that_was_taken_for_something_else_is_refused() -> None:
    for wrong in ("cp1252", "cp1251"):
        mangled = csv.write(sheet(row(1, "Yes.", "No."))).decode(wrong).encode()
        assert refused(mangled).startswith("t.csv: not UTF-8: a program opened or saved it in an encoding ")


def without(old: str, new: str = "") -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (without("Fingerprint"), f"t.csv: row 1: the column 'Fingerprint' is missing; {AGAIN}"),
        (without("Approved", "Note"), f"t.csv: row 1: the column 'Approved' is missing; {AGAIN}"),
        (without("Proposal", "Proposal,Note"), f"t.csv: row 1: the column 'Note' stands twice; {AGAIN}"),
        (without("Target (en)", "Target"), f"t.csv: row 1: the locales are gone from the headings; {AGAIN}"),
        (
            without("Proposal", "Proposal,Meine"),
            "t.csv: row 1: the column 'Meine' was not there; write remarks under Note and take the column out",
        ),
        (lambda text: text + '"', "t.csv: a damaged table: unexpected end of data; give it as it was saved"),
        (
            lambda text: text.partition("\r\n")[2],
            "t.csv: not a review table: row 1 has no headings of one; give one that was exported",
        ),
    ],
)
def test_a_table_that_is_none_is_refused(change: Callable[[str], str], message: str) -> None:
    assert refused(change(csv.write(SHORT).decode()).encode()) == message


@pytest.mark.parametrize(
    ("column", "cell", "problem"),
    [
        (4, "ok", "'ok' under Approved; choose yes or leave it empty"),
        (0, "'9", f"locked cells were changed, or are those of another row; {AGAIN}"),
        (1, "'00:00:02,100 --> 00:00:03,500", f"locked cells were changed, or are those of another row; {AGAIN}"),
        (6, "fixed", f"locked cells were changed, or are those of another row; {AGAIN}"),
        (8, "approved", f"locked cells were changed, or are those of another row; {AGAIN}"),
        (11, "", f"locked cells were changed, or are those of another row; {AGAIN}"),
        (12, "my opinion", "text beside the table; write it under Note"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named(column: int, cell: str, problem: str) -> None:
    rows = [[*cells, ""] for cells in table(csv.write(SHORT))]
    rows[2][column] = cell
    assert merge(SHORT, csv.read(written(rows).encode(), "t.csv")).refusals == (f"t.csv: row 3: {problem}",)


@given(st.data())
def test_no_row_passes_whose_locked_cells_are_another_rows(data: st.DataObject) -> None:
    rows = table(csv.write(SEASON))
    columns = data.draw(st.sets(st.sampled_from([0, 1, 2, 6, 7, 8, 9, 10, 11]), min_size=1, max_size=8))
    order = data.draw(st.permutations(range(1, 7)))
    mixed = [list(cells) for cells in rows]
    for number, other in enumerate(order, 1):
        for column in columns:
            mixed[number][column] = rows[other][column]
    verdict = merge(SEASON, csv.read(written(mixed).encode(), "t"))
    assert bool(verdict.refusals) == (mixed != rows)


def test_locked_cells_that_a_program_tidied_are_the_same() -> None:
    rows = [[cell.replace("\n", " \r\n") + " " for cell in cells[:3]] + cells[3:] for cells in table(csv.write(SEASON))]
    assert merge(SEASON, csv.read(written(rows).encode(), "t")) == Verdict(unchanged=6)


def test_an_approved_row_says_yes() -> None:
    assert table(csv.write(sheet(row(1, maker=Maker.APPROVED))))[1][4] == "yes"
    assert returned(SEASON).rows[1].approved
