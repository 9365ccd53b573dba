from __future__ import annotations

from dataclasses import replace

from localize.model import Document, Maker, Provenance, Severity
from localize.result import FileResult, Row, RunResult, notices, packages

BOUND = Provenance(
    maker=Maker.MACHINE, engine="argos", package="ru_en", licence="CC BY-NC 4.0", evaluation_only=True, rung="direct"
)
FREE = Provenance(maker=Maker.MACHINE, engine="argos", package="ru_zh", licence="MIT")
OTHERS = (Provenance(maker=Maker.HUMAN), Provenance(maker=Maker.MEMORY, package="memory.sqlite"))
ROW = Row(path="a.srt", locale="en", origins=(BOUND, replace(BOUND, rung="pieces"), *OTHERS))


def test_packages_and_notices_are_those_of_rows_and_results() -> None:
    document = Document(path="b.srt", language="zh-Hans", cues=())
    made: list[FileResult | Row] = [ROW, FileResult(path="b.srt", locale="zh-Hans", document=document, origins=(FREE,))]
    assert packages(made) == ("ru_en", "ru_zh")
    assert notices(made) == ("Text by ru_en is for evaluation only (CC BY-NC 4.0); it must not be delivered.",)


def test_a_run_ends_as_the_gravest_of_its_files() -> None:
    def code(*rows: Row, fail_on: Severity = Severity.ERROR) -> int:
        return RunResult(name="n", spec="s", started="", seconds=0.0, files=rows).exit_code(fail_on)

    warned = replace(ROW, rules=(("r", Severity.WARNING, 2),))
    wrong = replace(ROW, rules=(("r", Severity.INFO, 1), ("r", Severity.ERROR, 1)))
    failed = replace(ROW, error="a.srt: broken")
    bug = replace(failed, bug=True)
    assert (code(), code(ROW), code(warned)) == (0, 0, 0)
    assert code(ROW, warned, fail_on=Severity.WARNING) == code(wrong) == code(failed, ROW) == 1
    assert code(ROW, bug, wrong) == 3
