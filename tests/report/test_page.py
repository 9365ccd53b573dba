from __future__ import annotations

import json
import re
import tracemalloc
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from localize.report.entry import Entry, entry
from localize.report.page import Page
from localize.result import FileResult, Row, RunResult
from tests.report.pages import render


def _data(page: str) -> dict[str, Any]:
    found = re.search(r'(?s)<script type="application/json" id="data">(.*?)</script>', page)
    assert found is not None
    return dict(json.loads(found[1]))


def _left_out(page: str) -> str:
    found = re.search(r'(?s)<p id="left-out">(.*?)</p>', page)
    return re.sub("<[^>]*>", "", found[1]) if found else ""


def _size(*texts: str) -> int:
    return sum(len(text.encode()) for text in texts)


def _sources(data: dict[str, Any]) -> list[int | None]:
    return [view.get("source") for view in data["views"]]


REST = (
    "A run over fewer files shows all cues; localize export writes them as tables; "
    "localize status tells how every output stands."
)


def test_source_text_is_written_once_for_all_locales(run_result: RunResult, entries: tuple[Entry, ...]) -> None:
    data = _data(render(run_result, entries))
    assert data["sources"] == [json.loads(entries[0].source)]
    assert _sources(data) == [0, 0, None]
    assert data["views"][0]["from"] == list(range(150))


def test_every_text_of_a_source_is_found_again(run_result: RunResult, results: tuple[FileResult, ...]) -> None:
    document = results[0].document
    assert document is not None
    other = replace(document, source=document.with_cues(document.cues[:3]))
    made = [entry(replace(results[0], document=one)) for one in (document, other, document, other)]
    data = _data(render(run_result, made))
    assert [len(texts) for texts in data["sources"]] == [150, 3]
    assert _sources(data) == [0, 1, 0, 1]


def test_a_view_has_what_the_row_says(run_result: RunResult, entries: tuple[Entry, ...]) -> None:
    row = replace(entries[0].row, path="<b>\x1b.srt", output="</script>.srt")
    page = render(run_result, [replace(entries[0], row=row), entries[2]])
    view, failed = _data(page)["views"]
    assert (view["path"], view["output"], view["error"]) == ("<b><U+001B>.srt", "</script>.srt", "")
    assert view["texts"] == json.loads(entries[0].view)["texts"]
    assert list(failed) == ["path", "locale", "error"]
    assert failed["path"] == "season1/s01e02 <broken>.srt"
    assert failed["error"].endswith("no time line follows the number 4; write `HH:MM:SS,mmm --> …`<U+0007>")
    assert not _left_out(page)


def test_a_page_has_every_cue_up_to_its_budget(run_result: RunResult, entries: tuple[Entry, ...]) -> None:
    fits = len(json.dumps(_data(render(run_result, entries)), ensure_ascii=False).encode())
    assert "own" not in _data(render(run_result, entries, full=fits))["views"][0]
    page = render(run_result, entries, full=_size(entries[0].view, entries[0].source, entries[1].view))
    data = _data(page)
    assert data["sources"] == []
    for view, one in zip(data["views"], entries, strict=True):
        assert view.items() >= json.loads(one.brief).items()
        assert view["path"] == one.row.path
    told = "This run is too long for a page with every cue: here are the cues with findings. "
    assert _left_out(page) == told + REST


def test_what_does_not_fit_in_brief_is_counted(run_result: RunResult, entries: tuple[Entry, ...]) -> None:
    page = render(run_result, entries, full=0, brief=_size(entries[0].brief, entries[2].brief))
    views = _data(page)["views"]
    assert views[0]["numbers"]
    assert views[1] == {
        "path": "season1/s01e01.ru.srt", "locale": "zh-Hans", "error": "", "output": "out/s01e01.zh-Hans.srt",
        "bare": True, "profile": "netflix-zh-hans", "rules": [list(one) for one in entries[1].row.rules],
    }  # fmt: skip
    assert views[2]["error"]
    told = (
        "This run is too long for a page with every cue: here are the cues with findings. "
        "1 output is not shown cue by cue, though all figures above count it. "
    )
    assert _left_out(page) == told + REST
    nothing = render(run_result, entries, full=0, brief=0)
    assert "2 outputs are not shown cue by cue, though all figures above count them. " in _left_out(nothing)
    assert all(view.get("bare") or view["error"] for view in _data(nothing)["views"])


def test_figures_are_those_of_all_outputs_whatever_is_shown(run_result: RunResult, entries: tuple[Entry, ...]) -> None:
    def above(page: str) -> str:
        return page[page.index("<body>") : page.index('<section id="cues"')]

    full = above(render(run_result, entries))
    assert above(render(run_result, entries, full=0)) == full
    assert above(render(run_result, entries, full=0, brief=0)) == full


def test_an_output_whose_pieces_are_lost_has_its_figures(run_result: RunResult, entries: tuple[Entry, ...]) -> None:
    page = render(run_result, [entries[0], Entry(row=entries[1].row), entries[2]])
    assert [bool(view.get("bare")) for view in _data(page)["views"]] == [False, True, False]
    assert _left_out(page) == "1 output is not shown cue by cue, though all figures above count it. " + REST


def test_a_page_is_of_the_run_that_was_taken(run_result: RunResult, entries: tuple[Entry, ...]) -> None:
    with closing(Page()) as page:
        page.take(entries[0])
        with pytest.raises(ValueError, match=r"^1 outputs were taken, the run has 3$"):
            page.write(run_result, _Nowhere())


class _Nowhere:
    """Bytes go away; their number stays."""

    def __init__(self) -> None:
        self.size = 0

    def write(self, data: bytes, /) -> None:
        self.size += len(data)


def _run(entries: tuple[Entry, ...], files: int, run: RunResult, limit: int) -> tuple[int, int]:
    """The most memory that a page of so many files takes, and its size; both in bytes."""
    rows: list[Row] = []
    file = _Nowhere()
    tracemalloc.start()
    with closing(Page(full=limit, brief=limit)) as page:
        for number in range(files):
            row = replace(entries[0].row, path=f"{number}.srt")
            rows.append(row)
            page.take(replace(entries[0], row=row, source=f'["{number}"]'))
        page.write(replace(run, files=tuple(rows)), file)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak, file.size


@pytest.mark.parametrize("limit", [1 << 30, 1 << 20])
def test_a_long_run_takes_disk_and_no_memory(run_result: RunResult, entries: tuple[Entry, ...], limit: int) -> None:
    _run(entries, 1, run_result, limit)  # what is made once: the template
    short, size = _run(entries, 150, run_result, limit)
    long, more = _run(entries, 600, run_result, limit)
    grown = more - size
    assert grown > 500_000
    assert (long - short) / 450 < 3_000  # bytes a file: its row and its line in the table
    assert long < 6_000_000


def test_many_files_stand_in_tables_that_are_drawn_one_by_one(
    run_result: RunResult, entries: tuple[Entry, ...]
) -> None:
    def page(files: int) -> str:
        rows = [replace(entries[0].row, path=f"{number}.srt") for number in range(files)]
        return render(run_result, [Entry(row=row) for row in rows])

    few, many = page(300), page(301)
    assert (few.count('<div class="block">'), many.count('<div class="block">')) == (0, 7)
    for text, files in ((few, 300), (many, 301)):
        table = text[text.index('<section id="files"') : text.index('<section id="findings"')]
        assert re.findall(r'scope="rowgroup">(\d+)\.srt', table) == [str(number) for number in range(files)]
        assert table.count("<thead>") == 1
        assert table.count("<div") == table.count("</div>")
        assert table.count("<table") == table.count("</table>")
