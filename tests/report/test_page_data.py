from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.model import Cue, Document, Fate, Finding, LedgerEntry, Maker, Provenance, Severity, Span
from localize.report.entry import entry
from localize.report.page_data import data, runs
from localize.result import FileResult


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
    finding = Finding(rule=text, severity=Severity.ERROR, message=text, cue_id="c")
    source = Document(path=text, language="ru", cues=(_cue(text),))
    document = Document(path=text, language="en", cues=(_cue(text),), source=source, findings=(finding,))
    made = entry(FileResult(path=text, locale="en", document=document))
    for piece in (made.source, made.view, made.brief):
        assert not set("<>&") & set(piece)
        piece.encode()
    assert json.loads(made.view)["texts"] == json.loads(made.source) == json.loads(made.brief)["own"] == [_runs(text)]


def _runs(text: str) -> str | list[str]:
    return runs(_cue(text))


def test_a_split_cue_keeps_its_source_and_a_new_one_has_none() -> None:
    source = Document(path="a.srt", language="ru", cues=(replace(_cue("раз"), id="a"), replace(_cue("два"), id="b")))
    cues = tuple(replace(_cue("x"), id=name) for name in ("b.1", "b.2", "new"))
    ledger = (
        LedgerEntry(cue_id="b", fate=Fate.SPLIT, by="fit", into=("b.1", "b.2")),
        LedgerEntry(cue_id="a", fate=Fate.OMITTED, by="sound captions"),
    )
    document = Document(path="a.srt", language="en", cues=cues, source=source)
    view = data(FileResult(path="a.srt", locale="en", document=document, ledger=ledger)).view
    assert view["from"] == [1, 1, -1]
    assert view["ledger"] == ["1 split by fit", "1 omitted by sound captions"]


def test_makers() -> None:
    def made(package: str = "", version: str = "", rung: str = "") -> dict[str, object]:
        made_by = Provenance(maker=Maker.MACHINE, package=package, version=version, rung=rung)
        cue = replace(_cue("x"), provenance=made_by)
        document = Document(path="a.srt", language="en", cues=(cue,))
        makers = data(FileResult(path="a.srt", locale="en", document=document)).view["makers"]
        assert len(makers) == 1
        return dict(makers[0])

    expected = {"maker": "machine", "detail": "n-best · translate-ru_en 0.2", "evaluation": False}
    assert made(rung="n-best", package="translate-ru_en", version="0.2") == expected
    expected["detail"] = "translate-ru_en-0.2"
    assert made(package="translate-ru_en-0.2", version="0.2") == expected
    assert made()["detail"] == ""


def test_in_brief_only_cues_with_findings_remain(results: tuple[FileResult, ...]) -> None:
    file = results[0]
    assert file.document is not None
    assert file.document.source is not None
    found = data(file)
    ids = {finding.cue_id for finding in file.document.findings} - {None}
    kept = [cue for cue in file.document.cues if cue.id in ids]
    brief = found.brief
    assert 0 < len(kept) < len(file.document.cues)
    assert brief["numbers"] == [file.document.numbers[cue.id] for cue in kept]
    assert brief["texts"] == [runs(cue) for cue in kept]
    assert brief["own"] == [runs(file.document.source.by_id[cue.id]) for cue in kept]
    assert brief["starts"] == [cue.start_ms for cue in kept]
    assert (brief["cues"], brief["end"]) == (150, max(cue.end_ms for cue in file.document.cues))
    for before, after in zip(found.view["findings"], brief["findings"], strict=True):
        number = brief["numbers"][after["cue"]] if after["cue"] >= 0 else 0
        assert (number - 1, after["message"]) == (before["cue"], before["message"])
    assert [brief["numbers"][place] - 1 for place in brief["over"]] == found.view["over"]
    tags = {brief["numbers"][place] - 1: tag for place, tag in brief["tags"].items()}
    assert tags == {place: tag for place, tag in found.view["tags"].items() if place + 1 in brief["numbers"]}


def test_in_brief_a_cue_without_a_source_has_no_text_of_one() -> None:
    finding = Finding(rule="r", severity=Severity.INFO, message="m", cue_id="new")
    source = Document(path="a.srt", language="ru", cues=(_cue("раз"),))
    cues = (_cue("one"), replace(_cue("two"), id="new"))
    document = Document(path="a.srt", language="en", cues=cues, source=source, findings=(finding,))
    assert data(FileResult(path="a.srt", locale="en", document=document)).brief["own"] == [""]


def test_a_failed_file_has_no_columns() -> None:
    found = data(FileResult(path="a.srt", locale="en", error="a.srt: broken"))
    assert (found.source, found.view, found.brief) == ((), {}, {})
