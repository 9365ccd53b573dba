"""`localize validate`: every error of a pipeline spec at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from localize.errors import SpecError

if TYPE_CHECKING:
    from localize.spec.model import Spec


@click.command()
@click.argument("specs", metavar="SPEC…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--models", metavar="DIR", type=click.Path(path_type=Path), help="Where translation packages are.")
def validate(specs: tuple[Path, ...], models: Path | None) -> None:
    """Check pipeline specs: their text, wiring, glossary, profiles and packages.

    Prints every problem as `file:line: path: what is wrong; what to write` and exits with 2 if there is any.
    """
    from localize.spec.wiring import prepare
    from localize.translators.packages import installed

    routes = installed(models)
    problems: list[str] = []
    for path in specs:
        try:
            spec, _ = prepare(path, routes)
        except SpecError as error:
            problems += error.problems
        else:
            click.echo(f"{path}: ok: {summary(spec)}")
    if problems:
        raise SpecError(tuple(problems))


def summary(spec: Spec) -> str:
    """`en (segment, translate, check); zh-Hant-TW from zh-Hans (convert, check)`."""
    parts = []
    for output in spec.outputs.values():
        begin = f"{output.locale} from {output.from_locale}" if output.from_locale else output.locale
        stages = output.stages if output.from_locale else (*spec.stages, *output.stages)
        parts.append(f"{begin} ({', '.join(stage.name for stage in stages)})")
    return "; ".join(parts)
