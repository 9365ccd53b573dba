"""`localize memory`: take in, give out, count, look up and forget translations."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from localize.errors import FileError, UsageError
from localize.languages import canonical
from localize.report.plain import shown

if TYPE_CHECKING:
    from localize.memory import Match


def _locale(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    return canonical(value) if value else ""


def _text(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    """A shell may hand over bytes that are no text; no file holds them."""
    return (value or "").encode("utf-8", "replace").decode()


_MEMORY = click.option(
    "-m",
    "--memory",
    "path",
    required=True,
    metavar="MEMORY",
    type=click.Path(path_type=Path),
    help="The memory's file.",
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_FROM = click.option("--from", "source", metavar="LOCALE", callback=_locale, help="Only from this locale.")
_TO = click.option("--to", "target", metavar="LOCALE", callback=_locale, help="Only to this locale.")


@click.group()
def memory() -> None:
    """Take in, give out, count, look up and forget translations.

    A translation memory is one file for all language pairs. Copies are exchanged with other programs as TMX.
    """


@memory.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--from", "source", metavar="LOCALE", callback=_locale, help="Default: what the file names.")
@click.option("--to", "target", required=True, metavar="LOCALE", callback=_locale, help="Locale to take in.")
@_MEMORY
@_JSON
def import_(files: tuple[Path, ...], source: str, target: str, path: Path, as_json: bool) -> None:
    """Take the translations of TMX files into the memory, which is made if there is none.

    A file is taken in whole or, if it is damaged, not at all; the others go on. Exit code 1: a file was not taken in.
    """
    from localize.memory import Memory
    from localize.memory.tmx_read import TmxFile

    for file in files:
        if not file.is_file():
            raise UsageError(f"{file}: no such file")
    rows: list[dict[str, Any]] = []
    with Memory(path, create=True) as there:
        for file in files:
            tmx = TmxFile(file, source=source, target=target)
            try:
                new = there.add(tmx)
            except FileError as error:
                rows.append({"path": str(file), "error": str(error)})
                click.echo(shown(str(error)), err=True)
            else:
                rows.append({"path": str(file), "units": tmx.read, "new": new, "passed_over": tmx.passed_over})
                click.echo(
                    shown(f"{file}: {_units(tmx.read)}, {new:,} new or changed{_rest(tmx.passed_over)}"), err=True
                )
    if as_json:
        _print_json({"path": str(path), "files": rows})
    if any("error" in row for row in rows):
        sys.exit(1)


@memory.command()
@click.option("-o", "--output", required=True, metavar="TMX", type=click.Path(path_type=Path), help="File to write.")
@_FROM
@_TO
@_MEMORY
def export(output: Path, source: str, target: str, path: Path) -> None:
    """Write the memory as TMX 1.4, which OmegaT, memoQ and Trados read."""
    from localize.atomic import write_atomically
    from localize.memory import Memory
    from localize.memory.tmx_write import compose

    if output.exists():
        raise UsageError(f"{output} exists; choose another name")
    with Memory(path) as there:
        pairs = [
            pair for pair in there.stats() if source in ("", pair.source_locale) and target in ("", pair.target_locale)
        ]
        if not pairs:
            raise UsageError(f"{path}: nothing {_wanted(source, target)}to write")
        sources = {pair.source_locale for pair in pairs}
        units = there.units(source=source, target=target)
        write_atomically(output, compose(units, sources.pop() if len(sources) == 1 else ""))
    click.echo(shown(f"{output}: {_units(sum(pair.units for pair in pairs))}"), err=True)


@memory.command()
@_MEMORY
@_JSON
def stats(path: Path, as_json: bool) -> None:
    """Count what the memory holds of each language pair."""
    from localize.memory import Memory

    with Memory(path) as there:
        pairs = there.stats()
    size = path.stat().st_size
    if as_json:
        _print_json({"path": str(path), "bytes": size, "pairs": [asdict(pair) for pair in pairs]})
        return
    for pair in pairs:
        makers = f"{pair.approved:,} approved, {pair.human:,} human, {pair.imported:,} imported"
        newest = f"; newest {pair.newest[:10]}" if pair.newest else ""
        click.echo(
            shown(
                f"{pair.source_locale}→{pair.target_locale}: {_units(pair.units)} of {pair.sentences:,} sentences: "
                f"{makers}{newest}"
            )
        )
    click.echo(shown(f"{path}: {_units(sum(pair.units for pair in pairs))}, {size / 1e6:.1f} MB"), err=True)


@memory.command()
@click.argument("text", callback=_text)
@_FROM
@_TO
@click.option("--cutoff", default=75, show_default=True, type=click.IntRange(1, 100), help="The least score.")
@click.option("--limit", default=3, show_default=True, type=click.IntRange(1), help="The most matches a language pair.")
@_MEMORY
@_JSON
def search(text: str, source: str, target: str, cutoff: int, limit: int, path: Path, as_json: bool) -> None:
    """Print the translations of TEXT and of sentences like it, the best first. Exit code 1: there are none."""
    from localize.memory import Memory

    with Memory(path) as there:
        found = [
            match
            for pair in there.stats()
            if source in ("", pair.source_locale) and target in ("", pair.target_locale)
            for match in there.fuzzy(text, pair.source_locale, pair.target_locale, cutoff=cutoff, limit=limit)
        ]
    if as_json:
        _print_json([{"kind": match.kind, "score": match.score, **asdict(match.unit)} for match in found])
    else:
        _print_matches(found)
    if not found:
        click.echo(shown(f"{path}: nothing {_wanted(source, target)}like {text!r}"), err=True)
        sys.exit(1)


@memory.command()
@click.option("--origin", metavar="NAME", callback=_text, help="What came from this file, cue (FILE/CUE) or TMX.")
@click.option("--creator", metavar="NAME", callback=_text, help="What this person made.")
@click.option("--text", metavar="TEXT", callback=_text, help="Translations of this sentence.")
@_FROM
@_TO
@_MEMORY
@_JSON
def forget(origin: str, creator: str, text: str, source: str, target: str, path: Path, as_json: bool) -> None:
    """Take out every translation to which all that is given applies. Exit code 1: there is none.

    There is no way back: `export` first if in doubt.
    """
    from localize.memory import Memory

    if not (origin or creator or text):
        raise click.UsageError("say what to forget: --origin, --creator or --text")
    with Memory(path) as there:
        gone = there.forget(origin=origin, creator=creator, text=text, source=source, target=target)
    if as_json:
        _print_json({"path": str(path), "forgotten": gone})
    click.echo(shown(f"{path}: {_units(gone)} forgotten"), err=True)
    if not gone:
        sys.exit(1)


def _print_matches(matches: Iterable[Match]) -> None:
    for match in matches:
        unit = match.unit
        click.echo(
            shown(f"{match.score:3} {unit.source_locale}→{unit.target_locale}  {unit.source}".replace("\n", " "))
        )
        facts = ", ".join(filter(None, (unit.maker, unit.creator, unit.created[:10], unit.origin, unit.note)))
        click.echo(shown(f"    {unit.target}  ({facts})".replace("\n", " ")))


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def _units(count: int) -> str:
    return "1 unit" if count == 1 else f"{count:,} units"


def _rest(passed_over: int) -> str:
    return f", {passed_over:,} without text in both languages passed over" if passed_over else ""


def _wanted(source: str, target: str) -> str:
    """`from ru to en `, for the middle of a sentence; empty if nothing was asked for."""
    return "".join(f"{word} {locale} " for word, locale in (("from", source), ("to", target)) if locale)
