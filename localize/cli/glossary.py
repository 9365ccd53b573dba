"""`localize glossary`."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.group()
def glossary() -> None:
    """Check, look up and compare glossaries."""


@glossary.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--fix", is_flag=True, help="Sort the rows and tidy white space first; comments are kept.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check(file: Path, fix: bool, as_json: bool) -> None:
    """Report everything in a glossary that a translator should look at.

    Exit code 0: nothing but remarks; 1: errors or warnings; 2: the file cannot be read as a glossary (it is then left
    as it is, --fix or not).
    """
    from localize.atomic import write_atomically
    from localize.glossary import tsv
    from localize.glossary.check import problems
    from localize.glossary.tidy import tidied
    from localize.model import Severity
    from localize.report.plain import shown

    text = tsv.read_text(file)
    terms = tsv.parse(text, str(file))
    if fix and (fixed := tidied(text)) != text:
        write_atomically(file, fixed.encode())
        terms = tsv.parse(fixed, str(file))
        click.echo(shown(f"{file}: sorted and tidied"), err=True)
    found = problems(terms)
    if as_json:
        import json
        from dataclasses import asdict

        report = {"path": str(file), "terms": len(terms.terms), "problems": [asdict(problem) for problem in found]}
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        for problem in found:
            where = f"{file}:{problem.line}: column {problem.column!r}"
            click.echo(shown(f"{where}: {problem.severity}: {problem.message}"), err=True)
        click.echo(f"{len(terms.terms)} terms, {len(found)} problems", err=True)
    if any(problem.severity is not Severity.INFO for problem in found):
        sys.exit(1)


@glossary.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("term")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(file: Path, term: str, as_json: bool) -> None:
    """Print what the glossary says of TERM, in any grammatical case: the forms that match and all renderings.

    Exit code 1: the glossary does not have it.
    """
    from localize.glossary import tsv
    from localize.glossary.lookup import lookup
    from localize.report.plain import shown

    terms = tsv.load(file)
    entries = lookup(term, terms)
    if as_json:
        import json
        from dataclasses import asdict

        click.echo(json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=1))
    for entry in entries if not as_json else ():
        click.echo(shown(f"{file}:{entry.line}: {entry.kind}, match: {entry.match}, case: {entry.case}"))
        for form, words in entry.matching.items():
            click.echo(shown(f"  {form}: {' + '.join('/'.join(word) for word in words)}"))
        for locale, forms in entry.renderings.items():
            click.echo(shown(f"  {locale}: {' | '.join(forms)}"))
        for locale, forms in entry.forbidden.items():
            click.echo(shown(f"  never {locale}: {' | '.join(forms)}"))
        if entry.notes:
            click.echo(shown(f"  notes: {entry.notes}"))
    if not entries:
        click.echo(shown(f"{file}: no term {term!r}"), err=True)
        sys.exit(1)


@glossary.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def diff(old: Path, new: Path, as_json: bool) -> None:
    """Print what NEW means otherwise than OLD: terms, renderings, how they are matched; not lines, order or notes.

    Exit code 0: both mean the same; 1: they differ; 2: one cannot be read.
    """
    from localize.glossary import tsv
    from localize.glossary.difference import Happened, differences
    from localize.report.plain import shown

    found = differences(tsv.load(old), tsv.load(new))
    if as_json:
        import json
        from dataclasses import asdict

        click.echo(json.dumps([asdict(change) for change in found], ensure_ascii=False, indent=1))
    for change in found if not as_json else ():
        click.echo(
            shown(f"{old if change.what is Happened.REMOVED else new}:{change.line}: {change.what}: {change.term}")
        )
        for part in change.parts if change.what is Happened.CHANGED else ():
            click.echo(shown(f"  {part.column}: {part.old or '-'} -> {part.new or '-'}"))
    count = {what: sum(change.what is what for change in found) for what in Happened}
    click.echo(", ".join(f"{number} {what}" for what, number in count.items()), err=True)
    if found:
        sys.exit(1)


@glossary.command()
@click.argument("inputs", metavar="INPUT...", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option("--glossary", "known", type=click.Path(path_type=Path), help="Leave out what this glossary has.")
@click.option(
    "--least", type=click.IntRange(1), default=2, show_default=True, help="How often a name appears at least."
)
@click.option("--encoding", metavar="NAME", help="Encoding of the inputs, instead of detecting it.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def suggest(inputs: tuple[Path, ...], known: Path | None, least: int, encoding: str | None, as_json: bool) -> None:
    """Print names, and phrases that come three times, that Russian files have and a glossary has not.

    One row each, to be pasted into a glossary: the form, its kind, and notes with the count, the first appearance and
    the other forms. INPUT: files or folders. Exit code 1: a file could not be read.
    """
    from localize import formats
    from localize.errors import FileError
    from localize.glossary import tsv
    from localize.glossary.suggestions import Place, suggestions
    from localize.inputs import gather, refuse_unknown
    from localize.report.plain import shown
    from localize.sentences import group

    refuse_unknown(encoding=encoding, line=None)
    terms = tsv.load(known) if known else None
    places, unread = [], 0
    for path in gather(inputs).files:
        try:
            document = formats.read(path, encoding=encoding)
        except FileError as error:
            click.echo(shown(str(error)), err=True)
            unread += 1
            continue
        if document.language != "ru":
            click.echo(shown(f"{path}: passed over, since it is not Russian"), err=True)
            continue
        places += [
            Place(path=str(path), cue=document.numbers[one.parts[0].cue_id], text=one.text) for one in group(document)
        ]
    found = suggestions(places, terms, least)
    if as_json:
        import json
        from dataclasses import asdict

        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
    for one in found if not as_json else ():
        others = ", ".join(form for form in one.forms if form != one.form)
        notes = f"{one.count} times, first in {one.first.path}, cue {one.first.cue}" + (f"; {others}" if others else "")
        click.echo("\t".join(map(shown, (one.form, "person" if one.is_name else "term", notes))))
    click.echo(f"{sum(one.is_name for one in found)} names, {sum(not one.is_name for one in found)} phrases", err=True)
    if unread:
        sys.exit(1)


@glossary.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option(
    "--project", "out", type=click.Path(path_type=Path), required=True, help="The folder of `localize run -o`."
)
@click.option(
    "--samples", type=click.IntRange(0), default=3, show_default=True, help="Sentences to show of each output."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with every sentence.")
def impact(old: Path, new: Path, out: Path, samples: int, as_json: bool) -> None:
    """Print what a change from glossary OLD to NEW touches in the outputs of a season. Nothing is made or changed.

    Sentences with a line that a person wrote or approved are never changed; a run lists them for review and makes the
    others again. Exit code 0: nothing is touched; 1: something is, or it cannot be told of an output.
    """
    from localize.cli.status import season
    from localize.glossary import tsv
    from localize.report.plain import shown
    from localize.season.impact import impacts

    before, after = tsv.load(old), tsv.load(new)
    with season(out) as (place, index, now):
        found = tuple(impacts(place, index, now, before, after))
    if as_json:
        import json
        from dataclasses import asdict

        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
    for one in found if not as_json else ():
        if one.unclear:
            click.echo(shown(f"{one.name}: {one.unclear}"), err=True)
            continue
        theirs = sum(sentence.people for sentence in one.touched)
        mine = len(one.touched) - theirs
        click.echo(shown(f"{one.name}: {one.cues} cues touched; sentences to make again: {mine}, for review: {theirs}"))
        for sentence in one.touched[:samples]:
            where = ", ".join(map(str, sentence.cues))
            mark = " (a person's)" if sentence.people else ""
            click.echo(shown(f"  {where}: {', '.join(sentence.terms)}: {sentence.source} | {sentence.text}{mark}"))
    if any(one.touched or one.unclear for one in found):
        sys.exit(1)
