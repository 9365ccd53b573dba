"""`localize qc`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from localize.result import FileResult


@click.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--profile", "profile_name", required=True, metavar="NAME|FILE", help="Limits; see `localize profiles`.")
@click.option(
    "--source",
    type=click.Path(path_type=Path),
    metavar="FILE|DIR",
    help="Source file, or a folder of them paired by name (show.e01.ru.srt with show.e01.zh-Hans.srt).",
)
@click.option("--glossary", "glossary_path", type=click.Path(path_type=Path), metavar="FILE", help="Term base (TSV).")
@click.option("--frame-rate", metavar="N", help="Frames a second, e.g. 25 or 23.976; frame rules need it.")
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="What to print on standard output.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    default="error",
    show_default=True,
    help="Findings that make the exit code 1.",
)
@click.option("--require-approved", is_flag=True, help="A cue that nobody approved (`localize approve`) is an error.")
@click.option("--encoding", metavar="NAME", help="Encoding of the inputs, instead of detecting it.")
@click.option("--language", metavar="TAG", help="Language of the inputs, instead of detecting it.")
@click.option("--line", metavar="TAG", help="Which language (or line, 1 or 2) of bilingual inputs to check.")
def qc(
    inputs: tuple[Path, ...],
    profile_name: str,
    source: Path | None,
    glossary_path: Path | None,
    frame_rate: str | None,
    output: str,
    fail_on: str,
    require_approved: bool,
    encoding: str | None,
    language: str | None,
    line: str | None,
) -> None:
    """Check finished subtitle files, or folders of them, against a delivery profile.

    A file that cannot be read is a finding; the others are checked. A rule that lacks its input says so: nothing is
    green that was not checked. Exit code 1 means findings at or above --fail-on, or a file that cannot be read.
    """
    from localize.glossary import tsv
    from localize.inputs import asked_frame_rate, gather, refuse_unknown
    from localize.languages import language as known
    from localize.qc import profile as profiles
    from localize.qc.files import Check, sources
    from localize.report import qc_json, qc_text
    from localize.report.plain import shown

    refuse_unknown(encoding=encoding, line=line)
    found = gather(inputs)
    check = Check(
        profile=profiles.load(profile_name),
        sources=sources(found.files, source),
        glossary=tsv.load(glossary_path) if glossary_path else None,
        frame_rate=asked_frame_rate(frame_rate),
        encoding=encoding,
        language=known(language).tag if language else None,
        line=line,
    )
    weights: Counter[str] = Counter()
    checked = check.results(found.files)
    if require_approved:
        from datetime import UTC, datetime

        from localize.season.approving import unapproved

        checked = (unapproved(result, datetime.now(UTC)) for result in checked)
    results = _weighed(checked, weights)
    if output == "json":
        import json

        click.echo(json.dumps(qc_json.as_dict(check.profile.name, results), ensure_ascii=False, indent=1))
    else:
        qc_text.show(check.profile, results, qc_text.console())
    if found.not_taken:
        click.echo(shown(found.not_taken), err=True)
    sys.exit(1 if weights["error"] or (fail_on == "warning" and weights["warning"]) else 0)


def _weighed(results: Iterable[FileResult], weights: Counter[str]) -> Iterator[FileResult]:
    from localize.report.qc_json import findings

    for result in results:
        weights.update(str(finding.severity) for finding in findings(result))
        yield result
