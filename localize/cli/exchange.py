"""`localize export` and `localize import`: a season's lines to a reviewer and back."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from localize.cli.status import season
from localize.errors import FileError, UsageError
from localize.report.plain import shown

_FORMATS = ("xlsx", "xliff", "xliff2", "csv")


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(_FORMATS), default="xlsx", show_default=True, help="Of the tables.")
@click.option("--bilingual", is_flag=True, help="Subtitle files instead, with Chinese over English in each cue.")
@click.option("--only", metavar="LOCALES", default="", help="Only these locales, e.g. en,zh-Hans.")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="Folder for the tables.")
def export(out: Path, form: str, bilingual: bool, only: str, output: Path) -> None:
    """Write a table for a reviewer, one a locale: times, source, target, findings, notes of all outputs in OUT.

    In the table the reviewer edits targets, says "yes" to what is approved, and takes notes; `localize import` takes
    these back. xliff is XLIFF 1.2, xliff2 is XLIFF 2.0.
    """
    from localize.atomic import write_atomically

    with season(out) as (place, index, now):
        locales = tuple(locale.strip() for locale in only.split(",") if locale.strip())
        if bilingual:
            from localize.season.bilingual import bilingual as stack

            files = [(name, data, count, "cue") for name, data, count in stack(place, index, now, locales)]
        else:
            from localize.review import TABLES
            from localize.season.exchange import sheets

            name, table = place.out.resolve().name, TABLES[form]
            files = [
                (f"{name}.{sheet.target_locale}{table.SUFFIX}", table.write(sheet), len(sheet.rows), "row")
                for sheet in sheets(place, index, now, locales)
            ]
    for name, *_ in files:
        if (output / name).exists():
            raise UsageError(f"{output / name} exists, and may be somebody's work; give another folder with -o")
    for name, data, count, what in files:
        write_atomically(output / name, data)
        click.echo(shown(f"{output / name}: {count:,} {what if count == 1 else what + 's'}"), err=True)


@click.command("import")
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("tables", nargs=-1, required=True, metavar="TABLE...", type=click.Path(path_type=Path))
@click.option("--by", required=True, metavar="NAME", help="Who reviewed.")
@click.option("--moved", is_flag=True, help="Texts that stand in other rows than they went out in are meant.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def import_(out: Path, tables: tuple[Path, ...], by: str, moved: bool, as_json: bool) -> None:
    """Take a reviewer's edits, approvals and notes back into OUT.

    A table is taken whole or not at all: one that is stale, cut or shuffled is refused, with the rows named, and the
    others go on. Exit code 1: a table was refused.
    """
    from localize.formats.reading import load
    from localize.project.lock import locked
    from localize.review import read
    from localize.season.exchange import Taken, take

    if not by.strip():
        raise UsageError("--by: say who; a name or a nickname")
    results = []
    with season(out) as (place, index, now), locked(place):
        for path in tables:
            try:
                done = take(place, index, read(load(path), str(path)), by=by.strip(), now=now, moved=moved)
            except FileError as error:
                done = Taken(path=str(path), refusals=(str(error),))
            results.append(done)
            for refusal in done.refusals:
                click.echo(shown(refusal), err=True)
            if not done.refusals:
                counts = ((done.edits, "edits"), (done.approvals, "approvals"), (done.notes, "notes"))
                said = ", ".join(f"{count:,} {what[:-1] if count == 1 else what}" for count, what in counts if count)
                click.echo(shown(f"{path}: {said or 'nothing new'}"), err=True)
    if as_json:
        click.echo(json.dumps([asdict(one) for one in results], ensure_ascii=False, indent=1))
    if any(one.refusals for one in results):
        sys.exit(1)
