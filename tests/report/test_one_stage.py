from __future__ import annotations

import pytest

from localize.model import Cue, Document, Finding, NotRun, Part, Sentence, Severity
from localize.report import one_stage
from localize.result import FileResult


def _result() -> FileResult:
    cues = tuple(Cue(id=name, start_ms=0, end_ms=1000, text=f"{name}\x1b") for name in ("one", "two"))
    sentence = Sentence(id="s", text="one\x1b two", parts=tuple(Part(cue_id=cue.id, start=0, end=3) for cue in cues))
    document = Document(
        path="a.srt",
        language="en",
        cues=cues,
        sentences=(sentence,),
        findings=(Finding(rule="text.empty", severity=Severity.ERROR, message="nothing to read", cue_id="two"),),
    )
    return FileResult(
        path="a.srt", locale="en", document=document, cues_in=2, cues_out=2, not_run=(NotRun(rule="r", why="w"),)
    )


def test_sentences_with_the_cues_they_stand_in(capsys: pytest.CaptureFixture[str]) -> None:
    one_stage.show(_result(), sentences=True)
    out, err = capsys.readouterr()
    assert out == "1-2\tone<U+001B> two\n"
    assert err == "a.srt: 2 cues in, 2 out, 1 errors, 0 warnings\n"


def test_findings_and_what_did_not_run(capsys: pytest.CaptureFixture[str]) -> None:
    one_stage.show(_result(), sentences=False)
    assert capsys.readouterr().out == "error\ttext.empty\t2\tnothing to read\nnot run\tr\t\tw\n"
