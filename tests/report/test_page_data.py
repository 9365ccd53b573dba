from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.model import Cue, Document, Fate, LedgerEntry, Maker, Provenance, Span
from localize.report.page_data import as_json, runs
from localize.result import FileResult, RunResult


def _run(file: FileResult) -> RunResult:
    return RunResult(name="n", spec="s", started="2026-11-23T03:11:00", seconds=1, files=(file,))


def _cue(text: str, *spans: Span) -> Cue:
    return Cue(id="c", start_ms=0, end_ms=1000, text=text, spans=spans)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ((), "one two"),
        ((Span(start=0, end=7, open="<i>", close="</i>"),), ["", "one two"]),
        ((Span(start=4, end=7, open="{\\i1}", close="{\\i0}"),), ["one ", "two"]),
        ((Span(start=0, end=3, open="{\\an8\\i1}", close=""),), ["", "one", " two"]),
        ((Span(start=0, end=7, open="<b>", close="</b>"),), "one two"),
        ((Span(start=0, end=7, open="{\\i0}", close=""),), "one two"),
        ((Span(start=2, end=2, open="<i>", close=""),), "one two"),
    ],
)
def test_italics(spans: tuple[Span, ...], expected: str | list[str]) -> None:
    assert runs(_cue("one two", *spans)) == expected


@given(st.text(), st.data())
def test_cutting_text_loses_nothing(text: str, data: st.DataObject) -> None:
    ends = st.integers(0, len(text))
    spans = [
        Span(start=min(pair), end=max(pair), open="<i>", close="</i>")
        for pair in data.draw(st.lists(st.tuples(ends, ends), max_size=3))
    ]
    cut = runs(_cue(text, *spans))
    plain = runs(_cue(text))
    assert "".join(cut) == plain


@given(st.text())
def test_no_text_leaves_its_script_element(text: str) -> None:
    document = Document(path=text, language="en", cues=(_cue(text),))
    data = as_json(_run(FileResult(path=text, locale="en", document=document)))
    assert not set("<>&") & set(data)
    view = json.loads(data)["views"][0]
    assert view["texts"] == [runs(_cue(text))]
    data.encode()


def test_source_text_is_written_once_for_all_locales(run_result: RunResult) -> None:
    data = json.loads(as_json(run_result))
    assert len(data["sources"]) == 1
    assert [view.get("source") for view in data["views"]] == [0, 0, None]
    assert data["views"][0]["from"] == list(range(150))


def test_a_split_cue_keeps_its_source_and_a_new_one_has_none() -> None:
    source = Document(path="a.srt", language="ru", cues=(replace(_cue("раз"), id="a"), replace(_cue("два"), id="b")))
    cues = tuple(replace(_cue("x"), id=name) for name in ("b.1", "b.2", "new"))
    ledger = (
        LedgerEntry(cue_id="b", fate=Fate.SPLIT, by="fit", into=("b.1", "b.2")),
        LedgerEntry(cue_id="a", fate=Fate.OMITTED, by="sound captions"),
    )
    document = Document(path="a.srt", language="en", cues=cues, source=source)
    view = json.loads(as_json(_run(FileResult(path="a.srt", locale="en", document=document, ledger=ledger))))["views"][
        0
    ]
    assert view["from"] == [1, 1, -1]
    assert view["ledger"] == ["1 split by fit", "1 omitted by sound captions"]


def test_makers() -> None:
    def made(package: str = "", version: str = "", rung: str = "") -> dict[str, object]:
        made_by = Provenance(maker=Maker.MACHINE, package=package, version=version, rung=rung)
        cue = replace(_cue("x"), provenance=made_by)
        document = Document(path="a.srt", language="en", cues=(cue,))
        makers = json.loads(as_json(_run(FileResult(path="a.srt", locale="en", document=document))))["makers"]
        assert len(makers) == 1
        return dict(makers[0])

    expected = {"maker": "machine", "detail": "n-best · translate-ru_en 0.2", "evaluation": False}
    assert made(rung="n-best", package="translate-ru_en", version="0.2") == expected
    expected["detail"] = "translate-ru_en-0.2"
    assert made(package="translate-ru_en-0.2", version="0.2") == expected
    assert made()["detail"] == ""
