"""`localize profiles`."""

from __future__ import annotations

import click


@click.group()
def profiles() -> None:
    """Show delivery profiles and where their limits come from."""


@profiles.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_profiles(as_json: bool) -> None:
    """List the profiles that come with the program."""
    from localize.qc import profile

    found = [profile.load(name) for name in profile.names()]
    if as_json:
        import json

        rows = [
            {"name": one.name, "version": one.version, "title": one.title, "language": one.language} for one in found
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    wide = max(len(one.name) for one in found)
    for one in found:
        click.echo(f"{one.name:{wide}}  {one.title}")


@profiles.command()
@click.argument("name", metavar="NAME|FILE")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(name: str, as_json: bool) -> None:
    """Print every limit of a profile: figure, unit, what counts, severity, source and date."""
    from dataclasses import asdict

    from localize.qc import profile
    from localize.report.plain import shown

    found = profile.load(name)
    if as_json:
        import json

        click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=1))
        return
    click.echo(shown(f"{found.name} (version {found.version}): {found.title}"))
    click.echo(f"language: {found.language or 'any'}; half-width characters count {0.5 if found.half_width else 1}")
    for rule, limit in found.limits.items():
        click.echo(shown(f"\n{rule}: {limit.value:g} {limit.unit} ({limit.severity})"))
        click.echo(shown(f"  counts: {limit.counts}"))
        click.echo(shown(f"  source: {limit.source} ({limit.date})"))
        for extra in (limit.url, limit.note):
            if extra:
                click.echo(shown(f"  {extra}"))
