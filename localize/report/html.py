"""The report page: one self-contained HTML file, drawn from `report.html.j2`, `report.css` and `report.js`.

The page may load nothing and run nothing but its own script: its Content-Security-Policy names the hashes of its one
script and one style sheet. Summary, files and findings by rule are plain HTML; cues are drawn by the script.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from localize import __version__
from localize.report import tables
from localize.report.plain import shown
from localize.report.row import SLOTS
from localize.report.tally import tally
from localize.result import RunResult

if TYPE_CHECKING:
    import jinja2


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What of a long run the page leaves out. brief: it has only the cues with findings; bare: of how many outputs it
    has no cues at all.
    """

    brief: bool = False
    bare: int = 0


def page(run: RunResult, what: Shown, data: Iterable[str]) -> Iterator[str]:
    """The whole page in pieces. data: what its script draws from, as JSON without `<`, in pieces."""
    from markupsafe import Markup

    style, script = _part("report.css"), _part("report.js")
    total = tally(run.files)
    inputs = tables.inputs(run)
    failed = sum(any(row.error for _, row in rows) for rows in inputs.values())
    verdict, remark = tables.verdict(total, len(inputs), failed)
    return _template().generate(
        run=run,
        version=__version__,
        started=_minute(run.started),
        verdict=verdict,
        remark=remark,
        total=total,
        inputs=len(inputs),
        blocks=tables.blocks(inputs),
        failed=failed,
        locales=list(dict.fromkeys(row.locale for row in run.files if row.locale)),
        severities=[("error", total.errors), ("warning", total.warnings), ("info", total.infos)],
        rules=tables.rules(run),
        not_run=tables.not_run(run),
        what=what,
        slots=SLOTS,
        style=Markup(style),  # noqa: S704  our own file
        style_hash=_hash(style),
        script=Markup(script),  # noqa: S704  our own file
        script_hash=_hash(script),
        data=map(Markup, data),  # JSON without `<`
    )


def _part(name: str) -> str:
    return resources.files("localize.report").joinpath(name).read_text(encoding="utf-8")


@cache
def _template() -> jinja2.Template:
    import jinja2

    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"shown": shown, "grouped": "{:,}".format, "bars": tables.bars}
    return environment.from_string(_part("report.html.j2"))


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _minute(started: str) -> str:
    try:
        return f"{datetime.fromisoformat(started):%Y-%m-%d %H:%M}"
    except ValueError:
        return shown(started)
