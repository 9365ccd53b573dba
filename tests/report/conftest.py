"""A run as it comes out of a pipeline: 150 cues in two locales, hostile text, a failed file."""

from __future__ import annotations

from pathlib import Path

import pytest

from localize.model import Cue, Document, Fate, Finding, Kind, LedgerEntry, Maker, NotRun, Provenance, Severity, Span
from localize.report.entry import Entry, entry
from localize.result import FileResult, RunResult
from localize.text.width import visible

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(2)>",
    "{{ 7*7 }} {% raw %} ${7*7}",
    "\"quotes\" 'and' &amp; <!-- -->",
    "bell\x07 escape\x1b[31m null\x00 \u202eright to left",
    "Ы" * 120,
)
CUES = 150

_LINES = [
    line.replace("|", "\n").split("\t")
    for line in Path(__file__).with_name("lines.tsv").read_text(encoding="utf-8").split("\n")[1:-1]
]

_MADE = {
    "en": Provenance(
        maker=Maker.MACHINE, engine="argos", package="translate-ru_en", version="0.2", rung="protected",
        licence="evaluation only", evaluation_only=True,
    ),
    "zh-Hans": Provenance(
        maker=Maker.MACHINE, engine="argos", package="translate-ru_zh", version="0.2", rung="n-best",
    ),
}  # fmt: skip


def _source() -> Document:
    cues = []
    start = 2_000
    for number in range(CUES):
        text = _LINES[number % len(_LINES)][0]
        if number < len(HOSTILE):
            text = HOSTILE[number]
        length = 900 + 55 * len(text) + 170 * (number * 7 % 11)
        if number % 29 == 11:
            length //= 2
        cues.append(
            Cue(
                id=f"c{number + 1}",
                start_ms=start,
                end_ms=start + length,
                text=text,
                kind=Kind.ON_SCREEN if number % 40 == 33 else Kind.DIALOGUE,
            )
        )
        start += length + 120 + (number * 13 % 17) * 900
    return Document(path="season1/s01e01.ru.srt", language="ru", cues=tuple(cues))


def _target(source: Document, locale: str) -> Document:
    column = 1 if locale == "en" else 2
    cues = []
    for number, cue in enumerate(source.cues):
        text = HOSTILE[number] if number < len(HOSTILE) else _LINES[number % len(_LINES)][column]
        made = Provenance(maker=Maker.HUMAN) if number % 25 == 24 else _MADE[locale]
        spans = (Span(start=0, end=len(text), open="<i>", close="</i>"),) if number % 12 == 7 else ()
        cues.append(cue.with_text(text, spans, made))
    return Document(
        path=source.path, language=locale, cues=tuple(cues), source=source, findings=_findings(tuple(cues), locale)
    )


def _findings(cues: tuple[Cue, ...], locale: str) -> tuple[Finding, ...]:
    guide = "Netflix Timed Text Style Guide"
    width, limit = (42, 17) if locale == "en" else (16, 9)
    found = [
        Finding(rule="layout.cps", severity=Severity.WARNING, cue_id=cue.id, value=speed, limit=limit, source=guide,
                message=f"{speed:.1f} characters a second, {limit} allowed")
        for cue in cues
        if (speed := visible(cue.text, half_width=locale != "en") * 1000 / cue.duration_ms) > limit
    ]  # fmt: skip
    found += [
        Finding(rule="layout.cpl", severity=Severity.ERROR, cue_id=cue.id, value=longest, limit=width, source=guide,
                message=f"line of {longest} characters, {width} allowed")
        for cue in cues
        if (longest := max(map(len, cue.lines))) > width
    ]  # fmt: skip
    found += [
        Finding(rule="term.missing", severity=Severity.ERROR, cue_id=cues[place].id,
                message=f"the source says «Кронос Корп», the text says {HOSTILE[0]}")
        for place in (14, 50, 86)
    ]  # fmt: skip
    found.append(
        Finding(
            rule="text.number", severity=Severity.WARNING, cue_id=cues[106].id, message="14:30 of the source is lost"
        )
    )
    found.append(Finding(rule="translate.retried", severity=Severity.INFO, message="3 sentences needed a second try"))
    return tuple(found)


@pytest.fixture(scope="session")
def results() -> tuple[FileResult, ...]:
    source = _source()
    ledger = tuple(LedgerEntry(cue_id=cue.id, fate=Fate.KEPT) for cue in source.cues)
    finished = [
        FileResult(
            path=source.path, locale=locale, output=f"out/s01e01.{locale}.srt", document=_target(source, locale),
            profile=f"netflix-{locale.lower()}", not_run=(NotRun(rule="timing.gap", why="no frame rate"),),
            ledger=ledger, cues_in=CUES, cues_out=CUES, seconds=1.25,
        )
        for locale in ("en", "zh-Hans")
    ]  # fmt: skip
    failed = FileResult(
        path="season1/s01e02 <broken>.srt", locale="en",
        error="season1/s01e02 <broken>.srt:12: no time line follows the number 4; write `HH:MM:SS,mmm --> …`\x07",
    )  # fmt: skip
    return (*finished, failed)


@pytest.fixture(scope="session")
def entries(results: tuple[FileResult, ...]) -> tuple[Entry, ...]:
    return tuple(map(entry, results))


@pytest.fixture(scope="session")
def run_result(entries: tuple[Entry, ...]) -> RunResult:
    return RunResult(
        name="better-than-us <season 1>",
        spec="pipelines/better-than-us.yaml",
        started="2026-11-23T03:11:00",
        seconds=12.4,
        files=tuple(one.row for one in entries),
        notices=("Text by translate-ru_en 0.2 is for evaluation only; it must not be delivered.",),
        packages=("translate-ru_en-0.2 (evaluation only)", "translate-ru_zh-0.2"),
    )
