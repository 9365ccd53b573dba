from __future__ import annotations

import json

from tests.running import MASTER, SEASON, call
from tests.season.show import Show


def test_lines_name_file_and_cue(show: Show) -> None:
    show.edit("en", lambda text: text.replace("2\n", "<<<<<<< ours\n2\n", 1))
    outcome = show.run("--log", "json")
    lines = [json.loads(line) for line in outcome.err.splitlines()]
    files = [line for line in lines if line["event"] == "file"]
    assert [(line["path"], line["locale"], line["cues_out"]) for line in files] == [
        (str(show.source), locale, 8) for locale in ("en", "zh-Hans", "zh-Hant-TW", "zh-Hant-HK")
    ]
    assert [line["reused"] for line in files] == [False, True, True, True]
    (finding,) = (line for line in lines if line.get("rule") == "review.unclear")
    assert (finding["path"], finding["locale"], finding["cue"]) == (str(show.source), "en", None)
    assert lines[-1]["event"] == "run"
    assert (lines[-1]["files"], lines[-1]["cues"]) == (4, 32)


def test_a_finding_of_a_cue(show: Show) -> None:
    out = show.folder / "again"
    outcome = call("run", SEASON, MASTER, "-o", out, "--only", "en", "--log", "json")
    found = [json.loads(line) for line in outcome.err.splitlines()]
    findings = [line for line in found if line["event"] == "finding" and line["cue"]]
    assert findings
    assert all(line["start_ms"] < line["end_ms"] and line["cue_id"] and line["rule"] for line in findings)
