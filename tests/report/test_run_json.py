from __future__ import annotations

import json

from localize.model import Finding, Severity
from localize.report.run_json import as_dict, finding_as_dict
from localize.result import RunResult


def test_the_whole_run_is_json(run_result: RunResult) -> None:
    data = json.loads(json.dumps(as_dict(run_result)))
    assert (data["name"], data["spec"]) == ("better-than-us <season 1>", "pipelines/better-than-us.yaml")
    assert (data["seconds"], data["total"]["cues_out"], data["total"]["failed"]) == (12.4, 300, 1)
    assert data["notices"] == list(run_result.notices)
    assert [(file["path"], file["locale"]) for file in data["files"]] == [
        ("season1/s01e01.ru.srt", "en"),
        ("season1/s01e01.ru.srt", "zh-Hans"),
        ("season1/s01e02 <broken>.srt", "en"),
    ]


def test_one_file(run_result: RunResult) -> None:
    file = json.loads(json.dumps(as_dict(run_result)))["files"][0]
    assert file["not_run"] == [{"rule": "timing.gap", "why": "no frame rate"}]
    assert file["ledger"][0] == {"cue_id": "c1", "fate": "kept", "by": "", "into": []}
    assert [(made["maker"], made["rung"], made["cues"]) for made in file["provenance"]] == [
        ("machine", "protected", 144),
        ("human", "", 6),
    ]
    assert len(file["findings"]) == len(run_result.files[0].findings)


def test_a_failed_file_has_its_message_and_nothing_else(run_result: RunResult) -> None:
    file = json.loads(json.dumps(as_dict(run_result)))["files"][2]
    assert file["error"].startswith("season1/s01e02 <broken>.srt:12: no time line follows the number 4")
    assert (file["output"], file["findings"], file["provenance"]) == (None, [], [])


def test_a_finding_has_the_place_and_the_times_of_its_cue(run_result: RunResult) -> None:
    document = run_result.files[0].document
    assert document is not None
    finding = Finding(rule="r", severity=Severity.ERROR, message="m", cue_id="c3", value=18.2, limit=17, source="guide")
    cue = document.by_id["c3"]
    assert finding_as_dict(finding, document) == {
        "rule": "r", "severity": "error", "cue": 3, "cue_id": "c3", "start_ms": cue.start_ms, "end_ms": cue.end_ms,
        "message": "m", "value": 18.2, "limit": 17, "source": "guide",
    }  # fmt: skip
    whole = finding_as_dict(Finding(rule="r", severity=Severity.INFO, message="m"), document)
    assert (whole["cue"], whole["cue_id"], whole["start_ms"], whole["end_ms"]) == (None, None, None, None)
