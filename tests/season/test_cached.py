from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from localize.model import Cue, Document, Finding, Severity
from localize.project.index import Index
from localize.report.entry import Entry, entry
from localize.result import FileResult
from localize.season.cached import kept, pieces


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with Index(tmp_path / "index.sqlite") as index:
        yield index


@pytest.fixture
def made() -> Entry:
    source = Document(path="a.srt", language="ru", cues=(Cue(id="c", start_ms=0, end_ms=1000, text="Привет."),))
    finding = Finding(rule="r", severity=Severity.WARNING, message="m", cue_id="c")
    cues = (source.cues[0].with_text("Hello."),)
    document = Document(path="a.srt", language="en", cues=cues, source=source, findings=(finding,))
    return entry(FileResult(path="a.srt", locale="en", output="out/a.en.srt", document=document, cues_in=1, cues_out=1))


def keep(index: Index, name: str, entry: Entry) -> None:
    index.record((), pieces(name, entry))


def test_an_entry_comes_back_whole_or_as_its_row(index: Index, made: Entry) -> None:
    assert kept(index, "a.en.srt", pieces=True) is None
    keep(index, "a.en.srt", made)
    assert kept(index, "a.en.srt", pieces=True) == made
    assert kept(index, "a.en.srt", pieces=False) == Entry(row=made.row)


def test_it_is_forgotten_with_its_output(index: Index, made: Entry) -> None:
    keep(index, "a.en.srt", made)
    index.forget(["a.en.srt"])
    assert kept(index, "a.en.srt", pieces=True) is kept(index, "a.en.srt", pieces=False) is None


def test_what_is_no_text_is_not_kept(made: Entry) -> None:
    assert pieces("a.en.srt", replace(made, view='"\ud800"')) == {}


def test_what_cannot_be_read_is_none(index: Index, made: Entry) -> None:
    index.keep("a.en.srt\0whole", b"of another version")
    assert kept(index, "a.en.srt", pieces=True) is None


def test_no_heavy_library_is_needed_to_read_it() -> None:
    code = "import sys, localize.season.cached; sys.exit(bool({'pydantic', 'jinja2', 'rich'} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
