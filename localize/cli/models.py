"""`localize models`: list, install, remove, tune and describe translation packages."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from localize.errors import ModelError, UsageError
from localize.languages import LANGUAGES, canonical
from localize.translators.base import PackageInfo
from localize.translators.describe import VERSION
from localize.translators.packages import Found, Survey, survey


def _code(ctx: click.Context, param: click.Parameter, value: str) -> str:
    # Packages go by engine codes: `zh-Hans` is `zh`. A code that the table does not know stays as it is.
    tag = canonical(value)
    return LANGUAGES[tag].engine if tag in LANGUAGES else tag


_SOURCE = click.argument("source", callback=_code)
_TARGET = click.argument("target", callback=_code)
_MODELS = click.option("--models", metavar="DIR", type=click.Path(path_type=Path), help="Folder with packages.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group()
def models() -> None:
    """List, install, remove, tune and describe translation packages.

    Packages are looked for in --models, $LOCALIZE_MODELS, ./models, then Argos Translate's own folder; the first folder
    that has a pair wins.
    """


@models.command("list")
@_MODELS
@_JSON
def list_(models: Path | None, as_json: bool) -> None:
    """Show every package: pair, version, place, licence. Exit code 1 if one is damaged."""
    result = survey(models)
    if as_json:
        damaged = [str(error) for error in result.damaged]
        click.echo(json.dumps({"packages": _rows(result), "damaged": damaged}, ensure_ascii=False, indent=2))
    elif result.found:
        _print_table(result)
    else:
        click.echo("no packages; `localize models install ru en` fetches one", err=True)
    _warn(result)
    sys.exit(1 if result.damaged else 0)


@models.command()
@_SOURCE
@_TARGET
@click.option("--from", "file", metavar="FILE", type=click.Path(path_type=Path), help="Install this file instead.")
@click.option("--index", "index_url", metavar="URL", help="Index to fetch from; default $ARGOS_PACKAGE_INDEX.")
@click.option("--sha256", metavar="HEX", help="Refuse a package with another SHA-256.")
@click.option("--models", metavar="DIR", type=click.Path(path_type=Path), help="Install here, not in Argos's folder.")
def install(
    source: str, target: str, file: Path | None, index_url: str | None, sha256: str | None, models: Path | None
) -> None:
    """Install the package that translates SOURCE to TARGET: the newest of Argos's index, or a file."""
    from localize.translators import install as installer

    if file and index_url:
        raise click.UsageError("--from and --index exclude each other")
    if file:
        package = installer.install_file(file, source=source, target=target, directory=models, sha256=sha256)
    else:
        click.echo(f"fetching {source}→{target} …", err=True)
        package = installer.install(source, target, index_url=index_url, directory=models, sha256=sha256)
    click.echo(f"installed {package.name} in {package.path} ({_licence(package)})", err=True)
    for entry in survey(models).used:
        pair = (entry.package.source, entry.package.target)
        if pair == (source, target) and entry.package.path != package.path:
            click.echo(f"{entry.where} is found before it and stays in use; remove that, or use --models", err=True)


@models.command()
@_SOURCE
@_TARGET
@click.option("--models", metavar="DIR", type=click.Path(path_type=Path), help="Remove from here, not Argos's folder.")
def remove(source: str, target: str, models: Path | None) -> None:
    """Remove the packages that translate SOURCE to TARGET."""
    from localize.translators import install as installer

    for package in installer.remove(source, target, directory=models):
        click.echo(f"removed {package.name}", err=True)


@models.command()
@_SOURCE
@_TARGET
@_MODELS
@_JSON
def info(source: str, target: str, models: Path | None, as_json: bool) -> None:
    """Describe the package in use from SOURCE to TARGET, or both of a route through English."""
    from localize.translators.base import Routes

    result = survey(models)
    route = Routes(packages=tuple(entry.package for entry in result.used)).find(source, target)
    _warn(result)
    if not route:
        raise ModelError(f"no package {source}→{target}; `localize models install {source} {target}` fetches one")
    rows = [row for row in _rows(result) if row["used"] and row["path"] in {package.path for package in route}]
    if as_json:
        click.echo(json.dumps({"packages": rows}, ensure_ascii=False, indent=2))
        return
    for row in rows:
        for key, value in row.items():
            click.echo(f"{key:<16}{_plain(value)}")


@models.command()
@click.argument("data", nargs=-1, required=True, metavar="DATA…", type=click.Path(path_type=Path))
@click.option("--from", "source", required=True, metavar="LANG", callback=_code, help="Language of the first column.")
@click.option("--to", "target", required=True, metavar="LANG", callback=_code, help="Language of the second column.")
@click.option(
    "-o", "--output", required=True, metavar="PACKAGE", type=click.Path(path_type=Path), help="File to write."
)
@click.option("--passes", default=3, show_default=True, type=click.IntRange(1, 50), help="How often to meet each pair.")
@click.option("--rate", default=2e-4, show_default=True, type=click.FloatRange(1e-6, 1e-2), help="Learning rate.")
@click.option("--version", "version_", metavar="VERSION", help="Version of the result; default the base's and `.1`.")
@_MODELS
def train(
    data: tuple[Path, ...],
    source: str,
    target: str,
    output: Path,
    passes: int,
    rate: float,
    version_: str | None,
    models: Path | None,
) -> None:
    """Tune the package in use to a show, with the show's own translations.

    DATA: .tsv (source, tab, target) or .tmx, also .gz or .xz. Nothing is learned from lines that are no translations of
    each other by script, length or numbers. Needs PyTorch. Interrupted, the same command goes on.
    """
    from localize.translators.base import Routes

    if output.suffix != ".argosmodel":
        raise click.UsageError(f"{output}: a package's name ends in .argosmodel")
    if output.exists():
        raise click.UsageError(f"{output} exists; choose another name")
    if version_ is not None and not VERSION.fullmatch(version_):
        raise click.UsageError(f"--version {version_!r}: write letters, figures, `.`, `+` and `-`, 40 at most")
    base = Routes(packages=tuple(entry.package for entry in survey(models).used)).direct(source, target)
    if not base:
        raise ModelError(
            f"no package {source}→{target} to start from; `localize models install {source} {target}` fetches one"
        )
    try:
        from localize.training import corpus, finetune
    except ModuleNotFoundError as error:
        if error.name != "torch":
            raise
        raise UsageError("training needs PyTorch; `pip install localize[train]`") from error
    work = output.with_suffix(".training")
    pairs = [pair for path in data for pair in corpus.read(path, source, target)]
    result = finetune.finetune(
        base,
        pairs,
        output,
        version=version_ or f"{base.version}.1",
        passes=passes,
        rate=rate,
        work=work,
        say=lambda line: click.echo(line, err=True),
    )
    shutil.rmtree(work)
    click.echo(
        f"{output}: {result.pairs} pairs learned, {result.refused} refused; on pairs kept aside {result.before:.2f} → "
        f"{result.after:.2f} nats a token\n`localize models install {source} {target} --from {output}` puts it to use",
        err=True,
    )


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(value) if isinstance(value, list) else str(value)


def _rows(result: Survey) -> list[dict[str, Any]]:
    return [
        {
            "name": entry.package.name,
            **asdict(entry.package),
            "placeholders": list(entry.package.placeholders),
            "steering": list(entry.package.steering),
            "where": str(entry.where),
            "used": entry in result.used,
        }
        for entry in result.found
    ]


def _print_table(result: Survey) -> None:
    rows = [("pair", "version", "licence", "where"), *(_cells(entry, result) for entry in result.found)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for *cells, where in rows:
        click.echo("  ".join([*(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)), where]))


def _cells(entry: Found, result: Survey) -> tuple[str, str, str, str]:
    package = entry.package
    where = str(entry.where) if entry in result.used else f"{entry.where} (not used: an earlier one is)"
    return f"{package.source}→{package.target}", package.version, _licence(package), where


def _licence(package: PackageInfo) -> str:
    return (package.licence or "not stated") + (", evaluation only" if package.evaluation_only else "")


def _warn(result: Survey) -> None:
    for error in result.damaged:
        click.echo(str(error), err=True)
