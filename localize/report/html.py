"""The report page: one self-contained HTML file, drawn from `report.html.j2`, `report.css` and `report.js`.

The page may load nothing and run nothing but its own script: its Content-Security-Policy names the hashes of its one
script and one style sheet. Summary, files and findings by rule are plain HTML; cues are drawn by the script.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from localize import __version__
from localize.model import Severity
from localize.report.meanings import MEANINGS
from localize.report.page_data import as_json
from localize.report.plain import shown
from localize.report.tally import Tally, tally
from localize.result import FileResult, RunResult

if TYPE_CHECKING:
    import jinja2

_STRIP = 60  # slots of the small picture of a file in the table of files
_ORDER = tuple(Severity)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the table of files. view: its place in the run. strip: the worst severity in each slot of time."""

    view: int
    file: FileResult
    tally: Tally
    strip: tuple[Severity | None, ...]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """The findings of one rule and severity. counts: how many in each locale."""

    name: str
    severity: Severity
    meaning: str
    counts: Mapping[str, int]
    total: int


def render(result: RunResult) -> str:
    """The whole page. Raises SpecError if the profile of a file cannot be found again."""
    from markupsafe import Markup

    style, script = _part("report.css"), _part("report.js")
    total = tally(result.files)
    verdict, remark = _verdict(result, total)
    return _template().render(
        run=result,
        version=__version__,
        started=_minute(result.started),
        verdict=verdict,
        remark=remark,
        total=total,
        inputs=_inputs(result),
        failed=_failed(result),
        locales=list(dict.fromkeys(file.locale for file in result.files if file.locale)),
        severities=[("error", total.errors), ("warning", total.warnings), ("info", total.infos)],
        rules=_rules(result),
        not_run=_not_run(result),
        style=Markup(style),  # noqa: S704  our own file
        style_hash=_hash(style),
        script=Markup(script),  # noqa: S704  our own file
        script_hash=_hash(script),
        data=Markup(as_json(result)),  # noqa: S704  JSON without `<`
    )


def _part(name: str) -> str:
    return resources.files("localize.report").joinpath(name).read_text(encoding="utf-8")


@cache
def _template() -> jinja2.Template:
    import jinja2

    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"shown": shown, "grouped": "{:,}".format}
    return environment.from_string(_part("report.html.j2"))


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _minute(started: str) -> str:
    try:
        return f"{datetime.fromisoformat(started):%Y-%m-%d %H:%M}"
    except ValueError:
        return shown(started)


def _failed(result: RunResult) -> int:
    """Inputs that failed in at least one locale."""
    return len({file.path for file in result.files if file.error})


def _verdict(result: RunResult, total: Tally) -> tuple[str, str]:
    """What an editor wants to know first, and what goes with it."""
    inputs, broken = len(_inputs(result)), _failed(result)
    failed = f"{broken:,} of {inputs:,} {'file' if inputs == 1 else 'files'} failed." if broken else ""
    if total.people:
        verb = "needs" if total.people == 1 else "need"
        return (
            f"{total.people:,} of {total.cues_out:,} cues {verb} a human.",
            failed or "The rest passed every check that ran. No check reads for meaning.",
        )
    if total.errors or total.warnings:
        return "No single cue needs a human.", failed or "The findings below are about whole files."
    if failed:
        return failed, "The others passed." if total.files > total.failed else ""
    return f"All {total.cues_out:,} cues passed.", "No error, no warning. No check reads for meaning."


def _inputs(result: RunResult) -> dict[str, list[Row]]:
    """The lines of the table of files, by input."""
    inputs: dict[str, list[Row]] = {}
    for view, file in enumerate(result.files):
        row = Row(view=view, file=file, tally=tally([file]), strip=_strip(file))
        inputs.setdefault(file.path, []).append(row)
    return inputs


def _strip(file: FileResult) -> tuple[Severity | None, ...]:
    slots: list[Severity | None] = [None] * _STRIP
    document = file.document
    if document is None or not document.cues:
        return tuple(slots)
    end = max(1, *(cue.end_ms + 1 for cue in document.cues), *(cue.start_ms + 1 for cue in document.cues))
    for finding in document.findings:
        cue = document.by_id.get(finding.cue_id or "")
        if cue:
            slot = max(0, cue.start_ms) * _STRIP // end
            slots[slot] = min(slots[slot] or Severity.INFO, finding.severity, key=_ORDER.index)
    return tuple(slots)


def _rules(result: RunResult) -> list[Rule]:
    """Worst severity first, then the most frequent rule."""
    counts: dict[tuple[Severity, str], Counter[str]] = {}
    for file in result.files:
        for finding in file.findings:
            counts.setdefault((finding.severity, finding.rule), Counter())[file.locale] += 1
    rules = [
        Rule(name=name, severity=severity, meaning=MEANINGS.get(name, ""), counts=found, total=found.total())
        for (severity, name), found in counts.items()
    ]
    return sorted(rules, key=lambda rule: (_ORDER.index(rule.severity), -rule.total, rule.name))


def _not_run(result: RunResult) -> list[tuple[str, str, list[str]]]:
    """Rule, reason, and the locales (or files, if they differ) it concerns."""
    where: dict[tuple[str, str], list[str]] = {}
    for file in result.files:
        for rule in file.not_run:
            where.setdefault((rule.rule, rule.why), []).append(file.locale)
    return [(rule, why, list(dict.fromkeys(locales))) for (rule, why), locales in where.items()]
