from __future__ import annotations

from dataclasses import replace

from localize.model import Fate, LedgerEntry
from localize.report.row import row
from localize.report.tally import Tally, lost, tally
from localize.result import FileResult, RunResult


def test_sum_of_a_run(run_result: RunResult, results: tuple[FileResult, ...]) -> None:
    findings = [finding for file in results for finding in file.findings]
    people = {
        (file.locale, finding.cue_id)
        for file in results
        for finding in file.findings
        if finding.cue_id and finding.severity in ("error", "warning")
    }
    assert (
        tally(run_result.files)
        == tally(results)
        == Tally(
            files=3,
            failed=1,
            cues_in=300,
            cues_out=300,
            errors=sum(finding.severity == "error" for finding in findings),
            warnings=sum(finding.severity == "warning" for finding in findings),
            infos=2,
            people=len(people),
        )
    )


def test_nothing_gives_zero() -> None:
    assert tally([]) == Tally()


def test_a_cue_is_lost_if_neither_output_nor_ledger_has_it(results: tuple[FileResult, ...]) -> None:
    file = results[0]
    assert file.document is not None
    shorter = replace(file, document=file.document.with_cues(file.document.cues[:-2]), ledger=())
    assert lost(shorter) == ("c149", "c150")
    omitted = LedgerEntry(cue_id="c150", fate=Fate.OMITTED, by="rule")
    assert lost(replace(shorter, ledger=(omitted,))) == ("c149",)
    assert tally([shorter]).lost == tally([row(shorter)]).lost == 2
