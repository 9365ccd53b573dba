from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from localize.model import Cue, Document, Finding, Severity
from localize.report.row import row, strip
from localize.result import FileResult


def test_the_figures_of_a_result(results: tuple[FileResult, ...]) -> None:
    result = results[0]
    made = row(result)
    counts = Counter((one.rule, one.severity) for one in result.findings)
    assert {(rule, severity): count for rule, severity, count in made.rules} == counts
    assert made.errors == sum(one.severity is Severity.ERROR for one in result.findings)
    assert (made.path, made.locale, made.output, made.profile) == (
        result.path, result.locale, result.output, result.profile,
    )  # fmt: skip
    assert (made.cues_in, made.cues_out, made.seconds, made.not_run) == (150, 150, 1.25, result.not_run)


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("fail_on", [Severity.ERROR, Severity.WARNING])
def test_a_row_fails_as_its_result_does(results: tuple[FileResult, ...], place: int, fail_on: Severity) -> None:
    for result in (results[place], replace(results[place], bug=True), replace(results[place], document=None)):
        assert row(result).exit_code(fail_on) == result.exit_code(fail_on)


def _found(severity: Severity, cue_id: str | None) -> Finding:
    return Finding(rule="r", severity=severity, message="m", cue_id=cue_id)


def test_the_gravest_finding_of_each_slot_of_time() -> None:
    cues = tuple(Cue(id=f"c{n}", start_ms=1000 * n, end_ms=1000 * n + 999, text="x") for n in range(60))
    document = Document(path="a.srt", language="en", cues=cues)
    assert strip(document) == " " * 60
    findings = [
        _found(Severity.INFO, "c0"),
        _found(Severity.WARNING, "c1"),
        _found(Severity.ERROR, "c1"),
        _found(Severity.WARNING, "c59"),
        _found(Severity.ERROR, None),
        _found(Severity.ERROR, "no cue"),
    ]
    assert strip(document.with_findings(findings)) == "ie" + " " * 57 + "w"


def test_odd_times_have_a_slot() -> None:
    cues = (Cue(id="a", start_ms=-5000, end_ms=-9000, text="x"), Cue(id="b", start_ms=7000, end_ms=100, text="x"))
    document = Document(path="a.srt", language="en", cues=cues)
    found = strip(document.with_findings([_found(Severity.ERROR, "a"), _found(Severity.INFO, "b")]))
    assert (len(found), found[0], found[59]) == (60, "e", "i")


def test_without_cues_there_is_nothing_to_draw() -> None:
    assert strip(Document(path="a.srt", language="en", cues=())) == ""
