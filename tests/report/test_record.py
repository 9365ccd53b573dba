from __future__ import annotations

from localize.model import Finding, Severity
from localize.report.record import finding_as_dict
from localize.result import FileResult


def test_a_finding_has_the_place_and_the_times_of_its_cue(results: tuple[FileResult, ...]) -> None:
    document = results[0].document
    assert document is not None
    finding = Finding(rule="r", severity=Severity.ERROR, message="m", cue_id="c3", value=18.2, limit=17, source="guide")
    cue = document.by_id["c3"]
    assert finding_as_dict(finding, document) == {
        "rule": "r", "severity": "error", "cue": 3, "cue_id": "c3", "start_ms": cue.start_ms, "end_ms": cue.end_ms,
        "message": "m", "value": 18.2, "limit": 17, "source": "guide",
    }  # fmt: skip
    whole = finding_as_dict(Finding(rule="r", severity=Severity.INFO, message="m"), document)
    assert (whole["cue"], whole["cue_id"], whole["start_ms"], whole["end_ms"]) == (None, None, None, None)
