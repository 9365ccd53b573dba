"""How the outputs stood after the last run: what `localize status` and review tables need without running anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from localize.model import Finding, Maker, NotRun, Provenance, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class CueState:
    """A cue of an output. source: digest of the source it was made from. text: with its tags. made: who made it.

    terms: of its sentences, source form to agreed rendering. review: why a person should look at it, empty if nobody
    need. proposal: the text that we would write, empty if none.
    """

    cue: str
    source: str
    text: str
    made: Provenance
    terms: Mapping[str, str] = field(default_factory=dict)
    review: str = ""
    proposal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputState:
    """An output. name, input: of the files, without folder. fingerprint: digests, by name, of all that it depends on:
    `input`, `stages`, `terms`, `packages`, `output` …; any difference means that it must be made again.

    findings: all, in the order of the report, of cues and of the file. run: number of the run that made it; the index
    fills it in.
    """

    name: str
    input: str
    locale: str
    fingerprint: Mapping[str, str]
    cues: tuple[CueState, ...] = ()
    findings: tuple[Finding, ...] = ()
    not_run: tuple[NotRun, ...] = ()
    run: int = 0

    @property
    def proposals(self) -> dict[str, str]:
        """What the program would have written in place of people's lines, by id of the cue."""
        return {cue.cue: cue.proposal for cue in self.cues if cue.proposal}

    @property
    def terms(self) -> dict[str, Mapping[str, str]]:
        """The terms agreed then, by id of the cue."""
        return {cue.cue: cue.terms for cue in self.cues if cue.terms}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """An output in figures. cues: by maker. review: cues that a person should look at. findings: by severity."""

    name: str
    input: str
    locale: str
    cues: Mapping[Maker, int]
    review: int
    findings: Mapping[Severity, int]
    run: int = 0


def tally(state: OutputState) -> Tally:
    """The figures of an output."""
    return Tally(
        name=state.name,
        input=state.input,
        locale=state.locale,
        cues=Counter(cue.made.maker for cue in state.cues),
        review=sum(bool(cue.review) for cue in state.cues),
        findings=Counter(finding.severity for finding in state.findings),
        run=state.run,
    )


def output_state(row: Mapping[str, Any]) -> OutputState:
    """From its fields. This and what follows raise KeyError, TypeError or ValueError if they are none."""
    return OutputState(
        **{
            **row,
            "cues": tuple(_cue_state(cue) for cue in row["cues"]),
            "findings": tuple(Finding(**{**one, "severity": Severity(one["severity"])}) for one in row["findings"]),
            "not_run": tuple(NotRun(**one) for one in row["not_run"]),
        }
    )


def output_tally(row: Mapping[str, Any]) -> Tally:
    """From its fields."""
    cues = {Maker(maker): int(count) for maker, count in row["cues"].items()}
    findings = {Severity(severity): int(count) for severity, count in row["findings"].items()}
    return Tally(**{**row, "cues": cues, "findings": findings})


def _cue_state(row: Mapping[str, Any]) -> CueState:
    return CueState(**{**row, "made": Provenance(**{**row["made"], "maker": Maker(row["made"]["maker"])})})
