"""A table to a reviewer and back: edits, approvals and notes are taken, stale and shuffled tables refused."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.running import call
from tests.season.show import Show

FORMATS = {"xlsx": ".xlsx", "csv": ".csv", "xliff": ".xlf", "xliff2": ".xlf"}


def export(show: Show, form: str, name: str = "tables") -> Path:
    outcome = call("export", show.out, "--format", form, "--only", "en", "-o", show.folder / name)
    path = show.folder / name / f"out.en{FORMATS[form]}"
    assert (outcome.code, outcome.err) == (0, f"{path}: 8 rows\n")
    return path


def take(show: Show, path: Path, *options: str) -> tuple[int, str]:
    outcome = call("import", show.out, path, "--by", "Olga", *options)
    return outcome.code, outcome.err


def in_csv(path: Path, change: Callable[[list[dict[str, str]]], None]) -> None:
    text = path.read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    change(rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), "utf-8-sig", newline="")


def header(row: Mapping[str, str], begins: str) -> str:
    return next(name for name in row if name.lower().startswith(begins))


def edited_csv(path: Path) -> None:
    def change(rows: list[dict[str, str]]) -> None:
        rows[0][header(rows[0], "target")] = "Hello there!"
        rows[4][header(rows[0], "approved")] = "yes"
        rows[5][header(rows[0], "note")] = "Too weak?"

    in_csv(path, change)


def edited_xlsx(path: Path) -> None:
    book = load_workbook(path)
    page = book.worksheets[1]
    names = {str(cell.value).split(" ")[0].lower(): cell.column for cell in page[1]}
    page.cell(2, names["target"]).value = "Hello there!"
    page.cell(6, names["approved"]).value = "yes"
    page.cell(7, names["note"]).value = "Too weak?"
    book.save(path)


def edited_text(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("Hello") == 1
    path.write_text(
        text.replace(text[text.index("Hello") : text.index("<", text.index("Hello"))], "Hello there!"), "utf-8"
    )


EDITED = {"csv": edited_csv, "xlsx": edited_xlsx, "xliff": edited_text, "xliff2": edited_text}


@pytest.mark.parametrize("form", FORMATS)
def test_there_and_back_changes_nothing(show: Show, form: str) -> None:
    before = show.output("en").read_bytes()
    path = export(show, form)
    assert take(show, path) == (0, f"{path}: nothing new\n")
    assert show.output("en").read_bytes() == before
    assert show.decisions("en") == []


@pytest.mark.parametrize("form", FORMATS)
def test_edits_come_back(show: Show, first: Show, form: str) -> None:
    path = export(show, form)
    EDITED[form](path)
    code, said = take(show, path)
    assert code == 0
    assert said.startswith(f"{path}: 1 edit")
    assert show.texts("en") == ["Hello there!", *first.texts("en")[1:]]
    show.run()
    assert show.texts("en") == ["Hello there!", *first.texts("en")[1:]]
    assert next(one for one in show.decisions("en") if one["what"] == "edit")["by"] == "Olga"
    # What was taken is not taken twice.
    assert take(show, path)[0] == 1


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_approvals_and_notes_come_back(show: Show, form: str) -> None:
    path = export(show, form)
    EDITED[form](path)
    assert take(show, path) == (0, f"{path}: 1 edit, 1 approval, 1 note\n")
    assert show.status()["en"]["cues"] == {"human": 1, "machine": 6, "approved": 1}
    again = export(show, "csv", "again")
    assert "Too weak?" in again.read_text("utf-8-sig")
    assert call("history", show.out, "ep1.en.srt", "6").out.splitlines()[-1].endswith("note       Too weak?  (Olga)")


def test_a_stale_table_is_refused_with_the_rows_named(show: Show) -> None:
    path = export(show, "csv")
    edited_csv(path)
    show.replace("en", 6, "I'd rather not.")
    before = show.output("en").read_bytes()
    code, said = take(show, path)
    assert code == 1
    assert said.startswith(f"{path}: row 7: cue 6 of ep1.en.srt (00:00:17,000 --> 00:00:19,000) was changed here")
    assert show.output("en").read_bytes() == before


def test_a_shuffled_table_is_refused(show: Show) -> None:
    path = export(show, "csv")

    def shuffle(rows: list[dict[str, str]]) -> None:
        name = header(rows[0], "target")
        rows[0][name], rows[1][name] = rows[1][name], rows[0][name]

    in_csv(path, shuffle)
    code, said = take(show, path)
    assert code == 1
    assert "rows were mixed up" in said
    assert take(show, path, "--moved")[0] == 0


def test_a_table_in_another_order_is_taken(show: Show) -> None:
    path = export(show, "csv")
    edited_csv(path)
    in_csv(path, lambda rows: rows.reverse())
    assert take(show, path)[0] == 0
    assert show.texts("en")[0] == "Hello there!"


def test_what_people_did_to_the_file_meanwhile_is_exported(show: Show) -> None:
    show.replace("en", 2, "All good. You?")
    assert "All good. You?" in export(show, "csv").read_text("utf-8-sig")


def test_no_table_is_overwritten(show: Show) -> None:
    path = export(show, "csv")
    outcome = call("export", show.out, "--format", "csv", "--only", "en", "-o", show.folder / "tables")
    assert (outcome.code, outcome.err) == (
        2, f"{path} exists, and may be somebody's work; give another folder with -o\n",
    )  # fmt: skip


def test_all_locales(show: Show) -> None:
    assert call("export", show.out, "-o", show.folder / "tables").code == 0
    assert sorted(path.name for path in (show.folder / "tables").iterdir()) == [
        "out.en.xlsx", "out.zh-Hans.xlsx", "out.zh-Hant-HK.xlsx", "out.zh-Hant-TW.xlsx",
    ]  # fmt: skip


def test_a_locale_that_there_is_not(show: Show) -> None:
    outcome = call("export", show.out, "--only", "de", "-o", show.folder / "tables")
    assert (outcome.code, outcome.err) == (
        2, f"{show.out}: no outputs in de; there are some in en, zh-Hans, zh-Hant-HK, zh-Hant-TW\n",
    )  # fmt: skip


def test_bilingual_has_chinese_over_english(show: Show) -> None:
    show.replace("en", 5, "Arisa! Over here!")
    outcome = call("export", show.out, "--bilingual", "--only", "zh-Hans", "-o", show.folder / "both")
    path = show.folder / "both" / "ep1.zh-Hans+en.srt"
    assert (outcome.code, outcome.err) == (0, f"{path}: 8 cues\n")
    blocks = path.read_text("utf-8").strip().split("\n\n")
    for block, chinese, english in zip(blocks, show.texts("zh-Hans"), show.texts("en"), strict=True):
        assert " / ".join(block.split("\n")[2:]) == f"{chinese} / {english}"


def test_bilingual_keeps_what_people_split_and_added(show: Show) -> None:
    text = show.output("en").read_text("utf-8")
    _, rest = text.split("\n\n", 1)
    split = "1\n00:00:01,000 --> 00:00:02,000\nHello.\n\n2\n00:00:02,000 --> 00:00:03,000\nHow are you?"
    show.output("en").write_text(f"{split}\n\n{rest}\n9\n00:00:30,000 --> 00:00:31,000\nThe end\n", "utf-8")
    call("export", show.out, "--bilingual", "--only", "zh-Hans", "-o", show.folder / "both")
    made = (show.folder / "both" / "ep1.zh-Hans+en.srt").read_text("utf-8")
    for line in ("Hello.", "How are you?", "The end", *" / ".join(show.texts("zh-Hans")).split(" / ")):
        assert line in made
