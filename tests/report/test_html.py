from __future__ import annotations

import base64
import hashlib
import html as entities
import re
from dataclasses import replace

import pytest

from localize.model import Finding, Severity
from localize.report.entry import Entry, entry
from localize.report.meanings import MEANINGS
from localize.result import FileResult, RunResult
from tests.report.pages import render


@pytest.fixture(scope="module")
def page(run_result: RunResult, entries: tuple[Entry, ...]) -> str:
    return render(run_result, entries)


def _visible(page: str) -> str:
    """The text of the page without its script and style, as a reader without a script sees it."""
    body = re.sub(r"(?s)<(script|style)\b.*?</\1>", "", page)
    return " ".join(entities.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_the_page_needs_nothing_from_outside(page: str) -> None:
    assert re.findall(r"(?:src|href)=\"([^\"]*)\"", re.sub(r"(?s)<script.*?</script>", "", page)) == [
        "data:,", "#findings", "#v0", "#v1", "#v2",
    ]  # fmt: skip
    assert "@import" not in page
    assert "url(" not in page


@pytest.mark.parametrize("element", ["script", "style"])
def test_the_policy_allows_exactly_our_own_script_and_style(page: str, element: str) -> None:
    found = re.search(rf"(?s)<{element}>(.*?)</{element}>", page)
    assert found is not None
    digest = base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert f"{element}-src 'sha256-{digest}'" in policy[1]
    assert policy[1].startswith("default-src 'none'; ")
    assert "unsafe" not in policy[1]


def test_text_from_files_stays_text(page: str) -> None:
    assert page.count("<script") == 2
    assert page.count("</script>") == 2
    assert "<img" not in page
    assert "better-than-us &lt;season 1&gt;" in page
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", page)


def test_summary_findings_by_rule_and_not_run_need_no_script(
    page: str, run_result: RunResult, results: tuple[FileResult, ...]
) -> None:
    text = _visible(page)
    terms = sum(finding.rule == "term.missing" for file in results for finding in file.findings)
    assert "cues need a human. 1 of 2 files failed." in text
    assert run_result.notices[0] in text
    assert re.search(rf"error term\.missing .* 3 3 {terms} ", text)
    assert "not run: timing.gap : no frame rate en, zh-Hans" in text
    assert "failed: season1/s01e02 <broken>.srt:12: no time line follows the number 4" in text
    assert "drawn by a script, which this browser does not run" in text


@pytest.mark.parametrize(
    ("files", "verdict"),
    [
        ((), "All 0 cues passed. No error, no warning. No check reads for meaning."),
        ((FileResult(path="a", locale="", error="a: broken"),), "1 of 1 file failed."),
        (
            (FileResult(path="a", locale="en", error="a: broken"), FileResult(path="a", locale="zh-Hans", error="no")),
            "1 of 1 file failed.",
        ),
    ],
)
def test_verdict(files: tuple[FileResult, ...], verdict: str) -> None:
    run = RunResult(name="n", spec="", started="2026-11-23T03:11:00", seconds=0)
    assert verdict in _visible(render(run, [entry(file) for file in files]))


def test_findings_about_whole_files_are_no_pass(run_result: RunResult, results: tuple[FileResult, ...]) -> None:
    file = results[0]
    assert file.document is not None
    whole = Finding(rule="file.odd", severity=Severity.WARNING, message="odd")
    odd = replace(file, document=replace(file.document, findings=(whole,)))
    text = _visible(render(run_result, [entry(odd)]))
    assert "No single cue needs a human. The findings below are about whole files." in text


def test_clean_run(run_result: RunResult, results: tuple[FileResult, ...]) -> None:
    file = results[0]
    assert file.document is not None
    clean = replace(file, document=replace(file.document, findings=()), not_run=())
    text = _visible(render(run_result, [entry(clean)]))
    assert "All 150 cues passed." in text
    assert "No finding in what was checked." in text
    assert "Every rule of every profile ran." in text


def test_where_the_new_text_went(run_result: RunResult, entries: tuple[Entry, ...]) -> None:
    row = replace(entries[0].row, kept_aside="out/s01e01.en.new.srt")
    page = render(run_result, [replace(entries[0], row=row)])
    assert "a person had edited it: the new text is in out/s01e01.en.new.srt" in _visible(page)


def test_every_rule_says_what_it_means(page: str) -> None:
    from localize.qc import RULES

    assert RULES["term.missing"].summary in entities.unescape(page)


def test_a_clean_rest_is_not_called_good(run_result: RunResult, entries: tuple[Entry, ...]) -> None:
    text = _visible(render(run_result, entries[:1]))
    assert "cues need a human. The rest passed every check that ran. No check reads for meaning." in text


@pytest.mark.parametrize(
    "rule",
    ["review.needed", "review.homeless", "review.unclear", "provenance.unapproved", "memory.fuzzy", "memory.refused"],
)
def test_findings_about_peoples_work_say_what_they_mean(
    run_result: RunResult, results: tuple[FileResult, ...], rule: str
) -> None:
    document = results[0].document
    assert document is not None
    found = Finding(rule=rule, severity=Severity.WARNING, message="m", cue_id="c9")
    text = _visible(render(run_result, [entry(replace(results[0], document=replace(document, findings=(found,))))]))
    assert f"warning {rule} {MEANINGS[rule]} 1 1" in text
