"""`localize status`, `localize history`, `localize approve`: a season between its runs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from localize.report.plain import shown

if TYPE_CHECKING:
    from localize.project.index import Index
    from localize.project.place import Place

_OUT = click.argument("out", type=click.Path(path_type=Path))
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@contextmanager
def season(out: Path) -> Iterator[tuple[Place, Index, datetime]]:
    """The season in a folder, to look at."""
    from localize.errors import UsageError
    from localize.project.index import Index
    from localize.project.place import Place

    place = Place(out)
    if not place.folder.is_dir():
        raise UsageError(f"{out}: no outputs of a run are known there; give the folder of `localize run -o`")
    place.check()
    with Index(place.index, create=False) as index:
        yield place, index, datetime.now(UTC)


@click.command()
@_OUT
@_JSON
def status(out: Path, as_json: bool) -> None:
    """Show how the outputs in OUT stand.

    Whose text it is, what is approved, what a person should look at, and on how many cues reviewers noted something.

    Exit code 1: there is something to look at, or an output of which that cannot be told.
    """
    from localize.season.console import show
    from localize.season.overview import overview

    with season(out) as (place, index, now):
        lines = tuple(overview(place, index, now))
        run = index.last_run()
    if as_json:
        click.echo(
            json.dumps({"out": str(out), "outputs": [asdict(line) for line in lines]}, ensure_ascii=False, indent=1)
        )
    else:
        show(lines, run)
    if any(line.review or line.unclear or not line.is_known for line in lines):
        sys.exit(1)


@click.command()
@_OUT
@click.argument("file")
@click.argument("cue")
@_JSON
def history(out: Path, file: str, cue: str, as_json: bool) -> None:
    """Tell the story of a CUE (its number or id) of the output FILE in OUT.

    Who wrote, approved or noted what, and when.
    """
    from localize.season.overview import story

    with season(out) as (place, index, now):
        cue_id, events = story(place, index, Path(file).name, cue, now)
    if as_json:
        found = [{**asdict(event), "detail": dict(event.detail)} for event in events]
        click.echo(json.dumps({"file": Path(file).name, "cue": cue_id, "events": found}, ensure_ascii=False, indent=1))
        return
    for event in events:
        detail = ", ".join(value if name == "by" else f"{name} {value}" for name, value in event.detail.items())
        said = event.text.replace("\n", " / ") or "(deleted)"
        when = event.when.replace("T", " ").replace("Z", "")
        click.echo(shown(f"{when}  {event.what:9}  {said}" + (f"  ({detail})" if detail else "")))
    if not events:
        click.echo("nothing is known of this cue; its story begins with the next run", err=True)


@click.command()
@_OUT
@click.argument("file", required=False)
@click.argument("cues", nargs=-1)
@click.option("--by", required=True, metavar="NAME", help="Who approves.")
@click.option("--withdraw", is_flag=True, help="Withdraw approvals instead.")
def approve(out: Path, file: str | None, cues: tuple[str, ...], by: str, withdraw: bool) -> None:
    """Approve the outputs in OUT, or one FILE, or some CUES of it by number (7), id or range (12-40).

    What is approved is the text and the times as they stand in the file now, a person's edits included. An approved cue
    is kept by every later run; any change of it, of its source or of its terms voids the approval.
    """
    from localize.project.lock import locked
    from localize.project.values import What
    from localize.season.approving import approve as do

    with season(out) as (place, index, now), locked(place):
        chosen = (Path(file).name,) if file else ()
        what = What.WITHDRAW if withdraw else What.APPROVE
        for name, count in do(place, index, what, chosen, cues, by=by, now=now):
            done = "no longer approved" if withdraw else "approved"
            click.echo(shown(f"{name}: {count:,} {'cue' if count == 1 else 'cues'} {done}"), err=True)
